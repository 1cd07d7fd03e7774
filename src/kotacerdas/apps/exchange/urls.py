"""Addresses of the exchange, under ``/data/``."""

from django.urls import path

from kotacerdas.apps.exchange.views import catalogue, releases, submissions


app_name = "exchange"
urlpatterns = [
    path("", catalogue.show_catalogue, name="catalogue"),
    path("setoran/", submissions.show_my_submissions, name="my_submissions"),
    path("setoran/<int:submission_id>/", submissions.show_submission, name="submission"),
    path("setoran/<int:submission_id>/fragment/", submissions.show_submission_fragment, name="submission_fragment"),
    path("setoran/<int:submission_id>/surat/", submissions.show_letter, name="letter"),
    path("setoran/<int:submission_id>/surat.pdf", submissions.download_letter, name="letter_pdf"),
    path("setoran/<int:submission_id>/perbaikan/", submissions.download_returned, name="returned_rows"),
    path("rilis/<int:release_id>/", releases.show_release, name="release"),
    path("rilis/<int:release_id>/baris/", releases.show_rows, name="rows"),
    path("rilis/<int:release_id>/unduh.<str:format>", releases.download_release, name="download"),
    path("<slug:name>/", catalogue.show_dataset, name="dataset"),
    path("<slug:name>/setor/", submissions.submit, name="submit"),
    path("<slug:name>/format.<str:format>", catalogue.download_template, name="template"),
]

"""Addresses of the exchange, under ``/data/``."""

from django.urls import path

from kotacerdas.apps.exchange import views


app_name = "exchange"
urlpatterns = [
    path("", views.show_catalogue, name="catalogue"),
    path("setoran/", views.show_my_submissions, name="my_submissions"),
    path("setoran/<int:submission_id>/", views.show_submission, name="submission"),
    path("setoran/<int:submission_id>/fragment/", views.show_submission_fragment, name="submission_fragment"),
    path("setoran/<int:submission_id>/surat/", views.show_letter, name="letter"),
    path("setoran/<int:submission_id>/surat.pdf", views.download_letter, name="letter_pdf"),
    path("setoran/<int:submission_id>/perbaikan/", views.download_returned, name="returned_rows"),
    path("rilis/<int:release_id>/", views.show_release, name="release"),
    path("rilis/<int:release_id>/baris/", views.show_rows, name="rows"),
    path("rilis/<int:release_id>/unduh.<str:format>", views.download_release, name="download"),
    path("<slug:name>/", views.show_dataset, name="dataset"),
    path("<slug:name>/setor/", views.submit, name="submit"),
    path("<slug:name>/format.<str:format>", views.download_template, name="template"),
]

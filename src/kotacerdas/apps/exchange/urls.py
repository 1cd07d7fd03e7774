"""Addresses of the exchange, under ``/data/``."""

from django.urls import path

from kotacerdas.apps.exchange.api import ckan
from kotacerdas.apps.exchange.views import (
    catalogue,
    codelists,
    contracts,
    corrections,
    editor,
    grants,
    harvesting,
    publishing,
    readers,
    releases,
    retention,
    reviews,
    submissions,
    trials,
)


app_name = "exchange"
urlpatterns = [
    path("", catalogue.show_catalogue, name="catalogue"),
    path("daftar/", publishing.show_data_list, name="data_list"),
    path("daftar.<str:format>", publishing.download_data_list, name="data_list_file"),
    path("portal-lain/", harvesting.show_remote, name="remote"),
    path("portal-lain/sumber/", harvesting.keep_sources, name="sources"),
    path("portal-lain/sumber/<slug:name>/", harvesting.change_source, name="change_source"),
    path("setoran/", submissions.show_my_submissions, name="my_submissions"),
    path("setoran/<int:submission_id>/", submissions.show_submission, name="submission"),
    path("setoran/<int:submission_id>/fragment/", submissions.show_submission_fragment, name="submission_fragment"),
    path("setoran/<int:submission_id>/surat/", submissions.show_letter, name="letter"),
    path("setoran/<int:submission_id>/surat.pdf", submissions.download_letter, name="letter_pdf"),
    path("setoran/<int:submission_id>/perbaikan/", submissions.download_returned, name="returned_rows"),
    path("setoran/<int:submission_id>/baris/", corrections.edit_rows, name="edit_rows"),
    path("setoran/<int:submission_id>/baris/periksa/", corrections.check_row, name="check_row"),
    path("coba/<str:token>/", trials.show_trial, name="trial"),
    path("coba/<str:token>/setor/", trials.hand_in_trial, name="hand_in_trial"),
    path("coba/<str:token>/batal/", trials.drop_trial, name="drop_trial"),
    path("pemeriksaan/", reviews.show_queue, name="reviews"),
    path("pemeriksaan/setujui/", reviews.approve_many, name="approve_many"),
    path("pemeriksaan/<int:submission_id>/", reviews.show_review, name="review"),
    path("pemeriksaan/<int:submission_id>/setujui/", reviews.approve, name="approve"),
    path("pemeriksaan/<int:submission_id>/kembalikan/", reviews.return_with_note, name="return_with_note"),
    path("retensi/", retention.show_retention, name="retention"),
    path("ketepatan/", reviews.show_punctuality, name="punctuality"),
    path("ketepatan/<path:code>/", reviews.show_agency_punctuality, name="agency_punctuality"),
    path("rilis/<int:release_id>/", releases.show_release, name="release"),
    path("rilis/<int:release_id>/baris/", releases.show_rows, name="rows"),
    path("rilis/<int:release_id>/unduh.<str:format>", releases.download_release, name="download"),
    path("daftar-kode/", codelists.show_code_lists, name="code_lists"),
    path("daftar-kode/<slug:name>/", codelists.show_code_list, name="code_list"),
    path("daftar-kode/<slug:name>/<str:code>.csv", codelists.download_code_list, name="code_list_file"),
    path("himpunan-baru/", contracts.start_dataset, name="start_dataset"),
    path("konsep/", contracts.show_drafts, name="drafts"),
    path("konsep/<int:draft_id>/", contracts.show_draft, name="draft"),
    path("konsep/<int:draft_id>/ubah/", editor.edit_draft, name="edit_draft"),
    path("konsep/<int:draft_id>/coba/", contracts.try_draft, name="try_draft"),
    path("konsep/<int:draft_id>/usulkan/", contracts.propose_draft, name="propose_draft"),
    path("konsep/<int:draft_id>/tanda-tangani/", contracts.sign_draft, name="sign_draft"),
    path("konsep/<int:draft_id>/tarik/", contracts.withdraw_draft, name="withdraw_draft"),
    path("<slug:name>/kontrak/", contracts.show_contract, name="contract"),
    path("<slug:name>/kontrak/baru/", contracts.start_version, name="start_version"),
    path("<slug:name>/kontrak/<int:version>/<str:format>", contracts.download_contract, name="contract_file"),
    path("akses/", grants.list_grants, name="grants"),
    path("akses/<int:grant_id>/", grants.show_grant, name="grant"),
    path("akses/<int:grant_id>/tutup/", grants.close_grant, name="close_grant"),
    path("pembaca/", readers.show_readers, name="readers"),
    path("pembaca/<str:code>/", readers.show_area_readers, name="area_readers"),
    path("<slug:name>/minta-akses/", grants.ask_grant, name="ask_grant"),
    path("<slug:name>/", catalogue.show_dataset, name="dataset"),
    path("<slug:name>/metadata/", publishing.show_metadata, name="metadata"),
    path("<slug:name>/metadata.<str:format>", publishing.download_metadata, name="metadata_file"),
    path("<slug:name>/katalog.ttl", publishing.give_dataset, {"format": "ttl"}, name="dataset_ttl"),
    path("<slug:name>/katalog.jsonld", publishing.give_dataset, {"format": "jsonld"}, name="dataset_jsonld"),
    path("<slug:name>/setor/", submissions.submit, name="submit"),
    path("<slug:name>/format.<str:format>", catalogue.download_template, name="template"),
]
# at the root of the site, where harvesters look
catalogue_addresses = [
    path("catalog.ttl", publishing.give_catalogue, {"format": "ttl"}, name="ttl"),
    path("catalog.jsonld", publishing.give_catalogue, {"format": "jsonld"}, name="jsonld"),
]
ckan_addresses = [  # under ``/api/``
    path("3", ckan.show_version, name="version"),
    path("3/action/<slug:name>", ckan.answer, name="action"),
    path("action/<slug:name>", ckan.answer, name="plain_action"),  # as older clients write it
]

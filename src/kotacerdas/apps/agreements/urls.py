"""Addresses of agreements, under ``/kesepakatan/`` and ``/verifikasi/``."""

from django.urls import path

from kotacerdas.apps.agreements.views import authority, ceremony, drafting, duties, ending, listing, reviewing, signing
from kotacerdas.apps.agreements.views import verifying as verify


app_name = "agreements"
urlpatterns = [
    path("kesepakatan/", listing.show_list, name="list"),
    path("kesepakatan/baru/", drafting.choose, name="choose"),
    path("kesepakatan/baru/<slug:source>/", drafting.draft, name="draft"),
    path("kesepakatan/kunci/", authority.show_keys, name="keys"),
    path("kesepakatan/kunci/cabut/", authority.revoke_key, name="revoke_key"),
    path("kesepakatan/wewenang/<path:code>/mandat/<int:mandate_id>/akhiri/", authority.end_mandate, name="end_mandate"),
    path("kesepakatan/wewenang/<path:code>/", authority.show_authority, name="authority"),
    path("kesepakatan/kewajiban/<path:code>/", duties.show_owed, name="owed"),
    path("kesepakatan/<int:agreement_id>/", listing.show_agreement, name="agreement"),
    path("kesepakatan/<int:agreement_id>/naskah/<int:number>/", listing.show_version, name="version"),
    path("kesepakatan/<int:agreement_id>/naskah/ubah/", drafting.offer, name="offer"),
    path("kesepakatan/<int:agreement_id>/berkas.pdf", listing.download_file, name="file"),
    path("kesepakatan/<int:agreement_id>/pindaian-<int:position>.pdf", listing.download_scan, name="scan"),
    path("kesepakatan/<int:agreement_id>/tinjau/kirim/", reviewing.submit, name="submit"),
    path("kesepakatan/<int:agreement_id>/tinjau/", reviewing.review, name="review"),
    path("kesepakatan/<int:agreement_id>/setujui/", reviewing.accept, name="accept"),
    path("kesepakatan/<int:agreement_id>/penandatanganan/", signing.begin, name="begin_signing"),
    path("kesepakatan/<int:agreement_id>/tanda-tangan/<path:code>/pindaian/", signing.hand_in_scan, name="sign_scan"),
    path("kesepakatan/<int:agreement_id>/tanda-tangan/<path:code>/tolak/", signing.decline, name="decline"),
    path("kesepakatan/<int:agreement_id>/tanda-tangan/<path:code>/", signing.sign, name="sign"),
    path("kesepakatan/<int:agreement_id>/daftarkan/", reviewing.register, name="register"),
    path("kesepakatan/<int:agreement_id>/akhiri/", ending.terminate, name="terminate"),
    path("kesepakatan/<int:agreement_id>/batalkan/", ending.withdraw, name="withdraw"),
    path("kesepakatan/<int:agreement_id>/upacara/", ceremony.show, name="ceremony"),
    path("kesepakatan/<int:agreement_id>/upacara/kini/", ceremony.show_now, name="ceremony_now"),
    path("kesepakatan/<int:agreement_id>/pernyataan/<int:attestation_id>/benarkan/", duties.confirm, name="confirm"),
    path("kesepakatan/<int:agreement_id>/pasal/<int:clause_id>/<str:item>/", duties.attest, name="attest"),
    path("verifikasi/", verify.verify, name="verify"),
    path("verifikasi/<str:code>/kode.svg", verify.show_square, name="square"),
    path("verifikasi/<str:code>/", verify.show_code, name="verify_code"),
]

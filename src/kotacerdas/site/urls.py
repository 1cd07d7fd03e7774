"""All addresses."""

from django.urls import include, path

from kotacerdas.apps.exchange.urls import catalogue_addresses, ckan_addresses
from kotacerdas.site import contracts, views
from kotacerdas.site.api import api
from kotacerdas.ui.gallery import gallery


site_pages = [
    path("", views.home, name="home"),
    path("dinding/", views.wall_mode, name="wall"),
    path("wilayah/", views.area_index, name="areas"),
    path("wilayah/<str:code>/", views.area_profile, name="area"),
    path("cari/", views.search_all, name="search"),
    path("data/konsep/<int:draft_id>/tinjau/", contracts.review_draft, name="review_draft"),
    path("tugas/", views.my_work, name="my_work"),
    path("ms-ind.xlsx", views.indicator_metadata, {"format": "xlsx"}, name="ms_ind_xlsx"),
    path("ms-ind.json", views.indicator_metadata, {"format": "json"}, name="ms_ind_json"),
    path("tentang/", views.about, name="about"),
    path("tentang/api/", views.api_reference, name="api_reference"),
    path("kesepakatan/<int:agreement_id>/pembacaan/", views.agreement_reads, name="agreement_reads"),
    path("kesepakatan/himpunan/", views.dataset_options, name="dataset_options"),
    path("galeri/", gallery, name="gallery"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("robots.txt", views.robots, name="robots"),
]
urlpatterns = [
    path("wilayah/", include("kotacerdas.apps.areas.urls")),
    path("", include((site_pages, "site"))),
    path("", include((catalogue_addresses, "catalog"))),
    path("", include("kotacerdas.apps.agreements.urls")),
    path("data/", include("kotacerdas.apps.exchange.urls")),
    path("indikator/", include("kotacerdas.apps.indicators.urls")),
    path("rencana/", include("kotacerdas.apps.masterplan.urls")),
    path("gerakan/", include("kotacerdas.apps.movement.urls")),
    path("perangkat/", include("kotacerdas.apps.agencies.urls")),
    path("akun/", include("kotacerdas.apps.accounts.urls")),  # before allauth: our login page answers first
    path("akun/", include("allauth.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
    path("api/v1/", api.urls),
    path("api/", include((ckan_addresses, "ckan"))),
]

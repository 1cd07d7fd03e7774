"""Addresses of the masterplan, under ``/rencana/``."""

from django.urls import path

from kotacerdas.apps.masterplan import views


app_name = "masterplan"
urlpatterns = [
    path("", views.show_plan, name="plan"),
    path("pilar/<str:code>/", views.show_pillar, name="pillar"),
    path("program/tambah/", views.add_programme, name="add_programme"),
    path("program/<slug:code>/ubah/", views.change_programme, name="change_programme"),
    path("program/<slug:code>/", views.show_programme, name="programme"),
    path("target/tambah/", views.add_target, name="add_target"),
    path("target/pratinjau/", views.preview_target, name="preview_target"),
    path("target/<int:target_id>/", views.show_target, name="target"),
    path("target/<int:target_id>/ubah/", views.change_target, name="change_target"),
    path("target/<int:target_id>/hapus/", views.remove_target, name="remove_target"),
    path("target/<int:target_id>/kembalikan/", views.restore_target, name="restore_target"),
    path("indikator/<slug:code>/", views.show_indicator_target, name="indicator_targets"),
]

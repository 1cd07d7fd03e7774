"""Addresses of the indicators, under ``/indikator/``."""

from django.urls import path

from kotacerdas.apps.indicators import views


app_name = "indicators"
urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:code>/", views.show_indicator, name="indicator"),
    path("<slug:code>/telusur/<str:area>/<str:period>/", views.show_trace, name="trace"),
]

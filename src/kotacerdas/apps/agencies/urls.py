"""Addresses of the agencies app."""

from django.urls import path

from kotacerdas.apps.agencies import views


app_name = "agencies"
urlpatterns = [
    path("", views.agency_list, name="list"),
    path("<path:code>/", views.agency, name="agency"),
]

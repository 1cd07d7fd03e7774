"""Addresses of the areas app."""

from django.urls import path

from kotacerdas.apps.areas import views


app_name = "areas"
urlpatterns = [
    path("cari/", views.search, name="search"),
    path("daftar/", views.area_list, name="home"),
    path("daftar/<str:code>/", views.area_list, name="list"),
]

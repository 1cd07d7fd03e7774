"""Addresses of the movement, under ``/gerakan/``."""

from django.urls import path

from kotacerdas.apps.movement import views


app_name = "movement"
urlpatterns = [
    path("", views.show_movement, name="home"),
    path("angkatan/<int:year>/", views.show_cohort, name="cohort"),
]

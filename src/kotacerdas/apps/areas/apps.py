"""Registers the app with Django."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """The areas app."""

    name = "kotacerdas.apps.areas"
    label = "areas"

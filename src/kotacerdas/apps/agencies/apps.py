"""Registers the app with Django."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """The agencies app."""

    name = "kotacerdas.apps.agencies"
    label = "agencies"

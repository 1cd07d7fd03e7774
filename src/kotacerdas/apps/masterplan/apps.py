"""The masterplan app."""

from django.apps import AppConfig


class MasterplanConfig(AppConfig):
    """Registers the app."""

    name = "kotacerdas.apps.masterplan"
    label = "masterplan"

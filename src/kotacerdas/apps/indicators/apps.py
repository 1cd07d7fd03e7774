"""Registers the app with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """The indicators app."""

    name = "kotacerdas.apps.indicators"
    label = "indicators"

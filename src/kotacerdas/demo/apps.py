"""The demo as a Django app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Tabanan for trying out."""

    name = "kotacerdas.demo"

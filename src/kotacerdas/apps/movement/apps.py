"""The movement app."""

from django.apps import AppConfig


class MovementConfig(AppConfig):
    """Registers the app."""

    name = "kotacerdas.apps.movement"
    label = "movement"

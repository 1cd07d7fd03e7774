"""Registers the interface kit with Django."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The interface kit."""

    name = "kotacerdas.ui"
    label = "ui"

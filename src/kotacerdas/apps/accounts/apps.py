"""Registers the app with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "kotacerdas.apps.accounts"
    label = "accounts"

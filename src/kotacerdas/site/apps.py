"""Registers the site with Django."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The assembled site."""

    name = "kotacerdas.site"
    label = "kotacerdas_site"

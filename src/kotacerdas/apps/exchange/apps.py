"""The exchange app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """Datasets, submissions and releases."""

    name = "kotacerdas.apps.exchange"
    verbose_name = _("Data exchange")

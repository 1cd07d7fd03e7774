"""The local day of a moment: dates of agreements are days in the regency, not in Greenwich."""

from datetime import date, datetime

from django.utils import timezone


def local_day(at: datetime) -> date:
    """The day it is here at that moment."""
    return timezone.localtime(at).date()

"""Why somebody reads."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules


class PurposeForm(forms.Form):
    """Why somebody needs to see personal columns."""

    purpose = forms.CharField(
        label=_("What do you need the personal columns for?"),
        min_length=rules.SHORTEST_PURPOSE,
        max_length=rules.LONGEST_PURPOSE,
        help_text=_(
            "For example: checking a complaint about the register of Banjar Dukuh. It is recorded with your name."
        ),
    )

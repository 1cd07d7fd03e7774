"""What a reviewer says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules


class ReturnForm(forms.Form):
    """Why a file goes back."""

    note = forms.CharField(
        label=_("What has to be put right?"),
        min_length=rules.SHORTEST_NOTE,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The note stands in the return letter to the producer, in your words and with your name."),
    )

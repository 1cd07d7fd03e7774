"""What is said when files are removed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules


class RemovalForm(forms.Form):
    """The words and the consent of who signs a list of removals."""

    note = forms.CharField(
        label=_("On what decision?"),
        min_length=rules.SHORTEST_NOTE,
        max_length=rules.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example the number of the official report. It stays on record with your name."),
    )
    is_confirmed = forms.BooleanField(
        label=_("I know that the rows and files on the list are gone for good."),
    )

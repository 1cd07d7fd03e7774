"""What people type to find an area."""

from django import forms
from django.utils.translation import gettext_lazy


class SearchForm(forms.Form):
    """A name or the beginning of a code."""

    q = forms.CharField(
        label=gettext_lazy("Name or code of an area"),
        help_text=gettext_lazy("For example Bajera, Kukuh Kerambitan or 51.02.01."),
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

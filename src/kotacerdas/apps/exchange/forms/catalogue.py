"""What to look for."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CatalogueForm(forms.Form):
    """What to look for in the catalogue; anything unknown is ignored."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    agency = forms.CharField(required=False, max_length=64)
    state = forms.ChoiceField(
        required=False,
        choices=[("", _("All")), ("late", _("With late deliveries")), ("empty", _("Without a release yet"))],
    )

"""A remote catalogue as a steward names it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.types import HarvestKind


class SourceForm(forms.Form):
    """A source to add."""

    title = forms.CharField(label=_("Name of the portal"), max_length=200)
    name = forms.RegexField(
        label=_("Short name"),
        regex=r"^[a-z0-9][a-z0-9-]{1,49}$",
        help_text=_("Small letters, digits and hyphens; its datasets are listed under it."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of catalogue"),
        choices=[(HarvestKind.CKAN.value, _("CKAN portal")), (HarvestKind.DCAT.value, _("DCAT file or address"))],
    )
    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        assume_scheme="https",
        help_text=_(
            "Of a CKAN portal its front page; of a DCAT catalogue the address of the Turtle, JSON-LD or RDF/XML."
        ),
    )
    every_hours = forms.IntegerField(
        label=_("Hours between two looks"), min_value=1, max_value=rules.MOST_HOURS, initial=24
    )

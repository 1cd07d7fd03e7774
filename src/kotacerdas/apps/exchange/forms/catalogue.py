"""What to look for."""

from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange.types import Facet, Order, Wanted


class CatalogueForm(forms.Form):
    """What to look for in the catalogue; values of facets come as often as there are chosen ones."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    sort = forms.ChoiceField(
        label=_("Sort by"),
        required=False,
        choices=[
            (Order.BEST.value, _("Best match")),
            (Order.TITLE.value, _("Title")),
            (Order.NEWEST.value, _("Newest release")),
            (Order.DUE.value, _("Next due")),
        ],
    )

    def wanted(self) -> Wanted:
        """What was asked, anything senseless left out."""
        self.is_valid()
        said = cast(QueryDict, self.data)
        given = {facet: frozenset(filter(None, said.getlist(facet.value))) for facet in Facet}
        chosen = {facet: values for facet, values in given.items() if values}
        return Wanted(
            words=self.cleaned_data.get("q", ""),
            chosen=chosen,
            order=Order(self.cleaned_data.get("sort") or Order.BEST),
        )

"""Why somebody reads."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules


OPERATORS = (
    ("eq", _("is")),
    ("ne", _("is not")),
    ("contains", _("contains")),
    ("startswith", _("begins with")),
    ("lt", _("is less than")),
    ("lte", _("is at most")),
    ("gt", _("is more than")),
    ("gte", _("is at least")),
    ("in", _("is one of (parted by commas)")),
    ("missing", _("is missing")),
    ("present", _("is there")),
)


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


class FilterForm(forms.Form):
    """One condition on the rows of a page."""

    column = forms.ChoiceField(label=_("Column"))
    operator = forms.ChoiceField(label=_("Condition"), choices=OPERATORS)
    value = forms.CharField(label=_("Value"), required=False, max_length=200)

    def __init__(self, *args: object, columns: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        self.fields["column"].choices = list(columns)  # type: ignore[attr-defined] # it is a ChoiceField

    def as_filter(self) -> str:
        """The condition as the API writes it."""
        said = self.cleaned_data
        if said["operator"] in ("missing", "present"):
            return f"{said['column']}:isnull:{'true' if said['operator'] == 'missing' else 'false'}"
        return f"{said['column']}:{said['operator']}:{said['value']}"

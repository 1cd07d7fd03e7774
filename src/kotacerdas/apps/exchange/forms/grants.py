"""Asking for access, deciding about it, closing it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.exchange import rules
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError


LONGEST_PURPOSE = 500
MOST_READS = 1_000_000
Choices = Sequence[tuple[str, str]]
_DATE = forms.DateInput(attrs={"type": "date"})


class AskGrantForm(forms.Form):
    """What an agency wants to read of a dataset, and what for."""

    purpose = forms.CharField(
        label=_("What do you need the data for?"),
        min_length=rules.SHORTEST_PURPOSE,
        max_length=LONGEST_PURPOSE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The people in the data can read this sentence. Say what you will do, and with what result."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Which columns?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only those you really need; the owner sees which ones are about persons."),
    )
    area = forms.CharField(
        label=_("For which area?"),
        max_length=13,
        help_text=_("An area code with dots, such as 51.02.01; everything inside it is included."),
    )
    row_filter = forms.CharField(
        label=_("Only rows for which"),
        required=False,
        max_length=500,
        help_text=_("A comparison over columns, such as desil <= 4."),
    )
    until = forms.DateField(label=_("Until when?"), required=False, widget=_DATE)
    rate_per_day = forms.IntegerField(
        label=_("How many reads a day?"), required=False, min_value=1, max_value=MOST_READS
    )

    def __init__(self, *args: Any, columns: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = list(columns)  # type: ignore[attr-defined]  # a MultipleChoiceField

    def clean_area(self) -> AreaCode:
        """The area, well formed."""
        return _read_area(self.cleaned_data["area"])


class DecideGrantForm(forms.Form):
    """What the owner opens, and what it rests on; or why not."""

    ground = forms.ChoiceField(
        label=_("Under which agreement?"),
        required=False,
        help_text=_("Access exists only while this agreement is in force, and ends with it."),
    )
    columns = forms.MultipleChoiceField(
        label=_("Open these columns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    area = forms.CharField(
        label=_("For which area?"),
        required=False,
        max_length=13,
        help_text=_("The area asked for, or a smaller one inside it."),
    )
    until = forms.DateField(label=_("Until when?"), required=False, widget=_DATE)
    rate_per_day = forms.IntegerField(
        label=_("How many reads a day?"), required=False, min_value=1, max_value=MOST_READS
    )
    note = forms.CharField(
        label=_("A word to the agency that asks"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Needed when you refuse: say why, and what would help."),
    )

    def __init__(self, *args: Any, columns: Choices, grounds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = list(columns)  # type: ignore[attr-defined]  # a MultipleChoiceField
        self.fields["ground"].choices = list(grounds)  # type: ignore[attr-defined]  # a ChoiceField
        self.is_granted = "refuse" not in self.data

    def clean_area(self) -> AreaCode | None:
        """The area, well formed; none stays as asked."""
        said = self.cleaned_data["area"]
        return _read_area(said) if said else None

    def clean(self) -> dict[str, Any]:
        """A refusal needs its reason, an opening its agreement and at least one column."""
        cleaned = super().clean() or {}
        if not self.is_granted and not cleaned.get("note", "").strip():
            self.add_error("note", _("Say why you refuse; the agency that asks reads it."))
        if self.is_granted and not cleaned.get("ground"):
            self.add_error("ground", _("Choose the agreement this rests on."))
        if self.is_granted and not cleaned.get("columns") and self.fields["columns"].choices:  # type: ignore[attr-defined]  # as above
            self.add_error("columns", _("Open at least one column, or refuse."))
        return cleaned

    def grounds(self) -> dict[str, int]:
        """The agreement or the clause chosen, as the operation takes it."""
        kind, _sep, number = str(self.cleaned_data["ground"]).partition(":")
        return {f"{kind}_id": int(number)}


class CloseGrantForm(forms.Form):
    """Why access ends."""

    is_purpose_lapsed = forms.BooleanField(label=_("What it was for is done"), required=False)
    note = forms.CharField(label=_("Why?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def _read_area(text: str) -> AreaCode:
    try:
        return AreaCode(text.strip())
    except KotacerdasError as refusal:
        raise forms.ValidationError(_(refusal.sentence), params=refusal.facts) from refusal

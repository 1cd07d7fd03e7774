"""The head of a new agreement, and the fields a template asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.agreements.forms import words
from kotacerdas.apps.agreements.types import SigningOrder, Template
from kotacerdas.kernel.periods import Frequency
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


PARTIES = 2
MOST_PARTIES = 8
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a form lets people choose from: signing offices grouped by agency, and agencies."""

    offices: Sequence[tuple[str, Choices]]
    agency_of: dict[str, str]
    agency_names: dict[str, str]


class HeadForm(forms.Form):
    """Number, title, term, and who signs for whom."""

    number = forms.CharField(
        label=_("Number of the agreement"),
        max_length=80,
        help_text=_("As your agency numbers its letters, for example 100.3.7/12/2026."),
    )
    title_id = forms.CharField(label=_("Title in Indonesian"), max_length=200)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    subject = forms.CharField(label=_("Subject, in a few words"), max_length=200)
    place = forms.CharField(label=_("Place of signing"), max_length=120)
    since = forms.DateField(label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty means that it has no end. It is warned of 90, 60 and 30 days before."),
    )
    signing_order = forms.ChoiceField(
        label=_("Who signs when"), choices=[(order.value, text) for order, text in words.ORDERS.items()]
    )

    def __init__(
        self,
        *args: object,
        offer: Offer,
        parties: int = PARTIES,
        has_title: bool = True,
        parents: Choices = (),
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        self.offer = offer
        if not has_title:
            for name in ("title_id", "title_en", "subject"):
                del self.fields[name]
        self.party_names = [f"party_{place}" for place in range(1, max(parties, PARTIES) + 1)]
        if parents:
            self.fields["parent"] = forms.ChoiceField(
                label=_("Under which agreement?"),
                required=False,
                choices=[("", _("None: it stands by itself")), *parents],
                help_text=_("When that one ends, this one ends with it."),
            )
        for place, name in enumerate(self.party_names, start=1):
            self.fields[name] = forms.ChoiceField(
                label=_("Party %(number)s: the office that signs") % {"number": place},
                required=place <= PARTIES,
                choices=[("", "—"), *offer.offices],
            )

    @property
    def party_fields(self) -> list[forms.BoundField]:
        """The fields of the parties."""
        return [self[name] for name in self.party_names]

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Agency and office of each party, in the order of signing."""
        offices = [self.cleaned_data[name] for name in self.party_names if self.cleaned_data.get(name)]
        return tuple((self.offer.agency_of[office], office) for office in offices)

    def parent_id(self) -> int | None:
        """The agreement that was chosen to stand above this one."""
        chosen = self.cleaned_data.get("parent")
        return int(chosen) if chosen else None

    def title(self) -> dict[str, str]:
        """The title in both languages; Indonesian where English is missing."""
        title = self.cleaned_data["title_id"]
        return {"id": title, "en": self.cleaned_data["title_en"] or title}

    def ends_before(self) -> date | None:
        """The day after the last."""
        last = self.cleaned_data["until"]
        return None if last is None else date.fromordinal(last.toordinal() + 1)

    def order(self) -> SigningOrder:
        """Who signs when."""
        return SigningOrder(self.cleaned_data["signing_order"])


class TemplateForm(forms.Form):
    """What a template asks for beyond its parties, which the head of the agreement names already."""

    def __init__(self, *args: object, template: Template, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        names = [field.name for field in template.fields]
        self.agency_fields = [name for name in names if f"{name}_name" in names]
        known = {*self.agency_fields, *(f"{name}_name" for name in self.agency_fields)}
        for each in template.fields:
            if each.name in known:
                continue
            field = _field(each.name)
            field.label, field.initial = formats.in_language(each.title, active_language()), each.default
            self.fields[each.name] = field

    def given(self, parties: Sequence[tuple[str, str]], offer: Offer) -> dict[str, str]:
        """Every field of the template as text, agencies taken from the parties in their order."""
        fields = {name: _text(value) for name, value in self.cleaned_data.items()}
        for name, (agency, _office) in zip(self.agency_fields, parties, strict=False):
            fields |= {name: agency, f"{name}_name": offer.agency_names[agency]}
        return fields


def _field(name: str) -> forms.Field:
    if name.endswith(("_until", "_date")):
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if name == "frequency":
        return forms.ChoiceField(choices=[(each.value, words.FREQUENCIES[each]) for each in Frequency])
    if name == "day":
        return forms.IntegerField(min_value=1, max_value=31)
    if name == "reads":
        return forms.IntegerField(min_value=1)
    if name == "dataset":
        return forms.SlugField(max_length=80, widget=forms.TextInput(attrs={"list": "datasets"}))
    return forms.CharField(max_length=300)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)

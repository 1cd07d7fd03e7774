"""A programme as a planner types it, with its budget lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.masterplan.types import PillarSet, Programme, ProgrammeState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.money import Money
from kotacerdas.ui import formats
from kotacerdas.ui.templatetags.ui import STATE_WORDS


SPARE_LINES = 3
MOST_LINES = 100
MOST_RUPIAH = 10**15
WORDS = ("title", "description", "problem", "benefit", "quick_win")
_RUPIAH = re.compile(r"\d+|\d{1,3}([.,\s]\d{3})+")


@dataclass(frozen=True, slots=True)
class Offer:
    """What a programme form lets the planner choose from; pairs are value and text."""

    goals: Sequence[tuple[str, str]]
    agencies: Sequence[tuple[str, str]]
    places: Sequence[tuple[str, str]]
    villages: Sequence[tuple[str, str]]
    pillar_sets: Sequence[PillarSet]
    lang: str


class RupiahField(forms.CharField):
    """Whole rupiah as people write them: ``1.250.000.000``, with or without ``Rp``."""

    def to_python(self, value: object) -> int | None:  # type: ignore[override]
        """The amount; none when nothing is written."""
        text = str(value or "").strip().removeprefix("Rp").strip().removesuffix(",00").removesuffix(",-").strip()
        if not text:
            return None
        if not _RUPIAH.fullmatch(text):
            raise forms.ValidationError(gettext("Write whole rupiah, for example 1.250.000.000."))
        amount = int(re.sub(r"\D", "", text))
        if amount > MOST_RUPIAH:
            raise forms.ValidationError(gettext("This is more than a thousand trillion rupiah. Check the zeros."))
        return amount

    def prepare_value(self, value: object) -> object:
        """An amount with dots; what was typed stays as it was typed."""
        return formats.number(value, 0, "id") if isinstance(value, int) else value


class BudgetLineForm(forms.Form):
    """Rupiah from one source in one year; a row left empty is no line."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100, required=False)
    source = forms.CharField(
        label=_("Source"), max_length=40, required=False, widget=forms.TextInput(attrs={"list": "sources"})
    )
    amount = RupiahField(label=_("Rupiah"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}))

    def clean(self) -> dict[str, object]:
        """Ask for what is missing of a row that was begun."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        missing = {
            "year": gettext("Write the year of this money."),
            "source": gettext("Write where this money comes from."),
            "amount": gettext("Write how much it is, or empty the row."),
        }
        if any(cleaned.get(name) not in (None, "") for name in missing) or self.errors:
            for name, sentence in missing.items():
                if name not in self.errors and cleaned.get(name) in (None, ""):
                    self.add_error(name, sentence)
        return cleaned


class ProgrammeForm(forms.Form):
    """One programme of the plan. Only Indonesian words are required; English falls back to them."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    title_id = forms.CharField(label=_("Name in Indonesian"), max_length=200)
    title_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    description_id = forms.CharField(
        label=_("What is done, in Indonesian"), help_text=_("One or two sentences a resident understands.")
    )
    description_en = forms.CharField(label=_("What is done, in English"), required=False)
    problem_id = forms.CharField(label=_("The problem it answers, in Indonesian"))
    problem_en = forms.CharField(label=_("The problem, in English"), required=False)
    benefit_id = forms.CharField(label=_("Who benefits and how, in Indonesian"))
    benefit_en = forms.CharField(label=_("The benefit, in English"), required=False)
    goal = forms.ChoiceField(label=_("Goal it serves"), help_text=_("The goals stand under the missions of the plan."))
    legal_basis = forms.CharField(label=_("Legal basis"), max_length=300, required=False)
    application = forms.CharField(label=_("Application used"), max_length=120, required=False)

    owner = forms.ChoiceField(label=_("Owner"), help_text=_("The agency that answers for it."))
    supporting = forms.MultipleChoiceField(
        label=_("Supporting agencies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    partners = forms.CharField(
        label=_("Partners"),
        required=False,
        help_text=_("One on each line: universities, businesses, communities, media."),
    )
    places = forms.MultipleChoiceField(
        label=_("Where it works"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one place, or the whole regency.")},
    )
    village = forms.CharField(
        label=_("Add one village"),
        required=False,
        help_text=_("Type a few letters, choose the village, then press Add."),
    )
    starts_in = forms.IntegerField(label=_("First year"), min_value=2000, max_value=2100)
    ends_in = forms.IntegerField(label=_("Last year"), min_value=2000, max_value=2100)
    state = forms.ChoiceField(
        label=_("State"),
        help_text=_(
            "A programme is never deleted, because its targets and its history hang on it. Choose stopped and say why."
        ),
    )
    reason = forms.CharField(
        label=_("Why it is stopped"),
        max_length=300,
        required=False,
        help_text=_("Shown in the history of the programme."),
    )

    innovations_id = forms.CharField(
        label=_("Innovations in Indonesian"), required=False, help_text=_("One on each line. A new rule counts too.")
    )
    innovations_en = forms.CharField(
        label=_("Innovations in English"), required=False, help_text=_("In the same order, one on each line.")
    )
    quick_win_id = forms.CharField(
        label=_("Quick win in Indonesian"),
        max_length=200,
        required=False,
        help_text=_("What is finished within the first two years. Leave it empty when there is none."),
    )
    quick_win_en = forms.CharField(label=_("Quick win in English"), max_length=200, required=False)
    quick_win_percent = forms.IntegerField(
        label=_("Percent done"), min_value=0, max_value=100, required=False, help_text=_("As its owner reports it.")
    )

    def __init__(self, typed: QueryDict | None, *, initial: dict[str, object], offer: Offer) -> None:
        """Offer these choices; ``initial["budget"]`` are the budget lines."""
        super().__init__(typed, initial=initial)
        self.offer = offer
        places = self._with_villages(typed.getlist("places") if typed is not None else initial.get("places") or ())
        self._choose("goal", [("", "—"), *offer.goals])
        self._choose("owner", [("", "—"), *offer.agencies])
        self._choose("supporting", offer.agencies)
        self._choose("places", places)
        self._choose("state", [(state.value, str(STATE_WORDS[state.value])) for state in ProgrammeState])
        for place, pillar_set in enumerate(offer.pillar_sets):
            self.fields[f"tag_{pillar_set.code}"] = self._tag_field(pillar_set, is_required=place == 0)
        for name in ("description", "problem", "benefit", "innovations"):
            for lang in ("id", "en"):
                self.fields[f"{name}_{lang}"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["partners"].widget = forms.Textarea(attrs={"rows": 3})
        self.fields["village"].widget.attrs |= {"list": "villages", "autocomplete": "off"}
        self.lines = self._make_lines(typed, initial)

    def tag_fields(self) -> list[forms.BoundField]:
        """One choice of pillar or sub-dimension for each set."""
        return [self[f"tag_{pillar_set.code}"] for pillar_set in self.offer.pillar_sets]

    def is_valid(self) -> bool:
        """Whether the programme and each of its budget lines can be saved."""
        return all([super().is_valid(), *(line.is_valid() for line in self.lines)])

    def clean(self) -> dict[str, object]:
        """Refuse years that run backwards, half a quick win, English without Indonesian and a line written twice."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        starts, ends = self.cleaned_data.get("starts_in"), self.cleaned_data.get("ends_in")
        if starts and ends and ends < starts:
            self.add_error("ends_in", gettext("The last year lies before the first year."))
        if not cleaned.get("quick_win_id") and (cleaned.get("quick_win_en") or cleaned.get("quick_win_percent")):
            self.add_error("quick_win_id", gettext("Write the Indonesian name of the quick win."))
        if len(self._rows("innovations_en")) > len(self._rows("innovations_id")):
            self.add_error("innovations_en", gettext("There are more lines here than in Indonesian."))
        self._check_lines()
        return cleaned

    def clean_village(self) -> str:
        """A village typed but not yet added counts as chosen; refuse one that is not known."""
        text = str(self.cleaned_data["village"]).strip()
        if text and not self.find_village(text):
            raise forms.ValidationError(gettext("No village of the regency is called this. Choose one from the list."))
        return text

    def find_village(self, text: str) -> str:
        """The code of a village named as the list names it, or by a name only one has; else empty."""
        wanted = text.strip().casefold()
        found = [
            code
            for code, name in self.offer.villages
            if wanted in (name.casefold(), name.partition(" · ")[0].casefold(), code)
        ]
        return found[0] if len(found) == 1 else ""

    def programme(self, before: Programme | None = None, taken: frozenset[str] = frozenset()) -> Programme:
        """The programme as typed; a new one gets a code from its name that is not among ``taken``."""
        given = self.cleaned_data
        village = self.find_village(given["village"]) if given["village"] else ""
        tags = [given[f"tag_{pillar_set.code}"] for pillar_set in self.offer.pillar_sets]
        parts = {
            part.code: pillar.code
            for pillar_set in self.offer.pillar_sets
            for pillar in pillar_set.pillars
            for part in pillar.sub_dimensions
        }
        english = self._rows("innovations_en")
        return Programme(
            code=before.code if before else _free_code(given["title_id"], taken),
            **{name: self._words(name) for name in WORDS if name != "quick_win"},
            goal_code=given["goal"],
            pillar_codes=tuple(parts.get(tag, tag) for tag in tags if tag),
            sub_dimension_codes=tuple(tag for tag in tags if tag in parts),
            owner_code=given["owner"],
            supporting_codes=tuple(code for code in given["supporting"] if code != given["owner"]),
            partners=tuple(self._rows("partners")),
            location_codes=tuple(
                AreaCode(code) for code in sorted({*given["places"], *([village] if village else [])})
            ),
            budgets=tuple(self.budgets()),
            starts_in=given["starts_in"],
            ends_in=given["ends_in"],
            state=ProgrammeState(given["state"]),
            legal_basis=given["legal_basis"],
            application=given["application"],
            innovations=tuple(
                {"id": words} | ({"en": english[place]} if place < len(english) else {})
                for place, words in enumerate(self._rows("innovations_id"))
            ),
            quick_win=self._words("quick_win") if given["quick_win_id"] else None,
            quick_win_percent=(given["quick_win_percent"] or 0) if given["quick_win_id"] else None,
            is_example=before.is_example if before else False,
        )

    def budgets(self) -> list[tuple[int, str, Money]]:
        """The budget lines that were filled in, by year and source."""
        filled = [line.cleaned_data for line in self.lines if line.is_valid() and line.cleaned_data.get("year")]
        return sorted((line["year"], line["source"], Money(line["amount"])) for line in filled)

    def _check_lines(self) -> None:
        seen: set[tuple[object, object]] = set()
        for line in self.lines:
            if not line.is_valid() or not line.cleaned_data.get("year"):
                continue
            place = (line.cleaned_data["year"], line.cleaned_data["source"].casefold())
            if place in seen:
                line.add_error("source", gettext("This year and source stand above already. Put both in one row."))
            seen.add(place)

    def _words(self, name: str) -> dict[str, str]:
        texts = {lang: str(self.cleaned_data[f"{name}_{lang}"]).strip() for lang in ("id", "en")}
        return {lang: text for lang, text in texts.items() if text}

    def _rows(self, name: str) -> list[str]:
        return [row.strip() for row in str(self.cleaned_data.get(name) or "").splitlines() if row.strip()]

    def _make_lines(self, typed: QueryDict | None, initial: dict[str, object]) -> list[BudgetLineForm]:
        known = initial.get("budget")
        rows: list[dict[str, object]] = list(known) if isinstance(known, list) else []
        if typed is not None:
            count = str(typed.get("budget_rows", ""))
            total = min(int(count), MOST_LINES) if count.isdecimal() else 0
            return [BudgetLineForm(typed, prefix=f"budget_{place}") for place in range(total)]
        spare: list[dict[str, object]] = [{} for _ in range(SPARE_LINES)]
        return [BudgetLineForm(initial=row, prefix=f"budget_{place}") for place, row in enumerate([*rows, *spare])]

    def _with_villages(self, chosen: object) -> list[tuple[str, str]]:
        """Districts, and the villages that are chosen."""
        codes = {str(code) for code in chosen} if isinstance(chosen, list | tuple) else set()
        return [*self.offer.places, *((code, name) for code, name in self.offer.villages if code in codes)]

    def _tag_field(self, pillar_set: PillarSet, *, is_required: bool) -> forms.ChoiceField:
        choices: list[tuple[str, object]] = [("", gettext("no place in this set"))]
        for pillar in pillar_set.pillars:
            title = formats.in_language(pillar.title, self.offer.lang)
            parts = [(part.code, formats.in_language(part.title, self.offer.lang)) for part in pillar.sub_dimensions]
            whole = (pillar.code, gettext("%(pillar)s as a whole") % {"pillar": title})
            choices.append((title, [whole, *parts]) if parts else (pillar.code, title))
        title = formats.in_language(pillar_set.title, self.offer.lang)
        return forms.ChoiceField(label=title, choices=choices, required=is_required)

    def _choose(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)


def _free_code(title: str, taken: frozenset[str]) -> str:
    stem = slugify(title)[:50].strip("-") or "program"
    return next(
        code for code in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if code not in taken
    )

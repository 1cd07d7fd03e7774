"""The text of an agreement as people type it: paragraphs, clauses, and plain questions for each duty."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from kotacerdas.apps.agreements.forms import words
from kotacerdas.apps.agreements.types import Clause, Duty, DutyKind, Text
from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Frequency


MOST_CLAUSES = 60
LONGEST_KEY = 40
_AGENCIES = ("debtor", "creditor")
ASKED: Mapping[DutyKind, tuple[str, ...]] = {
    DutyKind.DELIVER_DATASET: ("debtor", "creditor", "dataset", "frequency", "day", "until"),
    DutyKind.OPEN_DATASET: (
        *("debtor", "creditor", "dataset", "purpose", "columns", "area", "row_filter", "rate_per_day", "until"),
    ),
    DutyKind.HOLD_FORUMS: ("debtor", "creditor", "times"),
    DutyKind.GIVE_GUIDANCE: ("debtor", "creditor", "stages", "by_date"),
    DutyKind.REPLACE_SOFTWARE: ("debtor", "creditor", "by_date"),
    DutyKind.FREE: ("debtor", "creditor"),
}
"""What is asked for each kind of duty."""


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ClauseForm(forms.Form):
    """One clause. Which questions about its duty are shown depends on ``kind``."""

    key = forms.CharField(required=False, max_length=LONGEST_KEY, widget=forms.HiddenInput)
    title_id = forms.CharField(label=_("Heading in Indonesian"), max_length=200)
    title_en = forms.CharField(label=_("Heading in English"), max_length=200, required=False)
    paragraphs = forms.CharField(
        label=_("Paragraphs"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("An empty line begins the next paragraph."),
    )
    kind = forms.ChoiceField(label=_("What does it oblige to?"), required=False)
    debtor = forms.ChoiceField(label=_("Who owes it?"), required=False)
    creditor = forms.ChoiceField(label=_("Who is owed it?"), required=False)
    dataset = forms.SlugField(
        label=_("Which dataset?"), required=False, max_length=80, widget=forms.TextInput(attrs={"list": "datasets"})
    )
    frequency = forms.ChoiceField(label=_("How often?"), required=False)
    day = forms.IntegerField(label=_("By which day of the month after?"), required=False, min_value=1, max_value=31)
    purpose = forms.CharField(label=_("For what purpose?"), required=False, max_length=300)
    columns = forms.CharField(
        label=_("Which columns?"),
        required=False,
        help_text=_("Names with commas between them. Empty: all that the class of the data allows."),
    )
    area = forms.CharField(
        label=_("Which area?"),
        required=False,
        help_text=_("An area code with its dots, for example 51.02.01. Empty: all."),
    )
    row_filter = forms.CharField(
        label=_("Only which rows?"), required=False, help_text=_("A condition such as umur < 5. Empty: all.")
    )
    rate_per_day = forms.IntegerField(label=_("How many reads a day at most?"), required=False, min_value=1)
    times = forms.IntegerField(label=_("How many times a year?"), required=False, min_value=1, max_value=52)
    stages = forms.CharField(label=_("Which stages?"), required=False, help_text=_("For example I, II, III, IV."))
    by_date = forms.DateField(label=_("By which day?"), required=False, widget=_date())
    until = forms.DateField(
        label=_("Until before which day?"),
        required=False,
        widget=_date(),
        help_text=_("Empty: as long as the agreement."),
    )

    def __init__(self, *args: object, agencies: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type] # Django's own arguments, passed through
        kinds = [("", _("Nothing that can be measured: words only")), *((k.value, v) for k, v in words.DUTIES.items())]
        self._choose("kind", kinds)
        for name in _AGENCIES:
            self._choose(name, [("", "—"), *agencies])
        self._choose("frequency", [(each.value, text) for each, text in words.FREQUENCIES.items()])

    def _choose(self, name: str, choices: Sequence[tuple[str, object]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined] # all are ChoiceFields

    @property
    def asked(self) -> list[forms.BoundField]:
        """The questions about the duty that is chosen."""
        kind = self["kind"].value() or ""
        return [self[name] for name in ASKED[DutyKind(kind)]] if kind in DutyKind._value2member_map_ else []

    def clean_area(self) -> AreaCode:
        """The subtree, the nation when nothing is written."""
        text = self.cleaned_data["area"].strip()
        try:
            return AreaCode(text) if text else NATION
        except KotacerdasError as problem:
            raise forms.ValidationError(_("Write the area code with its dots, for example 51.02.01.")) from problem

    def clause(self) -> Clause:
        """The clause that was typed."""
        cleaned = self.cleaned_data
        title = cleaned["title_id"]
        return Clause(
            key=cleaned["key"] or slugify(title)[:LONGEST_KEY],
            title={"id": title, "en": cleaned["title_en"] or title},
            paragraphs=split_paragraphs(cleaned["paragraphs"]),
            duty=self._duty(DutyKind(cleaned["kind"])) if cleaned["kind"] else None,
        )

    def _duty(self, kind: DutyKind) -> Duty:
        asked = {name: self.cleaned_data.get(name) for name in ASKED[kind]}
        return Duty(
            kind=kind,
            debtor_code=asked.get("debtor") or "",
            creditor_code=asked.get("creditor") or "",
            dataset_name=asked.get("dataset") or "",
            frequency=Frequency(str(asked["frequency"])) if asked.get("frequency") else None,
            day=asked.get("day"),
            purpose=asked.get("purpose") or "",
            columns=_split(asked.get("columns")),
            area_code=asked.get("area") or NATION,
            row_filter=asked.get("row_filter") or "",
            rate_per_day=asked.get("rate_per_day"),
            times=asked.get("times"),
            stages=_split(asked.get("stages")),
            by_date=asked.get("by_date"),
            until=asked.get("until"),
        )


class TextForm(forms.Form):
    """A whole text: opening, clauses, closing. ``clauses`` are the forms of its clauses."""

    preamble = forms.CharField(
        label=_("Opening words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("An empty line begins the next paragraph."),
    )
    closing = forms.CharField(label=_("Closing words"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    note = forms.CharField(
        label=_("Note to the other parties"),
        required=False,
        max_length=500,
        help_text=_("What you changed and why. They read it beside the differences."),
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        typed: QueryDict | None = None,
        *,
        agencies: Sequence[tuple[str, str]],
        text: Text | None = None,
        answers: int | None = None,
    ) -> None:
        """Show ``text``, or what was ``typed``."""
        initial = {"answers": answers} | (
            {"preamble": _join(text.preamble), "closing": _join(text.closing)} if text else {}
        )
        super().__init__(typed, initial=initial)
        self.agencies = agencies
        if typed is not None:
            count = typed.get("clause_rows", "")
            places = range(min(int(count), MOST_CLAUSES) if count.isdecimal() else 0)
            self.clauses = [ClauseForm(typed, prefix=f"clause_{place}", agencies=agencies) for place in places]
        else:
            known = [_known(clause) for clause in text.clauses] if text else [{}]
            self.clauses = [
                ClauseForm(prefix=f"clause_{place}", agencies=agencies, initial=each)
                for place, each in enumerate(known)
            ]

    def is_valid(self) -> bool:
        """Whether the whole text can be read."""
        are_valid = [form.is_valid() for form in self.clauses]
        return super().is_valid() and all(are_valid)

    def text(self) -> Text:
        """The text that was typed."""
        return Text(
            split_paragraphs(self.cleaned_data["preamble"]),
            tuple(form.clause() for form in self.clauses),
            split_paragraphs(self.cleaned_data["closing"]),
        )


def reshape(typed: QueryDict) -> QueryDict:
    """What was typed, with a clause more, a clause fewer, or one moved up; nothing is judged yet."""
    count = typed.get("clause_rows", "")
    places = list(range(min(int(count), MOST_CLAUSES) if count.isdecimal() else 0))
    remove, raise_ = typed.get("remove", ""), typed.get("raise", "")
    if remove.isdecimal() and int(remove) in places and len(places) > 1:
        places.remove(int(remove))
    if raise_.isdecimal() and 0 < int(raise_) < len(places):
        place = int(raise_)
        places[place - 1], places[place] = places[place], places[place - 1]
    shaped = typed.copy()
    for name in list(shaped):
        if name.startswith("clause_"):
            del shaped[name]
    for new, old in enumerate(places):
        for name in typed:
            if name.startswith(f"clause_{old}-"):
                shaped.setlist(f"clause_{new}-{name.partition('-')[2]}", typed.getlist(name))
    shaped["clause_rows"] = str(len(places) + (1 if typed.get("more") else 0))
    return shaped


def split_paragraphs(text: str) -> tuple[str, ...]:
    """Paragraphs with empty lines between them; line breaks inside one are spaces."""
    parts = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in parts if part)


def _join(paragraphs: Sequence[str]) -> str:
    return "\n\n".join(paragraphs)


def _split(text: object) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in str(text or "").split(","))))


def _known(clause: Clause) -> dict[str, Any]:
    known: dict[str, Any] = {
        "key": clause.key,
        "title_id": clause.title.get("id", ""),
        "title_en": clause.title.get("en", ""),
        "paragraphs": _join(clause.paragraphs),
    }
    duty = clause.duty
    if duty is None:
        return known
    return known | {
        "kind": duty.kind.value,
        "debtor": duty.debtor_code,
        "creditor": duty.creditor_code,
        "dataset": duty.dataset_name,
        "frequency": duty.frequency.value if duty.frequency else "",
        "day": duty.day,
        "purpose": duty.purpose,
        "columns": ", ".join(duty.columns),
        "area": "" if duty.area_code == NATION else str(duty.area_code),
        "row_filter": duty.row_filter,
        "rate_per_day": duty.rate_per_day,
        "times": duty.times,
        "stages": ", ".join(duty.stages),
        "by_date": duty.by_date,
        "until": duty.until,
    }

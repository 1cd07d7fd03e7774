"""A contract as somebody who is no programmer answers for it: plain questions about the whole, each column, each condition."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kotacerdas.contracts.contract import FieldType, Privacy
from kotacerdas.contracts.drafting import names_for, new_field, worded
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


MOST_FIELDS = 200
MOST_RULES = 40
AREA = "area:"
_LIMITED = {FieldType.INTEGER.value, FieldType.NUMBER.value, FieldType.DATE.value}
KINDS = [
    ("string", _("Text")),
    ("integer", _("Whole number")),
    ("number", _("Number with fractions")),
    ("boolean", _("Yes or no")),
    ("date", _("Date")),
    (f"{AREA}village", _("Code of a village")),
    (f"{AREA}district", _("Code of a district")),
    (f"{AREA}regency", _("Code of a regency")),
]
PRIVACY = [
    (Privacy.PUBLIC.value, _("Everybody")),
    (Privacy.INTERNAL.value, _("Staff who are logged in")),
    (Privacy.PERSONAL.value, _("Only with a purpose: it is about a person")),
    (Privacy.SPECIFIC.value, _("Only with a purpose: health, children, money or the like of a person")),
]


class WholeForm(forms.Form):
    """What the contract says of the dataset as a whole."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("What is it called?"), min_length=3, max_length=120)
    description = forms.CharField(
        label=_("What is one row about?"), min_length=3, widget=forms.Textarea(attrs={"rows": 2})
    )
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=120)
    frequency = forms.ChoiceField(
        label=_("How often does a file come?"),
        choices=[
            (Frequency.YEAR.value, _("Every year")),
            (Frequency.QUARTER.value, _("Every quarter")),
            (Frequency.MONTH.value, _("Every month")),
        ],
    )
    due_day = forms.IntegerField(label=_("By which day?"), min_value=1, max_value=31)
    due_month = forms.IntegerField(
        label=_("Of which month?"), min_value=1, max_value=12, help_text=_("Counts for yearly files only.")
    )
    due_year_offset = forms.IntegerField(label=_("How many years later?"), min_value=0, max_value=3)
    submit_level = forms.ChoiceField(
        label=_("Who hands a file in?"),
        choices=[
            (AreaLevel.REGENCY.value, _("The agency, for the whole regency")),
            (AreaLevel.DISTRICT.value, _("For each district")),
            (AreaLevel.VILLAGE.value, _("Each village for itself")),
        ],
    )
    is_occasional = forms.BooleanField(label=_("Files come only when there are any"), required=False)
    note = forms.CharField(
        label=_("What does this version change, and why?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One sentence for the changelog. Needed before it is proposed."),
    )

    def apply(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The body with these answers; what is not asked stays."""
        given = self.cleaned_data
        title, description = worded(given["title"]), worded(given["description"])
        english = {"title": worded(given["title_en"]) if given["title_en"] else title, "description": description}
        if body.get("description") == description and isinstance(body.get("kotacerdas:en"), Mapping):
            english["description"] = body["kotacerdas:en"].get("description", description)
        return {
            **body,
            "title": title,
            "description": description,
            "kotacerdas:en": english,
            "kotacerdas:frequency": given["frequency"],
            "kotacerdas:dueDay": given["due_day"],
            "kotacerdas:dueMonth": given["due_month"],
            "kotacerdas:dueYearOffset": given["due_year_offset"],
            "kotacerdas:submitLevel": given["submit_level"],
            "kotacerdas:occasional": given["is_occasional"],
        }


class FieldForm(forms.Form):
    """One column."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(label=_("What is it?"), min_length=3, max_length=120)
    kind = forms.ChoiceField(label=_("What does it hold?"), choices=KINDS)
    is_required = forms.BooleanField(label=_("Must always be filled in"), required=False)
    is_key = forms.BooleanField(label=_("Tells one row from another"), required=False)
    low = forms.CharField(label=_("Smallest allowed"), required=False, max_length=30)
    high = forms.CharField(label=_("Largest allowed"), required=False, max_length=30)
    codes = forms.CharField(
        label=_("Only these answers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One on each line: the code, or code = meaning. Leave it empty when any text may stand."),
    )
    privacy = forms.ChoiceField(label=_("Who may see it?"), choices=PRIVACY)
    is_confirmed = forms.BooleanField(label=_("I have checked who may see it"), required=False)
    name = forms.CharField(label=_("Name of the column"), required=False, max_length=60)
    description = forms.CharField(label=_("Explanation"), required=False, max_length=500)
    title_en = forms.CharField(label=_("Title in English"), required=False, max_length=120)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=40)
    aliases = forms.CharField(
        label=_("Other headers it is known by"), required=False, max_length=500, help_text=_("Separated by commas.")
    )
    example = forms.CharField(label=_("Example"), required=False, max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {value for value, _text in KINDS}
        now = str((self.data.get(self.add_prefix("kind")) if self.is_bound else self.initial.get("kind")) or "string")
        if now not in known and now in set(FieldType):
            self.fields["kind"].choices = [*KINDS, (now, now)]  # type: ignore[attr-defined] # a ChoiceField

    def clean(self) -> dict[str, Any]:
        """Refuse codes for what is no text, and bounds that cannot be read."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = str(cleaned.get("kind", ""))
        if cleaned.get("codes") and kind != FieldType.STRING:
            self.add_error("codes", gettext("Only text has a list of answers. Empty this, or choose text."))
        for bound in ("low", "high"):
            if cleaned.get(bound):
                self._read_bound(bound, kind)
        return cleaned

    def field(self, before: Mapping[str, Any] | None) -> dict[str, Any]:
        """The column as the contract has it; what is not asked stays as it was ``before``."""
        given = self.cleaned_data
        name = names_for([given["name"] or given["title"]])[0]
        title = worded(given["title"])
        found = {**new_field(name, title), **(before or {}), "name": name, "title": title}
        old_description = (before or {}).get("description", "")
        found["description"] = worded(given["description"] or title)
        english = dict((before or {}).get("kotacerdas:en") or {})
        english["title"] = worded(given["title_en"] or title)
        if found["description"] != old_description or not english.get("description"):
            english["description"] = found["description"]
        found["kotacerdas:en"] = english
        found["kotacerdas:privacy"] = given["privacy"]
        self._apply_kind(found, before or {})
        self._apply_words(found)
        return found

    def _apply_kind(self, found: dict[str, Any], before: Mapping[str, Any]) -> None:
        kind = str(self.cleaned_data["kind"])
        level = kind.removeprefix(AREA) if kind.startswith(AREA) else ""
        found["type"] = FieldType.STRING.value if level else kind
        found.pop("kotacerdas:codeLevel", None)
        if level:
            found["kotacerdas:codeLevel"] = level
        else:
            found.pop("kotacerdas:codeSystem", None)
        is_same = found["type"] == before.get("type")
        limits = dict(before.get("constraints", {})) if is_same else {}
        limits["required"] = self.cleaned_data["is_required"] or self.cleaned_data["is_key"]
        if found["type"] in _LIMITED:
            for bound, answer in (("minimum", "low"), ("maximum", "high")):
                limits.pop(bound, None)
                if self.cleaned_data[answer] not in ("", None):
                    limits[bound] = self.cleaned_data[answer]
        found["constraints"] = limits
        if not is_same:
            for extra in ("decimalChar", "trueValues", "falseValues", "example"):
                found.pop(extra, None)

    def _apply_words(self, found: dict[str, Any]) -> None:
        given = self.cleaned_data
        known = {each["value"]: each for each in found.get("categories", ())}
        listed = [_code(line, known) for line in str(given["codes"]).splitlines() if line.strip()]
        aliases = [alias.strip() for alias in str(given["aliases"]).split(",") if alias.strip()]
        for key, value in (
            ("categories", listed),
            ("kotacerdas:unit", given["unit"]),
            ("kotacerdas:aliases", aliases),
            ("example", given["example"]),
        ):
            found.pop(key, None)
            if value:
                found[key] = value

    def _read_bound(self, bound: str, kind: str) -> None:
        text = str(self.cleaned_data[bound]).strip()
        try:
            self.cleaned_data[bound] = _bound(text, kind)
        except ValueError:
            self.add_error(bound, gettext("This does not fit the kind. Write 0, 12,5 or a date such as 2026-01-31."))


class RuleForm(forms.Form):
    """A condition over several columns of one row; one left empty is none."""

    name = forms.CharField(required=False, widget=forms.HiddenInput)
    expression = forms.CharField(
        label=_("Condition"), required=False, max_length=500, help_text=_("For example: laki_laki + perempuan = jiwa")
    )
    tolerance = forms.FloatField(label=_("May differ by"), required=False, min_value=0)
    message_id = forms.CharField(
        label=_("What is said when it is broken"), required=False, max_length=300, min_length=3
    )
    message_en = forms.CharField(label=_("The same in English"), required=False, max_length=300)

    def clean(self) -> dict[str, Any]:
        """A condition needs its sentence."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("expression") and not cleaned.get("message_id") and "message_id" not in self.errors:
            self.add_error("message_id", gettext("Write the sentence people get when a row breaks this."))
        return cleaned

    def rule(self, number: int) -> dict[str, Any] | None:
        """The condition as the contract has it; none when the row was left empty."""
        given = self.cleaned_data
        if not given["expression"]:
            return None
        found = {
            "name": given["name"] or f"syarat_{number}",
            "expression": given["expression"],
            "message": {"id": given["message_id"], "en": given["message_en"] or given["message_id"]},
        }
        return found | ({"tolerance": given["tolerance"]} if given["tolerance"] else {})


def typed_rows(typed: QueryDict, kind: type[forms.Form], prefix: str, most: int) -> list[dict[str, Any]]:
    """What was typed into the rows of one kind, as it was typed, to be shown again in another order."""
    count = str(typed.get(f"{prefix}s", ""))
    total = min(int(count), most) if count.isdecimal() else 0
    names = list(kind.base_fields)
    return [{name: typed.get(f"{prefix}-{place}-{name}", "") for name in names} for place in range(total)]


def _bound(text: str, kind: str) -> int | float | str:
    if kind == FieldType.DATE:
        return date.fromisoformat(text).isoformat()
    number = float(text.replace(",", "."))
    return int(number) if number.is_integer() else number


def _code(line: str, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    code, _sign, meaning = (part.strip() for part in line.partition("="))
    label = meaning or code
    before = known.get(code, {})
    is_same = before.get("label") == label
    return {**before, "value": code, "label": label} | ({} if is_same else {"kotacerdas:en": {"label": label}})

"""The editor of a contract: its forms, filled from a draft or from what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.forms import MOST_FIELDS, MOST_RULES, FieldForm, RuleForm, WholeForm, typed_rows
from kotacerdas.apps.exchange.presenters.contracts import (
    ChangeLine,
    change_lines,
    draft_crumbs,
    read_body,
    say_changes,
)
from kotacerdas.apps.exchange.types import ContractDraft
from kotacerdas.contracts.comparison import compare
from kotacerdas.contracts.contract import FieldType
from kotacerdas.ui.shapes import Crumb


@dataclass(frozen=True, slots=True)
class Sheet:
    """The forms of the editor, the columns and the conditions in order."""

    whole: WholeForm
    fields: tuple[FieldForm, ...]
    rules: tuple[RuleForm, ...]

    def is_valid(self) -> bool:
        """Whether every answer can be saved."""
        return all([self.whole.is_valid(), *(form.is_valid() for form in (*self.fields, *self.rules))])


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The editor; ``fault`` says why the contract is not sound, ``changes`` what it would change."""

    title: str
    crumbs: tuple[Crumb, ...]
    sheet: Sheet
    unconfirmed: frozenset[str]
    has_errors: bool
    is_checked: bool
    fault: str
    changes: tuple[ChangeLine, ...]
    summary: str
    clash: tuple[ChangeLine, ...]
    is_clash: bool
    back_href: str


def sheet_of(draft: ContractDraft) -> Sheet:
    """The forms filled from a draft."""
    body = draft.body
    schema = body.get("schema", {})
    key = set(schema.get("primaryKey", ()))
    return Sheet(
        WholeForm(initial={**_whole(body), "revision": draft.revision, "note": draft.note}),
        tuple(
            FieldForm(initial=_field(field, key), prefix=f"field-{place}")
            for place, field in enumerate(schema.get("fields", ()))
        ),
        tuple(
            RuleForm(initial=rule, prefix=f"rule-{place}")
            for place, rule in enumerate([*map(_rule, body.get("kotacerdas:rules", ())), {}])
        ),
    )


def typed_sheet(typed: QueryDict) -> Sheet:
    """The forms with what was typed, to be checked."""
    counts = [
        len(typed_rows(typed, FieldForm, "field", MOST_FIELDS)),
        len(typed_rows(typed, RuleForm, "rule", MOST_RULES)),
    ]
    return Sheet(
        WholeForm(typed),
        tuple(FieldForm(typed, prefix=f"field-{place}") for place in range(counts[0])),
        tuple(RuleForm(typed, prefix=f"rule-{place}") for place in range(counts[1])),
    )


def moved_sheet(typed: QueryDict) -> Sheet:
    """The forms with what was typed, one column or condition added, taken out or moved as the button says."""
    fields = typed_rows(typed, FieldForm, "field", MOST_FIELDS)
    rules = typed_rows(typed, RuleForm, "rule", MOST_RULES)
    _move(fields, typed)
    if "add" in typed and len(fields) < MOST_FIELDS:
        fields.append({"kind": FieldType.STRING.value, "privacy": "internal"})
    if "add_rule" in typed and len(rules) < MOST_RULES:
        rules.append({})
    return Sheet(
        WholeForm(initial={name: typed.get(name, "") for name in WholeForm.base_fields}),
        tuple(FieldForm(initial=row, prefix=f"field-{place}") for place, row in enumerate(fields)),
        tuple(RuleForm(initial=row, prefix=f"rule-{place}") for place, row in enumerate(rules)),
    )


def body_of(sheet: Sheet, draft: ContractDraft) -> dict[str, Any]:
    """The body a valid sheet says; properties nobody asks about stay as the draft has them."""
    before = {str(field["name"]): field for field in draft.body["schema"].get("fields", ())}
    body = sheet.whole.apply(draft.body)
    fields = [form.field(before.get(form.cleaned_data["was"])) for form in sheet.fields]
    key = [field["name"] for field, form in zip(fields, sheet.fields, strict=True) if form.cleaned_data["is_key"]]
    rules = [form.rule(number) for number, form in enumerate(sheet.rules, start=1)]
    body["kotacerdas:rules"] = [rule for rule in rules if rule]
    body["schema"] = {**draft.body["schema"], "fields": fields, "primaryKey": key}
    area = _area_of(fields, str(body.get("kotacerdas:areaField", "")))
    body["kotacerdas:areaField"] = area.get("name", "")
    if area:
        body["kotacerdas:grain"] = area["kotacerdas:codeLevel"]
    return body


def unconfirmed_in(sheet: Sheet, draft: ContractDraft) -> tuple[str, ...]:
    """Columns whose proposed privacy class is still to be confirmed, by their new names."""
    waiting = set(draft.unconfirmed)
    return tuple(
        form.field(None)["name"]
        for form in sheet.fields
        if form.cleaned_data["was"] in waiting and not form.cleaned_data["is_confirmed"]
    )


def present_editor(
    draft: ContractDraft, sheet: Sheet, *, body: dict[str, Any] | None = None, is_clash: bool = False
) -> EditorPage:
    """The editor, with what ``body`` would say when it was looked at."""
    looked_at = draft.body if body is None else body
    contract, fault = read_body(looked_at)
    based = queries.get_contract(draft.dataset_name, draft.based_on) if draft.based_on else None
    changes = compare(based, contract) if based and contract else ()
    stored = read_body(draft.body)[0] if is_clash else None
    title = str(draft.body.get("title") or draft.dataset_name)
    return EditorPage(
        title=title,
        crumbs=draft_crumbs(draft, title),
        sheet=sheet,
        unconfirmed=frozenset(draft.unconfirmed),
        has_errors=sheet.whole.is_bound and not sheet.is_valid(),
        is_checked=body is not None,
        fault=fault,
        changes=change_lines(changes),
        summary=say_changes(changes) if based else "",
        clash=change_lines(compare(stored, contract)) if stored and contract else (),
        is_clash=is_clash,
        back_href=reverse("exchange:draft", args=[draft.id]),
    )


def _move(rows: list[dict[str, Any]], typed: QueryDict) -> None:
    for verb, step in (("up", -1), ("down", 1), ("remove", 0)):
        text = str(typed.get(verb, ""))
        if not text.isdecimal() or int(text) >= len(rows):
            continue
        place = int(text)
        row = rows.pop(place)
        if step:
            rows.insert(max(0, place + step), row)


def _whole(body: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": body.get("title", ""),
        "description": body.get("description", ""),
        "title_en": (body.get("kotacerdas:en") or {}).get("title", ""),
        "frequency": body.get("kotacerdas:frequency", "year"),
        "due_day": body.get("kotacerdas:dueDay", 31),
        "due_month": body.get("kotacerdas:dueMonth", 1),
        "due_year_offset": body.get("kotacerdas:dueYearOffset", 0),
        "submit_level": body.get("kotacerdas:submitLevel", "regency"),
        "is_occasional": body.get("kotacerdas:occasional", False),
    }


def _field(field: Mapping[str, Any], key: set[str]) -> dict[str, Any]:
    limits = field.get("constraints", {})
    level = field.get("kotacerdas:codeLevel")
    codes = [
        each["value"] if each["value"] == each["label"] else f"{each['value']} = {each['label']}"
        for each in field.get("categories", ())
    ]
    return {
        "was": field["name"],
        "name": field["name"],
        "title": field.get("title", ""),
        "description": field.get("description", ""),
        "title_en": (field.get("kotacerdas:en") or {}).get("title", ""),
        "kind": f"area:{level}" if level else field.get("type", "string"),
        "is_required": limits.get("required", False),
        "is_key": field["name"] in key,
        "low": limits.get("minimum", ""),
        "high": limits.get("maximum", ""),
        "codes": "\n".join(codes),
        "privacy": field.get("kotacerdas:privacy", "internal"),
        "unit": field.get("kotacerdas:unit", ""),
        "aliases": ", ".join(field.get("kotacerdas:aliases", ())),
        "example": field.get("example", ""),
    }


def _rule(rule: Mapping[str, Any]) -> dict[str, Any]:
    message = rule.get("message", {})
    return {
        "name": rule.get("name", ""),
        "expression": rule.get("expression", ""),
        "tolerance": rule.get("tolerance") or None,
        "message_id": message.get("id", ""),
        "message_en": message.get("en", ""),
    }


def _area_of(fields: Iterable[Mapping[str, Any]], wanted: str) -> Mapping[str, Any]:
    """The column with the area of a row: the one it was, else the finest."""
    order = ("village", "district", "regency")
    areas: Sequence[Mapping[str, Any]] = [field for field in fields if field.get("kotacerdas:codeLevel") in order]
    named = next((field for field in areas if field["name"] == wanted), None)
    return named or min(areas, key=lambda field: order.index(str(field["kotacerdas:codeLevel"])), default={})

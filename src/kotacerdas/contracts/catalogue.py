"""The facts of every failure a plan can find, written once so that the engine only looks them up."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kotacerdas.contracts import expressions, fields, quoting
from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.contracts.kinds import ROW_KINDS, Kind, Severity
from kotacerdas.contracts.outline import Outline
from kotacerdas.contracts.slots import code_of, flaw_of
from kotacerdas.contracts.subjects import Subject


@dataclass(frozen=True, slots=True)
class Entry:
    """One possible failure: its slot, what it is and does, the ``place`` it is shown in, and its facts."""

    slot: int
    kind: Kind
    severity: Severity
    place: int
    field: str
    facts: dict[str, Any]

    @property
    def flaw(self) -> int:
        """The number by which the engine knows it."""
        return flaw_of(self.slot, code_of(self.kind, self.severity))


def entries(terms: Outline) -> list[Entry]:
    """Every failure the contract makes possible."""
    shared = {"period": str(terms.period), "scope": str(terms.scope)}
    width = len(terms.header)
    found = [Entry(0, kind, Severity.ROW, 0, "", {**shared, "columns": width}) for kind in ROW_KINDS]
    for subject in terms.subjects:
        facts = {**shared, **_facts(terms.contract, subject, terms.header)}
        kinds = {*fields.kinds(subject, terms.period, terms.scope), (Kind.DUPLICATE_KEY, Severity.ROW)}
        kinds |= {(Kind.NOT_UNIQUE, subject.field.severity("unique"))} if subject.field.is_unique else set()
        found += [
            Entry(subject.place, kind, severity, subject.place, subject.field.name, facts)
            for kind, severity in sorted(kinds)
        ]
    return [*found, *_rule_entries(terms, shared), *_key_entries(terms, shared)]


def as_sql(found: Sequence[Entry]) -> str:
    """Write the entries as a list of structs, unnested by the failures' statement."""
    rows = [
        f"{{flaw: {entry.flaw}, place: {entry.place}, field: {quoting.text(entry.field)}, "
        f"rule: {quoting.text(entry.kind)}, severity: {quoting.text(entry.severity)}, "
        f"facts: {quoting.text(json.dumps(entry.facts, ensure_ascii=False, sort_keys=True))}}}"
        for entry in found
    ]
    return f"[{', '.join(rows)}], recursive := true"


def unique(header: Sequence[str]) -> list[str]:
    """Column names with blanks and repetitions told apart by their place, so that a row can be written as JSON."""
    names: list[str] = []
    for index, name in enumerate(header, start=1):
        text = name.strip()
        names.append(text if text and text not in names else f"{text} ({index})".strip())
    return names


def _facts(contract: Contract, subject: Subject, header: Sequence[str]) -> dict[str, Any]:
    field = subject.field
    column = field.name if subject.position is None else header[subject.position].strip()
    facts: dict[str, Any] = {"field": field.name, "column": column, "title": field.title}
    if field.bounds:
        facts["range"] = {"id": _range(field, _WORDS_ID), "en": _range(field, _WORDS_EN)}
    if field.min_length or field.max_length:
        facts["length"] = _length(field.min_length, field.max_length)
    if field.categories:
        facts["allowed"] = ", ".join(category.code for category in field.categories)
    if field.enum:
        facts["allowed"] = ", ".join(str(value) for value in field.enum)
    facts |= {"format": field.format, "delimiter": field.delimiter, "item_type": field.item_type}
    if field.code_level is not None:
        facts["level"] = {"id": _LEVELS[field.code_level], "en": str(field.code_level)}
    if field.name in contract.primary_key:
        facts["key"] = ", ".join(contract.primary_key)
    return facts | {"example": field.example}


_LEVELS = {
    "nation": "nasional",
    "province": "provinsi",
    "regency": "kabupaten/kota",
    "district": "kecamatan",
    "village": "desa",
}


def _rule_entries(terms: Outline, shared: dict[str, Any]) -> list[Entry]:
    found = []
    kinds = expressions.kinds_of(terms.contract.fields)
    for part, rule in enumerate(terms.contract.rules):
        last = terms.by_name[expressions.names_in(expressions.read(rule.expression, kinds))[-1]]
        facts = {**shared, "name": rule.name, "expression": rule.expression, "message": rule.message}
        slot = terms.slots.of_rule(part)
        found.append(Entry(slot, Kind.CROSS_RULE, rule.severity, last.place, last.field.name, facts))
    return found


def _key_entries(terms: Outline, shared: dict[str, Any]) -> list[Entry]:
    """What can be wrong with the keys beside the primary one: repeated, or referring to nothing."""
    found = []
    for number, names in enumerate(terms.contract.unique_keys):
        subject = terms.by_name[names[0]]
        facts = {**shared, **_facts(terms.contract, subject, terms.header), "key": ", ".join(names)}
        facts["column"] = ", ".join(names)
        slot = terms.slots.of_key(number)
        found.append(Entry(slot, Kind.NOT_UNIQUE, Severity.ROW, subject.place, subject.field.name, facts))
    for number, key in enumerate(terms.contract.foreign_keys):
        subject = terms.by_name[key.fields[0]]
        there = {"dataset": key.dataset or terms.contract.name, "to_fields": ", ".join(key.to_fields)}
        facts = {**shared, **_facts(terms.contract, subject, terms.header), **there, "key": ", ".join(key.fields)}
        slot = terms.slots.of_reference(number)
        found.append(Entry(slot, Kind.UNKNOWN_REFERENCE, key.severity, subject.place, subject.field.name, facts))
    return found


_WORDS_ID = {
    "minimum": "dari",
    "maximum": "sampai",
    "exclusiveMinimum": "lebih dari",
    "exclusiveMaximum": "kurang dari",
}
_WORDS_EN = {"minimum": "from", "maximum": "up to", "exclusiveMinimum": "more than", "exclusiveMaximum": "less than"}


def _range(field: Field, words: Mapping[str, str]) -> str:
    ends = sorted(field.bounds, key=lambda bound: bound.sign.startswith(">"))
    return " ".join(f"{words[bound.constraint]} {_shown(bound.value)}" for bound in ends)


def _shown(bound: float | str) -> str:
    return quoting.number(bound) if isinstance(bound, (int, float)) else bound


def _length(shortest: int | None, longest: int | None) -> str:
    if shortest and longest:
        return str(longest) if shortest == longest else f"{shortest}–{longest}"
    return f"≥ {shortest}" if shortest else f"≤ {longest}"

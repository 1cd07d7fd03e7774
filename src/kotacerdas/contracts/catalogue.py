"""The facts of every failure a plan can find, written once so that the engine only looks them up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kotacerdas.contracts import expressions, fields, quoting
from kotacerdas.contracts.contract import Contract
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
        found += [
            Entry(subject.place, kind, severity, subject.place, subject.field.name, facts)
            for kind, severity in sorted(kinds)
        ]
    return found + _rule_entries(terms, shared)


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
    low = field.minimum if field.earliest is None else field.earliest
    high = field.maximum if field.latest is None else field.latest
    if low is not None or high is not None:
        facts["minimum"], facts["maximum"] = _shown(low), _shown(high)
        facts["range"] = {"id": _range(low, high, "dari", "sampai"), "en": _range(low, high, "from", "up to")}
    if field.min_length or field.max_length:
        facts["length"] = _length(field.min_length, field.max_length)
    if field.categories:
        facts["allowed"] = ", ".join(category.code for category in field.categories)
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
        found.append(Entry(slot, Kind.CROSS_RULE, Severity.ROW, last.place, last.field.name, facts))
    return found


def _shown(bound: float | date | None) -> str:
    return "" if bound is None else quoting.number(bound) if isinstance(bound, (int, float)) else str(bound)


def _range(low: float | date | None, high: float | date | None, since: str, until: str) -> str:
    if high is None:
        return f"{since} {_shown(low)}"
    return f"{until} {_shown(high)}" if low is None else f"{since} {_shown(low)} {until} {_shown(high)}"


def _length(shortest: int | None, longest: int | None) -> str:
    if shortest and longest:
        return str(longest) if shortest == longest else f"{shortest}–{longest}"
    return f"≥ {shortest}" if shortest else f"≤ {longest}"

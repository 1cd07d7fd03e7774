"""Texts as JSON and back, and the hash that names a version."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from kotacerdas.apps.agreements.errors import AgreementMalformed
from kotacerdas.apps.agreements.types import Clause, Duty, DutyKind, Text
from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.periods import Frequency


Choice = TypeVar("Choice", bound=StrEnum)


def text_body(text: Text) -> dict[str, Any]:
    """A text as JSON holds it."""
    return {
        "preamble": list(text.preamble),
        "clauses": [clause_body(clause) for clause in text.clauses],
        "closing": list(text.closing),
    }


def read_text(body: Mapping[str, Any]) -> Text:
    """The text a body holds."""
    clauses = tuple(read_clause(each) for each in body["clauses"])
    return Text(tuple(body["preamble"]), clauses, tuple(body.get("closing", ())))


def hash_text(body: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON of a body: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def clause_body(clause: Clause) -> dict[str, Any]:
    """A clause as JSON holds it."""
    return {
        "key": clause.key,
        "title": dict(clause.title),
        "paragraphs": list(clause.paragraphs),
        "duty": None if clause.duty is None else duty_body(clause.duty),
    }


def read_clause(body: Mapping[str, Any]) -> Clause:
    """The clause a body holds."""
    duty = body.get("duty")
    return Clause(
        key=body["key"],
        title=dict(body["title"]),
        paragraphs=tuple(body["paragraphs"]),
        duty=None if duty is None else read_duty(duty),
    )


def duty_body(duty: Duty) -> dict[str, Any]:
    """A duty as JSON holds it: its kind and the terms that say something."""
    terms: dict[str, Any] = {
        "kind": duty.kind.value,
        "debtor": duty.debtor_code,
        "creditor": duty.creditor_code,
        "dataset": duty.dataset_name,
        "frequency": duty.frequency.value if duty.frequency else None,
        "day": duty.day,
        "purpose": duty.purpose,
        "columns": list(duty.columns),
        "area": "" if duty.area_code == NATION else str(duty.area_code),
        "row_filter": duty.row_filter,
        "rate_per_day": duty.rate_per_day,
        "times": duty.times,
        "stages": list(duty.stages),
        "by_date": duty.by_date.isoformat() if duty.by_date else None,
        "until": duty.until.isoformat() if duty.until else None,
    }
    return {name: term for name, term in terms.items() if term not in (None, "", [])}


def read_duty(body: Mapping[str, Any]) -> Duty:
    """The duty a body holds."""
    return Duty(
        kind=DutyKind(body["kind"]),
        debtor_code=body.get("debtor", ""),
        creditor_code=body.get("creditor", ""),
        dataset_name=body.get("dataset", ""),
        frequency=Frequency(body["frequency"]) if body.get("frequency") else None,
        day=body.get("day"),
        purpose=body.get("purpose", ""),
        columns=tuple(body.get("columns", ())),
        area_code=AreaCode(body.get("area") or NATION),
        row_filter=body.get("row_filter", ""),
        rate_per_day=body.get("rate_per_day"),
        times=body.get("times"),
        stages=tuple(body.get("stages", ())),
        by_date=_day(body.get("by_date")),
        until=_day(body.get("until")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read_offered(body: Mapping[str, Any]) -> Text:
    """A text as a caller offers it; raise :class:`AgreementMalformed` when it has not the shape of one."""
    try:
        return read_text(body)
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise AgreementMalformed(what=f"text ({problem})") from problem


def read_choice(kinds: type[Choice], text: str) -> Choice:
    """One of a closed list by its name; raise :class:`AgreementMalformed` for another."""
    try:
        return kinds(text)
    except ValueError as problem:
        raise AgreementMalformed(what=", ".join(kinds)) from problem

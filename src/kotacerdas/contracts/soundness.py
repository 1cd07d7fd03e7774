"""Reading a contract's body: its shape first, then what its parts say of each other."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError

from kotacerdas.contracts import bodies, expressions, field_soundness
from kotacerdas.contracts.errors import ContractRefused, ExpressionRefused
from kotacerdas.contracts.spelling import plain


def read(body: Mapping[str, Any]) -> bodies.ResourceBody:
    """Read a body strictly; raise ``ContractRefused`` with the place and the reason of the first fault."""
    name = str(body.get("name", ""))
    try:
        resource = bodies.ResourceBody.model_validate(dict(body))
    except ValidationError as refusal:
        first = refusal.errors()[0]
        raise ContractRefused(name=name, where=_path(first["loc"]), what=_fault(first)) from refusal
    for where, what in _faults(resource):
        raise ContractRefused(name=name, where=where, what=what)
    return resource


def _path(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).lstrip(".")


def _fault(error: Any) -> str:
    if error["type"] == "missing" and error["loc"][-1] == "kotacerdas:privacy":
        return "every column needs a privacy class: public, internal, personal or specific"
    return str(error["msg"]).rstrip(".")


def _faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    checks: tuple[Callable[[bodies.ResourceBody], list[tuple[str, str]]], ...] = (
        _name_faults,
        _key_faults,
        _other_key_faults,
        _area_faults,
        _due_faults,
        _rule_faults,
        _openness_faults,
    )
    own = [fault for field in resource.table_schema.fields for fault in field_soundness.faults(field)]
    return own + [fault for check in checks for fault in check(resource)]


def _name_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    claims: dict[str, str] = {}
    for field in resource.table_schema.fields:
        for spelling in {plain(text) for text in (field.name, field.title, field.en.title, *field.aliases)}:
            if claims.setdefault(spelling, field.name) != field.name:
                return [("schema.fields", f"“{spelling}” names both {claims[spelling]} and {field.name}")]
    names = [field.name for field in resource.table_schema.fields]
    return [("schema.fields", "a field is listed twice")] if len(set(names)) < len(names) else []


def _key_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    required = {field.name for field in resource.table_schema.fields if field.constraints.required}
    optional = sorted(set(resource.table_schema.primary_key) - required)
    return [("schema.primaryKey", f"{name} must be a required field") for name in optional]


def _other_key_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    names = {field.name for field in resource.table_schema.fields}
    schema, found = resource.table_schema, []
    for key in schema.unique_keys:
        found += [("schema.uniqueKeys", f"{name} is not a field") for name in key if name not in names]
    for reference in schema.foreign_keys:
        own, theirs = _listed(reference.fields), _listed(reference.reference.fields)
        there = theirs if not reference.reference.resource else ()
        found += [("schema.foreignKeys", f"{name} is not a field") for name in (*own, *there) if name not in names]
        if len(own) != len(theirs) or not own:
            found.append(("schema.foreignKeys", "both sides must name equally many fields"))
        if not re.fullmatch("[a-z][a-z0-9_]*|", reference.reference.resource):
            found.append(("schema.foreignKeys", "the resource must be the name of a dataset"))
    return found


def _listed(fields: str | tuple[str, ...]) -> tuple[str, ...]:
    return (fields,) if isinstance(fields, str) else fields


def _area_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    levels = {field.name: field.code_level for field in resource.table_schema.fields}
    if levels.get(resource.area_field) is not resource.grain:
        return [("kotacerdas:areaField", f"{resource.area_field} must be a field with codeLevel {resource.grain}")]
    return []


def _due_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    try:
        date(2001, resource.due_month, resource.due_day)
    except ValueError:
        return [("kotacerdas:dueDay", "this day does not come every year")]
    return []


def _openness_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    if resource.openness in {"limited", "closed"} and resource.openness_reason is None:
        return [("kotacerdas:openness", "data that is not open needs kotacerdas:opennessReason, in both languages")]
    return []


def _rule_faults(resource: bodies.ResourceBody) -> list[tuple[str, str]]:
    kinds = expressions.kinds_of(resource.table_schema.fields)
    found = []
    for rule in resource.rules:
        try:
            expressions.read(rule.expression, kinds)
        except ExpressionRefused as refusal:
            found.append((f"kotacerdas:rules.{rule.name}", str(refusal).rstrip(".")))
    return found

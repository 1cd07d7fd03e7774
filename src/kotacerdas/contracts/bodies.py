"""The body of a contract file: a Data Package 2 resource whose own properties begin with ``kotacerdas:``.

Standard properties keep their standard meaning and are read strictly; an unknown one is refused, so that a
misspelt constraint never passes as agreed.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from kotacerdas.contracts import expressions
from kotacerdas.contracts.errors import ContractRefused
from kotacerdas.contracts.spelling import plain
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


TRUE_VALUES = ("ya", "y", "yes", "true", "1", "v", "✓", "ada")
FALSE_VALUES = ("tidak", "t", "no", "n", "false", "0", "x", "tidak ada")
MISSING_VALUES = ("", "-", "–", "—", "...", "…", "n/a", "#n/a")

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Sentence = Annotated[str, Field(min_length=3)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class EnglishBody(_Body):
    """The English twin of a title and description; the standard properties hold the Indonesian ones."""

    title: Sentence
    description: Sentence


class EnglishLabelBody(_Body):
    """The English twin of a category's label."""

    label: Annotated[str, Field(min_length=1)]


class CategoryBody(_Body):
    """One code of a code list (``categories`` of Table Schema 2)."""

    value: Annotated[str, Field(min_length=1)]
    label: Annotated[str, Field(min_length=1)]
    en: EnglishLabelBody = Field(alias="kotacerdas:en")
    aliases: tuple[str, ...] = Field((), alias="kotacerdas:aliases")


class ConstraintsBody(_Body):
    """The constraints of Table Schema that contracts use."""

    required: bool = False
    minimum: float | str | None = None
    maximum: float | str | None = None
    min_length: int | None = Field(None, alias="minLength", ge=0)
    max_length: int | None = Field(None, alias="maxLength", ge=1)
    pattern: str = ""


class FieldBody(_Body):
    """One field of the schema."""

    name: Name
    type: Literal["string", "integer", "number", "boolean", "date"]
    title: Sentence
    description: Sentence
    en: EnglishBody = Field(alias="kotacerdas:en")
    privacy: Literal["public", "internal", "personal", "specific"] = Field(alias="kotacerdas:privacy")
    example: str | int | float | bool | None = None
    unit: str = Field("", alias="kotacerdas:unit")
    aliases: tuple[str, ...] = Field((), alias="kotacerdas:aliases")
    code_level: AreaLevel | None = Field(None, alias="kotacerdas:codeLevel")
    code_system: Literal["kemendagri", "bps"] | None = Field(None, alias="kotacerdas:codeSystem")
    is_period: bool = Field(default=False, alias="kotacerdas:period")
    decimal_char: Literal[".", ","] | None = Field(None, alias="decimalChar")
    true_values: tuple[str, ...] = Field(TRUE_VALUES, alias="trueValues", min_length=1)
    false_values: tuple[str, ...] = Field(FALSE_VALUES, alias="falseValues", min_length=1)
    categories: tuple[CategoryBody, ...] = ()
    constraints: ConstraintsBody = ConstraintsBody()


class SchemaBody(_Body):
    """The Table Schema."""

    profile: str = Field("", alias="$schema")
    fields: tuple[FieldBody, ...] = Field(min_length=1)
    primary_key: tuple[str, ...] = Field(alias="primaryKey", min_length=1)
    missing_values: tuple[str, ...] = Field(MISSING_VALUES, alias="missingValues")


class MessageBody(_Body):
    """A sentence in both languages."""

    id: Sentence
    en: Sentence


class RuleBody(_Body):
    """One condition over several fields of a row."""

    name: Name
    expression: str
    tolerance: float = Field(0.0, ge=0)
    message: MessageBody


class ResourceBody(_Body):
    """The whole contract."""

    name: Name
    type: Literal["table"]
    title: Sentence
    description: Sentence
    en: EnglishBody = Field(alias="kotacerdas:en")
    sources: tuple[dict[str, str], ...] = ()
    licenses: tuple[dict[str, str], ...] = ()
    version: int = Field(1, alias="kotacerdas:version", ge=1)
    producer: Annotated[str, Field(min_length=2)] = Field(alias="kotacerdas:producer")
    submit_level: AreaLevel = Field(alias="kotacerdas:submitLevel")
    grain: AreaLevel = Field(alias="kotacerdas:grain")
    area_field: Name = Field(alias="kotacerdas:areaField")
    frequency: Frequency = Field(alias="kotacerdas:frequency")
    due_month: int = Field(alias="kotacerdas:dueMonth", ge=1, le=12)
    due_day: int = Field(alias="kotacerdas:dueDay", ge=1, le=31)
    due_year_offset: int = Field(0, alias="kotacerdas:dueYearOffset", ge=0, le=3)
    is_occasional: bool = Field(default=False, alias="kotacerdas:occasional")
    is_synthetic: bool = Field(default=False, alias="kotacerdas:synthetic")
    rules: tuple[RuleBody, ...] = Field((), alias="kotacerdas:rules")
    table_schema: SchemaBody = Field(alias="schema")


def read(body: Mapping[str, Any]) -> ResourceBody:
    """Read a body strictly, shapes first and then what its parts say of each other."""
    name = str(body.get("name", ""))
    try:
        resource = ResourceBody.model_validate(dict(body))
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


def _faults(resource: ResourceBody) -> list[tuple[str, str]]:
    checks: tuple[Callable[[ResourceBody], list[tuple[str, str]]], ...] = (
        _name_faults,
        _key_faults,
        _area_faults,
        _due_faults,
        _rule_faults,
    )
    own = [fault for field in resource.table_schema.fields for fault in _field_faults(field)]
    return own + [fault for check in checks for fault in check(resource)]


def _field_faults(field: FieldBody) -> list[tuple[str, str]]:
    limits, where = field.constraints, f"schema.fields.{field.name}"
    is_bounded = limits.minimum is not None or limits.maximum is not None
    codes = [category.value for category in field.categories]
    found = []
    if is_bounded and field.type not in {"integer", "number", "date"}:
        found.append("only numbers and dates have a minimum or maximum")
    if is_bounded and not _bounds_fit(field):
        found.append("minimum and maximum must be of the field's own type, the minimum not above the maximum")
    if (field.categories or limits.pattern or field.code_level) and field.type != "string":
        found.append("codes and patterns are for text; official identifiers are never numbers")
    if len(set(codes)) < len(codes):
        found.append("a code is listed twice")
    if field.code_system and not field.code_level:
        found.append("a code system needs kotacerdas:codeLevel, the level of area it names")
    if not _is_pattern(limits.pattern):
        found.append("the pattern cannot be read; look-around and back-references are not supported")
    if {text.casefold() for text in field.true_values} & {text.casefold() for text in field.false_values}:
        found.append("a text is both a true and a false value")
    return [(where, what) for what in found]


def _bounds_fit(field: FieldBody) -> bool:
    bounds = [bound for bound in (field.constraints.minimum, field.constraints.maximum) if bound is not None]
    read_bound: Callable[[Any], Any] = date.fromisoformat if field.type == "date" else float
    if any(isinstance(bound, str) is not (field.type == "date") for bound in bounds):
        return False
    try:
        values = [read_bound(bound) for bound in bounds]
    except ValueError:
        return False
    return values == sorted(values)


def _is_pattern(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return not re.search(r"\(\?[=!<P]|\\[1-9]", pattern)


def _name_faults(resource: ResourceBody) -> list[tuple[str, str]]:
    claims: dict[str, str] = {}
    for field in resource.table_schema.fields:
        for spelling in {plain(text) for text in (field.name, field.title, field.en.title, *field.aliases)}:
            if claims.setdefault(spelling, field.name) != field.name:
                return [("schema.fields", f"“{spelling}” names both {claims[spelling]} and {field.name}")]
    names = [field.name for field in resource.table_schema.fields]
    return [("schema.fields", "a field is listed twice")] if len(set(names)) < len(names) else []


def _key_faults(resource: ResourceBody) -> list[tuple[str, str]]:
    required = {field.name for field in resource.table_schema.fields if field.constraints.required}
    optional = sorted(set(resource.table_schema.primary_key) - required)
    return [("schema.primaryKey", f"{name} must be a required field") for name in optional]


def _area_faults(resource: ResourceBody) -> list[tuple[str, str]]:
    levels = {field.name: field.code_level for field in resource.table_schema.fields}
    if levels.get(resource.area_field) is not resource.grain:
        return [("kotacerdas:areaField", f"{resource.area_field} must be a field with codeLevel {resource.grain}")]
    return []


def _due_faults(resource: ResourceBody) -> list[tuple[str, str]]:
    try:
        date(2001, resource.due_month, resource.due_day)
    except ValueError:
        return [("kotacerdas:dueDay", "this day does not come every year")]
    return []


def _rule_faults(resource: ResourceBody) -> list[tuple[str, str]]:
    names = {field.name for field in resource.table_schema.fields}
    found = []
    for rule in resource.rules:
        try:
            expressions.read(rule.expression, names)
        except expressions.ExpressionRefused as refusal:
            found.append((f"kotacerdas:rules.{rule.name}", str(refusal)))
    return found

"""What a data contract says, as frozen types. Read one with :func:`read_contract`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from kotacerdas.contracts import bodies, soundness
from kotacerdas.contracts.listing import UNLISTED, Listing, read_listing
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


Labels = dict[str, str]


class FieldType(StrEnum):
    """Types of Table Schema that contracts may use."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class Privacy(StrEnum):
    """Privacy class of a column (UU 27/2022), least protected first."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SPECIFIC = "specific"


class CodeSystem(StrEnum):
    """Whose area codes a field holds."""

    KEMENDAGRI = "kemendagri"
    BPS = "bps"


class Review(StrEnum):
    """Who looks at a checked file before it comes into force (Perpres 39/2019): nobody, the data steward, or both.

    A ``PRIORITY`` dataset is looked at by the data steward and then by the data supervisor.
    """

    NONE = "none"
    STEWARD = "steward"
    PRIORITY = "priority"


class DecimalMark(StrEnum):
    """The mark between whole and fraction."""

    DOT = "."
    COMMA = ","

    @property
    def other(self) -> "DecimalMark":
        """The mark that then groups thousands."""
        return DecimalMark.COMMA if self is DecimalMark.DOT else DecimalMark.DOT


@dataclass(frozen=True, slots=True)
class Category:
    """One code of a code list. ``aliases`` are spellings read as the code."""

    code: str
    label: Labels
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeListRef:
    """A code list by name and edition; its codes become the field's ``categories`` before a plan is compiled."""

    name: str
    edition: str


@dataclass(frozen=True, slots=True)
class Field:
    """One column. Titles, descriptions and labels are ``{"id": …, "en": …}``; bounds are inclusive."""

    name: str
    type: FieldType
    title: Labels
    description: Labels
    privacy: Privacy
    unit: str = ""
    example: str = ""
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    earliest: date | None = None
    latest: date | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    categories: tuple[Category, ...] = ()
    code_list: CodeListRef | None = None
    code_level: AreaLevel | None = None
    code_system: CodeSystem | None = None
    is_period: bool = False
    decimal_mark: DecimalMark | None = None
    true_values: tuple[str, ...] = bodies.TRUE_VALUES
    false_values: tuple[str, ...] = bodies.FALSE_VALUES

    @property
    def is_area(self) -> bool:
        """Whether the column holds area codes."""
        return self.code_level is not None

    @property
    def is_numeric(self) -> bool:
        """Whether the column holds integers or numbers."""
        return self.type in {FieldType.INTEGER, FieldType.NUMBER}

    @property
    def is_code(self) -> bool:
        """Whether the column holds an identifier that must never pass through a number."""
        return self.type is FieldType.STRING and (self.is_area or bool(self.pattern))


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A condition over several fields of one row, such as ``laki_laki + perempuan = penduduk``."""

    name: str
    expression: str
    tolerance: float
    message: Labels


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a period is due: ``month`` and ``day`` of the period's year, ``year_offset`` years later.

    For quarters and months only ``day`` counts: that day of the month after the period.
    """

    month: int
    day: int
    year_offset: int = 0


@dataclass(frozen=True, slots=True)
class Contract:
    """What a dataset's files must hold, who hands them in, for which areas and when.

    An ``is_occasional`` dataset is never late: its files come when there are any. ``ignores`` are spellings of columns
    that a file's sender has said to be none of the fields.
    """

    name: str
    version: int
    title: Labels
    description: Labels
    producer: str
    submit_level: AreaLevel
    grain: AreaLevel
    area_field: str
    frequency: Frequency
    due: Schedule
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    rules: tuple[CrossRule, ...] = ()
    missing_values: tuple[str, ...] = bodies.MISSING_VALUES
    is_occasional: bool = False
    is_synthetic: bool = False
    review: Review = Review.NONE
    listing: Listing = UNLISTED
    ignores: frozenset[str] = frozenset()

    def field(self, name: str) -> Field:
        """The field of that name; ``KeyError`` when there is none."""
        return next((field for field in self.fields if field.name == name), None) or _no_field(self.name, name)

    @property
    def sort_key(self) -> tuple[str, ...]:
        """The order of rows in a release: by area, then by the rest of the key."""
        return tuple(dict.fromkeys((self.area_field, *self.primary_key)))

    @property
    def protected(self) -> frozenset[str]:
        """Columns readable only under a grant with a purpose."""
        guarded = {Privacy.PERSONAL, Privacy.SPECIFIC}
        return frozenset(field.name for field in self.fields if field.privacy in guarded)


def read_contract(body: Mapping[str, Any]) -> Contract:
    """Read a Data Package resource with ``kotacerdas:`` properties; raise ``ContractRefused`` with the reason."""
    resource = soundness.read(body)
    schema = resource.table_schema
    return Contract(
        name=resource.name,
        version=resource.version,
        title=_labels(resource.title, resource.en.title),
        description=_labels(resource.description, resource.en.description),
        producer=resource.producer,
        submit_level=resource.submit_level,
        grain=resource.grain,
        area_field=resource.area_field,
        frequency=resource.frequency,
        due=Schedule(resource.due_month, resource.due_day, resource.due_year_offset),
        fields=tuple(_field(field) for field in schema.fields),
        primary_key=schema.primary_key,
        rules=tuple(
            CrossRule(r.name, r.expression, r.tolerance, _labels(r.message.id, r.message.en)) for r in resource.rules
        ),
        missing_values=schema.missing_values,
        is_occasional=resource.is_occasional,
        is_synthetic=resource.is_synthetic,
        review=Review(resource.review),
        listing=read_listing(resource),
    )


def _field(body: bodies.FieldBody) -> Field:
    limits = body.constraints
    is_date = FieldType(body.type) is FieldType.DATE
    return Field(
        name=body.name,
        type=FieldType(body.type),
        title=_labels(body.title, body.en.title),
        description=_labels(body.description, body.en.description),
        privacy=Privacy(body.privacy),
        unit=body.unit,
        example="" if body.example is None else str(body.example),
        aliases=body.aliases,
        is_required=limits.required,
        minimum=None if is_date else _number(limits.minimum),
        maximum=None if is_date else _number(limits.maximum),
        earliest=_day(limits.minimum) if is_date else None,
        latest=_day(limits.maximum) if is_date else None,
        min_length=limits.min_length,
        max_length=limits.max_length,
        pattern=limits.pattern,
        categories=tuple(
            Category(category.value, _labels(category.label, category.en.label), category.aliases)
            for category in body.categories
        ),
        code_list=None if body.code_list is None else CodeListRef(body.code_list.name, body.code_list.edition),
        code_level=body.code_level,
        code_system=None if body.code_system is None else CodeSystem(body.code_system),
        is_period=body.is_period,
        decimal_mark=None if body.decimal_char is None else DecimalMark(body.decimal_char),
        true_values=body.true_values,
        false_values=body.false_values,
    )


def _labels(indonesian: str, english: str) -> Labels:
    return {"id": indonesian, "en": english}


def _number(bound: float | str | None) -> float | None:
    return None if bound is None else float(bound)


def _day(bound: float | str | None) -> date | None:
    return None if bound is None else date.fromisoformat(str(bound))


def _no_field(contract: str, name: str) -> Field:
    raise KeyError(f"{contract} has no field {name}")

"""What a data contract says, as frozen types. Read one with :func:`read_contract`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum
from typing import Any

from kotacerdas.contracts import bodies, soundness
from kotacerdas.contracts.kinds import Severity
from kotacerdas.contracts.listing import UNLISTED, Listing, read_listing
from kotacerdas.contracts.retention import Retention, read_retention
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


Labels = dict[str, str]


class FieldType(StrEnum):
    """Types of Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    TIME = "time"
    YEAR = "year"
    YEARMONTH = "yearmonth"
    DURATION = "duration"
    LIST = "list"
    OBJECT = "object"
    ARRAY = "array"
    GEOPOINT = "geopoint"
    GEOJSON = "geojson"
    ANY = "any"


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
class Bound:
    """How small or large a value may be; ``sign`` is that of a value out of bounds. Text for dates, times and spans."""

    constraint: str
    sign: str
    value: float | str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must be among those of other fields, of this dataset when ``dataset`` is empty."""

    fields: tuple[str, ...]
    dataset: str
    to_fields: tuple[str, ...]
    severity: Severity = Severity.ROW


@dataclass(frozen=True, slots=True)
class Field:
    """One column. Titles, descriptions and labels are ``{"id": …, "en": …}``; bounds are inclusive.

    ``concept``, ``reference`` and ``question`` are what form MS-Var asks beside, in Indonesian.
    """

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
    format: str = "default"
    bounds: tuple[Bound, ...] = ()
    enum: tuple[str | float | bool, ...] = ()
    is_unique: bool = False
    structure: Mapping[str, Any] | None = None
    group_mark: str = ""
    is_bare_number: bool = True
    delimiter: str = ","
    item_type: str = "string"
    is_ordered: bool = False
    missing_values: tuple[str, ...] | None = None
    severities: Mapping[str, Severity] = dataclass_field(default_factory=dict)
    concept: str = ""
    reference: str = ""
    question: str = ""

    def severity(self, constraint: str) -> Severity:
        """What breaking a constraint does: by default it returns the row."""
        return self.severities.get(constraint, Severity.ROW)

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
    severity: Severity = Severity.ROW


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
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    fields_match: str = ""
    is_occasional: bool = False
    is_synthetic: bool = False
    review: Review = Review.NONE
    listing: Listing = UNLISTED
    retention: Retention | None = None
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
            CrossRule(r.name, r.expression, r.tolerance, _labels(r.message.id, r.message.en), Severity(r.severity))
            for r in resource.rules
        ),
        missing_values=_marks(schema.missing_values),
        unique_keys=schema.unique_keys,
        foreign_keys=tuple(_foreign_key(each) for each in schema.foreign_keys),
        fields_match=schema.fields_match or "",
        is_occasional=resource.is_occasional,
        is_synthetic=resource.is_synthetic,
        review=Review(resource.review),
        listing=read_listing(resource),
        retention=read_retention(resource.retention),
    )


def _field(body: bodies.FieldBody) -> Field:
    limits = body.constraints
    is_date = FieldType(body.type) is FieldType.DATE
    is_number = body.type in {"integer", "number", "year"}
    return Field(
        name=body.name,
        type=FieldType(body.type),
        title=_labels(body.title, body.en.title),
        description=_labels(body.description, body.en.description),
        privacy=Privacy(body.privacy),
        unit=body.unit,
        example="" if body.example is None else str(body.example),
        aliases=body.aliases,
        concept=body.concept,
        reference=body.reference,
        question=body.question,
        is_required=limits.required,
        minimum=_number(limits.minimum) if is_number else None,
        maximum=_number(limits.maximum) if is_number else None,
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
        format=body.format,
        bounds=_bounds(limits),
        enum=limits.enum,
        is_unique=limits.unique,
        structure=limits.json_schema,
        group_mark=body.group_char,
        is_bare_number=body.bare_number,
        delimiter=body.delimiter,
        item_type=body.item_type,
        is_ordered=body.categories_ordered,
        missing_values=None if body.missing_values is None else _marks(body.missing_values),
        severities={name: Severity(severity) for name, severity in body.severity.items()},
    )


_SIGNS = (
    ("minimum", "<", "minimum"),
    ("maximum", ">", "maximum"),
    ("exclusiveMinimum", "<=", "exclusive_minimum"),
    ("exclusiveMaximum", ">=", "exclusive_maximum"),
)


def _bounds(limits: bodies.ConstraintsBody) -> tuple[Bound, ...]:
    values = ((name, sign, getattr(limits, attribute)) for name, sign, attribute in _SIGNS)
    return tuple(Bound(name, sign, value) for name, sign, value in values if value is not None)


def _marks(values: Iterable[str | bodies.MissingBody]) -> tuple[str, ...]:
    return tuple(value if isinstance(value, str) else value.value for value in values)


def _foreign_key(body: bodies.ForeignKeyBody) -> ForeignKey:
    own, theirs = ((fields,) if isinstance(fields, str) else fields for fields in (body.fields, body.reference.fields))
    return ForeignKey(own, body.reference.resource, theirs, Severity(body.severity))


def _labels(indonesian: str, english: str) -> Labels:
    return {"id": indonesian, "en": english}


def _number(bound: float | str | None) -> float | None:
    return None if bound is None else float(bound)


def _day(bound: float | str | None) -> date | None:
    return None if bound is None else date.fromisoformat(str(bound))


def _no_field(contract: str, name: str) -> Field:
    raise KeyError(f"{contract} has no field {name}")

"""The body of a contract file: a Data Package 2 resource whose own properties begin with ``kotacerdas:``.

Standard properties keep their standard meaning and are read strictly; an unknown one is refused, so that a
misspelt constraint never passes as agreed.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

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


class CodeListBody(_Body):
    """A code list kept outside the contract, in one of its editions."""

    name: Name
    edition: Annotated[str, Field(min_length=1)]


Severity = Literal["row", "file", "warn"]
Type = Literal[
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "datetime",
    "time",
    "year",
    "yearmonth",
    "duration",
    "list",
    "object",
    "array",
    "geopoint",
    "geojson",
    "any",
]
Constraint = Literal[
    "required",
    "unique",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minLength",
    "maxLength",
    "pattern",
    "enum",
    "jsonSchema",
    "categories",
    "format",
]


class MissingBody(_Body):
    """A mark for missing with the reason it stands for."""

    value: str
    label: str = ""


class ConstraintsBody(_Body):
    """The constraints of Table Schema."""

    required: bool = False
    unique: bool = False
    exclusive_minimum: float | str | None = Field(None, alias="exclusiveMinimum")
    exclusive_maximum: float | str | None = Field(None, alias="exclusiveMaximum")
    enum: tuple[str | float | bool, ...] = ()
    json_schema: dict[str, Any] | None = Field(None, alias="jsonSchema")
    minimum: float | str | None = None
    maximum: float | str | None = None
    min_length: int | None = Field(None, alias="minLength", ge=0)
    max_length: int | None = Field(None, alias="maxLength", ge=1)
    pattern: str = ""


class FieldBody(_Body):
    """One field of the schema."""

    name: Name
    type: Type
    format: str = "default"
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
    group_char: str = Field("", alias="groupChar", max_length=1)
    bare_number: bool = Field(default=True, alias="bareNumber")
    delimiter: Annotated[str, Field(min_length=1, max_length=3)] = ","
    item_type: Literal["string", "integer", "number", "boolean", "date", "datetime", "time"] = Field(
        "string", alias="itemType"
    )
    missing_values: tuple[str | MissingBody, ...] | None = Field(None, alias="missingValues")
    true_values: tuple[str, ...] = Field(TRUE_VALUES, alias="trueValues", min_length=1)
    false_values: tuple[str, ...] = Field(FALSE_VALUES, alias="falseValues", min_length=1)
    categories: tuple[CategoryBody, ...] = ()
    code_list: CodeListBody | None = Field(None, alias="kotacerdas:codeList")
    categories_ordered: bool = Field(default=False, alias="categoriesOrdered")
    constraints: ConstraintsBody = ConstraintsBody()
    severity: dict[Constraint, Severity] = Field({}, alias="kotacerdas:severity")
    concept: str = Field("", alias="kotacerdas:concept")
    reference: str = Field("", alias="kotacerdas:reference")
    question: str = Field("", alias="kotacerdas:question")


class ReferenceBody(_Body):
    """Where the other end of a foreign key is: a dataset of ours, or this one when ``resource`` is empty."""

    resource: str = ""
    fields: str | tuple[Name, ...]


class ForeignKeyBody(_Body):
    """Fields whose values must be there in a reference."""

    fields: str | tuple[Name, ...]
    reference: ReferenceBody
    severity: Severity = Field("row", alias="kotacerdas:severity")


class SchemaBody(_Body):
    """The Table Schema."""

    profile: str = Field("", alias="$schema")
    fields: tuple[FieldBody, ...] = Field(min_length=1)
    primary_key: tuple[str, ...] = Field(alias="primaryKey", min_length=1)
    unique_keys: tuple[tuple[Name, ...], ...] = Field((), alias="uniqueKeys")
    foreign_keys: tuple[ForeignKeyBody, ...] = Field((), alias="foreignKeys")
    fields_match: Literal["exact", "equal", "subset", "superset", "partial"] | None = Field(None, alias="fieldsMatch")
    missing_values: tuple[str | MissingBody, ...] = Field(MISSING_VALUES, alias="missingValues")


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
    severity: Severity = "row"


class ContactBody(_Body):
    """Whom to ask about the dataset: a desk, not a person."""

    title: Sentence
    email: Annotated[str, Field(pattern=r"^([^@\s]+@[^@\s]+)?$")] = ""
    phone: str = ""


class ActivityBody(_Body):
    """The statistical activity behind the dataset, as form MS-Keg asks for it (Peraturan BPS 5/2020)."""

    code: str = ""
    title: str = ""
    background: str = ""
    goal: str = ""
    collection: Literal["census", "survey", "administrative", "other"] | None = None
    instrument: Literal["interview", "self_filled", "observation", "secondary", "other"] | None = None
    unit: str = ""
    sample: str = ""
    quality: str = ""


class RetentionBody(_Body):
    """How long files and rows are kept after their period or receipt; no ``months`` keeps them for ever."""

    months: int | None = Field(None, ge=1, le=1200)
    basis: MessageBody
    automatic: bool = False


class TemporalBody(_Body):
    """From which day and until which day the rows speak."""

    start: date | None = None
    end: date | None = None


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
    review: Literal["none", "steward", "priority"] = Field("none", alias="kotacerdas:review")
    is_priority: bool = Field(default=False, alias="kotacerdas:priority")
    openness: Literal["open", "limited", "closed"] | None = Field(None, alias="kotacerdas:openness")
    openness_reason: MessageBody | None = Field(None, alias="kotacerdas:opennessReason")
    keywords: tuple[str, ...] = ()
    themes: tuple[Literal["governance", "infrastructure", "economy", "living", "people", "environment"], ...] = Field(
        (), alias="kotacerdas:themes"
    )
    contact: ContactBody | None = Field(None, alias="kotacerdas:contact")
    activity: ActivityBody | None = Field(None, alias="kotacerdas:activity")
    spatial: str = Field(
        "", alias="kotacerdas:spatial", pattern=r"^(ID|[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?)?$"
    )
    temporal: TemporalBody | None = Field(None, alias="kotacerdas:temporal")
    retention: RetentionBody | None = Field(None, alias="kotacerdas:retention")
    rules: tuple[RuleBody, ...] = Field((), alias="kotacerdas:rules")
    table_schema: SchemaBody = Field(alias="schema")

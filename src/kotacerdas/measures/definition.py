"""An indicator as content: what it measures, why, from which columns, for which pillar.

One indicator is three sibling files with one stem under ``definitions/indicators/<theme>/``: ``.yaml`` (read here),
``.sql`` (one SELECT that never divides) and ``.cases.yaml`` (tiny inputs with expected rows, see ``cases``).
"""

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency
from kotacerdas.measures.errors import MalformedDefinition


class Direction(StrEnum):
    """Which way is better; ``neutral`` figures describe and never carry a target."""

    UP = "up"
    DOWN = "down"
    NEUTRAL = "neutral"


class Kind(StrEnum):
    """How numerator and denominator become a value."""

    RATIO = "ratio"
    MEAN = "mean"
    COUNT = "count"


class Disclosure(StrEnum):
    """Whether small cells could point at people."""

    PEOPLE = "people"
    NONE = "none"


class Rows(StrEnum):
    """What the rows of an input are: units that must report, or events that may not have happened."""

    UNITS = "units"
    EVENTS = "events"


def _in_both_languages(words: dict[str, str]) -> dict[str, str]:
    if set(words) != {"id", "en"} or not all(words.values()):
        msg = "write it in both languages: id and en"
        raise ValueError(msg)
    return words


Words = Annotated[dict[str, str], AfterValidator(_in_both_languages)]
Columns = Annotated[tuple[str, ...], Field(min_length=1)]


class _Content(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Input(_Content):
    """A dataset and the columns read from it. ``grain`` is the level of its rows' areas."""

    dataset: str
    columns: Columns
    grain: AreaLevel
    rows: Rows = Rows.UNITS


class Pillars(_Content):
    """The pillars an indicator counts for, in each pillar set."""

    mou: Columns
    kementerian: Columns


class Definition(_Content):
    """One indicator. ``scale`` multiplies the ratio: 100 gives percent. ``sql`` comes from the sibling file."""

    code: Annotated[str, Field(pattern=r"[a-z0-9]+(-[a-z0-9]+)*")]
    version: Annotated[int, Field(ge=1)]
    valid_from: date
    theme: str
    title: Words
    why: Words
    concept: Words
    formula: Words
    numerator_label: Words
    denominator_label: Words | None = None
    unit: Words
    decimals: Annotated[int, Field(ge=0, le=4)]
    direction: Direction
    kind: Kind
    grain: AreaLevel
    frequency: Frequency
    scale: Annotated[int, Field(ge=1)]
    inputs: Annotated[tuple[Input, ...], Field(min_length=1)]
    pillars: Pillars
    sub_dimension: str
    disclosure: Disclosure
    is_proxy: bool
    proxy_for: Words | None = None
    sources: Columns
    legal_basis: Columns
    sql: str

    @model_validator(mode="after")
    def _check_fields_agree(self) -> "Definition":
        if (self.denominator_label is None) != (self.kind is Kind.COUNT):
            msg = "a ratio or mean names its denominator and a count has none"
            raise ValueError(msg)
        if (self.proxy_for is None) == self.is_proxy:
            msg = "a proxy, and only a proxy, says in proxy_for what it stands for"
            raise ValueError(msg)
        if any(given.grain.depth < self.grain.depth for given in self.inputs):
            msg = "an input cannot be coarser than the grain of the indicator"
            raise ValueError(msg)
        return self

    @property
    def pillar_codes(self) -> tuple[str, ...]:
        """Codes as the pillar sets write them: ``mou.living``, ``kementerian.society``."""
        return (
            *(f"mou.{pillar}" for pillar in self.pillars.mou),
            *(f"kementerian.{pillar}" for pillar in self.pillars.kementerian),
        )

    @property
    def dataset_names(self) -> tuple[str, ...]:
        """The datasets read, in the order declared."""
        return tuple(given.dataset for given in self.inputs)

    @property
    def protects_people(self) -> bool:
        """Whether small cells are suppressed."""
        return self.disclosure is Disclosure.PEOPLE


def load_definitions(folder: Path) -> tuple[Definition, ...]:
    """Read every ``<theme>/<code>.yaml`` with its ``.sql`` under ``folder``, by code.

    Raises:
        MalformedDefinition: a file is not a definition, or its name is not ``<theme>/<code>``.
    """
    files = (file for file in folder.glob("*/*.yaml") if not file.name.endswith(".cases.yaml"))
    return tuple(sorted((load_definition(file) for file in files), key=lambda definition: definition.code))


def load_definition(file: Path) -> Definition:
    """Read one definition and its sibling SQL; raise :class:`MalformedDefinition` when it is not one."""
    try:
        body = yaml.safe_load(file.read_text("utf-8"))
        body |= {"theme": file.parent.name, "sql": file.with_suffix(".sql").read_text("utf-8")}
        # Through JSON, strict reading still turns lists into tuples and texts into enums and dates.
        definition = Definition.model_validate_json(json.dumps(body, default=str))
    except (OSError, yaml.YAMLError, TypeError, ValidationError) as problem:
        raise MalformedDefinition(file=file.name, reason=str(problem)) from problem
    if definition.code != file.stem:
        raise MalformedDefinition(file=file.name, reason=f"it is called {definition.code}")
    return definition

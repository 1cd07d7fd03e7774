"""Worked examples beside each definition: tiny input tables and the rows they must give."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field


Row = Annotated[tuple[str, str, int | float | None, int | float | None], "area_code, period, numerator, denominator"]
Record = dict[str, str | bool | int | float | None]


class Case(BaseModel):
    """``tables`` maps a dataset to its rows; rows missing a column leave it empty."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    tables: dict[str, tuple[Record, ...]]
    expected: tuple[Row, ...]


class Cases(BaseModel):
    """The cases of one indicator; ``types`` names the SQL type of each column used."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    types: dict[str, dict[str, str]]
    cases: Annotated[tuple[Case, ...], Field(min_length=3)]


def load_cases(file: Path) -> Cases:
    """Read ``<code>.cases.yaml``."""
    return Cases.model_validate(yaml.safe_load(file.read_text("utf-8")))

"""What a scan of a sample file found in each column: counts only, so that deciding needs no engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from kotacerdas.contracts.contract import DecimalMark


MOST_VALUES = 40


class Shape(StrEnum):
    """What cells of a column look like; one cell may look like several."""

    DATE = "date"
    TRUTH = "truth"
    REGENCY = "regency"
    DISTRICT = "district"
    VILLAGE = "village"
    UNDOTTED_VILLAGE = "undotted_village"
    PERIOD = "period"
    YEAR = "year"
    LEADING_ZERO = "leading_zero"
    SIXTEEN_DIGITS = "sixteen_digits"
    PHONE = "phone"
    EMAIL = "email"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class NumberProfile:
    """How many cells are numbers under one decimal mark, how many of them whole, and their extent."""

    count: int
    whole: int
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """One column: ``filled`` cells of ``distinct`` texts, the commonest first in ``values``, and what they look like.

    ``missing`` are the marks for “not known” it holds; ``shows`` the decimal marks its cells prove.
    """

    header: str
    filled: int
    distinct: int
    values: tuple[str, ...]
    longest: int
    numbers: Mapping[DecimalMark, NumberProfile]
    shows: frozenset[DecimalMark]
    shapes: Mapping[Shape, int] = field(default_factory=dict)
    earliest: date | None = None
    latest: date | None = None
    missing: tuple[str, ...] = ()

    def looks(self, *shapes: Shape) -> bool:
        """Whether nearly every filled cell has one of the shapes."""
        return is_nearly_all(sum(self.shapes.get(shape, 0) for shape in shapes), self.filled)


@dataclass(frozen=True, slots=True)
class TableProfile:
    """A sample file: its columns in order, its number of rows, and which sets of columns tell every row apart."""

    columns: tuple[ColumnProfile, ...]
    rows: int
    keys: tuple[tuple[int, ...], ...] = ()


def is_nearly_all(count: int, of: int) -> bool:
    """Whether all agree, or all but three in a hundred of at least thirty."""
    return of > 0 and (count == of or (of >= 30 and count >= 0.97 * of))

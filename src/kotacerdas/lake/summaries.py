"""What the columns of a table look like: how full, how far, how spread. Counts only, never a row.

Releases never change, so a summary once made stays right and is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from string import Template
from typing import Any

from kotacerdas.lake.engine import readers
from kotacerdas.lake.selections import Part, Selection


BINS = 10
MOST_VALUES = 24  # a text column with more different values is counted, not drawn
_MONTHS_UP_TO = 800  # days between first and last date up to which months are drawn, not years
_EXTENTS = Template("SELECT count(*), $cells $source")
_COUNTS = Template("SELECT $cells $source")


class Shape(StrEnum):
    """How a column is summed up."""

    NUMBERS = "numbers"
    TEXTS = "texts"
    TRUTHS = "truths"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Column:
    """A column to sum up; ``is_whole`` when its numbers are integers."""

    name: str
    shape: Shape
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """Rows of one value, or of numbers from ``low`` up to ``high``; ``count`` is none where it is withheld."""

    value: str
    count: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One column: ``filled`` of ``rows`` cells hold something, ``different`` values about; ends of numbers and days."""

    column: Column
    rows: int
    filled: int
    different: int | None = None
    low: float | date | None = None
    high: float | date | None = None
    mean: float | None = None
    bars: tuple[Bar, ...] = ()


@lru_cache(maxsize=512)
def summarise(parts: tuple[Part, ...], columns: tuple[Column, ...]) -> tuple[Summary, ...]:
    """Every column of the table in two passes over the files: where its values end, then how they spread."""
    if not parts or not columns:
        return ()
    selection = Selection(parts)
    names = {each.name: selection.column(each.name) for each in columns}
    first = _one(
        selection,
        _EXTENTS.substitute(cells=", ".join(_extent(names[c.name], c) for c in columns), source=selection.source),
    )
    rows, ends = int(first[0]), dict(zip(columns, zip(*[iter(first[1:])] * 3, strict=True), strict=True))
    spreads = [_spread(names[each.name], each, *ends[each]) for each in columns]
    second = _one(selection, _COUNTS.substitute(cells=", ".join(spreads), source=selection.source))
    pairs = list(zip(*[iter(second)] * 2, strict=True))
    return tuple(
        _summary(each, rows, ends[each], mean, found or {}) for each, (mean, found) in zip(columns, pairs, strict=True)
    )


def _extent(name: str, column: Column) -> str:
    if column.shape is Shape.TEXTS:
        return f"count({name}), approx_count_distinct({name}), NULL"
    if column.shape is Shape.TRUTHS:
        return f"count({name}), NULL, NULL"
    return f"count({name}), min({name}), max({name})"


def _spread(name: str, column: Column, filled: int, low: Any, high: Any) -> str:
    if column.shape is Shape.TRUTHS:
        return f"NULL, histogram({name})"
    if column.shape is Shape.TEXTS:
        return f"NULL, histogram({name})" if low <= MOST_VALUES else "NULL, NULL"
    if not filled:
        return "NULL, NULL"
    if column.shape is Shape.DAYS:
        form = "%Y-%m" if (high - low).days <= _MONTHS_UP_TO else "%Y"
        return f"NULL, histogram(strftime({name}, '{form}'))"
    count, width = _bins(column, low, high)
    place = f"least({count - 1}, CAST(floor(({name} - {float(low)!r}) / {width!r}) AS INTEGER))" if width else "0"
    return f"avg({name}), histogram(CASE WHEN {name} IS NOT NULL THEN {place} END)"


def _bins(column: Column, low: float, high: float) -> tuple[int, float]:
    """How many bins, and how wide; integers get bins that hold equally many integers."""
    if high <= low:
        return 1, 0.0
    if column.is_whole:
        width = -(-(int(high) - int(low) + 1) // BINS)
        return -(-(int(high) - int(low) + 1) // width), float(width)
    return BINS, (float(high) - float(low)) / BINS


def _summary(
    column: Column, rows: int, ends: tuple[int, Any, Any], mean: float | None, found: Mapping[Any, int]
) -> Summary:
    filled, low, high = ends
    if column.shape is Shape.NUMBERS:
        bars = _number_bars(column, low, high, found) if filled else ()
        return Summary(column, rows, filled, None, low, high, mean, bars)
    if column.shape is Shape.DAYS:
        bars = tuple(Bar(str(value), count) for value, count in sorted(found.items()))
        return Summary(column, rows, filled, None, low, high, None, bars)
    order = sorted(found.items(), key=lambda pair: (-pair[1], str(pair[0])))
    bars = tuple(
        Bar(str(value).lower() if column.shape is Shape.TRUTHS else str(value), count) for value, count in order
    )
    return Summary(column, rows, filled, low if column.shape is Shape.TEXTS else None, bars=bars)


def _number_bars(column: Column, low: float, high: float, found: Mapping[Any, int]) -> tuple[Bar, ...]:
    count, width = _bins(column, low, high)
    step = width - 1 if column.is_whole and width else width
    return tuple(
        Bar("", found.get(place, 0), low + place * width, min(float(high), low + place * width + step))
        for place in range(count)
    )


def _one(selection: Selection, sql: str) -> Sequence[Any]:
    with readers.lend(selection.paths) as connection:
        row = connection.execute(sql, selection.values).fetchone()
    return row or ()

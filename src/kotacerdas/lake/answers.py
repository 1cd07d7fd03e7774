"""Answers to questions about rows: a page, a number of rows, or measures by groups, from releases as they lie."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from string import Template

import pyarrow.parquet as pq

from kotacerdas.contracts.contract import FieldType
from kotacerdas.contracts.cursors import Cursor
from kotacerdas.contracts.questions import Condition, Function, Measure, Order, Value, WordSearch
from kotacerdas.lake.engine import readers
from kotacerdas.lake.selections import Part, Selection


Row = tuple[object, ...]
_PAGE = Template("SELECT $cells, file_index, file_row_number $source $order LIMIT $limit OFFSET $offset")
_COUNT = Template("SELECT count(*) $source")
_GROUPS = Template("SELECT $cells, count(*) $source $groups LIMIT $limit")
_TYPES = {
    FieldType.INTEGER: "BIGINT",
    FieldType.NUMBER: "DOUBLE",
    FieldType.BOOLEAN: "BOOLEAN",
    FieldType.DATE: "DATE",
}
_MEASURES = {
    Function.COUNT: "count({0})",
    Function.SUM: "sum({0})",
    Function.MIN: "min({0})",
    Function.MAX: "max({0})",
    Function.MEAN: "avg({0})",
    Function.DISTINCT: "count(DISTINCT {0})",
}


@dataclass(frozen=True, slots=True)
class RowsFound:
    """Some rows in the order asked for, and the place to go on from; none after the last."""

    rows: tuple[Row, ...]
    after: Cursor | None


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of group values followed by measures; ``sizes`` says how many rows each is made of."""

    rows: tuple[Row, ...]
    sizes: tuple[int, ...]
    is_cut: bool


def find_rows(
    parts: Sequence[Part],
    *,
    columns: Sequence[str],
    conditions: Sequence[Condition | WordSearch] = (),
    orders: Sequence[Order] = (),
    after: Cursor | None = None,
    offset: int = 0,
    limit: int = 100,
    question: str = "",
) -> RowsFound:
    """One page of rows: by ``orders``, then as the parts and their files have them, so that no two rows ever tie.

    ``after`` and ``offset`` both skip; ``question`` goes into the cursor of the next page.
    """
    newest = max((part.release for part in parts), default=0)
    if offset and not (after or orders or conditions) and all(part.is_whole for part in parts):
        after, offset = _before(parts, offset), 0
    if after is not None and not orders:
        parts = _from_release(parts, after.release)
    if not parts:
        return RowsFound((), None)
    selection = Selection(parts, conditions)
    if after is not None:
        selection.add(*_after(selection, after, orders))
    shown = [selection.column(name) for name in columns]
    keys = [f"CAST({selection.column(order.column)} AS VARCHAR)" for order in orders]
    rows = _fetch(
        selection,
        _PAGE.substitute(
            cells=", ".join([*shown, *keys]),
            source=selection.source,
            order=_sorted_by(selection, orders),
            limit=limit + 1,
            offset=offset,
        ),
    )
    width = len(columns)
    cursor = _cursor(parts, rows[limit - 1], width, newest, question) if len(rows) > limit else None
    return RowsFound(tuple(row[:width] for row in rows[:limit]), cursor)


def count_rows(parts: Sequence[Part], conditions: Sequence[Condition | WordSearch] = ()) -> int:
    """How many rows fulfil the conditions. Releases never change, so a number once found stays right."""
    return _count(tuple(parts), tuple(conditions))


def count_groups(
    parts: Sequence[Part],
    *,
    groups: Sequence[str],
    measures: Sequence[Measure],
    conditions: Sequence[Condition | WordSearch] = (),
    limit: int,
) -> Groups:
    """Measures by groups, sorted by the groups; at most ``limit`` of them."""
    if not parts:
        return Groups((), (), is_cut=False)
    selection = Selection(parts, conditions)
    keys = [selection.column(name) for name in groups]
    sums = [_MEASURES[each.function].format(selection.column(each.column) if each.column else "*") for each in measures]
    names = ", ".join(keys)
    order = ", ".join(f"{key} NULLS LAST" for key in keys)
    rows = _fetch(
        selection,
        _GROUPS.substitute(
            cells=", ".join([*keys, *sums]),
            source=selection.source,
            groups=f"GROUP BY {names} ORDER BY {order}" if keys else "",
            limit=limit + 1,
        ),
    )
    kept = rows[:limit]
    return Groups(tuple(row[:-1] for row in kept), tuple(int(str(row[-1])) for row in kept), len(rows) > limit)


def as_text(rows: Iterable[Row]) -> tuple[tuple[str, ...], ...]:
    """Rows as a person reads them: missing is empty, truths are ``true`` and ``false``, days in ISO 8601."""
    return tuple(tuple("" if cell is None else _text(cell) for cell in row) for row in rows)


def as_plain(rows: Iterable[Row]) -> list[list[object]]:
    """Rows as JSON has them: numbers, truths and missing as such, days as text."""
    return [
        [cell if cell is None or isinstance(cell, (bool, int, float)) else str(cell) for cell in row] for row in rows
    ]


def _fetch(selection: Selection, sql: str) -> list[Row]:
    with readers.lend(selection.paths) as connection:
        return connection.execute(sql, selection.values).fetchall()


@lru_cache(maxsize=4096)
def _count(parts: tuple[Part, ...], conditions: tuple[Condition | WordSearch, ...]) -> int:
    if not conditions and all(part.is_whole for part in parts):
        return sum(_rows_in(part.path) for part in parts)
    selection = Selection(parts, conditions)
    return int(str(_fetch(selection, _COUNT.substitute(source=selection.source))[0][0]))


@lru_cache(maxsize=16_384)
def _rows_in(path: Path) -> int:
    return int(pq.read_metadata(path).num_rows)


def _sorted_by(selection: Selection, orders: Sequence[Order]) -> str:
    if not orders:
        return ""  # the engine keeps the order of the files and of their rows
    keys = [f"{selection.column(each.column)} {'DESC' if each.is_descending else 'ASC'} NULLS LAST" for each in orders]
    return f"ORDER BY {', '.join([*keys, 'file_index', 'file_row_number'])}"


def _from_release(parts: Sequence[Part], release: int) -> Sequence[Part]:
    begin = next((place for place, part in enumerate(parts) if part.release == release), len(parts))
    return parts[begin:]


def _before(parts: Sequence[Part], offset: int) -> Cursor:
    """The place of the last row that an offset skips: files are begun in their middle, not read through."""
    for part in parts:
        if offset <= (rows := _rows_in(part.path)):
            return Cursor(0, part.release, offset - 1, (), "")
        offset -= rows
    return Cursor(0, -1, 0, (), "")


def _after(selection: Selection, after: Cursor, orders: Sequence[Order]) -> tuple[str, list[Value]]:
    """The condition that a row comes after the one of the cursor."""
    place = next((number for number, part in enumerate(selection.parts) if part.release == after.release), -1)
    rest = f"file_row_number > {after.place}"
    if len(selection.parts) > 1:
        rest = f"file_index > {place} OR (file_index = {place} AND {rest})"
    values: list[Value] = []
    for order, value in zip(reversed(orders), reversed(after.values), strict=True):
        column = selection.column(order.column)
        if value is None:
            rest = f"{column} IS NULL AND ({rest})"
            continue
        sign, said = "<" if order.is_descending else ">", f"TRY_CAST(? AS {_TYPES.get(order.type, 'VARCHAR')})"
        rest = f"{column} IS NULL OR {column} {sign} {said} OR ({column} = {said} AND ({rest}))"
        values = [value, value, *values]
    return rest, values


def _cursor(parts: Sequence[Part], row: Row, width: int, newest: int, question: str) -> Cursor:
    *keys, part, place = row[width:]
    values = tuple(None if key is None else str(key) for key in keys)
    return Cursor(newest, parts[int(str(part))].release, int(str(place)), values, question)


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return cell.isoformat() if isinstance(cell, date) else str(cell)

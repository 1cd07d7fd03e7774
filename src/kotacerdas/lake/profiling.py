"""Look through a sample file: one scan counts what its columns hold, a second one which of them tell rows apart."""

import tempfile
from collections.abc import Callable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb

from kotacerdas.contracts import dates, headers, numbers, sampling
from kotacerdas.contracts.bodies import FALSE_VALUES, MISSING_VALUES, TRUE_VALUES
from kotacerdas.contracts.contract import DecimalMark, FieldType
from kotacerdas.contracts.errors import NoRows
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.profiles import MOST_VALUES, ColumnProfile, NumberProfile, Shape, TableProfile
from kotacerdas.contracts.quoting import full_match, texts
from kotacerdas.lake import formats, parcels, records, sheets, tables, workbooks
from kotacerdas.lake import texts as text_files
from kotacerdas.lake.engine import connect
from kotacerdas.lake.formats import Format


MOST_KEY_COLUMNS = 3
MOST_KEYS = 60
MORE_MISSING = ("na", "nan", "null", "none", "nil", "?", "tad", "t.a.d.", "tidak ada data", "belum ada data", "#ref!")
_HEADS: dict[Format, Callable[[Path], Sequence[Sequence[str]]]] = {
    Format.TEXT: text_files.widest,
    Format.WORKBOOK: workbooks.widest,
    Format.PARQUET: lambda source: [tables.schema_of(source).names],
    Format.RECORDS: lambda source: [records.columns(source)],
}
_ANY_NUMBER = sampling.text_contract(["number"]).fields[0]  # a field that says nothing of how its numbers look
_SHAPES = {
    Shape.REGENCY: r"\d{2}\.\d{2}",
    Shape.DISTRICT: r"\d{2}\.\d{2}\.\d{2}",
    Shape.VILLAGE: r"\d{2}\.\d{2}\.\d{2}\.\d{4}",
    Shape.UNDOTTED_VILLAGE: r"\d{10}",
    Shape.YEAR: r"(19|20)\d{2}",
    Shape.PERIOD: r"(19|20)\d{2}-(Q[1-4]|0[1-9]|1[0-2])",
    Shape.LEADING_ZERO: r"0\d+",
    Shape.SIXTEEN_DIGITS: r"\d{16}",
    Shape.PHONE: r"(\+?62|0)[ -]?8\d{2}[ -]?\d{3,4}[ -]?\d{2,5}",
    Shape.EMAIL: r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}",
    Shape.COORDINATES: r"-?\d{1,2}\.\d{3,}, ?\d{2,3}\.\d{3,}",
}


def profile(source: Path) -> TableProfile:
    """Profile a file of any known format; raise a ``FileRefused`` that says what to do when it holds no table."""
    with tempfile.TemporaryDirectory() as folder, parcels.opened(Path(folder), source) as table:
        contract = sampling.text_contract(sampling.guess_header(_HEADS[formats.recognise(table)](table)))
        with connect(None, reads=(table,)) as connection:
            header, _ = sheets.load(connection, table, contract)
            headers.match(contract, header.names, line=header.line)
            places = [index for index, name in enumerate(header.names) if name.strip()]
            rows, columns = _scan(connection, header, places)
            return TableProfile(columns, rows, _keys(connection, places, columns, rows))


def _scan(
    connection: duckdb.DuckDBPyConnection, header: FoundHeader, places: Sequence[int]
) -> tuple[int, tuple[ColumnProfile, ...]]:
    said = ", ".join(f"{_said(index)} AS x{index}, {_joined(index)} AS j{index}" for index in places)
    counted = ", ".join(f"{sql} AS {name}_{index}" for index in places for name, sql in _counts(index).items())
    anything = ", ".join(f"nullif(trim(c{index}), '')" for index in places)
    result = connection.execute(
        f"WITH said AS (SELECT *, {said} FROM sheet WHERE coalesce({anything}) IS NOT NULL) "  # noqa: S608 (own text)
        f"SELECT count(*) AS rows, {counted} FROM said"
    )
    names = [column[0] for column in result.description or ()]
    found = dict(zip(names, result.fetchone() or (), strict=True))
    if not found["rows"]:
        raise NoRows
    return found["rows"], tuple(_column(header.names[index], index, found) for index in places)


def _said(index: int) -> str:
    """The cell as text, NULL where it holds a mark for missing."""
    text = f"trim(c{index})"
    marks = sorted({mark.lower() for mark in MISSING_VALUES} | set(MORE_MISSING))
    return f"CASE WHEN lower({text}) IN ({texts(marks)}) THEN NULL ELSE {text} END"


def _joined(index: int) -> str:
    return numbers.joined(f"({_said(index)})", _ANY_NUMBER)


def _counts(index: int) -> dict[str, str]:
    cell, number = f"x{index}", f"j{index}"
    dot, comma = numbers.evidence([cell])
    found = {
        "filled": f"count({cell})",
        "distinct": f"count(DISTINCT {cell})",
        "values": f"approx_top_k({cell}, {MOST_VALUES})",
        "longest": f"coalesce(max(length({cell})), 0)",
        "dot": dot,
        "comma": comma,
        "missing": f"list(DISTINCT lower(trim(c{index}))) FILTER (WHERE lower(trim(c{index})) IN ({texts(MORE_MISSING)}))",
        Shape.DATE.value: f"count({dates.typed(cell)})",
        "earliest": f"min({dates.typed(cell)})",
        "latest": f"max({dates.typed(cell)})",
        Shape.TRUTH.value: f"count(*) FILTER (WHERE lower({cell}) IN ({texts((*TRUE_VALUES, *FALSE_VALUES))}))",
    }
    found |= {shape.value: f"count(*) FILTER (WHERE {full_match(cell, pattern)})" for shape, pattern in _SHAPES.items()}
    for name, mark in (("by_dot", DecimalMark.DOT), ("by_comma", DecimalMark.COMMA)):
        value = numbers.typed(number, f"({numbers.measured(number, mark)})", FieldType.NUMBER)
        found |= {
            f"{name}_count": f"count({value})",
            f"{name}_whole": f"count(*) FILTER (WHERE trunc({value}) = ({value}))",
            f"{name}_low": f"min({value})",
            f"{name}_high": f"max({value})",
        }
    return found


def _column(name: str, index: int, found: dict[str, Any]) -> ColumnProfile:
    def of(count: str) -> Any:
        return found[f"{count}_{index}"]

    marks = {DecimalMark.DOT: "dot", DecimalMark.COMMA: "comma"}
    return ColumnProfile(
        header=name.strip(),
        filled=of("filled"),
        distinct=of("distinct"),
        values=tuple(of("values") or ()),
        longest=of("longest"),
        numbers={
            mark: NumberProfile(*(of(f"by_{text}_{part}") for part in ("count", "whole", "low", "high")))
            for mark, text in marks.items()
        },
        shows=frozenset(mark for mark, text in marks.items() if of(text)),
        shapes={shape: of(shape.value) for shape in (*_SHAPES, Shape.DATE, Shape.TRUTH)},
        earliest=of("earliest"),
        latest=of("latest"),
        missing=tuple(sorted(of("missing") or ())),
    )


def _keys(
    connection: duckdb.DuckDBPyConnection, places: Sequence[int], columns: Sequence[ColumnProfile], rows: int
) -> tuple[tuple[int, ...], ...]:
    """The smallest sets of filled columns, by place among ``columns``, that tell every row apart."""
    full = [place for place, column in enumerate(columns) if column.filled == rows]
    for size in range(1, MOST_KEY_COLUMNS + 1):
        sets = [each for each in combinations(full, size) if _may_tell(each, columns, rows)][:MOST_KEYS]
        if sets and (found := _unique(connection, sets, places, rows)):
            return found
    return ()


def _may_tell(key: Sequence[int], columns: Sequence[ColumnProfile], rows: int) -> bool:
    product = 1
    for place in key:
        product *= columns[place].distinct
    return product >= rows


def _unique(
    connection: duckdb.DuckDBPyConnection, sets: Sequence[tuple[int, ...]], places: Sequence[int], rows: int
) -> tuple[tuple[int, ...], ...]:
    tuples = [", ".join(f"trim(c{places[place]})" for place in key) for key in sets]
    counts = ", ".join(f"count(DISTINCT ({cells}))" for cells in tuples)
    counted = connection.execute(f"SELECT {counts} FROM sheet").fetchone() or ()  # noqa: S608 (own text)
    return tuple(key for key, count in zip(sets, counted, strict=True) if count >= rows)

"""Run one additive SELECT over the release files in force, each row read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import duckdb
import pyarrow as pa
from duckdb import ColumnExpression, ConstantExpression, Expression, FunctionExpression

from kotacerdas.lake.engine import connect


Rows = list[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one release file that count: inside one of ``within`` and in none of ``except_areas``.

    ``area_field`` is the column with the area code; an empty ``within`` takes every row. Files of one ``shape`` (the
    version of their contract) have the same columns.
    """

    path: Path
    area_field: str
    period: str
    within: tuple[str, ...] = ()
    except_areas: tuple[str, ...] = ()
    shape: int = 1


@dataclass(frozen=True, slots=True)
class Scan:
    """``sql`` reads ``parts`` as ``table``, which has ``columns`` beside ``area_code`` and ``period``."""

    table: str
    columns: tuple[str, ...]
    sql: str
    parts: tuple[Part, ...]


def measure(folder: Path, scans: Iterable[Scan]) -> list[Rows]:
    """Run each scan on one connection; the rows of each come as it selects them, in no order.

    A column that a file lacks is empty there: its contract may have gained it later.
    """
    with connect(folder) as connection:
        return [_scan(connection, scan) for scan in scans]


def _scan(connection: duckdb.DuckDBPyConnection, scan: Scan) -> Rows:
    """Files alike in period, areas and shape are read together."""
    alike: dict[tuple[object, ...], list[Part]] = defaultdict(list)
    for part in scan.parts:
        alike[part.area_field, part.period, part.within, part.except_areas, part.shape].append(part)
    rows: Rows = []
    for group in alike.values():
        files = list(dict.fromkeys(str(part.path) for part in group))
        rows += _run(_table(connection.read_parquet(files), group[0], scan.columns), scan.table, scan.sql)
    return rows


def measure_records(
    folder: Path, records: Sequence[Mapping[str, object]], *, table: str, types: Mapping[str, str], sql: str
) -> Rows:
    """Run ``sql`` over records held in memory; ``types`` gives the SQL type of each column of the table."""
    texts = {name: [_text(record.get(name)) for record in records] for name in types}
    with connect(folder) as connection:
        relation = connection.from_arrow(
            pa.table({name: pa.array(cells, pa.string()) for name, cells in texts.items()})
        )
        typed = relation.select(*(ColumnExpression(name).cast(kind).alias(name) for name, kind in types.items()))
        return _run(typed, table, sql)


def _text(cell: object) -> str | None:
    return None if cell is None else str(cell)


def _run(relation: duckdb.DuckDBPyRelation, table: str, sql: str) -> Rows:
    result = relation.query(table, sql)
    return result.fetchall() if result else []


def _table(relation: duckdb.DuckDBPyRelation, part: Part, columns: Sequence[str]) -> duckdb.DuckDBPyRelation:
    area = ColumnExpression(part.area_field)
    if part.within:
        relation = relation.filter(_lies_in(area, part.within))
    if part.except_areas:
        relation = relation.filter(~_lies_in(area, part.except_areas))
    there = set(relation.columns)
    return relation.select(
        area.alias("area_code"),
        ConstantExpression(part.period).alias("period"),
        *(ColumnExpression(name) if name in there else ConstantExpression(None).alias(name) for name in columns),
    )


def _lies_in(area: Expression, subtrees: Sequence[str]) -> Expression:
    return reduce(lambda one, other: one | other, (_lies_under(area, subtree) for subtree in subtrees))


def _lies_under(area: Expression, subtree: str) -> Expression:
    if subtree == "ID":
        return ConstantExpression(value=True)
    inside = FunctionExpression("starts_with", area, ConstantExpression(f"{subtree}."))
    return (area == ConstantExpression(subtree)) | inside

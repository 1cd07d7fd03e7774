"""Reading rows back: pages of a release, and the failures of a submission."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from duckdb import CoalesceOperator, ColumnExpression, ConstantExpression, Expression

from kotacerdas.contracts.kinds import Failure, Kind, Severity
from kotacerdas.contracts.plan import LINE_COLUMN
from kotacerdas.contracts.slices import EVERY_ROW, Slice
from kotacerdas.lake.engine import connect
from kotacerdas.lake.slicing import is_within, narrow


TextRow = tuple[str, ...]
LINES_SHOWN = 12
VALUES_SHOWN = 5

_GROUPS = """
    SELECT
        rule,
        field,
        severity,
        count(*) AS failures,
        list_sort(list(line))[:$lines] AS lines,
        list_sort(list(DISTINCT value))[:$values] AS sample,
        first(facts ORDER BY line) AS facts,
        first(value ORDER BY line) AS value
    FROM failures
    GROUP BY rule, field, severity
    ORDER BY failures DESC, lines, field
"""
_OF_ROWS = """
    SELECT *
    FROM failures
    WHERE line IN (SELECT DISTINCT line FROM failures ORDER BY line LIMIT $limit OFFSET $offset)
    ORDER BY line
"""


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """All failures of one kind in one column; ``facts`` are those of the first."""

    rule: Kind
    field: str
    count: int
    lines: tuple[int, ...]
    values: tuple[str, ...]
    facts: dict[str, Any]
    severity: Severity = Severity.ROW


def read_page(
    path: Path,
    *,
    columns: Sequence[str] | None = None,
    keep: Slice = EVERY_ROW,
    offset: int = 0,
    limit: int = 50,
) -> tuple[TextRow, tuple[TextRow, ...], int]:
    """One page of a release: its columns, its rows as text (missing is ``""``), and how many rows there are.

    ``columns`` picks and orders columns, by default all but the line in the sheet; rows outside ``keep`` are not there.
    """
    with connect(reads=(path,)) as connection:
        relation = narrow(connection.read_parquet(str(path)), keep)
        shown = tuple(columns) if columns is not None else declared(relation.columns)
        total = _total(relation)
        page = relation.select(*(_text(name) for name in shown)).limit(limit, offset)
        return shown, tuple(page.fetchall()), total


def count(path: Path, *, where_area: str | None = None, area_field: str = "") -> int:
    """How many rows a release has, in all or in one area."""
    with connect(reads=(path,)) as connection:
        relation = connection.read_parquet(str(path))
        return _total(relation.filter(is_within(area_field, where_area)) if where_area is not None else relation)


def list_areas(path: Path, area_field: str) -> tuple[str, ...]:
    """The area codes that have at least one row, sorted."""
    with connect(reads=(path,)) as connection:
        relation = connection.read_parquet(str(path)).select(ColumnExpression(area_field)).distinct()
        return tuple(sorted(code for (code,) in relation.fetchall() if code))


def list_failures(path: Path, offset: int = 0, limit: int = 100) -> tuple[Failure, ...]:
    """Failures in the order of the sheet. Their facts include the ``value`` and the ``line``."""
    with connect(reads=(path,)) as connection:
        return _read(_failures(connection, path).limit(limit, offset).fetchall())


def list_failures_of_rows(path: Path, offset: int = 0, limit: int = 100) -> tuple[Failure, ...]:
    """All failures of some of the rows that failed, in the order of the sheet; ``offset`` and ``limit`` count rows."""
    with connect(reads=(path,)) as connection:
        _failures(connection, path).create_view("failures")
        return _read(connection.execute(_OF_ROWS, {"limit": limit, "offset": offset}).fetchall())


def _read(found: Sequence[tuple[Any, ...]]) -> tuple[Failure, ...]:
    return tuple(
        Failure(
            line=line,
            field=field,
            rule=Kind(rule),
            value=value,
            facts=json.loads(facts) | {"value": value, "line": line},
            row=json.loads(row),
            severity=Severity(severity),
        )
        for line, field, rule, value, facts, row, severity in found
    )


def group_failures(path: Path) -> tuple[FailureGroup, ...]:
    """Failures gathered by kind and column, the most frequent first."""
    return _groups(path, is_warning=False)


def _groups(path: Path, *, is_warning: bool) -> tuple[FailureGroup, ...]:
    with connect(reads=(path,)) as connection:
        _failures(connection, path, is_warning=is_warning).create_view("failures")
        found = connection.execute(_GROUPS, {"lines": LINES_SHOWN, "values": VALUES_SHOWN}).fetchall()
    return tuple(
        FailureGroup(
            rule=Kind(rule),
            field=field,
            count=failures,
            lines=tuple(lines),
            values=tuple(sample),
            facts=json.loads(facts) | {"value": value, "line": lines[0]},
            severity=Severity(severity),
        )
        for rule, field, severity, failures, lines, sample, facts, value in found
    )


def declared(columns: Sequence[str]) -> tuple[str, ...]:
    """The columns of the contract, without the line each row had in its sheet."""
    return tuple(name for name in columns if name != LINE_COLUMN)


def group_warnings(path: Path) -> tuple[FailureGroup, ...]:
    """What is only shown about rows that were kept, gathered as :func:`group_failures` does."""
    return _groups(path, is_warning=True)


def list_warnings(path: Path, offset: int = 0, limit: int = 100) -> tuple[Failure, ...]:
    """What is only shown about rows that were kept, in the order of the sheet."""
    with connect(reads=(path,)) as connection:
        return _read(_failures(connection, path, is_warning=True).limit(limit, offset).fetchall())


def count_failures(path: Path) -> int:
    """How many cells or rows were returned."""
    with connect(reads=(path,)) as connection:
        return _total(_failures(connection, path))


def _failures(
    connection: duckdb.DuckDBPyConnection, path: Path, *, is_warning: bool = False
) -> duckdb.DuckDBPyRelation:
    """The failures of a submission; those written before severities were told all returned their row."""
    relation = connection.read_parquet(str(path))
    names = ("line", "field", "rule", "value", "facts", "row")
    severity = ColumnExpression("severity") if "severity" in relation.columns else ConstantExpression(str(Severity.ROW))
    found = relation.select(*(ColumnExpression(name) for name in names), severity.alias("severity"))
    is_warned = ColumnExpression("severity") == ConstantExpression(str(Severity.WARN))
    return found.filter(is_warned if is_warning else ~is_warned)


def _total(relation: duckdb.DuckDBPyRelation) -> int:
    return int(relation.count("*").fetchall()[0][0])


def _text(name: str) -> Expression:
    text = ColumnExpression(name).cast("VARCHAR")
    return CoalesceOperator(text, ConstantExpression("")).alias(name)

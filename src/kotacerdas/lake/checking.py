"""Check one file under one contract: good rows become a release, failing ones go to quarantine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb

from kotacerdas.contracts import numbers, plan, quoting
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.errors import FileRefused, NoRows, ReferenceMissing, RuleBroken
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.contracts.plan import CheckPlan
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files, parcels, rows, sheets
from kotacerdas.lake.engine import connect
from kotacerdas.lake.sheets import Sheet


_COPY = Template("COPY ($rows) TO $place (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)")


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check found. Counts are of rows; a row with three faults is one failed row.

    ``rows_warned`` are kept rows about which something is shown. ``release_*`` are none when no row was good or when a
    ``problem`` returns the whole file, ``failures_*`` when nothing failed and nothing is shown.
    """

    rows_read: int
    rows_kept: int
    rows_failed: int
    release_sha256: str | None
    release_path: Path | None
    failures_sha256: str | None
    notices: tuple[Notice, ...]
    rows_warned: int = 0
    problem: FileRefused | None = None


Marks = dict[str, bool]


@dataclass(frozen=True, slots=True)
class _Terms:
    contract: Contract
    period: Period
    scope: AreaCode


@dataclass(frozen=True, slots=True)
class _Pass:
    """One run over the sheet, whose tables wait to be written."""

    sheet: Sheet
    steps: CheckPlan
    rows_read: int
    rows_failed: int
    rows_warned: int
    marks: Marks


def check(
    *,
    contract: Contract,
    source: Path,
    file_name: str,  # noqa: ARG001 (formats are told by bytes; callers need not know)
    period: Period,
    scope: AreaCode,
    reference: Path,
    folder: Path,
    references: Mapping[str, Sequence[Path]] | None = None,
) -> CheckOutcome:
    """Check the file ``source`` and write its release and quarantine into the lake ``folder``.

    ``references`` are the releases in force of each dataset that the contract's foreign keys name. Repeating it on the
    same file gives the same hashes. Raises a ``FileRefused`` when nothing can be read.
    """
    parts = {name: tuple((references or {}).get(name, ())) for name in plan.references_of(contract)}
    reads = (reference, *(path for paths in parts.values() for path in paths))
    with parcels.opened(folder, source) as table, connect(folder, reads=(table, *reads)) as connection:
        terms = _Terms(contract, period, scope)
        _list_areas(connection, reference, terms)
        _view_references(connection, parts)
        done = _pass(connection, table, terms)
        if not done.rows_read:
            raise NoRows
        return _write(connection, done, folder)


def _write(connection: duckdb.DuckDBPyConnection, done: _Pass, folder: Path) -> CheckOutcome:
    problem = _problem(connection)
    is_kept = done.rows_failed < done.rows_read and problem is None
    release = _release(connection, done.steps, folder) if is_kept else (None, None)
    failures = _quarantine(connection, done.steps, folder) if done.rows_failed or done.rows_warned else None
    warnings = _warnings(failures_path_of(folder, failures)) if failures and done.rows_warned and is_kept else []
    return CheckOutcome(
        rows_read=done.rows_read,
        rows_kept=done.rows_read - done.rows_failed if is_kept else 0,
        rows_failed=done.rows_failed,
        release_sha256=release[0],
        release_path=release[1],
        failures_sha256=failures,
        notices=(*done.sheet.notices, *done.steps.notices, *_mark_notices(done.marks), *warnings),
        rows_warned=done.rows_warned if is_kept else 0,
        problem=problem,
    )


def release_path_of(folder: Path, dataset_name: str, sha256: str) -> Path:
    """Where a release lies."""
    return folder / "releases" / dataset_name / f"{sha256}.parquet"


def failures_path_of(folder: Path, sha256: str) -> Path:
    """Where the failing rows of a submission lie."""
    return folder / "quarantine" / f"{sha256}.parquet"


def _list_areas(connection: duckdb.DuckDBPyConnection, reference: Path, terms: _Terms) -> None:
    """Make the known areas of the scope types: a code is looked up as it is read, and sorts as a number does."""
    connection.read_parquet(str(reference)).create_view("areas")
    for level in plan.levels_of(terms.contract):
        connection.execute(plan.areas_sql(level, terms.scope))


def _view_references(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Sequence[Path]]) -> None:
    for dataset, paths in parts.items():
        if not paths:
            raise ReferenceMissing(dataset=dataset)
        known = connection.read_parquet([str(path) for path in paths], union_by_name=True)
        known.create_view(plan.reference_view(dataset))


def _problem(connection: duckdb.DuckDBPyConnection) -> FileRefused | None:
    """Why the whole file goes back although it could be read; none when no such condition is broken."""
    broken, line = connection.execute(plan.FATAL).fetchone() or (0, None)
    return RuleBroken(rows=broken, line=line) if broken else None


def _pass(connection: duckdb.DuckDBPyConnection, source: Path, terms: _Terms) -> _Pass:
    """Check as the file streams by; whatever turns out not to be regular is loaded first and checked then."""
    sheet = sheets.open_sheet(connection, source, terms.contract)
    try:
        return _judge(connection, sheet, terms)
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        if sheet.is_numbered:
            raise
    connection.execute("DROP VIEW sheet")
    return _judge(connection, Sheet(*sheets.load(connection, source, terms.contract)), terms)


def _judge(connection: duckdb.DuckDBPyConnection, sheet: Sheet, terms: _Terms) -> _Pass:
    """Run the plan, and once more when the whole file shows another decimal mark than its first rows did."""
    marks = _first_marks(connection, sheet, terms)
    while True:
        done = _run(connection, sheet, terms, marks)
        if numbers.decide(**done.marks) is numbers.decide(**marks):
            return done
        marks = done.marks
        connection.execute("DROP TABLE again; DROP TABLE later; DROP VIEW numbered; DROP TABLE checked")


def _run(connection: duckdb.DuckDBPyConnection, sheet: Sheet, terms: _Terms, marks: Marks) -> _Pass:
    steps = plan.compile_plan(
        terms.contract,
        sheet.header.names,
        period=terms.period,
        scope=terms.scope,
        decimal_mark=numbers.decide(**marks),
        line=sheet.header.line,
        is_numbered=sheet.is_numbered,
    )
    for statement in (steps.check, steps.numbered, steps.later):
        connection.execute(statement)
    is_later = connection.execute("SELECT 1 FROM later LIMIT 1").fetchone()
    connection.execute(steps.again if is_later else "CREATE TEMP TABLE again (line BIGINT, cells VARCHAR[])")
    rows_read, rows_failed, rows_warned, shown = connection.execute(steps.tally).fetchone() or (0, 0, 0, 0)
    return _Pass(sheet, steps, rows_read, rows_failed, rows_warned, {"dot": bool(shown & 1), "comma": bool(shown & 2)})


def _first_marks(connection: duckdb.DuckDBPyConnection, sheet: Sheet, terms: _Terms) -> Marks:
    question = plan.evidence_sql(terms.contract, sheet.header.names, line=sheet.header.line)
    dot, comma = (connection.execute(question).fetchone() if question else None) or (False, False)
    return {"dot": dot, "comma": comma}


def _warnings(failures: Path) -> list[Notice]:
    return [
        Notice(
            NoticeCode.ROWS_WARNED,
            {
                "count": group.count,
                "column": group.facts.get("column", group.field),
                "value": group.facts["value"],
                "lines": ", ".join(map(str, group.lines)),
            },
        )
        for group in rows.group_warnings(failures)
    ]


def _mark_notices(marks: Marks) -> list[Notice]:
    if marks["dot"] and marks["comma"]:
        return [Notice(NoticeCode.MIXED_DECIMAL_MARKS)]
    return [Notice(NoticeCode.DECIMAL_COMMA)] if marks["comma"] else []


def _release(connection: duckdb.DuckDBPyConnection, steps: CheckPlan, folder: Path) -> tuple[str, Path]:
    with files.beside(folder) as draft:
        connection.execute(_COPY.substitute(rows=steps.kept, place=quoting.text(str(draft))))
        return files.settle_by_hash(draft, folder / "releases" / steps.contract.name, ".parquet")


def _quarantine(connection: duckdb.DuckDBPyConnection, steps: CheckPlan, folder: Path) -> str:
    with files.beside(folder) as draft:
        connection.execute(_COPY.substitute(rows=steps.failures, place=quoting.text(str(draft))))
        return files.settle_by_hash(draft, folder / "quarantine", ".parquet")[0]

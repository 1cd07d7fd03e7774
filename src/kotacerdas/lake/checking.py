"""Check one file under one contract: good rows become a release, failing ones go to quarantine."""

from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb

from kotacerdas.contracts import numbers, plan, quoting
from kotacerdas.contracts.contract import Contract, DecimalMark
from kotacerdas.contracts.errors import NoRows
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.contracts.plan import CheckPlan
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files, parcels, sheets
from kotacerdas.lake.engine import connect


_COPY = Template("COPY ($rows) TO $place (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)")


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What a check found. Counts are of rows; a row with three faults is one failed row.

    ``release_*`` are none when no row was good, ``failures_*`` when no row failed.
    """

    rows_read: int
    rows_kept: int
    rows_failed: int
    release_sha256: str | None
    release_path: Path | None
    failures_sha256: str | None
    notices: tuple[Notice, ...]


def check(
    *,
    contract: Contract,
    source: Path,
    file_name: str,  # noqa: ARG001 (formats are told by bytes; callers need not know)
    period: Period,
    scope: AreaCode,
    reference: Path,
    folder: Path,
) -> CheckOutcome:
    """Check the file ``source`` and write its release and quarantine into the lake ``folder``.

    Repeating it on the same file gives the same hashes. Raises a ``FileRefused`` when nothing can be read.
    """
    with parcels.opened(folder, source) as table, connect(folder, reads=(table, reference)) as connection:
        header, notices = sheets.load(connection, table, contract)
        mark, mark_notices = _decimal_mark(connection, contract, header)
        steps = plan.compile_plan(
            contract, header.names, period=period, scope=scope, decimal_mark=mark, line=header.line
        )
        connection.execute("CREATE TEMP TABLE areas AS SELECT DISTINCT code FROM read_parquet(?)", [str(reference)])
        connection.execute(steps.check)
        connection.execute(steps.repeated)
        rows_read, rows_failed = _count(connection)
        if not rows_read:
            raise NoRows
        release = _release(connection, steps, folder) if rows_failed < rows_read else (None, None)
        failures = _quarantine(connection, steps, folder) if rows_failed else None
    return CheckOutcome(
        rows_read=rows_read,
        rows_kept=rows_read - rows_failed,
        rows_failed=rows_failed,
        release_sha256=release[0],
        release_path=release[1],
        failures_sha256=failures,
        notices=(*notices, *steps.notices, *mark_notices),
    )


def release_path_of(folder: Path, dataset_name: str, sha256: str) -> Path:
    """Where a release lies."""
    return folder / "releases" / dataset_name / f"{sha256}.parquet"


def failures_path_of(folder: Path, sha256: str) -> Path:
    """Where the failing rows of a submission lie."""
    return folder / "quarantine" / f"{sha256}.parquet"


def _decimal_mark(
    connection: duckdb.DuckDBPyConnection, contract: Contract, header: FoundHeader
) -> tuple[DecimalMark | None, list[Notice]]:
    question = plan.evidence_sql(contract, header.names, line=header.line)
    if question is None:
        return None, []
    dot, comma = connection.execute(question).fetchone() or (False, False)
    notices = [Notice(NoticeCode.MIXED_DECIMAL_MARKS)] if dot and comma else []
    if comma and not dot:
        notices = [Notice(NoticeCode.DECIMAL_COMMA)]
    return numbers.decide(dot=dot, comma=comma), notices


def _count(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    row = connection.execute(
        "SELECT count(*), count(*) FILTER (WHERE is_bad OR line IN (SELECT line FROM repeated)) FROM checked"
    ).fetchone()
    return row or (0, 0)


def _release(connection: duckdb.DuckDBPyConnection, steps: CheckPlan, folder: Path) -> tuple[str, Path]:
    with files.beside(folder) as draft:
        connection.execute(_COPY.substitute(rows=steps.kept, place=quoting.text(str(draft))))
        return files.settle_by_hash(draft, folder / "releases" / steps.contract.name, ".parquet")


def _quarantine(connection: duckdb.DuckDBPyConnection, steps: CheckPlan, folder: Path) -> str:
    with files.beside(folder) as draft:
        connection.execute(_COPY.substitute(rows=steps.failures, place=quoting.text(str(draft))))
        return files.settle_by_hash(draft, folder / "quarantine", ".parquet")[0]

"""What changed between two releases of a dataset, row by row on their key."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kotacerdas.contracts import quoting
from kotacerdas.lake.engine import connect
from kotacerdas.lake.rows import declared


SAMPLE_ROWS = 20

_COMPARED = Template("""
    CREATE TEMP TABLE compared AS
    SELECT
        old._line IS NULL AS is_added,
        new._line IS NULL AS is_removed,
        $key,
        CASE
            WHEN old._line IS NULL OR new._line IS NULL THEN []
            ELSE list_filter([$cells], lambda cell: cell.before IS DISTINCT FROM cell.after)
        END AS cells
    FROM old
    FULL JOIN new USING ($names)
    WHERE old._line IS NULL OR new._line IS NULL OR $differs
""")
_COUNTS = """
    SELECT
        count(*) FILTER (WHERE is_added),
        count(*) FILTER (WHERE is_removed),
        count(*) FILTER (WHERE NOT is_added AND NOT is_removed)
    FROM compared
"""
_SAMPLE = Template("SELECT is_added, is_removed, [$key], cells FROM compared ORDER BY $names LIMIT $limit")


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """One cell before and after, as text; missing is none."""

    field: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that was ``added``, ``removed`` or ``changed``; ``cells`` are filled in for changed ones."""

    change: str
    key: tuple[str, ...]
    cells: tuple[ChangedCell, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Counts of rows, and the first few of them in the order of their key."""

    added: int
    removed: int
    changed: int
    sample: tuple[ChangedRow, ...]


def compare(old: Path, new: Path, *, key: Sequence[str], sample_rows: int = SAMPLE_ROWS) -> Difference:
    """Compare two releases whose rows are told apart by ``key``.

    Columns only one of them has are left out: a contract may have gained them in between. Where a row stood in
    its sheet does not matter.
    """
    with connect(reads=(old, new)) as connection:
        before, after = connection.read_parquet(str(old)), connection.read_parquet(str(new))
        shared = [name for name in declared(after.columns) if name in before.columns]
        before.create_view("old")
        after.create_view("new")
        connection.execute(_compared(shared, key))
        added, removed, changed = connection.execute(_COUNTS).fetchone() or (0, 0, 0)
        names = ", ".join(quoting.name(name) for name in key)
        texts = ", ".join(f"CAST({quoting.name(name)} AS VARCHAR)" for name in key)
        rows = connection.execute(_SAMPLE.substitute(key=texts, names=names, limit=sample_rows)).fetchall()
    return Difference(added, removed, changed, tuple(_changed_row(*row) for row in rows))


def _compared(shared: Sequence[str], key: Sequence[str]) -> str:
    others = [name for name in shared if name not in key]
    cells = [
        f"{{field: {quoting.text(name)}, before: CAST(old.{quoting.name(name)} AS VARCHAR), "
        f"after: CAST(new.{quoting.name(name)} AS VARCHAR)}}"
        for name in others
    ]
    differs = [f"old.{quoting.name(name)} IS DISTINCT FROM new.{quoting.name(name)}" for name in others]
    names = ", ".join(quoting.name(name) for name in key)
    return _COMPARED.substitute(
        key=names,
        names=names,
        cells=", ".join(cells) or "{field: '', before: '', after: ''}",
        differs=" OR ".join(differs) or "false",
    )


def _changed_row(is_added: bool, is_removed: bool, key: list[str], cells: list[dict[str, str | None]]) -> ChangedRow:  # noqa: FBT001
    change = "added" if is_added else "removed" if is_removed else "changed"
    return ChangedRow(change, tuple(key), tuple(ChangedCell(str(c["field"]), c["before"], c["after"]) for c in cells))

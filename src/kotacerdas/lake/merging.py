"""Corrected rows join the rows of a release: by primary key the corrected row wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from kotacerdas.contracts import quoting
from kotacerdas.lake import files
from kotacerdas.lake.engine import connect


_MERGED = Template("""
    COPY (
        SELECT * FROM corrected
        UNION ALL BY NAME
        SELECT * FROM base
        WHERE NOT EXISTS (SELECT 1 FROM corrected WHERE $same)
        ORDER BY $order
    ) TO $place (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880)
""")
_COUNTS = Template("""
    SELECT
        (SELECT count(*) FROM base),
        (SELECT count(*) FROM corrected),
        (SELECT count(*) FROM base WHERE EXISTS (SELECT 1 FROM corrected WHERE $same))
""")


@dataclass(frozen=True, slots=True)
class Merged:
    """A release made of another one and of corrected rows; ``replaced`` rows were in both."""

    sha256: str
    path: Path
    rows: int
    added: int
    replaced: int


def merge(
    base: Path, corrected: Path, *, key: Sequence[str], order: Sequence[str], dataset_name: str, folder: Path
) -> Merged:
    """Write the release of ``base`` with the rows of ``corrected`` put in; both have the columns of one contract."""
    same = " AND ".join(f"corrected.{quoting.name(name)} = base.{quoting.name(name)}" for name in key)
    with connect(folder, reads=(base, corrected)) as connection, files.beside(folder) as draft:
        connection.read_parquet(str(base)).create_view("base")
        connection.read_parquet(str(corrected)).create_view("corrected")
        ((before, brought, replaced),) = connection.execute(_COUNTS.substitute(same=same)).fetchall()
        by = ", ".join(quoting.name(name) for name in (*order, "_line"))
        connection.execute(_MERGED.substitute(same=same, order=by, place=quoting.text(str(draft))))
        sha256, path = files.settle_by_hash(draft, folder / "releases" / dataset_name, ".parquet")
    return Merged(sha256, path, before - replaced + brought, brought - replaced, replaced)

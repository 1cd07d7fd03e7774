"""The list of areas that checks compare codes with, as one Parquet file."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kotacerdas.lake import files


AreaRow = tuple[str, str, str, str, str | None]
SCHEMA = pa.schema([(name, pa.string()) for name in ("code", "name", "level", "kind", "parent_code")])


def write_areas(folder: Path, rows: Iterable[AreaRow]) -> Path:
    """Write ``(code, name, level, kind, parent_code)`` rows, sorted by code; equal lists give the same file."""
    columns = list(zip(*sorted(rows), strict=True)) or [()] * len(SCHEMA)
    table = pa.table([pa.array(column, pa.string()) for column in columns], schema=SCHEMA)
    with files.beside(folder) as draft:
        pq.write_table(table, draft, compression="zstd")
        return files.settle_by_hash(draft, folder / "reference", ".parquet")[1]

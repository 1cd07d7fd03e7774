"""Cells on their way into the engine: cleaned, numbered by line, in batches."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from kotacerdas.contracts.errors import FileRefused


BATCH_ROWS = 8192
_BLANKS = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)


@dataclass
class Cleaner:
    """Takes out what cannot be seen, and counts the cells it changed."""

    changed: int = field(default=0)

    def clean(self, cell: str) -> str:
        """The cell without unprintable characters and outer blanks; odd blanks become plain ones."""
        if cell.isascii() and cell.isprintable():
            return cell.strip()
        visible = _UNPRINTABLE.sub("", cell)
        self.changed += visible != cell
        return _BLANKS.sub(" ", visible).strip()


def schema(width: int) -> pa.Schema:
    """The shape of every sheet: its line, its cells as text, and what spills over the header's width."""
    columns = [(f"c{index}", pa.string()) for index in range(width)]
    return pa.schema([("line", pa.int64()), *columns, ("surplus", pa.string())])


def fill(connection: duckdb.DuckDBPyConnection, rows: Iterable[tuple[int, Sequence[str]]], width: int) -> None:
    """Create ``sheet`` from numbered rows; what refuses the file while they are read comes out as it is."""
    refusals: list[FileRefused] = []
    reader = pa.RecordBatchReader.from_batches(schema(width), batches(_watched(rows, refusals), width))
    connection.register("incoming", reader)
    try:
        connection.execute("CREATE TEMP TABLE sheet AS SELECT * FROM incoming")
    except duckdb.Error:
        for refusal in refusals:
            raise refusal from refusal.__cause__
        raise
    connection.unregister("incoming")


def batches(rows: Iterable[tuple[int, Sequence[str]]], width: int) -> Iterator[pa.RecordBatch]:
    """Numbered rows of cells as record batches; short rows are filled up, longer ones keep their surplus."""
    shape = schema(width)
    waiting: list[tuple[object, ...]] = []
    for line, cells in rows:
        filled = [cell or None for cell in cells[:width]]
        surplus = "; ".join(cell for cell in cells[width:] if cell) or None
        waiting.append((line, *filled, *(None,) * (width - len(filled)), surplus))
        if len(waiting) == BATCH_ROWS:
            yield _batch(waiting, shape)
            waiting = []
    if waiting:
        yield _batch(waiting, shape)


def _watched(
    rows: Iterable[tuple[int, Sequence[str]]], refusals: list[FileRefused]
) -> Iterator[tuple[int, Sequence[str]]]:
    """Pass rows on and note a refusal, which the engine would wrap in an error of its own."""
    try:
        yield from rows
    except FileRefused as refusal:
        refusals.append(refusal)
        raise


def _batch(rows: list[tuple[object, ...]], shape: pa.Schema) -> pa.RecordBatch:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(column, kind.type) for column, kind in zip(columns, shape, strict=True)]
    return pa.record_batch(arrays, schema=shape)

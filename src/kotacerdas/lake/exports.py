"""Releases leaving the lake as CSV, JSON, Parquet or Arrow, streamed batch by batch."""

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
from duckdb import ColumnExpression, DuckDBPyConnection

from kotacerdas.contracts.slices import EVERY_ROW, Slice
from kotacerdas.kernel.errors import Misuse
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake.engine import connect
from kotacerdas.lake.rows import declared
from kotacerdas.lake.slicing import narrow


BATCH_ROWS = 16_384
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
}
_FORMULA = r"^[=+\-@\t\r]"
_ROWS_AS_JSON = "SELECT to_json(leaving) FROM leaving"


class UnknownFormat(Misuse):
    """Not a format releases are given in."""

    code = "lake.unknown_format"
    sentence = gettext_noop("“%(format)s” is not a format we give. Choose csv, json, parquet or arrow.")


class _Sink(io.RawIOBase):
    """Collects what a writer writes until it is taken away; a writer may ask how far it has come."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []
        self._written = 0

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, chunk: bytes) -> int:  # type: ignore[override]  # writers hand over bytes only
        self._chunks.append(bytes(chunk))
        self._written += len(chunk)
        return len(chunk)

    def take(self) -> bytes:
        """What was written since the last time."""
        chunks, self._chunks = self._chunks, []
        return b"".join(chunks)


def stream(
    paths: Path | Sequence[Path], *, format: str, hide: frozenset[str] = frozenset(), keep: Slice = EVERY_ROW
) -> Iterator[bytes]:
    """The rows of one or more releases of a dataset, in chunks of bytes.

    Columns in ``hide``, rows outside ``keep`` and the lines of the sheet never leave. In CSV, a text that a spreadsheet would run as a
    formula gets an apostrophe in front. Raises :class:`UnknownFormat` at once, before the first chunk is asked for.
    """
    if format not in _WRITERS:
        raise UnknownFormat(format=format)
    return _streamed([paths] if isinstance(paths, Path) else list(paths), _WRITERS[format], hide, keep)


def _streamed(
    sources: Sequence[Path], write: Callable[[DuckDBPyConnection], Iterator[bytes]], hide: frozenset[str], keep: Slice
) -> Iterator[bytes]:
    with connect(reads=sources) as connection:
        relation = narrow(connection.read_parquet([str(source) for source in sources], union_by_name=True), keep)
        shown = [ColumnExpression(name) for name in declared(relation.columns) if name not in hide]
        relation.select(*shown).create_view("leaving")
        yield from write(connection)


def _csv(connection: DuckDBPyConnection) -> Iterator[bytes]:
    reader, sink = _reader(connection), _Sink()
    options = pa_csv.WriteOptions(quoting_style="needed")
    with pa_csv.CSVWriter(sink, reader.schema, write_options=options) as writer:
        yield sink.take()
        for batch in reader:
            writer.write_batch(_without_formulas(batch))
            yield sink.take()


def _json(connection: DuckDBPyConnection) -> Iterator[bytes]:
    between = b"["
    for batch in connection.sql(_ROWS_AS_JSON).to_arrow_reader(BATCH_ROWS):
        yield between + ",\n".join(batch.column(0).to_pylist()).encode()
        between = b",\n"
    yield b"]\n" if between != b"[" else b"[]\n"


def _parquet(connection: DuckDBPyConnection) -> Iterator[bytes]:
    reader, sink = _reader(connection), _Sink()
    with pq.ParquetWriter(sink, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()


def _arrow(connection: DuckDBPyConnection) -> Iterator[bytes]:
    reader, sink = _reader(connection), _Sink()
    with pa.ipc.new_stream(sink, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()


def _reader(connection: DuckDBPyConnection) -> pa.RecordBatchReader:
    return connection.view("leaving").to_arrow_reader(BATCH_ROWS)


def _without_formulas(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pc.replace_substring_regex(column, _FORMULA, r"'\0") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, schema=batch.schema)


_WRITERS: dict[str, Callable[[DuckDBPyConnection], Iterator[bytes]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "arrow": _arrow,
}

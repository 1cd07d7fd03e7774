"""Releases leaving the lake as CSV, JSON, JSON lines, Parquet or Arrow, streamed batch by batch."""

from collections.abc import Callable, Iterator, Sequence
from string import Template

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from kotacerdas.contracts import quoting
from kotacerdas.contracts.questions import Condition, WordSearch
from kotacerdas.kernel.errors import Misuse
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.lake.engine import connect
from kotacerdas.lake.selections import Part, Selection
from kotacerdas.lake.sinks import Sink


BATCH_ROWS = 16_384
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "arrow": "application/vnd.apache.arrow.stream",
}
_Run = Callable[[str], pa.RecordBatchReader]
_Writer = Callable[[_Run, str], Iterator[bytes]]
_LEAVING = Template("SELECT $shown $source")
_AS_JSON = Template("SELECT to_json(leaving) FROM ($leaving) AS leaving")
_FORMULA = r"^[=+\-@\t\r]"


class UnknownFormat(Misuse):
    """Not a format releases are given in."""

    code = "lake.unknown_format"
    sentence = gettext_noop("“%(format)s” is not a format we give. Choose csv, json, jsonl, parquet or arrow.")


def stream(
    parts: Sequence[Part], *, format: str, columns: Sequence[str], conditions: Sequence[Condition | WordSearch] = ()
) -> Iterator[bytes]:
    """The rows of ``parts`` that fulfil the conditions, only these columns of them, in chunks of bytes.

    The lines of the sheet are no column. In CSV, a text that a spreadsheet would run as a formula gets an apostrophe
    in front. Rows come as the parts and their files have them, and the same rows always give the same bytes. Memory does not
    grow with the rows. Raises :class:`UnknownFormat` at once, before the first chunk is asked for.
    """
    if format not in _WRITERS:
        raise UnknownFormat(format=format)
    return _streamed(parts, _WRITERS[format], columns, conditions)


def _streamed(
    parts: Sequence[Part], write: _Writer, columns: Sequence[str], conditions: Sequence[Condition | WordSearch]
) -> Iterator[bytes]:
    selection = Selection(parts, conditions)
    shown = ", ".join(f"{selection.column(name)} AS {quoting.name(name)}" for name in columns)
    leaving = _LEAVING.substitute(shown=shown, source=selection.source)

    with connect(reads=selection.paths) as connection:
        yield from write(lambda sql: connection.sql(sql, params=selection.values).to_arrow_reader(BATCH_ROWS), leaving)


def _csv(run: _Run, leaving: str) -> Iterator[bytes]:
    reader, sink = run(leaving), Sink()
    options = pa_csv.WriteOptions(quoting_style="needed")
    with pa_csv.CSVWriter(sink, reader.schema, write_options=options) as writer:
        yield sink.take()
        for batch in reader:
            writer.write_batch(_without_formulas(batch))
            yield sink.take()


def _json(run: _Run, leaving: str) -> Iterator[bytes]:
    between = b"["
    for lines in _json_lines(run, leaving):
        yield between + lines.removesuffix(b"\n").replace(b"\n", b",\n")
        between = b",\n"
    yield b"]\n" if between != b"[" else b"[]\n"


def _json_lines(run: _Run, leaving: str) -> Iterator[bytes]:
    for batch in run(_AS_JSON.substitute(leaving=leaving)):
        yield "".join(f"{row}\n" for row in batch.column(0).to_pylist()).encode()


def _parquet(run: _Run, leaving: str) -> Iterator[bytes]:
    reader, sink = run(leaving), Sink()
    with pq.ParquetWriter(sink, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()


def _arrow(run: _Run, leaving: str) -> Iterator[bytes]:
    reader, sink = run(leaving), Sink()
    with pa.ipc.new_stream(sink, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
            yield sink.take()
    yield sink.take()


def _without_formulas(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pc.replace_substring_regex(column, _FORMULA, r"'\0") if pa.types.is_string(column.type) else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, schema=batch.schema)


_WRITERS: dict[str, _Writer] = {
    "csv": _csv,
    "json": _json,
    "jsonl": _json_lines,
    "parquet": _parquet,
    "arrow": _arrow,
}

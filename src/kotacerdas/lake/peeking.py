"""A first look at a file: the line that is most likely its header, and the rows below it, before anything is checked."""

import codecs
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from kotacerdas.contracts import headers
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.errors import LockedWorkbook, UnreadableParquet, UnreadableWorkbook
from kotacerdas.lake import formats, parcels, records, texts, workbooks
from kotacerdas.lake.formats import Format


ROWS_SHOWN = 3
Rows = list[list[str]]


@dataclass(frozen=True, slots=True)
class Peek:
    """The names in the header, and the first rows below it as text."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def peek(folder: Path, source: Path, contract: Contract) -> Peek:
    """Look at a file of any known format; raise a ``FileRefused`` when nothing in it can be read."""
    with parcels.opened(folder, source) as table:
        rows = _LOOKS[formats.recognise(table)](table, contract)
    place = headers.most_likely(contract, rows)
    names = tuple(" ".join(name.split()) for name in rows[place]) if rows else ()
    while names and not names[-1]:
        names = names[:-1]
    below = tuple(tuple(row[: len(names)]) for row in rows[place + 1 : place + 1 + ROWS_SHOWN])
    return Peek(names, below)


def _text(source: Path, contract: Contract) -> Rows:
    encoding = texts.encoding_of(source)
    with source.open("rb") as stream:
        head = codecs.getincrementaldecoder(encoding)(errors="replace").decode(stream.read(formats.HEAD_BYTES))
    previews = [texts.preview(head, delimiter) for delimiter in texts.DELIMITERS]
    return max(previews, key=lambda rows: headers.score(contract, rows))


def _workbook(source: Path, contract: Contract) -> Rows:
    try:
        with CalamineWorkbook.from_path(source) as workbook:
            return workbooks.first_lines(workbook, contract)
    except PasswordError as refusal:
        raise LockedWorkbook from refusal
    except (CalamineError, OSError, ValueError) as refusal:
        raise UnreadableWorkbook from refusal


def _parquet(source: Path, _contract: Contract) -> Rows:
    try:
        with pq.ParquetFile(source) as file:
            names = list(file.schema_arrow.names)
            first = next(file.iter_batches(batch_size=ROWS_SHOWN), None)
    except (OSError, ValueError) as refusal:
        raise UnreadableParquet from refusal
    return [names, *([_shown(value) for value in row.values()] for row in (first.to_pylist() if first else ()))]


def _records(source: Path, _contract: Contract) -> Rows:
    names = records.columns(source)
    first = islice(records.read(source), ROWS_SHOWN)
    return [list(names), *([_shown(record.get(name)) for name in names] for _, record in first)]


def _shown(value: object) -> str:
    return "" if value is None else str(value)


_LOOKS = {Format.TEXT: _text, Format.WORKBOOK: _workbook, Format.PARQUET: _parquet, Format.RECORDS: _records}

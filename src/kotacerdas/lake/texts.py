"""Text files in any common dialect.

A file that is plainly regular goes straight through the engine's own parallel reader. Everything else (other
encodings and line ends, blank or ragged lines, unprintable characters) takes the patient way, record by record.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

import duckdb

from kotacerdas.contracts import headers, quoting, sampling
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.errors import CellTooLarge, UnclosedQuote, UnreadableText
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.lake import cells, formats
from kotacerdas.lake.cells import Cleaner


DELIMITERS = (",", ";", "\t", "|")
CHUNK_BYTES = 1 << 20
LONGEST_CELL = csv.field_size_limit()
_ODD_BYTES = bytes(code for code in range(32) if code not in b"\n\r\t") + b"\x7f"
_ODD_LETTERS = re.compile(
    rb"\xc2[\x80-\xa0\xad]|\xd8\x9c|\xe1\x9a\x80|\xe2\x80[\x80-\x8f\xa8-\xaf]|\xe2\x81[\x9f-\xaf]|\xe3\x80\x80|\xef\xbb\xbf"
)
_BLANK_LINE = re.compile(rb"\n\r?\n")

_READ = Template(
    "read_csv($source, auto_detect = false, header = false, skip = $skip, "
    "delim = $delimiter, quote = '\"', escape = '\"', strict_mode = true, null_padding = false, "
    "ignore_errors = false, encoding = 'utf-8', columns = {$columns})"
)
_SHEET = Template("CREATE TEMP VIEW sheet AS SELECT $columns FROM $origin")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the bytes become rows. ``is_plain`` files may take the engine's own reader."""

    encoding: str
    delimiter: str
    is_plain: bool
    header: FoundHeader
    cells_in_header: int


def stream(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> FoundHeader | None:
    """Create the view ``sheet(c0 … cN, surplus)`` over a regular file; none, and no view, when it is not regular."""
    encoding, is_regular = _probe(source)
    dialect = _dialect(source, contract, encoding, is_regular=is_regular)
    if not dialect.is_plain:
        return None
    connection.execute(_SHEET.substitute(columns=_cells(dialect), origin=_reading(source, dialect)))
    return dialect.header


def load(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> tuple[FoundHeader, list[Notice]]:
    """Load a text file as the table ``sheet``; raise a ``FileRefused`` when its letters or quotes cannot be read."""
    encoding, is_regular = _probe(source)
    dialect = _dialect(source, contract, encoding, is_regular=is_regular)
    notices = _notices(encoding)
    if dialect.is_plain and _load_plain(connection, source, dialect):
        return dialect.header, notices
    cleaner = Cleaner()
    cells.fill(connection, _records(source, dialect, cleaner), len(dialect.header.names))
    if cleaner.changed:
        notices.append(Notice(NoticeCode.CHARACTERS_STRIPPED, {"cells": cleaner.changed}))
    return dialect.header, notices


def encoding_of(source: Path) -> str:
    """The encoding of a text file; raise ``UnreadableText`` when it is in none we know."""
    return _probe(source)[0]


def widest(source: Path) -> list[list[str]]:
    """The first lines of a text file nobody has agreed on yet, under the delimiter that gives the widest header."""
    encoding = encoding_of(source)
    with source.open("rb") as stream:
        head = codecs.getincrementaldecoder(encoding)(errors="replace").decode(stream.read(formats.HEAD_BYTES))
    previews = [preview(head, delimiter) for delimiter in DELIMITERS]
    return max(previews, key=lambda rows: len(sampling.guess_header(rows)))


def _load_plain(connection: duckdb.DuckDBPyConnection, source: Path, dialect: Dialect) -> bool:
    try:
        connection.execute(f"CREATE TEMP TABLE raw AS FROM {_reading(source, dialect)}")
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False
    line = f"rowid + {dialect.header.line + 1} AS line"
    connection.execute(_SHEET.substitute(columns=f"{line}, {_cells(dialect)}", origin="raw"))
    return True


def _reading(source: Path, dialect: Dialect) -> str:
    return _READ.substitute(
        source=quoting.text(str(source)),
        skip=dialect.header.line,
        delimiter=quoting.text(dialect.delimiter),
        columns=", ".join(f"'c{index}': 'VARCHAR'" for index in range(dialect.cells_in_header)),
    )


def _cells(dialect: Dialect) -> str:
    """The columns of the header, and what spills over it; whether cells spill is known by the file's first lines."""
    width = len(dialect.header.names)
    spilt = ", ".join(f"nullif(trim(c{index}), '')" for index in range(width, dialect.cells_in_header))
    surplus = f"nullif(concat_ws('; ', {spilt}), '')" if spilt else "CAST(NULL AS VARCHAR)"
    return f"{', '.join(f'c{index}' for index in range(width))}, {surplus} AS surplus"


def _records(source: Path, dialect: Dialect, cleaner: Cleaner) -> Iterator[tuple[int, list[str]]]:
    """Numbered records below the header; a cell of several lines counts as one row, as it does in a sheet."""
    line = 0
    try:
        with source.open(encoding=dialect.encoding, newline="") as stream:
            for line, record in enumerate(_reader(stream, dialect.delimiter, is_strict=True), start=1):
                if line > dialect.header.line:
                    yield line, [cleaner.clean(cell) for cell in record]
    except csv.Error as refusal:
        if "field larger" in str(refusal):
            raise CellTooLarge(line=line + 1, limit=LONGEST_CELL) from refusal
        raise UnclosedQuote(line=line + 1) from refusal
    except UnicodeError as refusal:
        raise UnreadableText(line=line + 1) from refusal


def _dialect(source: Path, contract: Contract, encoding: str, *, is_regular: bool) -> Dialect:
    with source.open("rb") as stream:
        head = codecs.getincrementaldecoder(encoding)(errors="replace").decode(stream.read(formats.HEAD_BYTES))
    previews = {delimiter: preview(head, delimiter) for delimiter in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda mark: headers.score(contract, previews[mark]))
    rows = previews[delimiter]
    header = headers.find(contract, rows)
    starts_line = sum(cell.count("\n") for row in rows[: header.line] for cell in row) == 0
    return Dialect(
        encoding=encoding,
        delimiter=delimiter,
        is_plain=is_regular and starts_line and (delimiter == "\t" or "\t" not in head),
        header=header,
        cells_in_header=len(rows[header.line - 1]),
    )


def preview(head: str, delimiter: str) -> list[list[str]]:
    """The first lines of a text, read with one delimiter."""
    cleaner = Cleaner()
    rows: list[list[str]] = []
    try:
        for record in _reader(io.StringIO(head, newline=""), delimiter, is_strict=False):
            rows.append([cleaner.clean(cell) for cell in record])
            if len(rows) > headers.LINES_SEARCHED:
                break
    except csv.Error:
        return rows
    return rows


def _reader(stream: Iterable[str], delimiter: str, *, is_strict: bool) -> Iterator[list[str]]:
    return csv.reader(stream, delimiter=delimiter, quotechar='"', doublequote=True, strict=is_strict)


def _probe(source: Path) -> tuple[str, bool]:
    """Read the bytes once: their encoding, and whether lines and letters are regular throughout."""
    with source.open("rb") as stream:
        head = stream.read(formats.HEAD_BYTES)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", False
        if encoding := formats.utf_16_without_mark(head):
            return encoding, False
        stream.seek(0)
        marked = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
        stream.seek(marked)
        return _probe_8_bit(stream, source)


def _probe_8_bit(stream: io.BufferedReader, source: Path) -> tuple[str, bool]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_regular, tail = True, b"\n"
    try:
        while chunk := stream.read(CHUNK_BYTES):
            if decoder.getstate()[0] or not chunk.isascii():
                decoder.decode(chunk)
            is_regular = is_regular and _is_regular(tail + chunk[:4]) and _is_regular(chunk)
            tail = chunk[-4:]
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        _check_not_mixed(source)
        return "cp1252", False
    return "utf-8-sig", is_regular


def _is_regular(chunk: bytes) -> bool:
    has_odd_ends = b"\r" in chunk and chunk.count(b"\r") != chunk.count(b"\r\n") + chunk.endswith(b"\r")
    has_odd_bytes = len(chunk.translate(None, _ODD_BYTES)) != len(chunk)
    has_odd_letters = not chunk.isascii() and _ODD_LETTERS.search(chunk) is not None
    return not (has_odd_ends or has_odd_bytes or has_odd_letters or _BLANK_LINE.search(chunk.rstrip(b"\r\n")))


def _check_not_mixed(source: Path) -> None:
    """Refuse text that is UTF-8 in places and not in others: read either way, some names would be wrong."""
    with source.open(encoding="utf-8", errors="replace") as stream:
        broken, has_letters = 0, False
        for line, text in enumerate(stream, start=1):
            if not text.isascii():
                broken = broken or (line if "\ufffd" in text else 0)
                has_letters = has_letters or not text.replace("\ufffd", "").isascii()
            if broken and has_letters:
                raise UnreadableText(line=broken)


def _notices(encoding: str) -> list[Notice]:
    if encoding.startswith("utf-16"):
        return [Notice(NoticeCode.READ_AS_UTF_16)]
    return [Notice(NoticeCode.READ_AS_8_BIT)] if encoding == "cp1252" else []

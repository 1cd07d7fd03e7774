"""JSON lines, and one JSON list of objects: each object is a row, each of its names a column."""

import codecs
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from kotacerdas.contracts import headers
from kotacerdas.contracts.contract import CodeSystem, Contract
from kotacerdas.contracts.errors import CellTooLarge, NoRows, TooLarge, TooManyColumns, UnreadableRecords
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.lake import cells, workbooks
from kotacerdas.lake.cells import Cleaner


Record = Mapping[str, Any]
FIRST_LINE = 1
LONGEST_LINE = 1 << 20  # in characters; one record of a table is far shorter
RECORDS_SEEN = 1000
MOST_BYTES_OF_A_LIST = 64 * 1024 * 1024  # a list has to be read whole, lines have not
_MB = 1024 * 1024


def load(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> tuple[FoundHeader, list[Notice]]:
    """Load a file of records as the table ``sheet``; lines count records from 1.

    The columns are the names in the first ``RECORDS_SEEN`` records, in the order they are met; a name met only later
    is surplus and sends its row back. Raises ``UnreadableRecords`` with the line that cannot be read.
    """
    names = columns(source)
    if len(names) > headers.MOST_COLUMNS:
        listed = ", ".join(field.name for field in contract.fields)
        raise TooManyColumns(found=len(names), limit=headers.MOST_COLUMNS, columns=listed)
    header = FoundHeader(names, line=0)
    positions = headers.match(contract, names).positions
    codes = {
        positions[item.name]
        for item in contract.fields
        if item.is_code and item.code_system is not CodeSystem.KEMENDAGRI and item.name in positions
    }
    cleaner = Cleaner()
    cells.fill(connection, _rows(source, names, codes, cleaner), len(names))
    stripped = [Notice(NoticeCode.CHARACTERS_STRIPPED, {"cells": cleaner.changed})] if cleaner.changed else []
    return header, stripped


def columns(source: Path) -> tuple[str, ...]:
    """The names of the first records; raise ``NoRows`` when there are none."""
    names = tuple(dict.fromkeys(name for _, record in islice(read(source), RECORDS_SEEN) for name in record))
    if not names:
        raise NoRows
    return names


def read(source: Path) -> Iterator[tuple[int, Record]]:
    """Each record with its number, from 1."""
    with source.open("rb") as stream:
        head = stream.read(4096).removeprefix(codecs.BOM_UTF8).lstrip()
    try:
        yield from _listed(source) if head.startswith(b"[") else _lines(source)
    except UnicodeError as refusal:
        raise UnreadableRecords(line=FIRST_LINE) from refusal


def _lines(source: Path) -> Iterator[tuple[int, Record]]:
    number = 0
    with source.open(encoding="utf-8-sig", newline="\n") as stream:
        while line := stream.readline(LONGEST_LINE + 1):
            number += 1
            if len(line) > LONGEST_LINE:
                raise CellTooLarge(line=number, limit=LONGEST_LINE)
            if line.strip():
                yield number, _record(_parse(line, number), number)


def _listed(source: Path) -> Iterator[tuple[int, Record]]:
    size = source.stat().st_size
    if size > MOST_BYTES_OF_A_LIST:
        raise TooLarge(size_mb=-(-size // _MB), limit_mb=MOST_BYTES_OF_A_LIST // _MB)
    found = _parse(source.read_text("utf-8-sig"), FIRST_LINE)
    for number, record in enumerate(found, start=FIRST_LINE):
        yield number, _record(record, number)


def _parse(text: str, line: int) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as refusal:
        raise UnreadableRecords(line=line) from refusal


def _record(found: object, line: int) -> Record:
    if not isinstance(found, dict) or any(isinstance(value, (dict, list)) for value in found.values()):
        raise UnreadableRecords(line=line)
    return found


def _rows(source: Path, names: tuple[str, ...], codes: set[int], cleaner: Cleaner) -> Iterator[tuple[int, list[str]]]:
    known = set(names)
    for number, record in read(source):
        surplus = [f"{name} = {_text(value)}" for name, value in record.items() if name not in known]
        row = [_text(record.get(name), is_code=index in codes) for index, name in enumerate(names)]
        yield number, [cleaner.clean(cell) for cell in (*row, *surplus)]


def _text(value: object, *, is_code: bool = False) -> str:
    """A value as text; a number where a code should be keeps ``.0``, so that it is known not to have been text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value}.0" if is_code else str(value)
    if isinstance(value, (str, bool, float)):
        return workbooks.text(value, is_code=is_code)
    return ""


def _no_number(name: str) -> float:
    raise ValueError(name)

"""Excel and OpenDocument workbooks: the sheet whose header fits, its merged header filled in, its cells as text."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import duckdb
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from kotacerdas.contracts import headers, numbers, sampling
from kotacerdas.contracts.contract import CodeSystem, Contract
from kotacerdas.contracts.errors import CodeTypedAsNumber, EmptyFile, LockedWorkbook, UnreadableWorkbook
from kotacerdas.contracts.headers import FoundHeader
from kotacerdas.contracts.kinds import Notice, NoticeCode
from kotacerdas.lake import cells
from kotacerdas.lake.cells import Cleaner


Value = str | float | bool | dt.date | dt.time | dt.timedelta
_AMBIGUOUS = re.compile(numbers.AMBIGUOUS)


@dataclass
class _Codes:
    """Counts, per code column, the cells that are numbers instead of text."""

    names: dict[int, str]
    typed: dict[int, int] = field(default_factory=dict)
    filled: dict[int, int] = field(default_factory=dict)
    first_line: dict[int, int] = field(default_factory=dict)

    def see(self, line: int, row: Sequence[Value]) -> None:
        for index in self.names:
            value = row[index] if index < len(row) else ""
            if value == "":
                continue
            self.filled[index] = self.filled.get(index, 0) + 1
            if isinstance(value, (int, float)):
                self.typed[index] = self.typed.get(index, 0) + 1
                self.first_line.setdefault(index, line)

    def check(self) -> None:
        """Refuse a column that holds mostly numbers; single ones are returned row by row."""
        for index, count in self.typed.items():
            if count * 2 > self.filled[index]:
                raise CodeTypedAsNumber(column=self.names[index], line=self.first_line[index])


def load(connection: duckdb.DuckDBPyConnection, source: Path, contract: Contract) -> tuple[FoundHeader, list[Notice]]:
    """Load the fitting sheet of a workbook as the table ``sheet``."""
    try:
        with CalamineWorkbook.from_path(source) as workbook:
            return _load(connection, workbook, contract)
    except PasswordError as refusal:
        raise LockedWorkbook from refusal
    except (CalamineError, OSError, ValueError) as refusal:
        raise UnreadableWorkbook from refusal


def first_lines(workbook: CalamineWorkbook, contract: Contract) -> list[list[str]]:
    """The first lines of the sheet that fits best, as text."""
    return _preview(_choose(workbook, contract)[0])


def widest(source: Path) -> list[list[str]]:
    """The first lines of the visible sheet with the widest header, when nothing is agreed on yet."""
    try:
        with CalamineWorkbook.from_path(source) as workbook:
            rows = [_preview(sheet) for sheet in _filled(workbook)]
    except PasswordError as refusal:
        raise LockedWorkbook from refusal
    except (CalamineError, OSError, ValueError) as refusal:
        raise UnreadableWorkbook from refusal
    return max(rows, key=lambda lines: len(sampling.guess_header(lines)))


def _load(
    connection: duckdb.DuckDBPyConnection, workbook: CalamineWorkbook, contract: Contract
) -> tuple[FoundHeader, list[Notice]]:
    sheet, others = _choose(workbook, contract)
    header = headers.find(contract, _preview(sheet))
    positions = headers.match(contract, header.names, line=header.line).positions
    guarded = {
        positions[item.name]: header.names[positions[item.name]]
        for item in contract.fields
        if item.is_code and item.code_system is not CodeSystem.KEMENDAGRI and item.name in positions
    }
    codes, cleaner = _Codes(guarded), Cleaner()
    cells.fill(connection, _records(sheet, header.line, codes, cleaner), len(header.names))
    codes.check()
    notices = []
    if others:
        notices.append(Notice(NoticeCode.SHEETS_IGNORED, {"sheet": sheet.name, "others": ", ".join(others)}))
    if cleaner.changed:
        notices.append(Notice(NoticeCode.CHARACTERS_STRIPPED, {"cells": cleaner.changed}))
    return header, notices


def _choose(workbook: CalamineWorkbook, contract: Contract) -> tuple[CalamineSheet, list[str]]:
    """The visible sheet whose first lines fit the contract best, and the names of other filled ones."""
    filled = _filled(workbook)
    chosen = max(filled, key=lambda sheet: headers.score(contract, _preview(sheet)))
    return chosen, [sheet.name for sheet in filled if sheet is not chosen]


def _filled(workbook: CalamineWorkbook) -> list[CalamineSheet]:
    visible = [
        workbook.get_sheet_by_name(sheet.name)
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    filled = [sheet for sheet in visible if sheet.height]
    if not filled:
        raise EmptyFile
    return filled


def _preview(sheet: CalamineSheet) -> list[list[str]]:
    """The first lines as text; a name merged over several columns is repeated in each of them."""
    cleaner = Cleaner()
    rows = [
        [cleaner.clean(text(value)) for value in row] for _, row in islice(_rows(sheet), headers.LINES_SEARCHED + 1)
    ]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top == bottom and right > left and top < len(rows) and left < len(rows[top]):
            for column in range(left + 1, min(right + 1, len(rows[top]))):
                rows[top][column] = rows[top][column] or rows[top][left]
    return rows


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Value]]]:
    """Rows with their line in the sheet, from 1; columns count from A even when the first ones are empty."""
    lead: list[Value] = [""] * (sheet.start or (0, 0))[1]
    for line, row in enumerate(sheet.iter_rows(), start=1):
        yield line, [*lead, *row]


def _records(
    sheet: CalamineSheet, header_line: int, codes: _Codes, cleaner: Cleaner
) -> Iterator[tuple[int, list[str]]]:
    for line, row in _rows(sheet):
        if line > header_line:
            codes.see(line, row)
            yield line, [cleaner.clean(text(value, is_code=index in codes.names)) for index, value in enumerate(row)]


def text(value: Value, *, is_code: bool = False) -> str:
    """A typed cell as text that cannot be misread.

    A fraction of three digits gets a fourth, so that the typed number 1.234 never looks like 1.234 for 1234;
    a number in a code column keeps ``.0``, so that it is known not to have been text.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        if float(value).is_integer() and abs(value) < numbers.LARGEST_WHOLE:
            return f"{int(value)}.0" if is_code else str(int(value))
        shown = format(value, ".15g")
        return f"{shown}0" if _AMBIGUOUS.fullmatch(shown) else shown
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)

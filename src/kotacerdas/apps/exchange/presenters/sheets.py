"""Files to fill in and files to correct, as people open them in their office."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from django.conf import settings
from django.utils.translation import gettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.errors import NoReturnLetter, UnknownSheetFormat
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.contracts.contract import Contract
from kotacerdas.lake import corrections, files


Line = Sequence[str]
NOTE_COLUMN = "catatan"  # outside every contract, so the corrected file may be handed in with it
MOST_EXCEL_ROWS = 20_000
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_PAGE = 5000
_MARK = ";"  # what Excel with Indonesian settings opens as columns
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,\s]|$)")
_HEADER_FILL = PatternFill("solid", fgColor="0F5C47")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_NOTE_FILL = PatternFill("solid", fgColor="F7DDD6")


def write_template(contract: Contract, *, format: str) -> Iterator[bytes]:
    """An empty file with the agreed header, to fill in; raise :class:`UnknownSheetFormat`."""
    return _writer(format)([field.name for field in contract.fields], ())


def write_lines(header: Line, rows: Iterable[Line], *, format: str) -> Iterator[bytes]:
    """Lines under a header; raise :class:`UnknownSheetFormat`."""
    return _writer(format)(header, rows)


def write_returned(submission: Submission, contract: Contract, *, format: str, only_returned: bool) -> Iterator[bytes]:
    """The file as it was handed in, returned rows on top with a note each saying what is wrong and what to do.

    Raises :class:`NoReturnLetter` when no row was returned, :class:`UnknownSheetFormat`.
    """
    write = _writer(format)
    if not submission.rows_failed:
        raise NoReturnLetter(number=submission.id)
    source = files.path_of(settings.LAKE_FOLDER, submission.file_sha256)
    notes = _notes(submission)
    header = corrections.read_header(settings.LAKE_FOLDER, source, contract)
    kept = [place for place, name in enumerate(header) if name.strip().lower() != NOTE_COLUMN]

    def lines(*, returned: bool) -> Iterator[Line]:
        for number, cells in corrections.read_lines(settings.LAKE_FOLDER, source, contract):
            if (number in notes) is returned:
                yield [notes.get(number, ""), *(cells[place] for place in kept)]

    rows = lines(returned=True) if only_returned else chain(lines(returned=True), lines(returned=False))
    return write([NOTE_COLUMN, *(header[place] for place in kept)], rows)


def _notes(submission: Submission) -> Mapping[int, str]:
    notes: dict[int, str] = {}
    offset = 0
    while page := queries.list_returned(submission.id, offset, _PAGE):
        for each in page:
            said = f"{each.problem} {each.advice}"
            if each.line in notes:
                notes[each.line] += f" {said}"
            else:
                notes[each.line] = gettext("Line %(line)s:") % {"line": each.line} + f" {said}"
        offset += _PAGE
    return notes


def _writer(format: str) -> Callable[[Line, Iterable[Line]], Iterator[bytes]]:
    if format not in _WRITERS:
        raise UnknownSheetFormat(format=format)
    return _WRITERS[format]


def _csv(header: Line, rows: Iterable[Line]) -> Iterator[bytes]:
    sink = io.StringIO()
    writer = csv.writer(sink, delimiter=_MARK, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for row in chain((header,), rows):
        writer.writerow([f"'{cell}" if _FORMULA.match(cell) else cell for cell in row])
        if sink.tell() > 1 << 16:
            yield sink.getvalue().encode()
            sink.seek(0)
            sink.truncate()
    yield sink.getvalue().encode()


def write_book(pages: Mapping[str, tuple[Line, Iterable[Line]]]) -> Iterator[bytes]:
    """An Excel workbook, each page a header and its lines under the name of its sheet."""
    book = Workbook(write_only=True)
    for name, (header, rows) in pages.items():
        _fill(book.create_sheet(name), header, rows)
    sink = io.BytesIO()
    book.save(sink)
    yield sink.getvalue()


def _xlsx(header: Line, rows: Iterable[Line]) -> Iterator[bytes]:
    return write_book({"data": (header, rows)})


def _fill(sheet: WriteOnlyWorksheet, header: Line, rows: Iterable[Line]) -> None:
    for place, name in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = 70 if name == NOTE_COLUMN else max(12, len(name) + 3)
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name, font=_HEADER_FONT, fill=_HEADER_FILL) for name in header])
    has_notes = header[0] == NOTE_COLUMN
    for row in rows:
        fill = _NOTE_FILL if has_notes and row[0] else None
        sheet.append([_cell(sheet, text, fill=fill) for text in row])


def _cell(
    sheet: WriteOnlyWorksheet, text: str, *, font: Font | None = None, fill: PatternFill | None = None
) -> WriteOnlyCell:
    """A cell of text whatever it looks like: codes keep their dots and zeros, and nothing runs as a formula."""
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"
    cell.number_format = "@"
    if font:
        cell.font = font
    if fill:
        cell.fill = fill
    return cell


_WRITERS = {"csv": _csv, "xlsx": _xlsx}

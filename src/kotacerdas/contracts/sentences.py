"""What is wrong, and what to do about it, in words a village secretary understands.

Every sentence is an English message id with named facts: those of the failure, in one language by
:func:`facts_in`. Pages and letters translate the sentence first and fill in the facts after.
"""

from collections.abc import Mapping
from typing import Any

from kotacerdas.contracts.kinds import Kind, NoticeCode
from kotacerdas.kernel.messages import gettext_noop


_SENTENCES: dict[Kind, tuple[str, str]] = {
    Kind.REQUIRED: (
        gettext_noop("“%(column)s” is empty, but every row needs it."),
        gettext_noop("Fill in the cell. If the value is not known, hand the row in later; do not write 0."),
    ),
    Kind.NOT_INTEGER: (
        gettext_noop("“%(value)s” in “%(column)s” is not a whole number."),
        gettext_noop("Write digits only, for example %(example)s, without words, units or fractions."),
    ),
    Kind.NOT_NUMBER: (
        gettext_noop("“%(value)s” in “%(column)s” is not a number."),
        gettext_noop("Write the number alone, for example %(example)s, without words or units."),
    ),
    Kind.NOT_BOOLEAN: (
        gettext_noop("“%(value)s” in “%(column)s” is neither yes nor no."),
        gettext_noop("Write “ya” or “tidak”."),
    ),
    Kind.NOT_DATE: (
        gettext_noop("“%(value)s” in “%(column)s” is not a date that exists."),
        gettext_noop("Write day/month/year with a year of four digits, for example 17/08/2026."),
    ),
    Kind.AMBIGUOUS_NUMBER: (
        gettext_noop(
            "“%(value)s” in “%(column)s” can be read as two different numbers, and nothing in the file says which."
        ),
        gettext_noop("Write thousands without any mark, for example 1234, or fractions with one more digit."),
    ),
    Kind.OUT_OF_RANGE: (
        gettext_noop("“%(value)s” in “%(column)s” is out of range: it must be %(range)s."),
        gettext_noop("Compare it with your own records and correct it."),
    ),
    Kind.WRONG_LENGTH: (
        gettext_noop("“%(value)s” in “%(column)s” must be %(length)s characters long."),
        gettext_noop("Check whether characters are missing or too many, for example %(example)s."),
    ),
    Kind.WRONG_FORM: (
        gettext_noop("“%(value)s” in “%(column)s” does not have the agreed form."),
        gettext_noop("Write it like this: %(example)s."),
    ),
    Kind.NOT_IN_CODE_LIST: (
        gettext_noop("“%(value)s” in “%(column)s” is not on the list."),
        gettext_noop("Choose one of: %(allowed)s."),
    ),
    Kind.NUMBER_TYPED_CODE: (
        gettext_noop("“%(value)s” in “%(column)s” was stored as a number, so some of its digits may be lost."),
        gettext_noop("Format the column as Text in Excel and type the code again, for example %(example)s."),
    ),
    Kind.MALFORMED_AREA: (
        gettext_noop("“%(value)s” in “%(column)s” is not an area code."),
        gettext_noop("Write the ministry's code with dots, for example %(example)s."),
    ),
    Kind.AMBIGUOUS_AREA: (
        gettext_noop(
            "“%(value)s” in “%(column)s” has no dots: Kemendagri and BPS would read it as two different places."
        ),
        gettext_noop("Write the Kemendagri code with dots, for example %(example)s."),
    ),
    Kind.UNKNOWN_AREA: (
        gettext_noop("No area has the code “%(value)s” (column “%(column)s”)."),
        gettext_noop("Look the code up by the area's name and correct it."),
    ),
    Kind.WRONG_LEVEL: (
        gettext_noop("“%(value)s” in “%(column)s” is the code of an area of another level; a %(level)s is needed."),
        gettext_noop("Write the code of the %(level)s, for example %(example)s."),
    ),
    Kind.OUTSIDE_SCOPE: (
        gettext_noop("“%(value)s” lies outside %(scope)s, the area this file was handed in for."),
        gettext_noop("Correct the code, or remove the row and leave it to the area it belongs to."),
    ),
    Kind.PERIOD_DIFFERS: (
        gettext_noop("“%(value)s” in “%(column)s” differs from the period handed in, %(period)s."),
        gettext_noop("Correct the cell, or hand the row in under its own period."),
    ),
    Kind.DUPLICATE_KEY: (
        gettext_noop("“%(value)s” was already given on line %(first_line)s; that line was read, this one was not."),
        gettext_noop("Keep the right one of the two rows and remove the other."),
    ),
    Kind.CROSS_RULE: (
        gettext_noop("%(message)s (%(value)s)"),
        gettext_noop("Compare these cells with your own records and correct the wrong one."),
    ),
    Kind.TOTAL_ROW: (
        gettext_noop("This looks like a total, not like a row of data: “%(value)s”."),
        gettext_noop("Remove the row; totals are computed here. If it is data, fill in its area code."),
    ),
    Kind.NOTE_ROW: (
        gettext_noop("This looks like a note, not like a row of data: “%(value)s”."),
        gettext_noop("Remove the row, or write the note in the message to the data steward."),
    ),
    Kind.NUMBERING_ROW: (
        gettext_noop("This row only numbers the columns: “%(value)s”."),
        gettext_noop("Remove the row."),
    ),
    Kind.HEADER_AGAIN: (
        gettext_noop("This row repeats the header."),
        gettext_noop("Remove the row; one header at the top is enough."),
    ),
    Kind.TOO_MANY_CELLS: (
        gettext_noop("The row has more cells than the header has columns (%(columns)s): “%(value)s” is left over."),
        gettext_noop("A comma or semicolon inside a cell may have split it; put quotation marks around such a cell."),
    ),
    Kind.NOT_MOMENT: (
        gettext_noop("“%(value)s” in “%(column)s” is not a day with a time of day."),
        gettext_noop("Write it like this: %(example)s, or 2026-08-17 10:30."),
    ),
    Kind.NOT_TIME: (
        gettext_noop("“%(value)s” in “%(column)s” is not a time of day."),
        gettext_noop("Write hours and minutes, for example 10:30."),
    ),
    Kind.NOT_YEAR: (
        gettext_noop("“%(value)s” in “%(column)s” is not a year."),
        gettext_noop("Write the year with four digits, for example 2026."),
    ),
    Kind.NOT_YEARMONTH: (
        gettext_noop("“%(value)s” in “%(column)s” is not a month of a year."),
        gettext_noop("Write year and month, for example 2026-08."),
    ),
    Kind.NOT_DURATION: (
        gettext_noop("“%(value)s” in “%(column)s” is not a span of time."),
        gettext_noop(
            "Write it after ISO 8601, for example P1Y6M for a year and six months, or PT90M for ninety minutes."
        ),
    ),
    Kind.NOT_LIST: (
        gettext_noop("“%(value)s” in “%(column)s” is not a list of values of the agreed type (%(item_type)s)."),
        gettext_noop("Write the values with “%(delimiter)s” between them, for example %(example)s."),
    ),
    Kind.NOT_OBJECT: (
        gettext_noop("“%(value)s” in “%(column)s” is not a JSON object."),
        gettext_noop("Write it in braces, for example %(example)s."),
    ),
    Kind.NOT_ARRAY: (
        gettext_noop("“%(value)s” in “%(column)s” is not a JSON array."),
        gettext_noop("Write it in square brackets, for example %(example)s."),
    ),
    Kind.NOT_GEOPOINT: (
        gettext_noop("“%(value)s” in “%(column)s” is not a point on earth."),
        gettext_noop("Write longitude first, then latitude, for example 115.1250, -8.5390."),
    ),
    Kind.NOT_GEOJSON: (
        gettext_noop("“%(value)s” in “%(column)s” is not a shape in GeoJSON."),
        gettext_noop("Export the shape from your map application as GeoJSON and copy it whole."),
    ),
    Kind.WRONG_FORMAT: (
        gettext_noop("“%(value)s” in “%(column)s” is not written as “%(format)s”."),
        gettext_noop("Check it for blanks and missing signs; write it like this: %(example)s."),
    ),
    Kind.WRONG_STRUCTURE: (
        gettext_noop("“%(value)s” in “%(column)s” lacks a part that was agreed, or holds one of the wrong kind."),
        gettext_noop("Compare it with the example in the contract: %(example)s."),
    ),
    Kind.NOT_UNIQUE: (
        gettext_noop("“%(value)s” in “%(column)s” was already given on line %(first_line)s; it may occur once only."),
        gettext_noop("Correct the wrong one of the two rows, or remove it."),
    ),
    Kind.UNKNOWN_REFERENCE: (
        gettext_noop("“%(value)s” in “%(column)s” is not there in “%(dataset)s”."),
        gettext_noop(
            "Compare it with the column %(to_fields)s of that dataset, or hand the missing row in there first."
        ),
    ),
}

_NOTICES: dict[NoticeCode, str] = {
    NoticeCode.READ_AS_8_BIT: gettext_noop(
        "The file is not UTF-8 and was read as Windows-1252; check names with accents."
    ),
    NoticeCode.READ_AS_UTF_16: gettext_noop("The file was read as UTF-16."),
    NoticeCode.CHARACTERS_STRIPPED: gettext_noop("%(cells)s cells held unprintable characters, which were removed."),
    NoticeCode.COLUMNS_IGNORED: gettext_noop("Columns outside the contract were not read: %(columns)s."),
    NoticeCode.COLUMN_ABSENT: gettext_noop("The column “%(field)s” is not in the file; its values count as missing."),
    NoticeCode.HEADER_BELOW_TITLE: gettext_noop("The header was found on line %(line)s; the lines above were skipped."),
    NoticeCode.HEADER_JOINED: gettext_noop("The header spans lines %(first_line)s and %(line)s, which were joined."),
    NoticeCode.SHEETS_IGNORED: gettext_noop("Only the sheet “%(sheet)s” was read; not read: %(others)s."),
    NoticeCode.DECIMAL_COMMA: gettext_noop("Numbers were read with a decimal comma, as the file itself shows."),
    NoticeCode.MIXED_DECIMAL_MARKS: gettext_noop(
        "The file mixes decimal commas and decimal dots; only numbers that can be read in one way were accepted."
    ),
    NoticeCode.ROWS_WARNED: gettext_noop(
        "%(count)s rows were kept although their “%(column)s” looks wrong, for example “%(value)s” (lines %(lines)s). "
        "Compare them with your own records."
    ),
}


def explain(rule: str, facts: Mapping[str, Any]) -> tuple[str, str]:  # noqa: ARG001 (facts may pick a sentence)
    """The message ids of the problem and of the advice for one failure."""
    return _SENTENCES[Kind(rule)]


def explain_notice(code: str) -> str:
    """The message id of a notice about the whole file."""
    return _NOTICES[NoticeCode(code)]


def facts_in(language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts in one language: ``{"id": …, "en": …}`` becomes its text, everything else stays."""
    return {
        name: value.get(language, value.get("id", "")) if isinstance(value, dict) else value
        for name, value in facts.items()
    }

"""The catalogue of what can be wrong with one row or one cell."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is wrong. Codes are stored in quarantine, so they are never renamed; members are only added."""

    REQUIRED = "required_missing"
    NOT_INTEGER = "not_integer"
    NOT_NUMBER = "not_number"
    NOT_BOOLEAN = "not_boolean"
    NOT_DATE = "not_date"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    OUT_OF_RANGE = "out_of_range"
    WRONG_LENGTH = "wrong_length"
    WRONG_FORM = "wrong_form"
    NOT_IN_CODE_LIST = "not_in_code_list"
    NUMBER_TYPED_CODE = "number_typed_code"
    MALFORMED_AREA = "malformed_area_code"
    AMBIGUOUS_AREA = "ambiguous_area_code"
    UNKNOWN_AREA = "unknown_area_code"
    WRONG_LEVEL = "wrong_area_level"
    OUTSIDE_SCOPE = "outside_scope"
    PERIOD_DIFFERS = "period_differs"
    DUPLICATE_KEY = "duplicate_key"
    CROSS_RULE = "cross_rule"
    TOTAL_ROW = "total_row"
    NOTE_ROW = "note_row"
    NUMBERING_ROW = "numbering_row"
    HEADER_AGAIN = "header_again"
    TOO_MANY_CELLS = "too_many_cells"
    NOT_MOMENT = "not_datetime"
    NOT_TIME = "not_time"
    NOT_YEAR = "not_year"
    NOT_YEARMONTH = "not_yearmonth"
    NOT_DURATION = "not_duration"
    NOT_LIST = "not_list"
    NOT_OBJECT = "not_object"
    NOT_ARRAY = "not_array"
    NOT_GEOPOINT = "not_geopoint"
    NOT_GEOJSON = "not_geojson"
    WRONG_FORMAT = "wrong_format"
    WRONG_STRUCTURE = "wrong_structure"
    NOT_UNIQUE = "not_unique"
    UNKNOWN_REFERENCE = "unknown_reference"

    @property
    def number(self) -> int:
        """A small number for the engine, from 1; good only within one run."""
        return list(Kind).index(self) + 1


class Severity(StrEnum):
    """What a failure does: returns its row, returns the whole file, or is only shown."""

    ROW = "row"
    FILE = "file"
    WARN = "warn"

    @property
    def weight(self) -> int:
        """What it adds to a kind's number, so that one small number tells both."""
        return list(Severity).index(self) * HEAVIEST_KIND


HEAVIEST_KIND = 64
LIGHTEST = 2 * HEAVIEST_KIND  # from here on failures are only shown
ROW_KINDS = (Kind.TOTAL_ROW, Kind.NOTE_ROW, Kind.NUMBERING_ROW, Kind.HEADER_AGAIN, Kind.TOO_MANY_CELLS)


class NoticeCode(StrEnum):
    """What was noticed about a whole file that could still be read."""

    READ_AS_8_BIT = "read_as_8_bit"
    READ_AS_UTF_16 = "read_as_utf_16"
    CHARACTERS_STRIPPED = "characters_stripped"
    COLUMNS_IGNORED = "columns_ignored"
    COLUMN_ABSENT = "column_absent"
    HEADER_BELOW_TITLE = "header_below_title"
    HEADER_JOINED = "header_joined"
    SHEETS_IGNORED = "sheets_ignored"
    DECIMAL_COMMA = "decimal_comma"
    MIXED_DECIMAL_MARKS = "mixed_decimal_marks"
    ROWS_WARNED = "rows_warned"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about the file the submitter should know, though nothing was refused for it."""

    code: NoticeCode
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """One failing cell or row. ``line`` counts as a sheet does; ``row`` is the whole row as it was handed in."""

    line: int
    field: str
    rule: Kind
    value: str
    facts: dict[str, Any]
    row: dict[str, str | None]
    severity: Severity = Severity.ROW

r"""Numbers as people write them: decimal dot or comma, thousands grouped by the other one, by blanks, or not.

A cell speaks for itself when it can be read in one way only: ``12,5`` · ``1.234,56`` · ``1.234.567`` · ``0.871``.
``1.234`` does not: it is 1234 or 1.234. Such a cell is read only when the rest of the file, or the contract, has
settled which mark is the decimal one; otherwise the row goes back. It is never guessed.
"""

from collections.abc import Iterable, Sequence

from kotacerdas.contracts.contract import DecimalMark, Field, FieldType
from kotacerdas.contracts.quoting import full_match, text
from kotacerdas.contracts.subjects import Subject


_BESIDE = r"^[^0-9+,.-]+|[^0-9]+$"
WHOLE = r"[+-]?\d{1,18}"
AMBIGUOUS = r"[+-]?[1-9]\d{0,2}[.,]\d{3}"
BLANK_GROUPED = r"[+-]?[1-9]\d{0,2}( \d{3})+([.,]\d+)?"
LARGEST_WHOLE = 9_000_000_000_000_000


def decide(*, dot: bool, comma: bool) -> DecimalMark | None:
    """The decimal mark of a file given which marks its self-evident cells use; none without or against evidence."""
    if dot is comma:
        return None
    return DecimalMark.DOT if dot else DecimalMark.COMMA


def evidence(cells: Iterable[str]) -> tuple[str, str]:
    """Two SQL aggregates: whether any of these text columns shows a decimal dot, and a decimal comma."""
    columns = list(cells)
    dot, comma = (
        " OR ".join(f"coalesce(bool_or({_shows(cell, mark)}), false)" for cell in columns) or "false"
        for mark in DecimalMark
    )
    return dot, comma


def shown(subjects: Sequence[Subject]) -> str:
    """SQL for what the cells of a row show: 1 a decimal dot, 2 a comma, 3 both, 0 nothing."""
    if not subjects:
        return "CAST(0 AS UTINYINT)"
    marks = (
        " OR ".join(f"({_is_open(subject)} AND {_shows(subject.raw, mark)})" for subject in subjects)
        for mark in DecimalMark
    )
    dot, comma = marks
    return f"CAST(CASE WHEN {dot} THEN 1 ELSE 0 END + CASE WHEN {comma} THEN 2 ELSE 0 END AS UTINYINT)"


def plain(cell: str, field_type: FieldType, mark: DecimalMark | None) -> str:
    """SQL that reads plainly written numbers only, and quickly; NULL for all others."""
    if field_type is FieldType.INTEGER:
        return f"CASE WHEN CAST(TRY_CAST({cell} AS BIGINT) AS VARCHAR) = {cell} THEN TRY_CAST({cell} AS BIGINT) END"
    fraction = "" if mark is DecimalMark.COMMA else r"(\.(\d{1,2}|\d{4,15}))?"
    shape = rf"\d{{1,15}}{fraction}"
    return f"CASE WHEN {full_match(cell, shape)} THEN CAST({cell} AS DOUBLE) END"


def joined(cell: str, field: Field) -> str:
    """SQL for a text cell without what groups thousands or stands beside the number; walked only where there is a cell."""
    bare = cell if field.is_bare_number else f"regexp_replace({cell}, {text(_BESIDE)}, '', 'g')"
    whole = f"replace({bare}, {text(field.group_mark)}, '')" if field.group_mark else bare
    return f"CASE WHEN {cell} IS NOT NULL THEN {_without_blanks(whole)} END"


def measured(cell: str, mark: DecimalMark | None) -> str:
    """SQL for the ``DOUBLE`` a joined cell says, NULL when it cannot be read or reads two ways."""
    if mark is not None:
        written = _plain_number(cell, mark)
    else:
        either = f"coalesce({_plain_number(cell, DecimalMark.DOT)}, {_plain_number(cell, DecimalMark.COMMA)})"
        written = f"CASE WHEN {full_match(cell, AMBIGUOUS)} THEN NULL ELSE {either} END"
    return f"CASE WHEN {cell} IS NOT NULL THEN TRY_CAST({written} AS DOUBLE) END"


def typed(cell: str, number: str, field_type: FieldType) -> str:
    """SQL for the value of a text cell whose ``measured`` number is known: ``BIGINT`` or ``DOUBLE``, else NULL."""
    if field_type is FieldType.NUMBER:
        return f"CASE WHEN isfinite({number}) THEN {number} END"
    is_whole = f"{number} = trunc({number}) AND abs({number}) < {LARGEST_WHOLE}"
    return f"CASE WHEN {full_match(cell, WHOLE)} THEN CAST({cell} AS BIGINT) WHEN {is_whole} THEN CAST({number} AS BIGINT) END"


def is_ambiguous(cell: str) -> str:
    """SQL that says whether a cell can be read as two different numbers."""
    return full_match(cell, AMBIGUOUS)


def _is_open(subject: Subject) -> str:
    """Whether the cell may show a mark: a whole number that was read plainly has none."""
    return f"{subject.quick} IS NULL" if subject.field.type is FieldType.INTEGER else "true"


def _shows(cell: str, mark: DecimalMark) -> str:
    joined = _without_blanks(f"trim({cell})")
    point, group = _escaped(mark), _escaped(mark.other)
    shapes = rf"[+-]?([1-9]\d{{0,2}}({group}\d{{3}})+{point}\d+|[1-9]\d{{0,2}}({group}\d{{3}}){{2,}}|\d*{point}\d+)"
    has_mark = f"(contains({cell}, '.') OR contains({cell}, ','))"
    is_evident = f"{full_match(joined, shapes)} AND NOT {full_match(joined, AMBIGUOUS)}"
    return f"CASE WHEN {has_mark} THEN {is_evident} ELSE false END"


def _plain_number(cell: str, mark: DecimalMark) -> str:
    point, group = _escaped(mark), _escaped(mark.other)
    ungrouped = rf"[+-]?(\d+|\d*{point}\d+)([eE][+-]?\d{{1,3}})?"
    grouped = rf"[+-]?[1-9]\d{{0,2}}({group}\d{{3}})+({point}\d+)?"
    return (
        f"CASE WHEN {full_match(cell, ungrouped)} THEN replace({cell}, '{mark}', '.') "
        f"WHEN {full_match(cell, grouped)} THEN replace(replace({cell}, '{mark.other}', ''), '{mark}', '.') END"
    )


def _without_blanks(cell: str) -> str:
    return f"CASE WHEN {full_match(cell, BLANK_GROUPED)} THEN replace({cell}, ' ', '') ELSE {cell} END"


def _escaped(mark: DecimalMark) -> str:
    return r"\." if mark is DecimalMark.DOT else ","

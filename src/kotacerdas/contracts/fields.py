"""The SQL of one field: what its cell says, its typed value, and its problem.

Nearly every cell of a good file is written plainly. So a value is first read the short way, which accepts only plain
spellings; the long way (blanks, marks for missing, other spellings) is walked for the cells that are left. A row whose
cells are all plain and within bounds is sound, and nothing more is asked of it.
"""

from kotacerdas.contracts import judging, numbers, quoting, readings
from kotacerdas.contracts.judging import Check
from kotacerdas.contracts.kinds import Kind, Severity
from kotacerdas.contracts.quoting import texts
from kotacerdas.contracts.subjects import Subject
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


_BLANKS = "' ' || chr(9) || chr(10) || chr(13)"


def quick(subject: Subject) -> str:
    """The value the short way; of a field whose values are listed, as one of the list."""
    return f"{readings.short(subject)} AS {subject.quick}"


def is_sound(subject: Subject, period: Period) -> str:
    """Whether the short way gave a value and nothing is wrong with it."""
    checks = judging.unfit(_as_text(subject), subject.field, period)
    fits = " AND ".join([f"{subject.quick} IS NOT NULL", *(f"NOT {check.condition}" for check in checks)])
    return f"({fits})" if subject.field.is_required else f"({subject.raw} IS NULL OR ({fits}))"


def cell(subject: Subject) -> str:
    """Where the short way failed: the cell without outer blanks, NULL where it holds a mark for missing."""
    text = f"trim({subject.raw}, {_BLANKS})"
    said = f"CASE WHEN lower({text}) IN ({texts(subject.marks)}) THEN NULL ELSE {text} END"
    return f"CASE WHEN {subject.quick} IS NULL THEN {said} END AS {subject.text}"


def joined(subject: Subject) -> str:
    """The text of a number without the blanks that group thousands. Said once, because what follows repeats it."""
    return f"{numbers.joined(subject.text, subject.field)} AS j{subject.number}"


def measured(subject: Subject) -> str:
    """The number that text says, whole or not."""
    return f"{numbers.measured(f'j{subject.number}', subject.mark)} AS n{subject.number}"


def typed(subject: Subject, *, is_read: bool) -> str:
    """The value in its own type, NULL when the cell is missing or cannot be read.

    A listed value is text here. Of a sound row nobody asks for it, unless a cross rule reads it (``is_read``).
    """
    value = f"coalesce({_as_text(subject)}, {readings.patient(subject.text, subject)})"
    if subject.listed_as and not is_read:
        value = f"CASE WHEN NOT is_sound THEN {value} END"
    return f"{value} AS {subject.value}"


def problem(subject: Subject, period: Period, scope: AreaCode) -> str:
    """The code of the first thing wrong with the cell, NULL when nothing is."""
    missing, wrong = _cases(judging.unread(subject)), _cases(judging.wrong(subject, period, scope))
    found = f"CASE WHEN is_sound THEN NULL WHEN {subject.value} IS NULL THEN {missing} ELSE {wrong} END"
    return f"CAST({found} AS UTINYINT) AS {subject.flaw}"


def stored(subject: Subject) -> str:
    """The value as it waits to be released: listed ones by their number in the list, which sorts and moves quickly."""
    if not subject.listed_as:
        return subject.value
    value = f"CASE WHEN is_sound THEN {subject.quick} ELSE TRY_CAST({subject.value} AS {subject.listed_as}) END"
    return f"{value} AS {subject.value}"


def released(subject: Subject) -> str:
    """The stored value under the field's own name and in its own type."""
    value = f"CAST({subject.value} AS VARCHAR)" if subject.listed_as else subject.value
    return f"{value} AS {quoting.name(subject.field.name)}"


def kinds(subject: Subject, period: Period, scope: AreaCode) -> set[tuple[Kind, Severity]]:
    """What can be wrong with the cell."""
    checks = (*judging.unread(subject), *judging.wrong(subject, period, scope))
    return {(check.kind, check.severity) for check in checks if check.kind}


def _as_text(subject: Subject) -> str:
    return f"CAST({subject.quick} AS VARCHAR)" if subject.listed_as else subject.quick


def _cases(checks: list[Check]) -> str:
    cases = " ".join(f"WHEN {check.condition} THEN {check.code}" for check in checks)
    return f"CASE {cases} END" if cases else "NULL"

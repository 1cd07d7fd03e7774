"""The SQL of one field: what its cell says, its typed value ``v``, and its problem ``p``.

Nearly every cell of a good file is written plainly. So a value is first read the short way, which accepts only plain
spellings; the long way (blanks, marks for missing, other spellings) is walked for the cells that are left.
"""

from dataclasses import dataclass

from kotacerdas.contracts import dates, numbers, quoting
from kotacerdas.contracts.contract import Category, CodeSystem, DecimalMark, Field, FieldType
from kotacerdas.contracts.kinds import Kind
from kotacerdas.contracts.quoting import full_match, texts
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period


_SHAPES = {
    AreaLevel.NATION: "ID",
    AreaLevel.PROVINCE: r"\d{2}",
    AreaLevel.REGENCY: r"\d{2}\.\d{2}",
    AreaLevel.DISTRICT: r"\d{2}\.\d{2}\.\d{2}",
    AreaLevel.VILLAGE: r"\d{2}\.\d{2}\.\d{2}\.\d{4}",
}
_LENGTHS = {
    AreaLevel.NATION: 2,
    AreaLevel.PROVINCE: 2,
    AreaLevel.REGENCY: 5,
    AreaLevel.DISTRICT: 8,
    AreaLevel.VILLAGE: 13,
}
_ANY_AREA = r"ID|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?"
_UNDOTTED = {
    AreaLevel.REGENCY: (r"(\d{2})(\d{2})", r"\1.\2"),
    AreaLevel.DISTRICT: (r"(\d{2})(\d{2})(\d{2})", r"\1.\2.\3"),
    AreaLevel.VILLAGE: (r"(\d{2})(\d{2})(\d{2})(\d{4})", r"\1.\2.\3.\4"),
}
_BLANKS = "' ' || chr(9) || chr(10) || chr(13)"
_DIGITS = r"\d{4,10}"
_NUMBER_TYPED = r"\d+\.0|\d([.,]\d+)?[eE]\+?\d+"
_NOT_OF_TYPE = {
    FieldType.INTEGER: Kind.NOT_INTEGER,
    FieldType.NUMBER: Kind.NOT_NUMBER,
    FieldType.BOOLEAN: Kind.NOT_BOOLEAN,
    FieldType.DATE: Kind.NOT_DATE,
    FieldType.STRING: Kind.NOT_IN_CODE_LIST,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A field in a plan: its number, where the sheet has it, its decimal mark and its marks for missing."""

    number: int
    field: Field
    position: int | None
    mark: DecimalMark | None
    missing: tuple[str, ...]

    @property
    def place(self) -> int:
        """Its number among failures, where 0 is the row as a whole."""
        return self.number + 1

    @property
    def raw(self) -> str:
        """The cell as the sheet has it."""
        return "CAST(NULL AS VARCHAR)" if self.position is None else f"c{self.position}"

    @property
    def said(self) -> str:
        """What the cell says as text, NULL when it is missing."""
        return f"coalesce(x{self.number}, CAST(v{self.number} AS VARCHAR))"

    @property
    def marks(self) -> list[str]:
        """Marks for missing, as they are compared."""
        return sorted({mark.strip().lower() for mark in self.missing} | {""})


def quick(subject: Subject) -> str:
    """The value the short way: right for plain spellings, NULL for all others."""
    raw, field = subject.raw, subject.field
    if field.is_area:
        return f"CASE WHEN {full_match(raw, _SHAPES[field.code_level or AreaLevel.VILLAGE])} THEN {raw} END"
    if field.is_numeric:
        return numbers.plain(raw, field.type, subject.mark)
    if field.type is FieldType.DATE:
        return dates.plain(raw)
    if field.type is FieldType.BOOLEAN:
        yes, no = quoting.text(field.true_values[0]), quoting.text(field.false_values[0])
        return f"CASE WHEN {raw} = {yes} THEN true WHEN {raw} = {no} THEN false END"
    if field.categories:
        return f"CASE WHEN {raw} IN ({texts(category.code for category in field.categories)}) THEN {raw} END"
    longest = max(len(mark.encode()) for mark in subject.marks)
    has_no_blanks = f"NOT prefix({raw}, ' ') AND NOT suffix({raw}, ' ') AND NOT contains({raw}, chr(10))"
    is_bare = f"strlen({raw}) > {longest} AND {has_no_blanks}"
    return f"CASE WHEN {is_bare}{f' AND {_has_form(raw, field)}' if field.pattern else ''} THEN {raw} END"


def cell(subject: Subject) -> str:
    """Where the short way failed: the cell without outer blanks, NULL where it holds a mark for missing."""
    text = f"trim({subject.raw}, {_BLANKS})"
    said = f"CASE WHEN lower({text}) IN ({texts(subject.marks)}) THEN NULL ELSE {text} END"
    return f"CASE WHEN q{subject.number} IS NULL THEN {said} END"


def joined(subject: Subject) -> str:
    """The text of a number without the blanks that group thousands. Said once, because what follows repeats it."""
    return numbers.joined(f"x{subject.number}")


def measured(subject: Subject) -> str:
    """The number that text says, whole or not."""
    return numbers.measured(f"j{subject.number}", subject.mark)


def typed(subject: Subject) -> str:
    """The value in its own type, NULL when the cell is missing or cannot be read."""
    return f"coalesce(q{subject.number}, {_patient(f'x{subject.number}', subject)})"


def problem(subject: Subject, period: Period, scope: AreaCode) -> str:
    """The number of the first thing wrong with the cell, NULL when nothing is."""
    value = f"v{subject.number}"
    unread = _cases(_unread(subject))
    wrong = _cases(_wrong(subject, period, scope))
    return f"CAST(CASE WHEN {value} IS NULL THEN {unread} ELSE {wrong} END AS UTINYINT)"


def kinds(subject: Subject, period: Period, scope: AreaCode) -> set[Kind]:
    """What can be wrong with the cell."""
    return {kind for _, kind in (*_unread(subject), *_wrong(subject, period, scope)) if kind}


def _cases(checks: list[tuple[str, Kind | None]]) -> str:
    cases = " ".join(f"WHEN {condition} THEN {kind.number if kind else 'NULL'}" for condition, kind in checks)
    return f"CASE {cases} END" if cases else "NULL"


def _patient(cell: str, subject: Subject) -> str:
    """The long way, over the cell without blanks and marks for missing."""
    field = subject.field
    if field.is_area:
        return _area(cell, field)
    if field.is_numeric:
        return numbers.typed(cell, f"n{subject.number}", field.type)
    if field.type is FieldType.DATE:
        return dates.typed(cell)
    if field.type is FieldType.BOOLEAN:
        yes, no = (texts(sorted({word.lower() for word in words})) for words in (field.true_values, field.false_values))
        return f"CASE WHEN lower({cell}) IN ({yes}) THEN true WHEN lower({cell}) IN ({no}) THEN false END"
    if field.categories:
        spellings = " ".join(
            f"WHEN lower({cell}) IN ({texts(_spellings(category))}) THEN {quoting.text(category.code)}"
            for category in field.categories
        )
        return f"CASE {spellings} END"
    return f"CASE WHEN {_has_form(cell, field)} THEN {cell} END" if field.pattern else cell


def _has_form(cell: str, field: Field) -> str:
    looks_typed = f"(suffix({cell}, '.0') OR contains({cell}, 'E+') OR contains({cell}, 'e+'))"
    is_typed = f"CASE WHEN {looks_typed} THEN {full_match(cell, _NUMBER_TYPED)} ELSE false END"
    return f"{full_match(cell, field.pattern)} AND NOT {is_typed}"


def _area(cell: str, field: Field) -> str:
    dotted = f"CASE WHEN {full_match(cell, _ANY_AREA)} THEN {cell}"
    if field.code_system is CodeSystem.KEMENDAGRI and field.code_level in _UNDOTTED:
        shape, parts = _UNDOTTED[field.code_level]
        digits = f"regexp_replace({cell}, {quoting.text(shape)}, {quoting.text(parts)})"
        dotted += f" WHEN {full_match(cell, shape)} THEN {digits}"
    return f"{dotted} END"


def _spellings(category: Category) -> list[str]:
    lowered = {text.lower() for text in (category.code, *category.label.values(), *category.aliases)}
    return sorted(lowered | {text.replace("_", " ") for text in lowered})


def _unread(subject: Subject) -> list[tuple[str, Kind | None]]:
    """What is wrong where no value was read."""
    cell, field = f"x{subject.number}", subject.field
    checks: list[tuple[str, Kind | None]] = [(f"{cell} IS NULL", Kind.REQUIRED if field.is_required else None)]
    if field.is_code:
        checks.append((full_match(cell, _NUMBER_TYPED), Kind.NUMBER_TYPED_CODE))
    if field.is_area:
        return [*checks, (full_match(cell, _DIGITS), Kind.AMBIGUOUS_AREA), ("true", Kind.MALFORMED_AREA)]
    if field.is_numeric and subject.mark is None:
        checks.append((numbers.is_ambiguous(cell), Kind.AMBIGUOUS_NUMBER))
    return [*checks, ("true", Kind.WRONG_FORM if field.pattern else _NOT_OF_TYPE[field.type])]


def _wrong(subject: Subject, period: Period, scope: AreaCode) -> list[tuple[str, Kind | None]]:
    """What is wrong with a value that was read."""
    value, field = f"v{subject.number}", subject.field
    low = field.minimum if field.earliest is None else field.earliest
    high = field.maximum if field.latest is None else field.latest
    checks: list[tuple[str, Kind | None]] = []
    if low is not None:
        checks.append((f"{value} < {_bound(low)}", Kind.OUT_OF_RANGE))
    if high is not None:
        checks.append((f"{value} > {_bound(high)}", Kind.OUT_OF_RANGE))
    if field.min_length:
        checks.append((f"length({value}) < {field.min_length}", Kind.WRONG_LENGTH))
    if field.max_length:
        checks.append((f"length({value}) > {field.max_length}", Kind.WRONG_LENGTH))
    if field.is_period:
        checks.append((_is_outside_period(value, field, period), Kind.PERIOD_DIFFERS))
    return [*checks, *(_misplaced(subject, scope) if field.is_area else [])]


def _bound(bound: object) -> str:
    return quoting.number(bound) if isinstance(bound, (int, float)) else f"DATE {quoting.text(str(bound))}"


def _is_outside_period(value: str, field: Field, period: Period) -> str:
    if field.is_numeric:
        return f"{value} <> {period.year}"
    if field.type is FieldType.DATE:
        start, end = quoting.text(str(period.start)), quoting.text(str(period.end))
        return f"{value} < DATE {start} OR {value} >= DATE {end}"
    return f"{value} <> {quoting.text(str(period))}"


def _misplaced(subject: Subject, scope: AreaCode) -> list[tuple[str, Kind | None]]:
    value, level = f"v{subject.number}", subject.field.code_level or AreaLevel.VILLAGE
    is_nation = f"({value} = 'ID') <> {'true' if level is AreaLevel.NATION else 'false'}"
    checks: list[tuple[str, Kind | None]] = [
        (f"strlen({value}) <> {_LENGTHS[level]} OR {is_nation}", Kind.WRONG_LEVEL),
        (f"NOT k{subject.number}", Kind.UNKNOWN_AREA),
    ]
    if scope != NATION:
        inside = f"({value} = {quoting.text(scope)} OR starts_with({value}, {quoting.text(scope.prefix)}))"
        checks.append((f"NOT {inside}", Kind.OUTSIDE_SCOPE))
    return checks

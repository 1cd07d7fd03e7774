"""The SQL of one field: its trimmed cell ``t``, its missing marks ``x``, its typed value ``v``, its problem ``p``."""

from dataclasses import dataclass

from kotacerdas.contracts import dates, numbers, quoting
from kotacerdas.contracts.contract import Category, CodeSystem, Contract, DecimalMark, Field, FieldType
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
ANY_AREA = r"ID|\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?"
_UNDOTTED = {
    AreaLevel.REGENCY: (r"(\d{2})(\d{2})", r"\1.\2"),
    AreaLevel.DISTRICT: (r"(\d{2})(\d{2})(\d{2})", r"\1.\2.\3"),
    AreaLevel.VILLAGE: (r"(\d{2})(\d{2})(\d{2})(\d{4})", r"\1.\2.\3.\4"),
}
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
    """A field in a plan: its number, where the sheet has it, and the decimal mark it is read with."""

    number: int
    field: Field
    position: int | None
    mark: DecimalMark | None

    @property
    def place(self) -> int:
        """Its number among failures, where 0 is the row as a whole."""
        return self.number + 1


def trimmed(subject: Subject) -> str:
    """The cell without blanks around it."""
    source = "CAST(NULL AS VARCHAR)" if subject.position is None else f"trim(c{subject.position})"
    return f"{source} AS t{subject.number}"


def cell(contract: Contract, subject: Subject) -> str:
    """The trimmed cell, NULL where it holds a mark for missing."""
    column = f"t{subject.number}"
    marks = {mark.strip().lower() for mark in contract.missing_values} | {""}
    longest = max(len(mark.encode()) for mark in marks)
    is_missing = f"strlen({column}) <= {longest} AND lower({column}) IN ({texts(sorted(marks))})"
    return f"CASE WHEN {is_missing} THEN NULL ELSE {column} END AS x{subject.number}"


def typed(subject: Subject) -> str:
    """The value in its own type, NULL when the cell is missing or cannot be read."""
    column, field = f"x{subject.number}", subject.field
    if field.is_area:
        return _area(column, field)
    if field.is_numeric:
        return numbers.typed(column, field.type, subject.mark)
    if field.type is FieldType.DATE:
        return dates.typed(column)
    if field.type is FieldType.BOOLEAN:
        yes, no = (
            texts(sorted({word.lower() for word in words})) for words in (field.true_values, field.false_values)
        )
        return f"CASE WHEN lower({column}) IN ({yes}) THEN true WHEN lower({column}) IN ({no}) THEN false END"
    return _code(column, field) if field.categories else column


def problem(subject: Subject, period: Period, scope: AreaCode) -> str:
    """The number of the first thing wrong with the cell, NULL when nothing is."""
    cases = " ".join(f"WHEN {condition} THEN {kind.number}" for condition, kind in _checks(subject, period, scope))
    return f"CAST({f'CASE {cases} END' if cases else 'NULL'} AS UTINYINT)"


def kinds(subject: Subject, period: Period, scope: AreaCode) -> set[Kind]:
    """What can be wrong with the cell."""
    return {kind for _, kind in _checks(subject, period, scope)}


def _checks(subject: Subject, period: Period, scope: AreaCode) -> list[tuple[str, Kind]]:
    required = [(f"x{subject.number} IS NULL", Kind.REQUIRED)] if subject.field.is_required else []
    checks = [*required, *_readable(subject), *_bounded(subject)]
    if subject.field.is_period:
        checks.append(_in_period(subject, period))
    if subject.field.is_area:
        checks += _placed(subject, scope)
    return checks


def _area(column: str, field: Field) -> str:
    dotted = f"CASE WHEN {full_match(column, ANY_AREA)} THEN {column}"
    if field.code_system is CodeSystem.KEMENDAGRI and field.code_level in _UNDOTTED:
        shape, parts = _UNDOTTED[field.code_level]
        digits = f"regexp_replace({column}, {quoting.text(shape)}, {quoting.text(parts)})"
        dotted += f" WHEN {full_match(column, shape)} THEN {digits}"
    return f"{dotted} END"


def _code(column: str, field: Field) -> str:
    codes = texts(category.code for category in field.categories)
    spellings = " ".join(
        f"WHEN lower({column}) IN ({texts(_spellings(category))}) THEN {quoting.text(category.code)}"
        for category in field.categories
    )
    return f"CASE WHEN {column} IN ({codes}) THEN {column} {spellings} END"


def _spellings(category: Category) -> list[str]:
    lowered = {text.lower() for text in (category.code, *category.label.values(), *category.aliases)}
    return sorted(lowered | {text.replace("_", " ") for text in lowered})


def _readable(subject: Subject) -> list[tuple[str, Kind]]:
    column, field = f"x{subject.number}", subject.field
    unread = f"{column} IS NOT NULL AND v{subject.number} IS NULL"
    if field.is_area:
        return [
            (f"{unread} AND {full_match(column, _NUMBER_TYPED)}", Kind.NUMBER_TYPED_CODE),
            (f"{unread} AND {full_match(column, _DIGITS)}", Kind.AMBIGUOUS_AREA),
            (unread, Kind.MALFORMED_AREA),
        ]
    found = []
    if field.is_numeric and subject.mark is None:
        found.append((f"{unread} AND {numbers.is_ambiguous(column)}", Kind.AMBIGUOUS_NUMBER))
    if field.type is not FieldType.STRING or field.categories:
        found.append((unread, _NOT_OF_TYPE[field.type]))
    if field.is_code:
        found.append((full_match(column, _NUMBER_TYPED), Kind.NUMBER_TYPED_CODE))
    return found


def _bounded(subject: Subject) -> list[tuple[str, Kind]]:
    value, field = f"v{subject.number}", subject.field
    low = field.minimum if field.earliest is None else field.earliest
    high = field.maximum if field.latest is None else field.latest
    bounds = [
        *([f"{value} < {_bound(low)}"] if low is not None else []),
        *([f"{value} > {_bound(high)}"] if high is not None else []),
    ]
    lengths = [
        *([f"length({value}) < {field.min_length}"] if field.min_length else []),
        *([f"length({value}) > {field.max_length}"] if field.max_length else []),
    ]
    found = []
    if bounds:
        found.append((" OR ".join(bounds), Kind.OUT_OF_RANGE))
    if lengths:
        found.append((" OR ".join(lengths), Kind.WRONG_LENGTH))
    if field.pattern:
        found.append((f"{value} IS NOT NULL AND NOT {full_match(value, field.pattern)}", Kind.WRONG_FORM))
    return found


def _bound(bound: object) -> str:
    return quoting.number(bound) if isinstance(bound, (int, float)) else f"DATE {quoting.text(str(bound))}"


def _in_period(subject: Subject, period: Period) -> tuple[str, Kind]:
    value = f"v{subject.number}"
    if subject.field.is_numeric:
        return f"{value} <> {period.year}", Kind.PERIOD_DIFFERS
    if subject.field.type is FieldType.DATE:
        start, end = quoting.text(str(period.start)), quoting.text(str(period.end))
        return f"{value} < DATE {start} OR {value} >= DATE {end}", Kind.PERIOD_DIFFERS
    return f"{value} <> {quoting.text(str(period))}", Kind.PERIOD_DIFFERS


def _placed(subject: Subject, scope: AreaCode) -> list[tuple[str, Kind]]:
    value = f"v{subject.number}"
    level = subject.field.code_level or AreaLevel.VILLAGE
    found = [
        (f"{value} IS NOT NULL AND NOT {full_match(value, _SHAPES[level])}", Kind.WRONG_LEVEL),
        (f"{value} IS NOT NULL AND NOT k{subject.number}", Kind.UNKNOWN_AREA),
    ]
    if scope != NATION:
        inside = f"({value} = {quoting.text(scope)} OR starts_with({value}, {quoting.text(scope.prefix)}))"
        found.append((f"{value} IS NOT NULL AND NOT {inside}", Kind.OUTSIDE_SCOPE))
    return found

"""What can be wrong with the cell of a field, in the order in which it is looked for."""

from dataclasses import dataclass

from kotacerdas.contracts import numbers, quoting
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.kinds import Kind, Severity
from kotacerdas.contracts.quoting import full_match
from kotacerdas.contracts.readings import DIGITS, LENGTHS, NUMBER_TYPED
from kotacerdas.contracts.slots import code_of
from kotacerdas.contracts.subjects import Subject
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.kernel.periods import Period


_NOT_OF_TYPE = {
    FieldType.INTEGER: Kind.NOT_INTEGER,
    FieldType.NUMBER: Kind.NOT_NUMBER,
    FieldType.BOOLEAN: Kind.NOT_BOOLEAN,
    FieldType.DATE: Kind.NOT_DATE,
    FieldType.STRING: Kind.NOT_IN_CODE_LIST,
}


@dataclass(frozen=True, slots=True)
class Check:
    """SQL that is true where ``kind`` is the case; without a kind nothing is wrong there and the search ends."""

    condition: str
    kind: Kind | None
    severity: Severity = Severity.ROW

    @property
    def code(self) -> str:
        """The number by which the engine knows kind and severity."""
        return "NULL" if self.kind is None else str(code_of(self.kind, self.severity))


def unread(subject: Subject) -> list[Check]:
    """What is wrong where no value was read."""
    cell, field = subject.text, subject.field
    checks = [Check(f"{cell} IS NULL", Kind.REQUIRED if field.is_required else None)]
    if field.is_code:
        checks.append(Check(full_match(cell, NUMBER_TYPED), Kind.NUMBER_TYPED_CODE))
    if field.is_area:
        return [*checks, Check(full_match(cell, DIGITS), Kind.AMBIGUOUS_AREA), Check("true", Kind.MALFORMED_AREA)]
    if field.is_numeric and subject.mark is None:
        checks.append(Check(numbers.is_ambiguous(cell), Kind.AMBIGUOUS_NUMBER))
    return [*checks, Check("true", Kind.WRONG_FORM if field.pattern else _NOT_OF_TYPE[field.type])]


def wrong(subject: Subject, period: Period, scope: AreaCode) -> list[Check]:
    """What is wrong with a value that was read; what returns the row before what is only shown."""
    value, field = subject.value, subject.field
    checks = unfit(value, field, period)
    if field.is_area:
        checks += _misplaced(subject, scope)
    return sorted(checks, key=lambda check: check.severity is Severity.WARN)


def unfit(value: str, field: Field, period: Period) -> list[Check]:
    """What is wrong with the size of a value, or with the period it names."""
    low = field.minimum if field.earliest is None else field.earliest
    high = field.maximum if field.latest is None else field.latest
    checks = []
    if low is not None:
        checks.append(Check(f"{value} < {_bound(low)}", Kind.OUT_OF_RANGE))
    if high is not None:
        checks.append(Check(f"{value} > {_bound(high)}", Kind.OUT_OF_RANGE))
    if field.min_length:
        checks.append(Check(f"length({value}) < {field.min_length}", Kind.WRONG_LENGTH))
    if field.max_length:
        checks.append(Check(f"length({value}) > {field.max_length}", Kind.WRONG_LENGTH))
    if field.is_period:
        checks.append(Check(_is_outside_period(value, field, period), Kind.PERIOD_DIFFERS))
    return checks


def _bound(bound: object) -> str:
    return quoting.number(bound) if isinstance(bound, (int, float)) else f"DATE {quoting.text(str(bound))}"


def _is_outside_period(value: str, field: Field, period: Period) -> str:
    if field.is_numeric:
        return f"{value} <> {period.year}"
    if field.type is FieldType.DATE:
        start, end = quoting.text(str(period.start)), quoting.text(str(period.end))
        return f"({value} < DATE {start} OR {value} >= DATE {end})"
    return f"{value} <> {quoting.text(str(period))}"


def _misplaced(subject: Subject, scope: AreaCode) -> list[Check]:
    """A code outside the scope counts as outside here; whether such an area is known at all is looked up for those only."""
    value, level = subject.value, subject.field.code_level or AreaLevel.VILLAGE
    is_nation = f"({value} = 'ID') <> {'true' if level is AreaLevel.NATION else 'false'}"
    checks = [Check(f"(strlen({value}) <> {LENGTHS[level]} OR {is_nation})", Kind.WRONG_LEVEL)]
    if scope != NATION:
        inside = f"({value} = {quoting.text(scope)} OR starts_with({value}, {quoting.text(scope.prefix)}))"
        checks.append(Check(f"NOT {inside}", Kind.OUTSIDE_SCOPE))
    return [*checks, Check(f"TRY_CAST({value} AS {subject.listed_as}) IS NULL", Kind.UNKNOWN_AREA)]

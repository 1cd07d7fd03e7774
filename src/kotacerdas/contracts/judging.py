"""What can be wrong with the cell of a field, in the order in which it is looked for."""

from dataclasses import dataclass

from kotacerdas.contracts import moments, numbers, quoting, structures
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.forms import FORMATS
from kotacerdas.contracts.kinds import Kind, Severity
from kotacerdas.contracts.quoting import full_match, texts
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
    FieldType.DATETIME: Kind.NOT_MOMENT,
    FieldType.TIME: Kind.NOT_TIME,
    FieldType.YEAR: Kind.NOT_YEAR,
    FieldType.YEARMONTH: Kind.NOT_YEARMONTH,
    FieldType.DURATION: Kind.NOT_DURATION,
    FieldType.LIST: Kind.NOT_LIST,
    FieldType.OBJECT: Kind.NOT_OBJECT,
    FieldType.ARRAY: Kind.NOT_ARRAY,
    FieldType.GEOPOINT: Kind.NOT_GEOPOINT,
    FieldType.GEOJSON: Kind.NOT_GEOJSON,
}


_ENGINE_TYPES = {FieldType.DATE: "DATE", FieldType.DATETIME: "TIMESTAMP", FieldType.TIME: "TIME"}


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
    checks = [Check(f"{cell} IS NULL", Kind.REQUIRED if field.is_required else None, field.severity("required"))]
    if field.is_code:
        checks.append(Check(full_match(cell, NUMBER_TYPED), Kind.NUMBER_TYPED_CODE))
    if field.is_area:
        return [*checks, Check(full_match(cell, DIGITS), Kind.AMBIGUOUS_AREA), Check("true", Kind.MALFORMED_AREA)]
    if field.is_numeric and subject.mark is None:
        checks.append(Check(numbers.is_ambiguous(cell), Kind.AMBIGUOUS_NUMBER))
    if field.type in {FieldType.STRING, FieldType.ANY} and not field.categories:
        return checks
    severity = field.severity("categories") if field.categories else Severity.ROW
    return [*checks, Check("true", _NOT_OF_TYPE[field.type], severity)]


def wrong(subject: Subject, period: Period, scope: AreaCode) -> list[Check]:
    """What is wrong with a value that was read; what returns the row before what is only shown."""
    value, field = subject.value, subject.field
    checks = unfit(value, field, period)
    if field.pattern:
        checks.append(Check(f"NOT {full_match(value, field.pattern)}", Kind.WRONG_FORM, field.severity("pattern")))
    if field.categories and not subject.listed_as:
        codes = texts(category.code for category in field.categories)
        checks.append(Check(f"{value} NOT IN ({codes})", Kind.NOT_IN_CODE_LIST, field.severity("categories")))
    if field.is_area:
        checks += _misplaced(subject, scope)
    return sorted(checks, key=lambda check: check.severity is Severity.WARN)


def unfit(value: str, field: Field, period: Period) -> list[Check]:
    """What is wrong with the size of a value, the format or structure it has, or the period it names."""
    checks = [
        Check(
            f"{_measured(value, field)} {bound.sign} {_bound(bound.value, field)}",
            Kind.OUT_OF_RANGE,
            field.severity(bound.constraint),
        )
        for bound in field.bounds
    ]
    length = structures.length(value, field)
    if field.min_length:
        checks.append(Check(f"{length} < {field.min_length}", Kind.WRONG_LENGTH, field.severity("minLength")))
    if field.max_length:
        checks.append(Check(f"{length} > {field.max_length}", Kind.WRONG_LENGTH, field.severity("maxLength")))
    if field.enum:
        checks.append(Check(f"{value} NOT IN ({_enumerated(field)})", Kind.NOT_IN_CODE_LIST, field.severity("enum")))
    if field.type is FieldType.STRING and field.format in FORMATS:
        has_format = full_match(value, FORMATS[field.format])
        checks.append(Check(f"NOT {has_format}", Kind.WRONG_FORMAT, field.severity("format")))
    if field.structure is not None:
        fits = f"coalesce({structures.fits(value, field.structure)}, false)"
        checks.append(Check(f"NOT {fits}", Kind.WRONG_STRUCTURE, field.severity("jsonSchema")))
    if field.is_period:
        checks.append(Check(_is_outside_period(value, field, period), Kind.PERIOD_DIFFERS))
    return checks


def _measured(value: str, field: Field) -> str:
    return moments.seconds(value) if field.type is FieldType.DURATION else value


def _enumerated(field: Field) -> str:
    if field.is_numeric or field.type is FieldType.YEAR:
        return ", ".join(quoting.number(float(value)) for value in field.enum)
    if field.type is FieldType.BOOLEAN:
        return ", ".join("true" if value in {True, "true"} else "false" for value in field.enum)
    engine_type = _ENGINE_TYPES.get(field.type, "VARCHAR")
    return ", ".join(f"CAST({quoting.text(str(value))} AS {engine_type})" for value in field.enum)


def _bound(bound: float | str, field: Field) -> str:
    if field.type is FieldType.DURATION:
        return moments.seconds(quoting.text(str(bound)))
    if isinstance(bound, (int, float)):
        return quoting.number(bound)
    return f"CAST({quoting.text(bound)} AS {_ENGINE_TYPES.get(field.type, 'VARCHAR')})"


def _is_outside_period(value: str, field: Field, period: Period) -> str:
    if field.is_numeric or field.type is FieldType.YEAR:
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

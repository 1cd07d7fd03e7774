"""A contract proposed from a sample file. Nothing is agreed by it: what is doubtful is said, and a person decides."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from kotacerdas.contracts import numbers, privacy
from kotacerdas.contracts.bodies import FALSE_VALUES, MISSING_VALUES, TRUE_VALUES
from kotacerdas.contracts.contract import DecimalMark, FieldType, Privacy
from kotacerdas.contracts.drafting import Doubt, Proposal, Question, names_for, new_body, new_field
from kotacerdas.contracts.profiles import MOST_VALUES, ColumnProfile, Shape, TableProfile, is_nearly_all


MOST_CODES = 20
ROWS_PER_CODE = 5
LONGEST_CODE = 40
_AREAS = ((Shape.VILLAGE, "village"), (Shape.DISTRICT, "district"), (Shape.REGENCY, "regency"))
_EXAMPLES = {"village": "51.02.01.2001", "district": "51.02.01", "regency": "51.02"}
_PERIOD_NAMES = {"tahun", "periode", "period", "year", "bulan", "triwulan", "tahun_data"}


@dataclass
class _Column:
    """One column on its way to a field."""

    profile: ColumnProfile
    name: str
    body: dict[str, Any] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)

    def ask(self, doubt: Doubt, fact: object = "") -> None:
        self.questions.append(Question(doubt, self.name, str(fact)))


def infer(profile: TableProfile, *, name: str, producer: str) -> Proposal:
    """Propose a contract called ``name`` for files like the sample; ``producer`` is an agency's code."""
    mark, is_mixed = _decimal_mark(profile.columns)
    names = names_for([column.header for column in profile.columns])
    columns = [_Column(each, each_name) for each, each_name in zip(profile.columns, names, strict=True)]
    for column in columns:
        _fill(column, profile, mark)
        _doubt_marks(column, mark, is_mixed=is_mixed)
    _guard_rows(columns)
    area = next((column for column in columns if "kotacerdas:codeLevel" in column.body), None)
    key = _key(profile, columns, area)
    for column in columns:
        if column.name in key:
            column.body["constraints"] = {**column.body.get("constraints", {}), "required": True}
    whole = [(Doubt.SCHEDULE, True), (Doubt.ENGLISH, True), (Doubt.NO_AREA, area is None), (Doubt.NO_KEY, not key)]
    return Proposal(
        _body(profile, new_body(name, producer=producer, fields=[column.body for column in columns]), area, key),
        (
            *(Question(doubt) for doubt, is_open in whole if is_open),
            *(question for column in columns for question in column.questions),
        ),
    )


def _doubt_marks(column: _Column, mark: DecimalMark | None, *, is_mixed: bool) -> None:
    if column.body["type"] not in {"integer", "number"} or mark is not None:
        return
    dot, comma = (column.profile.numbers[each] for each in DecimalMark)
    if dot != comma:
        column.ask(Doubt.MIXED_MARKS if is_mixed else Doubt.UNCLEAR_MARK)


def _body(profile: TableProfile, body: dict[str, Any], area: _Column | None, key: Sequence[str]) -> dict[str, Any]:
    body["schema"]["primaryKey"] = list(key)
    if area is not None:
        body |= {"kotacerdas:areaField": area.name, "kotacerdas:grain": area.body["kotacerdas:codeLevel"]}
    marks = {mark for column in profile.columns for mark in column.missing} - {mark.lower() for mark in MISSING_VALUES}
    if marks:
        body["schema"]["missingValues"] = [*MISSING_VALUES, *sorted(marks)]
    return body


def _fill(column: _Column, profile: TableProfile, mark: DecimalMark | None) -> None:
    column.body = new_field(column.name, column.profile.header) | {"kotacerdas:privacy": Privacy.PUBLIC.value}
    proposed = privacy.propose(column.profile)
    if proposed:
        column.body["kotacerdas:privacy"] = proposed.value
        column.ask(Doubt.PRIVACY)
    if not column.profile.filled:
        column.ask(Doubt.EMPTY_COLUMN)
        return
    matching, constraints = _kind(column, mark)
    if column.profile.filled == profile.rows:
        constraints["required"] = True
    if constraints:
        column.body["constraints"] = constraints
    if matching < column.profile.filled:
        column.ask(Doubt.ODD_CELLS, column.profile.filled - matching)
    if proposed is None and "categories" not in column.body:
        column.body["example"] = column.profile.values[0] if column.profile.values else ""


def _kind(column: _Column, mark: DecimalMark | None) -> tuple[int, dict[str, Any]]:
    """Settle the type; give the number of cells that fit and the constraints."""
    found = column.profile
    for settle in (_as_area, _as_identifier, _as_period, _as_truth, _as_date):
        if (settled := settle(column)) is not None:
            return settled
    number = _best_number(found, mark)
    if is_nearly_all(number.count, found.filled):
        is_whole = number.whole == number.count
        if is_whole and found.looks(Shape.YEAR):
            column.body["type"] = FieldType.INTEGER.value
            return number.count, {"minimum": 1900, "maximum": 2100}
        column.body["type"] = (FieldType.INTEGER if is_whole else FieldType.NUMBER).value
        return number.count, _range(column.name, number.minimum, number.maximum)
    if _is_code_list(found):
        column.body["categories"] = [
            {"value": value, "label": value, "kotacerdas:en": {"label": value}} for value in sorted(found.values)
        ]
    return found.filled, {}


def _as_area(column: _Column) -> tuple[int, dict[str, Any]] | None:
    found = column.profile
    level = next((level for shape, level in _AREAS if found.looks(shape)), None)
    if level is None and found.looks(Shape.UNDOTTED_VILLAGE) and _says_code(column.name):
        level = "village"
        column.body["kotacerdas:codeSystem"] = "kemendagri"
        column.ask(Doubt.UNDOTTED_AREAS)
    if level is None:
        return None
    column.body |= {"kotacerdas:codeLevel": level, "example": _EXAMPLES[level]}
    return max(found.shapes.get(shape, 0) for shape in (*(shape for shape, _ in _AREAS), Shape.UNDOTTED_VILLAGE)), {}


def _as_identifier(column: _Column) -> tuple[int, dict[str, Any]] | None:
    """Digits that are no quantity: they are text, or zeros and last digits would be lost."""
    found = column.profile
    if found.looks(Shape.SIXTEEN_DIGITS):
        return found.shapes[Shape.SIXTEEN_DIGITS], {"pattern": r"\d{16}"}
    if found.looks(Shape.PHONE) or found.shapes.get(Shape.LEADING_ZERO, 0):
        return found.filled, {}
    return None


def _as_period(column: _Column) -> tuple[int, dict[str, Any]] | None:
    found = column.profile
    if column.name not in _PERIOD_NAMES or not found.looks(Shape.PERIOD, Shape.YEAR):
        return None
    column.body["kotacerdas:period"] = found.distinct == 1
    return found.filled, {}


def _as_truth(column: _Column) -> tuple[int, dict[str, Any]] | None:
    found = column.profile
    is_number = all(value.isdecimal() for value in found.values)
    if is_number or not found.looks(Shape.TRUTH) or found.distinct > len(TRUE_VALUES) + len(FALSE_VALUES):
        return None
    column.body["type"] = FieldType.BOOLEAN.value
    return found.shapes[Shape.TRUTH], {}


def _as_date(column: _Column) -> tuple[int, dict[str, Any]] | None:
    found = column.profile
    if not found.looks(Shape.DATE):
        return None
    column.body["type"] = FieldType.DATE.value
    is_birth = "lahir" in column.name or "birth" in column.name
    return found.shapes[Shape.DATE], {"minimum": "1900-01-01"} if is_birth else {}


def _best_number(found: ColumnProfile, mark: DecimalMark | None) -> Any:
    return found.numbers[mark] if mark else max(found.numbers.values(), key=lambda number: number.count)


def _range(name: str, low: float | None, high: float | None) -> dict[str, Any]:
    """Wide enough for years to come, narrow enough to catch a slipped zero."""
    if low is None or high is None or low < 0:
        return {}
    if re.search(r"persen|percent|persentase", name) and high <= 100:
        return {"minimum": 0, "maximum": 100}
    return {"minimum": 0, "maximum": 10 ** (max(0, math.floor(math.log10(high))) + 2)} if high else {"minimum": 0}


def _is_code_list(found: ColumnProfile) -> bool:
    is_few = 2 <= found.distinct <= MOST_CODES <= MOST_VALUES and found.filled >= found.distinct * ROWS_PER_CODE
    spellings = {value.strip().lower() for value in found.values}
    is_listable = is_few and not privacy.names_persons(found.header)
    return is_listable and found.longest <= LONGEST_CODE and len(spellings) == len(found.values) == found.distinct


def _decimal_mark(columns: Sequence[ColumnProfile]) -> tuple[DecimalMark | None, bool]:
    shown = {mark for column in columns if _is_numberlike(column) for mark in column.shows}
    is_mixed = len(shown) > 1
    return numbers.decide(dot=DecimalMark.DOT in shown, comma=DecimalMark.COMMA in shown), is_mixed


def _is_numberlike(column: ColumnProfile) -> bool:
    return any(is_nearly_all(number.count, column.filled) for number in column.numbers.values())


def _guard_rows(columns: Sequence[_Column]) -> None:
    """Where rows are about persons, what else they say of them is not public either."""
    if any(column.questions and column.questions[0].doubt is Doubt.PRIVACY for column in columns):
        for column in columns:
            if column.body["kotacerdas:privacy"] == Privacy.PUBLIC and "kotacerdas:codeLevel" not in column.body:
                column.body["kotacerdas:privacy"] = Privacy.INTERNAL.value


def _key(profile: TableProfile, columns: Sequence[_Column], area: _Column | None) -> tuple[str, ...]:
    """The smallest set of columns that tells rows apart, one with the area before others.

    Cells written differently can mean the same number or the same yes, so such columns tell nothing apart for sure.
    """

    def merit(key: tuple[int, ...]) -> tuple[bool, int, int, tuple[int, ...]]:
        names = [columns[index] for index in key]
        counted = sum(each.body["type"] == "integer" for each in names)
        return area is not None and area not in names, counted, len(key), key

    sure = [key for key in profile.keys if not {"number", "boolean"} & {columns[index].body["type"] for index in key}]
    best = min(sure, key=merit, default=())
    return tuple(columns[index].name for index in best)


def _says_code(name: str) -> bool:
    return any(word in name.split("_") for word in ("kode", "kd", "code"))

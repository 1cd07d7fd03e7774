"""What readers may ask of rows: conditions, an order and measures, read from short texts and typed by the contract.

The language is closed: a column, one of a few operators or functions, values. Nothing in it is ever read as SQL.
A missing value fulfils no condition but ``isnull:true``, comes last in every order, and enters no measure.
"""

import csv
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.question_errors import (
    FunctionDoesNotFit,
    OperatorDoesNotFit,
    TooMuchAsked,
    UnknownColumn,
    UnknownFunction,
    UnknownOperator,
    UnreadableFilter,
    UnreadableMeasure,
    ValueDoesNotFit,
)


Value = str | int | float | bool | date
MOST_FILTERS, MOST_VALUES, MOST_ORDERS, MOST_GROUPS, MOST_MEASURES = 20, 200, 5, 5, 10
_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")  # what every engine holds
_NUMBER = re.compile(r"[+-]?[0-9]{1,300}(\.[0-9]{1,300})?([eE][+-]?[0-9]{1,3})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Operator(StrEnum):
    """How a filter compares."""

    EQ = "eq"
    NE = "ne"
    LT = "lt"
    LTE = "lte"
    GT = "gt"
    GTE = "gte"
    IN = "in"
    CONTAINS = "contains"
    STARTSWITH = "startswith"
    ISNULL = "isnull"


class Function(StrEnum):
    """What a measure computes of the values of a column that are there."""

    COUNT = "count"
    SUM = "sum"
    MIN = "min"
    MAX = "max"
    MEAN = "mean"
    DISTINCT = "distinct"


@dataclass(frozen=True, slots=True)
class Condition:
    """One filter; ``isnull`` has one truth as its value, ``in`` one or more values, every other exactly one."""

    column: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class WordSearch:
    """Rows that hold a word in any of some text columns, whatever its case."""

    columns: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Order:
    """One column to sort by; a missing value comes last either way."""

    column: str
    is_descending: bool = False
    type: FieldType = FieldType.STRING


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure; ``count`` without a column counts rows."""

    function: Function
    column: str = ""

    @property
    def name(self) -> str:
        """What it is called in the answer."""
        return f"{self.function.value}_{self.column}" if self.column else self.function.value


_TEXT_ONLY = frozenset({Operator.CONTAINS, Operator.STARTSWITH})
_ORDERED = frozenset({Operator.LT, Operator.LTE, Operator.GT, Operator.GTE})
_OF_NUMBERS = frozenset({Function.SUM, Function.MEAN})
_EXAMPLES = {
    FieldType.INTEGER: "12",
    FieldType.NUMBER: "12.5",
    FieldType.BOOLEAN: "true",
    FieldType.DATE: "2026-01-31",
}


def read_columns(text: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Column names parted by commas, each once; raise :class:`UnknownColumn`."""
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    for name in names:
        field_of(name, fields)
    return names


def read_filters(texts: Sequence[str], fields: Mapping[str, Field]) -> tuple[Condition, ...]:
    """Filters written ``column:operator:value``; the values of ``in`` are parted by commas, quoted where they hold one.

    Raises:
        UnreadableFilter: It has not three parts.
        UnknownColumn, UnknownOperator, OperatorDoesNotFit, ValueDoesNotFit: A part says what the contract does not.
        TooMuchAsked: There are too many of them, or too many values in one.
    """
    _check_number("filter", len(texts), MOST_FILTERS)
    return tuple(_filter(text, fields) for text in texts)


def read_orders(text: str, fields: Mapping[str, Field]) -> tuple[Order, ...]:
    """Columns to sort by, parted by commas; a minus in front turns one around."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    _check_number("sort", len(parts), MOST_ORDERS)
    names = [part.removeprefix("-") for part in parts]
    return tuple(
        {
            name: Order(name, part.startswith("-"), field_of(name, fields).type)
            for name, part in zip(names, parts, strict=True)
        }.values()
    )


def read_measures(texts: Sequence[str], fields: Mapping[str, Field]) -> tuple[Measure, ...]:
    """Measures written ``count`` or ``function:column``; counting rows when none is given."""
    _check_number("measure", len(texts), MOST_MEASURES)
    return tuple(dict.fromkeys(_measure(text, fields) for text in texts)) or (Measure(Function.COUNT),)


def read_groups(text: str, fields: Mapping[str, Field]) -> tuple[str, ...]:
    """Columns to group by."""
    names = read_columns(text, fields)
    _check_number("group", len(names), MOST_GROUPS)
    return names


def field_of(name: str, fields: Mapping[str, Field]) -> Field:
    """The field of that name; raise :class:`UnknownColumn` naming those there are."""
    if name not in fields:
        raise UnknownColumn(column=name[:80], columns=", ".join(fields))
    return fields[name]


def read_words(text: str, columns: Sequence[str]) -> tuple[WordSearch, ...]:
    """What a row must hold to have every word of a text, each in any of the columns."""
    words = tuple(dict.fromkeys(text.lower().split()))
    _check_number("q", len(words), MOST_FILTERS)
    return tuple(WordSearch(tuple(columns), word.replace("\x00", "")) for word in words)


def names_in(
    conditions: Iterable[Condition | WordSearch] = (), orders: Iterable[Order] = (), measures: Iterable[Measure] = ()
) -> frozenset[str]:
    """The columns a question looks at without showing them."""
    named = [each.column for part in (orders, measures) for each in part]
    for each in conditions:
        named += each.columns if isinstance(each, WordSearch) else (each.column,)
    return frozenset(name for name in named if name)


def _filter(text: str, fields: Mapping[str, Field]) -> Condition:
    column, mark, rest = text.partition(":")
    name, second_mark, said = rest.partition(":")
    if not (mark and second_mark and column):
        raise UnreadableFilter(filter=text[:80])
    field = field_of(column, fields)
    operator = next((each for each in Operator if each.value == name), None)
    if operator is None:
        raise UnknownOperator(operator=name[:80], operators=", ".join(Operator))
    is_odd = (operator in _TEXT_ONLY and field.type is not FieldType.STRING) or (
        operator in _ORDERED and field.type is FieldType.BOOLEAN
    )
    if is_odd:
        raise OperatorDoesNotFit(column=column, type=field.type.value, operator=operator.value)
    if operator is Operator.ISNULL:
        return Condition(column, operator, (_truth(said, field),))
    words = _words(said) if operator is Operator.IN else [said]
    _check_number("in", len(words), MOST_VALUES)
    return Condition(column, operator, tuple(_value(word, field) for word in words))


def _words(text: str) -> list[str]:
    return next(csv.reader([text.replace("\r", " ").replace("\n", " ")]), []) or [""]


def _measure(text: str, fields: Mapping[str, Field]) -> Measure:
    name, mark, column = text.partition(":")
    function = next((each for each in Function if each.value == name), None)
    if function is None:
        raise UnknownFunction(function=name[:80], functions=", ".join(Function))
    if not mark and function is Function.COUNT:
        return Measure(function)
    if not column:
        raise UnreadableMeasure(measure=text[:80])
    field = field_of(column, fields)
    if function in _OF_NUMBERS and not field.is_numeric:
        raise FunctionDoesNotFit(function=name, column=column, type=field.type.value)
    return Measure(function, column)


def _value(text: str, field: Field) -> Value:
    try:
        return _READERS.get(field.type, _text)(text, field)
    except (ValueError, OverflowError) as refusal:
        example = _EXAMPLES.get(field.type, field.example or "51.02")
        raise ValueDoesNotFit(value=text[:80], column=field.name, type=field.type.value, example=example) from refusal


def _text(text: str, _field: Field) -> str:
    if "\x00" in text:
        raise ValueError(text)
    return text


def _whole(text: str, _field: Field) -> int:
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text)


def _number(text: str, _field: Field) -> float:
    if not _NUMBER.fullmatch(text):
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _truth(text: str, field: Field) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueDoesNotFit(value=text[:80], column=field.name, type=FieldType.BOOLEAN.value, example="true")
    return text.lower() == "true"


def _day(text: str, _field: Field) -> date:
    if not _DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def _check_number(what: str, count: int, limit: int) -> None:
    if count > limit:
        raise TooMuchAsked(what=what, count=count, limit=limit)


_READERS: Mapping[FieldType, Callable[[str, Field], Value]] = {
    FieldType.STRING: _text,
    FieldType.INTEGER: _whole,
    FieldType.NUMBER: _number,
    FieldType.BOOLEAN: _truth,
    FieldType.DATE: _day,
}

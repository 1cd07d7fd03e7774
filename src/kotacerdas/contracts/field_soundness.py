"""What the parts of one field of a contract say of each other."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from kotacerdas.contracts import bodies, forms, patterns


_NUMBERS = {"integer", "number", "year"}
_MEASURED = {*_NUMBERS, "date", "datetime", "time", "yearmonth", "duration"}
_SIZED = {"string", "list", "object", "array", "any"}
_FORMATS = {
    "string": {"default", *forms.FORMATS},
    "geopoint": {"default", "array", "object"},
    "geojson": {"default", "topojson"},
    "date": {"default", "any"},
    "datetime": {"default", "any"},
    "time": {"default", "any"},
}
_Fault = tuple[bool, str]


def faults(field: bodies.FieldBody) -> list[tuple[str, str]]:
    """The place and the reason of everything that cannot be so."""
    found = (*_code_faults(field), *_limit_faults(field), *_form_faults(field))
    return [(f"schema.fields.{field.name}", what) for is_so, what in found if is_so]


def _code_faults(field: bodies.FieldBody) -> list[_Fault]:
    codes = [category.value for category in field.categories]
    is_coded = field.categories or field.code_list or field.constraints.pattern or field.code_level
    truths, lies = ({text.casefold() for text in texts} for texts in (field.true_values, field.false_values))
    return [
        (
            bool(is_coded) and field.type != "string",
            "codes and patterns are for text; official identifiers are never numbers",
        ),
        (len(set(codes)) < len(codes), "a code is listed twice"),
        (
            bool(field.code_system) and not field.code_level,
            "a code system needs kotacerdas:codeLevel, the level of area it names",
        ),
        (bool(truths & lies), "a text is both a true and a false value"),
        (field.categories_ordered and not (field.categories or field.code_list), "an order needs categories"),
    ]


def _limit_faults(field: bodies.FieldBody) -> list[_Fault]:
    limits = field.constraints
    bounds = [limits.minimum, limits.maximum, limits.exclusive_minimum, limits.exclusive_maximum]
    is_bounded = any(bound is not None for bound in bounds)
    is_sized = limits.min_length is not None or limits.max_length is not None
    return [
        (is_bounded and field.type not in _MEASURED, "only numbers and dates have a minimum or maximum"),
        (
            is_bounded and not _bounds_fit(field),
            "minimum and maximum must be of the field's own type, the minimum not above the maximum",
        ),
        (is_sized and field.type not in _SIZED, "only texts, lists, objects and arrays have a length"),
        (
            not patterns.is_safe(limits.pattern),
            "the pattern cannot be read or is too large; look-around and back-references are not supported",
        ),
        (bool(limits.enum) and not _enum_fits(field), "the values of enum must be of the field's own type"),
        (
            limits.json_schema is not None and field.type not in {"object", "array"},
            "a jsonSchema is for objects and arrays",
        ),
        (
            limits.json_schema is not None and not forms.is_known(limits.json_schema),
            "the jsonSchema says more than is checked: one level of properties or items",
        ),
    ]


def _form_faults(field: bodies.FieldBody) -> list[_Fault]:
    is_pattern = "%" in field.format and field.type in {"date", "datetime", "time"}
    directives = field.format.replace("%%", "").split("%")[1:]
    are_known = all(part[:1] in forms.DIRECTIVES for part in directives)
    is_known = are_known if is_pattern else field.format in _FORMATS.get(field.type, {"default"})
    marks = {field.decimal_char or "", field.group_char} - {""}
    firm = {"categories"} & field.severity.keys() if field.code_level else set()
    return [
        (not is_known, f"the format “{field.format}” is not known for this type"),
        (field.group_char != "" and field.group_char in "+-0123456789", "groupChar cannot be a digit or a sign"),
        (
            field.group_char != "" and field.decimal_char is not None and len(marks) < 2,
            "groupChar and decimalChar are the same",
        ),
        (bool(firm), "area codes are never only warned about"),
    ]


def _bounds_fit(field: bodies.FieldBody) -> bool:
    limits = field.constraints
    lows = [bound for bound in (limits.minimum, limits.exclusive_minimum) if bound is not None]
    highs = [bound for bound in (limits.maximum, limits.exclusive_maximum) if bound is not None]
    if any(isinstance(bound, str) is (field.type in _NUMBERS) for bound in (*lows, *highs)):
        return False
    reads: dict[str, Callable[[Any], object]] = {
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
    }
    try:
        values = [[reads.get(field.type, _same)(bound) for bound in ends] for ends in (lows, highs)]
    except (ValueError, TypeError):
        return False
    if field.type in {"yearmonth", "duration"}:
        return field.type == "duration" or all(len(str(bound)) == 7 for bound in (*lows, *highs))
    return all(low <= high for low in values[0] for high in values[1])  # type: ignore[operator]


def _same(bound: object) -> object:
    return bound


def _enum_fits(field: bodies.FieldBody) -> bool:
    if field.type in _NUMBERS:
        return all(isinstance(value, (int, float)) and not isinstance(value, bool) for value in field.constraints.enum)
    if field.type == "boolean":
        return all(isinstance(value, bool) for value in field.constraints.enum)
    return field.type in {"string", "date", "datetime", "time", "yearmonth", "any"} and all(
        isinstance(value, str) for value in field.constraints.enum
    )

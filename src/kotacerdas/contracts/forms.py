"""Formats, and the part of JSON Schema, that a contract may use."""

from collections.abc import Mapping
from typing import Any

from kotacerdas.contracts import patterns


FORMATS = {
    "email": r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+",
    "uri": r"[A-Za-z][A-Za-z0-9+.-]*:(//[^\s/?#]+)?[^\s]*",
    "uuid": r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    "binary": r"([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?",
}
DIRECTIVES = frozenset("YmdHMSyjfpIbB")  # of strptime
JSON_TYPES = {
    "string": ("VARCHAR",),
    "number": ("DOUBLE", "UBIGINT", "BIGINT", "HUGEINT", "UHUGEINT"),
    "integer": ("UBIGINT", "BIGINT", "HUGEINT", "UHUGEINT"),
    "boolean": ("BOOLEAN",),
    "object": ("OBJECT",),
    "array": ("ARRAY",),
    "null": ("NULL",),
}
KEYWORDS = frozenset({"type", "required", "properties", "items", "minItems", "maxItems", "additionalProperties"})
VALUE_KEYWORDS = frozenset({"type", "enum", "minimum", "maximum", "minLength", "maxLength", "pattern"})
_NOTES = frozenset({"title", "description", "$schema", "$comment", "examples", "default"})


def is_known(schema: Mapping[str, Any]) -> bool:
    """Whether a JSON schema stays within the part that is checked: one level of keys, or one kind of item."""
    inner = [*schema.get("properties", {}).values(), schema.get("items", {})]
    if not all(isinstance(each, Mapping) for each in inner) or schema.get("additionalProperties") not in (None, False):
        return False
    if not _is_typed(schema) or not all(isinstance(name, str) for name in schema.get("required", ())):
        return False
    return schema.keys() <= KEYWORDS | _NOTES and all(
        each.keys() <= VALUE_KEYWORDS | _NOTES and _is_typed(each) and patterns.is_safe(str(each.get("pattern", "")))
        for each in inner
    )


def _is_typed(schema: Mapping[str, Any]) -> bool:
    names = schema.get("type", [])
    numbers = (schema.get(name, 0) for name in ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"))
    are_numbers = all(isinstance(number, (int, float)) for number in numbers)
    return are_numbers and {names} <= JSON_TYPES.keys() if isinstance(names, str) else set(names) <= JSON_TYPES.keys()

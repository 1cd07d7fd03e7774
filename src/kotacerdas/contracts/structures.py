"""Cells that hold more than one value: lists, JSON, points and shapes; and texts of a known format."""

from collections.abc import Mapping
from typing import Any

from kotacerdas.contracts import quoting
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.forms import JSON_TYPES
from kotacerdas.contracts.quoting import full_match, texts


TYPES = frozenset({FieldType.LIST, FieldType.OBJECT, FieldType.ARRAY, FieldType.GEOPOINT, FieldType.GEOJSON})
_SHAPES = (
    "Point",
    "MultiPoint",
    "LineString",
    "MultiLineString",
    "Polygon",
    "MultiPolygon",
)
_DEGREES = r"[+-]?\d{1,3}(\.\d+)?"
_ITEMS = {
    "integer": r"[+-]?\d+",
    "number": r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?",
    "boolean": r"(?i)true|false|1|0",
    "date": r"\d{4}-\d{2}-\d{2}",
    "datetime": r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?",
    "time": r"\d{2}:\d{2}(:\d{2})?",
}
_CASTS = {"date": "DATE", "datetime": "TIMESTAMP", "time": "TIME"}


def holds(cell: str, field: Field) -> str:
    """SQL that is true where a trimmed cell holds a structure of the field's type and format."""
    if field.type is FieldType.LIST:
        return _is_list(cell, field)
    if field.type is FieldType.GEOPOINT:
        return _is_point(cell, field.format)
    if field.type is FieldType.GEOJSON:
        return _guarded(cell, _is_shape(cell, field.format))
    return _guarded(cell, f"json_type({cell}) = {quoting.text(field.type.upper())}")


def length(value: str, field: Field) -> str:
    """SQL for how many letters, items or keys a value has."""
    return {
        FieldType.LIST: f"len(string_split({value}, {quoting.text(field.delimiter)}))",
        FieldType.ARRAY: f"json_array_length({value})",
        FieldType.OBJECT: f"len(json_keys({value}))",
    }.get(field.type, f"length({value})")


def fits(value: str, schema: Mapping[str, Any]) -> str:
    """SQL that is true where JSON keeps what a schema says; see :func:`kotacerdas.contracts.forms.is_known`."""
    rules = [_has_type(f"json_type({value})", schema["type"])] if "type" in schema else []
    rules += [f"json_exists({value}, {_path(name)})" for name in schema.get("required", ())]
    for name, inner in schema.get("properties", {}).items():
        rules += [f"coalesce({rule}, true)" for rule in _value_rules(value, _path(name), inner)]
    if schema.get("additionalProperties") is False:
        known = texts(schema.get("properties", {})) or "''"
        rules.append(f"coalesce(len(list_filter(json_keys({value}), lambda key: key NOT IN ({known}))) = 0, true)")
    if "minItems" in schema:
        rules.append(f"json_array_length({value}) >= {int(schema['minItems'])}")
    if "maxItems" in schema:
        rules.append(f"json_array_length({value}) <= {int(schema['maxItems'])}")
    for rule in _value_rules("item", "'$'", schema.get("items", {})):
        items = f"json_extract({value}, '$[*]')"
        rules.append(f"len(list_filter({items}, lambda item: NOT coalesce({rule}, true))) = 0")
    return " AND ".join(rules) or "true"


def _value_rules(value: str, path: str, schema: Mapping[str, Any]) -> list[str]:
    text, number = f"json_extract_string({value}, {path})", f"TRY_CAST(json_extract_string({value}, {path}) AS DOUBLE)"
    rules = [_has_type(f"json_type({value}, {path})", schema["type"])] if "type" in schema else []
    if "enum" in schema:
        rules.append(f"{text} IN ({texts(_json_text(each) for each in schema['enum'])})")
    rules += [f"{number} >= {quoting.number(schema['minimum'])}"] if "minimum" in schema else []
    rules += [f"{number} <= {quoting.number(schema['maximum'])}"] if "maximum" in schema else []
    rules += [f"length({text}) >= {int(schema['minLength'])}"] if "minLength" in schema else []
    rules += [f"length({text}) <= {int(schema['maxLength'])}"] if "maxLength" in schema else []
    rules += [f"regexp_matches({text}, {quoting.text(schema['pattern'])})"] if "pattern" in schema else []
    return rules


def _json_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _has_type(found: str, names: str | list[str]) -> str:
    wanted = [each for name in ([names] if isinstance(names, str) else names) for each in JSON_TYPES[name]]
    return f"{found} IN ({texts(wanted)})"


def _path(name: str) -> str:
    return quoting.text(f'$."{name}"'.replace("\\", ""))


def _guarded(cell: str, condition: str) -> str:
    return f"CASE WHEN json_valid({cell}) THEN {condition} ELSE false END"


def _is_list(cell: str, field: Field) -> str:
    if field.item_type == "string":
        return f"{cell} IS NOT NULL"
    is_item = full_match("trim(item)", _ITEMS[field.item_type])
    if field.item_type in _CASTS:
        is_item += f" AND TRY_CAST(rtrim(replace(trim(item), 'T', ' '), 'Z') AS {_CASTS[field.item_type]}) IS NOT NULL"
    items = f"string_split({cell}, {quoting.text(field.delimiter)})"
    return f"len(list_filter({items}, lambda item: NOT coalesce({is_item}, false))) = 0"


def _is_point(cell: str, form: str) -> str:
    if form == "default":
        shape = rf"{_DEGREES}\s*,\s*{_DEGREES}"
        parts = tuple(f"TRY_CAST(trim(split_part({cell}, ',', {place})) AS DOUBLE)" for place in (1, 2))
        return f"{full_match(cell, shape)} AND {_on_earth(*parts)}"
    paths = ("'$[0]'", "'$[1]'") if form == "array" else ("'$.lon'", "'$.lat'")
    parts = tuple(f"TRY_CAST(json_extract_string({cell}, {path}) AS DOUBLE)" for path in paths)
    size = f"json_array_length({cell}) = 2 AND " if form == "array" else ""
    return _guarded(cell, f"{size}coalesce({_on_earth(*parts)}, false)")


def _on_earth(longitude: str, latitude: str) -> str:
    return f"abs({longitude}) <= 180 AND abs({latitude}) <= 90"


def _is_shape(cell: str, form: str) -> str:
    kind = f"json_extract_string({cell}, '$.type')"
    if form == "topojson":
        return f"coalesce({kind} = 'Topology' AND json_exists({cell}, '$.objects'), false)"
    members = [
        f"{kind} IN ({texts(_SHAPES)}) AND json_type({cell}, '$.coordinates') = 'ARRAY'",
        f"{kind} = 'GeometryCollection' AND json_type({cell}, '$.geometries') = 'ARRAY'",
        f"{kind} = 'Feature' AND json_exists({cell}, '$.geometry') AND json_exists({cell}, '$.properties')",
        f"{kind} = 'FeatureCollection' AND json_type({cell}, '$.features') = 'ARRAY'",
    ]
    return f"coalesce({' OR '.join(members)}, false)"

"""A contract's body as others read it: plain Table Schema, a Data Package, and ODCS 3.

The ODCS document carries what the standard has no place for as custom properties, so that importing it gives the same
body again.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from kotacerdas.contracts.bodies import FALSE_VALUES, MISSING_VALUES, TRUE_VALUES
from kotacerdas.contracts.contract import FieldType
from kotacerdas.contracts.importing import OWN


DATA_PACKAGE = "https://datapackage.org/profiles/2.0/datapackage.json"
ODCS_VERSION = "v3.0.1"
_STANDARD = f"{OWN}standard:"  # a property of Table Schema that ODCS has no place for
_LOGICAL = {
    FieldType.STRING: "string",
    FieldType.INTEGER: "integer",
    FieldType.NUMBER: "number",
    FieldType.BOOLEAN: "boolean",
    FieldType.DATE: "date",
}
_OPTIONS = ("minLength", "maxLength", "pattern", "minimum", "maximum")
_UNITS = {"year": (1, "y"), "quarter": (3, "mo"), "month": (1, "mo")}


def table_schema(body: Mapping[str, Any]) -> dict[str, Any]:
    """The schema alone, without any property of ours; any reader of Table Schema understands it whole."""
    schema = _without_own(body["schema"])
    return {
        "missingValues": list(MISSING_VALUES),
        **schema,
        "fields": [_spelt_out(field) for field in schema["fields"]],
    }


def _spelt_out(field: dict[str, Any]) -> dict[str, Any]:
    """What a field leaves to our defaults, which are wider than those of the standard."""
    if field["type"] != FieldType.BOOLEAN:
        return field
    return {"trueValues": list(TRUE_VALUES), "falseValues": list(FALSE_VALUES), **field}


def data_package(body: Mapping[str, Any]) -> dict[str, Any]:
    """A package of one resource, with our properties; ``path`` names the file that would stand beside it."""
    resource = {**body, "path": f"{body['name']}.csv"}
    return {"$schema": DATA_PACKAGE, "name": str(body["name"]), "resources": [resource]}


def odcs(body: Mapping[str, Any], *, version: int, status: str = "active") -> dict[str, Any]:
    """An ODCS document of one table."""
    schema = body["schema"]
    key = list(schema.get("primaryKey", ()))
    amount, unit = _UNITS.get(str(body.get("kotacerdas:frequency")), (1, "y"))
    carried = {name: value for name, value in body.items() if name.startswith(OWN)}
    said = {"name", "type", "title", "description", "schema"}
    carried |= {_STANDARD + name: value for name, value in body.items() if name not in said and name not in carried}
    table = {
        "name": body["name"],
        "logicalType": "object",
        "businessName": body["title"],
        "description": body["description"],
        "properties": [_property(field, key) for field in schema["fields"]],
    }
    extra = {name: value for name, value in schema.items() if name not in {"fields", "primaryKey", "$schema"}}
    return {
        "apiVersion": ODCS_VERSION,
        "kind": "DataContract",
        "id": str(body["name"]),
        "name": str(body["title"]),
        "version": str(version),
        "status": status,
        "description": {"purpose": body["description"]},
        "schema": [{**table, **_custom({_STANDARD + name: value for name, value in extra.items()})}],
        "slaProperties": [{"property": "frequency", "value": amount, "unit": unit}],
        **_custom(carried),
    }


def odcs_text(body: Mapping[str, Any], *, version: int, status: str = "active") -> str:
    """The ODCS document as YAML."""
    document = odcs(body, version=version, status=status)
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def _property(field: Mapping[str, Any], key: list[str]) -> dict[str, Any]:
    limits = dict(field.get("constraints", {}))
    options = {name: limits.pop(name) for name in _OPTIONS if name in limits}
    logical = _LOGICAL.get(FieldType(field["type"]), "string")
    found = {
        "name": field["name"],
        "logicalType": logical,
        "businessName": field["title"],
        "description": field["description"],
        "required": bool(limits.pop("required", False)),
        "classification": field["kotacerdas:privacy"],
    }
    if field["name"] in key:
        found |= {"primaryKey": True, "primaryKeyPosition": key.index(field["name"]) + 1}
    if limits.pop("unique", False):
        found["unique"] = True
    if "example" in field:
        found["examples"] = [field["example"]]
    carried = {name: value for name, value in field.items() if name.startswith(OWN) and name != "kotacerdas:privacy"}
    said = {"name", "type", "title", "description", "example", "constraints"}
    rest = {name: value for name, value in field.items() if name not in said and not name.startswith(OWN)}
    if logical != field["type"]:
        rest["type"] = field["type"]
    if limits or (options and logical not in {"string", "integer", "number", "date"}):
        rest["constraints"] = field["constraints"]
    elif options:
        found["logicalTypeOptions"] = options
    return found | _custom(carried | {_STANDARD + name: value for name, value in rest.items()})


def _custom(values: Mapping[str, Any]) -> dict[str, Any]:
    listed = [{"property": name, "value": value} for name, value in values.items()]
    return {"customProperties": listed} if listed else {}


def _without_own(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_own(each) for key, each in value.items() if not str(key).startswith(OWN)}
    return [_without_own(each) for each in value] if isinstance(value, list | tuple) else value

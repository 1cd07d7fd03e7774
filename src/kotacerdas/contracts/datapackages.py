"""Rows that leave, described as a Data Package 2 that any of its readers checks them with.

What a contract says of files that come in (spellings of truths, marks for missing, decimal signs) does not hold for
what we write: those properties are replaced by what our own CSV has.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kotacerdas.contracts.contract import Field


PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_ABOUT_INCOMING = frozenset({"decimalChar", "groupChar", "bareNumber", "trueValues", "falseValues", "missingValues"})
_TRUTHS = {"trueValues": ["true"], "falseValues": ["false"]}
_OF_PACKAGE = ("title", "description", "kotacerdas:en", "kotacerdas:producer", "kotacerdas:synthetic")


def describe(
    body: Mapping[str, Any], *, fields: Mapping[str, Field], name: str, path: str, created: datetime
) -> dict[str, Any]:
    """The descriptor of rows under the contract ``body``, of which only ``fields`` are there, in this order.

    ``path`` is where the CSV lies: beside the descriptor, or an address.
    """
    said = {key: body[key] for key in _OF_PACKAGE if key in body}
    return {
        "$schema": PROFILE,
        "name": name,
        "version": str(body.get("kotacerdas:version", 1)),
        "created": created.isoformat(timespec="seconds"),
        **said,
        "resources": [describe_resource(body, fields=fields, name=name, path=path)],
    }


def describe_resource(body: Mapping[str, Any], *, fields: Mapping[str, Field], name: str, path: str) -> dict[str, Any]:
    """One table of a package."""
    agreed = {field["name"]: field for field in body["schema"]["fields"]}
    schema: dict[str, Any] = {
        "fields": [_field(agreed.get(name) or _own(field)) for name, field in fields.items()],
        "missingValues": [""],
    }
    key = body["schema"].get("primaryKey", [])
    if "_period" not in fields and fields.keys() >= set(key):
        schema["primaryKey"] = list(key)
    return {
        "name": name,
        "type": "table",
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(agreed: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in agreed.items() if key not in _ABOUT_INCOMING}
    return kept | _TRUTHS if kept["type"] == "boolean" else kept


def _own(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "type": field.type.value,
        "title": field.title["id"],
        "description": field.description["id"],
        "kotacerdas:en": {"title": field.title["en"], "description": field.description["en"]},
    }

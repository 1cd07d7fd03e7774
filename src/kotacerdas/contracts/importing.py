"""A contract's body from what others write: Table Schema, Data Package, Open Data Contract Standard (ODCS) 3.

What we have no place for is listed, never dropped in silence. What they do not say (areas, schedule, privacy) is
proposed or left open, and a person completes it in the draft.
"""

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

import yaml
from pydantic import BaseModel

from kotacerdas.contracts import bodies, privacy
from kotacerdas.contracts.contract import FieldType, Privacy
from kotacerdas.contracts.drafting import Doubt, Proposal, Question, names_for, new_body, new_field, worded
from kotacerdas.contracts.errors import ContractUnreadable
from kotacerdas.contracts.profiles import ColumnProfile


MOST_CHARACTERS = 2_000_000
OWN = "kotacerdas:"
TYPES = frozenset(FieldType)
_AREA_NAMES = {"desa": "village", "kelurahan": "village", "kecamatan": "district", "kabupaten": "regency"}
_CLASSES = {
    "restricted": Privacy.SPECIFIC,
    "confidential": Privacy.PERSONAL,
    "pii": Privacy.PERSONAL,
    "sensitive": Privacy.SPECIFIC,
}
_ODCS_KNOWN = {"kind", "apiVersion", "version", "id", "name", "status", "schema", "description", "customProperties"}
_OBJECT_KNOWN = {"name", "logicalType", "physicalName", "physicalType", "businessName", "description", "properties"}
_PROPERTY_KNOWN = {
    *("name", "logicalType", "logicalTypeOptions", "physicalType", "businessName", "description", "required"),
    *("primaryKey", "primaryKeyPosition", "classification", "examples", "customProperties", "unique"),
}


class Origin(StrEnum):
    """What kind of document a contract was imported from."""

    TABLE_SCHEMA = "table_schema"
    DATA_PACKAGE = "data_package"
    ODCS = "odcs"


def recognise(document: Mapping[str, Any]) -> Origin:
    """Tell what a document is; raise ``ContractUnreadable`` for none of the three."""
    if document.get("kind") == "DataContract" or "dataContractSpecification" in document:
        return Origin.ODCS
    if isinstance(document.get("resources"), list) or isinstance(document.get("schema"), Mapping):
        return Origin.DATA_PACKAGE
    if isinstance(document.get("fields"), list):
        return Origin.TABLE_SCHEMA
    raise ContractUnreadable


def read(text: str, *, name: str = "", producer: str) -> Proposal:
    """Read a document of any of the three kinds.

    ``name`` picks the resource or table of that name, the first one unless it is given; a Table Schema has no name of
    its own. Raises ``ContractUnreadable``.
    """
    document = _load(text)
    origin = recognise(document)
    if origin is Origin.ODCS:
        return _from_odcs(document, name, producer)
    if origin is Origin.TABLE_SCHEMA:
        return _from_resource({"name": name or "himpunan_baru", "schema": document}, producer)
    resources = document.get("resources")
    chosen = _choose(resources, name) if isinstance(resources, list) else document
    others = [str(each.get("name", "?")) for each in resources or () if each is not chosen]
    return _from_resource(chosen, producer, [Question(Doubt.LOST, "resources", other) for other in others])


def _load(text: str) -> Mapping[str, Any]:
    if len(text) > MOST_CHARACTERS:
        raise ContractUnreadable
    try:
        document = json.loads(text)
    except ValueError:
        document = _load_yaml(text)
    if not isinstance(document, Mapping):
        raise ContractUnreadable
    return document


def _load_yaml(text: str) -> Any:
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.SafeLoader)):
            raise ContractUnreadable
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as refusal:
        raise ContractUnreadable from refusal


def _choose(found: Sequence[Any], name: str) -> Mapping[str, Any]:
    tables = [each for each in found if isinstance(each, Mapping)]
    chosen = next((each for each in tables if each.get("name") == name), tables[0] if tables else None)
    if chosen is None:
        raise ContractUnreadable
    return chosen


def _from_resource(resource: Mapping[str, Any], producer: str, lost: Sequence[Question] = ()) -> Proposal:
    """A resource of a Data Package; one that carries our own properties keeps them."""
    schema = resource.get("schema")
    if not isinstance(schema, Mapping) or not isinstance(schema.get("fields"), list):
        raise ContractUnreadable
    questions = list(lost)
    fields = [_field(each, questions) for each in schema["fields"] if isinstance(each, Mapping)]
    body = new_body(_name(resource.get("name")), producer=producer, title=str(resource.get("title", "")), fields=fields)
    if resource.get("description"):
        body["description"] = worded(str(resource["description"]))
    is_scheduled = OWN + "frequency" in resource
    if is_scheduled:
        del body["kotacerdas:dueYearOffset"]
    known = _aliases(bodies.ResourceBody)
    for key, value in resource.items():
        if key in known - {"name", "type", "title", "description", "schema"}:
            body[key] = value
        elif key not in known and key not in {
            "path",
            "data",
            "profile",
            "format",
            "mediatype",
            "encoding",
            "bytes",
            "hash",
        }:
            questions.append(Question(Doubt.LOST, key, _short(value)))
    _schema(body, schema, questions)
    return _complete(body, questions, is_scheduled=is_scheduled)


def _schema(body: dict[str, Any], schema: Mapping[str, Any], questions: list[Question]) -> None:
    known = _aliases(bodies.SchemaBody)
    key = schema.get("primaryKey", [])
    body["schema"]["primaryKey"] = [key] if isinstance(key, str) else list(key)
    for name, value in schema.items():
        if name in {"fields", "primaryKey", "$schema"}:
            continue
        if name in known:
            body["schema"][name] = value
        else:
            questions.append(Question(Doubt.LOST, f"schema.{name}", _short(value)))


def _field(source: Mapping[str, Any], questions: list[Question]) -> dict[str, Any]:
    label = str(source.get("title") or source.get("name") or "kolom")
    name = names_for([str(source.get("name") or label)])[0]
    field = new_field(name, label)
    if source.get("description"):
        field["description"] = worded(str(source["description"]))
    field["kotacerdas:en"] = {"title": field["title"], "description": field["description"]}
    kind = str(source.get("type", "string"))
    if kind not in TYPES:
        questions.append(Question(Doubt.LOST, name, f"type: {kind}"))
    field["type"] = kind if kind in TYPES else FieldType.STRING.value
    known = _aliases(bodies.FieldBody)
    for key, value in source.items():
        if key in {"name", "title", "description", "type", "constraints", "categories"}:
            continue
        if key in known:
            field[key] = value
        elif (key, value) != ("format", "default"):
            questions.append(Question(Doubt.LOST, f"{name}.{key}", _short(value)))
    if "kotacerdas:privacy" not in source:
        proposed = privacy.propose(_nameless(label)) or privacy.propose(_nameless(name))
        field["kotacerdas:privacy"] = (proposed or Privacy.INTERNAL).value
        questions.append(Question(Doubt.PRIVACY, name))
    _categories(field, source, questions)
    _constraints(field, source.get("constraints"), questions)
    return field


def _nameless(header: str) -> ColumnProfile:
    """A column of which only the header is known."""
    return ColumnProfile(header, 0, 0, (), 0, {}, frozenset())


def _categories(field: dict[str, Any], source: Mapping[str, Any], questions: list[Question]) -> None:
    limits = source.get("constraints")
    listed = source.get("categories") or (limits.get("enum") if isinstance(limits, Mapping) else None) or []
    if listed and field["type"] != FieldType.STRING:
        questions.append(Question(Doubt.LOST, field["name"], _short(listed)))
    elif listed:
        field["categories"] = [_category(each) for each in listed]


def _category(listed: object) -> dict[str, Any]:
    if not isinstance(listed, Mapping):
        return {"value": str(listed), "label": str(listed), "kotacerdas:en": {"label": str(listed)}}
    label = str(listed.get("label") or listed.get("value"))
    own = {key: value for key, value in listed.items() if key.startswith(OWN)}
    return {"value": str(listed.get("value")), "label": label, "kotacerdas:en": {"label": label}, **own}


def _constraints(field: dict[str, Any], limits: object, questions: list[Question]) -> None:
    known = _aliases(bodies.ConstraintsBody)
    kept = {}
    for key, value in limits.items() if isinstance(limits, Mapping) else ():
        if key == "enum" and "categories" in field:
            continue
        if key in known:
            kept[key] = value
        else:
            questions.append(Question(Doubt.LOST, f"{field['name']}.{key}", _short(value)))
    if kept:
        field["constraints"] = kept


def _from_odcs(document: Mapping[str, Any], name: str, producer: str) -> Proposal:
    tables = document.get("schema")
    if not isinstance(tables, list):
        raise ContractUnreadable
    table = _choose(tables, name)
    questions = [Question(Doubt.LOST, "schema", str(each.get("name"))) for each in tables if each is not table]
    questions += [
        Question(Doubt.LOST, key, _short(value))
        for source, known in ((document, _ODCS_KNOWN), (table, {*_OBJECT_KNOWN, "customProperties"}))
        for key, value in source.items()
        if key not in known and value
    ]
    columns = [each for each in table.get("properties") or () if isinstance(each, Mapping)]
    keyed = sorted(
        (each for each in columns if each.get("primaryKey")), key=lambda each: int(each.get("primaryKeyPosition", 0))
    )
    about = document.get("description")
    purpose = about.get("purpose") if isinstance(about, Mapping) else about
    resource = {
        "name": table.get("name") or document.get("name"),
        "title": table.get("businessName") or document.get("name") or "",
        "description": table.get("description") or purpose or "",
        "schema": {
            "fields": [_property(each, questions) for each in columns],
            "primaryKey": names_for([str(each.get("name")) for each in keyed]),
            **_custom(table, questions),
        },
        **_custom(document, questions),
    }
    return _from_resource(resource, producer, questions)


def _property(column: Mapping[str, Any], questions: list[Question]) -> dict[str, Any]:
    """One property of ODCS as a field of Table Schema."""
    name = str(column.get("name"))
    options = column.get("logicalTypeOptions")
    limits = dict(options) if isinstance(options, Mapping) else {}
    for bound in ("Minimum", "Maximum"):
        if limits.get(f"exclusive{bound}") is True and bound.lower() in limits:
            limits[f"exclusive{bound}"] = limits.pop(bound.lower())
        elif limits.get(f"exclusive{bound}") is False:
            del limits[f"exclusive{bound}"]
    limits.pop("format", None)
    limits |= {key: True for key in ("required", "unique") if column.get(key)}
    if column.get("primaryKey"):
        limits["required"] = True
    found = {
        "name": name,
        "type": column.get("logicalType") or "string",
        "title": column.get("businessName") or name,
        "description": column.get("description") or "",
        "constraints": limits,
    }
    if column.get("examples"):
        found["example"] = column["examples"][0]
    if kind := str(column.get("classification") or "").lower():
        known = _CLASSES.get(kind) or (kind if kind in set(Privacy) else None)
        found |= {"kotacerdas:privacy": str(known)} if known else {}
        questions += [] if known else [Question(Doubt.LOST, name, f"classification: {kind}")]
    questions += [
        Question(Doubt.LOST, f"{name}.{key}", _short(value))
        for key, value in column.items()
        if key not in _PROPERTY_KNOWN and value
    ]
    return found | _custom(column, questions)


def _custom(holder: Mapping[str, Any], questions: list[Question]) -> dict[str, Any]:
    """Our own properties, which an ODCS document of ours carries as custom ones."""
    found = {}
    for each in holder.get("customProperties") or ():
        key = str(each.get("property", "")) if isinstance(each, Mapping) else ""
        if key.startswith(OWN):
            found[key.removeprefix(f"{OWN}standard:") if key.startswith(f"{OWN}standard:") else key] = each.get("value")
        elif key:
            questions.append(Question(Doubt.LOST, "customProperties", key))
    return found


def _complete(body: dict[str, Any], questions: list[Question], *, is_scheduled: bool) -> Proposal:
    """Fill in what other documents do not say, and ask about it."""
    fields = body["schema"]["fields"]
    for field in fields:
        if field["name"] in body["schema"]["primaryKey"]:
            field["constraints"] = {**field.get("constraints", {}), "required": True}
    _find_area(body)
    if not is_scheduled:
        questions.append(Question(Doubt.SCHEDULE))
    if not body["kotacerdas:areaField"]:
        questions.append(Question(Doubt.NO_AREA))
    if not body["schema"]["primaryKey"]:
        questions.append(Question(Doubt.NO_KEY))
    return Proposal(body, tuple(questions))


def _find_area(body: dict[str, Any]) -> None:
    """The column with area codes: one that says so, else one whose name does."""
    for field in body["schema"]["fields"]:
        level = field.get("kotacerdas:codeLevel") or _level_named(field)
        if level and not body["kotacerdas:areaField"]:
            field["kotacerdas:codeLevel"] = level
            body |= {"kotacerdas:areaField": field["name"], "kotacerdas:grain": level}


def _level_named(field: Mapping[str, Any]) -> str | None:
    words = str(field["name"]).split("_")
    if field["type"] != FieldType.STRING or words[0] not in {"kode", "kd", "code"}:
        return None
    return next((level for word, level in _AREA_NAMES.items() if word in words), None)


def _aliases(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def _name(given: object) -> str:
    return names_for([str(given or "himpunan_baru")])[0]


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else f"{text[:79]}…"

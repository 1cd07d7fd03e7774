"""A small contract that has a field of every type, for the tests of contracts and of the lake."""

from typing import Any

from kotacerdas.contracts.contract import Contract, read_contract


SCHEMA_WIDE = {"uniqueKeys", "foreignKeys", "fieldsMatch", "missingValues"}


def make_field(name: str, type: str = "string", **more: Any) -> dict[str, Any]:  # noqa: A002
    """One field; keywords with two underscores become ``kotacerdas:`` properties."""
    own = {f"kotacerdas:{key.removeprefix('k__')}": value for key, value in more.items() if key.startswith("k__")}
    standard = {key: value for key, value in more.items() if not key.startswith("k__")}
    return {
        "name": name,
        "type": type,
        "title": f"Judul {name}",
        "description": f"Uraian {name}",
        "kotacerdas:en": {"title": f"Title of {name}", "description": f"Description of {name}"},
        "kotacerdas:privacy": "public",
        **own,
        **standard,
    }


def make_body(**changes: Any) -> dict[str, Any]:
    """A contract over villages with an integer, a number, a yes/no, a date, a code list and free text."""
    category = {"kotacerdas:en": {"label": "Own"}}
    fields = [
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}, example="51.02.01.2001"),
        make_field("nama", k__aliases=["nama desa"], constraints={"maxLength": 40}),
        make_field("jumlah", "integer", constraints={"required": True, "minimum": 0, "maximum": 100000}),
        make_field("skor", "number", constraints={"minimum": 0, "maximum": 1000000}),
        make_field("aktif", "boolean"),
        make_field("tanggal", "date", constraints={"minimum": "2020-01-01"}),
        make_field(
            "jamban",
            categories=[
                {"value": "sendiri", "label": "Milik sendiri", **category, "kotacerdas:aliases": ["pribadi"]},
                {"value": "tidak_ada", "label": "Tanpa jamban", "kotacerdas:en": {"label": "None"}},
            ],
        ),
    ]
    return {
        "name": "contoh",
        "type": "table",
        "title": "Contoh",
        "description": "Kontrak contoh untuk uji.",
        "kotacerdas:en": {"title": "Sample", "description": "A sample contract for tests."},
        "kotacerdas:producer": "51.02/dpmd",
        "kotacerdas:submitLevel": "regency",
        "kotacerdas:grain": "village",
        "kotacerdas:areaField": "kode_desa",
        "kotacerdas:frequency": "year",
        "kotacerdas:dueMonth": 9,
        "kotacerdas:dueDay": 30,
        "schema": {"fields": fields, "primaryKey": ["kode_desa"]},
        **changes,
    }


def make_contract(*fields: dict[str, Any], key: tuple[str, ...] = ("kode_desa",), **changes: Any) -> Contract:
    """The sample contract, or one with these fields."""
    schema = {name: changes.pop(name) for name in SCHEMA_WIDE & changes.keys()}
    body = make_body(**changes)
    if fields:
        body["schema"] = {"fields": list(fields), "primaryKey": list(key)}
    body["schema"] |= schema
    return read_contract(body)


def make_small_contract(*more: dict[str, Any], **changes: Any) -> Contract:
    """A contract of a village code, one required integer and whatever else is given."""
    code = make_field("kode_desa", k__codeLevel="village", constraints={"required": True}, example="51.02.01.2001")
    count = make_field("jumlah", "integer", constraints={"required": True, "minimum": 0})
    return make_contract(code, count, *more, **changes)

"""Two small contracts: one villages hand in themselves, one the regency hands in whole."""

from typing import Any


def column(name: str, kind: str, *, privacy: str = "public", required: bool = False, **extra: Any) -> dict[str, Any]:
    constraints = {"required": required, **extra.pop("constraints", {})}
    return {
        "name": name,
        "type": kind,
        "title": f"Judul {name}",
        "description": f"Uraian {name}",
        "kotacerdas:en": {"title": f"Title {name}", "description": f"About {name}"},
        "kotacerdas:privacy": privacy,
        "constraints": constraints,
        **extra,
    }


def village_code(name: str = "kode_desa") -> dict[str, Any]:
    return column(
        name,
        "string",
        required=True,
        example="51.02.01.2001",
        **{"kotacerdas:codeLevel": "village", "kotacerdas:codeSystem": "kemendagri"},
    )


def contract(name: str, *, submit_level: str, fields: list[dict[str, Any]], key: list[str], **extra: Any) -> dict:
    return {
        "name": name,
        "type": "table",
        "title": f"Himpunan {name}",
        "description": f"Uraian himpunan {name}",
        "kotacerdas:en": {"title": f"Dataset {name}", "description": f"About the dataset {name}"},
        "kotacerdas:version": 1,
        "kotacerdas:producer": "51.02/dpmd",
        "kotacerdas:submitLevel": submit_level,
        "kotacerdas:grain": "village",
        "kotacerdas:areaField": "kode_desa",
        "kotacerdas:frequency": "year",
        "kotacerdas:dueMonth": 9,
        "kotacerdas:dueDay": 30,
        "kotacerdas:synthetic": True,
        **extra,
        "schema": {"fields": fields, "primaryKey": key},
    }


HOUSEHOLDS = contract(
    "keluarga",
    submit_level="village",
    fields=[
        village_code(),
        column("nomor", "string", privacy="internal", required=True),
        column("kepala", "string", privacy="personal"),
        column("anggota", "integer", required=True, constraints={"minimum": 1, "maximum": 25}),
    ],
    key=["kode_desa", "nomor"],
    **{"kotacerdas:openness": "open"},  # but the columns about persons
)
SCORES = contract(
    "skor",
    submit_level="regency",
    fields=[village_code(), column("nilai", "number", required=True, constraints={"minimum": 0, "maximum": 1})],
    key=["kode_desa"],
)

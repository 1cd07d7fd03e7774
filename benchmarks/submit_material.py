"""What every way of checking gets: the sheet, the contract, and a platform that knows the areas and the dataset."""

import json
import os
import shutil
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb


LEFT_OUT = {"banjar", "jarak_air_m"}  # leaves 15 of the register's 17 columns
COLUMNS = 15
MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
_SHEET = """
    COPY (
        SELECT
            villages[1 + i % len(villages)] AS kode_desa,
            printf('RT-%06d', i) AS id_rumah_tangga,
            CASE WHEN fault = 3 THEN '0123' ELSE printf('5102%012d', i) END AS no_kk,
            CASE WHEN fault = 2 THEN NULL ELSE 'I Wayan Contoh ' || i END AS kepala_keluarga,
            CASE WHEN fault = 0 THEN 99 ELSE 1 + i % 7 END AS jumlah_anggota,
            1 + i % 10 AS desil,
            CASE WHEN fault = 1 THEN 'embung' ELSE ['ledeng', 'sumur_bor', 'mata_air_terlindung'][1 + i % 3] END AS sumber_air,
            ['sendiri', 'bersama', 'umum'][1 + i % 3] AS jamban,
            'pln' AS listrik,
            ['ya', 'tidak'][1 + i % 2] AS internet,
            ['diangkut', 'dibakar'][1 + i % 2] AS sampah,
            'ya' AS lantai_layak,
            'ya' AS dinding_layak,
            ['ya', 'ya', 'tidak'][1 + i % 3] AS atap_layak,
            CASE WHEN fault = 4 THEN '2026-02-30' ELSE CAST(DATE '2026-01-05' + CAST(i % 300 AS INTEGER) AS VARCHAR) END AS dicatat_pada
        FROM (
            SELECT i, CASE WHEN i % $bad = $bad - 1 THEN (i // $bad) % 5 END AS fault FROM range($rows) AS numbers (i)
        ),
        (SELECT list(code ORDER BY code) AS villages FROM read_parquet($areas) WHERE level = 'village' AND starts_with(code, '51.02.'))
    ) TO '{path}' (HEADER)
"""


def prepare(place: Path, *, rows: int, bad_every: int) -> None:
    """Build the platform in ``place`` and write the sheet there; one row in ``bad_every`` has one fault of five."""
    start(place)
    from django.core.management import call_command

    from kotacerdas.apps.areas import operations as areas
    from kotacerdas.apps.areas import queries as area_queries
    from kotacerdas.apps.exchange import operations as exchange
    from kotacerdas.kernel.actors import SYSTEM

    call_command("migrate", verbosity=0)
    areas.load_areas(by=SYSTEM, at=MOMENT)
    exchange.register_datasets(by=SYSTEM, at=MOMENT)
    reference = area_queries.reference_path()
    (place / "reference").write_text(str(reference), encoding="utf-8")
    facts = {"rows": rows, "bad": bad_every, "areas": str(reference)}
    duckdb.execute(_SHEET.format(path=sheet_of(place)), facts)
    shutil.copytree(place / "data", place / "clean")


def start(place: Path) -> None:
    """Start Django on the platform in ``place``."""
    os.environ["KOTACERDAS_DATA"] = str(place / "data")
    os.environ.setdefault("KOTACERDAS_DEMO", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kotacerdas.config.settings")
    (place / "data").mkdir(exist_ok=True)
    import django

    django.setup()


def refresh(place: Path) -> None:
    """Put the platform back to where nothing was handed in yet."""
    shutil.rmtree(place / "data")
    shutil.copytree(place / "clean", place / "data")


def sheet_of(place: Path) -> Path:
    """Where the sheet lies."""
    return place / "sheet.csv"


def contract_body() -> dict[str, Any]:
    """The contract of the register of households without two of its columns."""
    path = resources.files("kotacerdas").joinpath("definitions/contracts/rumah_tangga.json")
    body: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    body["schema"]["fields"] = [field for field in body["schema"]["fields"] if field["name"] not in LEFT_OUT]
    return body


def count_constraints() -> int:
    """How many constraints of Table Schema the fields have, a code list counting as one."""
    fields = contract_body()["schema"]["fields"]
    return sum(len(field.get("constraints", {})) + ("categories" in field) for field in fields)

"""A small platform in a folder of its own, for what needs real files and processes.

Run as ``python -m tests.site.commands.small MODE`` with the environment of the folder: ``make`` builds it with one
submission; ``bare`` without any; ``write`` hands in file after file and says the number of each, until it is killed.
"""

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import django


NOW = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
HEADER = "kode_desa,nama_desa,kode_kecamatan,kecamatan,iks,ike,ikl,idm,status_idm,tahun"
ROW = "51.02.01.2001,Bajera,51.02.01,Selemadeg,0.9143,0.9667,1,0.9603,Mandiri,{year}"


def environment(folder: Path) -> dict[str, str]:
    """What a process shall read to work on ``folder``."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "kotacerdas.config.settings",
        "KOTACERDAS_SECRET_KEY": "only-for-tests-and-long-enough-to-be-accepted",
        "KOTACERDAS_DATA": str(folder),
        "KOTACERDAS_LANGUAGE": "en",
    }


def hand_in(year: int) -> int:
    """One village's row of a year, checked and released."""
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.kernel.areas import AreaCode
    from kotacerdas.kernel.periods import Period

    content = f"{HEADER}\n{ROW.format(year=year)}\n".encode()
    return operations.submit(
        dataset_name="idm_desa",
        file=io.BytesIO(content),
        file_name=f"idm-{year}.csv",
        period=Period.parse(str(year)),
        area_code=AreaCode("51.02"),
        by=SYSTEM,
        at=NOW,
    ).id


def make() -> None:
    """Tables, areas, contracts, one submission, its values."""
    from kotacerdas.apps.indicators import operations as indicators
    from kotacerdas.kernel.actors import SYSTEM

    bare()
    hand_in(2024)
    indicators.refresh(by=SYSTEM, at=NOW)


def bare() -> None:
    """Tables, areas and contracts."""
    from django.conf import settings
    from django.core.management import call_command

    from kotacerdas.apps.areas.models import Area, Edition
    from kotacerdas.apps.exchange import operations
    from kotacerdas.kernel.actors import SYSTEM
    from kotacerdas.lake import reference
    from tests.makers import make_area_tree

    settings.LAKE_FOLDER.mkdir(parents=True)
    call_command("migrate", verbosity=0)
    make_area_tree()
    rows = Area.objects.values_list("code", "name", "level", "kind", "parent_code")
    path = reference.write_areas(settings.LAKE_FOLDER, [(*row[:4], row[4] or None) for row in rows])
    Edition.objects.update(reference=path.relative_to(settings.LAKE_FOLDER).as_posix())
    operations.register_datasets(by=SYSTEM, at=NOW)


def write() -> None:
    """Go on handing in."""
    for number in range(100_000):
        sys.stdout.write(f"{hand_in(2000 + number % 90)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    {"make": make, "bare": bare, "write": write}[sys.argv[1]]()

"""The regencies that ever joined, with their provinces, and the cohorts."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from kotacerdas.apps.areas.models import Edition, Layout, LayoutCell
from kotacerdas.apps.movement import operations
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaLevel
from tests import makers


COHORTS = Path(site_settings.DEFINITIONS_FOLDER) / "cohorts"


def read_members() -> list[dict[str, str]]:
    """The list of known members as it is kept."""
    with (COHORTS / "members.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture
def nation(db) -> None:
    """Every regency on the list, one that never joined, and a hexagon for each."""
    names = {row["kode_kabkota"]: row["nama_kabkota"] for row in read_members()} | {"51.01": "Kabupaten Jembrana"}
    provinces = {code[:2]: f"Provinsi {code[:2]}" for code in names}
    makers.make_area_tree({"ID": "Indonesia"} | provinces | names)
    layout = Layout.objects.create(edition=Edition.objects.get(), scope="ID", level=AreaLevel.REGENCY)
    LayoutCell.objects.bulk_create(
        LayoutCell(layout=layout, area_code=code, q=number % 20, r=number // 20)
        for number, code in enumerate(sorted(names))
    )


@pytest.fixture
def movement(nation, now: datetime) -> None:
    operations.load_cohorts(by=SYSTEM, at=now)

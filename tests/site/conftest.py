"""Tabanan in small with its plan, so that composed pages have something to compose."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.areas.models import Edition, Layout, LayoutCell
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.indicators.models import Value
from kotacerdas.apps.masterplan import operations as masterplan
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from tests import makers


DISTRICTS = {f"51.02.{number:02}": f"Kecamatan {number}" for number in range(1, 11)}
VILLAGES = [code for code in makers.AREA_NAMES if AreaCode(code).level is AreaLevel.VILLAGE]
WATER = "n5-air-minum-layak"
Measured = Callable[..., None]


def lay_out(scope: str, level: AreaLevel, codes: list[str]) -> None:
    layout = Layout.objects.create(edition=Edition.objects.get(), scope=scope, level=level)
    LayoutCell.objects.bulk_create(
        LayoutCell(layout=layout, area_code=code, q=number % 4, r=number // 4) for number, code in enumerate(codes)
    )


@pytest.fixture
def tabanan(db, lake_folder: Path, now: datetime) -> None:
    """Areas, hexagons, agencies, contracts, pillars and the example plan; nothing measured, nothing handed in."""
    makers.make_area_tree(DISTRICTS | makers.AREA_NAMES)
    lay_out("51.02", AreaLevel.VILLAGE, VILLAGES)
    lay_out("ID", AreaLevel.REGENCY, ["51.02", "51.71"])
    agencies.load_agencies(by=SYSTEM, at=now)
    exchange.register_datasets(by=SYSTEM, at=now)
    masterplan.load_pillar_sets(by=SYSTEM, at=now)
    masterplan.load_plan(file=site_settings.DEFINITIONS_FOLDER / "plans" / "tabanan.yaml", by=SYSTEM, at=now)


@pytest.fixture
def measured(tabanan) -> Measured:
    """Put values of an indicator into areas, as if measured: area code → percent, None for too few to show."""

    def put(values: dict[str, float | None], *, code: str = WATER, year: int = 2026, reported: int = 6) -> None:
        for area, value in values.items():
            is_village = AreaCode(area).level is AreaLevel.VILLAGE
            Value.objects.create(
                indicator_code=code,
                version=1,
                area_code=area,
                level=AreaCode(area).level.value,
                period=str(year),
                state="suppressed" if value is None else "known",
                value=value,
                numerator=None if value is None else value * 2,
                denominator=None if value is None else 200,
                reported=1 if is_village else reported,
                expected=1 if is_village else 7,
                population_share=1.0 if is_village else reported / 7,
                oldest_input=date(year, 9, 1),
                release_numbers=[],
            )

    return put

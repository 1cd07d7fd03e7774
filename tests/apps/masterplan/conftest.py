"""Tabanan in small, with its agencies, datasets and the example plan."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings as site_settings

from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.areas.models import Edition, Layout, LayoutCell
from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.indicators.models import Value
from kotacerdas.apps.masterplan import operations
from kotacerdas.apps.masterplan.types import Plan
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from tests import makers


DISTRICTS = {f"51.02.{number:02}": f"Kecamatan {number}" for number in range(1, 11)}
Measured = Callable[..., None]


@pytest.fixture
def example_file() -> Path:
    return Path(site_settings.DEFINITIONS_FOLDER) / "plans" / "tabanan.yaml"


@pytest.fixture
def places(db) -> None:
    """A few villages in all ten districts, their hexagons, and the agencies."""
    makers.make_area_tree(DISTRICTS | makers.AREA_NAMES)
    layout = Layout.objects.create(edition=Edition.objects.get(), scope="51.02", level=AreaLevel.VILLAGE)
    villages = [code for code in makers.AREA_NAMES if AreaCode(code).level is AreaLevel.VILLAGE]
    LayoutCell.objects.bulk_create(
        LayoutCell(layout=layout, area_code=code, q=number, r=0) for number, code in enumerate(villages)
    )
    agencies.load_agencies(by=SYSTEM, at=datetime(2026, 1, 1).astimezone())


@pytest.fixture
def pillars(places, now: datetime) -> None:
    operations.load_pillar_sets(by=SYSTEM, at=now)


@pytest.fixture
def plan(pillars, example_file: Path, now: datetime) -> Plan:
    """The example plan in force; the datasets are registered, nothing is measured."""
    exchange.register_datasets(by=SYSTEM, at=now)
    return operations.load_plan(file=example_file, by=SYSTEM, at=now)


@pytest.fixture
def measured(db) -> Measured:
    """Give an indicator values in an area, as if measured."""

    def put(code: str, values: dict[int, float], *, area: str = "51.02", reported: int = 7, expected: int = 7) -> None:
        Value.objects.bulk_create(
            Value(
                indicator_code=code,
                version=1,
                area_code=area,
                level=AreaCode(area).level.value,
                period=str(year),
                state="known",
                value=value,
                numerator=value,
                denominator=100,
                reported=reported,
                expected=expected,
                population_share=reported / expected,
                oldest_input=date(year, 9, 1),
                release_numbers=[],
            )
            for year, value in values.items()
        )

    return put

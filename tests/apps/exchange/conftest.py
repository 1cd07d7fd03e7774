"""A small regency with two datasets, a lake, and people who hand in."""

import io
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kotacerdas.apps.areas.models import Edition
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import Channel, Reader, RowsAsked, Scope, Submission
from kotacerdas.kernel.actors import SYSTEM, Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import reference
from tests import makers
from tests.apps.exchange import bodies


HOUSEHOLD_HEADER = "kode_desa;nomor;kepala;anggota\n"
Clock = Callable[[], datetime]
Handed = Callable[..., Submission]


def make_households(*villages: str, each: int = 3, broken: int = 0) -> bytes:
    """Households of villages as CSV; the first ``broken`` rows have an impossible size."""
    lines = [f"{code};{number:03};Kepala {number};4" for code in villages for number in range(each)]
    lines[:broken] = [line.rsplit(";", 1)[0] + ";99" for line in lines[:broken]]
    return (HOUSEHOLD_HEADER + "\n".join(lines) + "\n").encode()


def give_file(
    release_id: int, *, by: Actor, at: datetime, clock: Clock | None = None, format: str = "csv"
) -> Iterator[bytes]:
    """A release as the file ``by`` takes away."""
    reader = Reader(by, Channel.FILE, at.date())
    table = queries.open_table(Scope(release_id=release_id), reader=reader)
    return operations.give_rows(
        table=table, asked=RowsAsked(), format=format, clock=clock or (lambda: at), by=by, at=at
    )


def write_contracts(folder: Path, *contracts: dict) -> None:
    """Put contracts where the platform reads them."""
    place = folder / "contracts"
    place.mkdir(parents=True, exist_ok=True)
    for body in contracts:
        (place / f"{body['name']}.json").write_text(json.dumps(body), encoding="utf-8")


@pytest.fixture
def definitions(settings, tmp_path: Path) -> Path:
    settings.DEFINITIONS_FOLDER = tmp_path / "definitions"
    write_contracts(settings.DEFINITIONS_FOLDER, bodies.HOUSEHOLDS, bodies.SCORES)
    return settings.DEFINITIONS_FOLDER


@pytest.fixture
def exchange(db, lake_folder: Path, definitions: Path, now: datetime) -> None:
    """Areas, their reference for checks, and both datasets registered."""
    makers.make_area_tree()
    rows = [(code, name, AreaCode(code).level, "x", AreaCode(code).parent) for code, name in makers.AREA_NAMES.items()]
    path = reference.write_areas(lake_folder, rows)
    Edition.objects.update(reference=str(path.relative_to(lake_folder)))
    operations.register_datasets(by=SYSTEM, at=now)


@pytest.fixture
def hand_in(exchange, now: datetime) -> Handed:
    """Hand in a file and process it."""

    def submit(
        content: bytes,
        *,
        dataset: str = "keluarga",
        area: str = makers.BAJERA,
        period: str = "2026",
        by: Actor | None = None,
        at: datetime = now,
        name: str = "data.csv",
        **extra: Any,
    ) -> Submission:
        return operations.submit(
            dataset_name=dataset,
            file=io.BytesIO(content),
            file_name=name,
            period=Period.parse(period),
            area_code=AreaCode(area),
            by=by or makers.make_data_producer(),
            at=at,
            **extra,
        )

    return submit

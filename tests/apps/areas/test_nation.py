"""The whole code list, loaded once for this module: counts, points, layouts, search, traps of field notes 0 and 6."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.conf import settings as site_settings
from django.db import transaction
from django.test import override_settings

from kotacerdas.apps.areas import errors, operations, queries
from kotacerdas.apps.areas.rules.mending import SIDES, count_parts
from kotacerdas.apps.areas.types import AreaKind, Layout
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaLevel


MOMENT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nation")]


@pytest.fixture(scope="module")
def nation(
    django_db_setup: None,  # makes the database
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """All areas in the database and a lake, taken back after the module."""
    folder = tmp_path_factory.mktemp("nation")
    with (
        override_settings(DATA_FOLDER=folder, LAKE_FOLDER=folder / "lake"),
        django_db_blocker.unblock(),  # type: ignore[attr-defined]  # pytest-django exports no type for it
        transaction.atomic(),
    ):
        loaded = operations.load_areas(by=SYSTEM, at=MOMENT)
        assert loaded == 91_600
        yield folder
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("level", "count"),
    [
        (AreaLevel.PROVINCE, 38),
        (AreaLevel.REGENCY, 514),
        (AreaLevel.DISTRICT, 7_285),
        (AreaLevel.VILLAGE, 83_762),
    ],
)
def test_the_nation_has_the_edition_s_numbers(level: AreaLevel, count: int) -> None:
    assert queries.count_units("ID", level) == count


def test_kinds_split_as_the_decree_does() -> None:
    regencies = Counter(area.kind for area in queries.list_units("ID", AreaLevel.REGENCY))

    assert regencies == {AreaKind.KABUPATEN: 416, AreaKind.KOTA: 98}


def test_tabanan_has_ten_districts_and_133_villages_and_no_kelurahan() -> None:
    villages = queries.list_units("51.02", AreaLevel.VILLAGE)

    assert len(queries.list_children("51.02")) == 10
    assert {village.kind for village in villages} == {AreaKind.DESA}
    assert Counter(str(village.parent_code)[-2:] for village in villages) == {
        "01": 10, "02": 10, "03": 11, "04": 15, "05": 12, "06": 15, "07": 16, "08": 18, "09": 12, "10": 14,
    }  # fmt: skip


def test_the_edition_says_where_the_codes_come_from_and_under_what_licence() -> None:
    edition = queries.get_edition()

    assert edition.code == "300.2.2-2430/2025"
    assert edition.valid_from.isoformat() == "2025-06-23"
    assert "Open Database License" in edition.licence


def test_every_village_of_tabanan_and_every_regency_has_a_point_in_indonesia() -> None:
    for area in (*queries.list_units("51.02", AreaLevel.VILLAGE), *queries.list_units("ID", AreaLevel.REGENCY)):
        assert area.latitude is not None
        assert area.longitude is not None
        assert -11.5 < area.latitude < 6.5
        assert 94.5 < area.longitude < 141.5


def test_penebel_and_baturiti_are_not_swapped() -> None:
    assert queries.get_area("51.02.08").name == "Penebel"
    assert queries.get_area("51.02.09").name == "Baturiti"
    baturiti, penebel = queries.get_area("51.02.09"), queries.get_area("51.02.08")
    assert (baturiti.longitude or 0) > (penebel.longitude or 0)


def test_loading_twice_changes_nothing_and_leaves_no_second_audit_row(nation: Path) -> None:
    with override_settings(DATA_FOLDER=nation, LAKE_FOLDER=nation / "lake"):
        assert operations.load_areas(by=SYSTEM, at=MOMENT) == 0

    assert len(audit.list_events(action="areas.loaded")) == 1


def test_a_lake_that_lost_the_reference_gets_it_back(nation: Path, tmp_path: Path) -> None:
    with override_settings(DATA_FOLDER=nation, LAKE_FOLDER=nation / "lake"):
        first = queries.reference_path()
    with override_settings(DATA_FOLDER=tmp_path, LAKE_FOLDER=tmp_path / "lake"):
        operations.load_areas(by=SYSTEM, at=MOMENT)
        again = queries.reference_path()

    assert again.name == first.name
    table = pq.read_table(again)
    assert table.num_rows == 91_600
    assert table.column_names == ["code", "name", "level", "kind", "parent_code"]


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("baturiti", ["Kecamatan Kerambitan, Kabupaten Tabanan", "Kecamatan Baturiti, Kabupaten Tabanan"]),
        ("beraban", ["Kecamatan Selemadeg Timur, Kabupaten Tabanan", "Kecamatan Kediri, Kabupaten Tabanan"]),
        ("kukuh", ["Kecamatan Kerambitan, Kabupaten Tabanan", "Kecamatan Marga, Kabupaten Tabanan"]),
    ],
)
def test_namesakes_in_tabanan_are_told_apart(name: str, places: list[str]) -> None:
    hits = [hit for hit in queries.search_areas(name) if hit.area.code.startswith("51.02.")]

    assert [hit.within for hit in hits if hit.area.level is AreaLevel.VILLAGE] == places


def test_sidomulyo_is_found_98_times_as_a_village() -> None:
    hits = queries.search_areas("sidomulyo", limit=500)

    exact = [hit for hit in hits if hit.area.name == "Sidomulyo" and hit.area.level is AreaLevel.VILLAGE]
    assert len(exact) == 98
    assert len({hit.area.code for hit in exact}) == 98


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tabanan", "51.02"),
        ("TABANAN ", "51.02"),
        ("bajera", "51.02.01.2001"),
        ("kukuh marga", "51.02.07.2001"),
        ("51.02.01.2001", "51.02.01.2001"),
        ("51.02", "51.02"),
        ("delod pek", "51.02.05.2010"),
        ("bali", "51"),
    ],
)
def test_search_puts_the_likeliest_first(text: str, first: str) -> None:
    hits = queries.search_areas(text)

    assert hits
    if text == "delod pek":
        assert hits[0].area.name == "Delod Peken"
    else:
        assert hits[0].area.code == first


def test_search_finds_inside_words_and_by_prefix() -> None:
    assert "Jatiluwih" in {hit.area.name for hit in queries.search_areas("tiluwi")}
    assert all(hit.area.code.startswith("51.02.0") for hit in queries.search_areas("51.02.0"))


@pytest.mark.parametrize("text", ["", " ", "a", "%%", "__", "zzzzzz", "99.99"])
def test_search_for_nothing_finds_nothing(text: str) -> None:
    assert queries.search_areas(text) == ()


def test_search_is_quick_enough_to_type_along() -> None:
    queries.search_areas("warm up")

    def seconds(text: str) -> float:
        start = time.perf_counter()
        queries.search_areas(text)
        return time.perf_counter() - start

    assert sorted(seconds("suka") for _ in range(5))[2] < 0.2


def _layout_parts(layout: Layout) -> dict[str, int]:
    groups = {cell.group_name for cell in layout.cells}
    return {
        group: count_parts((cell.q, cell.r) for cell in layout.cells if cell.group_name == group) for group in groups
    }


def test_tabanan_on_hexagons_is_one_piece_and_so_is_each_district() -> None:
    layout = queries.get_layout("51.02", AreaLevel.VILLAGE)

    assert len({(cell.q, cell.r) for cell in layout.cells}) == 133
    assert count_parts((cell.q, cell.r) for cell in layout.cells) == 1
    assert set(_layout_parts(layout).values()) == {1}


def test_villages_of_tabanan_lie_towards_each_other_as_on_the_map() -> None:
    layout = queries.get_layout("51.02", AreaLevel.VILLAGE)
    points = {area.code: area for area in queries.list_units("51.02", AreaLevel.VILLAGE)}
    beside = {(cell.q, cell.r): points[cell.area_code] for cell in layout.cells}

    kept = [
        (beside[q + dq, r + dr].longitude or 0) >= (village.longitude or 0)
        for (q, r), village in beside.items()
        for dq, dr in SIDES[:1]
        if (q + dq, r + dr) in beside
    ]

    assert sum(kept) / len(kept) > 0.9


def test_the_nation_on_hexagons_keeps_provinces_together() -> None:
    layout = queries.get_layout("ID", AreaLevel.REGENCY)

    parts = _layout_parts(layout)

    assert len({(cell.q, cell.r) for cell in layout.cells}) == 514
    archipelagos = {"Kepulauan Riau", "Kepulauan Bangka Belitung", "Sulawesi Utara"}
    assert {name for name, count in parts.items() if count > 1} <= archipelagos


def test_aceh_is_north_west_and_merauke_south_east() -> None:
    cells = {cell.area_code: cell for cell in queries.get_layout("ID", AreaLevel.REGENCY).cells}

    def east(code: str) -> float:
        return cells[code].q + cells[code].r / 2  # type: ignore[index]  # an AreaCode is text

    assert east("11.71") < east("31.71") < east("51.02") < east("73.71") < east("93.01")
    assert cells["11.71"].r < cells["51.02"].r  # type: ignore[index]


def test_a_layout_nobody_arranged_is_refused() -> None:
    with pytest.raises(errors.LayoutNotFound):
        queries.get_layout("51.03", AreaLevel.VILLAGE)


def test_all_villages_at_once_are_too_many() -> None:
    with pytest.raises(errors.TooManyUnits):
        queries.list_units("ID", AreaLevel.VILLAGE)


def test_land_outline_is_indonesia_and_is_kept(tmp_path: Path) -> None:
    with override_settings(DATA_FOLDER=tmp_path):
        outline = queries.land_outline()
        again = queries.land_outline()

    polygons = outline["features"][0]["geometry"]["coordinates"]
    longitudes = [position[0] for polygon in polygons for ring in polygon for position in ring]
    assert len(polygons) > 100
    assert min(longitudes) > 94.5
    assert max(longitudes) < 141.5
    assert len(again["features"][0]["geometry"]["coordinates"]) == len(polygons)
    assert (tmp_path / "land-outline.json").is_file()
    assert Path(site_settings.NODE_MODULES).is_dir()

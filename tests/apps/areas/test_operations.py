"""What cannot be loaded or imported whole is not loaded at all."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from kotacerdas.apps.areas import errors, operations, queries
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.areas import AmbiguousAreaCode
from tests.makers import make_administrator, make_area_tree


pytestmark = pytest.mark.django_db
SQUARE = [[115.0, -8.5], [115.1, -8.5], [115.1, -8.4], [115.0, -8.5]]


def boundaries(folder: Path, *codes: str, shift: float = 0.0) -> Path:
    path = folder / "batas.geojson"
    ring = [[x + shift, y] for x, y in SQUARE]
    features = [
        {"type": "Feature", "properties": {"kode": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for code in codes
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_without_the_packages_nothing_is_loaded(settings, lake_folder: Path, tmp_path: Path, now: datetime) -> None:
    settings.NODE_MODULES = tmp_path

    with pytest.raises(errors.CodeListMissing, match="npm ci"):
        operations.load_areas(by=make_administrator(), at=now)

    assert not queries.is_loaded()
    assert audit.list_events() == ()
    assert list(lake_folder.iterdir()) == []


def test_a_short_list_is_refused_whole(settings, lake_folder: Path, tmp_path: Path, now: datetime) -> None:
    folder = tmp_path / "idn-area-data" / "data"
    folder.mkdir(parents=True)
    (folder / "provinces.csv").write_text("code,name\n51,Bali\n", "utf-8")
    (folder / "regencies.csv").write_text("code,province_code,name\n51.02,51,Kabupaten Tabanan\n", "utf-8")
    (folder / "districts.csv").write_text("code,regency_code,name\n51.02.01,51.02,Selemadeg\n", "utf-8")
    (folder / "villages.csv").write_text("code,district_code,name\n51.02.01.2001,51.02.01,Bajera\n", "utf-8")
    points = tmp_path / "geografis" / "data" / "json" / "data.json"
    points.parent.mkdir(parents=True)
    points.write_text("[]", "utf-8")
    settings.NODE_MODULES = tmp_path

    with pytest.raises(errors.CodeListIncomplete, match="1 areas at the level “province”; the edition has 38"):
        operations.load_areas(by=make_administrator(), at=now)

    assert not queries.is_loaded()
    assert list(lake_folder.iterdir()) == []


def test_imported_shapes_are_found_by_the_area_they_lie_in(tmp_path: Path, now: datetime) -> None:
    make_area_tree()
    assert queries.find_boundaries("51.02.01") is None

    file = boundaries(tmp_path, "51.02.01.2001", "51.02.01.2002")
    assert operations.import_boundaries(file=file, by=make_administrator(), at=now) == 2

    found = queries.find_boundaries("51.02.01")
    assert found is not None
    assert [feature["id"] for feature in found["features"]] == ["51.02.01.2001", "51.02.01.2002"]
    assert found["features"][0]["properties"] == {
        "code": "51.02.01.2001",
        "name": "Bajera",
        "source": "batas.geojson",
    }
    own = queries.find_boundaries("51.02.01.2001")
    assert own is not None
    assert len(own["features"]) == 1
    (event,) = audit.list_events()
    assert (event.action, event.facts) == ("areas.boundaries_imported", {"shapes": 2})


def test_a_second_import_replaces_the_first(tmp_path: Path, now: datetime) -> None:
    make_area_tree()
    operations.import_boundaries(file=boundaries(tmp_path, "51.02.01"), by=make_administrator(), at=now)

    moved = boundaries(tmp_path, "51.02.01", shift=1.0)
    operations.import_boundaries(file=moved, by=make_administrator(), at=now)

    found = queries.find_boundaries("51.02")
    assert found is not None
    assert len(found["features"]) == 1
    assert found["features"][0]["geometry"]["coordinates"][0][0][0] == [116.0, -8.5]


def test_one_unknown_code_refuses_the_whole_file(tmp_path: Path, now: datetime) -> None:
    make_area_tree()
    file = boundaries(tmp_path, "51.02.01", "51.02.99")

    with pytest.raises(errors.UnknownAreaCode, match=r"Feature 2.*51\.02\.99"):
        operations.import_boundaries(file=file, by=make_administrator(), at=now)

    assert queries.find_boundaries("51.02") is None


def test_a_code_without_dots_refuses_the_file(tmp_path: Path, now: datetime) -> None:
    make_area_tree()

    with pytest.raises(AmbiguousAreaCode):
        operations.import_boundaries(file=boundaries(tmp_path, "5102012001"), by=make_administrator(), at=now)


@pytest.mark.parametrize("content", [b"kode;nama\n51.02;Tabanan", b"\xff\xfe\x00", b"{}"])
def test_a_file_that_is_no_geojson_is_refused(content: bytes, tmp_path: Path, now: datetime) -> None:
    file = tmp_path / "batas.csv"
    file.write_bytes(content)

    with pytest.raises(errors.NotGeoJson, match="Export the layer as GeoJSON"):
        operations.import_boundaries(file=file, by=make_administrator(), at=now)

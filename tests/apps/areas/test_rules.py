"""Names, kinds, counts and the reading of shapes."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.areas import errors
from kotacerdas.apps.areas.rules.boundaries import read_shapes
from kotacerdas.apps.areas.rules.edition import COUNTS, check_counts
from kotacerdas.apps.areas.rules.names import fold, kind_of, title_of
from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.kernel.areas import AmbiguousAreaCode, AreaCode, AreaLevel


SQUARE = [[115.0, -8.5], [115.1, -8.5], [115.1, -8.4], [115.0, -8.5]]


def collection(**properties: object) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": properties or {"kode": "51.02.01"},
                "geometry": {"type": "Polygon", "coordinates": [copy.deepcopy(SQUARE)]},
            }
        ],
    }


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("ID", AreaKind.NATION),
        ("51", AreaKind.PROVINCE),
        ("51.02", AreaKind.KABUPATEN),
        ("51.71", AreaKind.KOTA),
        ("51.02.01", AreaKind.KECAMATAN),
        ("51.71.01.1001", AreaKind.KELURAHAN),
        ("51.02.01.2001", AreaKind.DESA),
        ("91.03.01.3001", AreaKind.DESA_ADAT),
    ],
)
def test_kind_is_read_from_the_code(code: str, kind: AreaKind) -> None:
    assert kind_of(AreaCode(code)) is kind


@pytest.mark.parametrize(
    ("code", "name", "title"),
    [
        ("51", "Bali", "Provinsi Bali"),
        ("34", "Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta"),
        ("51.02", "Kabupaten Tabanan", "Kabupaten Tabanan"),
        ("51.02.01", "Selemadeg", "Kecamatan Selemadeg"),
        ("91.71.03", "Heram", "Distrik Heram"),
        ("51.02.01.2001", "Bajera", "Desa Bajera"),
    ],
)
def test_title_says_what_the_area_is(code: str, name: str, title: str) -> None:
    assert title_of(AreaCode(code), kind_of(AreaCode(code)), name) == title


def test_fold_makes_spellings_meet() -> None:
    assert fold("Toli-Toli") == fold(" TOLI  toli ") == "toli toli"
    assert fold("Ma’u") == fold("Ma'u") == "mau"


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_list_one_village_short_is_refused_with_both_numbers() -> None:
    with pytest.raises(errors.CodeListIncomplete, match=r"83761.*83762"):
        check_counts({**COUNTS, AreaLevel.VILLAGE: 83_761})


def test_a_shape_is_read_under_any_usual_property_name() -> None:
    for properties in (
        {"kode": "51.02.01"},
        {"CODE": "51.02.01"},
        {"KDCPUM": "51.02.01", "NAMOBJ": "x"},
        {"kode_kab": "51.02", "kode_kec": "51.02.01"},
    ):
        (shape,) = read_shapes(collection(**properties))
        assert shape.code == "51.02.01"
        assert shape.geometry["type"] == "MultiPolygon"


def test_heights_are_left_out() -> None:
    content = collection()
    content["features"][0]["geometry"]["coordinates"] = [[[x, y, 12.5] for x, y in SQUARE]]

    (shape,) = read_shapes(content)

    assert shape.geometry["coordinates"] == [[SQUARE]]


def test_a_code_without_dots_is_refused_as_ambiguous() -> None:
    with pytest.raises(AmbiguousAreaCode):
        read_shapes(collection(kode="5102012001"))


@pytest.mark.parametrize("content", [[], {}, {"type": "Feature"}, {"type": "FeatureCollection", "features": []}])
def test_what_is_no_feature_collection_is_refused(content: object) -> None:
    with pytest.raises(errors.NotGeoJson):
        read_shapes(content)


def test_a_feature_without_code_is_named_by_its_number() -> None:
    with pytest.raises(errors.NoAreaCode, match="Feature 1"):
        read_shapes(collection(nama="Bajera"))


def test_the_same_area_twice_is_refused() -> None:
    content = collection()
    content["features"] *= 2

    with pytest.raises(errors.CodeTwice, match="Features 1 and 2"):
        read_shapes(content)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [115.0, -8.5]},
        {"type": "Polygon", "coordinates": [SQUARE[:3]]},
        {"type": "Polygon", "coordinates": [[[-8.5, 115.0], [-8.5, 115.1], [-8.4, 115.1], [-8.5, 115.0]]]},
        {"type": "Polygon", "coordinates": [[[302000, 9060000]] * 4]},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [["a", "b", "c", "d"]]},
    ],
    ids=["none", "point", "open", "swapped", "metres", "empty", "text"],
)
def test_a_shape_that_cannot_be_one_is_refused(geometry: object) -> None:
    content = collection()
    content["features"][0]["geometry"] = geometry

    with pytest.raises(errors.ShapeRefused, match=r"51\.02\.01.*EPSG:4326"):
        read_shapes(content)

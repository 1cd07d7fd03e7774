"""The tree, read from a few areas."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotacerdas.apps.areas import errors, queries
from kotacerdas.kernel.areas import AreaLevel, MalformedAreaCode
from tests.makers import make_area_tree


pytestmark = pytest.mark.django_db


def test_before_loading_everything_says_so() -> None:
    assert not queries.is_loaded()
    with pytest.raises(errors.AreasNotLoaded, match="kotacerdas areas load"):
        queries.get_edition()
    with pytest.raises(errors.AreasNotLoaded):
        queries.reference_path()


def test_an_area_has_its_title_and_parent() -> None:
    make_area_tree()

    area = queries.get_area("51.02.01")

    assert (area.name, area.title, area.parent_code) == ("Selemadeg", "Kecamatan Selemadeg", "51.02")
    assert queries.get_area("ID").parent_code is None


def test_an_area_that_is_not_there_is_named() -> None:
    make_area_tree()

    assert queries.find_area("99.99") is None
    with pytest.raises(errors.AreaNotFound, match=r"99\.99"):
        queries.get_area("99.99")
    with pytest.raises(MalformedAreaCode):
        queries.get_area("Tabanan")


def test_ancestors_come_widest_first_without_the_area_itself() -> None:
    make_area_tree()

    assert [area.code for area in queries.list_ancestors("51.02.01.2001")] == ["ID", "51", "51.02", "51.02.01"]
    assert queries.list_ancestors("ID") == ()


def test_units_are_found_at_any_depth() -> None:
    make_area_tree()

    assert queries.count_units("51", AreaLevel.VILLAGE) == 7
    assert [area.code for area in queries.list_units("51.02.04", AreaLevel.VILLAGE)] == [
        "51.02.04.2009",
        "51.02.04.2010",
    ]
    assert [area.code for area in queries.list_units("51.02.04", AreaLevel.DISTRICT)] == ["51.02.04"]
    assert [area.code for area in queries.list_units("ID", AreaLevel.REGENCY)] == ["51.02", "51.71"]


def test_children_and_their_counts() -> None:
    make_area_tree()

    assert [area.name for area in queries.list_children("51.02.01")] == ["Bajera", "Wanagiri", "Pupuan Sawah"]
    assert queries.count_children(["51.02.01", "51.02.04", "51.71"]) == {"51.02.01": 3, "51.02.04": 2}


def test_search_needs_two_queries_however_many_hits() -> None:
    make_area_tree()

    with CaptureQueriesContext(
        connection,
    ) as few:
        queries.search_areas("kukuh")
    with CaptureQueriesContext(connection) as many:
        queries.search_areas("a e", limit=100)
        queries.search_areas("ba", limit=100)

    assert len(few) == 2
    assert len(many) <= 4

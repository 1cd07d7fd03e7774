"""What the other apps and the pages read."""

from pathlib import Path

import pytest
from django.conf import settings

from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators import operations, queries
from kotacerdas.apps.indicators.errors import IndicatorNotFound
from kotacerdas.apps.indicators.types import Coverage, ValueState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Period
from tests.apps.indicators.made import BAJERA, VILLAGES, WANAGIRI, WATER, households, prepare, release


pytestmark = pytest.mark.django_db
Y2025, Y2026 = Period.parse("2025"), Period.parse("2026")


@pytest.fixture(autouse=True)
def measured(lake_folder, now):
    """Water in three villages over two years, one of them so small that it is hidden in 2026."""
    prepare()
    release("rumah_tangga", "2025", BAJERA, households(BAJERA, 50, 50))
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    release("rumah_tangga", "2026", WANAGIRI, households(WANAGIRI, 90, 10))
    release("rumah_tangga", "2026", VILLAGES[2], households(VILLAGES[2], 3, 40))
    operations.refresh(by=SYSTEM, at=now)


def test_an_unknown_indicator_is_named():
    with pytest.raises(IndicatorNotFound, match="n99"):
        queries.get_value("n99", BAJERA, Y2026)


def test_the_latest_and_the_series_come_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        series = queries.list_series(BAJERA)
    with django_assert_num_queries(1):
        latest = queries.list_latest(BAJERA, [WATER])

    assert [str(value.period) for value in series[WATER]] == ["2025", "2026"]
    assert latest[WATER].period == Y2026
    assert queries.list_periods(WATER) == (Y2025, Y2026)
    assert queries.find_latest(WATER, "51.71") is None


def test_a_hidden_village_leaves_the_database_without_its_numbers():
    hidden = queries.get_value(WATER, VILLAGES[2], Y2026)
    taken_along = queries.get_value(WATER, BAJERA, Y2026)

    assert hidden.state is taken_along.state is ValueState.SUPPRESSED
    assert (hidden.value, hidden.numerator, hidden.denominator) == (None, None, None)
    assert queries.get_value(WATER, "51.02.01", Y2026).numerator == 153


def test_every_village_has_a_value_for_the_map_if_only_that_it_is_missing(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        values = queries.list_unit_values(WATER, "51.02", AreaLevel.VILLAGE, Y2026)

    assert [value.area_code for value in values] == sorted(VILLAGES)
    assert [value.state.value for value in values] == ["suppressed", "known", "suppressed", *["missing"] * 4]


def test_districts_that_did_not_report_say_how_many_villages_they_have(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        values = queries.list_unit_values(WATER, "51.02", AreaLevel.DISTRICT, Y2026)

    assert [value.coverage for value in values] == [
        Coverage(3, 3, None),
        Coverage(0, 2, None),
        Coverage(0, 1, None),
        Coverage(0, 1, None),
    ]


def test_values_can_be_cut_to_a_span():
    assert [value.period for value in queries.list_values(WATER, BAJERA, since=Y2026)] == [Y2026]
    assert [value.period for value in queries.list_values(WATER, BAJERA, until=Y2025)] == [Y2025]


def test_a_trace_walks_from_the_nation_to_the_release(django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        trace = queries.get_trace(WATER, "51.02.01", Y2026)

    assert [code for code, _, _ in trace.path] == ["ID", "51", "51.02", "51.02.01"]
    assert trace.child_level is AreaLevel.VILLAGE
    assert [child.name for child in trace.children] == ["Bajera", "Wanagiri", "Pupuan Sawah"]
    assert [child.share_of_denominator for child in trace.children] == [None, pytest.approx(100 / 243), None]
    assert [traced.release.area_code for traced in trace.releases] == [VILLAGES[2], WANAGIRI, BAJERA]
    assert all(traced.release.period == Y2026 for traced in trace.releases)
    assert all(traced.is_intact for traced in trace.releases)


def test_a_release_whose_file_was_touched_is_found_out():
    release_id = queries.get_value(WATER, WANAGIRI, Y2026).release_ids[0]
    file = Path(exchange.get_release(release_id).file_path)
    file.write_bytes(file.read_bytes() + b"?")

    (traced,) = queries.get_trace(WATER, WANAGIRI, Y2026).releases

    assert not traced.is_intact


def test_a_trace_of_nothing_still_says_where_and_what_is_missing():
    trace = queries.get_trace(WATER, "51.02.04", Y2026)

    assert trace.value.state is ValueState.MISSING
    assert trace.value.coverage == Coverage(0, 2, None)
    assert [child.value for child in trace.children] == [None, None]
    assert trace.releases == ()


def test_evenness_leaves_out_what_is_hidden(now):
    assert queries.get_evenness(WATER, "51.02", Y2026).units == 1

    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 0, 100))
    release("rumah_tangga", "2026", VILLAGES[2], households(VILLAGES[2], 50, 50))
    operations.refresh(by=SYSTEM, at=now)
    even = queries.get_evenness(WATER, "51.02", Y2026)

    assert even.units == 3
    assert [name for _, name, _ in even.left_behind] == ["Bajera"]
    assert even.gini == pytest.approx(3 / 7, abs=0.02)


def test_every_definition_shipped_is_listed():
    codes = [definition.code for definition in queries.list_indicators()]

    assert codes == sorted(codes)
    assert len(codes) == len(list((settings.DEFINITIONS_FOLDER / "indicators").glob("*/*.sql")))

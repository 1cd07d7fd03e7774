"""Sums first, ratio last."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.measures.totals import combine, roll_up
from tests.measures.made import cells, given, make_definition, villages


GUEST_NIGHTS = make_definition(
    grain="district",
    inputs=(
        {"dataset": "tamu", "columns": ("malam",), "grain": "district"},
        {"dataset": "warga", "columns": ("jiwa",), "grain": "village"},
    ),
)


def two_villages(_area: AreaCode, _level: AreaLevel) -> int:
    return 2


@for_all(st.dictionaries(villages, cells(), max_size=20))
def test_an_area_is_the_sum_of_all_units_inside_it(units):
    totals = roll_up(units)

    for area, total in totals.items():
        inside = [unit for code, unit in units.items() if code.is_within(area)]
        assert total.numerator == sum(unit.numerator for unit in inside)
        assert total.denominator == sum(unit.denominator for unit in inside)
        assert total.reported == len(inside)


@for_all(st.dictionaries(villages, cells(), min_size=1, max_size=20))
def test_only_areas_above_a_reporting_unit_have_a_total(units):
    above = {area for unit in units for area in (unit, *unit.ancestors)}

    assert set(roll_up(units)) == above


@for_all(st.dictionaries(villages, st.floats(0, 1e6), min_size=1, max_size=20), st.randoms())
def test_the_order_in_which_units_report_changes_no_digit(numbers, random):
    shuffled = list(numbers)
    random.shuffle(shuffled)
    definition = make_definition()

    def totals(order):
        contributions = [given(area, numbers[area], 1) for area in order]
        return roll_up(combine(definition, contributions, two_villages, {}))

    assert totals(numbers) == totals(shuffled)


def test_a_unit_without_a_denominator_has_not_reported():
    units = combine(make_definition(), [given("51.02.01.2001", 3, None)], two_villages, {})

    assert units == {}


def test_a_unit_reports_only_when_every_dataset_gave_its_part():
    only_guests = [given("51.02.01", 900, None, "tamu")]
    half_the_people = [*only_guests, given("51.02.01.2001", None, 400, "warga")]
    everything = [*half_the_people, given("51.02.01.2002", None, 600, "warga")]

    assert combine(GUEST_NIGHTS, only_guests, two_villages, {}) == {}
    assert combine(GUEST_NIGHTS, half_the_people, two_villages, {}) == {}
    assert combine(GUEST_NIGHTS, everything, two_villages, {})[AreaCode("51.02.01")].denominator == 1000


def test_the_oldest_input_and_every_release_are_kept():
    units = combine(make_definition(), [given("51.02.01.2001", 1, 2)], two_villages, {})

    nation = roll_up(units)[AreaCode("ID")]

    assert nation.release_ids == {1}
    assert nation.oldest_input.isoformat() == "2026-09-12"

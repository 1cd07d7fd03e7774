"""Zero, no cases, suppressed and missing are four different things."""

from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.measures.values import Coverage, Ground, ValueState, evaluate
from tests.measures.made import given, make_definition


SIZES = {"51.02": 133, "51.02.01": 10, "51": 716, "ID": 83_762}
A, B = AreaCode("51.02.01.2001"), AreaCode("51.02.01.2002")


def count_units(area: AreaCode, level: AreaLevel) -> int:
    return 1 if area.level is level else SIZES[area]


def values(*contributions, population=None, **changes):
    return evaluate(make_definition(**changes), contributions, Ground(count_units, population or {}))


def test_the_value_is_the_ratio_of_sums_not_the_mean_of_ratios():
    found = values(given(A, 90, 100), given(B, 0, 900))

    assert found[AreaCode("51.02")].value == 9.0


def test_zero_is_a_value_and_an_absent_village_is_not():
    found = values(given(A, 0, 40))

    assert (found[A].state, found[A].value) == (ValueState.KNOWN, 0)
    assert B not in found


def test_nothing_to_divide_by_is_said_so():
    found = values(given(A, 0, 0))

    assert (found[A].state, found[A].value) == (ValueState.NO_CASES, None)
    assert found[A].coverage.is_complete


def test_a_province_says_how_little_of_it_reported():
    found = values(given(A, 1, 2), given(B, 1, 2))

    assert found[AreaCode("51")].coverage == Coverage(2, 716, None)
    assert found[AreaCode("ID")].coverage == Coverage(2, 83_762, None)


def test_people_weigh_the_coverage_where_everybody_was_counted():
    population = {A: 3000.0, B: 1000.0, AreaCode("51.02.01"): 4000.0}

    found = values(given(A, 1, 2), population=population)

    assert found[AreaCode("51.02.01")].coverage == Coverage(1, 10, 0.75)
    assert found[AreaCode("51.02")].coverage.population_share is None


def test_a_mean_divides_by_the_units_that_gave_a_number():
    found = values(given(A, 0.9603, 1), given(B, 0.8897, 1), kind="mean", scale=1)

    assert round(found[AreaCode("51.02")].value, 4) == 0.925


def test_a_count_needs_no_denominator():
    found = values(given(A, 3120, None), given(B, 2480, None), kind="count", scale=1)

    assert found[AreaCode("51.02.01")].value == 5600
    assert found[AreaCode("51.02.01")].denominator is None


def test_a_small_cell_is_hidden_with_another_so_that_it_cannot_be_subtracted():
    c = AreaCode("51.02.01.2003")
    found = values(given(A, 3, 100), given(B, 40, 90), given(c, 50, 200), disclosure="people")

    assert [found[area].state for area in (A, B, c)] == [
        ValueState.SUPPRESSED,
        ValueState.SUPPRESSED,
        ValueState.KNOWN,
    ]
    assert found[A].value is None
    assert found[AreaCode("51.02.01")].state is ValueState.KNOWN

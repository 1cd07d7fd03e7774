"""Maju dan merata."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from kotacerdas.measures.definition import Direction
from kotacerdas.measures.evenness import Weighed, gini, left_behind, quantile


many = st.lists(
    st.builds(Weighed, st.text("abc", min_size=1), st.integers(0, 100).map(float), st.integers(1, 5000).map(float)),
    min_size=2,
    max_size=30,
)


def slow_gini(units):
    weight = sum(unit.weight for unit in units)
    mean = sum(unit.weight * unit.value for unit in units) / weight
    if not mean:
        return None
    pairs = sum(one.weight * other.weight * abs(one.value - other.value) for one in units for other in units)
    return pairs / (2 * weight**2 * mean)


def slow_quantile(units, share):
    people = sorted(unit.value for unit in units for _ in range(int(unit.weight)))
    wanted = share * len(people)
    return next(value for rank, value in enumerate(people, start=1) if rank >= wanted)


@for_all(many)
def test_the_fast_gini_is_the_mean_difference_of_all_pairs(units):
    slow = slow_gini(units)

    assert gini(units) == (None if slow is None else pytest.approx(slow, abs=1e-9))


@for_all(many, st.sampled_from([0.1, 0.5, 0.9]))
def test_a_quantile_is_the_value_of_that_person_in_line(units, share):
    assert quantile(units, share) == slow_quantile(units, share)


@for_all(many, st.integers(2, 9))
def test_doubling_every_value_leaves_the_unevenness(units, factor):
    doubled = [Weighed(unit.key, unit.value * factor, unit.weight) for unit in units]

    assert gini(doubled) == pytest.approx(gini(units))


def test_known_answers():
    """Half of the people have everything: 0.5. All alike: 0."""
    assert gini([Weighed("a", 0, 100), Weighed("b", 10, 100)]) == 0.5
    assert gini([Weighed("a", 7, 3), Weighed("b", 7, 900)]) == 0
    assert gini([Weighed("a", 7, 3)]) is None
    assert gini([Weighed("a", 0, 3), Weighed("b", 0, 3)]) is None
    assert gini([Weighed("a", -1, 3), Weighed("b", 4, 3)]) is None
    assert quantile([], 0.5) is None


def test_behind_is_low_or_high_as_the_indicator_has_it():
    units = [Weighed("a", 1, 1), Weighed("b", 3, 1), Weighed("c", 2, 1)]

    assert [unit.key for unit in left_behind(units, Direction.UP, limit=2)] == ["a", "c"]
    assert [unit.key for unit in left_behind(units, Direction.DOWN, limit=2)] == ["b", "c"]

"""Shades of a map."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from kotacerdas.measures.classes import Scale, classify


values = st.lists(st.integers(0, 50).map(float), min_size=1, max_size=60)


@for_all(values)
def test_the_best_is_darkest_and_the_worst_lightest(numbers):
    scale = Scale.of(numbers, is_down=False)
    shades = [scale.shade(number) for number in sorted(numbers)]

    assert shades == sorted(shades)
    assert set(shades) <= {1, 2, 3, 4, 5}


@for_all(values)
def test_turning_the_direction_mirrors_the_shades(numbers):
    up, down = Scale.of(numbers, is_down=False), Scale.of(numbers, is_down=True)

    assert all(down.shade(number) == 6 - up.shade(number) for number in numbers)


@for_all(values)
def test_a_rank_counts_who_is_better(numbers):
    up, down = Scale.of(numbers, is_down=False), Scale.of(numbers, is_down=True)

    assert all(up.rank(number) == sum(other > number for other in numbers) + 1 for number in numbers)
    assert all(down.rank(number) == sum(other < number for other in numbers) + 1 for number in numbers)


def test_a_map_of_one_value_takes_the_middle():
    assert Scale.of([7.0, 7.0], is_down=False).shade(7.0) == 3


def test_yes_and_no_are_the_two_ends():
    scale = Scale.of([0.0, 100.0, 100.0, 100.0, 100.0], is_down=False)

    assert (scale.shade(0.0), scale.shade(100.0)) == (1, 5)


@pytest.mark.parametrize(
    ("values", "classes"),
    [
        ([], ()),
        ([7.0], ((7.0, 7.0),)),
        ([0.0, 100.0, 100.0], ((0.0, 0.0), (100.0, 100.0))),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], ((1, 3), (3, 5), (5, 7), (7, 9), (9, 10))),
    ],
)
def test_classes_hold_equally_many(values, classes):
    assert classify(values) == classes

"""Shades of a map."""

from hypothesis import given as for_all
from hypothesis import strategies as st

from kotacerdas.measures.classes import class_bounds, shade_of


values = st.lists(st.integers(0, 50).map(float), min_size=1, max_size=60)


@for_all(values)
def test_the_best_is_darkest_and_the_worst_lightest(numbers):
    bounds = class_bounds(numbers)
    shades = [shade_of(number, bounds, is_down=False) for number in sorted(numbers)]

    assert shades == sorted(shades)
    assert set(shades) <= {1, 2, 3, 4, 5}


@for_all(values)
def test_turning_the_direction_mirrors_the_shades(numbers):
    bounds = class_bounds(numbers)

    assert all(
        shade_of(number, bounds, is_down=True) == 6 - shade_of(number, bounds, is_down=False) for number in numbers
    )


def test_a_map_of_one_value_takes_the_middle():
    assert class_bounds([]) == ()
    assert shade_of(7.0, class_bounds([7.0, 7.0]), is_down=False) == 3

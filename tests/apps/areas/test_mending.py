"""Mending joins torn groups and never moves more than it must."""

import numpy as np

from kotacerdas.apps.areas.rules.mending import count_parts, mend


def test_a_torn_group_is_joined() -> None:
    cells = [(q, r) for r in range(6) for q in range(6)]
    points = np.array([(q + r / 2, r * 3**0.5 / 2) for q, r in cells])
    groups = ["west" if q < 3 else "east" for q, _ in cells]
    groups[cells.index((1, 2))], groups[cells.index((4, 3))] = "east", "west"
    parts_before = count_parts(cell for cell, group in zip(cells, groups, strict=True) if group == "west")

    seats = mend(cells, groups, points)

    assert parts_before == 2
    assert sorted(seats) == sorted(cells)
    for side in ("west", "east"):
        assert count_parts(seat for seat, group in zip(seats, groups, strict=True) if group == side) == 1


def test_a_layout_that_is_right_stays() -> None:
    row = [(q, 0) for q in range(4)]
    points = np.array([(q, 0.0) for q in range(4)])

    assert mend(row, ["a", "a", "b", "b"], points) == row

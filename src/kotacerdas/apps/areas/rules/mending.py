"""Swap hexagons so that groups hang together and their borders are short."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray


Hexagon = tuple[int, int]
SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))
_TORN = 12.0
_BORDER = 0.35
_FARTHEST = 3
_ROUNDS = 40
_ROW = 3**0.5 / 2


def mend(hexagons: Sequence[Hexagon], groups: Sequence[str], points: NDArray[np.float64]) -> list[Hexagon]:
    """Swap pairs while the whole improves: squared distance, torn parts of groups, borders between groups.

    ``points`` are the wanted centres in units of the pitch, shape (n, 2). Every swap lowers the same sum, so it ends.
    """
    return _Mending(hexagons, groups, points).run()


def count_parts(cells: Iterable[Hexagon]) -> int:
    """In how many pieces a set of hexagons falls."""
    left, parts = set(cells), 0
    while left:
        parts += 1
        edge = [left.pop()]
        while edge:
            q, r = edge.pop()
            for dq, dr in SIDES:
                beside = (q + dq, r + dr)
                if beside in left:
                    left.remove(beside)
                    edge.append(beside)
    return parts


class _Mending:
    """The state of one mending: who sits where."""

    def __init__(self, hexagons: Sequence[Hexagon], groups: Sequence[str], points: NDArray[np.float64]) -> None:
        self.seats = list(hexagons)
        self.groups = list(groups)
        self.points = [(float(x), float(y)) for x, y in points]
        self.sitter = {cell: index for index, cell in enumerate(self.seats)}
        self.cells: dict[str, set[Hexagon]] = defaultdict(set)
        for cell, group in zip(self.seats, self.groups, strict=True):
            self.cells[group].add(cell)
        self.parts = {group: count_parts(cells) for group, cells in self.cells.items()}

    def run(self) -> list[Hexagon]:
        for _ in range(_ROUNDS):
            swapped = sum(self._try_around(index) for index in range(len(self.seats)))
            if not swapped:
                break
        return self.seats

    def _try_around(self, index: int) -> bool:
        """Make the best swap of one sitter with somebody near, if any helps."""
        best, partner = -1e-9, -1
        for other in self._near(self.seats[index]):
            gain = self._change(index, other)
            if gain < best:
                best, partner = gain, other
        if partner >= 0:
            self._swap(index, partner)
        return partner >= 0

    def _near(self, cell: Hexagon) -> Iterable[int]:
        q, r = cell
        for dq in range(-_FARTHEST, _FARTHEST + 1):
            for dr in range(max(-_FARTHEST, -dq - _FARTHEST), min(_FARTHEST, -dq + _FARTHEST) + 1):
                other = self.sitter.get((q + dq, r + dr))
                if other is not None and (dq, dr) != (0, 0):
                    yield other

    def _change(self, one: int, two: int) -> float:
        """By how much a swap changes the whole; negative is better."""
        change = self._distance(one, self.seats[two]) + self._distance(two, self.seats[one])
        change -= self._distance(one, self.seats[one]) + self._distance(two, self.seats[two])
        if self.groups[one] == self.groups[two]:
            return change
        # A swap can gain no more than all borders of both and all torn parts: skip the costly count where that is too little.
        torn = sum(self.parts[self.groups[index]] - 1 for index in (one, two))
        change += _BORDER * self._border_change(one, two)
        if change - _TORN * torn >= 0:
            return change
        groups = (self.groups[one], self.groups[two])
        before = sum(self.parts[group] for group in groups)
        self._trade(groups, self.seats[one], self.seats[two])
        after = sum(count_parts(self.cells[group]) for group in groups)
        self._trade(groups, self.seats[two], self.seats[one])
        return change + _TORN * (after - before)

    def _border_change(self, one: int, two: int) -> int:
        before = self._foreign(one, self.seats[one], -1) + self._foreign(two, self.seats[two], -1)
        after = self._foreign(one, self.seats[two], two) + self._foreign(two, self.seats[one], one)
        return after - before

    def _foreign(self, index: int, cell: Hexagon, gone: int) -> int:
        """How many neighbours of another group a sitter has on a cell; ``gone`` has moved to the sitter's own seat."""
        q, r = cell
        count = 0
        for dq, dr in SIDES:
            beside = self.sitter.get((q + dq, r + dr))
            if beside is None:
                continue
            if beside == index and gone >= 0:
                beside = gone
            count += self.groups[beside] != self.groups[index]
        return count

    def _swap(self, one: int, two: int) -> None:
        groups = (self.groups[one], self.groups[two])
        if groups[0] != groups[1]:
            self._trade(groups, self.seats[one], self.seats[two])
            self.parts.update({group: count_parts(self.cells[group]) for group in groups})
        self.seats[one], self.seats[two] = self.seats[two], self.seats[one]
        self.sitter[self.seats[one]], self.sitter[self.seats[two]] = one, two

    def _trade(self, groups: tuple[str, str], given: Hexagon, taken: Hexagon) -> None:
        """The first group gives the second a hexagon for another."""
        first, second = (self.cells[group] for group in groups)
        first.remove(given)
        second.remove(taken)
        first.add(taken)
        second.add(given)

    def _distance(self, index: int, cell: Hexagon) -> float:
        x, y = self.points[index]
        q, r = cell
        return float((q + r / 2 - x) ** 2 + (r * _ROW - y) ** 2)

"""Arrange areas on hexagons: one each, near its place, its neighbours beside it.

A layout is made in three steps, all deterministic:

1. *Ground*. Pointy-top hexagons of one size are laid over the points; the pitch is the largest at which as many
   hexagons as there are points lie near a point. So the ground has the outline of the place and no gaps.
2. *Assignment*. Points take hexagons so that the sum of squared distances is least (Kuhn-Munkres). Squared distance
   keeps neighbours together, as optimal transport does.
3. *Mending* (``mending``). Hexagons are swapped where that joins torn groups or shortens borders between groups.

Axial coordinates: ``q`` runs east, ``r`` south-east; the centre is ``x = q + r/2``, ``y = r·√3/2`` with y southward.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from scipy.spatial import KDTree

from kotacerdas.apps.areas.rules.mending import SIDES, Hexagon, mend


Points = NDArray[np.float64]
ROW = sqrt(3) / 2
_REACH = 1.0
_SHIFTS = tuple((dx / 3, dy / 3) for dx in range(3) for dy in range(3))
_HALVINGS = 24
_ONE_SPOT = 1e-9  # degrees: a tenth of a millimetre


@dataclass(frozen=True, slots=True)
class Place:
    """One area to be arranged: where it is in degrees, and the group it should stay together with."""

    code: str
    longitude: float
    latitude: float
    group: str


def arrange(places: Sequence[Place]) -> dict[str, Hexagon]:
    """Give every place of one landmass its own hexagon; the upper left of the layout is at zero."""
    if not places:
        return {}
    ordered = sorted(places, key=lambda place: place.code)
    points = project(ordered)
    found = min((_settle(points, shift) for shift in _SHIFTS), key=lambda settled: settled[0])
    hexagons = mend(found[1], [place.group for place in ordered], found[2])
    return normalize({place.code: cell for place, cell in zip(ordered, hexagons, strict=True)})


def project(places: Sequence[Place]) -> Points:
    """Points in degrees of latitude, equal in both directions at their middle; y southward. Shape (n, 2)."""
    squeeze = cos(radians(float(np.mean([place.latitude for place in places]))))
    return np.array([(place.longitude * squeeze, -place.latitude) for place in places])


def normalize(hexagons: dict[str, Hexagon]) -> dict[str, Hexagon]:
    """Move the layout so that its first row is 0 and its leftmost hexagon begins at x = 0 or ½."""
    top = min(r for _, r in hexagons.values())
    left = min(2 * q + (r - top) for q, r in hexagons.values())
    return {code: (q - left // 2, r - top) for code, (q, r) in hexagons.items()}


def _settle(points: Points, shift: tuple[float, float]) -> tuple[float, list[Hexagon], Points]:
    """Lay the ground with one shift of the grid; return the cost, the hexagons and the points in units of the pitch."""
    cells, scaled = _ground(points, shift)
    centres = np.array([(q + r / 2, r * ROW) for q, r in cells])
    squared = ((scaled[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    rows, columns = linear_sum_assignment(squared)
    cost = round(float(squared[rows, columns].sum()), 9)
    return cost, [cells[column] for column in columns], scaled


def _ground(points: Points, shift: tuple[float, float]) -> tuple[list[Hexagon], Points]:
    """As many hexagons as points, at the largest pitch at which that many lie within reach of a point."""
    count = len(points)
    moved = points - points.min(axis=0)
    reach = _REACH * _spacing(moved)
    high = 2 * (float(moved.max()) + reach)
    low = high / 1e6
    for _ in range(_HALVINGS):
        pitch = (low + high) / 2
        if len(_near(moved, pitch, reach, shift)) >= count:
            low = pitch
        else:
            high = pitch
    near = [cell for _, cell in _near(moved, low, reach, shift)]
    return _without_holes(near, count), moved / low + np.array(shift)


def _without_holes(near: list[Hexagon], count: int) -> list[Hexagon]:
    """The nearest ``count`` hexagons, small holes in them filled at the cost of the farthest ones."""
    chosen = near[:count]
    holes = find_holes(chosen)
    kept = [cell for cell in chosen if cell not in holes][: count - len(holes)]
    return [*kept, *sorted(holes)]


def find_holes(cells: Sequence[Hexagon]) -> set[Hexagon]:
    """Hexagons outside the set that nothing outside can reach, up to a tenth of the set."""
    taken = set(cells)
    qs, rs = [q for q, _ in cells], [r for _, r in cells]
    box = {(q, r) for q in range(min(qs) - 1, max(qs) + 2) for r in range(min(rs) - 1, max(rs) + 2)}
    open_sea, edge = set[Hexagon](), [(min(qs) - 1, min(rs) - 1)]
    while edge:
        q, r = edge.pop()
        if (q, r) in box and (q, r) not in taken and (q, r) not in open_sea:
            open_sea.add((q, r))
            edge.extend((q + dq, r + dr) for dq, dr in SIDES)
    holes = box - taken - open_sea
    return holes if len(holes) <= len(cells) / 10 else set()


def _near(points: Points, pitch: float, reach: float, shift: tuple[float, float]) -> list[tuple[float, Hexagon]]:
    """Hexagons within reach of a point, nearest first."""
    scaled = points / pitch + np.array(shift)
    margin = int(reach / pitch) + 2
    wide, high = (int(value) + 1 for value in scaled.max(axis=0))
    rows = range(-margin, int(high / ROW) + margin + 1)
    cells = [(x - r // 2, r) for r in rows for x in range(-margin, wide + margin + 1)]
    centres = np.array([(q + r / 2, r * ROW) for q, r in cells])
    distances, _ = KDTree(scaled).query(centres, distance_upper_bound=reach / pitch)
    found = [(round(float(d), 9), cell) for d, cell in zip(distances, cells, strict=True) if np.isfinite(d)]
    return sorted(found)


def _spacing(points: Points) -> float:
    """The usual distance between neighbours: the mean over points of the mean to the six nearest.

    Where many points share a spot that would shrink to nothing, so it is at least a quarter of an even spread.
    """
    neighbours = min(len(points) - 1, 6)
    widest = float(points.max())
    if neighbours < 1 or widest < _ONE_SPOT:
        return 1.0
    distances, _ = KDTree(points).query(points, k=neighbours + 1)
    return max(float(np.mean(distances[:, 1:])), widest / sqrt(len(points)) / 4)

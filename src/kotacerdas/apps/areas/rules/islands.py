"""Arrange a nation of islands: each landmass by itself, all of one hexagon size, then set side by side.

A crowded island takes more room than on the map and an empty one less, so islands cannot keep their places. Beginning
in the middle, each is set where its shores best keep direction and distance to those already set, with sea between.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from kotacerdas.apps.areas.rules.hexagons import ROW, Place, Points, arrange, normalize
from kotacerdas.apps.areas.rules.mending import SIDES, Hexagon


_FARTHEST_MOVE = 40
_SHORES = 12


@dataclass(frozen=True, slots=True)
class _Island:
    """One landmass: its points in degrees (y southward) and, row by row, their hexagons."""

    codes: tuple[str, ...]
    points: Points
    hexagons: NDArray[np.int64]

    @property
    def centres(self) -> Points:
        """Middles of the hexagons in units of the pitch, shape (n, 2)."""
        return np.column_stack([self.hexagons[:, 0] + self.hexagons[:, 1] / 2, self.hexagons[:, 1] * ROW])


def island_of(code: str) -> str:
    """The landmass of an area, which is the code's first digit as the ministry numbers; Riau's islands (21) go with Sumatra."""
    return code[0].replace("2", "1")


def arrange_islands(places: Sequence[Place]) -> dict[str, Hexagon]:
    """Give every place its own hexagon, landmass by landmass, with an empty hexagon between any two."""
    if not places:
        return {}
    waiting = _islands(places)
    middle = np.concatenate([island.points for island in waiting]).mean(axis=0)
    waiting.sort(key=lambda island: (round(float(np.hypot(*(island.points.mean(axis=0) - middle))), 6), island.codes))
    pitch = float(np.mean([_pitch(island) for island in waiting]))
    placed: list[_Island] = []
    for island in waiting:
        placed.append(_set_beside(island, placed, pitch) if placed else island)
    return normalize(
        {
            code: (int(q), int(r))
            for island in placed
            for code, (q, r) in zip(island.codes, island.hexagons, strict=True)
        }
    )


def _islands(places: Sequence[Place]) -> list[_Island]:
    grouped: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(places, key=lambda place: place.code):
        grouped[island_of(place.code)].append(place)
    islands = []
    for members in grouped.values():
        hexagons = arrange(members)
        islands.append(
            _Island(
                codes=tuple(place.code for place in members),
                points=np.array([(place.longitude, -place.latitude) for place in members]),
                hexagons=np.array([hexagons[place.code] for place in members]),
            )
        )
    return islands


def _pitch(island: _Island) -> float:
    """How many degrees one hexagon stands for, by comparing how far the points and the hexagons spread."""
    spread = float(island.centres.std(axis=0).sum())
    return float(island.points.std(axis=0).sum()) / spread if spread else 1.0


def _set_beside(island: _Island, placed: Sequence[_Island], pitch: float) -> _Island:
    """Move an island to the free place where its shores lie best towards those of the islands already set."""
    taken = _with_sea(cell for other in placed for cell in other.hexagons)
    wanted, weights = _wanted_moves(island, placed, pitch)
    goal = np.average(wanted, axis=0, weights=weights)
    middle_r = round(float(goal[1] / ROW))
    middle_q = round(float(goal[0] - middle_r / 2))
    moves = [
        (middle_q + dq, middle_r + dr)
        for dq in range(-_FARTHEST_MOVE, _FARTHEST_MOVE + 1)
        for dr in range(-_FARTHEST_MOVE, _FARTHEST_MOVE + 1)
    ]
    moves.sort(key=lambda move: (round(_misfit(move, wanted, weights), 6), move))
    cells = [(int(q), int(r)) for q, r in island.hexagons]
    for q, r in moves:
        if not any((cell[0] + q, cell[1] + r) in taken for cell in cells):
            return replace(island, hexagons=island.hexagons + np.array((q, r)))
    return replace(island, hexagons=island.hexagons + np.array((max(q for q, _ in taken) + 100, 0)))


def _wanted_moves(island: _Island, placed: Sequence[_Island], pitch: float) -> tuple[Points, NDArray[np.float64]]:
    """For the nearest pairs of points across the sea: the move that would keep their offset, and how much it counts."""
    moves, weights = [], []
    for other in placed:
        distances = cdist(other.points, island.points)
        for index in np.argsort(distances, axis=None, kind="stable")[:_SHORES]:
            there, here = np.unravel_index(index, distances.shape)
            offset = (island.points[here] - other.points[there]) / pitch
            moves.append(other.centres[there] + offset - island.centres[here])
            weights.append(1 / max(float(distances[there, here]), 0.5) ** 2)
    return np.array(moves), np.array(weights)


def _misfit(move: tuple[int, int], wanted: Points, weights: NDArray[np.float64]) -> float:
    q, r = move
    return float((weights * ((wanted - np.array((q + r / 2, r * ROW))) ** 2).sum(axis=1)).sum())


def _with_sea(cells: Iterable[Sequence[int]]) -> set[Hexagon]:
    """The hexagons and those around them."""
    land = {(int(cell[0]), int(cell[1])) for cell in cells}
    return land | {(q + dq, r + dr) for q, r in land for dq, dr in SIDES}

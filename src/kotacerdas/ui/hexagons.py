"""Geometry of the hexagon cartogram: places, borders between groups, and names that never overlap. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from kotacerdas.ui.shapes import Hexagon, HexMap


RADIUS = 20.0
_WIDE = math.sqrt(3) * RADIUS
_LETTER = 0.57  # mean width of a letter of Plus Jakarta Sans at weight 650, in em
_LINE = 1.1
_MARGIN = 4.0
# The neighbour across each edge of a pointy-top hexagon; edge i runs from corner i to corner i + 1.
_NEIGHBOURS = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))
_CORNERS = tuple(
    (RADIUS * math.cos(math.radians(60 * i - 30)), RADIUS * math.sin(math.radians(60 * i - 30))) for i in range(6)
)

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A hexagon ready to draw; ``x`` and ``y`` are its centre."""

    cell: Hexagon
    x: str
    y: str
    path: str
    title: str


@dataclass(frozen=True, slots=True)
class DrawnName:
    """A group's name at its place."""

    text: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Names:
    """All names at one size."""

    size: str
    items: tuple[DrawnName, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything the SVG needs, as text with decimal points whatever the language."""

    view_box: str
    cells: tuple[DrawnCell, ...]
    borders: str
    coast: str
    small_names: Names
    large_names: Names
    is_land: bool


def draw(hexmap: HexMap) -> Drawing:
    """Lay out a map; cells come in reading order so that the keyboard walks as the eye does."""
    cells = sorted(hexmap.cells, key=lambda cell: (cell.r, cell.q))
    centres = {(cell.q, cell.r): _centre(cell) for cell in cells}
    left, top, width, height = _frame(list(centres.values()))
    borders, coast = _edges(cells, centres)
    frame = (left, top, left + width, top + height)
    names = hexmap.shows_group_names
    named, size = _named(cells, width)
    return Drawing(
        view_box=f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}",
        cells=tuple(_drawn(cell, centres[cell.q, cell.r]) for cell in cells),
        borders=borders,
        coast=coast,
        small_names=place_names(named, size, frame) if names else Names("0", ()),
        large_names=place_names(named, size * 1.75, frame) if names else Names("0", ()),
        is_land=width > height * 1.5,
    )


def _named(cells: Sequence[Hexagon], width: float) -> tuple[Sequence[Hexagon], float]:
    """Whose names are written and how large: the groups', or in a map of one group each cell's own."""
    if len({cell.group_code for cell in cells}) != 1 or len(cells) == 1:
        return cells, max(12.5, width / 88)
    longest = max(len(cell.name) for cell in cells)
    own = [replace(cell, group_code=cell.code, group_name=cell.name) for cell in cells]
    return own, min(7.0, max(3.5, _WIDE * 0.86 / (longest * _LETTER)))


def _centre(cell: Hexagon) -> Point:
    return _WIDE * (cell.q + cell.r / 2), 1.5 * RADIUS * cell.r


def _frame(centres: Sequence[Point]) -> Box:
    if not centres:
        return 0.0, 0.0, 1.0, 1.0
    left = min(x for x, _ in centres) - _WIDE / 2 - _MARGIN
    top = min(y for _, y in centres) - RADIUS - _MARGIN
    right = max(x for x, _ in centres) + _WIDE / 2 + _MARGIN
    bottom = max(y for _, y in centres) + RADIUS + _MARGIN
    return left, top, right - left, bottom - top


def _drawn(cell: Hexagon, centre: Point) -> DrawnCell:
    x, y = centre
    corners = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in _CORNERS)
    title = ". ".join(text for text in (cell.name, cell.group_name, cell.text, cell.detail) if text)
    return DrawnCell(cell=cell, x=f"{x:.1f}", y=f"{y:.1f}", path=f"M{corners}Z", title=title)


def _edges(cells: Sequence[Hexagon], centres: dict[tuple[int, int], Point]) -> tuple[str, str]:
    """Path data of the borders between groups, and of the outer coast; each edge once."""
    groups = {(cell.q, cell.r): cell.group_code for cell in cells}
    borders, coast = [], []
    for (q, r), group in groups.items():
        x, y = centres[q, r]
        for index, (dq, dr) in enumerate(_NEIGHBOURS):
            other = groups.get((q + dq, r + dr))
            (ax, ay), (bx, by) = _CORNERS[index], _CORNERS[(index + 1) % 6]
            segment = f"M{x + ax:.1f},{y + ay:.1f}L{x + bx:.1f},{y + by:.1f}"
            if other is None:
                coast.append(segment)
            elif other != group and (q, r) < (q + dq, r + dr):
                borders.append(segment)
    return "".join(borders), "".join(coast)


def place_names(cells: Sequence[Hexagon], size: float, frame: Box) -> Names:
    """Put each group's name near its middle; a name that finds no free room is left to the card and the table."""
    groups: dict[str, list[Hexagon]] = {}
    for cell in cells:
        groups.setdefault(cell.group_code, []).append(cell)
    taken: list[Box] = []
    items = []
    for members in sorted(groups.values(), key=len):  # the smallest have the fewest places to go
        text = members[0].group_name
        for x, y in _candidates([_centre(cell) for cell in members], size):
            box = _box(text, x, y, size)
            if _is_inside(box, frame) and not any(_overlaps(box, other) for other in taken):
                taken.append(box)
                items.append(DrawnName(text=text, x=f"{x:.1f}", y=f"{y:.1f}"))
                break
    return Names(size=f"{size:.1f}", items=tuple(items))


def _candidates(centres: Sequence[Point], size: float) -> Iterator[Point]:
    middle = (sum(x for x, _ in centres) / len(centres), sum(y for _, y in centres) / len(centres))
    spots = [middle, *sorted(centres, key=lambda spot: math.dist(spot, middle))]
    drop = size * 0.35  # the baseline lies under the middle of the letters
    for shift in (0.0, -0.7, 0.7, -1.4, 1.4):
        for aside in (0.0, -1.2, 1.2):
            for x, y in spots:
                yield x + aside * size, y + drop + shift * size


def _box(text: str, x: float, y: float, size: float) -> Box:
    half = len(text) * size * _LETTER / 2 + 2
    return x - half, y - size, x + half, y - size + size * _LINE + 3


def _is_inside(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]


def _overlaps(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

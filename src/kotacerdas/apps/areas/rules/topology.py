"""Read the part of a TopoJSON file that lies in a box, as GeoJSON (TopoJSON specification, sections 2.1.2-2.1.4)."""

from collections.abc import Iterator
from itertools import accumulate
from typing import Any


Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]
INDONESIA: Box = (94.5, -11.5, 141.5, 6.5)
_DECIMALS = 4


def land_within(topology: dict[str, Any], box: Box) -> dict[str, Any]:
    """The land polygons that touch ``box`` (west, south, east, north), uncut, as one GeoJSON feature collection."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    polygons = [
        rings
        for polygon in _polygons(topology["objects"]["land"])
        if _touches((rings := [_ring(ring, arcs) for ring in polygon])[0], box)
    ]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"source": "Natural Earth, world-atlas"},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        ],
    }


def _decode(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """Arcs hold differences of whole numbers; their running sum, scaled and moved, is longitude and latitude."""
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    xs = accumulate(point[0] for point in arc)
    ys = accumulate(point[1] for point in arc)
    return [
        (round(x * scale_x + move_x, _DECIMALS), round(y * scale_y + move_y, _DECIMALS))
        for x, y in zip(xs, ys, strict=True)
    ]


def _polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs end to end; the ones' complement of an index means the arc backwards."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring


def _touches(ring: Ring, box: Box) -> bool:
    west, south, east, north = box
    return any(west <= x <= east and south <= y <= north for x, y in ring)

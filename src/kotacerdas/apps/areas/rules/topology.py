"""Read one country's land out of a TopoJSON file as GeoJSON (TopoJSON specification, sections 2.1.2-2.1.4)."""

from itertools import accumulate
from typing import Any


Ring = list[tuple[float, float]]
Box = tuple[float, float, float, float]
INDONESIA: Box = (94.5, -11.5, 141.5, 6.5)
INDONESIA_NUMBER = "360"
_DECIMALS = 4


def land_of(topology: dict[str, Any], country: str) -> dict[str, Any]:
    """The land of the country with that ISO 3166-1 number as a GeoJSON feature collection of one multipolygon."""
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    shape = next(shape for shape in topology["objects"]["countries"]["geometries"] if shape.get("id") == country)
    polygons = [[_ring(ring, arcs) for ring in polygon] for polygon in _polygons(shape)]
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


def _polygons(shape: dict[str, Any]) -> list[list[list[int]]]:
    return shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def _ring(indexes: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs end to end; the ones' complement of an index means the arc backwards."""
    ring: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(arc[1:] if ring else arc)
    return ring

"""Take a file of boundaries apart, or say why not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kotacerdas.apps.areas.errors import CodeTwice, NoAreaCode, NotGeoJson, ShapeRefused
from kotacerdas.apps.areas.rules.topology import INDONESIA
from kotacerdas.kernel.areas import AreaCode


_NAMES = ("kode", "code", "kode_wilayah", "kode_kemendagri", "kdepum", "kdcpum", "kdpkab", "kdppum")
_WIDER_FIRST = ("kode_prov", "kode_kab", "kode_kec", "kode_desa", "kode_kel")
_FEWEST_CORNERS = 4


@dataclass(frozen=True, slots=True)
class Shape:
    """One area's boundary: ``geometry`` is a GeoJSON polygon or multipolygon; ``number`` counts features from 1."""

    number: int
    code: AreaCode
    geometry: dict[str, Any]


def read_shapes(content: object) -> tuple[Shape, ...]:
    """The shapes of a GeoJSON feature collection.

    Raises :class:`NotGeoJson`, :class:`NoAreaCode`, :class:`CodeTwice`, :class:`ShapeRefused`, or the kernel's
    ``MalformedAreaCode`` for a code without dots.
    """
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise NotGeoJson
    features = content.get("features")
    if not isinstance(features, list) or not features:
        raise NotGeoJson
    shapes = tuple(_shape(number, feature) for number, feature in enumerate(features, start=1))
    seen: dict[AreaCode, int] = {}
    for shape in shapes:
        if shape.code in seen:
            raise CodeTwice(first=seen[shape.code], number=shape.number, area=shape.code)
        seen[shape.code] = shape.number
    return shapes


def _shape(number: int, feature: object) -> Shape:
    if not isinstance(feature, dict):
        raise NotGeoJson
    code = AreaCode(_code_of(number, feature.get("properties")))
    return Shape(number, code, _checked(code, feature.get("geometry")))


def _code_of(number: int, properties: object) -> str:
    """The property that names the feature itself: “kode”, else the code of the narrowest level given."""
    if not isinstance(properties, dict):
        raise NoAreaCode(number=number)
    texts = {str(name).lower(): str(value).strip() for name, value in properties.items() if value not in {None, ""}}
    for name in _NAMES:
        if name in texts:
            return texts[name]
    for beginning in reversed(_WIDER_FIRST):
        for name, text in texts.items():
            if name.startswith(beginning):
                return text
    raise NoAreaCode(number=number)


def _checked(code: AreaCode, geometry: object) -> dict[str, Any]:
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ShapeRefused(area=code)
    coordinates: Any = geometry.get("coordinates")
    polygons: list[Any] = [coordinates] if geometry["type"] == "Polygon" else coordinates
    try:
        flat = [[_ring(ring) for ring in polygon] for polygon in polygons or []]
    except (TypeError, ValueError, IndexError) as malformed:
        raise ShapeRefused(area=code) from malformed
    if not flat or not all(flat):
        raise ShapeRefused(area=code)
    return {"type": "MultiPolygon", "coordinates": flat}


def _ring(ring: list[list[float]]) -> list[list[float]]:
    """The ring without heights; ValueError unless it is closed and lies in Indonesia."""
    positions = [[float(position[0]), float(position[1])] for position in ring]
    if len(positions) < _FEWEST_CORNERS or positions[0] != positions[-1] or not all(_are_inside(positions)):
        message = "not a closed ring in Indonesia"
        raise ValueError(message)
    return positions


def _are_inside(positions: list[list[float]]) -> Iterator[bool]:
    west, south, east, north = INDONESIA
    for x, y in positions:
        yield west <= x <= east and south <= y <= north

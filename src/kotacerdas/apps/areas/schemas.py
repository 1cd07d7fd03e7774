"""How areas look on the wire."""

from datetime import date

from ninja import Schema

from kotacerdas.apps.areas.types import AreaKind
from kotacerdas.kernel.areas import AreaLevel


class AreaBody(Schema):
    """One area; ``within`` tells it from its namesakes."""

    code: str
    name: str
    title: str
    level: AreaLevel
    kind: AreaKind
    parent_code: str | None
    latitude: float | None
    longitude: float | None


class FoundAreaBody(AreaBody):
    """One search hit with the names of what it lies in."""

    within: str


class EditionBody(Schema):
    """The code list in force, its source and its licence."""

    code: str
    title: str
    valid_from: date
    source: str
    licence: str


class AreaDetail(AreaBody):
    """One area with what it lies in (widest first) and what lies in it."""

    ancestors: list[AreaBody]
    children: list[AreaBody]
    edition: EditionBody


class CellBody(Schema):
    """One hexagon: axial coordinates, pointy top, ``r`` southward."""

    area_code: str
    name: str
    q: int
    r: int
    group_code: str
    group_name: str


class LayoutBody(Schema):
    """The hexagon cartogram of an area's units."""

    scope: str
    level: AreaLevel
    cells: list[CellBody]

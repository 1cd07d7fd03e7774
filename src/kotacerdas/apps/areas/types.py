"""What leaves the areas app."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kotacerdas.kernel.areas import AreaCode, AreaLevel


class AreaKind(StrEnum):
    """What the law calls an area at its level."""

    NATION = "nation"
    PROVINCE = "province"
    KABUPATEN = "kabupaten"
    KOTA = "kota"
    KECAMATAN = "kecamatan"
    KELURAHAN = "kelurahan"
    DESA = "desa"
    DESA_ADAT = "desa_adat"


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition of the official code list, in force from a date."""

    code: str
    title: str
    valid_from: date
    source: str
    licence: str


@dataclass(frozen=True, slots=True)
class Area:
    """One area of the tree. ``name`` has no prefix for districts and villages ("Bajera"); ``title`` has it."""

    code: AreaCode
    name: str
    title: str
    level: AreaLevel
    kind: AreaKind
    parent_code: AreaCode | None
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class FoundArea:
    """One search hit with the names that tell it from its namesakes."""

    area: Area
    within: str


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One area's hexagon: axial coordinates, pointy top; ``group_code`` is the area whose outline it shares."""

    area_code: AreaCode
    name: str
    q: int
    r: int
    group_code: AreaCode
    group_name: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The hexagon cartogram of one area's units at a level."""

    scope: AreaCode
    level: AreaLevel
    cells: tuple[LayoutCell, ...]

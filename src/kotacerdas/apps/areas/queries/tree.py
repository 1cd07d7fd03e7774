"""Read areas and how they lie in each other."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.errors import AreaNotFound, AreasNotLoaded, TooManyUnits
from kotacerdas.apps.areas.rules.names import title_of
from kotacerdas.apps.areas.types import Area, AreaKind, Edition
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel


_MOST_UNITS = 20_000


def is_loaded() -> bool:
    """Whether the code list is there."""
    return models.Edition.objects.exists()


def get_edition() -> Edition:
    """The edition in force; raise :class:`AreasNotLoaded`."""
    row = models.Edition.objects.order_by("-valid_from").first()
    if row is None:
        raise AreasNotLoaded
    return Edition(row.code, row.title, row.valid_from, row.source, row.licence)


def get_area(code: str) -> Area:
    """The area of that code; raise :class:`AreaNotFound`, or ``MalformedAreaCode`` when it is no code at all."""
    found = find_area(AreaCode(code))
    if found is None:
        raise AreaNotFound(area=code)
    return found


def find_area(code: str) -> Area | None:
    """The area of that code, or none."""
    row = models.Area.objects.filter(code=code).first()
    return None if row is None else area_of(row)


def list_areas(codes: Iterable[str]) -> tuple[Area, ...]:
    """The areas that exist among these codes, by code."""
    return _areas(models.Area.objects.filter(code__in=tuple(codes)))


def list_children(code: str) -> tuple[Area, ...]:
    """The areas one level below, by code."""
    return _areas(models.Area.objects.filter(parent_code=code))


def list_units(within: str, level: AreaLevel) -> tuple[Area, ...]:
    """All areas of a level inside an area (itself when it is of that level), by code.

    Raises :class:`TooManyUnits` for more than 20,000, such as every village of the nation.
    """
    units = _areas(_units(within, level)[: _MOST_UNITS + 1])
    if len(units) > _MOST_UNITS:
        raise TooManyUnits(area=within)
    return units


def count_units(within: str, level: AreaLevel) -> int:
    """How many areas of a level lie inside an area."""
    return _units(within, level).count()


def count_children(codes: Iterable[str]) -> dict[str, int]:
    """How many areas lie one level below each of these; those without any are left out."""
    below = models.Area.objects.filter(parent_code__in=tuple(codes)).values_list("parent_code")
    return dict(below.annotate(count=Count("code")).order_by("parent_code"))


def list_ancestors(code: str) -> tuple[Area, ...]:
    """What an area lies in, widest first, without itself."""
    found = {area.code: area for area in list_areas(AreaCode(code).ancestors)}
    return tuple(found[ancestor] for ancestor in reversed(AreaCode(code).ancestors) if ancestor in found)


def reference_path() -> Path:
    """Where the Parquet of all areas lies that checks join with: code, name, level, kind, parent_code.

    Raises :class:`AreasNotLoaded`.
    """
    row = models.Edition.objects.order_by("-valid_from").first()
    if row is None:
        raise AreasNotLoaded
    return Path(settings.LAKE_FOLDER) / row.reference


def area_of(row: models.Area) -> Area:
    """The row as others see it."""
    code, kind = AreaCode(row.code), AreaKind(row.kind)
    return Area(
        code=code,
        name=row.name,
        title=title_of(code, kind, row.name),
        level=AreaLevel(row.level),
        kind=kind,
        parent_code=AreaCode(row.parent_code) if row.parent_code else None,
        latitude=row.latitude,
        longitude=row.longitude,
    )


def _units(within: str, level: AreaLevel) -> QuerySet[models.Area]:
    area = AreaCode(within)
    if area.level is level:
        return models.Area.objects.filter(code=area).order_by("code")
    inside = models.Area.objects.filter(level=level).order_by("code")
    if area == NATION:
        return inside
    # A range walks the primary key's index, which a LIKE does not on PostgreSQL; "/" is the sign after ".".
    return inside.filter(code__gt=f"{area}.", code__lt=f"{area}/")


def _areas(rows: QuerySet[models.Area]) -> tuple[Area, ...]:
    return tuple(area_of(row) for row in (rows if rows.query.is_sliced else rows.order_by("code")))

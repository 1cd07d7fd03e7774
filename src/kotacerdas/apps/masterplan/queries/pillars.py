"""Reads of pillar sets, their pillars and which pillars of two sets mean the same."""

from collections import defaultdict

from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.errors import PillarNotFound
from kotacerdas.apps.masterplan.types import Pillar, PillarLink, PillarSet, SubDimension


def list_pillar_sets() -> tuple[PillarSet, ...]:
    """All pillar sets with their pillars, in the order of the definitions. Three database queries."""
    pillars: dict[str, list[Pillar]] = defaultdict(list)
    for pillar in _list_pillars():
        pillars[pillar.set_code].append(pillar)
    return tuple(
        PillarSet(
            code=row.code,
            title=row.title,
            source=row.source,
            pillars=tuple(pillars[row.code]),
            version=row.version,
        )
        for row in models.PillarSet.objects.order_by("position")
    )


def get_pillar_set(code: str) -> PillarSet:
    """One set; raises :class:`PillarNotFound`."""
    for pillar_set in list_pillar_sets():
        if pillar_set.code == code:
            return pillar_set
    raise PillarNotFound(code=code)


def get_pillar(code: str) -> Pillar:
    """One pillar of any set; raises :class:`PillarNotFound`."""
    for pillar in _list_pillars(code=code):
        return pillar
    raise PillarNotFound(code=code)


def list_pillar_links() -> tuple[PillarLink, ...]:
    """Which pillars of different sets mean the same, and which have no twin."""
    rows = models.PillarLink.objects.select_related("pillar", "twin").order_by(
        "pillar__pillar_set__position", "pillar__position"
    )
    return tuple(PillarLink(row.pillar.code, row.twin.code if row.twin else None, row.note) for row in rows)


def _list_pillars(**where: str) -> list[Pillar]:
    rows = models.Pillar.objects.filter(**where).select_related("pillar_set")
    sub_dimensions: dict[int, list[SubDimension]] = defaultdict(list)
    parts = models.SubDimension.objects.filter(**{f"pillar__{name}": value for name, value in where.items()})
    for part in parts.order_by("pillar_id", "position"):
        sub_dimensions[part.pillar_id].append(SubDimension(part.code, part.title))
    return [
        Pillar(row.code, row.pillar_set.code, row.title, tuple(sub_dimensions[row.pk]))
        for row in rows.order_by("pillar_set__position", "position")
    ]

"""Read hexagon layouts."""

from django.db.models import OuterRef, Subquery

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.errors import LayoutNotFound
from kotacerdas.apps.areas.types import Layout, LayoutCell
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel


def get_layout(scope: str, level: AreaLevel) -> Layout:
    """The hexagon cartogram of an area's units at a level; raise :class:`LayoutNotFound`.

    Cells share an outline by the level between: villages by district, the nation's regencies by province.
    """
    layout = models.Layout.objects.filter(scope=scope, level=level).order_by("-edition__valid_from").first()
    if layout is None:
        raise LayoutNotFound(area=scope)
    name = models.Area.objects.filter(code=OuterRef("area_code")).values("name")
    rows = tuple(
        models.LayoutCell.objects.filter(layout=layout)
        .annotate(name=Subquery(name))
        .order_by("area_code")
        .values_list("area_code", "name", "q", "r")
    )
    groups = dict(
        models.Area.objects.filter(code__in={AreaCode(row[0]).parent for row in rows}).values_list("code", "name")
    )
    cells = []
    for code, unit_name, q, r in rows:
        group = AreaCode(code).parent or NATION
        cells.append(LayoutCell(AreaCode(code), unit_name or code, q, r, group, groups.get(group, group)))
    return Layout(AreaCode(scope), level, tuple(cells))

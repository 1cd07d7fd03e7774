"""Read boundaries and the land outline as GeoJSON."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.rules import topology
from kotacerdas.kernel.areas import AreaCode


def find_boundaries(scope: str) -> dict[str, Any] | None:
    """The imported shapes of an area's children, or of itself where no child has one; none when nothing was imported.

    A GeoJSON feature collection; each feature's ``id`` and ``properties.code`` are the area code.
    """
    area = AreaCode(scope)
    children = models.Area.objects.filter(parent_code=area).values("code")
    rows = tuple(models.Boundary.objects.filter(area_code__in=children).order_by("area_code"))
    rows = rows or tuple(models.Boundary.objects.filter(area_code=area))
    if not rows:
        return None
    names = dict(models.Area.objects.filter(code__in=[row.area_code for row in rows]).values_list("code", "name"))
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": row.area_code,
                "properties": {"code": row.area_code, "name": names.get(row.area_code, ""), "source": row.source},
                "geometry": row.geometry,
            }
            for row in rows
        ],
    }


def land_outline() -> dict[str, Any]:
    """Indonesia's land as GeoJSON from world-atlas (Natural Earth, public domain), made once and kept."""
    kept = Path(settings.DATA_FOLDER) / "land-outline.json"
    if kept.is_file():
        return dict(json.loads(kept.read_text("utf-8")))
    source = Path(settings.NODE_MODULES) / "world-atlas" / "countries-50m.json"
    outline = topology.land_of(json.loads(source.read_text("utf-8")), topology.INDONESIA_NUMBER)
    kept.parent.mkdir(parents=True, exist_ok=True)
    partial = kept.with_suffix(".partial")
    partial.write_text(json.dumps(outline, separators=(",", ":")), "utf-8")
    partial.replace(kept)
    return outline

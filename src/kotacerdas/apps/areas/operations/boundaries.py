"""Import true shapes of areas. They are never required: hexagons draw every map without them."""

import json
from datetime import datetime
from pathlib import Path

from django.db import transaction

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.errors import NotGeoJson, UnknownAreaCode
from kotacerdas.apps.areas.rules.boundaries import read_shapes
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def import_boundaries(*, file: Path, by: Actor, at: datetime) -> int:
    """Keep the shapes of a GeoJSON file, all or none, in place of earlier ones of the same areas.

    Each feature's property ``kode`` (or ``code``) holds the dotted area code. Returns the number of shapes.
    Raises a :class:`BoundaryRefused` or ``MalformedAreaCode`` that says which feature and what to do.
    """
    try:
        shapes = read_shapes(json.loads(file.read_text("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError) as unreadable:
        raise NotGeoJson from unreadable
    codes = [shape.code for shape in shapes]
    known = set(models.Area.objects.filter(code__in=codes).values_list("code", flat=True))
    for shape in shapes:
        if shape.code not in known:
            raise UnknownAreaCode(number=shape.number, area=shape.code)
    models.Boundary.objects.filter(area_code__in=codes).delete()
    models.Boundary.objects.bulk_create(
        models.Boundary(area_code=shape.code, geometry=shape.geometry, source=file.name, imported_at=at)
        for shape in shapes
    )
    audit.record(action="areas.boundaries_imported", target=file.name, by=by, at=at, facts={"shapes": len(shapes)})
    return len(shapes)

"""Load the nation's code list, its points and the hexagon layouts."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from kotacerdas.apps.areas import models
from kotacerdas.apps.areas.operations.code_list import ListedArea, read_code_list
from kotacerdas.apps.areas.rules.edition import EDITION, check_counts
from kotacerdas.apps.areas.rules.hexagons import Place, arrange
from kotacerdas.apps.areas.rules.islands import arrange_islands
from kotacerdas.apps.areas.rules.names import fold
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.lake import reference


_INSERT = (Path(__file__).resolve().parents[1] / "sql" / "insert_area.sql").read_text("utf-8")


@transaction.atomic
def load_areas(*, by: Actor, at: datetime) -> int:
    """Load all areas of the edition, all or none, with points, layouts and the reference Parquet for checks.

    Returns the number of areas loaded: 91,600, or 0 when this edition is there already. A lake that lost its reference
    Parquet gets it back. Raises :class:`CodeListMissing` or :class:`CodeListIncomplete`.
    """
    there = models.Edition.objects.filter(code=EDITION.code).first()
    if there is not None:
        _restore_reference(there)
        return 0
    areas = read_code_list(Path(settings.NODE_MODULES))
    check_counts(Counter(area.code.level for area in areas))
    edition = models.Edition.objects.create(
        code=EDITION.code,
        title=EDITION.title,
        valid_from=EDITION.valid_from,
        source=EDITION.source,
        licence=EDITION.licence,
        reference=_write_reference(areas),
        loaded_at=at,
    )
    _insert(areas, edition)
    _arrange_nation(areas, edition)
    if AreaCode(settings.HOME_AREA).level is AreaLevel.REGENCY:
        _arrange_villages(areas, edition, AreaCode(settings.HOME_AREA))
    audit.record(action="areas.loaded", target=EDITION.code, by=by, at=at, facts={"areas": len(areas)})
    return len(areas)


def _insert(areas: Sequence[ListedArea], edition: models.Edition) -> None:
    """Write rows with one prepared statement: 91,600 model instances would take ten times as long."""
    names = {area.code: area.name for area in areas}
    rows = (
        (
            area.code,
            area.code.level.value,
            area.kind.value,
            area.name,
            area.code.parent or "",
            edition.pk,
            area.latitude,
            area.longitude,
            fold(area.name),
            fold(" ".join(names[code] for code in area.code.ancestors if code != NATION)),
        )
        for area in areas
    )
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, list(rows))


def _write_reference(areas: Sequence[ListedArea]) -> str:
    lake = Path(settings.LAKE_FOLDER)
    rows = ((area.code, area.name, area.code.level.value, area.kind.value, area.code.parent) for area in areas)
    return reference.write_areas(lake, rows).relative_to(lake).as_posix()


def _restore_reference(edition: models.Edition) -> None:
    lake = Path(settings.LAKE_FOLDER)
    if (lake / edition.reference).is_file():
        return
    rows = models.Area.objects.values_list("code", "name", "level", "kind", "parent_code")
    path = reference.write_areas(lake, ((*row[:4], row[4] or None) for row in rows.iterator()))
    models.Edition.objects.filter(pk=edition.pk).update(reference=path.relative_to(lake).as_posix())


def _arrange_villages(areas: Sequence[ListedArea], edition: models.Edition, scope: AreaCode) -> None:
    places = [place for place in _places(areas, AreaLevel.VILLAGE) if AreaCode(place.code).is_within(scope)]
    _keep(edition, scope, AreaLevel.VILLAGE, arrange(places))


def _arrange_nation(areas: Sequence[ListedArea], edition: models.Edition) -> None:
    _keep(edition, NATION, AreaLevel.REGENCY, arrange_islands(_places(areas, AreaLevel.REGENCY)))


def _places(areas: Sequence[ListedArea], level: AreaLevel) -> list[Place]:
    """Where the units of a level are; one without a point stands where the nearest area around it does."""
    points = {
        area.code: (area.longitude, area.latitude)
        for area in areas
        if area.longitude is not None and area.latitude is not None
    }
    places = []
    for area in areas:
        if area.code.level is level:
            longitude, latitude = next(points[code] for code in (area.code, *area.code.ancestors) if code in points)
            places.append(Place(str(area.code), longitude, latitude, str(area.code.parent)))
    return places


def _keep(edition: models.Edition, scope: AreaCode, level: AreaLevel, hexagons: dict[str, tuple[int, int]]) -> None:
    layout = models.Layout.objects.create(edition=edition, scope=scope, level=level)
    models.LayoutCell.objects.bulk_create(
        models.LayoutCell(layout=layout, area_code=code, q=q, r=r) for code, (q, r) in sorted(hexagons.items())
    )

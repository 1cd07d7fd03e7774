"""Reads of targets and their paths."""

from collections import defaultdict

from django.db.models import QuerySet

from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.errors import TargetNotFound
from kotacerdas.apps.masterplan.types import Target, TargetPoint
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


def list_targets(area_code: str) -> tuple[Target, ...]:
    """The targets of the plan in force for exactly this area, in the plan's order. Three database queries."""
    return _targets(_in_force().filter(area_code=area_code))


def get_target(target_id: int) -> Target:
    """One target that has not been removed; raises :class:`TargetNotFound`."""
    for target in _targets(_in_force().filter(pk=target_id)):
        return target
    raise TargetNotFound(target_id=target_id)


def find_target_on(indicator_code: str, area_code: str) -> Target | None:
    """The target on an indicator in an area, or none."""
    for target in _targets(_in_force().filter(indicator_code=indicator_code, area_code=area_code)):
        return target
    return None


def _in_force() -> QuerySet[models.Target]:
    return models.Target.objects.filter(removed_at__isnull=True, plan__superseded_at__isnull=True)


def _targets(rows: QuerySet[models.Target]) -> tuple[Target, ...]:
    targets = list(rows.select_related("programme").order_by("programme__position", "pk"))
    ids = [row.pk for row in targets]
    points: dict[int, list[TargetPoint]] = defaultdict(list)
    for point in models.TargetPoint.objects.filter(target_id__in=ids):
        points[point.target_id].append(TargetPoint(Period.parse(point.period), point.wanted))
    pillars: dict[int, list[str]] = defaultdict(list)
    tags = models.TargetPillar.objects.filter(target_id__in=ids).select_related("pillar")
    for tag in tags.order_by("pillar_set__position"):
        pillars[tag.target_id].append(tag.pillar.code)
    return tuple(
        Target(
            id=row.pk,
            indicator_code=row.indicator_code,
            area_code=AreaCode(row.area_code),
            programme_code=row.programme.code if row.programme else None,
            pillar_codes=tuple(pillars[row.pk]),
            owner_code=row.owner_code,
            baseline=TargetPoint(Period.parse(row.baseline_period), row.baseline_value),
            points=tuple(sorted(points[row.pk], key=lambda point: point.period)),
            is_example=row.is_example,
        )
        for row in targets
    )

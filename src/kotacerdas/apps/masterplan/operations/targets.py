"""Add, change, remove and restore targets of the plan in force."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.masterplan import models, queries, rules
from kotacerdas.apps.masterplan.errors import PlanNotFound, ProgrammeNotFound, TargetExists, TargetNotFound
from kotacerdas.apps.masterplan.operations import naming
from kotacerdas.apps.masterplan.types import Target, TargetPoint
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Definition, Direction


@transaction.atomic
def add_target(
    *,
    indicator_code: str,
    area_code: str,
    programme_code: str | None,
    baseline: TargetPoint,
    points: Sequence[TargetPoint],
    owner_code: str,
    pillar_code: str,
    by: Actor,
    at: datetime,
) -> Target:
    """Give an indicator a path in an area.

    The target stands in ``pillar_code`` and, in every other set, where the indicator's definition, else the
    programme puts it. Raises ``MayNotPlan``, :class:`PlanNotFound`, :class:`TargetExists`,
    :class:`ProgrammeNotFound`, ``NamesUnknown``, ``NotATarget`` or a ``PathRefused``.
    """
    rules.check_may_plan(by, area_code)
    plan = _lock_plan(area_code)
    definition = naming.list_measurable([indicator_code])[indicator_code]
    rules.check_path(baseline, points, is_higher_better=definition.direction is not Direction.DOWN)
    naming.check_areas([area_code])
    naming.check_agencies([owner_code])
    _check_free(plan, indicator_code, area_code)
    programme = _find_programme(plan, programme_code)
    row = write_target(
        plan,
        programme,
        indicator_code=indicator_code,
        area_code=area_code,
        owner_code=owner_code,
        baseline=baseline,
        points=points,
        pillar_codes=_tags(pillar_code, definition, programme),
        is_example=False,
    )
    _record("masterplan.target_added", row, points, by=by, at=at)
    return queries.get_target(row.pk)


@transaction.atomic
def change_target(
    *,
    target_id: int,
    programme_code: str | None,
    baseline: TargetPoint,
    points: Sequence[TargetPoint],
    owner_code: str,
    pillar_code: str,
    by: Actor,
    at: datetime,
) -> Target:
    """Give a target another path, owner, programme or pillar; its indicator and area stay. Raises as for adding."""
    row = _lock_target(target_id)
    rules.check_may_plan(by, row.area_code)
    definition = naming.list_measurable([row.indicator_code])[row.indicator_code]
    rules.check_path(baseline, points, is_higher_better=definition.direction is not Direction.DOWN)
    naming.check_agencies([owner_code])
    row.programme = _find_programme(row.plan, programme_code)
    row.owner_code = owner_code
    row.baseline_period, row.baseline_value = str(baseline.period), baseline.wanted
    row.is_example = False
    row.save()
    _move(row, pillar_code, definition)
    models.TargetPoint.objects.filter(target=row).delete()
    _write_points(row, points)
    _record("masterplan.target_changed", row, points, by=by, at=at)
    return queries.get_target(row.pk)


@transaction.atomic
def remove_target(*, target_id: int, by: Actor, at: datetime) -> None:
    """Take a target out of the plan; :func:`restore_target` brings it back. Raises ``MayNotPlan``, ``TargetNotFound``."""
    row = _lock_target(target_id)
    rules.check_may_plan(by, row.area_code)
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    _record("masterplan.target_removed", row, _points(row), by=by, at=at)


@transaction.atomic
def restore_target(*, target_id: int, by: Actor, at: datetime) -> Target:
    """Bring a removed target back as it was.

    Raises ``MayNotPlan``, :class:`TargetNotFound`, or :class:`TargetExists` when its indicator got another path since.
    """
    row = _lock_target(target_id, is_removed=True)
    rules.check_may_plan(by, row.area_code)
    _check_free(row.plan, row.indicator_code, row.area_code)
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _record("masterplan.target_restored", row, _points(row), by=by, at=at)
    return queries.get_target(row.pk)


def write_target(
    plan: models.Plan,
    programme: models.Programme | None,
    *,
    indicator_code: str,
    area_code: str,
    owner_code: str,
    baseline: TargetPoint,
    points: Sequence[TargetPoint],
    pillar_codes: Sequence[str],
    is_example: bool,
) -> models.Target:
    """Write a target's rows; its names and path must have been checked."""
    row = models.Target.objects.create(
        plan=plan,
        programme=programme,
        indicator_code=indicator_code,
        area_code=area_code,
        owner_code=owner_code,
        baseline_period=str(baseline.period),
        baseline_value=baseline.wanted,
        is_example=is_example,
    )
    _write_pillars(row, pillar_codes)
    _write_points(row, points)
    return row


def _check_free(plan: models.Plan, indicator_code: str, area_code: str) -> None:
    taken = models.Target.objects.filter(
        plan=plan, indicator_code=indicator_code, area_code=area_code, removed_at__isnull=True
    )
    if taken.exists():
        raise TargetExists(indicator_code=indicator_code, area_code=area_code)


def _lock_plan(area_code: str) -> models.Plan:
    """The plan in force of the area or of the nearest area around it."""
    codes = [area_code[:length] for length in (13, 8, 5, 2)]
    plans = models.Plan.objects.select_for_update().filter(area_code__in=codes, superseded_at__isnull=True)
    plan = max(plans, key=lambda plan: len(plan.area_code), default=None)
    if plan is None:
        raise PlanNotFound(area_code=area_code)
    return plan


def _lock_target(target_id: int, *, is_removed: bool = False) -> models.Target:
    row = (
        models.Target.objects.select_for_update(of=("self",))
        .select_related("plan")
        .filter(pk=target_id, plan__superseded_at__isnull=True, removed_at__isnull=not is_removed)
        .first()
    )
    if row is None:
        raise TargetNotFound(target_id=target_id)
    return row


def _find_programme(plan: models.Plan, code: str | None) -> models.Programme | None:
    if code is None:
        return None
    row = models.Programme.objects.filter(plan=plan, code=code).first()
    if row is None:
        raise ProgrammeNotFound(code=code)
    return row


def _tags(pillar_code: str, definition: Definition, programme: models.Programme | None) -> tuple[str, ...]:
    """One pillar in each set: the one asked for, then the indicator's, then the programme's."""
    wanted = [pillar_code, *definition.pillar_codes]
    if programme is not None:
        tags = models.ProgrammePillar.objects.filter(programme=programme).select_related("pillar")
        wanted += [tag.pillar.code for tag in tags]
    by_set: dict[str, str] = {}
    for code in wanted:
        by_set.setdefault(code.partition(".")[0], code)
    return tuple(by_set.values())


def _move(row: models.Target, pillar_code: str, definition: Definition) -> None:
    """Put a target into another pillar, and into the other sets accordingly; nothing moves when it stands there."""
    tags = models.TargetPillar.objects.filter(target=row)
    if tags.filter(pillar__code=pillar_code).exists():
        return
    tags.delete()
    _write_pillars(row, _tags(pillar_code, definition, row.programme))


def _write_pillars(row: models.Target, codes: Sequence[str]) -> None:
    models.TargetPillar.objects.bulk_create(
        models.TargetPillar(target=row, pillar_set=pillar.pillar_set, pillar=pillar)
        for pillar in naming.find_pillars(codes)
    )


def _write_points(row: models.Target, points: Sequence[TargetPoint]) -> None:
    models.TargetPoint.objects.bulk_create(
        models.TargetPoint(target=row, period=str(point.period), wanted=point.wanted) for point in points
    )


def _points(row: models.Target) -> tuple[TargetPoint, ...]:
    rows = models.TargetPoint.objects.filter(target=row).order_by("period")
    return tuple(TargetPoint(Period.parse(point.period), point.wanted) for point in rows)


def _record(action: str, row: models.Target, points: Sequence[TargetPoint], *, by: Actor, at: datetime) -> None:
    facts = {
        "indicator_code": row.indicator_code,
        "area_code": row.area_code,
        "owner_code": row.owner_code,
        "baseline": {row.baseline_period: row.baseline_value},
        "path": {str(point.period): point.wanted for point in points},
    }
    audit.record(action=action, target=f"target/{row.pk}", by=by, at=at, facts=facts)

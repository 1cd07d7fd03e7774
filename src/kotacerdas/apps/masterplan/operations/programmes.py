"""Add and change programmes of the plan in force."""

from datetime import datetime

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.masterplan import models, queries, rules
from kotacerdas.apps.masterplan.errors import NamesUnknown, PlanNotFound, ProgrammeExists, ProgrammeNotFound
from kotacerdas.apps.masterplan.operations import naming
from kotacerdas.apps.masterplan.types import Programme
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def add_programme(*, area_code: str, programme: Programme, by: Actor, at: datetime) -> Programme:
    """Add a programme to the plan in force.

    Raises ``MayNotPlan``, :class:`PlanNotFound`, :class:`ProgrammeExists`, :class:`NamesUnknown`,
    ``ProgrammeYearsRefused`` or ``PercentRefused``.
    """
    rules.check_may_plan(by, area_code)
    plan = _lock_plan(area_code)
    rows = models.Programme.objects.filter(plan=plan)
    if rows.filter(code=programme.code).exists():
        raise ProgrammeExists(code=programme.code)
    _check(programme)
    write_programme(plan, programme, position=rows.count())
    audit.record(
        action="masterplan.programme_added",
        target=programme.code,
        by=by,
        at=at,
        facts={"area_code": area_code, "title": programme.title},
    )
    return queries.get_programme(programme.code, area_code)


@transaction.atomic
def change_programme(
    *, area_code: str, programme: Programme, by: Actor, at: datetime, seen: str | None = None, reason: str = ""
) -> Programme:
    """Give the programme of the same code these fields; its targets stay.

    ``seen`` is the version the actor had in front of them. Raises as :func:`add_programme`, ``ProgrammeMoved`` when it
    is another by now, and ``StopReasonMissing`` when it is stopped without a reason.
    """
    rules.check_may_plan(by, area_code)
    plan = _lock_plan(area_code)
    row = models.Programme.objects.filter(plan=plan, code=programme.code).first()
    if row is None:
        raise ProgrammeNotFound(code=programme.code)
    before = queries.get_programme(programme.code, area_code)
    rules.check_version(before, seen)
    rules.check_reason(before, programme, reason)
    _check(programme)
    for part in (models.ProgrammePillar, models.ProgrammeLocation, models.BudgetLine, models.Innovation):
        part.objects.filter(programme=row).delete()
    models.QuickWin.objects.filter(programme=row).delete()
    models.Programme.objects.filter(pk=row.pk).update(**_columns(plan, programme))
    _write_parts(row, programme)
    audit.record(
        action="masterplan.programme_changed",
        target=programme.code,
        by=by,
        at=at,
        facts={
            "area_code": area_code,
            "title": programme.title,
            "state": programme.state.value,
            **({"reason": reason.strip()} if reason.strip() else {}),
        },
    )
    return queries.get_programme(programme.code, area_code)


def write_programme(plan: models.Plan, programme: Programme, *, position: int) -> models.Programme:
    """Write a programme's rows; its names must have been checked."""
    row = models.Programme.objects.create(
        plan=plan, code=programme.code, position=position, **_columns(plan, programme)
    )
    _write_parts(row, programme)
    return row


def _check(programme: Programme) -> None:
    rules.check_programme_years(programme.starts_in, programme.ends_in)
    if programme.quick_win_percent is not None:
        rules.check_percent(programme.quick_win_percent)
    naming.check_programme(programme)


def _lock_plan(area_code: str) -> models.Plan:
    plan = models.Plan.objects.select_for_update().filter(area_code=area_code, superseded_at__isnull=True).first()
    if plan is None:
        raise PlanNotFound(area_code=area_code)
    return plan


def _columns(plan: models.Plan, programme: Programme) -> dict[str, object]:
    goal = models.Goal.objects.filter(plan=plan, code=programme.goal_code).first()
    if goal is None:
        raise NamesUnknown(codes=programme.goal_code)
    return {
        "goal": goal,
        "title": programme.title,
        "description": programme.description,
        "problem": programme.problem,
        "benefit": programme.benefit,
        "owner_code": programme.owner_code,
        "supporting_codes": list(programme.supporting_codes),
        "partners": list(programme.partners),
        "starts_in": programme.starts_in,
        "ends_in": programme.ends_in,
        "state": programme.state.value,
        "legal_basis": programme.legal_basis,
        "application": programme.application,
        "is_example": programme.is_example,
    }


def _write_parts(row: models.Programme, programme: Programme) -> None:
    parts = {part.pillar_id: part for part in naming.find_sub_dimensions(programme.sub_dimension_codes)}
    models.ProgrammePillar.objects.bulk_create(
        models.ProgrammePillar(
            programme=row, pillar_set=pillar.pillar_set, pillar=pillar, sub_dimension=parts.get(pillar.pk)
        )
        for pillar in naming.find_pillars(programme.pillar_codes)
    )
    models.ProgrammeLocation.objects.bulk_create(
        models.ProgrammeLocation(programme=row, area_code=code) for code in programme.location_codes
    )
    models.BudgetLine.objects.bulk_create(
        models.BudgetLine(programme=row, year=year, source=source, amount_idr=money.amount_idr)
        for year, source, money in programme.budgets
    )
    quick_win = None
    if programme.quick_win is not None:
        quick_win = models.QuickWin.objects.create(
            programme=row, title=programme.quick_win, percent=programme.quick_win_percent or 0
        )
    models.Innovation.objects.bulk_create(
        models.Innovation(programme=row, quick_win=quick_win, title=title, position=position)
        for position, title in enumerate(programme.innovations)
    )

"""Load a whole plan from a file."""

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.masterplan import models, queries, rules
from kotacerdas.apps.masterplan.errors import NamesUnknown, PlanAlreadyLoaded
from kotacerdas.apps.masterplan.operations import naming
from kotacerdas.apps.masterplan.operations.content import PlanContent, ProgrammeContent, TargetContent
from kotacerdas.apps.masterplan.operations.programmes import write_programme
from kotacerdas.apps.masterplan.operations.targets import write_target
from kotacerdas.apps.masterplan.types import Plan, Programme, TargetPoint
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.money import Money
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Direction


MILLION = 1_000_000


@transaction.atomic
def load_plan(*, file: Path, by: Actor, at: datetime) -> Plan:
    """Load a plan file as the plan in force; the version before stays as it was, closed.

    Loading the same file again changes nothing. Raises ``MayNotPlan``, ``PlanRefused``, :class:`PlanAlreadyLoaded`
    when the version is there with other content, and :class:`NamesUnknown`, ``NotATarget`` or a ``PathRefused``
    when the file names what is not known.
    """
    content = PlanContent.read(file)
    rules.check_may_plan(by, content.area)
    checksum = sha256(file.read_bytes()).hexdigest()
    known = models.Plan.objects.filter(area_code=content.area, version=content.version).first()
    if known is not None and known.content_sha256 != checksum:
        raise PlanAlreadyLoaded(version=content.version, area_code=content.area)
    if known is not None:
        return queries.get_plan(content.area)
    _check(content)
    models.Plan.objects.filter(area_code=content.area, superseded_at__isnull=True).update(superseded_at=at)
    plan = _write_plan(content, checksum, at)
    for position, each in enumerate(content.programmes):
        programme = write_programme(plan, _programme(each, is_example=content.is_example), position=position)
        _write_targets(plan, programme, each, is_example=content.is_example)
    audit.record(
        action="masterplan.plan_loaded",
        target=f"plan/{content.area}",
        by=by,
        at=at,
        facts={"version": content.version, "sha256": checksum, "programmes": len(content.programmes)},
    )
    return queries.get_plan(content.area)


def _check(content: PlanContent) -> None:
    """Raise before anything is written, when the file names what is not known or a path cannot be judged."""
    goals = {goal.code for mission in content.missions for goal in mission.goals}
    unknown = {programme.goal for programme in content.programmes} - goals
    if unknown:
        raise NamesUnknown(codes=", ".join(sorted(unknown)))
    targets = [target for programme in content.programmes for target in programme.targets]
    definitions = naming.list_measurable(target.indicator for target in targets)
    for target in targets:
        is_higher_better = definitions[target.indicator].direction is not Direction.DOWN
        rules.check_path(*_path(target), is_higher_better=is_higher_better)
    naming.check_agencies(
        [code for programme in content.programmes for code in (programme.owner, *programme.supporting)]
        + [target.owner for target in targets if target.owner]
    )
    naming.check_areas(
        [content.area]
        + [area for programme in content.programmes for area in programme.locations]
        + [target.area for target in targets if target.area]
    )


def _write_plan(content: PlanContent, checksum: str, at: datetime) -> models.Plan:
    plan = models.Plan.objects.create(
        area_code=content.area,
        version=content.version,
        title=content.title.model_dump(),
        vision=content.vision.model_dump(),
        vision_source=content.vision_source,
        note=content.note.model_dump(),
        starts_in=content.starts_in,
        ends_in=content.ends_in,
        is_example=content.is_example,
        content_sha256=checksum,
        loaded_at=at,
    )
    for position, each in enumerate(content.missions):
        mission = models.Mission.objects.create(
            plan=plan, code=each.code, title=each.title.model_dump(), position=position
        )
        models.Goal.objects.bulk_create(
            models.Goal(plan=plan, mission=mission, code=goal.code, title=goal.title.model_dump(), position=place)
            for place, goal in enumerate(each.goals)
        )
    return plan


def _programme(content: ProgrammeContent, *, is_example: bool) -> Programme:
    return Programme(
        code=content.code,
        title=content.title.model_dump(),
        description=content.description.model_dump(),
        problem=content.problem.model_dump(),
        benefit=content.benefit.model_dump(),
        goal_code=content.goal,
        pillar_codes=content.pillars,
        sub_dimension_codes=content.sub_dimensions,
        owner_code=content.owner,
        supporting_codes=content.supporting,
        partners=content.partners,
        location_codes=content.locations,
        budgets=tuple(
            (year, source, Money(millions * MILLION))
            for source, years in content.budgets.items()
            for year, millions in years.items()
        ),
        starts_in=content.starts_in,
        ends_in=content.ends_in,
        state=content.state,
        legal_basis=content.legal_basis,
        application=content.application,
        innovations=tuple(innovation.model_dump() for innovation in content.innovations),
        quick_win=content.quick_win.title.model_dump() if content.quick_win else None,
        quick_win_percent=content.quick_win.percent if content.quick_win else None,
        is_example=is_example,
    )


def _write_targets(
    plan: models.Plan, programme: models.Programme, content: ProgrammeContent, *, is_example: bool
) -> None:
    for target in content.targets:
        baseline, points = _path(target)
        write_target(
            plan,
            programme,
            indicator_code=target.indicator,
            area_code=target.area or plan.area_code,
            owner_code=target.owner or content.owner,
            baseline=baseline,
            points=points,
            pillar_codes=target.pillars or content.pillars,
            is_example=is_example,
        )


def _path(target: TargetContent) -> tuple[TargetPoint, tuple[TargetPoint, ...]]:
    year, value = target.baseline
    points = (TargetPoint(Period.parse(str(year)), wanted) for year, wanted in sorted(target.path.items()))
    return TargetPoint(Period.parse(str(year)), value), tuple(points)

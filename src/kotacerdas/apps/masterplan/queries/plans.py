"""Reads of the plan in force for an area."""

from kotacerdas.apps.masterplan import models
from kotacerdas.apps.masterplan.errors import PlanNotFound
from kotacerdas.apps.masterplan.types import Goal, Mission, Plan
from kotacerdas.kernel.areas import AreaCode


def get_plan(area_code: str) -> Plan:
    """The plan in force for an area; raises :class:`PlanNotFound`. Three database queries."""
    plan = find_plan(area_code)
    if plan is None:
        raise PlanNotFound(area_code=area_code)
    return plan


def find_plan(area_code: str) -> Plan | None:
    """The plan in force for an area, or none."""
    row = models.Plan.objects.filter(area_code=area_code, superseded_at__isnull=True).first()
    if row is None:
        return None
    missions = models.Mission.objects.filter(plan=row).order_by("position")
    goals = models.Goal.objects.filter(plan=row).select_related("mission").order_by("mission__position", "position")
    return Plan(
        area_code=AreaCode(row.area_code),
        version=row.version,
        title=row.title,
        vision=row.vision,
        vision_source=row.vision_source,
        note=row.note,
        starts_in=row.starts_in,
        ends_in=row.ends_in,
        is_example=row.is_example,
        missions=tuple(Mission(mission.code, mission.title) for mission in missions),
        goals=tuple(Goal(goal.code, goal.title, goal.mission.code) for goal in goals),
    )

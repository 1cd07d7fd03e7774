"""The masterplan on the API."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from kotacerdas.apps.masterplan import queries, schemas
from kotacerdas.apps.masterplan.types import Programme, TargetPoint, TargetStatus


router = Router(tags=["masterplan"])


@router.get("/masterplan", response=schemas.PlanBody, operation_id="get_masterplan")
def get_masterplan(request: HttpRequest, area: str = "") -> dict[str, Any]:
    """The plan in force of an area (the home area when none is given) with every target's status today."""
    area_code = area or settings.HOME_AREA
    plan = queries.get_plan(area_code)
    statuses = queries.list_statuses(area_code, on=timezone.localdate())
    programmes = queries.list_programmes(area_code=area_code)
    return {
        **{name: getattr(plan, name) for name in plan.__dataclass_fields__},
        "pillar_sets": queries.list_pillar_sets(),
        "pillar_links": queries.list_pillar_links(),
        "programmes": [_programme_body(programme) for programme in programmes],
        "quick_wins": queries.list_quick_wins(area_code),
        "counts": queries.count_states(statuses),
        "targets": [_target_body(status) for status in statuses],
    }


@router.get("/masterplan/targets/{target_id}", response=schemas.TargetBody, operation_id="get_target")
def get_target(request: HttpRequest, target_id: int) -> dict[str, Any]:
    """One target and how it stands today."""
    return _target_body(queries.get_status(target_id, on=timezone.localdate()))


def _programme_body(programme: Programme) -> dict[str, Any]:
    budget = sum(money.amount_idr for _, _, money in programme.budgets)
    names = schemas.ProgrammeBody.model_fields.keys() - {"budget_idr"}
    return {**{name: getattr(programme, name) for name in names}, "budget_idr": budget}


def _target_body(status: TargetStatus) -> dict[str, Any]:
    target = status.target
    return {
        "id": target.id,
        "indicator_code": target.indicator_code,
        "area_code": target.area_code,
        "programme_code": target.programme_code,
        "pillar_codes": target.pillar_codes,
        "owner_code": target.owner_code,
        "baseline": _point_body(target.baseline),
        "path": [_point_body(point) for point in target.points],
        "state": status.state,
        "reason": queries.explain_status(status),
        "measured": status.measured,
        "measured_period": str(status.measured_period) if status.measured_period else None,
        "wanted": status.wanted,
        "gap": status.gap,
        "pace_needed": status.pace_needed,
        "pace_observed": status.pace_observed,
        "coverage": status.coverage,
        "is_example": target.is_example,
    }


def _point_body(point: TargetPoint) -> dict[str, Any]:
    return {"period": str(point.period), "wanted": point.wanted}

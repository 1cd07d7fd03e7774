"""The movement on the API."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from kotacerdas.apps.movement import queries, schemas


router = Router(tags=["movement"])


@router.get("/movement", response=schemas.MovementBody, operation_id="get_movement")
def get_movement(request: HttpRequest) -> dict[str, Any]:
    """Cohorts, both counts after each, and the members known by name."""
    return {
        "cohorts": queries.list_cohorts(),
        "counts": queries.list_counts(),
        "memberships": queries.list_memberships(),
        "repeats": queries.list_repeats(),
    }

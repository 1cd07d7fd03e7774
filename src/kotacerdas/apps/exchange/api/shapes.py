"""What the parts of the API share."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.exchange.types import Dataset, Release
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.api import MAX_LIMIT, MAX_OFFSET


Limit = Annotated[int, Query(ge=1, le=MAX_LIMIT)]
Number = Annotated[int, Query(ge=0, le=MAX_OFFSET)]
Offset = Annotated[int, Query(ge=0, le=MAX_OFFSET)]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks, in a session or with a token."""
    return accounts.actor_for(request.user.pk, credential=getattr(request, "credential", None))


def release_shape(release: Release) -> dict[str, object]:
    """A release as the wire has it."""
    return {
        "id": release.id,
        "dataset": release.dataset_name,
        "period": str(release.period),
        "area": release.area_code,
        "submission": release.submission_id,
        "sha256": release.sha256,
        "rows": release.rows,
        "contract_version": release.contract_version,
        "released_at": release.released_at,
        "removed_at": release.removed_at,
    }


def dataset_shape(dataset: Dataset) -> dict[str, object]:
    """A dataset as the wire has it."""
    return {
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "producer": dataset.producer_code,
        "frequency": dataset.frequency.value,
        "submit_level": dataset.submit_level.value,
        "grain": dataset.grain.value,
        "area_field": dataset.area_field,
        "contract_version": dataset.contract_version,
        "is_synthetic": dataset.is_synthetic,
    }

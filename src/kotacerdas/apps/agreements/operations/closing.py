"""What follows when something ends: dates down the tree, and grants closed."""

from datetime import date, datetime

from django.db.models import QuerySet

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.types import CloseReason, GrantState
from kotacerdas.kernel.actors import Actor


def close_rows(rows: QuerySet[models.Grant], *, reason: CloseReason, by: Actor, at: datetime) -> list[int]:
    """Close those of ``rows`` that are open, inside the caller's transaction; return their numbers in order."""
    closing = rows.filter(state=GrantState.OPEN.value).order_by("pk")
    numbers = list(closing.values_list("pk", flat=True))
    models.Grant.objects.filter(pk__in=numbers).update(
        state=GrantState.CLOSED.value, close_reason=reason.value, closed_by=by.username, closed_at=at
    )
    return numbers


def list_tree(agreement_id: int) -> list[models.Agreement]:
    """An agreement and all under it that bind, parents before children; one query a level."""
    found = list(models.Agreement.objects.filter(pk=agreement_id))
    level = found
    binding = [state.value for state in rules.BINDING]
    while level:
        level = list(
            models.Agreement.objects.filter(parent_id__in=[row.pk for row in level], state__in=binding).order_by("pk")
        )
        found += level
    return found


def set_lapses(agreement_id: int) -> None:
    """Write again, for an agreement and all under it, the earliest end up the tree."""
    rows = list_tree(agreement_id)
    root_parent = rows[0].parent
    lapses: dict[int | None, date | None] = {}
    if root_parent is not None:
        lapses[root_parent.pk] = root_parent.lapses_on
    for row in rows:
        ends = (row.until, lapses.get(row.parent_id))
        row.lapses_on = lapses[row.pk] = min((day for day in ends if day), default=None)
    models.Agreement.objects.bulk_update(rows, ["lapses_on"])

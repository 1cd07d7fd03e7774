"""Read the log."""

from kotacerdas.apps.audit import models
from kotacerdas.apps.audit.types import Event


def list_events(
    *, target: str = "", by: str = "", action: str = "", before: int | None = None, limit: int = 100
) -> tuple[Event, ...]:
    """Events, newest first.

    ``target`` and ``by`` match exactly, ``action`` by its beginning (``exchange.`` is all of the exchange).
    ``before`` is the id of the last event already seen; so paging stays right while events are added.
    """
    rows = models.Event.objects.order_by("-id")
    if target:
        rows = rows.filter(target=target)
    if by:
        rows = rows.filter(by=by)
    if action:
        rows = rows.filter(action__startswith=action)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return tuple(_event(row) for row in rows[:limit])


def list_actions() -> tuple[str, ...]:
    """The names of all actions that occur, in alphabetical order."""
    return tuple(models.Event.objects.order_by("action").values_list("action", flat=True).distinct())


def _event(row: models.Event) -> Event:
    return Event(
        id=row.pk,
        action=row.action,
        target=row.target,
        by=row.by,
        by_name=row.by_name,
        agency_code=row.agency_code or None,
        at=row.at,
        facts=dict(row.facts),
    )

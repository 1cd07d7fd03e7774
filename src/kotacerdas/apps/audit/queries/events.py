"""Read the log."""

import json
from datetime import datetime

from kotacerdas.apps.audit import models, rules
from kotacerdas.apps.audit.errors import EventNotFound
from kotacerdas.apps.audit.types import Event


LARGEST = 2**63 - 1  # what every database counts to


def list_events(
    *,
    target: str = "",
    by: str = "",
    action: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    before_seq: int | None = None,
    limit: int = 100,
) -> tuple[Event, ...]:
    """Events, newest first.

    ``target`` and ``by`` match exactly, ``action`` by its beginning (``exchange.`` is all of the exchange), the time
    over ``[since, until)``. ``before`` is the id of the last event already seen; so paging stays right while events
    are added; ``before_seq`` is the same by its number.
    """
    rows = models.Event.objects.order_by("-id")
    if target:
        rows = rows.filter(target=target)
    if by:
        rows = rows.filter(by=by)
    if action:
        rows = rows.filter(action__startswith=action)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    if before is not None:
        rows = rows.filter(id__lt=before)
    if before_seq is not None:
        rows = rows.filter(seq__lt=before_seq)
    return tuple(_event(row) for row in rows[:limit])


def get_event(seq: int) -> Event:
    """One event by its number in the chain; raises :class:`~kotacerdas.apps.audit.errors.EventNotFound`."""
    row = models.Event.objects.filter(seq=seq).first() if seq <= LARGEST else None
    if row is None:
        raise EventNotFound(seq=seq)
    return _event(row)


def list_actions() -> tuple[str, ...]:
    """The names of all actions that occur, in alphabetical order."""
    return tuple(models.Event.objects.order_by("action").values_list("action", flat=True).distinct())


def _event(row: models.Event) -> Event:
    texts = (row.action, row.target, row.by, row.by_name, row.agency_code, row.facts)
    return Event(
        id=row.pk,
        action=row.action,
        target=row.target,
        by=row.by,
        by_name=row.by_name,
        agency_code=row.agency_code or None,
        at=row.at,
        facts=_facts(row.facts),
        seq=row.seq,
        previous_sha256=row.previous_sha256,
        sha256=row.sha256,
        is_intact=rules.digest((row.seq, row.previous_sha256, rules.moment_text(row.at), *texts)) == row.sha256,
    )


def _facts(text: str) -> dict[str, object]:
    """What was written; the bare text where somebody spoiled it, for the log must open even then."""
    try:
        facts = json.loads(text)
    except ValueError:
        return {"facts": text}
    return facts if isinstance(facts, dict) else {"facts": text}

"""Write to the log. Both functions run inside the caller's transaction: no deed without its row, no row without its deed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from kotacerdas.apps.audit import models, rules
from kotacerdas.kernel.actors import Actor


def record(*, action: str, target: str, by: Actor, at: datetime, facts: Mapping[str, object] | None = None) -> None:
    """Add one event.

    ``action`` is ``app.what_happened``, ``target`` what it happened to, ``facts`` small and fit for JSON.
    Raises :class:`~kotacerdas.apps.audit.errors.MalformedAction`.
    """
    rules.check_action(action)
    models.Event.objects.create(
        action=action,
        target=target,
        by=by.username,
        by_name=by.name,
        agency_code=by.agency_code or "",
        at=at,
        facts=dict(facts or {}),
    )


def record_read(*, target: str, columns: Sequence[str], purpose: str, by: Actor, at: datetime) -> None:
    """Add the event that somebody looked at personal columns, and what for.

    Raises :class:`~kotacerdas.apps.audit.errors.PurposeMissing` when no purpose is given.
    """
    rules.check_purpose(purpose)
    record(
        action=rules.READ,
        target=target,
        by=by,
        at=at,
        facts={"columns": sorted(columns), "purpose": purpose.strip()},
    )

"""Write to the log. All functions run inside the caller's transaction: no deed without its row, no row without its deed."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kotacerdas.apps.audit import models, rules
from kotacerdas.apps.audit.errors import HeadLost
from kotacerdas.apps.audit.types import Deed
from kotacerdas.kernel.actors import Actor


# Written out, because this stands under every write of the platform: the same through models takes three times as long.
_HOLD_HEAD = "SELECT seq, sha256 FROM audit_head WHERE id = 1"
_MOVE_HEAD = "UPDATE audit_head SET seq = %s, sha256 = %s WHERE id = 1"
_ADD = """
INSERT INTO audit_event
  (seq, previous_sha256, sha256, at, action, target, "by", by_name, agency_code, facts)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def record(*, action: str, target: str, by: Actor, at: datetime, facts: Mapping[str, object] | None = None) -> None:
    """Add one event at the end of the chain.

    ``action`` is ``app.what_happened``, ``target`` what it happened to, ``facts`` small and fit for JSON. On PostgreSQL
    other writers wait from here to the end of the transaction, so it is called as late in it as can be.

    Raises :class:`~kotacerdas.apps.audit.errors.MalformedAction` or :class:`~kotacerdas.apps.audit.errors.HeadLost`.
    """
    record_many(deeds=(Deed(action, target, facts or {}),), by=by, at=at)


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


def record_many(*, deeds: Sequence[Deed], by: Actor, at: datetime) -> None:
    """Add several events of one actor and moment, in this order; the head is taken and written once for all of them.

    Raises what :func:`record` raises.
    """
    for deed in deeds:
        rules.check_action(deed.action)
    if not deeds:
        return
    moment, who = rules.moment_text(at), (by.username, by.name, by.agency_code or "")
    stamp = connection.ops.adapt_datetimefield_value(at)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        seq, sha256 = _hold_head(cursor)
        rows = []
        for deed in deeds:
            seq, before = seq + 1, sha256
            told = (deed.action, deed.target, *who, rules.facts_text(deed.facts))
            sha256 = rules.digest((seq, before, moment, *told))
            rows.append((seq, before, sha256, stamp, *told))
        cursor.executemany(_ADD, rows)
        cursor.execute(_MOVE_HEAD, (seq, sha256))


def _hold_head(cursor: CursorWrapper) -> tuple[int, str]:
    """The last entry's number and hash, locked until the transaction ends; a new log begins with the first one."""
    cursor.execute(_HOLD_HEAD + " FOR UPDATE" * connection.features.has_select_for_update)
    held = cursor.fetchone()
    if held:
        return int(held[0]), str(held[1])
    if models.Event.objects.exists():
        raise HeadLost
    models.Head.objects.create(pk=1, seq=0, sha256=rules.GENESIS)
    return 0, rules.GENESIS

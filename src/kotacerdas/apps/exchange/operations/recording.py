"""Every read goes on record: by name for accounts and tokens, as a mere number for people who did not log in."""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.types import Access
from kotacerdas.kernel.actors import Actor


LONGEST_KEPT = 500  # characters of a purpose
PAUSE = timedelta(seconds=5)  # between two writings of the numbers kept in memory
_ADD_TALLY = (Path(__file__).resolve().parents[1] / "sql" / "add_tally.sql").read_text("utf-8")
_waiting: Counter[tuple[date, str, str]] = Counter()
_written_at: list[datetime] = []
_lock = threading.Lock()


def record_access(*, access: Access, rows: int | None, by: Actor, at: datetime) -> int | None:
    """Put one read on record before its rows are given; the number of the record, none for somebody not logged in.

    Opened personal columns leave an audit event as well. Raises :class:`TooManyReads` when the grant's day is used up.
    """
    if not by.username:
        _count(access, at)
        return None
    day = local_day(at)
    with transaction.atomic():
        if access.opening and access.opening.reads_per_day:
            rules.check_rate(
                access.opening,
                reads_today=queries.count_reads_under(access.opening.grant, on=day),
                seconds_left=_seconds_left(at),
            )
        made = models.Read.objects.create(
            at=at,
            day=day,
            username=by.username,
            agency_code=by.agency_code or "",
            token=by.token.label if by.token else "",
            dataset_name=access.dataset.name,
            release_number=access.release.id,
            area_code=access.area,
            channel=access.channel.value,
            columns=list(access.mask.opened),
            purpose=access.purpose[:LONGEST_KEPT],
            grant_number=access.grant,
            rows=rows,
        )
        if access.mask.opened:
            target = f"release/{access.release.id}/{access.area}"
            audit.record_read(target=target, columns=access.mask.opened, purpose=access.purpose, by=by, at=at)
    number: int = made.pk
    return number


def local_day(at: datetime) -> date:
    """The day it is here at a moment."""
    return timezone.localtime(at).date()


def write_tallies() -> None:
    """Add the numbers kept in memory to the tallies; what the database is too busy for stays for the next time."""
    with _lock:
        taken = dict(_waiting)
        _waiting.clear()
    try:
        with _without_waiting():
            for key in list(taken):
                _add(key, taken[key])
                del taken[key]
    except OperationalError:
        with _lock:
            _waiting.update(taken)


def _count(access: Access, at: datetime) -> None:
    with _lock:
        _waiting[local_day(at), access.dataset.name, access.channel.value] += 1
        is_due = not _written_at or abs(at - _written_at[0]) >= PAUSE
        if is_due:
            _written_at[:] = [at]
    if is_due:
        write_tallies()


def _add(key: tuple[date, str, str], reads: int) -> None:
    day, dataset_name, channel = key
    with connection.cursor() as cursor:
        cursor.execute(_ADD_TALLY, [day, dataset_name, channel, reads])


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Somebody who looks at a public table never waits for a writer, not even to be counted."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")


def _seconds_left(at: datetime) -> int:
    """Until midnight here."""
    here = timezone.localtime(at)
    midnight = (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(1, int((midnight - here).total_seconds()))

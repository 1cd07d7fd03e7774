"""A file leaves under an access for as long as its grant is open, and how its leaving ended is put on record."""

from collections.abc import Callable, Generator, Iterable, Iterator
from datetime import datetime, timedelta

from django.db import transaction

from kotacerdas.apps.exchange import models, queries
from kotacerdas.apps.exchange.errors import GrantEnded
from kotacerdas.apps.exchange.operations.recording import local_day
from kotacerdas.apps.exchange.types import Access, Outcome


LOOK_EVERY = timedelta(seconds=1)
Clock = Callable[[], datetime]


def give(
    chunks: Iterator[bytes], *, accesses: Iterable[Access], read: int | None, clock: Clock
) -> Generator[bytes, None, None]:
    """The chunks, looking every second whether each grant is still open; raise :class:`GrantEnded` once it is not.

    The error breaks the body off without its end, so that no client takes the part that left for the whole.
    ``read`` is the number of the record; its ending is written whichever way the giving stops.
    """
    size, outcome, looked_at = 0, Outcome.BROKEN_OFF, clock()
    granted = {access.grant: access for access in accesses if access.grant is not None}
    try:
        for chunk in chunks:
            if granted and (now := clock()) - looked_at >= LOOK_EVERY:
                looked_at = now
                ended = [each for each in granted.values() if not queries.is_open_still(each, on=local_day(now))]
                if ended:
                    outcome = Outcome.STOPPED
                    raise GrantEnded(grant=ended[0].grant)
            yield chunk
            size += len(chunk)
        outcome = Outcome.FINISHED
    finally:
        if read is not None:
            _write_ending(read, outcome, size, at=clock())


def _write_ending(read: int, outcome: Outcome, size: int, *, at: datetime) -> None:
    with transaction.atomic():
        models.ReadEnding.objects.create(read_id=read, at=at, outcome=outcome.value, size=size)

"""A file leaves, and how its leaving ended is put on record."""

from collections.abc import Callable, Generator, Iterator
from datetime import datetime

from django.db import transaction

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.types import Outcome


Clock = Callable[[], datetime]


def give(chunks: Iterator[bytes], *, read: int | None, clock: Clock) -> Generator[bytes, None, None]:
    """The chunks; ``read`` is the number of the record, whose ending is written whichever way the giving stops."""
    size, outcome = 0, Outcome.BROKEN_OFF
    try:
        for chunk in chunks:
            yield chunk
            size += len(chunk)
        outcome = Outcome.FINISHED
    finally:
        if read is not None:
            _write_ending(read, outcome, size, at=clock())


def _write_ending(read: int, outcome: Outcome, size: int, *, at: datetime) -> None:
    with transaction.atomic():
        models.ReadEnding.objects.create(read_id=read, at=at, outcome=outcome.value, size=size)

"""Stretches of the record of reads get a digest in the audit chain, so that nobody can take a read out unseen."""

from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.operations.recording import write_tallies
from kotacerdas.apps.exchange.types import Seal
from kotacerdas.kernel.actors import Actor


SEAL_AFTER = timedelta(hours=1)
SEAL_AT = 1000  # rows
MOST = 20_000  # rows under one seal
SETTLED = timedelta(minutes=1)  # by then every transaction that took an earlier number has ended


def seal_reads(*, is_final: bool = False, by: Actor, at: datetime) -> int:
    """Seal what waits since an hour, or sooner when a thousand reads wait; the number of rows sealed.

    ``is_final`` seals whatever there is, as when a server stops. Reads counted in memory are written down first.
    """
    write_tallies()
    if not _is_due(at, is_final=is_final):
        return 0
    with transaction.atomic():
        sealed = queries.last_sealed()
        seals = [
            queries.seal_next(kind, after=last, before=_before(at, is_final=is_final), most=MOST)
            for kind, last in sealed.items()
        ]
        audit.record(
            action=queries.READS_SEALED,
            target="exchange/reads",
            by=by,
            at=at,
            facts={seal.kind: _facts(seal) for seal in seals},
        )
    return sum(seal.count for seal in seals)


def _is_due(at: datetime, *, is_final: bool) -> bool:
    waits = [
        queries.count_unsealed(kind, after=last, before=_before(at, is_final=is_final))
        for kind, last in queries.last_sealed().items()
    ]
    oldest = min((since for _, since in waits if since), default=None)
    if oldest is None:
        return False
    return is_final or oldest <= at - SEAL_AFTER or any(count >= SEAL_AT for count, _ in waits)


def _before(at: datetime, *, is_final: bool) -> datetime:
    return at + SETTLED if is_final else at - SETTLED


def _facts(seal: Seal) -> dict[str, object]:
    return {name: value for name, value in asdict(seal).items() if name != "kind"}

"""Follow the chain from its first entry to its head."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from kotacerdas.apps.audit import models, queries, rules
from kotacerdas.apps.audit.operations.recording import record
from kotacerdas.apps.audit.types import Anchor, Verdict, Verification
from kotacerdas.kernel.actors import Actor


def verify(
    *, anchors: Sequence[Anchor] = (), tell: Callable[[int], None] | None = None, by: Actor, at: datetime
) -> Verdict:
    """Follow the whole chain now and keep the verdict; ``anchors`` are those kept elsewhere, ``tell`` hears progress.

    Raises :class:`~kotacerdas.apps.audit.errors.AnchorForged` for an anchor given that does not hold.
    """
    for anchor in anchors:
        rules.check_anchor(anchor)
    begun = begin_verification(by=by, at=at)
    return run_verification(verification_id=begun.id, anchors=anchors, tell=tell, by=by, at=at)


@transaction.atomic
def begin_verification(*, by: Actor, at: datetime) -> Verification:
    """Write down that the chain will be followed, for a page to show how far it is."""
    length = queries.get_head().seq
    row = models.Verification.objects.create(started_at=at, by=by.username, by_name=by.name, length=length)
    record(action="audit.verification_begun", target=f"audit/verification/{row.pk}", by=by, at=at)
    return queries.get_verification(row.pk)


def run_verification(
    *,
    verification_id: int,
    anchors: Sequence[Anchor] = (),
    tell: Callable[[int], None] | None = None,
    by: Actor,
    at: datetime,
) -> Verdict:
    """Follow the chain for a verification that was begun. Reading holds no lock, so the platform goes on working.

    Raises :class:`~kotacerdas.apps.audit.errors.VerificationNotFound`.
    """
    queries.get_verification(verification_id)
    own = models.Verification.objects.filter(pk=verification_id)
    began = time.monotonic()

    def note(checked: int) -> None:
        own.update(checked=checked, seconds=time.monotonic() - began)
        if tell:
            tell(checked)

    verdict = queries.follow_chain(anchors=anchors, tell=note)
    with transaction.atomic():
        own.update(checked=verdict.entries, seconds=time.monotonic() - began, verdict=asdict(verdict))
        record(
            action="audit.verified",
            target=f"audit/verification/{verification_id}",
            by=by,
            at=at,
            facts=_facts(verdict),
        )
    return verdict


def _facts(verdict: Verdict) -> dict[str, object]:
    return {
        "entries": verdict.entries,
        "head": verdict.head.sha256,
        "anchors": verdict.anchors,
        "findings": len(verdict.findings) + verdict.more,
    }

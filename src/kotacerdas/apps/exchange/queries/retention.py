"""What was removed, and what is due to be."""

from collections.abc import Mapping
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import list_contracts, list_datasets
from kotacerdas.apps.exchange.queries.submissions import submission_of, submission_rows
from kotacerdas.apps.exchange.types import DueRemoval, RemovalReason, SubmissionState, Tombstone
from kotacerdas.contracts.contract import Contract
from kotacerdas.kernel.actors import Actor


_UNDECIDED = [SubmissionState.RECEIVED.value, SubmissionState.CHECKED.value, SubmissionState.APPROVED.value]


def list_retentions() -> Mapping[str, Contract]:
    """Contracts in force that say how long rows are kept, by name of the dataset."""
    return {name: contract for name, (contract, _) in list_contracts().items() if contract.retention}


def list_due_removals(*, on: date, actor: Actor | None = None) -> tuple[DueRemoval, ...]:
    """Submissions whose time is over and whose files are still here, longest over first; those ``actor`` decides about.

    What is being checked or waits for a decision is not on the list before it is decided.
    """
    may = {each.name for each in list_datasets() if actor is None or rules.may_remove(actor, each)}
    kept = {name: found.retention for name, found in list_retentions().items() if name in may and found.retention}
    limited = [name for name, retention in kept.items() if not retention.is_permanent]
    rows = submission_rows().filter(dataset__name__in=limited, tombstone=None).exclude(state__in=_UNDECIDED)
    found = []
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        submission, retention = submission_of(row), kept[row.dataset.name]
        received = timezone.localtime(submission.received_at).date()
        due_on = retention.due_on(period_end=submission.period.end, received_on=received)
        if due_on is not None and due_on <= on:
            found.append(DueRemoval(submission, retention, due_on))
    return tuple(sorted(found, key=lambda due: (due.due_on, due.submission.id)))


def find_tombstone(submission_id: int) -> Tombstone | None:
    """What stays of a submission's files; none while they are here."""
    return next(iter(_tombstones(submission_id=submission_id)), None)


def list_tombstones(limit: int = 50) -> tuple[Tombstone, ...]:
    """The newest removals first."""
    return _tombstones(newest=limit)


def list_uncleared() -> tuple[int, ...]:
    """Numbers of submissions whose files are to be removed and may still be here, oldest decision first."""
    rows = models.Tombstone.objects.filter(cleared_at=None).order_by("pk")
    return tuple(rows.values_list("submission_id", flat=True))


def _tombstones(*, newest: int | None = None, **filters: object) -> tuple[Tombstone, ...]:
    made = models.Release.objects.filter(submission=OuterRef("submission")).values("pk")[:1]
    rows = models.Tombstone.objects.filter(**filters).annotate(release_pk=Subquery(made)).order_by("-pk")
    return tuple(
        Tombstone(
            submission_id=row.submission_id,
            release_id=row.release_pk,
            reason=RemovalReason(row.reason),
            note=row.note,
            decided_by=row.decided_by,
            decided_by_name=row.decided_by_name,
            decided_at=row.decided_at,
            request_number=row.request_number,
            cleared_at=row.cleared_at,
        )
        for row in (rows[:newest] if newest else rows)
    )

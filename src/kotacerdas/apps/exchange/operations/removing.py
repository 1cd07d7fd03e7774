"""Files are removed: first the decision is written down, then the lake is cleared; both survive a kill at any moment."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import NotDueForRemoval
from kotacerdas.apps.exchange.types import DueRemoval, RemovalReason
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import checking, files


def remove_due(*, submission_ids: Sequence[int], note: str, by: Actor, at: datetime) -> int:
    """Decide that the files of these submissions go, as their time is over, and remove them; return how many.

    ``note`` are the words of who decides. Rows of the database stay: counts, hashes, who and when. All or none is
    decided. Raises :class:`NotDueForRemoval`, :class:`NotTheRemover`, :class:`NoteNeeded`.
    """
    words = rules.check_note(note)
    due = {each.submission.id: each for each in queries.list_due_removals(on=timezone.localtime(at).date())}
    with transaction.atomic():
        chosen = [_check_due(number, due) for number in sorted(set(submission_ids))]
        for each in chosen:
            rules.check_can_remove(by, queries.get_dataset(each.submission.dataset_name))
        _decide(chosen, words, by=by, at=at)
    clear_removed(by=by, at=at)
    return len(chosen)


def remove_automatically(*, by: Actor, at: datetime) -> int:
    """Remove what contracts say goes without a further decision; return how many submissions that was."""
    due = queries.list_due_removals(on=timezone.localtime(at).date())
    chosen = [each for each in due if each.retention.is_automatic]
    if chosen:
        with transaction.atomic():
            _decide(chosen, "", by=by, at=at)
    clear_removed(by=by, at=at)
    return len(chosen)


def bury(
    submission_ids: Iterable[int], *, reason: RemovalReason, note: str, request: int | None, by: Actor, at: datetime
) -> None:
    """Write tombstones inside the caller's transaction; whoever calls clears the lake after it."""
    models.Tombstone.objects.bulk_create(
        models.Tombstone(
            submission_id=number,
            reason=reason.value,
            note=note,
            decided_by=by.username,
            decided_by_name=by.name,
            decided_at=at,
            request_number=request,
        )
        for number in submission_ids
    )


def clear_removed(*, by: Actor, at: datetime) -> int:
    """Remove the files of every submission with a tombstone that still waits for it; return how many files went.

    What a kill interrupted is done again. A file that a living submission or release names as well stays.
    """
    return sum(_clear(number, by=by, at=at) for number in queries.list_uncleared())


def _check_due(number: int, due: dict[int, DueRemoval]) -> DueRemoval:
    if number not in due:
        raise NotDueForRemoval(number=number)
    return due[number]


def _decide(chosen: Sequence[DueRemoval], note: str, *, by: Actor, at: datetime) -> None:
    numbers = [each.submission.id for each in chosen]
    known = models.Tombstone.objects.filter(submission__in=numbers).values_list("submission_id", flat=True).first()
    if known is not None:
        raise NotDueForRemoval(number=known)
    for each in chosen:
        basis = each.retention.basis["id"]
        said = f"{basis} {note}".strip()
        bury([each.submission.id], reason=RemovalReason.RETENTION, note=said, request=None, by=by, at=at)
    facts = {"submissions": numbers, "note": note}
    audit.record(action="exchange.removal_decided", target="exchange/retention", by=by, at=at, facts=facts)


@transaction.atomic
def _clear(submission_id: int, *, by: Actor, at: datetime) -> int:
    """Nobody names a file anew while this runs: who does so needs a dataset, and all are held."""
    list(models.Dataset.objects.select_for_update().order_by("pk").values_list("pk", flat=True))
    row = models.Submission.objects.select_related("dataset").get(pk=submission_id)
    removed = sum(files.remove(place) for place in _own_files(row))
    stone = models.Tombstone.objects.filter(submission=row, cleared_at=None)
    if stone.update(cleared_at=at):
        facts = {"files": removed}
        audit.record(action="exchange.files_removed", target=f"submission/{submission_id}", by=by, at=at, facts=facts)
    return removed


def _own_files(row: models.Submission) -> list[Path]:
    """Every file of a submission that no living one names: as it came, its checked rows, its returned rows."""
    folder = Path(settings.LAKE_FOLDER)
    living = models.Submission.objects.filter(tombstone=None).exclude(pk=row.pk)
    releases = models.Release.objects.filter(dataset=row.dataset_id, submission__tombstone=None)
    own = models.Release.objects.filter(submission=row).values_list("sha256", flat=True)
    places = []
    if not living.filter(file_sha256=row.file_sha256).exists():
        places.append(files.path_of(folder, row.file_sha256))
    for digest in {row.draft_sha256, *own} - {""}:
        is_draft = living.filter(dataset=row.dataset_id, draft_sha256=digest).exists()
        if not is_draft and not releases.filter(sha256=digest).exists():
            places.append(checking.release_path_of(folder, row.dataset.name, digest))
    if row.failures_sha256 and not living.filter(failures_sha256=row.failures_sha256).exists():
        places.append(checking.failures_path_of(folder, row.failures_sha256))
    return places

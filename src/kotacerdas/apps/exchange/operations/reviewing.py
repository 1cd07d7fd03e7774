"""The data steward, and of priority data the data supervisor, decide about checked files."""

from datetime import datetime

from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import ReturnedByReviewer
from kotacerdas.apps.exchange.operations import publishing
from kotacerdas.apps.exchange.types import Dataset, ReviewOutcome, ReviewStep, Submission, SubmissionState
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode


@transaction.atomic
def approve(*, submission_id: int, note: str = "", by: Actor, at: datetime) -> Submission:
    """Find a checked file good: it comes into force, or goes on to the supervisor where its data have priority.

    Raises the reasons of :func:`rules.check_can_review`; :class:`Overtaken` when another release came into force since.
    """
    row, submission, dataset, step = _turn(submission_id, by)
    review = queries.get_contract(dataset.name, submission.contract_version).review
    release_id = None
    _record(row, step, ReviewOutcome.APPROVED, note.strip(), by=by, at=at)
    if rules.is_last(step, review):
        release_id = _publish(row, dataset, by=by, at=at)
    else:
        publishing.settle_state(row, SubmissionState.APPROVED, at=at)
        row.save()
    facts = {"step": step.value, "state": row.state, "release": release_id, "note": note.strip()}
    audit.record(action="exchange.approved", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_submission(row.pk)


@transaction.atomic
def return_with_note(*, submission_id: int, note: str, by: Actor, at: datetime) -> Submission:
    """Send a checked file back; the note stands in its return letter, and nothing of it comes into force.

    Raises the reasons of :func:`rules.check_can_review`, :class:`NoteNeeded`.
    """
    row, _, _, step = _turn(submission_id, by)
    text = rules.check_note(note)
    _record(row, step, ReviewOutcome.RETURNED, text, by=by, at=at)
    publishing.settle_state(row, SubmissionState.RETURNED, at=at)
    publishing.blame(row, ReturnedByReviewer(reviewer=by.name, note=text))
    row.rows_kept = 0
    row.save()
    facts = {"step": step.value, "state": row.state, "note": text}
    audit.record(action="exchange.returned", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_submission(row.pk)


def _turn(submission_id: int, by: Actor) -> tuple[models.Submission, Submission, Dataset, ReviewStep]:
    """The submission, held until the decision is written, and whose turn it is; ``by`` must be the one."""
    submission = queries.get_submission(submission_id)
    row = models.Submission.objects.select_for_update(no_key=True).get(pk=submission.id)
    submission = queries.get_submission(submission_id)  # as it is now that nobody else can decide
    dataset = queries.get_dataset(submission.dataset_name)
    rules.check_can_review(by, submission, dataset)
    return row, submission, dataset, rules.step_of(submission)


def _record(
    row: models.Submission, step: ReviewStep, outcome: ReviewOutcome, note: str, *, by: Actor, at: datetime
) -> None:
    models.Review.objects.create(
        submission=row,
        step=step.value,
        outcome=outcome.value,
        note=note,
        reviewer=by.username,
        reviewer_name=by.name,
        at=at,
    )


def _publish(row: models.Submission, dataset: Dataset, *, by: Actor, at: datetime) -> int:
    publishing.hold_releases()
    there = queries.list_place(dataset.name, row.period)
    in_force = rules.find_replaced(there, AreaCode(row.area_code))
    rules.check_not_overtaken(row.pk, compared_with=row.base_release_id, in_force=in_force.id if in_force else None)
    state = rules.outcome_state(rows_kept=row.rows_kept, rows_failed=row.rows_failed)
    publishing.settle_state(row, state, at=at)
    row.save()
    return publishing.publish(row, dataset, sha256=row.draft_sha256, rows=row.draft_rows, by=by, at=at).pk

"""What waits for the steward or the supervisor, and what they said."""

from pathlib import Path

from django.conf import settings

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import get_contract, list_datasets
from kotacerdas.apps.exchange.queries.releases import get_release
from kotacerdas.apps.exchange.queries.submissions import submission_of, submission_rows
from kotacerdas.apps.exchange.queries.trials import change_of
from kotacerdas.apps.exchange.types import Change, Review, ReviewOutcome, ReviewStep, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import checking


def list_waiting(actor: Actor) -> tuple[Submission, ...]:
    """Checked submissions whose next look is the actor's, oldest first."""
    states = [state.value for state in rules.steps_of(actor)]
    if not states:
        return ()
    rows = submission_rows().filter(state__in=states).order_by("pk")
    datasets = {each.name: each for each in list_datasets()}
    found = (submission_of(row) for row in rows)
    return tuple(each for each in found if rules.may_review(actor, each, datasets[each.dataset_name]))


def list_reviews(submission_id: int) -> tuple[Review, ...]:
    """The looks a submission has had, in their order."""
    return tuple(
        Review(
            submission_id=submission_id,
            step=ReviewStep(row.step),
            outcome=ReviewOutcome(row.outcome),
            note=row.note,
            reviewer=row.reviewer,
            reviewer_name=row.reviewer_name,
            at=row.at,
        )
        for row in models.Review.objects.filter(submission_id=submission_id).order_by("pk")
    )


def find_draft_change(submission: Submission) -> Change:
    """How the rows that wait for a decision differ from the release they would replace."""
    contract = get_contract(submission.dataset_name, submission.contract_version)
    base = get_release(submission.base_release_id) if submission.base_release_id else None
    return change_of(contract, base, draft_path(submission))


def draft_path(submission: Submission) -> Path:
    """Where the checked rows lie that wait for a decision."""
    return checking.release_path_of(settings.LAKE_FOLDER, submission.dataset_name, submission.draft_sha256)

"""What waits for the steward or the supervisor, and what they said."""

from pathlib import Path

from django.conf import settings

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import get_contract, get_dataset, list_datasets
from kotacerdas.apps.exchange.queries.releases import get_release
from kotacerdas.apps.exchange.queries.submissions import submission_of, submission_rows
from kotacerdas.apps.exchange.queries.trials import change_of
from kotacerdas.apps.exchange.types import Draft, Review, ReviewOutcome, ReviewStep, RowPage, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import checking
from kotacerdas.lake import rows as lake_rows


PREVIEW_ROWS = 10


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


def get_draft(submission: Submission, *, by: Actor) -> Draft:
    """What would come into force: what it changes, and its first rows without the cells about persons."""
    path = draft_path(submission)
    contract = get_contract(submission.dataset_name, submission.contract_version)
    base = get_release(submission.base_release_id) if submission.base_release_id else None
    dataset = get_dataset(submission.dataset_name)
    privacy = {field.name: field.privacy for field in contract.fields}
    mask = rules.mask_for(by, dataset, submission.area_code, privacy, purpose="")
    columns, rows, total = lake_rows.read_page(
        path, columns=tuple(field.name for field in contract.fields), limit=PREVIEW_ROWS
    )
    hidden = [column in mask.columns for column in columns]
    shown = tuple(tuple("" if is_hidden else cell for cell, is_hidden in zip(row, hidden, strict=True)) for row in rows)
    page = RowPage(tuple(columns), mask.columns & frozenset(columns), mask.reason, shown, total, mask.reason_code)
    return Draft(submission.draft_rows, change_of(contract, base, path), page)


def draft_path(submission: Submission) -> Path:
    """Where the checked rows lie that wait for a decision."""
    return checking.release_path_of(settings.LAKE_FOLDER, submission.dataset_name, submission.draft_sha256)

"""A file becomes a release, or waits for those who look at it."""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import CannotMerge, FileLost
from kotacerdas.apps.exchange.operations import publishing
from kotacerdas.apps.exchange.types import Dataset, Release, Submission, SubmissionState, Verdict
from kotacerdas.contracts import mapping
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.errors import FileRefused
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.errors import Fault
from kotacerdas.lake import checking, files, merging
from kotacerdas.lake.checking import CheckOutcome


logger = logging.getLogger(__name__)


def process(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """Check a received file and write down the verdict: a release, a return letter, both, or a wait for review.

    Repeating it is safe at any moment: the lake's files are named by their content and put in place whole, and the
    database learns the verdict in one transaction that only the first of several workers may write.
    Raises :class:`FileLost` when the kept file is not there.
    """
    submission = queries.get_submission(submission_id)
    if submission.state is not SubmissionState.RECEIVED:
        return submission
    dataset = queries.get_dataset(submission.dataset_name)
    is_decided = False
    while not is_decided:
        verdict = _check(submission, dataset)
        is_decided = _decide(submission=submission, dataset=dataset, verdict=verdict, by=by, at=at)
    return queries.get_submission(submission_id)


def resume(*, by: Actor, at: datetime) -> int:
    """Process everything acknowledged and not finished, oldest first; return how many were decided."""
    decided = 0
    for submission_id in queries.list_unfinished():
        try:
            process(submission_id=submission_id, by=by, at=at)
        except (Fault, OSError):
            logger.exception("Submission %s could not be processed; it stays received.", submission_id)
        else:
            decided += 1
    return decided


def _check(submission: Submission, dataset: Dataset) -> Verdict:
    source = files.path_of(settings.LAKE_FOLDER, submission.file_sha256)
    if not source.exists() or source.stat().st_size != submission.file_size:
        raise FileLost(number=submission.id)
    contract = queries.get_contract(dataset.name, dataset.contract_version)
    try:
        base = _base(submission, dataset)
        outcome = checking.check(
            contract=mapping.apply(contract, submission.mapping),
            source=source,
            file_name=submission.file_name,
            period=submission.period,
            scope=submission.area_code,
            reference=area_queries.reference_path(),
            folder=settings.LAKE_FOLDER,
            references=queries.list_references(contract),
        )
    except (FileRefused, CannotMerge) as refusal:
        return Verdict(problem=refusal)
    verdict = Verdict(
        rows_read=outcome.rows_read,
        rows_kept=outcome.rows_kept,
        rows_failed=outcome.rows_failed,
        release_sha256=outcome.release_sha256 or "",
        release_rows=outcome.rows_kept,
        failures_sha256=(outcome.failures_sha256 or "") if outcome.rows_failed else "",
        problem=outcome.problem,
        notices=(
            *_mapping_notices(submission),
            *({"code": str(each.code), "facts": dict(each.facts)} for each in outcome.notices),
        ),
    )
    return _merge(verdict, outcome, base, contract) if base else verdict


def _base(submission: Submission, dataset: Dataset) -> Release | None:
    """The release that corrected rows join; none for a whole file, and for the first rows of a place."""
    if submission.corrects_id is None:
        return None
    there = queries.list_place(dataset.name, str(submission.period))
    return rules.find_base(there, submission.area_code, contract_version=dataset.contract_version)


def _merge(verdict: Verdict, outcome: CheckOutcome, base: Release, contract: Contract) -> Verdict:
    verdict = replace(verdict, base_release_id=base.id)
    if outcome.release_path is None:
        return verdict
    merged = merging.merge(
        queries.release_path(base),
        outcome.release_path,
        key=contract.primary_key,
        order=contract.sort_key,
        dataset_name=contract.name,
        folder=settings.LAKE_FOLDER,
    )
    facts = {"release": base.id, "added": merged.added, "replaced": merged.replaced}
    notice: dict[str, object] = {"code": rules.ROWS_CORRECTED, "facts": facts}
    return replace(
        verdict,
        release_sha256=merged.sha256,
        release_rows=merged.rows,
        notices=(notice, *verdict.notices),
    )


def _mapping_notices(submission: Submission) -> tuple[dict[str, object], ...]:
    """What the sender said of the columns; told where it was not said anew with this file."""
    if not submission.uses_remembered_mapping:
        return ()
    said = ", ".join(f"“{column}” → {field or '–'}" for column, field in submission.mapping.items())
    return ({"code": rules.COLUMNS_MAPPED, "facts": {"columns": said}},)


@transaction.atomic
def _decide(*, submission: Submission, dataset: Dataset, verdict: Verdict, by: Actor, at: datetime) -> bool:
    """Write the verdict down; false when rows were merged into a release that is in force no longer."""
    row = models.Submission.objects.select_for_update(no_key=True).get(pk=submission.id)
    if row.state != SubmissionState.RECEIVED.value:
        return True  # another worker was first
    publishing.hold_releases()
    if not _is_stored(dataset, verdict):
        return False  # the same content was removed elsewhere after this check had written it
    if submission.corrects_id is not None and not verdict.problem and not _is_base_there(submission, dataset, verdict):
        return False
    version = models.ContractVersion.objects.get(dataset__name=dataset.name, version=dataset.contract_version)
    verdict = publishing.weigh(row, dataset, verdict)
    state = _state(verdict, queries.get_contract(dataset.name, dataset.contract_version))
    publishing.settle_state(row, state, at=at)
    _write(row, verdict, version, is_waiting=state is SubmissionState.CHECKED, at=at)
    if verdict.release_sha256 and state is not SubmissionState.CHECKED:
        publishing.publish(row, dataset, sha256=verdict.release_sha256, rows=verdict.release_rows, by=by, at=at)
    facts = {"state": state.value, "kept": row.rows_kept, "failed": row.rows_failed, "release": verdict.release_sha256}
    audit.record(action="exchange.processed", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return True


def _is_stored(dataset: Dataset, verdict: Verdict) -> bool:
    folder, places = settings.LAKE_FOLDER, []
    if verdict.release_sha256:
        places.append(checking.release_path_of(folder, dataset.name, verdict.release_sha256))
    if verdict.failures_sha256:
        places.append(checking.failures_path_of(folder, verdict.failures_sha256))
    return all(place.is_file() for place in places)


def _is_base_there(submission: Submission, dataset: Dataset, verdict: Verdict) -> bool:
    there = queries.list_place(dataset.name, str(submission.period))
    replaced = rules.find_replaced(there, submission.area_code)
    return (replaced.id if replaced else None) == verdict.base_release_id


def _state(verdict: Verdict, contract: Contract) -> SubmissionState:
    if verdict.problem:
        return SubmissionState.RETURNED
    state = rules.outcome_state(rows_kept=verdict.rows_kept, rows_failed=verdict.rows_failed)
    return (rules.waits_for(contract.review) if verdict.release_sha256 else None) or state


def _write(
    row: models.Submission, verdict: Verdict, version: models.ContractVersion, *, is_waiting: bool, at: datetime
) -> None:
    row.contract = version
    row.checked_at = at
    row.rows_read, row.rows_kept, row.rows_failed = verdict.rows_read, verdict.rows_kept, verdict.rows_failed
    row.failures_sha256 = verdict.failures_sha256
    row.notices = list(verdict.notices)
    row.base_release_id = verdict.base_release_id
    if is_waiting:
        row.draft_sha256, row.draft_rows = verdict.release_sha256, verdict.release_rows
    if verdict.problem:
        publishing.blame(row, verdict.problem)
    row.save()

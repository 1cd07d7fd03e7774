"""A file becomes a release."""

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import FileLost, MuchSmaller
from kotacerdas.apps.exchange.types import Dataset, Submission, SubmissionState, Verdict
from kotacerdas.contracts.errors import FileRefused
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import Fault
from kotacerdas.lake import checking, files
from kotacerdas.lake import rows as lake_rows


logger = logging.getLogger(__name__)


def process(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """Check a received file and write down the verdict: a release, a return letter, or both.

    Repeating it is safe at any moment: the lake's files are named by their content and put in place whole, and the
    database learns the verdict in one transaction that only the first of several workers may write.
    Raises :class:`FileLost` when the kept file is not there.
    """
    submission = queries.get_submission(submission_id)
    if submission.state is not SubmissionState.RECEIVED:
        return submission
    dataset = queries.get_dataset(submission.dataset_name)
    verdict = _check(submission, dataset)
    _decide(submission_id=submission_id, dataset=dataset, verdict=verdict, by=by, at=at)
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
    try:
        outcome = checking.check(
            contract=queries.get_contract(dataset.name, dataset.contract_version),
            source=source,
            file_name=submission.file_name,
            period=submission.period,
            scope=submission.area_code,
            reference=area_queries.reference_path(),
            folder=settings.LAKE_FOLDER,
        )
    except FileRefused as refusal:
        return Verdict(problem=refusal)
    return Verdict(
        rows_read=outcome.rows_read,
        rows_kept=outcome.rows_kept,
        rows_failed=outcome.rows_failed,
        release_sha256=outcome.release_sha256 or "",
        failures_sha256=outcome.failures_sha256 or "",
        reported_areas=lake_rows.list_areas(outcome.release_path, dataset.area_field)
        if outcome.release_path and dataset.submit_level is AreaLevel.VILLAGE
        else (),
        notices=tuple({"code": str(each.code), "facts": dict(each.facts)} for each in outcome.notices),
    )


@transaction.atomic
def _decide(*, submission_id: int, dataset: Dataset, verdict: Verdict, by: Actor, at: datetime) -> None:
    row = models.Submission.objects.select_for_update(no_key=True).get(pk=submission_id)
    if row.state != SubmissionState.RECEIVED.value:
        return  # another worker was first
    # Releases are numbered one at a time: a reader that has seen number n must never meet a smaller one later.
    list(models.Dataset.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))
    contract = models.ContractVersion.objects.only("pk").get(
        dataset__name=dataset.name, version=dataset.contract_version
    )
    verdict = _weigh(row, dataset, verdict)
    state = rules.outcome_state(rows_kept=verdict.rows_kept, rows_failed=verdict.rows_failed)
    if verdict.problem:
        state = SubmissionState.RETURNED
    rules.check_transition(queries.get_submission(submission_id), state)
    _write(row, verdict, state, contract=contract, at=at)
    if verdict.release_sha256:
        models.Release.objects.create(
            dataset_id=row.dataset_id,
            period=row.period,
            area_code=row.area_code,
            submission=row,
            contract=contract,
            sha256=verdict.release_sha256,
            rows=verdict.rows_kept,
            reported_areas=list(verdict.reported_areas),
            released_at=at,
        )
    facts = {"state": state.value, "kept": row.rows_kept, "failed": row.rows_failed, "release": verdict.release_sha256}
    audit.record(action="exchange.processed", target=f"submission/{row.pk}", by=by, at=at, facts=facts)


def _weigh(row: models.Submission, dataset: Dataset, verdict: Verdict) -> Verdict:
    """Compare with what the release would replace: equal content makes no release, far fewer rows make a problem."""
    if not verdict.release_sha256:
        return verdict
    there = queries.list_place(dataset.name, row.period)
    replaced = rules.find_replaced(there, AreaCode(row.area_code))
    if replaced is None:
        return verdict
    if rules.is_same_release(there, replaced, verdict.release_sha256, dataset.contract_version):
        facts = {"release": replaced.id, "date": timezone.localtime(replaced.released_at).date().isoformat()}
        notice: dict[str, object] = {"code": rules.NOTHING_CHANGED, "facts": facts}
        return replace(verdict, release_sha256="", notices=(notice, *verdict.notices))
    try:
        rules.check_not_shrunk(rows=verdict.rows_kept, before=replaced.rows, is_confirmed=row.accepts_fewer_rows)
    except MuchSmaller as problem:
        return replace(verdict, release_sha256="", rows_kept=0, problem=problem)
    return verdict


def _write(
    row: models.Submission,
    verdict: Verdict,
    state: SubmissionState,
    *,
    contract: models.ContractVersion,
    at: datetime,
) -> None:
    row.state = state.value
    row.contract = contract
    row.checked_at = at
    row.rows_read, row.rows_kept, row.rows_failed = verdict.rows_read, verdict.rows_kept, verdict.rows_failed
    row.failures_sha256 = verdict.failures_sha256
    row.notices = list(verdict.notices)
    if verdict.problem:
        row.problem_code = verdict.problem.code
        row.problem_sentence = verdict.problem.sentence
        row.problem_facts = {name: _plain(fact) for name, fact in verdict.problem.facts.items()}
    if state is not SubmissionState.RELEASED:
        row.answer_by = rules.answer_by(timezone.localtime(at).date())
    row.save()


def _plain(fact: object) -> object:
    return fact if isinstance(fact, str | int | float | bool | None) else str(fact)

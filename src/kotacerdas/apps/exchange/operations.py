"""Writes of the exchange: register contracts, receive files, process them into releases, read rows on record."""

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import EmptyFile, FileLost, FileTooLarge, MuchSmaller, UnknownFormat
from kotacerdas.apps.exchange.types import Dataset, Mask, Release, RowPage, Submission, SubmissionState, Verdict
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.errors import FileRefused
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import Fault
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, exports, files
from kotacerdas.lake import rows as lake_rows


logger = logging.getLogger(__name__)
LARGEST_FILE = 2 * 1024**3
CORRECTION = "correction"  # the purpose of looking at rows that came back
_MB = 1024 * 1024


# Contracts


@transaction.atomic
def register_datasets(*, by: Actor, at: datetime) -> int:
    """Take in every contract under ``definitions/contracts``; return how many were new or changed.

    A changed body becomes the next version of its dataset; an unchanged one is left alone.
    """
    folder = Path(settings.DEFINITIONS_FOLDER) / "contracts"
    registered = {
        row.dataset.name: row for row in models.ContractVersion.objects.select_related("dataset").order_by("version")
    }
    changed = []
    for path in sorted(folder.glob("*.json")):
        body = json.loads(path.read_text("utf-8"))
        contract = read_contract(body)
        digest = sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        known = registered.get(contract.name)
        if known is None or known.sha256 != digest:
            _register(contract, body, digest, version=known.version + 1 if known else 1, at=at)
            changed.append(contract.name)
    if changed:
        audit.record(
            action="exchange.datasets_registered", target="exchange", by=by, at=at, facts={"datasets": changed}
        )
    return len(changed)


def _register(contract: Contract, body: Mapping[str, object], digest: str, *, version: int, at: datetime) -> None:
    dataset, _ = models.Dataset.objects.update_or_create(
        name=contract.name,
        defaults={
            "title": contract.title,
            "description": contract.description,
            "producer_code": contract.producer,
            "frequency": contract.frequency.value,
            "submit_level": contract.submit_level.value,
            "grain": contract.grain.value,
            "area_field": contract.area_field,
            "contract_version": version,
            "is_occasional": contract.is_occasional,
            "is_synthetic": contract.is_synthetic,
            "due_month": contract.due.month,
            "due_day": contract.due.day,
            "due_year_offset": contract.due.year_offset,
        },
    )
    models.ContractVersion.objects.create(dataset=dataset, version=version, body=body, sha256=digest, registered_at=at)


# A file comes in


def submit(
    *,
    dataset_name: str,
    file: IO[bytes],
    file_name: str,
    period: Period,
    area_code: AreaCode,
    by: Actor,
    at: datetime,
    accepts_fewer_rows: bool = False,
) -> Submission:
    """Receive a file and process it at once; see :func:`receive` and :func:`process`."""
    submission = receive(
        dataset_name=dataset_name,
        file=file,
        file_name=file_name,
        period=period,
        area_code=area_code,
        by=by,
        at=at,
        accepts_fewer_rows=accepts_fewer_rows,
    )
    return process(submission_id=submission.id, by=by, at=at)


def receive(
    *,
    dataset_name: str,
    file: IO[bytes],
    file_name: str,
    period: Period,
    area_code: AreaCode,
    by: Actor,
    at: datetime,
    accepts_fewer_rows: bool = False,
) -> Submission:
    """Keep the file on disk, then acknowledge it as a submission in state RECEIVED.

    The file is synced to disk before the row is committed, so no acknowledged file can be lost.
    ``accepts_fewer_rows`` confirms that the file may replace more than twice the rows it brings.

    Raises the reasons of :func:`rules.check_can_submit`, :func:`rules.check_period`, :class:`EmptyFile`, :class:`FileTooLarge`.
    """
    dataset = queries.get_dataset(dataset_name)
    area_queries.get_area(area_code)
    rules.check_can_submit(by, dataset, area_code)
    rules.check_period(dataset, period, on=timezone.localtime(at).date())
    name = Path(file_name).name[-200:]
    kept = files.keep(settings.LAKE_FOLDER, file)
    if not kept.size:
        raise EmptyFile(file=name)
    if kept.size > LARGEST_FILE:
        raise FileTooLarge(file=name, limit=LARGEST_FILE // _MB)
    with transaction.atomic():
        row = models.Submission.objects.create(
            dataset_id=models.Dataset.objects.only("pk").get(name=dataset_name).pk,
            period=str(period),
            area_code=area_code,
            file_name=name,
            file_sha256=kept.sha256,
            file_size=kept.size,
            submitted_by=by.username,
            submitted_by_name=by.name,
            agency_code=by.agency_code or "",
            accepts_fewer_rows=accepts_fewer_rows,
            received_at=at,
        )
        facts = {"dataset": dataset_name, "period": str(period), "area": area_code, "file_sha256": kept.sha256}
        audit.record(action="exchange.submitted", target=f"submission/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_submission(row.pk)


# A file becomes a release


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


# Rows go out, and a look at persons is put on record


def read_rows(
    *,
    release_id: int,
    area_code: str | None = None,
    purpose: str = "",
    offset: int = 0,
    limit: int = 100,
    by: Actor,
    at: datetime,
) -> RowPage:
    """A page of a release's rows with the cells masked that ``by`` may not see; opened personal columns are recorded.

    The public reads without a transaction, so that nobody waits for a writer to see a table.
    """
    release = queries.get_release(release_id)
    dataset = queries.get_dataset(release.dataset_name)
    contract = queries.get_contract(release.dataset_name, release.contract_version)
    area = AreaCode(area_code) if area_code else release.area_code
    mask = queries.mask_release(release, dataset, area, by=by, purpose=purpose)
    _record_read(release, area, mask, purpose=purpose, by=by, at=at)
    columns, rows, total = lake_rows.read_page(
        Path(release.file_path),
        columns=tuple(field.name for field in contract.fields),
        where_area=area_code,
        area_field=dataset.area_field,
        offset=offset,
        limit=limit,
    )
    hidden = [column in mask.columns for column in columns]
    shown = tuple(tuple("" if is_hidden else cell for cell, is_hidden in zip(row, hidden, strict=True)) for row in rows)
    return RowPage(tuple(columns), mask.columns & frozenset(columns), mask.reason, shown, total, mask.reason_code)


def open_download(*, release_id: int, format: str, purpose: str = "", by: Actor, at: datetime) -> Iterator[bytes]:
    """The bytes of a release as ``csv``, ``json``, ``parquet`` or ``arrow``, without the columns ``by`` may not see.

    Raises :class:`UnknownFormat`. Opened personal columns are recorded.
    """
    if format not in exports.MEDIA_TYPES:
        raise UnknownFormat(format=format)
    release = queries.get_release(release_id)
    dataset = queries.get_dataset(release.dataset_name)
    mask = queries.mask_release(release, dataset, release.area_code, by=by, purpose=purpose)
    _record_read(release, release.area_code, mask, purpose=purpose, by=by, at=at)
    return exports.stream((Path(release.file_path),), format=format, hide=mask.columns)


def open_returned(*, submission_id: int, by: Actor, at: datetime) -> Submission:
    """The submission, for somebody about to see rows of it that came back; a look at persons is put on record.

    Raises the reason of :func:`rules.check_can_see_returned`.
    """
    submission = queries.get_submission(submission_id)
    rules.check_can_see_returned(by, submission, queries.get_dataset(submission.dataset_name))
    if submission.rows_failed:
        contract = queries.get_contract(submission.dataset_name, submission.contract_version)
        _record_look(f"submission/{submission.id}", sorted(contract.protected), purpose=CORRECTION, by=by, at=at)
    return submission


def _record_read(release: Release, area: AreaCode, mask: Mask, *, purpose: str, by: Actor, at: datetime) -> None:
    _record_look(f"release/{release.id}/{area}", mask.opened, purpose=purpose, by=by, at=at)


def _record_look(target: str, columns: Sequence[str], *, purpose: str, by: Actor, at: datetime) -> None:
    if columns:
        with transaction.atomic():
            audit.record_read(target=target, columns=columns, purpose=purpose, by=by, at=at)

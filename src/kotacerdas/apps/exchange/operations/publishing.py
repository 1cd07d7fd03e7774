"""Checked rows come into force."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from kotacerdas.apps.agreements import operations as agreements
from kotacerdas.apps.agreements.types import DeedKind
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import MuchSmaller
from kotacerdas.apps.exchange.operations import outbox
from kotacerdas.apps.exchange.types import Dataset, SubmissionState, Verdict
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.lake import checking
from kotacerdas.lake import rows as lake_rows


def hold_releases() -> None:
    """Number releases one at a time: a reader that has seen number n must never meet a smaller one later."""
    list(models.Dataset.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def publish(
    row: models.Submission, dataset: Dataset, *, sha256: str, rows: int, by: Actor, at: datetime
) -> models.Release:
    """Let a Parquet of the lake come into force as the release of a submission, inside the caller's transaction.

    It is noted as a deed, by which duties to deliver are measured, for whoever owes it.
    """
    release = models.Release.objects.create(
        dataset_id=row.dataset_id,
        period=row.period,
        area_code=row.area_code,
        submission=row,
        contract=models.ContractVersion.objects.only("pk").get(pk=row.contract_id or 0),
        sha256=sha256,
        rows=rows,
        reported_areas=_reported(dataset, sha256),
        released_at=at,
    )
    area = AreaCode(row.area_code)
    agreements.note_deed(
        kind=DeedKind.DATASET_DELIVERED,
        subject=dataset.name,
        agency_code=rules.owing_agency(dataset, area),
        area_code=area,
        period=row.period,
        reference=f"release/{release.pk}",
        by=by,
        at=at,
    )
    outbox.note_release(release, dataset, at=at)
    return release


def weigh(row: models.Submission, dataset: Dataset, verdict: Verdict) -> Verdict:
    """Compare with what the release would replace: equal content makes no release, far fewer rows make a problem."""
    if not verdict.release_sha256:
        return verdict
    there = queries.list_place(dataset.name, row.period)
    replaced = rules.find_replaced(there, AreaCode(row.area_code))
    if replaced is None:
        return verdict
    verdict = replace(verdict, base_release_id=replaced.id)
    if rules.is_same_release(there, replaced, verdict.release_sha256, dataset.contract_version):
        facts = {"release": replaced.id, "date": timezone.localtime(replaced.released_at).date().isoformat()}
        notice: dict[str, object] = {"code": rules.NOTHING_CHANGED, "facts": facts}
        return replace(verdict, release_sha256="", notices=(notice, *verdict.notices))
    try:
        rules.check_not_shrunk(rows=verdict.release_rows, before=replaced.rows, is_confirmed=row.accepts_fewer_rows)
    except MuchSmaller as problem:
        return replace(verdict, release_sha256="", rows_kept=0, problem=problem)
    return verdict


def settle_state(row: models.Submission, state: SubmissionState, *, at: datetime) -> None:
    """Put a submission into a state; where a letter goes with it, set the day to answer by and tell the sender's systems."""
    rules.check_transition(queries.get_submission(row.pk), state)
    row.state = state.value
    if state in rules.LETTER_STATES:
        row.answer_by = rules.answer_by(timezone.localtime(at).date())
        outbox.note_letter(row, state, at=at)


def blame(row: models.Submission, problem: KotacerdasError) -> None:
    """Write down why a whole file goes back."""
    row.problem_code = problem.code
    row.problem_sentence = problem.sentence
    row.problem_facts = {name: _plain(fact) for name, fact in problem.facts.items()}


def _reported(dataset: Dataset, sha256: str) -> list[str]:
    if dataset.submit_level is not AreaLevel.VILLAGE:
        return []
    path = checking.release_path_of(settings.LAKE_FOLDER, dataset.name, sha256)
    return list(lake_rows.list_areas(path, dataset.area_field))


def _plain(fact: object) -> object:
    return fact if isinstance(fact, str | int | float | bool | None) else str(fact)

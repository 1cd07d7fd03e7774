"""Submissions, and what was returned in words."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import (
    NoReturnLetter,
    SubmissionNotFound,
)
from kotacerdas.apps.exchange.queries.datasets import get_contract
from kotacerdas.apps.exchange.types import (
    Returned,
    ReturnedGroup,
    Submission,
    SubmissionState,
)
from kotacerdas.contracts.sentences import explain, explain_notice, facts_in
from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking
from kotacerdas.lake import rows as lake_rows
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


OWN_NOTICES = {
    rules.NOTHING_CHANGED: gettext_noop(
        "Nothing changed: the content equals release %(release)s of %(date)s, which stays in force."
    ),
    rules.ROWS_CORRECTED: gettext_noop(
        "The corrected rows were put into release %(release)s: %(added)s rows were added and %(replaced)s replaced; "
        "all its other rows stay."
    ),
    rules.PERSON_ERASED: gettext_noop(
        "The rows are those of release %(release)s without the rows of one person, who had the right to erasure "
        "(UU 27/2022, request %(request)s)."
    ),
    rules.COLUMNS_MAPPED: gettext_noop("Columns were read as your agency has said before: %(columns)s."),
}


def get_submission(submission_id: int) -> Submission:
    """One submission; raise :class:`SubmissionNotFound`."""
    row = submission_rows().filter(pk=submission_id).first()
    if row is None:
        raise SubmissionNotFound(number=submission_id)
    return submission_of(row)


def list_submissions(
    *,
    dataset_name: str | None = None,
    area_within: str | None = None,
    username: str | None = None,
    limit: int = 50,
) -> tuple[Submission, ...]:
    """The newest submissions first, of a dataset, an area subtree or a person."""
    rows = submission_rows().order_by("-pk")
    if dataset_name:
        rows = rows.filter(dataset__name=dataset_name)
    if area_within and area_within != NATION:
        rows = rows.filter(Q(area_code=area_within) | Q(area_code__startswith=f"{area_within}."))
    if username is not None:
        rows = rows.filter(submitted_by=username)
    return tuple(submission_of(row) for row in rows[:limit])


def count_submissions(*, username: str) -> int:
    """How many files a person handed in."""
    return models.Submission.objects.filter(submitted_by=username).count()


def list_unfinished() -> tuple[int, ...]:
    """Numbers of submissions acknowledged and not yet decided, oldest first."""
    rows = models.Submission.objects.filter(state=SubmissionState.RECEIVED.value).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


def list_corrections(submission_id: int) -> tuple[Submission, ...]:
    """Submissions that brought corrected rows of one, oldest first."""
    return tuple(submission_of(row) for row in submission_rows().filter(corrects=submission_id).order_by("pk"))


def find_newer_submission(submission: Submission) -> Submission | None:
    """The newest later submission for the same dataset, period and area."""
    rows = submission_rows().filter(
        dataset__name=submission.dataset_name,
        period=str(submission.period),
        area_code=submission.area_code,
        pk__gt=submission.id,
    )
    row = rows.order_by("-pk").first()
    return submission_of(row) if row else None


def list_returned(submission_id: int, offset: int = 0, limit: int = 100) -> tuple[Returned, ...]:
    """Failing cells of a submission in the active language, by line."""
    path = find_failures_path(submission_id)
    if path is None:
        return ()
    return tuple(
        Returned(each.line, each.field, each.value, each.rule, *say_failure(each.rule, each.facts, each.value))
        for each in lake_rows.list_failures(path, offset, limit)
    )


def count_returned(submission_id: int) -> int:
    """How many cells of a submission failed; a row may fail in several."""
    path = find_failures_path(submission_id)
    return lake_rows.count_failures(path) if path else 0


def list_returned_groups(submission_id: int) -> tuple[ReturnedGroup, ...]:
    """Failures of a submission as a letter tells them: one paragraph a rule and column, most frequent first."""
    path, submission = find_failures_path(submission_id), get_submission(submission_id)
    rules.check_files_are_here(submission)
    if path is None:
        raise NoReturnLetter(number=submission_id)
    contract = get_contract(submission.dataset_name, submission.contract_version)
    titles = {field.name: field.title for field in contract.fields}
    return tuple(
        ReturnedGroup(
            field=group.field,
            title=titles.get(group.field, {}),
            rule=group.rule,
            count=group.count,
            lines=group.lines,
            values=group.values,
            problem=problem,
            advice=advice,
        )
        for group in lake_rows.group_failures(path)
        for problem, advice in (say_failure(group.rule, group.facts, group.values[0] if group.values else ""),)
    )


def find_failures_path(submission_id: int) -> Path | None:
    """The Parquet of failing cells of a submission; none when every row was good, or when it was removed."""
    row = models.Submission.objects.filter(pk=submission_id).only("failures_sha256").first()
    if row is None:
        raise SubmissionNotFound(number=submission_id)
    if models.Tombstone.objects.filter(submission=submission_id).exists():
        return None
    return checking.failures_path_of(settings.LAKE_FOLDER, row.failures_sha256) if row.failures_sha256 else None


def say_problem(submission: Submission) -> str:
    """Why a whole file was returned, in the active language; empty when it was not."""
    if not submission.problem_sentence:
        return ""
    return gettext(submission.problem_sentence) % submission.problem_facts


def say_failure(rule: str, facts: Mapping[str, Any], value: str = "") -> tuple[str, str]:
    """What is wrong and what to do, in the active language."""
    problem, advice = explain(rule, facts)
    said = {"value": value} | facts_in(active_language(), facts)
    return gettext(problem) % said, gettext(advice) % said


def say_notice(notice: Mapping[str, Any]) -> str:
    """One notice about a whole file, in the active language."""
    sentence = OWN_NOTICES.get(notice["code"]) or explain_notice(notice["code"])
    facts = dict(facts_in(active_language(), notice["facts"]))
    if "date" in facts:
        facts["date"] = formats.long_date(date.fromisoformat(str(facts["date"])), active_language())
    return gettext(sentence) % facts


def submission_rows() -> QuerySet[models.Submission]:
    """Rows with what :func:`submission_of` reads, in one query."""
    made = models.Release.objects.filter(submission=OuterRef("pk")).values("pk")[:1]
    stone = models.Tombstone.objects.filter(submission=OuterRef("pk")).values("decided_at")[:1]
    return (
        models.Submission.objects.select_related("dataset", "contract")
        .defer("contract__body", "dataset__title", "dataset__description")
        .annotate(release_pk=Subquery(made), removed_at=Subquery(stone))
    )


def submission_of(row: models.Submission) -> Submission:
    """The submission a row says."""
    return Submission(
        id=row.pk,
        dataset_name=row.dataset.name,
        period=Period.parse(row.period),
        area_code=AreaCode(row.area_code),
        file_name=row.file_name,
        file_sha256=row.file_sha256,
        file_size=row.file_size,
        state=SubmissionState(row.state),
        submitted_by=row.submitted_by,
        submitted_by_name=row.submitted_by_name,
        agency_code=row.agency_code or None,
        received_at=row.received_at,
        checked_at=row.checked_at,
        rows_read=row.rows_read,
        rows_kept=row.rows_kept,
        rows_failed=row.rows_failed,
        problem_code=row.problem_code,
        problem_facts=row.problem_facts,
        notices=tuple(row.notices),
        answer_by=row.answer_by,
        problem_sentence=row.problem_sentence,
        contract_version=row.contract.version if row.contract else None,
        accepts_fewer_rows=row.accepts_fewer_rows,
        mapping=row.mapping,
        uses_remembered_mapping=row.uses_remembered_mapping,
        corrects_id=row.corrects_id,
        base_release_id=row.base_release_id,
        draft_sha256=row.draft_sha256,
        draft_rows=row.draft_rows,
        release_id=getattr(row, "release_pk", None),
        removed_at=getattr(row, "removed_at", None),
    )

"""Reads of the exchange: datasets, submissions, releases, the parts in force, what is due."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language, gettext

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import (
    ContractNotFound,
    DatasetNotFound,
    NoReturnLetter,
    ReleaseNotFound,
    SubmissionNotFound,
)
from kotacerdas.apps.exchange.types import (
    CatalogueEntry,
    CellChange,
    Comparison,
    Dataset,
    Due,
    Mask,
    Privacy,
    Release,
    ReleasePart,
    Returned,
    ReturnedGroup,
    Schedule,
    Submission,
    SubmissionState,
)
from kotacerdas.contracts.contract import Contract, read_contract
from kotacerdas.contracts.sentences import explain, explain_notice, facts_in
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.kernel.periods import Frequency, Period
from kotacerdas.lake import checking, differences
from kotacerdas.lake import rows as lake_rows


NOTHING_CHANGED = gettext_noop(
    "Nothing changed: the content equals release %(release)s of %(date)s, which stays in force."
)


# Datasets and contracts


def list_datasets() -> tuple[Dataset, ...]:
    """All datasets under contract, by name."""
    return tuple(_dataset(row) for row in models.Dataset.objects.order_by("name"))


def get_dataset(name: str) -> Dataset:
    """One dataset; raise :class:`DatasetNotFound`."""
    return _dataset(_dataset_row(name))


def get_contract(name: str, version: int | None = None) -> Contract:
    """The newest contract of a dataset, or the one it had as ``version``."""
    return read_contract(get_contract_body(name, version))


def get_contract_body(name: str, version: int | None = None) -> dict[str, object]:
    """The contract as the Data Package resource it was registered as."""
    found = models.ContractVersion.objects.filter(dataset__name=name)
    row = found.filter(version=version).first() if version else found.order_by("-version").first()
    if row is None:
        raise ContractNotFound(name=name, version=version or 1)
    body: dict[str, object] = row.body
    return body


def list_catalogue(*, on: date) -> tuple[CatalogueEntry, ...]:
    """Every dataset with its number of releases, newest release and late deliveries."""
    counts = {
        row["dataset__name"]: row
        for row in models.Release.objects.values("dataset__name").annotate(releases=Count("id"), newest=Max("id"))
    }
    newest = {each.id: each for each in _releases(id__in=[row["newest"] for row in counts.values()])}
    late: dict[str, int] = {}
    for due in list_late(on=on):
        late[due.dataset.name] = late.get(due.dataset.name, 0) + 1
    return tuple(
        CatalogueEntry(
            dataset=dataset,
            releases=counts[dataset.name]["releases"] if dataset.name in counts else 0,
            newest=newest.get(counts[dataset.name]["newest"]) if dataset.name in counts else None,
            late=late.get(dataset.name, 0),
        )
        for dataset in list_datasets()
    )


# Submissions and what was returned


def get_submission(submission_id: int) -> Submission:
    """One submission; raise :class:`SubmissionNotFound`."""
    row = _submission_rows().filter(pk=submission_id).first()
    if row is None:
        raise SubmissionNotFound(number=submission_id)
    return _submission(row)


def list_submissions(
    *,
    dataset_name: str | None = None,
    area_within: str | None = None,
    username: str | None = None,
    limit: int = 50,
) -> tuple[Submission, ...]:
    """The newest submissions first, of a dataset, an area subtree or a person."""
    rows = _submission_rows().order_by("-pk")
    if dataset_name:
        rows = rows.filter(dataset__name=dataset_name)
    if area_within and area_within != NATION:
        rows = rows.filter(Q(area_code=area_within) | Q(area_code__startswith=f"{area_within}."))
    if username is not None:
        rows = rows.filter(submitted_by=username)
    return tuple(_submission(row) for row in rows[:limit])


def count_submissions(*, username: str) -> int:
    """How many files a person handed in."""
    return models.Submission.objects.filter(submitted_by=username).count()


def list_unfinished() -> tuple[int, ...]:
    """Numbers of submissions acknowledged and not yet decided, oldest first."""
    rows = models.Submission.objects.filter(state=SubmissionState.RECEIVED.value).order_by("pk")
    return tuple(rows.values_list("pk", flat=True))


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
    return lake_rows.count(path) if path else 0


def list_returned_groups(submission_id: int) -> tuple[ReturnedGroup, ...]:
    """Failures of a submission as a letter tells them: one paragraph a rule and column, most frequent first."""
    path = find_failures_path(submission_id)
    if path is None:
        raise NoReturnLetter(number=submission_id)
    submission = get_submission(submission_id)
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
    """The Parquet of failing cells of a submission; none when every row was good."""
    row = models.Submission.objects.filter(pk=submission_id).only("failures_sha256").first()
    if row is None:
        raise SubmissionNotFound(number=submission_id)
    return checking.failures_path_of(settings.LAKE_FOLDER, row.failures_sha256) if row.failures_sha256 else None


def say_problem(submission: Submission) -> str:
    """Why a whole file was returned, in the active language; empty when it was not."""
    if not submission.problem_sentence:
        return ""
    return gettext(submission.problem_sentence) % submission.problem_facts


def say_failure(rule: str, facts: Mapping[str, Any], value: str = "") -> tuple[str, str]:
    """What is wrong and what to do, in the active language."""
    problem, advice = explain(rule, facts)
    said = {"value": value} | facts_in(_language(), facts)
    return gettext(problem) % said, gettext(advice) % said


def say_notice(notice: Mapping[str, Any]) -> str:
    """One notice about a whole file, in the active language."""
    sentence = NOTHING_CHANGED if notice["code"] == rules.NOTHING_CHANGED else explain_notice(notice["code"])
    return gettext(sentence) % facts_in(_language(), notice["facts"])


def _language() -> str:
    return (get_language() or "id")[:2]


# Releases and the parts in force


def get_release(release_id: int) -> Release:
    """One release; raise :class:`ReleaseNotFound`."""
    found = _releases(pk=release_id)
    if not found:
        raise ReleaseNotFound(number=release_id)
    return found[0]


def list_releases(dataset_name: str, limit: int = 50) -> tuple[Release, ...]:
    """Releases of a dataset, newest first."""
    return _releases(dataset__name=dataset_name, newest=limit)


def count_releases(dataset_name: str) -> int:
    """How many releases a dataset has."""
    return models.Release.objects.filter(dataset__name=dataset_name).count()


def list_latest_releases(limit: int = 10) -> tuple[Release, ...]:
    """The newest releases of all datasets."""
    return _releases(newest=limit)


def list_releases_after(release_id: int) -> tuple[Release, ...]:
    """Releases that came into force after one, oldest first; 0 gives all."""
    return _releases(pk__gt=release_id)


def list_current_parts(dataset_name: str, *, period: Period | None = None) -> tuple[ReleasePart, ...]:
    """The rows in force of a dataset, by period and release: the newest release wins inside its area."""
    dataset = get_dataset(dataset_name)
    by_period: dict[Period, list[Release]] = {}
    releases = list_place(dataset_name, str(period)) if period else _releases(dataset__name=dataset_name)
    for release in releases:
        by_period.setdefault(release.period, []).append(release)
    return tuple(
        ReleasePart(release, release.file_path, dataset.area_field, lost)
        for each in sorted(by_period)
        for release, lost in rules.parts_in_force(by_period[each])
    )


def list_release_records(release_ids: Iterable[int]) -> tuple[tuple[Release, Submission, str], ...]:
    """Releases by number, each with the submission that made it and the path of its Parquet file."""
    releases = _releases(pk__in=tuple(release_ids))
    made_by = {row.pk: row for row in _submission_rows().filter(pk__in=[each.submission_id for each in releases])}
    return tuple((each, _submission(made_by[each.submission_id]), each.file_path) for each in releases)


def list_place(dataset_name: str, period: str) -> tuple[Release, ...]:
    """All releases of a dataset and period, oldest first, in force or not."""
    return _releases(dataset__name=dataset_name, period=period)


def mask_release(dataset: Dataset, contract: Contract, area: AreaCode, *, by: Actor, purpose: str) -> Mask:
    """The columns of ``area``'s rows that ``by`` may not see, the reason in the active language."""
    privacy = {field.name: Privacy(field.privacy) for field in contract.fields}
    mask = rules.mask_for(by, dataset, area, privacy, purpose=purpose)
    return replace(mask, reason=gettext(mask.reason) if mask.reason else "")


def list_periods(dataset_name: str) -> tuple[Period, ...]:
    """Periods of a dataset that have a release, oldest first."""
    texts = models.Release.objects.filter(dataset__name=dataset_name).values_list("period", flat=True).distinct()
    return tuple(sorted(Period.parse(text) for text in texts))


def find_previous_release(release: Release) -> Release | None:
    """The newest earlier release of the same dataset, period and area."""
    found = _releases(
        dataset__name=release.dataset_name,
        period=str(release.period),
        area_code=release.area_code,
        pk__lt=release.id,
        newest=1,
    )
    return found[0] if found else None


def find_comparison(release: Release) -> Comparison | None:
    """What a release changed against the one it replaced, cells of public columns only; none for the first."""
    before = find_previous_release(release)
    if before is None:
        return None
    contract = get_contract(release.dataset_name, release.contract_version)
    public = {field.name for field in contract.fields if field.privacy.value == Privacy.PUBLIC.value}
    change = differences.compare(Path(before.file_path), Path(release.file_path), key=contract.primary_key)
    shows_key = public.issuperset(contract.primary_key)
    cells = tuple(
        CellChange(", ".join(row.key) if shows_key else "", cell.field, cell.old or "", cell.new or "")
        for row in change.sample
        for cell in row.cells
        if cell.field in public
    )
    return Comparison(before, change.added, change.removed, change.changed, cells)


# What is due


def list_due(*, on: date, agency_code: str | None = None, area_within: str | None = None) -> tuple[Due, ...]:
    """Deliveries expected and not there, most overdue first; those of an agency or an area subtree."""
    datasets = [each for each in list_datasets() if _may_owe(each, agency_code)]
    parts = _list_delivered([each.name for each in datasets])
    returned = set(
        models.Submission.objects.filter(state=SubmissionState.RETURNED.value).values_list(
            "dataset__name", "period", "area_code"
        )
    )
    units: dict[tuple[AreaCode, AreaLevel], tuple[AreaCode, ...]] = {}
    dues = []
    for dataset in datasets:
        place = (dataset.home_code, dataset.submit_level)
        if place not in units:
            units[place] = _expected_areas(*place)
        for period in rules.expected_periods(dataset, on=on):
            delivered = parts.get((dataset.name, str(period)), ())
            due_on = rules.due_on(dataset.schedule, period)
            for area in units[place]:
                agency = rules.owing_agency(dataset, area)
                if (agency_code and agency != agency_code) or (area_within and not area.is_within(area_within)):
                    continue
                if rules.is_delivered(area, delivered):
                    continue
                was_returned = (dataset.name, str(period), str(area)) in returned
                dues.append(Due(dataset, period, area, agency, due_on, (on - due_on).days, was_returned))
    return tuple(sorted(dues, key=lambda due: (-due.days_late, due.dataset.name, due.area_code)))


def list_late(*, on: date) -> tuple[Due, ...]:
    """Deliveries past their date, most overdue first."""
    return tuple(due for due in list_due(on=on) if due.days_late > 0)


def _may_owe(dataset: Dataset, agency_code: str | None) -> bool:
    return not agency_code or dataset.producer_code == agency_code or dataset.submit_level is AreaLevel.VILLAGE


def _expected_areas(home: AreaCode, level: AreaLevel) -> tuple[AreaCode, ...]:
    if level.depth <= home.level.depth:
        return (home,)
    return tuple(area.code for area in area_queries.list_units(home, level))


def _list_delivered(names: list[str]) -> dict[tuple[str, str], list[tuple[AreaCode, frozenset[str]]]]:
    by_place: dict[tuple[str, str], list[models.Release]] = {}
    for row in _release_rows(dataset__name__in=names):
        by_place.setdefault((row.dataset.name, row.period), []).append(row)
    return {place: _reported(rows) for place, rows in by_place.items()}


def _reported(rows: list[models.Release]) -> list[tuple[AreaCode, frozenset[str]]]:
    areas = {row.pk: frozenset(row.reported_areas) for row in rows}
    in_force = rules.parts_in_force(_release(row) for row in rows)
    return [(release.area_code, areas[release.id]) for release, _ in in_force]


# From rows to types


def _dataset_row(name: str) -> models.Dataset:
    row = models.Dataset.objects.filter(name=name).first()
    if row is None:
        raise DatasetNotFound(name=name)
    return row


def _dataset(row: models.Dataset) -> Dataset:
    return Dataset(
        name=row.name,
        title=row.title,
        description=row.description,
        producer_code=row.producer_code,
        frequency=Frequency(row.frequency),
        submit_level=AreaLevel(row.submit_level),
        grain=AreaLevel(row.grain),
        area_field=row.area_field,
        contract_version=row.contract_version,
        is_synthetic=row.is_synthetic,
        schedule=Schedule(row.due_month, row.due_day, row.due_year_offset),
        is_occasional=row.is_occasional,
    )


def _submission_rows() -> QuerySet[models.Submission]:
    made = models.Release.objects.filter(submission=OuterRef("pk")).values("pk")[:1]
    return (
        models.Submission.objects.select_related("dataset", "contract")
        .defer("contract__body", "dataset__title", "dataset__description")
        .annotate(release_pk=Subquery(made))
    )


def _submission(row: models.Submission) -> Submission:
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
        release_id=getattr(row, "release_pk", None),
    )


def _release_rows(**filters: object) -> QuerySet[models.Release]:
    return (
        models.Release.objects.filter(**filters)
        .select_related("dataset", "contract")
        .defer("contract__body", "dataset__title", "dataset__description")
        .order_by("pk")
    )


def _releases(*, newest: int | None = None, **filters: object) -> tuple[Release, ...]:
    rows = _release_rows(**filters).defer("contract__body", "dataset__title", "dataset__description", "reported_areas")
    if newest is not None:
        rows = rows.order_by("-pk")[:newest]
    return tuple(_release(row) for row in rows)


def _release(row: models.Release) -> Release:
    return Release(
        id=row.pk,
        dataset_name=row.dataset.name,
        period=Period.parse(row.period),
        area_code=AreaCode(row.area_code),
        submission_id=row.submission_id,
        sha256=row.sha256,
        rows=row.rows,
        contract_version=row.contract.version,
        released_at=row.released_at,
        file_path=str(checking.release_path_of(settings.LAKE_FOLDER, row.dataset.name, row.sha256)),
    )

"""Releases, the parts in force, and what a reader may see of them."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import DatasetNotFound, ReleaseNotFound
from kotacerdas.apps.exchange.queries.datasets import get_contract, get_dataset
from kotacerdas.apps.exchange.queries.submissions import submission_of, submission_rows
from kotacerdas.apps.exchange.types import (
    CellChange,
    Comparison,
    Dataset,
    Release,
    ReleasePart,
    Submission,
)
from kotacerdas.contracts.contract import Contract, Privacy
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import checking, differences


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
    """The rows in force of a dataset, by period and release: the newest release wins inside its area.

    Rows that were removed are nobody's to read and left out; see :func:`list_parts`.
    """
    return tuple(part for part in list_parts(dataset_name, period=period) if not part.release.is_removed)


def list_parts(dataset_name: str, *, period: Period | None = None) -> tuple[ReleasePart, ...]:
    """The same with releases in force whose rows were removed: what was measured from them stands."""
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


def list_references(contract: Contract) -> dict[str, tuple[Path, ...]]:
    """The files with the rows in force of each dataset that a contract refers to; an unknown dataset has none."""
    found: dict[str, tuple[Path, ...]] = {}
    for name in dict.fromkeys(key.dataset for key in contract.foreign_keys if key.dataset):
        with suppress(DatasetNotFound):
            found[name] = tuple(Path(part.path) for part in list_current_parts(name))
    return found


def list_releases_by_id(release_ids: Iterable[int]) -> tuple[Release, ...]:
    """Releases of these numbers, oldest first."""
    return _releases(pk__in=tuple(release_ids))


def list_release_records(release_ids: Iterable[int]) -> tuple[tuple[Release, Submission], ...]:
    """Releases by number, each with the submission that made it."""
    releases = list_releases_by_id(release_ids)
    made_by = {row.pk: row for row in submission_rows().filter(pk__in=[each.submission_id for each in releases])}
    return tuple((each, submission_of(made_by[each.submission_id])) for each in releases)


def list_place(dataset_name: str, period: str) -> tuple[Release, ...]:
    """All releases of a dataset and period, oldest first, in force or not."""
    return _releases(dataset__name=dataset_name, period=period)


def list_removed_releases(dataset_names: Iterable[str]) -> tuple[Release, ...]:
    """Releases of these datasets whose rows were removed, oldest first."""
    return _releases(dataset__name__in=tuple(dataset_names), submission__tombstone__isnull=False)


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
    if before is None or before.is_removed or release.is_removed:
        return None
    contract = get_contract(release.dataset_name, release.contract_version)
    privacy = _privacy_of(release, get_dataset(release.dataset_name))
    public = {name for name, kind in privacy.items() if kind is Privacy.PUBLIC}
    change = differences.compare(Path(before.file_path), Path(release.file_path), key=contract.primary_key)
    shows_key = public.issuperset(contract.primary_key)
    cells = tuple(
        CellChange(", ".join(row.key) if shows_key else "", cell.field, cell.old or "", cell.new or "")
        for row in change.sample
        for cell in row.cells
        if cell.field in public
    )
    return Comparison(before, change.added, change.removed, change.changed, cells)


def _privacy_of(release: Release, dataset: Dataset) -> dict[str, Privacy]:
    then, now = (
        {field.name: field.privacy for field in get_contract(dataset.name, version).fields}
        for version in (release.contract_version, dataset.contract_version)
    )
    return rules.strictest(then, now)


def release_rows(**filters: object) -> QuerySet[models.Release]:
    """Rows with what :func:`release_of` reads, oldest first, in one query."""
    return (
        with_removal(models.Release.objects.filter(**filters))
        .select_related("dataset", "contract")
        .defer("contract__body", "dataset__title", "dataset__description")
        .order_by("pk")
    )


def with_removal(rows: QuerySet[models.Release]) -> QuerySet[models.Release]:
    """The rows with the moment at which the removal of their files was decided."""
    stone = models.Tombstone.objects.filter(submission=OuterRef("submission")).values("decided_at")[:1]
    return rows.annotate(removed_at=Subquery(stone))


def _releases(*, newest: int | None = None, **filters: object) -> tuple[Release, ...]:
    rows = release_rows(**filters).defer("contract__body", "dataset__title", "dataset__description", "reported_areas")
    if newest is not None:
        rows = rows.order_by("-pk")[:newest]
    return tuple(release_of(row) for row in rows)


def release_path(release: Release) -> Path:
    """Where a release lies."""
    return Path(release.file_path)


def release_of(row: models.Release) -> Release:
    """The release a row says."""
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
        removed_at=getattr(row, "removed_at", None),
    )

"""What is due, what is late, and the catalogue that says so."""

from datetime import date

from django.db.models import Count, Max

from kotacerdas.apps.areas import queries as area_queries
from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import list_datasets
from kotacerdas.apps.exchange.queries.releases import list_releases_by_id, release_of, release_rows
from kotacerdas.apps.exchange.types import (
    CatalogueEntry,
    Dataset,
    Due,
    SubmissionState,
)
from kotacerdas.kernel.areas import AreaCode, AreaLevel


def list_catalogue(*, on: date) -> tuple[CatalogueEntry, ...]:
    """Every dataset with its number of releases, newest release and late deliveries."""
    counts = {
        row["dataset__name"]: row
        for row in models.Release.objects.values("dataset__name").annotate(releases=Count("id"), newest=Max("id"))
    }
    newest = {each.id: each for each in list_releases_by_id(row["newest"] for row in counts.values())}
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


def list_due(
    *, on: date, agency_code: str | None = None, area_within: str | None = None, dataset_name: str | None = None
) -> tuple[Due, ...]:
    """Deliveries expected and not there, most overdue first; those of an agency, an area subtree or a dataset."""
    datasets = [each for each in list_datasets() if _may_owe(each, agency_code) and dataset_name in (None, each.name)]
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
    for row in release_rows(dataset__name__in=names):
        by_place.setdefault((row.dataset.name, row.period), []).append(row)
    return {place: _reported(rows) for place, rows in by_place.items()}


def _reported(rows: list[models.Release]) -> list[tuple[AreaCode, frozenset[str]]]:
    areas = {row.pk: frozenset(row.reported_areas) for row in rows}
    in_force = rules.parts_in_force(release_of(row) for row in rows)
    return [(release.area_code, areas[release.id]) for release, _ in in_force]

"""The list of data, as the catalogue shows, counts and publishes it."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, Max, Min

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import get_dataset, list_contracts
from kotacerdas.apps.exchange.queries.deliveries import list_catalogue, list_due
from kotacerdas.apps.exchange.queries.releases import count_releases, list_releases, list_releases_by_id
from kotacerdas.apps.exchange.types import CatalogueEntry, DatasetMetadata, Found, HeldPeriod, Listed, Wanted
from kotacerdas.kernel.periods import Period


def list_data(*, on: date) -> tuple[Listed, ...]:
    """Every dataset with its contract, state and next due day, by name."""
    contracts = list_contracts()
    return tuple(
        Listed(entry, *contracts[entry.dataset.name], rules.next_due(entry.dataset, on=on))
        for entry in list_catalogue(on=on)
    )


def find_data(wanted: Wanted, *, on: date) -> Found:
    """The datasets that match, and the counts of each facet."""
    listed = list_data(on=on)
    codes = {each.dataset.producer_code for each in listed}
    names = {agency.code: f"{agency.name} {agency.short_name}" for agency in agencies.list_agencies(codes=codes)}
    return rules.find_listed(listed, wanted, names=names)


def list_held(names: Sequence[str] | None = None) -> dict[str, tuple[HeldPeriod, ...]]:
    """What has been released, by dataset and period, oldest period first; of all datasets, or of those named."""
    rows = models.Release.objects.all()
    if names is not None:
        rows = rows.filter(dataset__name__in=names)
    found = list(
        rows.values_list("dataset__name", "period").annotate(Count("id"), Min("released_at"), Max("id")).order_by()
    )
    newest = {each.id: each for each in list_releases_by_id(row[-1] for row in found)}
    held: dict[str, list[HeldPeriod]] = {}
    for name, period, releases, first_at, number in found:
        held.setdefault(name, []).append(HeldPeriod(Period.parse(period), releases, first_at, newest[number]))
    return {name: tuple(sorted(each, key=lambda one: one.period)) for name, each in held.items()}


def get_metadata(name: str, *, on: date) -> DatasetMetadata:
    """MS-Keg and MS-Var of a dataset; raise :class:`DatasetNotFound`."""
    listed = get_listed(name, on=on)
    producer = agencies.find_agency(listed.dataset.producer_code)
    place = listed.listing.area or listed.dataset.home_code
    area = next((area.title for area in areas.list_areas({place})), place)
    periods = [each.period for each in list_held([name]).get(name, ())]
    name_of = producer.name if producer else listed.dataset.producer_code
    return rules.fill_metadata(listed, producer=name_of, area=area, periods=periods)


def get_listed(name: str, *, on: date) -> Listed:
    """One dataset as the catalogue lists it; raise :class:`DatasetNotFound`."""
    dataset = get_dataset(name)
    newest = list_releases(name, 1)
    late = sum(due.days_late > 0 for due in list_due(on=on, dataset_name=name))
    entry = CatalogueEntry(dataset, count_releases(name), newest[0] if newest else None, late)
    return Listed(entry, *list_contracts()[name], rules.next_due(dataset, on=on))

"""Datasets as packages, for CKAN clients; only what the catalogue shows to everybody."""

from datetime import datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db.models import Max, Min

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.errors import PackageNotFound, ResourceNotFound
from kotacerdas.apps.exchange.queries.datasets import dataset_of, list_contracts
from kotacerdas.apps.exchange.types import Package, Resource
from kotacerdas.kernel.periods import Period


def list_packages() -> tuple[Package, ...]:
    """Every dataset with its periods, by name; a fixed number of queries."""
    return _packages()


def get_package(name: str) -> Package:
    """One package by name or identifier; raise :class:`PackageNotFound`."""
    found = _packages(dataset__name=name)
    if not found and _is_identifier(name):
        found = tuple(each for each in _packages() if each.id == name.lower())
    if not found:
        raise PackageNotFound(id=name[:80])
    return found[0]


def get_resource(resource_id: str) -> tuple[Package, Resource]:
    """One resource and its package; raise :class:`ResourceNotFound`."""
    if _is_identifier(resource_id):
        for package in _packages():
            for resource in package.resources:
                if resource.id == resource_id.lower():
                    return package, resource
    raise ResourceNotFound(id=resource_id[:80])


def stable_id(*parts: str) -> str:
    """The identifier of something of this node; the same names give the same one, here and after a move."""
    return str(uuid5(NAMESPACE_URL, "/".join(("urn:kotacerdas", settings.HOME_AREA, *parts))))


def _packages(**narrow: str) -> tuple[Package, ...]:
    since = {
        name: (first, newest)
        for name, first, newest in models.ContractVersion.objects.filter(**narrow)
        .values_list("dataset__name")
        .annotate(Min("registered_at"), Max("registered_at"))
    }
    resources = _resources(**narrow)
    contracts = list_contracts()
    found = models.Dataset.objects.filter(name__in=since).order_by("name")
    return tuple(
        Package(
            id=stable_id("dataset", row.name),
            dataset=dataset_of(row),
            contract=contracts[row.name][0],
            created=since[row.name][0],
            modified=max([since[row.name][1], *(each.modified for each in resources.get(row.name, ()))]),
            resources=tuple(sorted(resources.get(row.name, ()), key=lambda each: each.period)),
        )
        for row in found
    )


def _resources(**narrow: str) -> dict[str, list[Resource]]:
    found: dict[str, list[Resource]] = {}
    rows = (
        models.Release.objects.filter(**narrow)
        .values_list("dataset__name", "period")
        .annotate(Max("id"), Min("released_at"), Max("released_at"))
    )
    for name, period, version, created, modified in rows:
        found.setdefault(name, []).append(_resource(name, period, version, created, modified))
    return found


def _resource(name: str, period: str, version: int, created: datetime, modified: datetime) -> Resource:
    return Resource(stable_id("dataset", name, period), Period.parse(period), version, created, modified)


def _is_identifier(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False

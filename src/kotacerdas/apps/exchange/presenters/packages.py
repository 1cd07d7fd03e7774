"""Datasets, agencies, pillars and columns in the shapes of the CKAN action API."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from django.urls import reverse

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Openness, Package, Resource
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.contracts.listing import Licence, Theme


Shape = dict[str, object]
Absolute = Callable[[str], str]
NO_LICENCE = Licence("notspecified", "", "")
TYPES = {
    FieldType.STRING: "text",
    FieldType.INTEGER: "int8",
    FieldType.NUMBER: "float8",
    FieldType.BOOLEAN: "bool",
    FieldType.DATE: "date",
    FieldType.DATETIME: "timestamp",
    FieldType.YEAR: "int4",
}


class Shelf:
    """All packages in their shapes, the agencies' names read once. ``absolute`` makes a path an address."""

    def __init__(self, packages: Sequence[Package], absolute: Absolute) -> None:
        self.packages = packages
        self.absolute = absolute
        self.agencies = {each.code: each for each in agencies.list_agencies(codes={_producer(p) for p in packages})}

    def organization(self, code: str, count: int | None = None) -> Shape:
        """An agency."""
        agency = self.agencies.get(code)
        name = agency.name if agency else code
        return _group_shape("organization", organization_name(code), name, count)

    def package(self, package: Package) -> Shape:
        """A dataset with its resources."""
        dataset, listing = package.dataset, package.contract.listing
        licence = listing.licences[0] if listing.licences else NO_LICENCE
        agency = self.agencies.get(dataset.producer_code)
        return {
            "id": package.id,
            "name": dataset.name,
            "title": words.title(dataset.title),
            "notes": words.title(dataset.description),
            "type": "dataset",
            "state": "active",
            "private": False,
            "isopen": dataset.openness is Openness.OPEN,
            "url": self.absolute(reverse("exchange:dataset", args=[dataset.name])),
            "version": str(dataset.contract_version),
            "author": agency.name if agency else dataset.producer_code,
            "author_email": None,
            "maintainer": listing.contact.title if listing.contact else None,
            "maintainer_email": (listing.contact.email or None) if listing.contact else None,
            "license_id": licence.name,
            "license_title": licence.title,
            "license_url": licence.path,
            "metadata_created": stamp(package.created),
            "metadata_modified": stamp(package.modified),
            "owner_org": queries.stable_id("organization", organization_name(dataset.producer_code)),
            "organization": self.organization(dataset.producer_code),
            "groups": [theme_shape(theme) for theme in listing.themes],
            "tags": [tag_shape(word) for word in listing.keywords],
            "num_tags": len(listing.keywords),
            "resources": [self.resource(package, each) for each in package.resources],
            "num_resources": len(package.resources),
            "extras": [{"key": key, "value": value} for key, value in _extras(package)],
            "relationships_as_object": [],
            "relationships_as_subject": [],
        }

    def resource(self, package: Package, resource: Resource) -> Shape:
        """The rows of one period, as CSV and through the datastore."""
        name, place = package.dataset.name, package.resources.index(resource)
        address = reverse("api:download_dataset", args=[name])
        return {
            "id": resource.id,
            "package_id": package.id,
            "name": f"{words.title(package.dataset.title)} {words.period(resource.period)}",
            "description": words.title(package.dataset.description),
            "format": "CSV",
            "mimetype": "text/csv",
            "url": self.absolute(f"{address}?period={resource.period}&format=csv"),
            "url_type": "datastore",
            "state": "active",
            "position": place,
            "datastore_active": package.dataset.openness is not Openness.CLOSED,
            "created": stamp(resource.created),
            "last_modified": stamp(resource.modified),
            "metadata_modified": stamp(resource.modified),
            "hash": f"release-{resource.version}",
            "period": str(resource.period),
            "resource_type": None,
            "size": None,
        }

    def entry(self, package: Package) -> dict[str, list[str]]:
        """What a search looks at."""
        dataset, listing = package.dataset, package.contract.listing
        agency, name = self.agencies.get(dataset.producer_code), organization_name(dataset.producer_code)
        licence = listing.licences[0] if listing.licences else NO_LICENCE
        return {
            "id": [package.id],
            "name": [dataset.name],
            "title": [words.title(dataset.title), *dataset.title.values()],
            "notes": list(dataset.description.values()),
            "organization": [name],
            "organization_title": [agency.name, agency.short_name] if agency else [],
            "owner_org": [queries.stable_id("organization", name)],
            "groups": [theme.value for theme in listing.themes],
            "tags": list(listing.keywords),
            "license_id": [licence.name],
            "res_format": ["CSV"] if package.resources else [],
            "metadata_created": [stamp(package.created)],
            "metadata_modified": [stamp(package.modified)],
            "state": ["active"],
            "type": ["dataset"],
            "dataset_type": ["dataset"],
            "private": ["false"],
            "capacity": ["public"],
            "openness": [dataset.openness.value],
        }

    def facet_title(self, field: str, value: str) -> str:
        """A facet's value in words."""
        if field == "groups":
            return str(words.THEMES[Theme(value)])
        if field == "organization":
            code = next((code for code in self.agencies if organization_name(code) == value), "")
            return self.agencies[code].name if code else value
        return value


def organization_name(code: str) -> str:
    """An agency's code as CKAN allows names: ``51.02/dinkes`` is ``51-02-dinkes``."""
    return code.lower().replace(".", "-").replace("/", "-")


def theme_shape(theme: Theme, count: int | None = None) -> Shape:
    """A pillar as a group."""
    return _group_shape("group", theme.value, str(words.THEMES[theme]), count)


def tag_shape(word: str) -> Shape:
    """A keyword."""
    name = queries.stable_id("tag", word)
    return {"id": name, "name": word, "display_name": word, "state": "active", "vocabulary_id": None}


def licence_shapes(packages: Iterable[Package]) -> list[Shape]:
    """Every licence in use, by name."""
    found = {each.name: each for package in packages for each in package.contract.listing.licences}
    return [
        {"id": each.name, "title": each.title, "url": each.path, "status": "active", "is_generic": False}
        for _name, each in sorted(found.items())
    ]


def facet_shapes(shelf: Shelf, facets: Mapping[str, Counter[str]], limit: int) -> Shape:
    """``facets`` and ``search_facets`` of a search, the commonest first."""
    kept = {
        field: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[: limit if limit >= 0 else None]
        for field, counts in facets.items()
    }
    return {
        "facets": {field: dict(pairs) for field, pairs in kept.items()},
        "search_facets": {
            field: {
                "title": field,
                "items": [
                    {"name": name, "display_name": shelf.facet_title(field, name), "count": count}
                    for name, count in pairs
                ],
            }
            for field, pairs in kept.items()
        },
    }


def column_shape(field: Field) -> Shape:
    """A column of the datastore with its meaning."""
    info = {"label": words.title(field.title), "notes": words.title(field.description), "unit": field.unit}
    return {"id": field.name, "type": TYPES.get(field.type, "text"), "info": info}


def stamp(at: datetime) -> str:
    """A moment as CKAN writes it: in UTC, without saying so."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def _group_shape(kind: str, name: str, title: str, count: int | None) -> Shape:
    shape: Shape = {
        "id": queries.stable_id(kind, name),
        "name": name,
        "title": title,
        "display_name": title,
        "description": "",
        "image_url": "",
        "type": kind,
        "is_organization": kind == "organization",
        "approval_status": "approved",
        "state": "active",
    }
    return shape if count is None else shape | {"package_count": count}


def _extras(package: Package) -> list[tuple[str, str]]:
    dataset, listing = package.dataset, package.contract.listing
    found = [
        ("openness", dataset.openness.value),
        ("openness_reason", words.title(listing.openness_reason)),
        ("producer", dataset.producer_code),
        ("frequency", dataset.frequency.value),
        ("submit_level", dataset.submit_level.value),
        ("grain", dataset.grain.value),
        ("spatial_code", str(listing.area or dataset.home_code)),
        ("priority", str(dataset.is_priority).lower()),
        ("synthetic", str(dataset.is_synthetic).lower()),
        ("primary_key", ",".join(package.contract.primary_key)),
        ("contract_version", str(dataset.contract_version)),
    ]
    periods = [each.period for each in package.resources]
    return found + ([("temporal_start", str(periods[0])), ("temporal_end", str(periods[-1]))] if periods else [])


def _producer(package: Package) -> str:
    return package.dataset.producer_code

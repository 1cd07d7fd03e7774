"""The catalogue over HTTP."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.api.shapes import Limit, Offset, dataset_shape
from kotacerdas.apps.exchange.presenters import metadata
from kotacerdas.apps.exchange.schemas import CatalogueOut, CatalogueQuery, MetadataOut
from kotacerdas.apps.exchange.types import Facet, Listed, Wanted
from kotacerdas.ui.api import page_of


router = Router()


@router.get("/datasets/{name}/metadata", response=MetadataOut)
def get_metadata(request: HttpRequest, name: str) -> dict[str, object]:
    """The forms MS-Keg and MS-Var of a dataset (Peraturan BPS 5/2020), and what they still lack."""
    return metadata.as_json(queries.get_metadata(name, on=timezone.localdate()))


@router.get("/catalogue", response=CatalogueOut)
def search_catalogue(
    request: HttpRequest, asked: Query[CatalogueQuery], offset: Offset = 0, limit: Limit = 100
) -> dict[str, object]:
    """Datasets that hold every word of ``q`` and stand under a chosen value of each facet, with the counts of all facets."""
    chosen = {facet: frozenset(getattr(asked, facet.value)) for facet in Facet}
    wanted = Wanted(asked.q, {facet: values for facet, values in chosen.items() if values}, asked.sort)
    found = queries.find_data(wanted, on=timezone.localdate())
    items = [_listed(each) for each in found.items[offset : offset + limit]]
    counts = {facet.value: dict(values) for facet, values in found.counts.items()}
    return {**page_of(request, items, total=len(found.items), offset=offset, limit=limit), "facets": counts}


def _listed(listed: Listed) -> dict[str, object]:
    said, due = listed.listing, listed.next_due
    return {
        **dataset_shape(listed.dataset),
        "openness": said.openness.value,
        "openness_reason": said.openness_reason,
        "is_priority": said.is_priority,
        "themes": [theme.value for theme in said.themes],
        "keywords": list(said.keywords),
        "licences": [licence.name for licence in said.licences],
        "state": rules.standing_of(listed).value,
        "late": listed.entry.late,
        "releases": listed.entry.releases,
        "newest_release": listed.entry.newest.id if listed.entry.newest else None,
        "next_due": due.on if due else None,
        "next_period": str(due.period) if due else None,
    }

"""Areas on the API."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from kotacerdas.apps.areas import queries, schemas
from kotacerdas.apps.areas.types import Area
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.ui.api import Page, page_of


router = Router(tags=["areas"])
MOST_HITS = 100


@router.get("/areas", response=Page[schemas.FoundAreaBody], operation_id="search_areas")
def search(
    request: HttpRequest,
    search: Annotated[str, Field(min_length=2, max_length=100)],
    limit: Annotated[int, Field(ge=1, le=MOST_HITS)] = 20,
) -> dict[str, object]:
    """Find areas by name or by the beginning of a dotted code."""
    hits = queries.search_areas(search, limit=limit)
    items = [{**_body(hit.area), "within": hit.within} for hit in hits]
    return page_of(request, items, total=len(items), limit=limit)


@router.get("/areas/{code}", response=schemas.AreaDetail, operation_id="get_area")
def area(request: HttpRequest, code: str) -> dict[str, object]:  # ninja passes the request
    """One area, what it lies in, what lies in it, and the edition that says so."""
    found = queries.get_area(code)
    return {
        **_body(found),
        "ancestors": [_body(ancestor) for ancestor in queries.list_ancestors(code)],
        "children": [_body(child) for child in queries.list_children(code)],
        "edition": queries.get_edition(),
    }


@router.get("/areas/{code}/layout", response=schemas.LayoutBody, operation_id="get_area_layout")
def layout(request: HttpRequest, code: str, level: AreaLevel = AreaLevel.VILLAGE) -> Any:  # ninja shapes it
    """The hexagon cartogram: of the home regency's villages, or of ``ID`` at level ``regency``."""
    return queries.get_layout(code, level)


def _body(area: Area) -> dict[str, object]:
    return {name: getattr(area, name) for name in schemas.AreaBody.model_fields}

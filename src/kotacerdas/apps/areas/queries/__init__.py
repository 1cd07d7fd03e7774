"""Read the area tree, search it, and draw it."""

from kotacerdas.apps.areas.queries.layouts import get_layout
from kotacerdas.apps.areas.queries.search import search_areas
from kotacerdas.apps.areas.queries.shapes import find_boundaries, land_outline
from kotacerdas.apps.areas.queries.tree import (
    count_children,
    count_units,
    find_area,
    get_area,
    get_edition,
    is_loaded,
    list_ancestors,
    list_areas,
    list_children,
    list_units,
    reference_path,
)


__all__ = [
    "count_children",
    "count_units",
    "find_area",
    "find_boundaries",
    "get_area",
    "get_edition",
    "get_layout",
    "is_loaded",
    "land_outline",
    "list_ancestors",
    "list_areas",
    "list_children",
    "list_units",
    "reference_path",
    "search_areas",
]

"""CKAN's actions over the catalogue: packages, resources, organizations, groups, tags, licences."""

from collections import Counter
from typing import TypeVar

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.api.ckan_asked import Asked
from kotacerdas.apps.exchange.errors import GroupNotFound, ParameterDoesNotFit
from kotacerdas.apps.exchange.presenters import packages as shapes
from kotacerdas.apps.exchange.presenters.packages import Shape, Shelf
from kotacerdas.apps.exchange.types import Package
from kotacerdas.contracts.listing import Theme


_Item = TypeVar("_Item")
MOST_PACKAGES = 1000
DEFAULT_PACKAGES = 10
_RESOURCE_FIELDS = ("name", "description", "format", "url", "id", "period")


def list_package_names(asked: Asked) -> object:
    """Names of all datasets. Parameters: ``limit``, ``offset``."""
    names = [each.dataset.name for each in queries.list_packages()]
    return _page(asked, names) if asked.text("limit") else names[asked.number("offset", 0) :]


def show_package(asked: Asked) -> object:
    """One dataset with its resources. Parameter: ``id``, a name or an identifier."""
    package = queries.get_package(asked.need("id", "name_or_id"))
    return asked.shelf(package).package(package)


def search_packages(asked: Asked) -> object:
    """Datasets that match. Parameters: ``q``, ``fq``, ``fq_list``, ``sort``, ``rows`` (at most 1000), ``start``, ``facet.field``, ``facet.limit``."""
    shelf = asked.shelf()
    tests = rules.read_search(asked.text("q"), asked.text("fq"), *asked.words("fq_list"))
    entries = {each.dataset.name: shelf.entry(each) for each in shelf.packages}
    found = rules.find_entries(list(entries.values()), tests, rules.read_sort(asked.text("sort")))
    start, rows = asked.number("start", 0), asked.number("rows", DEFAULT_PACKAGES, MOST_PACKAGES)
    by_name = {each.dataset.name: each for each in shelf.packages}
    facets = rules.count_facets(found, asked.words("facet.field") if asked.flag("facet", default=True) else [])
    return {
        "count": len(found),
        "sort": asked.text("sort") or "metadata_modified desc",
        "results": [shelf.package(by_name[each["name"][0]]) for each in found[start : start + rows]],
        **shapes.facet_shapes(shelf, facets, _facet_limit(asked)),
    }


def list_packages_whole(asked: Asked) -> object:
    """All datasets with their resources, the latest changed first. Parameters: ``limit``, ``offset``."""
    shelf = asked.shelf()
    newest = sorted(shelf.packages, key=lambda each: (each.modified, each.dataset.name), reverse=True)
    return [shelf.package(each) for each in _page(asked, newest)]


def show_resource(asked: Asked) -> object:
    """One resource: the rows of one period. Parameter: ``id``."""
    package, resource = queries.get_resource(asked.need("id"))
    return asked.shelf(package).resource(package, resource)


def search_resources(asked: Asked) -> object:
    """Resources whose field holds a text. Parameters: ``query`` (``field:text``, one or a list), ``limit``, ``offset``."""
    shelf = asked.shelf()
    asks = [_resource_query(each) for each in asked.words("query")]
    every = [shelf.resource(package, each) for package in shelf.packages for each in package.resources]
    found = [each for each in every if all(text in str(each[field]).lower() for field, text in asks)]
    return {"count": len(found), "results": _page(asked, found, default=100)}


def list_organizations(asked: Asked) -> object:
    """Agencies that produce data. Parameters: ``all_fields``, ``limit``, ``offset``."""
    shelf = asked.shelf()
    counts = _by_producer(shelf)
    found = [shelf.organization(code, counts[code]) for code in sorted(counts)]
    return _briefly(asked, found)


def show_organization(asked: Asked) -> object:
    """One agency. Parameters: ``id``, a name or an identifier; ``include_datasets``."""
    shelf, wanted = asked.shelf(), asked.need("id")
    for code, count in _by_producer(shelf).items():
        shape = shelf.organization(code, count)
        if wanted in (shape["id"], shape["name"], code):
            mine = [each for each in shelf.packages if each.dataset.producer_code == code]
            return _with_packages(asked, shelf, shape, mine)
    raise GroupNotFound(id=wanted[:80])


def list_groups(asked: Asked) -> object:
    """Pillars with data. Parameters: ``all_fields``, ``limit``, ``offset``."""
    counts = _by_theme(asked.shelf())
    found = [shapes.theme_shape(theme, counts[theme]) for theme in Theme]
    return _briefly(asked, found)


def show_group(asked: Asked) -> object:
    """One pillar. Parameters: ``id``, a name or an identifier; ``include_datasets``."""
    shelf, wanted = asked.shelf(), asked.need("id")
    counts = _by_theme(shelf)
    for theme in Theme:
        shape = shapes.theme_shape(theme, counts[theme])
        if wanted in (shape["id"], shape["name"]):
            mine = [each for each in shelf.packages if theme in each.contract.listing.themes]
            return _with_packages(asked, shelf, shape, mine)
    raise GroupNotFound(id=wanted[:80])


def list_tags(asked: Asked) -> object:
    """Keywords. Parameters: ``query``, ``all_fields``."""
    words = {word for package in queries.list_packages() for word in package.contract.listing.keywords}
    wanted = asked.text("query").lower()
    found = sorted(word for word in words if wanted in word.lower())
    return [shapes.tag_shape(word) for word in found] if asked.flag("all_fields") else found


def list_licences(_asked: Asked) -> object:
    """Licences in use."""
    return shapes.licence_shapes(queries.list_packages())


def _page(asked: Asked, items: list[_Item], *, default: int = MOST_PACKAGES) -> list[_Item]:
    offset = asked.number("offset", 0)
    return items[offset : offset + asked.number("limit", default, MOST_PACKAGES)]


def _briefly(asked: Asked, shapes_found: list[Shape]) -> list[object]:
    every: list[object] = list(shapes_found) if asked.flag("all_fields") else [each["name"] for each in shapes_found]
    return _page(asked, every)


def _with_packages(asked: Asked, shelf: Shelf, shape: Shape, packages: list[Package]) -> Shape:
    rest: Shape = {"users": [], "tags": [], "extras": [], "groups": []}
    if asked.flag("include_datasets"):
        rest["packages"] = [shelf.package(each) for each in packages[:MOST_PACKAGES]]
    return shape | rest


def _by_producer(shelf: Shelf) -> Counter[str]:
    return Counter(each.dataset.producer_code for each in shelf.packages)


def _by_theme(shelf: Shelf) -> Counter[Theme]:
    return Counter(theme for each in shelf.packages for theme in each.contract.listing.themes)


def _facet_limit(asked: Asked) -> int:
    return -1 if asked.text("facet.limit").strip() == "-1" else asked.number("facet.limit", 50)


def _resource_query(text: str) -> tuple[str, str]:
    field, mark, wanted = text.partition(":")
    if not mark or field not in _RESOURCE_FIELDS:
        raise ParameterDoesNotFit(field="query", value=text[:80], expected=f"({'|'.join(_RESOURCE_FIELDS)}):…")
    return field, wanted.strip().lower()

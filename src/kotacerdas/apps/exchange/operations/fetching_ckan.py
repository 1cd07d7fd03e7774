"""A remote CKAN catalogue, read as far as it changed since the last look."""

import json
from collections.abc import Iterable, Mapping
from typing import cast

from kotacerdas.apps.exchange.errors import CatalogueNotUnderstood, SourceUnreachable
from kotacerdas.apps.exchange.operations.wire import Wire
from kotacerdas.apps.exchange.types import Harvest, HarvestSource, RemoteDataset


ROWS = 100
MOST_PAGES = 2000
MOST_SINGLE = 100  # datasets asked for one by one because the search did not bring them
_Package = Mapping[str, object]


def fetch(source: HarvestSource, wire: Wire, *, known: frozenset[str] = frozenset()) -> Harvest:
    """Datasets changed since ``source.newest`` and the names of all; ``known`` are ids and names we have.

    Pages are cut by the moment of change, not by number, so that nothing is missed when datasets change meanwhile.
    """
    found: dict[str, RemoteDataset] = {}
    newest, start = source.newest, 0
    for _ in range(MOST_PAGES):
        page = _search(source, wire, newest, start)
        found |= {each.id: each for each in (_read(source, one) for one in page)}
        last = _moment(page[-1]) if page else newest
        if len(page) < ROWS:
            newest = max(newest, last)
            break
        start = start + len(page) if last == newest else _count_of(page, last)
        newest = last
    there = _names(source, wire)
    reached = known | found.keys() | {each.name for each in found.values()}
    for name in sorted(there - reached)[:MOST_SINGLE]:
        package = _act(source, wire, "package_show", {"id": name})
        remote = _read(source, cast(_Package, package))
        found[remote.id] = remote
    return Harvest(tuple(found.values()), there, newest)


def _search(source: HarvestSource, wire: Wire, newest: str, start: int) -> list[_Package]:
    asked: dict[str, str | int] = {"rows": ROWS, "start": start, "sort": "metadata_modified asc"}
    if newest:
        asked["fq"] = f"metadata_modified:[{newest}Z TO *]"
    result = _act(source, wire, "package_search", asked)
    results = result.get("results") if isinstance(result, Mapping) else None
    if not isinstance(results, list) or not all(isinstance(each, Mapping) and each.get("id") for each in results):
        raise CatalogueNotUnderstood(url=source.url, why="package_search: results")
    return results


def _count_of(page: list[_Package], moment: str) -> int:
    """How many of a page the next one, which begins at this moment, would bring again."""
    return sum(_moment(each) == moment for each in page)


def _names(source: HarvestSource, wire: Wire) -> frozenset[str]:
    result = _act(source, wire, "package_list", {})
    if not isinstance(result, list):
        raise CatalogueNotUnderstood(url=source.url, why="package_list")
    return frozenset(str(each) for each in result)


def _act(source: HarvestSource, wire: Wire, action: str, params: Mapping[str, str | int]) -> object:
    address = f"{source.url.rstrip('/')}/api/3/action/{action}"
    answer = wire.get(address, params, accept="application/json")
    try:
        body = json.loads(answer.body)
    except (ValueError, RecursionError) as problem:
        raise CatalogueNotUnderstood(url=address, why="JSON") from problem
    if not isinstance(body, Mapping) or body.get("success") is not True:
        raise SourceUnreachable(url=address, why=str(body)[:200])
    return body.get("result")


def _moment(package: _Package) -> str:
    """When a dataset changed, to the millisecond, as search engines keep it."""
    text = str(package.get("metadata_modified") or "").removesuffix("Z").partition("+")[0]
    whole, _, fraction = text.partition(".")
    return f"{whole}.{(fraction + '000')[:3]}" if whole else ""


def _read(source: HarvestSource, package: _Package) -> RemoteDataset:
    organization = package.get("organization")
    publisher = organization.get("title") if isinstance(organization, Mapping) else ""
    name = str(package.get("name") or package["id"])
    return RemoteDataset(
        id=str(package["id"])[:500],
        name=name[:500],
        title=str(package.get("title") or name),
        description=str(package.get("notes") or ""),
        publisher=str(publisher or package.get("author") or ""),
        licence=str(package.get("license_title") or package.get("license_id") or ""),
        keywords=_texts(package.get("tags"), "name"),
        formats=_texts(package.get("resources"), "format"),
        href=f"{source.url.rstrip('/')}/dataset/{name}" if not _is_web(package.get("url")) else str(package["url"]),
        modified=_moment(package),
    )


def _texts(items: object, key: str) -> tuple[str, ...]:
    every: Iterable[object] = items if isinstance(items, list) else ()
    return tuple(sorted({str(each[key])[:100] for each in every if isinstance(each, Mapping) and each.get(key)}))[:50]


def _is_web(address: object) -> bool:
    return isinstance(address, str) and address.startswith(("http://", "https://"))

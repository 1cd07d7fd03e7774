"""A remote DCAT catalogue in Turtle, JSON-LD or RDF/XML, page by page where it is paged."""

import json
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from rdflib import DCAT, DCTERMS, FOAF, RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from kotacerdas.apps.exchange.errors import CatalogueNotUnderstood
from kotacerdas.apps.exchange.operations.wire import Answer, Wire
from kotacerdas.apps.exchange.types import Harvest, HarvestSource, RemoteDataset


HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
ACCEPT = "text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8"
MOST_PAGES = 500
_KINDS = {
    "text/turtle": "turtle",
    "application/x-turtle": "turtle",
    "application/ld+json": "json-ld",
    "application/json": "json-ld",
    "application/rdf+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
}
_ENDINGS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld", ".rdf": "xml", ".xml": "xml"}


def fetch(source: HarvestSource, wire: Wire) -> Harvest:
    """All datasets of the catalogue; what has changed among them shows by their fingerprints."""
    found: dict[str, RemoteDataset] = {}
    address, seen = source.url, set[str]()
    while address and address not in seen and len(seen) < MOST_PAGES:
        seen.add(address)
        graph = parse(wire.get(address, accept=ACCEPT))
        for subject in graph.subjects(RDF.type, DCAT.Dataset):
            remote = _read(graph, subject)
            found[remote.id] = remote
        address = _next(graph, address)
    if not found:
        raise CatalogueNotUnderstood(url=source.url, why="dcat:Dataset")
    return Harvest(tuple(found.values()), frozenset(found))


def parse(answer: Answer) -> Graph:
    """The graph of an answer; nothing it names is fetched. Raises :class:`CatalogueNotUnderstood`."""
    format = _KINDS.get(answer.kind) or _ending(answer.url)
    _check_closed(answer, format)
    graph = Graph(bind_namespaces="none")
    try:
        graph.parse(data=answer.body, format=format, publicID=answer.url)
    except Exception as problem:
        raise CatalogueNotUnderstood(url=answer.url, why=str(problem)[:200]) from problem
    return graph


def _check_closed(answer: Answer, format: str) -> None:
    """A context or an entity elsewhere would make the parser call addresses nobody has checked."""
    if format == "xml" and b"<!ENTITY" in answer.body:
        raise CatalogueNotUnderstood(url=answer.url, why="<!ENTITY>")
    if format == "json-ld":
        try:
            body = json.loads(answer.body)
        except (ValueError, RecursionError) as problem:
            raise CatalogueNotUnderstood(url=answer.url, why="JSON") from problem
        if _names_a_context(body):
            raise CatalogueNotUnderstood(url=answer.url, why="@context")


def _names_a_context(body: object) -> bool:
    waiting = [body]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            contexts = each.get("@context", [])
            inner = contexts if isinstance(contexts, list) else [contexts]
            if "@import" in each or any(isinstance(context, str) for context in inner):
                return True
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return False


def _ending(url: str) -> str:
    path = urlsplit(url).path.lower()
    return next((format for ending, format in _ENDINGS.items() if path.endswith(ending)), "turtle")


def _next(graph: Graph, address: str) -> str:
    for predicate in (HYDRA.next, HYDRA.nextPage):
        for following in graph.objects(None, predicate):
            return urljoin(address, str(following))
    return ""


def _read(graph: Graph, subject: Node) -> RemoteDataset:
    title = _text(graph, subject, DCTERMS.title)
    stated = _text(graph, subject, DCTERMS.identifier)
    identity = str(subject) if isinstance(subject, URIRef) else stated or title
    page = _text(graph, subject, DCAT.landingPage) or (str(subject) if isinstance(subject, URIRef) else "")
    return RemoteDataset(
        id=identity[:500],
        name=(stated or identity)[:500],
        title=title or identity,
        description=_text(graph, subject, DCTERMS.description),
        publisher=_named(graph, subject, DCTERMS.publisher, (FOAF.name, SKOS.prefLabel)),
        licence=_text(graph, subject, DCTERMS.license),
        keywords=_texts(graph.objects(subject, DCAT.keyword)),
        formats=_formats(graph, subject),
        href=page if page.startswith(("http://", "https://")) else "",
        modified=_text(graph, subject, DCTERMS.modified)[:40],
    )


def _text(graph: Graph, subject: Node, predicate: Node) -> str:
    """One text, Indonesian where there is a choice; the same one each time."""
    values = sorted(graph.objects(subject, predicate), key=_preference)
    return str(values[0]) if values else ""


def _named(graph: Graph, subject: Node, predicate: Node, names: Iterable[Node]) -> str:
    for each in graph.objects(subject, predicate):
        for name in names:
            if text := _text(graph, each, name):
                return text
    return ""


def _formats(graph: Graph, subject: Node) -> tuple[str, ...]:
    parts = graph.objects(subject, DCAT.distribution)
    said = (
        value
        for part in parts
        for value in (*graph.objects(part, DCTERMS.format), *graph.objects(part, DCAT.mediaType))
    )
    return tuple(sorted({str(value).rstrip("/").rpartition("/")[2].upper()[:40] for value in said}))[:50]


def _texts(values: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({str(value)[:100] for value in values}))[:50]


def _preference(value: Node) -> tuple[int, str]:
    language = value.language if isinstance(value, Literal) else None
    return {"id": 0, None: 1, "en": 2}.get(language, 3), str(value)

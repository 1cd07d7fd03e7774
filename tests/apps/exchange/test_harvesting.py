"""Catalogues of other portals are taken in bit by bit; a slow or broken one holds up nobody, and nothing is dropped."""

import http.server
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import (
    AnswerTooLarge,
    NotTheStewardOfSources,
    SourceTaken,
    SourceUnsound,
)
from kotacerdas.apps.exchange.operations.wire import Wire
from kotacerdas.apps.exchange.tasks.harvesting import look_at
from kotacerdas.apps.exchange.types import HarvestKind, HarvestState
from tests import makers
from tests.apps.exchange.conftest import make_households


TURTLE = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
<https://portal.example/dataset/{name}> a dcat:Dataset ;
    dct:title "{title}"@id , "A title"@en ; dcat:keyword "desa" ; dct:modified "2026-01-01" .
"""
Page = tuple[int, str, bytes]


class Portal:
    """A small portal on loopback; ``pages`` give status, kind and body, or are called to make them."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | Callable[[str], Page]] = {}
        self.asked: list[str] = []
        portal = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                portal.asked.append(self.path)
                page = portal.pages.get(self.path.partition("?")[0], (404, "text/plain", b"tidak ada"))
                status, kind, body = page(self.path) if callable(page) else page
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                try:
                    self.wfile.write(body)
                except OSError:
                    return

            def log_message(self, *_: object) -> None:
                return

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def portal(settings) -> Iterator[Portal]:
    settings.PRIVATE_HOSTS = ["127.0.0.1"]
    opened = Portal()
    yield opened
    opened.close()


@pytest.fixture
def add(db, now):
    def make(name: str, url: str, kind: HarvestKind = HarvestKind.DCAT):
        return operations.add_source(
            name=name, title=f"Portal {name}", kind=kind, url=url, every_hours=24, by=makers.make_steward(), at=now
        )

    return make


def turtle(*names: str, title: str = "Judul", more: str = "") -> Page:
    return 200, "text/turtle", ("".join(TURTLE.format(name=name, title=title) for name in names) + more).encode()


def titles() -> list[tuple[str, bool]]:
    found, _total = queries.list_harvested()
    return [(each.remote.title, each.gone_at is None) for each in found]


def test_a_dcat_catalogue_is_taken_in_page_by_page(portal, add):
    following = f"<{portal.address}/katalog> hydra:next <{portal.address}/katalog2> ."
    portal.pages = {"/katalog": turtle("a", title="Sawah", more=following), "/katalog2": turtle("b", title="Sekolah")}

    [done] = look_at([add("tetangga", f"{portal.address}/katalog")])

    assert (done.state, done.added, done.datasets) == (HarvestState.FINISHED, 2, 2)
    assert titles() == [("Sawah", True), ("Sekolah", True)]


def test_only_what_changed_is_written_and_what_is_gone_is_marked(portal, add):
    portal.pages = {"/k": turtle("a", "b")}
    source = add("tetangga", f"{portal.address}/k")
    look_at([source])

    [same] = look_at([source])
    assert (same.added, same.changed, same.gone) == (0, 0, 0)

    portal.pages = {"/k": turtle("b", title="Judul baru")}
    [later] = look_at([source])
    assert (later.added, later.changed, later.gone, later.datasets) == (0, 1, 1, 1)
    assert titles() == [("Judul baru", True), ("Judul", False)]

    portal.pages = {"/k": turtle("a", "b")}
    look_at([source])
    assert [is_there for _title, is_there in titles()] == [True, True]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # inside the parser of rdflib
def test_json_ld_and_rdf_xml_are_read_too(portal, add):
    json_ld = {
        "@id": "urn:satu",
        "@type": "http://www.w3.org/ns/dcat#Dataset",
        "http://purl.org/dc/terms/title": "Satu",
    }
    xml = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#" '
        'xmlns:dct="http://purl.org/dc/terms/"><dcat:Dataset rdf:about="urn:dua"><dct:title>Dua</dct:title>'
        "</dcat:Dataset></rdf:RDF>"
    )
    portal.pages = {
        "/j": (200, "application/ld+json", json.dumps(json_ld).encode()),
        "/x": (200, "application/rdf+xml", xml.encode()),
    }

    done = look_at([add("satu", f"{portal.address}/j"), add("dua", f"{portal.address}/x")])

    assert {each.state for each in done} == {HarvestState.FINISHED}
    assert titles() == [("Dua", True), ("Satu", True)]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/ld+json", b'{"@context": "http://127.0.0.1:9/diam-diam", "@id": "urn:a"}'),
        ("application/rdf+xml", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
        ("text/turtle", b"ini bukan katalog"),
        ("text/html", b"<html></html>"),
    ],
)
def test_what_is_no_catalogue_or_names_other_addresses_is_refused(portal, add, kind, body):
    portal.pages = {"/k": (200, kind, body)}

    [done] = look_at([add("aneh", f"{portal.address}/k")])

    assert (done.state, done.problem_code) == (HarvestState.FAILED, "exchange.catalogue_not_understood")
    assert portal.asked == ["/k"]


def test_the_same_name_at_two_portals_stays_two_datasets(portal, add):
    portal.pages = {"/a": turtle("sama"), "/b": turtle("sama")}

    look_at([add("timur", f"{portal.address}/a"), add("barat", f"{portal.address}/b")])

    assert len(titles()) == 2


def test_a_slow_and_a_broken_source_hold_up_nobody(portal, add):
    release = threading.Event()

    def wait(_path: str) -> Page:
        release.wait(20)
        return turtle("lambat")

    portal.pages = {"/lambat": wait, "/rusak": (500, "text/plain", b""), "/cepat": turtle("cepat")}
    sources = [add(name, f"{portal.address}/{name}") for name in ("lambat", "rusak", "cepat")]
    begun = time.monotonic()

    done = look_at(sources, seconds=2)
    release.set()

    assert [each.name for each in done][-1] == "lambat"
    states = {each.name: each.state for each in done}
    assert states == {"lambat": HarvestState.FAILED, "rusak": HarvestState.FAILED, "cepat": HarvestState.FINISHED}
    assert time.monotonic() - begun < 15
    assert titles() == [("Judul", True)]


def test_a_failed_look_keeps_what_was_known(portal, add):
    portal.pages = {"/k": turtle("a")}
    source = add("tetangga", f"{portal.address}/k")
    look_at([source])
    portal.pages = {}

    [done] = look_at([source])

    assert (done.problem_code, done.datasets) == ("exchange.source_unreachable", 1)
    assert titles() == [("Judul", True)]


def test_a_busy_portal_is_asked_again(portal, add):
    answers = [(503, "text/plain", b""), turtle("a")]
    portal.pages = {"/k": lambda _path: answers.pop(0)}

    [done] = look_at([add("sibuk", f"{portal.address}/k")])

    assert done.state is HarvestState.FINISHED


def test_an_answer_without_end_is_broken_off(portal):
    portal.pages = {"/k": (200, "text/turtle", b"#" * (2 * 1024 * 1024))}

    with pytest.raises(AnswerTooLarge):
        Wire(most_megabytes=1).get(f"{portal.address}/k", accept="*/*")


def test_machines_inside_are_not_called(portal, add, settings):
    portal.pages = {"/k": turtle("a")}
    settings.PRIVATE_HOSTS = []

    [done] = look_at([add("dalam", f"{portal.address}/k")])

    assert done.problem_code == "kernel.private_host"
    assert portal.asked == []


def test_a_ckan_portal_is_read_from_where_the_last_look_ended(portal, add):
    packages = [
        {
            "id": f"id-{n}",
            "name": f"paket-{n}",
            "title": f"Paket {n}",
            "metadata_modified": f"2026-01-{n:02}T00:00:00.5",
        }
        for n in (1, 2, 3)
    ]

    def search(path: str) -> Page:
        chosen = (
            packages if "fq=" not in path else [each for each in packages if each["metadata_modified"] > "2026-01-03"]
        )
        return 200, "application/json", json.dumps({"success": True, "result": {"results": chosen}}).encode()

    def names(_path: str) -> Page:
        body = {"success": True, "result": [each["name"] for each in packages]}
        return 200, "application/json", json.dumps(body).encode()

    portal.pages = {"/api/3/action/package_search": search, "/api/3/action/package_list": names}
    source = add("ckan", portal.address, HarvestKind.CKAN)
    [first] = look_at([source])
    assert (first.state, first.added, first.newest) == (HarvestState.FINISHED, 3, "2026-01-03T00:00:00.500")

    packages[2]["title"] = "Paket tiga"
    del packages[0]
    [second] = look_at([queries.get_source("ckan")])

    assert (second.added, second.changed, second.gone) == (0, 1, 1)
    assert any("2026-01-03T00%3A00%3A00.500Z" in path for path in portal.asked)
    assert titles() == [("Paket 2", True), ("Paket tiga", True), ("Paket 1", False)]


@pytest.mark.django_db(transaction=True)
def test_our_own_platform_is_taken_in_both_ways(hand_in, live_server, settings, add):
    settings.PRIVATE_HOSTS = ["127.0.0.1", "localhost"]
    hand_in(make_households(makers.BAJERA))

    done = look_at(
        [add("kami-ckan", live_server.url, HarvestKind.CKAN), add("kami-dcat", f"{live_server.url}/catalog.ttl")]
    )

    assert {(each.name, each.state, each.datasets) for each in done} == {
        ("kami-ckan", HarvestState.FINISHED, 2),
        ("kami-dcat", HarvestState.FINISHED, 2),
    }
    [again] = look_at([queries.get_source("kami-ckan")])
    assert (again.added, again.changed, again.gone) == (0, 0, 0)


def test_sources_are_looked_at_when_it_is_time(add, now):
    source = add("satu", "https://portal.example")

    assert queries.list_due_sources(now) == (source,)
    paused = operations.pause_source(name="satu", is_paused=True, by=makers.make_steward(), at=now)
    assert replace(source, is_paused=True) == paused
    assert queries.list_due_sources(now) == ()
    assert look_at([paused]) == []
    operations.pause_source(name="satu", is_paused=False, by=makers.make_steward(), at=now)
    operations.look_soon(name="satu", by=makers.make_steward(), at=now + timedelta(hours=1))
    assert queries.list_due_sources(now) == ()


@pytest.mark.parametrize("url", ["ftp://portal.example", "https://a:b@portal.example", "http://", "http://[::1"])
def test_a_source_must_be_an_address_anybody_may_call(add, url):
    with pytest.raises(SourceUnsound):
        add("satu", url)


def test_only_stewards_keep_sources_and_names_are_taken_once(add, now):
    add("satu", "https://portal.example")

    with pytest.raises(SourceTaken):
        add("satu", "https://lain.example")
    with pytest.raises(NotTheStewardOfSources):
        operations.look_soon(name="satu", by=makers.make_data_producer(), at=now)


def test_stewards_add_and_pause_sources_on_a_page(client, db, portal):
    client.force_login(makers.make_account("walidata", makers.Role.DATA_STEWARD, view=["51.02"]))
    said = {"title": "Portal Bali", "name": "bali", "kind": "dcat", "url": f"{portal.address}/k", "every_hours": 24}

    assert client.post("/data/portal-lain/sumber/", said).status_code == 302
    assert client.post("/data/portal-lain/sumber/", said).status_code == 422
    client.post("/data/portal-lain/sumber/bali/", {"wish": "pause"})
    assert "Dijeda" in client.get("/data/portal-lain/sumber/").content.decode()
    client.post("/data/portal-lain/sumber/bali/", {"wish": "resume"})
    portal.pages = {"/k": turtle("a", title="Luas sawah")}
    look_at(queries.list_sources())

    page = client.get("/data/portal-lain/", {"q": "sawah"}).content.decode()
    assert "https://portal.example/dataset/a" in page
    assert "Portal Bali" in page
    client.logout()
    assert client.get("/data/portal-lain/sumber/").status_code == 302
    assert client.get("/data/portal-lain/").status_code == 200

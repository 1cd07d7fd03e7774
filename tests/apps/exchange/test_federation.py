"""What a node says of its releases is signed, and what another says is believed only when it is right."""

import dataclasses
import json

import pytest

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import ContractDiffers, ManifestUnreadable, NotAPeerKeeper, PeerNotFound
from kotacerdas.apps.exchange.types import Peer
from kotacerdas.kernel.actors import Role
from kotacerdas.signing.nodes import is_signed
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA = makers.BAJERA
PEER = Peer(name="badung", node="51.03", url="", public_key="", registered_by="", registered_at=None)


@pytest.fixture
def release(hand_in) -> int:
    return hand_in(make_households(BAJERA)).release_id


def test_a_manifest_says_what_the_file_is_and_is_signed(client, release):
    signed = client.get(f"/api/v1/releases/{release}/manifest").json()
    said = signed["manifest"]
    kept = queries.release_path(queries.get_release(release))

    assert said["sha256"] == queries.get_release(release).sha256
    assert said["size"] == kept.stat().st_size
    assert (said["rows"], said["period"], said["area"], said["dataset"]) == (3, "2026", BAJERA, "keluarga")
    assert said["contract_sha256"] in queries.list_contract_hashes("keluarga")
    content = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert is_signed(audit.open_key().public_key, signed["signature"], content)
    assert client.get("/api/v1/node").json()["public_key"] == audit.open_key().public_key


def test_manifests_come_in_order_after_a_release(client, hand_in):
    first = hand_in(make_households(BAJERA)).release_id
    second = hand_in(make_households(BAJERA, each=4)).release_id
    place = "/api/v1/datasets/keluarga/manifests"

    assert [each["manifest"]["release"] for each in client.get(place).json()["items"]] == [first, second]
    after = client.get(f"{place}?after={first}").json()["items"]
    assert [each["manifest"]["release"] for each in after] == [second]
    assert client.get("/api/v1/datasets/tidak-ada/manifests").status_code == 404


def test_a_manifest_of_something_else_is_not_read(client, release):
    said = client.get(f"/api/v1/releases/{release}/manifest").json()["manifest"]

    assert rules.read_manifest(PEER, "keluarga", said).release == release
    for broken in (
        {**said, "sha256": "x"},
        {**said, "period": "besok"},
        {**said, "size": 0},
        {**said, "form": "2"},
        [],
    ):
        with pytest.raises(ManifestUnreadable):
            rules.read_manifest(PEER, "keluarga", broken)
    with pytest.raises(ManifestUnreadable):
        rules.read_manifest(PEER, "skor", said)


def test_a_contract_we_never_had_is_refused(client, release):
    said = client.get(f"/api/v1/releases/{release}/manifest").json()["manifest"]
    manifest = rules.read_manifest(PEER, "keluarga", said)
    rules.check_contract(PEER, manifest, queries.list_contract_hashes("keluarga"))

    with pytest.raises(ContractDiffers, match="badung"):
        rules.check_contract(PEER, dataclasses.replace(manifest, contract_sha256="0" * 64), {said["contract_sha256"]})


def test_the_page_of_nodes_is_for_those_who_decide(exchange, client, now):
    models.Peer.objects.create(
        name="badung",
        node="51.03",
        url="https://b.example",
        public_key="kunci",
        registered_by="admin",
        registered_at=now,
    )
    client.force_login(makers.make_account("dpmd", Role.DATA_PRODUCER, agency_code="51.02/dpmd"))
    assert client.get("/data/simpul/").status_code == 403
    client.force_login(makers.make_account("walidata", Role.DATA_STEWARD, agency_code="51.02/diskominfo"))
    page = client.get("/data/simpul/").content.decode()
    assert "badung" in page
    assert "kunci" in page


def test_who_may_not_decide_registers_no_node():
    with pytest.raises(NotAPeerKeeper):
        rules.check_can_keep_peers(makers.make_planner())


def test_an_unknown_node_is_said(db):
    with pytest.raises(PeerNotFound, match="peers add"):
        queries.get_peer("badung")

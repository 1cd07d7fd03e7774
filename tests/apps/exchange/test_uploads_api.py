"""Files in pieces and repeated requests over HTTP."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kotacerdas.apps.exchange import queries
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.exchange.conftest import make_households
from tests.apps.exchange.test_uploading import SAID, STRANGE


BAJERA = makers.BAJERA
ROOT = "/api/v1"
CONTENT = make_households(BAJERA)


@pytest.fixture
def secretary(client, exchange):
    person = makers.make_account(
        "sekdes", Role.VILLAGE_OPERATOR, agency_code=f"{BAJERA}/pemdes", capture=[BAJERA], view=[BAJERA]
    )
    client.force_login(person)
    return client


def announce(client, content: bytes = CONTENT, **changes):
    body = {
        "file_name": "data.csv",
        "size": len(content),
        "period": "2026",
        "area": BAJERA,
        "sha256": hashlib.sha256(content).hexdigest(),
        **changes,
    }
    return client.post(f"{ROOT}/datasets/keluarga/uploads", body, content_type="application/json")


def send(client, address: str, piece: bytes, offset: int):
    return client.patch(address, piece, content_type="application/octet-stream", headers={"Upload-Offset": str(offset)})


def test_a_file_comes_in_pieces_and_goes_on_after_a_break(secretary, django_capture_on_commit_callbacks):
    announced = announce(secretary)
    address = announced["Location"]

    send(secretary, address, CONTENT[:30], 0)
    wrong = send(secretary, address, CONTENT[10:], 10)
    early = secretary.post(f"{address}/submission")
    here = secretary.get(address).json()["received"]
    send(secretary, address, CONTENT[here:], here)
    with django_capture_on_commit_callbacks(execute=True):
        accepted = secretary.post(f"{address}/submission")
    again = secretary.post(f"{address}/submission")

    assert announced.status_code == 201
    assert (wrong.status_code, wrong.json()["code"]) == (409, "lake.offset_differs")
    assert (early.status_code, early.json()["code"]) == (409, "exchange.upload_incomplete")
    assert here == 30
    assert secretary.get(f"{ROOT}/uploads").json() == [], "what is handed in is not listed"
    assert (accepted.status_code, again.status_code) == (202, 202)
    assert accepted.json()["id"] == again.json()["id"]
    assert secretary.get(accepted["Location"]).json()["state"] == "released"


def test_an_upload_can_say_what_its_columns_hold(secretary, django_capture_on_commit_callbacks):
    address = announce(secretary, STRANGE, mapping=SAID)["Location"]
    send(secretary, address, STRANGE, 0)

    with django_capture_on_commit_callbacks(execute=True):
        accepted = secretary.post(f"{address}/submission")

    assert secretary.get(accepted["Location"]).json()["state"] == "released"


def test_a_cancelled_upload_is_gone(secretary):
    address = announce(secretary)["Location"]

    assert [each["received"] for each in secretary.get(f"{ROOT}/uploads").json()] == [0]
    assert secretary.delete(address).status_code == 204
    assert secretary.get(address).json()["code"] == "exchange.upload_not_found"


def test_the_same_key_gives_the_same_answer(secretary):
    def post(content: bytes, key: str = "kiriman-7"):
        data = {"file": SimpleUploadedFile("data.csv", content), "period": "2026", "area": BAJERA}
        return secretary.post(f"{ROOT}/datasets/keluarga/submissions", data, headers={"Idempotency-Key": key})

    first, again, other = post(CONTENT), post(CONTENT), post(make_households(BAJERA, each=7))

    assert first.json()["id"] == again.json()["id"]
    assert (other.status_code, other.json()["code"]) == (422, "exchange.key_used")
    assert len(queries.list_submissions()) == 1

"""The exchange over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA = makers.BAJERA
ROOT = "/api/v1"


@pytest.fixture
def secretary(client, exchange):
    """The secretary of Bajera, with a session."""
    person = makers.make_account(
        "sekdes", Role.VILLAGE_OPERATOR, agency_code=f"{BAJERA}/pemdes", capture=[BAJERA], view=[BAJERA]
    )
    client.force_login(person)
    return client


def post_file(client, content: bytes, **changes):
    data = {"file": SimpleUploadedFile("data.csv", content), "period": "2026", "area": BAJERA}
    return client.post(f"{ROOT}/datasets/keluarga/submissions", {**data, **changes})


def test_datasets_come_in_pages(client, exchange):
    page = client.get(f"{ROOT}/datasets", {"limit": 1}).json()

    assert [item["name"] for item in page["items"]] == ["keluarga"]
    assert page["total"] == 2
    assert [item["name"] for item in client.get(page["next"]).json()["items"]] == ["skor"]


def test_a_dataset_carries_its_contract(client, exchange):
    body = client.get(f"{ROOT}/datasets/keluarga").json()

    assert body["producer"] == "51.02/dpmd"
    assert body["contract"]["schema"]["primaryKey"] == ["kode_desa", "nomor"]


def test_a_file_is_accepted_first_and_checked_later(secretary, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        accepted = post_file(secretary, make_households(BAJERA, broken=1))

    assert accepted.status_code == 202
    assert accepted.json()["state"] == "received"
    checked = secretary.get(accepted["Location"]).json()
    assert (checked["state"], checked["rows_kept"], checked["rows_failed"]) == ("partly_released", 2, 1)
    returned = secretary.get(accepted["Location"] + "/returned").json()
    assert returned["total"] == 1
    assert returned["items"][0]["line"] == 2
    assert secretary.get(f"{ROOT}/submissions").json()["total"] == 1


def test_handing_in_needs_a_session(client, exchange):
    problem = post_file(client, make_households(BAJERA))

    assert problem.status_code == 401
    assert problem["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"area": "51.02.04.2009"}, 403, "exchange.outside_your_area"),
        ({"area": "5102012001"}, 400, "areas.ambiguous_code"),
        ({"period": "2026-Q1"}, 422, "exchange.period_not_in_dataset"),
        ({"period": "next year"}, 400, "kernel.malformed_period"),
    ],
)
def test_refusals_are_problems_with_a_code(secretary, changes, status, code):
    problem = post_file(secretary, make_households(BAJERA), **changes)

    assert (problem.status_code, problem.json()["code"]) == (status, code)
    assert problem.json()["detail"]


def test_a_submission_is_for_those_it_concerns(client, hand_in):
    submission = hand_in(make_households(BAJERA, broken=1))
    client.force_login(makers.make_account("lain", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))

    assert client.get(f"{ROOT}/submissions/{submission.id}").status_code == 403
    assert client.get(f"{ROOT}/submissions/{submission.id}/returned").status_code == 403


def test_releases_and_their_rows_are_open_with_persons_masked(client, hand_in):
    submission = hand_in(make_households(BAJERA))

    page = client.get(f"{ROOT}/datasets/keluarga/releases").json()
    release = client.get(f"{ROOT}/releases/{submission.release_id}").json()
    rows = client.get(f"{ROOT}/releases/{submission.release_id}/rows", {"limit": 2}).json()

    assert page["items"] == [release]
    assert rows["columns"] == ["kode_desa", "nomor", "kepala", "anggota"]
    assert rows["masked"] == ["kepala", "nomor"]
    assert rows["items"][0] == [BAJERA, "", "", "4"]
    assert (rows["total"], rows["next"] is not None) == (3, True)


def test_a_purpose_opens_personal_columns_to_the_village(secretary, hand_in):
    submission = hand_in(make_households(BAJERA))
    url = f"{ROOT}/releases/{submission.release_id}/rows"

    rows = secretary.get(url, {"purpose": "Memeriksa aduan warga"}).json()

    assert rows["masked"] == []
    assert rows["items"][0][2] == "Kepala 0"


def test_a_release_downloads(client, hand_in):
    submission = hand_in(make_households(BAJERA))
    url = f"{ROOT}/releases/{submission.release_id}/download"

    assert b"".join(client.get(url, {"format": "parquet"}))[:4] == b"PAR1"
    assert client.get(url, {"format": "exe"}).status_code == 400
    assert client.get(f"{ROOT}/releases/999").json()["code"] == "exchange.release_not_found"


@pytest.mark.parametrize("offset", ["9" * 25, "9223372036854775807", "9" * 5000, "-1"])
def test_an_offset_beyond_all_counting_is_the_callers_fault(client, secretary, hand_in, offset):
    submission = hand_in(make_households(BAJERA))

    answers = [
        secretary.get(f"{ROOT}/{path}", {"offset": offset})
        for path in ("datasets/keluarga/releases", "submissions", f"releases/{submission.release_id}/rows")
    ]

    assert {answer.status_code for answer in answers} == {422}

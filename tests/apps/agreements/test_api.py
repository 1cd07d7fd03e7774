"""Agreements over HTTP: what binds is public, moving on needs a name, verifying is for anybody."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kotacerdas.apps.accounts.models import Assignment, User
from kotacerdas.apps.agreements import operations, queries, rules
from kotacerdas.kernel.actors import Role
from kotacerdas.lake import files
from tests.apps.agreements.made import (
    DINKES,
    DPMD,
    OWNER,
    SETDA,
    TEXT,
    agree,
    change,
    draft,
    make_agreement,
    make_clause,
    register,
)


pytestmark = pytest.mark.usefixtures("agencies")
ROOT = "/api/v1/agreements"


def log_in(agency: str, role: Role = Role.DATA_PRODUCER, username: str = "") -> Client:
    """A browser of somebody who acts for an agency."""
    name = username or agency.partition("/")[2]
    user, is_new = User.objects.get_or_create(username=name, display_name=name)
    if is_new:
        Assignment.objects.create(
            user=user, role=role.value, agency_code=agency, view=["51.02"], since=date(2020, 1, 1)
        )
    client = Client()
    client.force_login(user)
    return client


def post(client: Client, path: str, **body):
    return client.post(f"{ROOT}{path}", body, content_type="application/json")


def test_what_is_in_force_is_public_and_what_is_negotiated_is_not(now, client):
    register(now, agree(now, draft(now)))
    hidden = draft(now, number="PKS/2")

    public = client.get(ROOT).json()
    own = log_in(DPMD).get(ROOT).json()
    stranger = log_in("51.02/diskominfo").get(f"{ROOT}/{hidden.id}")

    assert [each["number"] for each in public["items"]] == ["PKS/1"]
    assert {each["number"] for each in own["items"]} == {"PKS/1", "PKS/2"}
    assert (stranger.status_code, stranger.json()["code"]) == (404, "agreements.not_found")
    assert log_in(SETDA, Role.EXECUTIVE, "sekda").get(f"{ROOT}/{hidden.id}").status_code == 200


def test_one_agreement_comes_with_its_clauses_duties_and_access(now, client):
    agreement = register(now, agree(now, draft(now)))

    body = client.get(f"{ROOT}/{agreement.id}").json()
    duties = client.get(f"{ROOT}/{agreement.id}/duties").json()
    grants = client.get(f"{ROOT}/{agreement.id}/grants").json()

    assert [clause["key"] for clause in body["clauses"]] == ["tujuan", "pembukaan", "penyetoran"]
    assert [party["agency"] for party in body["parties"]] == [DINKES, DPMD]
    assert {item["kind"] for item in duties["items"]} == {"open_dataset", "deliver_dataset"}
    assert [(each["dataset"], each["grantee"], each["state"]) for each in grants["items"]] == [
        ("penimbangan_balita", DPMD, "open")
    ]
    owed = log_in(DINKES).get(f"{ROOT}/owed").json()
    assert owed["total"] == duties["total"]


def test_two_agencies_negotiate_over_http(now):
    owner, user = log_in(DINKES), log_in(DPMD)
    sekda = log_in(SETDA, Role.EXECUTIVE, "sekda")
    made = post(
        owner,
        "/drafts",
        number="PKS/9",
        kind="cooperation",
        title={"id": "Pertukaran data", "en": "Exchange"},
        place="Tabanan",
        parties=[{"agency": DINKES, "office": f"{DINKES}/kepala"}, {"agency": DPMD, "office": f"{DPMD}/kepala"}],
        since="2026-01-01",
        until="2090-01-01",
        text=rules.text_body(TEXT),
    )
    path = f"/{made.json()['id']}"

    assert made.status_code == 201
    assert post(user, f"{path}/review-request").json()["code"] == "agreements.not_the_drafter"
    assert post(owner, f"{path}/review-request").json()["state"] == "legal_review"
    assert post(owner, f"{path}/signing").json()["code"] == "agreements.wrong_state"
    assert post(sekda, f"{path}/review", version=1, is_approved=True).json()["state"] == "negotiation"
    offered = post(user, f"{path}/offers", answers_version=1, text=rules.text_body(change()), note="Balita.")
    assert offered.json()["version"] == 2
    assert post(owner, f"{path}/acceptance", version=2).json()["state"] == "legal_review"
    assert post(sekda, f"{path}/review", version=2, is_approved=True).json()["state"] == "agreed"
    differences = owner.get(f"{ROOT}{path}/differences?before=1&after=2").json()
    assert [each["key"] for each in differences if each["kind"] == "changed"] == ["tujuan"]
    assert post(owner, f"{path}/withdrawal", reason="Tidak jadi dilanjutkan.").json()["state"] == "withdrawn"


def test_a_template_is_drafted_over_http(now):
    fields = {
        "owner": DINKES,
        "owner_name": "Dinas Kesehatan",
        "user": DPMD,
        "user_name": "DPMD",
        "dataset": "sampah",
        "dataset_title": "sampah",
        "purpose": "Menyusun rencana kerja",
    }
    given = {
        "number": "PKS/8",
        "place": "Tabanan",
        "parties": [{"agency": DINKES, "office": f"{DINKES}/kepala"}, {"agency": DPMD, "office": f"{DPMD}/kepala"}],
        "since": "2026-01-01",
        "template": "pks-data",
        "fields": fields,
    }

    assert post(log_in(DINKES), "/drafts", **given).json()["kind"] == "cooperation"
    wrong = post(
        log_in(DINKES),
        "/drafts",
        **given | {"number": "PKS/7", "template": "", "text": {"clauses": [1]}, "title": {"id": "x"}, "kind": "annex"},
    )
    assert (wrong.status_code, wrong.json()["code"]) == (400, "agreements.malformed")


def test_nobody_moves_an_agreement_without_a_name(now, client):
    agreement = register(now, agree(now, draft(now)))

    assert post(client, f"/{agreement.id}/termination", reason="Tidak dilanjutkan.").status_code == 401
    ended = post(log_in(DINKES, Role.EXECUTIVE, "kadis"), f"/{agreement.id}/termination", reason="Tidak dilanjutkan.")
    assert ended.json()["state"] == "terminated"
    assert client.get(f"{ROOT}/{agreement.id}/grants").json()["items"][0]["close_reason"] == "agreement_ended"


def test_anybody_verifies_a_file_and_a_code(now, client, settings, lake_folder):
    settings.ROOTS_FOLDER = settings.DATA_FOLDER / "roots"
    agreement = make_agreement(DINKES, DPMD)
    make_clause(agreement)

    refused = client.post(f"{ROOT}/verify", {"file": SimpleUploadedFile("surat.pdf", b"bukan pdf")})
    unknown = client.get(f"{ROOT}/verify/TIDAKADA").json()

    assert (refused.status_code, refused.json()["code"]) == (422, "signing.not_a_pdf")
    assert (unknown["match"], unknown["agreement"], unknown["verdict"]) == ("unknown", None, None)
    assert unknown["not_proven"]


def test_what_was_printed_is_known_before_anybody_signed(now, client, settings, lake_folder):
    settings.ROOTS_FOLDER = settings.DATA_FOLDER / "roots"
    agreement = operations.begin_signing(agreement_id=agree(now, draft(now)).id, by=OWNER, at=now)
    printed = files.path_of(lake_folder, agreement.document_sha256).read_bytes()

    body = client.post(f"{ROOT}/verify", {"file": BytesIO(printed)}).json()

    assert (body["match"], body["verdict"], body["agreement"]) == ("unsigned", "unsigned", "PKS/1")
    assert client.get(f"{ROOT}/verify/{agreement.verification_code}").json()["match"] == "code"
    assert queries.find_by_file("0" * 64, date(2026, 11, 2)).agreement is None

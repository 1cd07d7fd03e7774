"""Contracts as people meet them: versions, the editor, trying, signing, and the same over HTTP."""

import json
import re
from pathlib import Path

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import kotacerdas
from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.types import DraftState
from kotacerdas.kernel.actors import SYSTEM, Role
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households


TABANAN = makers.TABANAN


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.fixture
def people(exchange, settings, now):
    """An officer of DPMD and the walidata, who may log in."""
    shipped = settings.DEFINITIONS_FOLDER
    settings.DEFINITIONS_FOLDER = Path(kotacerdas.__file__).parent / "definitions"
    agencies.load_agencies(by=SYSTEM, at=now)
    settings.DEFINITIONS_FOLDER = shipped
    return {
        "producer": makers.make_account(
            "dpmd", Role.DATA_PRODUCER, agency_code=f"{TABANAN}/dpmd", capture=[TABANAN], view=[TABANAN]
        ),
        "steward": makers.make_account(
            "walidata", Role.DATA_STEWARD, agency_code=f"{TABANAN}/diskominfo", capture=[TABANAN], view=[TABANAN]
        ),
    }


@pytest.fixture
def producer(client, people):
    client.force_login(people["producer"])
    return client


def text_of(response) -> str:
    return response.content.decode()


def answers_on(page: str) -> dict[str, str]:
    """What a browser would send back when nothing is changed."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value"))
        is_off = 'type="checkbox"' in tag and "checked" not in tag
        if name and not is_off and 'type="file"' not in tag:
            found[name[1]] = value[1] if value else ("on" if 'type="checkbox"' in tag else "")
    found |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\s?(.*?)</textarea>', page, re.DOTALL))
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)"[^>]*selected', inner)
        found[name] = chosen[1] if chosen else ""
    return found


def start(client, dataset: str = "keluarga") -> str:
    return client.post(reverse("exchange:start_version", args=[dataset])).url


def test_the_contract_page_shows_versions_and_says_there_is_nothing_to_compare(client, exchange):
    page = text_of(client.get(reverse("exchange:contract", args=["keluarga"])))

    assert "Shipped with the platform." in page
    assert "there is nothing to compare" in page
    assert "Draft a new version" not in page


@pytest.mark.parametrize("format", ["tableschema.json", "datapackage.json", "odcs.yaml"])
def test_a_version_is_downloaded_as_others_read_it(client, exchange, format):
    response = client.get(reverse("exchange:contract_file", args=["keluarga", 1, format]))

    document = yaml.safe_load(response.content)
    assert response["Content-Disposition"] == f'attachment; filename="keluarga-1.{format}"'
    assert {"fields", "resources", "kind"} & set(document)


def test_an_unknown_format_is_refused(client, exchange):
    assert client.get(reverse("exchange:contract_file", args=["keluarga", 1, "exe"])).status_code == 400


def test_saving_the_editor_untouched_changes_nothing(producer):
    url = start(producer)

    response = producer.post(url, answers_on(text_of(producer.get(url))))

    assert response.status_code == 302
    draft = queries.list_open_drafts("keluarga")[0]
    assert queries.list_draft_changes(draft) == ()


def test_a_column_is_added_moved_and_removed_without_saving(producer):
    url = start(producer, "skor")
    typed = answers_on(text_of(producer.get(url)))

    added = answers_on(text_of(producer.post(url, {**typed, "add": "1"})))
    added |= {"field-2-title": "Catatan", "field-1-title": "Nilai akhir"}
    moved = answers_on(text_of(producer.post(url, {**added, "up": "2"})))
    removed = answers_on(text_of(producer.post(url, {**moved, "remove": "1"})))

    assert [moved[f"field-{place}-title"] for place in range(3)] == ["Judul kode_desa", "Catatan", "Nilai akhir"]
    assert removed["fields"] == "2"
    assert removed["field-1-title"] == "Nilai akhir"
    assert queries.list_open_drafts("skor")[0].revision == 1


def test_what_is_answered_becomes_the_contract(producer):
    url = start(producer, "skor")
    typed = answers_on(text_of(producer.post(url, {**answers_on(text_of(producer.get(url))), "add": "1"})))
    typed |= {
        "field-1-high": "0,75",
        "field-2-title": "Mutu air",
        "field-2-codes": "B = Baik\nR = Rusak",
        "field-2-privacy": "internal",
        "rule-0-expression": "nilai >= 0",
        "rule-0-message_id": "Nilai tidak boleh kurang dari nol.",
        "note": "Menambah mutu air.",
    }

    producer.post(url, typed)

    draft = queries.list_open_drafts("skor")[0]
    kinds = [change.kind.value for change in queries.list_draft_changes(draft)]
    assert kinds == ["bound_narrower", "field_added", "rule_added"]
    added = draft.body["schema"]["fields"][2]
    assert (added["name"], [each["value"] for each in added["categories"]]) == ("mutu_air", ["B", "R"])


def test_answers_that_cannot_be_read_are_marked_and_nothing_is_saved(producer):
    url = start(producer, "skor")
    typed = {**answers_on(text_of(producer.get(url))), "field-1-low": "banyak", "field-1-codes": "a"}

    response = producer.post(url, typed)

    assert response.status_code == 422
    assert "This does not fit the kind" in text_of(response)
    assert "Only text has a list of answers" in text_of(response)
    assert queries.list_open_drafts("skor")[0].revision == 1


def test_a_condition_is_checked_live_without_saving(producer):
    url = start(producer, "skor")
    typed = {
        **answers_on(text_of(producer.get(url))),
        "rule-0-expression": "tidak_ada > 1",
        "rule-0-message_id": "Tidak cocok.",
        "check": "1",
    }

    page = text_of(producer.post(url, typed))

    assert "tidak_ada" in page
    assert "is not a field of this contract" in page
    assert queries.list_open_drafts("skor")[0].revision == 1


def test_a_change_made_meanwhile_is_shown_and_not_overwritten(producer):
    url = start(producer, "skor")
    mine = answers_on(text_of(producer.get(url)))
    producer.post(url, {**mine, "field-1-high": "0.5"})

    response = producer.post(url, {**mine, "field-1-high": "0.9"})

    assert response.status_code == 409
    assert "Somebody else was faster" in text_of(response)
    assert "≤ 0.9 instead of ≤ 0.5" in text_of(response)
    again = answers_on(text_of(response))
    assert producer.post(url, again).status_code == 302
    assert queries.list_open_drafts("skor")[0].body["schema"]["fields"][1]["constraints"]["maximum"] == 0.9


def test_a_new_dataset_begins_from_a_sample_and_asks_about_persons(producer):
    sample = b"kode_desa;nik;luas\n51.02.01.2001;5102010101900001;12,5\n51.02.01.2002;5102010101900002;7,25\n"
    form = {"title": "Luas sawah", "name": "luas_sawah", "producer": f"{TABANAN}/dpmd"}

    response = producer.post(
        reverse("exchange:start_dataset"), {**form, "file": SimpleUploadedFile("sawah.csv", sample)}
    )

    editor = text_of(producer.get(response.url))
    assert "I have checked who may see it" in editor
    draft = queries.list_open_drafts("luas_sawah")[0]
    assert draft.unconfirmed == ("nik",)
    shown = text_of(producer.get(reverse("exchange:draft", args=[draft.id])))
    assert "Confirm who may see nik" in shown


def test_a_new_dataset_begins_from_another_standard_or_blank(producer):
    form = {"title": "Data sawah", "producer": f"{TABANAN}/dpmd"}
    schema = json.dumps(
        {"fields": [{"name": "kode_desa"}, {"name": "luas", "type": "number"}], "primaryKey": "kode_desa"}
    )

    for name, file in (("dari_skema", SimpleUploadedFile("s.json", schema.encode())), ("kosong", "")):
        assert producer.post(reverse("exchange:start_dataset"), {**form, "name": name, "file": file}).status_code == 302

    assert [field["name"] for field in queries.list_open_drafts("dari_skema")[0].body["schema"]["fields"]][1] == "luas"
    assert queries.list_open_drafts("kosong")[0].body["kotacerdas:areaField"] == "kode_desa"


def test_a_taken_name_is_refused_beside_the_field(producer):
    form = {"title": "Data", "name": "skor", "producer": f"{TABANAN}/dpmd", "file": ""}

    response = producer.post(reverse("exchange:start_dataset"), form)

    assert response.status_code == 422
    assert "already a dataset called “skor”" in text_of(response)


def test_a_draft_is_tried_on_a_file_and_nothing_is_kept(producer):
    start(producer)
    draft = queries.list_open_drafts("keluarga")[0]
    url = reverse("exchange:try_draft", args=[draft.id])

    bad = producer.post(url, {"file": SimpleUploadedFile("d.csv", make_households(makers.BAJERA, broken=1))})
    good = producer.post(url, {"file": SimpleUploadedFile("d.csv", make_households(makers.BAJERA))})
    odd = producer.post(url, {"file": SimpleUploadedFile("d.pdf", b"%PDF-1.7")})

    assert "1 of 3 rows would come back" in text_of(bad)
    assert "All 3 rows would be taken" in text_of(good)
    assert "not a table we can read" in text_of(odd)
    assert queries.list_releases("keluarga") == ()


def test_two_people_bring_a_version_into_force(client, producer, people):
    url = start(producer, "skor")
    typed = answers_on(text_of(producer.get(url))) | {"field-1-high": "5", "note": "Skala baru sampai lima."}
    producer.post(url, typed)
    draft = queries.list_open_drafts("skor")[0]
    revision = {"revision": draft.revision}

    producer.post(reverse("exchange:propose_draft", args=[draft.id]), revision)
    review = text_of(producer.get(reverse("site:review_draft", args=[draft.id])))
    producer.post(reverse("exchange:sign_draft", args=[draft.id]), revision)
    client.force_login(people["steward"])
    response = client.post(reverse("exchange:sign_draft", args=[draft.id]), revision, follow=True)

    assert "You sign as: Data producer" in review
    assert "More values are allowed in nilai" in review
    assert queries.get_draft(draft.id).state is DraftState.IN_FORCE
    page = text_of(response)
    assert "Contract version 2 is in force." in page
    assert "Skala baru sampai lima." in page
    assert "compatible" in page


def test_withdrawing_asks_first(producer):
    start(producer)
    draft = queries.list_open_drafts("keluarga")[0]
    url = reverse("exchange:withdraw_draft", args=[draft.id])

    assert "Withdraw this draft?" in text_of(producer.get(url))
    producer.post(url)

    assert queries.get_draft(draft.id).state is DraftState.WITHDRAWN


def test_others_neither_edit_nor_try(client, people):
    client.force_login(people["producer"])
    start(client)
    draft = queries.list_open_drafts("keluarga")[0]
    client.force_login(makers.make_account("bappeda", Role.PLANNER, agency_code=f"{TABANAN}/bappeda"))

    for name in ("edit_draft", "try_draft", "withdraw_draft"):
        assert client.get(reverse(f"exchange:{name}", args=[draft.id])).status_code == 403
    assert client.get(reverse("exchange:draft", args=[draft.id])).status_code == 200


def test_versions_and_differences_over_http(client, exchange):
    listed = client.get("/api/v1/datasets/keluarga/contracts").json()
    one = client.get("/api/v1/datasets/keluarga/contracts/1").json()
    same = client.get("/api/v1/datasets/keluarga/contracts/compare?old=1&new=1").json()

    assert [each["version"] for each in listed] == [1]
    assert one == bodies.HOUSEHOLDS
    assert same == {"old": 1, "new": 1, "is_breaking": False, "changes": []}
    assert client.get("/api/v1/datasets/keluarga/contracts/9").status_code == 404


def test_a_version_comes_into_force_over_http(producer, people):
    body = {**bodies.SCORES, "kotacerdas:dueDay": 1}

    def post(path: str, data: dict):
        return producer.post(f"/api/v1/contract-drafts{path}", json.dumps(data), content_type="application/json")

    made = post("", {"contract": body, "based_on": 1})
    number = made.json()["id"]
    changed = producer.put(
        f"/api/v1/contract-drafts/{number}",
        json.dumps({"contract": body, "note": "Batas setor lebih awal.", "revision": 1}),
        content_type="application/json",
    ).json()
    seen = {"revision": changed["revision"]}
    proposed = post(f"/{number}/propose", seen).json()
    signed = post(f"/{number}/sign", seen).json()
    producer.force_login(people["steward"])
    in_force = post(f"/{number}/sign", seen).json()

    assert made.status_code == 201
    assert [(each["kind"], each["breaks"]) for each in changed["changes"]] == [("due_earlier", ["producers"])]
    assert [each["state"] for each in (proposed, signed, in_force)] == ["proposed", "signed_by_one", "in_force"]
    assert in_force["version"] == 2
    assert post("", {"contract": {"name": "x"}}).status_code == 400

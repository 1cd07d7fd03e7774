"""Forms MS-Keg and MS-Var: what the contract says is on them, what it does not say is named."""

import io
import json

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import write_contracts


SCORES = b"kode_desa;nilai\n51.02.01.2001;0,5\n"
WHOLE = bodies.contract(
    "survei",
    submit_level="regency",
    fields=[
        bodies.village_code()
        | {"kotacerdas:concept": "Wilayah", "kotacerdas:reference": "BPS", "kotacerdas:question": "Di desa mana?"},
    ],
    key=["kode_desa"],
    **{
        "kotacerdas:themes": ["living"],
        "kotacerdas:contact": {"title": "Bidang Data", "email": "data@tabanan.example", "phone": "0361"},
        "kotacerdas:activity": {
            "code": "V-26.5102.001",
            "title": "Survei contoh",
            "background": "Belum ada angka.",
            "goal": "Mengetahui keadaan.",
            "collection": "survey",
            "instrument": "interview",
            "unit": "Desa",
            "sample": "Acak sederhana",
            "quality": "Pengawas mendatangi lagi satu dari sepuluh desa.",
        },
    },
)


@pytest.fixture(autouse=True)
def in_english(client):
    client.cookies["django_language"] = "en"


def answers(form) -> dict[str, str]:
    return {line.question: line.answer for line in form.lines}


def test_what_the_contract_says_is_on_the_form(hand_in, now):
    hand_in(SCORES, dataset="skor", area="51.02", period="2025")

    metadata = queries.get_metadata("skor", on=now.date())

    activity, score = answers(metadata.activity), answers(metadata.variables[1])
    assert activity["Cakupan wilayah"] == "Kabupaten Tabanan"
    assert activity["Tahun kegiatan"] == "2025"
    assert activity["Jadwal penyerahan"] == "Paling lambat tanggal 30 bulan 9"
    assert activity["Tersedia untuk umum"] == "Ya"
    assert (score["Nama variabel"], score["Klasifikasi isian (domain value)"]) == ("Judul nilai", "0 sampai 1")
    assert score["Aturan validasi"] == "Wajib diisi"


def test_what_is_missing_is_named_with_its_property(exchange, now):
    metadata = queries.get_metadata("skor", on=now.date())

    missing = {line.fill_in for form in metadata.forms for line in form.missing}
    assert "kotacerdas:activity.goal" in missing
    assert "schema.fields.nilai.kotacerdas:question" in missing


def test_columns_about_persons_are_not_open_to_the_public(exchange, now):
    variables = queries.get_metadata("keluarga", on=now.date()).variables

    said = {answers(form)["Nama variabel"]: answers(form)["Dapat diakses umum"] for form in variables}
    assert said == {"Judul kode_desa": "Ya", "Judul nomor": "Tidak", "Judul kepala": "Tidak", "Judul anggota": "Ya"}


def test_a_contract_that_says_everything_fills_the_form_whole(hand_in, definitions, now):
    write_contracts(definitions, WHOLE)
    operations.register_datasets(by=SYSTEM, at=now)
    hand_in(b"kode_desa\n51.02.01.2001\n", dataset="survei", area="51.02")

    metadata = queries.get_metadata("survei", on=now.date())

    assert [line.question for form in metadata.forms for line in form.missing] == []
    assert answers(metadata.activity)["Rancangan sampel"] == "Acak sederhana"


def test_the_forms_come_as_page_workbook_and_json(client, exchange):
    page = client.get(reverse("exchange:metadata", args=["skor"])).content.decode()
    assert "Still to be filled in" in page
    assert "kotacerdas:activity.goal" in page

    response = client.get(reverse("exchange:metadata_file", args=["skor", "xlsx"]))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    assert book.sheetnames == ["MS-Keg", "MS-Var"]
    assert [row[0] for row in book["MS-Var"].values] == ["Nama variabel", "Judul kode_desa", "Judul nilai"]

    body = json.loads(b"".join(client.get(reverse("exchange:metadata_file", args=["skor", "json"])).streaming_content))
    assert body == client.get("/api/v1/datasets/skor/metadata").json()
    assert client.get(reverse("exchange:metadata_file", args=["skor", "docx"])).status_code == 400


def test_the_api_searches_the_catalogue_with_counts(client, hand_in):
    hand_in(SCORES, dataset="skor", area="51.02")

    body = client.get("/api/v1/catalogue", {"q": "himpunan", "agency": "51.02/dpmd", "sort": "newest"}).json()

    assert [item["name"] for item in body["items"]] == ["skor", "keluarga"]
    assert body["items"][0]["state"] in {"current", "late"}
    assert body["facets"]["openness"] == {"open": 2}
    narrowed = client.get("/api/v1/catalogue?openness=closed&openness=limited").json()
    assert (narrowed["total"], narrowed["facets"]["openness"]) == (0, {"closed": 0, "limited": 0, "open": 2})
    assert client.get("/api/v1/catalogue?sort=upside").status_code == 422

"""Two agencies on the pages: one asks, the other decides, and everybody sees who read."""

from datetime import UTC, datetime

import pytest

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant, GrantState
from kotacerdas.apps.exchange import operations
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.agreements import made
from tests.apps.exchange.conftest import make_households


BAJERA, WANAGIRI = "51.02.01.2001", "51.02.01.2002"
PURPOSE = "Verifikasi penerima bantuan sosial"


@pytest.fixture
def release(hand_in) -> int:
    number = hand_in(make_households(BAJERA, WANAGIRI), area="51.02").release_id
    made.make_agencies()
    assert number
    return number


@pytest.fixture
def agreement(release):
    """In force on any day a test may run."""
    return made.make_agreement(
        made.DPMD, made.DINKES, since=datetime(2020, 1, 1, tzinfo=UTC).date(), until=None, number="PKS/7"
    )


@pytest.fixture
def sit_down(client, release):
    """Log the same browser in as somebody else."""

    def log_in(username: str, agency: str):
        client.force_login(
            makers.make_account(username, Role.DATA_PRODUCER, agency_code=agency, capture=["51.02"], view=["51.02"])
        )
        return client

    return log_in


def ask(client, **changes):
    wish = {"purpose": PURPOSE, "columns": ["kepala"], "area": BAJERA, "row_filter": "", "until": "", **changes}
    return client.post("/data/keluarga/minta-akses/", wish, follow=True)


def only_grant() -> Grant:
    (grant,) = agreements.list_grants()
    return grant


def test_an_agency_asks_the_owner_opens_and_the_reader_reads(sit_down, release, agreement):
    dinkes = sit_down("dinkes", made.DINKES)
    assert "Minta akses" in dinkes.get("/data/keluarga/").content.decode()
    assert "menunggu keputusan" in ask(dinkes).content.decode()

    dpmd = sit_down("dpmd", made.DPMD)
    assert PURPOSE in dpmd.get("/data/akses/").content.decode()
    opened = dpmd.post(
        f"/data/akses/{only_grant().id}/",
        {"ground": f"agreement:{agreement.pk}", "columns": ["kepala"], "rate_per_day": "5"},
        follow=True,
    )
    assert "Akses sekarang terbuka" in opened.content.decode()
    assert only_grant().state is GrantState.OPEN

    dinkes.logout()
    dinkes.force_login(type(agreement)._meta.apps.get_model("accounts", "User").objects.get(username="dinkes"))
    shown = dinkes.get(f"/data/rilis/{release}/baris/").content.decode()
    assert "Kepala 1" in shown
    assert "Anda membaca dengan hak akses" in shown
    assert "kepala" in dinkes.get(f"/data/akses/{only_grant().id}/").content.decode()
    whole = dinkes.get(f"/data/rilis/{release}/baris/?grant=0").content.decode()
    assert "Kepala 1" not in whole
    assert "Baca dengan hak akses kita" in whole


def test_a_refusal_needs_a_reason(sit_down, agreement):
    ask(sit_down("dinkes", made.DINKES))
    dpmd = sit_down("dpmd", made.DPMD)
    address = f"/data/akses/{only_grant().id}/"

    assert "Tulis alasan menolak" in dpmd.post(address, {"refuse": "1"}).content.decode()
    refused = dpmd.post(address, {"refuse": "1", "note": "Belum ada perjanjian"}, follow=True).content.decode()

    assert "Permintaan ditolak" in refused
    assert "Belum ada perjanjian" in refused


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"purpose": "tes"}, "10"),
        ({"area": "5102"}, "kode"),
        ({"row_filter": "kepala ="}, "Syarat itu tidak terbaca"),
        ({"columns": []}, "tidak boleh kosong"),
    ],
)
def test_a_senseless_request_is_answered_beside_the_form(sit_down, change, said):
    answer = ask(sit_down("dinkes", made.DINKES), **change)

    assert said in answer.content.decode()
    assert agreements.list_grants() == ()


def test_the_owner_opens_a_part_of_the_area_and_the_agreement_is_one_step_away(sit_down, agreement):
    ask(sit_down("dinkes", made.DINKES), area="51.02")
    dpmd = sit_down("dpmd", made.DPMD)
    address = f"/data/akses/{only_grant().id}/"
    wish = {"ground": f"agreement:{agreement.pk}", "columns": ["kepala"]}

    assert "51.71" in dpmd.post(address, {**wish, "area": "51.71"}).content.decode()
    opened = dpmd.post(address, {**wish, "area": BAJERA}, follow=True).content.decode()

    assert only_grant().area_code == BAJERA
    assert f'href="/kesepakatan/{agreement.pk}/"' in opened


def test_closing_is_confirmed_first(sit_down, agreement):
    ask(sit_down("dinkes", made.DINKES))
    dpmd = sit_down("dpmd", made.DPMD)
    number = only_grant().id
    dpmd.post(f"/data/akses/{number}/", {"ground": f"agreement:{agreement.pk}", "columns": ["kepala"]})

    assert "Tutup akses ini sekarang?" in dpmd.get(f"/data/akses/{number}/tutup/").content.decode()
    closed = dpmd.post(f"/data/akses/{number}/tutup/", {"note": "Selesai"}, follow=True).content.decode()

    assert "Akses sudah ditutup" in closed
    assert only_grant().state is GrantState.CLOSED


def test_a_grant_is_not_for_a_third_agency(sit_down, agreement):
    ask(sit_down("dinkes", made.DINKES))

    assert sit_down("setda", made.SETDA).get(f"/data/akses/{only_grant().id}/").status_code == 403


def test_a_village_sees_who_read_about_it_and_citizens_see_no_names(client, release, now):
    operations.read_rows(
        release_id=release,
        area_code=BAJERA,
        purpose="Memeriksa aduan warga",
        by=makers.make_data_producer(),
        at=now,
    )
    address = f"/data/pembaca/{BAJERA}/"

    public = client.get(address).content.decode()
    client.force_login(makers.make_account("perbekel", Role.VILLAGE_OPERATOR, agency_code="", view=[BAJERA]))
    village = client.get("/data/pembaca/", follow=True).content.decode()

    assert "Memeriksa aduan warga" in public
    assert "Memeriksa aduan warga" in village
    assert "Kolom tentang orang dibuka 1 kali" in village
    assert "<td>dpmd" not in public.replace(" ", "")
    assert "Petugas" in village
    assert "Petugas" not in public
    assert "Belum ada" in client.get("/data/pembaca/51.02.04.2009/").content.decode()


def test_an_agency_sees_who_reads_its_data(client, release, now):
    operations.read_rows(release_id=release, by=made.make_staff(made.DINKES), at=now)
    client.force_login(makers.make_account("dpmd", Role.DATA_PRODUCER, agency_code=made.DPMD, view=["51.02"]))

    page = client.get("/data/pembaca/").content.decode()

    assert "November 2026" in page
    assert "dinkes" in page


def test_access_over_the_api(sit_down, release, agreement):
    dinkes = sit_down("dinkes", made.DINKES)
    wish = {"purpose": PURPOSE, "columns": ["kepala"], "area": BAJERA}
    asked = dinkes.post("/api/v1/datasets/keluarga/grants", wish, content_type="application/json")
    assert asked.status_code == 201
    number = asked.json()["id"]

    dpmd = sit_down("dpmd", made.DPMD)
    opened = dpmd.post(
        f"/api/v1/grants/{number}/decision",
        {"is_granted": True, "agreement": agreement.pk},
        content_type="application/json",
    ).json()
    assert (opened["state"], opened["is_open"], opened["agreement"]) == ("open", True, "PKS/7")
    assert dpmd.get("/api/v1/grants").json()["total"] == 1
    closed = dpmd.post(f"/api/v1/grants/{number}/closing", {}, content_type="application/json").json()
    assert (closed["state"], closed["is_open"]) == ("closed", False)
    assert dpmd.get(f"/api/v1/grants/{number}/reads").json()["total"] == 0
    assert dpmd.get(f"/api/v1/areas/{BAJERA}/readers").json() == []
    assert dpmd.get(f"/api/v1/areas/{BAJERA}/readers?month=x").json()["code"] == "exchange.malformed_month"

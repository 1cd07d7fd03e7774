"""A person asks about their own data; after an erasure no byte of them is left."""

import html
import re
from datetime import timedelta

import pytest

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.errors import IdentityNotChecked, NotTheAnswerer, WrongStep
from kotacerdas.apps.exchange.types import ClockState, SubjectRequestState, SubjectRight
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM
from kotacerdas.kernel.areas import AreaCode
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import write_contracts
from tests.apps.exchange.test_retention import content_of


BAJERA, WANAGIRI = makers.BAJERA, "51.02.01.2002"
NIK, OTHER = "5102014107800001", "5102014107800002"
NOTE = "KTP asli dilihat di kantor desa."
S = SubjectRequestState
HEADER = "kode_desa;nomor;nik;kepala;anggota\n"


@pytest.fixture
def registered(exchange, definitions, now):
    """Households with the number of their head."""
    fields = bodies.HOUSEHOLDS["schema"]["fields"]
    nik = bodies.column("nik", "string", privacy="personal", constraints={"pattern": "[0-9]{16}"})
    schema = {**bodies.HOUSEHOLDS["schema"], "fields": [*fields[:2], nik, *fields[2:]]}
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "schema": schema})
    operations.register_datasets(by=SYSTEM, at=now)


@pytest.fixture
def households(registered, hand_in):
    """Two years of a village, the older year with a returned row about the person as well, and another village."""
    row = f"{BAJERA};001;{NIK};Ni Luh Dicari;4\n"
    other = f"{BAJERA};002;{OTHER};I Made Lain;3\n"
    hand_in((HEADER + row + other + f"{BAJERA};003;{NIK};Ni Luh Dicari;99\n").encode(), period="2025")
    hand_in((HEADER + other + f"{BAJERA};009;{OTHER};I Made Lain;3\n").encode(), period="2025", accepts_fewer_rows=True)
    hand_in((HEADER + row + other).encode())
    return hand_in((HEADER + f"{WANAGIRI};001;{OTHER};I Made Lain;3\n").encode(), area=WANAGIRI)


@pytest.fixture
def asked(households, now):
    return operations.open_subject_request(
        right=SubjectRight.ERASURE,
        name="Ni Luh Dicari",
        nik=NIK,
        area_code=AreaCode(BAJERA),
        wish="Hapus data saya.",
        by=ANONYMOUS,
        at=now,
    )


def move(number, *states, now, by=None):
    for state in states:
        operations.move_subject_request(request_id=number, to=state, note=NOTE, by=by or makers.make_steward(), at=now)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, ClockState.IN_TIME),
        (47.9, ClockState.IN_TIME),
        (48, ClockState.SOON),
        (71.9, ClockState.SOON),
        (72, ClockState.OVERDUE),
    ],
)
def test_the_clock_runs_three_times_24_hours(asked, now, hours, expected):
    assert rules.clock_of(asked, at=now + timedelta(hours=hours)) is expected


def test_the_clock_stops_and_the_numbers_are_forgotten_when_it_is_closed(asked, now):
    move(asked.id, S.IDENTITY_CHECKED, S.REFUSED, now=now)
    closed = queries.get_subject_request(asked.id)

    assert rules.clock_of(closed, at=now + timedelta(days=9)) is ClockState.STOPPED
    assert closed.person.nik == ""
    with pytest.raises(WrongStep):
        move(asked.id, S.BEING_ANSWERED, now=now)


def test_nobody_is_looked_for_before_their_identity_is_checked(asked, now):
    with pytest.raises(IdentityNotChecked):
        operations.find_person(request_id=asked.id, by=makers.make_steward(), at=now)


def test_the_search_finds_the_person_only_and_every_look_is_on_record(asked, now):
    move(asked.id, S.IDENTITY_CHECKED, now=now)

    found = operations.find_person(request_id=asked.id, by=makers.make_steward(), at=now)

    assert [(str(each.release.period), each.cells["nik"]) for each in found] == [("2026", NIK)]
    reads = queries.list_reads(datasets=["keluarga"])
    assert {each.purpose for each in reads} == {f"permintaan subjek data #{asked.id}"}
    assert len(reads) == 2, "both releases in force of the village were looked into"


@pytest.mark.parametrize("actor", [makers.make_steward("51.71"), makers.make_data_producer(), ANONYMOUS])
def test_others_find_nothing(asked, now, actor):
    move(asked.id, S.IDENTITY_CHECKED, now=now)

    with pytest.raises(NotTheAnswerer):
        operations.find_person(request_id=asked.id, by=actor, at=now)
    assert queries.list_subject_requests(actor) == ()
    assert queries.list_reads(datasets=["keluarga"]) == ()


def test_after_an_erasure_no_byte_of_the_person_is_left(asked, now, lake_folder):
    move(asked.id, S.IDENTITY_CHECKED, S.BEING_ANSWERED, S.DECIDED, now=now)
    steward = makers.make_steward()
    [found] = operations.find_person(request_id=asked.id, by=steward, at=now)
    assert NIK in content_of(lake_folder)

    [number] = operations.erase_person(
        request_id=asked.id, rows=[(found.release.id, found.key)], note=NOTE, by=steward, at=now
    )

    text = content_of(lake_folder)
    assert NIK not in text
    assert "Ni Luh Dicari" not in text
    assert OTHER in text, "rows of others stay"
    release = queries.get_release(number)
    assert (release.rows, str(release.period), release.area_code) == (1, "2026", BAJERA)
    assert queries.get_release(found.release.id).is_removed
    assert {part.release.area_code for part in queries.list_current_parts("keluarga")} == {BAJERA, WANAGIRI}
    assert queries.find_tombstone(found.release.submission_id).request_number == asked.id
    assert queries.get_subject_request(asked.id).state is S.CARRIED_OUT
    submission = queries.get_submission(release.submission_id)
    assert "UU 27/2022" in queries.say_notice(submission.notices[0])


class TestPages:
    """What the person and the steward see."""

    @pytest.fixture
    def steward(self, client):
        client.force_login(makers.make_account("walidata", makers.Role.DATA_STEWARD, view=["51.02"]))
        return client

    @pytest.mark.usefixtures("exchange")
    def test_a_person_asks_without_an_account_and_follows_the_receipt(self, client):
        form = {
            "right": "access",
            "name": "Ni Luh Dicari",
            "nik": NIK,
            "area_code": BAJERA,
            "wish": "Apa isinya data saya?",
        }

        assert client.post("/data/hak-anda/", {**form, "nik": "12"}).status_code == 422
        answer = client.post("/data/hak-anda/", form)

        page = client.get(answer.headers["Location"]).content.decode()
        assert "Diterima" in page
        assert NIK not in page
        assert "Dicari" not in page
        assert client.get("/data/hak-anda/ABCDEFGHJKLM/").status_code == 404

    def test_the_steward_takes_it_from_step_to_step_and_erases(self, asked, steward, lake_folder):
        address = f"/data/permintaan/{asked.id}/"
        assert f"#{asked.id}" in steward.get("/data/permintaan/").content.decode()
        for state in (S.IDENTITY_CHECKED, S.BEING_ANSWERED, S.DECIDED):
            assert steward.post(address, {"to": state.value, "note": NOTE}).status_code == 302
        page = steward.post(f"{address}cari/").content.decode()
        assert NIK in page
        [found] = re.findall(r'name="row" value="([^"]*)"', page)

        answer = steward.post(f"{address}hapus/", {"row": [html.unescape(found)], "note": NOTE})

        assert answer.status_code == 302
        assert NIK not in content_of(lake_folder)
        assert steward.post(address, {"to": "answered", "note": NOTE}).status_code == 302

    def test_the_report_holds_the_rows_and_who_read_about_the_village(self, asked, steward):
        steward.post(f"/data/permintaan/{asked.id}/", {"to": "identity_checked", "note": NOTE})

        report = steward.post(f"/data/permintaan/{asked.id}/laporan.json").json()

        assert [row["cells"]["nik"] for row in report["rows"]] == [NIK]
        assert report["reads_of_the_area"][0]["purpose"] == f"permintaan subjek data #{asked.id}"

    def test_others_are_kept_out(self, asked, client):
        client.force_login(makers.make_account("dpmd", makers.Role.DATA_PRODUCER, capture=["51.02"]))
        assert client.get("/data/permintaan/").status_code == 403
        assert client.get(f"/data/permintaan/{asked.id}/").status_code == 403

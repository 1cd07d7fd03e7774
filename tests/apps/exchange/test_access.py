"""Nothing passes the door that the slow obvious twin would hide, whatever is granted and asked."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.errors import GrantNotYours, TokenTooNarrow, TooManyReads
from kotacerdas.apps.exchange.types import Access, Channel, Dataset, Opening, Openness, Reader, Release
from kotacerdas.contracts.contract import Privacy, Schedule
from kotacerdas.contracts.operands import Operand
from kotacerdas.contracts.slices import meet
from kotacerdas.kernel.actors import ANONYMOUS, Actor, Credential, Role
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Frequency, Period
from kotacerdas.lake import exports, rows
from kotacerdas.lake.selections import Part
from tests import makers


PRIVACY = {
    "kode_desa": Privacy.PUBLIC,
    "anggota": Privacy.PUBLIC,
    "nomor": Privacy.INTERNAL,
    "kepala": Privacy.PERSONAL,
    "desil": Privacy.SPECIFIC,
}
VILLAGES = ("51.02.01.2001", "51.02.01.2002", "51.02.04.2009", "51.02.09.2006")
AREAS = ("ID", "51.02", "51.02.01", "51.02.04", *VILLAGES)
ROWS = [
    {
        "kode_desa": village,
        "anggota": number % 5 if number % 6 else None,
        "nomor": f"{number:03}",
        "kepala": f"Kepala {number}",
        "desil": number % 10 + 1,
    }
    for number, village in enumerate(VILLAGES * 4)
]
KINDS = {name: Operand.NUMBER if name in {"anggota", "desil"} else Operand.TEXT for name in PRIVACY}
CONDITIONS = {
    "": lambda _row: True,
    "desil <= 4": lambda row: row["desil"] <= 4,
    "anggota > 1": lambda row: row["anggota"] is not None and row["anggota"] > 1,
    "NOT (anggota = 2)": lambda row: row["anggota"] is not None and row["anggota"] != 2,
    "anggota IS NULL OR starts_with(nomor, '00')": lambda row: row["anggota"] is None or row["nomor"].startswith("00"),
}


def make_dataset(openness: Openness = Openness.OPEN) -> Dataset:
    return Dataset(
        name="keluarga",
        title={"id": "Keluarga", "en": "Households"},
        description={"id": "", "en": ""},
        producer_code="51.02/dpmd",
        frequency=Frequency.YEAR,
        submit_level=AreaLevel.VILLAGE,
        grain=AreaLevel.VILLAGE,
        area_field="kode_desa",
        contract_version=1,
        is_synthetic=True,
        schedule=Schedule(9, 30, 0),
        openness=openness,
    )


def make_release(path: Path | str = "") -> Release:
    return Release(
        id=7,
        dataset_name="keluarga",
        period=Period.parse("2026"),
        area_code=AreaCode("51.02"),
        submission_id=1,
        sha256="0" * 64,
        rows=len(ROWS),
        contract_version=1,
        released_at=datetime(2026, 11, 2, tzinfo=UTC),
        file_path=str(path),
    )


def make_reader(actor: Actor, *, purpose: str = "", grant: int | None = None) -> Reader:
    return Reader(actor, Channel.API, date(2026, 11, 2), purpose, grant)


def open_to(actor: Actor, *openings: Opening, area: str = "", openness: Openness = Openness.OPEN, **said) -> Access:
    return rules.open_to(
        make_reader(actor, **said),
        make_release(),
        make_dataset(openness),
        asked=AreaCode(area) if area else None,
        privacy=PRIVACY,
        kinds=KINDS,
        openings=openings,
    )


DINSOS = makers.make_actor(
    Role.DATA_PRODUCER, username="dinsos", agency_code="51.02/dinsos", capture=("51.02",), view=("51.02",)
)
ACTORS = {
    "public": ANONYMOUS,
    "another agency": DINSOS,
    "planner": makers.make_planner(),
    "village": makers.make_village_operator(),
    "another village": makers.make_village_operator("51.02.04.2009"),
    "producer": makers.make_data_producer(),
    "steward": makers.make_steward(),
}


@dataclass(frozen=True)
class Case:
    """One reader who asks for rows with one grant in hand."""

    who: str
    purpose: str
    asked: str
    openness: Openness
    columns: frozenset[str]
    areas: tuple[str, ...]
    condition: str
    first: str
    named: bool


cases = st.builds(
    Case,
    who=st.sampled_from(sorted(ACTORS)),
    purpose=st.sampled_from(["", "Memeriksa aduan warga"]),
    asked=st.sampled_from(["", *AREAS]),
    openness=st.sampled_from(Openness),
    columns=st.frozensets(st.sampled_from(sorted(PRIVACY))),
    areas=st.lists(st.sampled_from(AREAS), max_size=2).map(tuple),
    condition=st.sampled_from(sorted(CONDITIONS)),
    first=st.sampled_from(["2024", "2026", "2027"]),
    named=st.booleans(),
)


def within(village: str, area: str) -> bool:
    return area in {"ID", village} or village.startswith(f"{area}.")


def may_see(case: Case, row: dict, column: str) -> bool:
    """The twin: one cell, asked on its own, in plain words."""
    actor, asked = ACTORS[case.who], case.asked or "51.02"
    if not within(row["kode_desa"], asked):
        return False
    works = case.who in {"producer", "steward"} and within(asked, "51.02")
    works = works or (case.who == "village" and asked == VILLAGES[0])
    works = works or (case.who == "another village" and asked == VILLAGES[2])
    is_staff = case.who != "public"
    kind = PRIVACY[column]
    personal = kind in {Privacy.PERSONAL, Privacy.SPECIFIC}
    shut = (case.openness is Openness.CLOSED and not works) or (case.openness is Openness.LIMITED and not is_staff)
    own = not shut and (
        kind is Privacy.PUBLIC or (kind is Privacy.INTERNAL and is_staff) or (personal and works and bool(case.purpose))
    )
    in_grant = any(within(row["kode_desa"], area) for area in case.areas) if case.areas else True
    granted = (
        actor.agency_code == "51.02/dinsos"
        and case.first in {"2024", "2026"}
        and in_grant
        and CONDITIONS[case.condition](row)
        and (column in case.columns or not case.columns)
    )
    return own or granted


@pytest.fixture(scope="module")
def lake_file(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("lake") / "release.parquet"
    pq.write_table(pa.Table.from_pylist(ROWS), path)
    return path


@given(case=cases)
def test_no_cell_leaves_that_the_slow_twin_hides(lake_file: Path, case: Case):
    actor = ACTORS[case.who]
    opening = Opening(
        3, "Verifikasi bansos", case.columns, tuple(map(AreaCode, case.areas)), case.condition, Period.parse(case.first)
    )
    openings = (opening,) if actor is DINSOS else ()
    try:
        access = open_to(
            actor,
            *openings,
            area=case.asked,
            openness=case.openness,
            purpose=case.purpose,
            grant=3 if case.named else None,
        )
    except GrantNotYours:
        assert case.named
        return
    by_number = {row["nomor"]: row for row in ROWS}
    key = ("nomor",)
    seen = rows.read_page(lake_file, columns=key, keep=access.keep, limit=100)[1]

    for (number,) in seen:
        for column in access.columns:
            assert may_see(case, by_number[number], column), (number, column)
    if access.grant is None and access.columns:
        visible = {row["nomor"] for row in ROWS if within(row["kode_desa"], case.asked or "51.02")}
        assert {number for (number,) in seen} == visible


@given(case=cases.filter(lambda case: case.openness is Openness.CLOSED and bool(case.columns)))
def test_a_file_holds_what_a_page_shows(lake_file: Path, case: Case):
    opening = Opening(3, "Verifikasi bansos", case.columns, tuple(map(AreaCode, case.areas)), case.condition)
    access = open_to(DINSOS, opening, openness=Openness.CLOSED)

    content = b"".join(
        exports.stream([Part(lake_file, keep=access.keep)], format="csv", columns=access.columns)
    ).decode()

    header, *lines = content.splitlines()
    page = rows.read_page(lake_file, columns=access.columns, keep=access.keep, limit=100)[1]
    assert re.findall(r"\w+", header) == [name for name in PRIVACY if name in case.columns]
    assert len(lines) == len(page)


def test_under_a_grant_the_reader_sees_its_columns_of_its_rows_and_need_not_say_why_again():
    opening = Opening(3, "Verifikasi bansos", frozenset({"kepala"}), (AreaCode("51.02.01"),), "desil <= 4")

    access = open_to(DINSOS, opening)

    assert access.columns == ("kode_desa", "anggota", "nomor", "kepala")
    assert access.mask.opened == ("kepala",)
    assert access.keep.areas == ("51.02.01",)
    assert access.purpose == "Verifikasi bansos"
    assert access.grant == 3


def test_a_reader_may_stand_on_no_grant_and_sees_all_rows_again():
    opening = Opening(3, "Verifikasi bansos", frozenset({"kepala"}), (AreaCode("51.02.01"),))

    access = open_to(DINSOS, opening, grant=rules.WITHOUT_GRANT)

    assert "kepala" not in access.columns
    assert access.keep.is_whole


def test_the_grant_that_opens_most_is_taken_and_own_work_needs_none():
    narrow = Opening(3, "Verifikasi bansos", frozenset({"kepala"}))
    wide = Opening(2, "Pemadanan data", frozenset({"kepala", "desil"}))

    assert open_to(DINSOS, narrow, wide).grant == 2
    assert open_to(makers.make_data_producer(), narrow, purpose="Memeriksa aduan warga").grant is None


def test_a_grant_for_other_periods_or_areas_opens_nothing():
    later = Opening(3, "Verifikasi bansos", frozenset({"kepala"}), first_period=Period.parse("2027"))
    elsewhere = Opening(4, "Verifikasi bansos", frozenset({"kepala"}), (AreaCode("51.71"),))

    assert open_to(DINSOS, later, elsewhere).grant is None
    with pytest.raises(GrantNotYours):
        open_to(DINSOS, elsewhere, grant=4)


def test_a_closed_dataset_shows_no_column_without_a_grant():
    access = open_to(ANONYMOUS, openness=Openness.CLOSED)

    assert access.columns == ()
    assert access.mask.reason_code == "exchange.dataset_closed"


def test_a_token_made_for_something_else_reads_no_rows():
    token = Credential("kc_made", frozenset({"submit"}))
    actor = Actor("made", "Made", DINSOS.roles, DINSOS.agency_code, token=token)

    with pytest.raises(TokenTooNarrow):
        open_to(actor)


def test_the_reads_of_a_day_run_out():
    opening = Opening(3, "Verifikasi bansos", reads_per_day=2)

    rules.check_rate(opening, reads_today=1, seconds_left=60)
    with pytest.raises(TooManyReads) as refused:
        rules.check_rate(opening, reads_today=2, seconds_left=60)

    assert refused.value.facts["retry_after"] == 60


@given(asked=st.sampled_from(AREAS), allowed=st.lists(st.sampled_from(AREAS), max_size=3))
def test_areas_meet_where_both_reach(asked: str, allowed: list[str]):
    met = meet(AreaCode(asked), [AreaCode(area) for area in allowed])

    for village in VILLAGES:
        both = within(village, asked) and any(within(village, area) for area in allowed)
        assert any(within(village, area) for area in met) == both

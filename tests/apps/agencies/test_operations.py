"""Agencies are loaded once; offices are held by one person at a time."""

from datetime import date, datetime

import pytest

from kotacerdas.apps.agencies import errors, operations, queries
from kotacerdas.apps.agencies.types import AgencyKind
from kotacerdas.apps.audit import queries as audit
from tests.makers import make_administrator, make_area_tree


pytestmark = pytest.mark.django_db
ADMIN = make_administrator()
OPD = [
    "bappeda", "bpbd", "dinkes", "dinsos", "disdik", "disdukcapil", "dishub", "diskominfo", "diskop", "disnaker",
    "dispar", "dispupr", "distan", "dlh", "dpmd", "dpmptsp", "perpusip", "setda",
]  # fmt: skip


@pytest.fixture
def loaded(now: datetime) -> int:
    make_area_tree()
    return operations.load_agencies(by=ADMIN, at=now)


def test_loading_adds_regional_bodies_the_ministry_and_every_village(loaded: int) -> None:
    assert [agency.code for agency in queries.list_agencies(kind=AgencyKind.REGIONAL)] == [f"51.02/{s}" for s in OPD]
    assert [agency.code for agency in queries.list_agencies(kind=AgencyKind.MINISTRY)] == ["ID/komdigi"]
    assert len(queries.list_agencies(kind=AgencyKind.VILLAGE)) == 7
    assert loaded == len(OPD) + 1 + 7


@pytest.mark.usefixtures("loaded")
def test_loading_again_adds_nothing_and_leaves_no_row(now: datetime) -> None:
    assert operations.load_agencies(by=ADMIN, at=now) == 0
    assert len(audit.list_events(action="agencies.")) == 1


@pytest.mark.usefixtures("loaded")
def test_the_regent_and_the_secretary_are_the_public_facts() -> None:
    regent = queries.find_holder("51.02/setda/bupati", on=date(2026, 11, 2))
    secretary = queries.find_holder("51.02/setda/sekda", on=date(2026, 11, 2))

    assert regent is not None
    assert regent.person_name == "I Komang Gede Sanjaya"
    assert secretary is not None
    assert secretary.person_name == "I Gede Susila"
    assert queries.find_holder("51.02/setda/bupati", on=date(2020, 1, 1)) is None
    assert queries.find_holder("51.02/dinkes/kepala", on=date(2026, 11, 2)) is None


@pytest.mark.usefixtures("loaded")
def test_a_village_government_is_found_by_its_area() -> None:
    agency = queries.get_village_agency("51.02.01.2001")

    assert (agency.code, agency.name) == ("51.02.01.2001/pemdes", "Pemerintah Desa Bajera")
    assert [office.title for office in queries.list_offices(agency.code)] == ["Perbekel", "Sekretaris Desa"]


@pytest.mark.usefixtures("loaded")
def test_an_appointment_lasts_until_its_end_and_is_recorded(now: datetime) -> None:
    operations.appoint(
        office_code="51.02/dinkes/kepala",
        person_name="Ni Putu Contoh",
        since=date(2025, 1, 1),
        until=date(2026, 1, 1),
        is_acting=False,
        by=ADMIN,
        at=now,
    )

    on_last_day = queries.find_holder("51.02/dinkes/kepala", on=date(2025, 12, 31))
    assert on_last_day is not None
    assert on_last_day.person_name == "Ni Putu Contoh"
    assert queries.find_holder("51.02/dinkes/kepala", on=date(2026, 1, 1)) is None
    assert audit.list_events(target="51.02/dinkes/kepala")[0].action == "agencies.appointed"


@pytest.mark.usefixtures("loaded")
def test_a_second_appointed_holder_is_refused_an_acting_one_acts(now: datetime) -> None:
    facts = {"office_code": "51.02/setda/sekda", "since": date(2026, 6, 1), "until": None, "by": ADMIN, "at": now}

    with pytest.raises(errors.OfficeHeld, match="I Gede Susila"):
        operations.appoint(person_name="I Nyoman Contoh", is_acting=False, **facts)
    operations.appoint(person_name="I Nyoman Contoh", is_acting=True, **facts)

    acting = queries.find_holder("51.02/setda/sekda", on=date(2026, 11, 2))
    assert acting is not None
    assert acting.person_name == "I Nyoman Contoh"


@pytest.mark.usefixtures("loaded")
def test_an_office_that_is_not_there_is_named(now: datetime) -> None:
    with pytest.raises(errors.OfficeNotFound, match=r"51\.02/dinkes/raja"):
        operations.appoint(
            office_code="51.02/dinkes/raja",
            person_name="x",
            since=date(2026, 1, 1),
            until=None,
            is_acting=False,
            by=ADMIN,
            at=now,
        )


def test_an_agency_is_added_once_and_in_a_known_area(now: datetime) -> None:
    make_area_tree()
    facts = {"name": "RSUD Tabanan", "short_name": "RSUD", "kind": AgencyKind.REGIONAL, "by": ADMIN, "at": now}

    operations.add_agency(code="51.02/rsud", area_code="51.02", **facts)

    assert queries.get_agency("51.02/rsud").name == "RSUD Tabanan"
    with pytest.raises(errors.AgencyExists):
        operations.add_agency(code="51.02/rsud", area_code="51.02", **facts)
    with pytest.raises(errors.AgencyAreaUnknown):
        operations.add_agency(code="51.08/rsud", area_code="51.08", **facts)
    with pytest.raises(errors.AgencyNotFound):
        queries.get_agency("51.02/tidak-ada")


@pytest.mark.usefixtures("loaded")
def test_agencies_are_listed_by_the_area_they_lie_in() -> None:
    inside = queries.list_agencies(within="51.02.01")

    assert [agency.area_code for agency in inside] == ["51.02.01.2001", "51.02.01.2002", "51.02.01.2003"]

"""A grant opens exactly what it says, for as long as its agreement binds."""

from datetime import timedelta

import pytest

from kotacerdas.apps.agreements import operations as agreements
from kotacerdas.apps.agreements.types import Grant
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import (
    AreaOutsideDataset,
    ColumnUnknown,
    GrantEnded,
    TooManyReads,
)
from kotacerdas.contracts.errors import ExpressionRefused
from kotacerdas.kernel.areas import AreaCode
from tests.apps.agreements import made
from tests.apps.exchange.conftest import give_file, make_households


BAJERA, WANAGIRI = "51.02.01.2001", "51.02.01.2002"
PURPOSE = "Verifikasi penerima bantuan sosial"
DINKES = made.make_staff(made.DINKES)
DPMD = made.make_staff(made.DPMD)


@pytest.fixture
def release(hand_in) -> int:
    number = hand_in(make_households(BAJERA, WANAGIRI), area="51.02").release_id
    assert number
    return number


@pytest.fixture
def grant(release, now) -> Grant:
    """Dinkes may read the heads of households of Bajera, but the first."""
    made.make_agencies()
    agreement = made.make_agreement(made.DPMD, made.DINKES)
    asked = agreements.request_grant(
        dataset_name="keluarga",
        owner_code=made.DPMD,
        grantee_code=made.DINKES,
        purpose=PURPOSE,
        columns=("kepala",),
        area_code=AreaCode(BAJERA),
        row_filter="nomor <> '000'",
        rate_per_day=3,
        by=DINKES,
        at=now,
    )
    return agreements.decide_grant(grant_id=asked.id, is_granted=True, agreement_id=agreement.pk, by=DPMD, at=now)


def test_the_agency_reads_the_granted_cells_and_the_grants_purpose_is_kept(release, grant, now):
    page = operations.read_rows(release_id=release, by=DINKES, at=now)

    assert [row[2] for row in page.rows] == ["Kepala 1", "Kepala 2"]
    assert {row[0] for row in page.rows} == {BAJERA}
    (read,) = queries.list_reads()
    assert (read.grant, read.purpose, read.columns) == (grant.id, PURPOSE, ("kepala",))


def test_a_file_holds_the_granted_rows_only(release, grant, now):
    content = b"".join(give_file(release, by=DINKES, at=now)).decode()

    assert "Kepala 1" in content
    assert "Kepala 0" not in content
    assert WANAGIRI not in content


def test_others_see_no_more_than_before(release, grant, now):
    page = operations.read_rows(release_id=release, by=made.make_staff(made.SETDA), at=now)

    assert "kepala" in page.masked
    assert page.total == 6


def test_the_reads_of_a_day_are_counted(release, grant, now):
    for _ in range(3):
        operations.read_rows(release_id=release, by=DINKES, at=now)

    with pytest.raises(TooManyReads):
        operations.read_rows(release_id=release, by=DINKES, at=now)
    assert queries.count_reads_under(grant.id) == 3
    assert operations.read_rows(release_id=release, grant=0, by=DINKES, at=now).total == 6
    assert operations.read_rows(release_id=release, by=DINKES, at=now + timedelta(days=1)).total == 2


def test_a_closed_grant_opens_nothing_more(release, grant, now):
    agreements.close_grant(grant_id=grant.id, by=DPMD, at=now)

    page = operations.read_rows(release_id=release, by=DINKES, at=now)

    assert "kepala" in page.masked


def test_a_grant_ends_with_its_agreement(release, grant, now):
    page = operations.read_rows(release_id=release, by=DINKES, at=now.replace(year=2027))

    assert "kepala" in page.masked


def test_a_leaving_file_stops_when_its_grant_is_closed(release, grant, now):
    moments = iter(now + timedelta(seconds=2 * step) for step in range(9))
    leaving = give_file(release, by=DINKES, at=now, clock=lambda: next(moments))
    next(leaving)
    agreements.close_grant(grant_id=grant.id, by=DPMD, at=now)

    with pytest.raises(GrantEnded):
        list(leaving)

    (read,) = queries.list_reads()
    assert read.outcome == "stopped"


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"columns": ["nik"]}, ColumnUnknown),
        ({"area": AreaCode("51.71")}, AreaOutsideDataset),
        ({"row_filter": "kepala ="}, ExpressionRefused),
        ({"row_filter": "lain > 2"}, ExpressionRefused),
    ],
)
def test_a_request_must_fit_its_dataset(exchange, wish, refusal):
    asked = {"columns": ["kepala"], "area": AreaCode("51.02"), "row_filter": "anggota > 2", **wish}

    with pytest.raises(refusal):
        queries.get_wanted("keluarga", **asked)

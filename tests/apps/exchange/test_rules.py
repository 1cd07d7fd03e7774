"""Who may hand in and see, which rows are in force, what is due."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.errors import (
    AreaOutsideDataset,
    AreaTooSmall,
    LoginNeeded,
    MuchSmaller,
    NotTheProducer,
    OutsideYourArea,
    PeriodNotBegun,
    PeriodNotInDataset,
    RowsNotYours,
    SubmissionNotYours,
)
from kotacerdas.apps.exchange.types import (
    Dataset,
    Release,
    Submission,
    SubmissionState,
)
from kotacerdas.contracts.contract import Privacy, Schedule
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM, Role
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Frequency, Period
from tests import makers


BAJERA = AreaCode(makers.BAJERA)
TABANAN = AreaCode(makers.TABANAN)
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def make_dataset(**changes) -> Dataset:
    facts = {
        "name": "keluarga",
        "title": {"id": "Keluarga", "en": "Households"},
        "description": {"id": "", "en": ""},
        "producer_code": "51.02/dpmd",
        "frequency": Frequency.YEAR,
        "submit_level": AreaLevel.VILLAGE,
        "grain": AreaLevel.VILLAGE,
        "area_field": "kode_desa",
        "contract_version": 1,
        "is_synthetic": True,
        "schedule": Schedule(9, 30),
    }
    return Dataset(**{**facts, **changes})


def make_release(number: int, area: str, **changes) -> Release:
    facts = {
        "id": number,
        "dataset_name": "keluarga",
        "period": Period.parse("2026"),
        "area_code": AreaCode(area),
        "submission_id": number,
        "sha256": f"{number:064}",
        "rows": 10,
        "contract_version": 1,
        "released_at": NOON,
    }
    return Release(**{**facts, **changes})


def make_submission(**changes) -> Submission:
    facts = {
        "id": 1,
        "dataset_name": "keluarga",
        "period": Period.parse("2026"),
        "area_code": BAJERA,
        "file_name": "data.csv",
        "file_sha256": "0" * 64,
        "file_size": 1,
        "state": SubmissionState.RECEIVED,
        "submitted_by": "someone",
        "submitted_by_name": "Someone",
        "agency_code": None,
        "received_at": NOON,
        "checked_at": None,
        "rows_read": 0,
        "rows_kept": 0,
        "rows_failed": 0,
        "problem_code": "",
        "problem_facts": {},
        "notices": (),
        "answer_by": None,
    }
    return Submission(**{**facts, **changes})


@pytest.mark.parametrize(
    ("actor", "area"),
    [
        (makers.make_data_producer(), TABANAN),
        (makers.make_data_producer(), BAJERA),
        (makers.make_village_operator(), BAJERA),
        (makers.make_steward(), TABANAN),
        (SYSTEM, BAJERA),
    ],
)
def test_producer_village_and_steward_may_submit(actor, area):
    rules.check_can_submit(actor, make_dataset(), area)


@pytest.mark.parametrize(
    ("actor", "area", "reason"),
    [
        (ANONYMOUS, BAJERA, LoginNeeded),
        (makers.make_planner(), TABANAN, NotTheProducer),
        (makers.make_data_producer("dinkes"), TABANAN, NotTheProducer),
        (makers.make_village_operator(), AreaCode("51.02.04.2009"), OutsideYourArea),
        (makers.make_village_operator(), TABANAN, OutsideYourArea),
        (makers.make_data_producer(), AreaCode("51.71"), AreaOutsideDataset),
    ],
)
def test_others_are_told_why_they_may_not_submit(actor, area, reason):
    with pytest.raises(reason):
        rules.check_can_submit(actor, make_dataset(), area)


def test_a_village_may_not_submit_what_the_regency_hands_in_whole():
    dataset = make_dataset(submit_level=AreaLevel.REGENCY)

    with pytest.raises(AreaTooSmall):
        rules.check_can_submit(makers.make_village_operator(), dataset, BAJERA)
    with pytest.raises(AreaTooSmall):
        rules.check_can_submit(makers.make_data_producer(), dataset, BAJERA)


@pytest.mark.parametrize(("period", "reason"), [("2026-Q1", PeriodNotInDataset), ("2027", PeriodNotBegun)])
def test_a_period_must_fit_and_have_begun(period, reason):
    with pytest.raises(reason):
        rules.check_period(make_dataset(), Period.parse(period), on=NOON.date())


def test_a_submission_is_seen_by_those_it_concerns_only():
    submission, dataset = make_submission(), make_dataset()
    stranger = makers.make_village_operator("51.02.04.2009")

    for actor in (makers.make_village_operator(), makers.make_data_producer(), makers.make_steward()):
        rules.check_can_see_submission(actor, submission, dataset)
    for actor in (ANONYMOUS, stranger, makers.make_data_producer("dinkes"), makers.make_planner()):
        with pytest.raises(SubmissionNotYours):
            rules.check_can_see_submission(actor, submission, dataset)


def test_overseers_see_how_the_check_went_but_no_rows_that_came_back():
    submission, dataset = make_submission(), make_dataset()
    overseers = [
        makers.make_actor(Role.DATA_SUPERVISOR, view=[TABANAN]),
        makers.make_actor(Role.ADMINISTRATOR, view=[TABANAN]),
    ]

    for actor in (makers.make_village_operator(), makers.make_data_producer(), makers.make_steward()):
        rules.check_can_see_returned(actor, submission, dataset)
    for actor in overseers:
        rules.check_can_see_submission(actor, submission, dataset)
        with pytest.raises(RowsNotYours):
            rules.check_can_see_returned(actor, submission, dataset)


def test_an_old_release_is_protected_by_what_is_agreed_on_now():
    then = {"desil": Privacy.PUBLIC, "kepala": Privacy.PERSONAL, "gone": Privacy.INTERNAL}
    now = {"desil": Privacy.SPECIFIC, "kepala": Privacy.PUBLIC, "new": Privacy.PERSONAL}

    assert rules.strictest(then, now) == {
        "desil": Privacy.SPECIFIC,
        "kepala": Privacy.PERSONAL,
        "gone": Privacy.INTERNAL,
    }


PRIVACY = {
    "kode_desa": Privacy.PUBLIC,
    "nomor": Privacy.INTERNAL,
    "kepala": Privacy.PERSONAL,
    "desil": Privacy.SPECIFIC,
}


@pytest.mark.parametrize(
    ("actor", "purpose", "hidden", "code"),
    [
        (ANONYMOUS, "", {"nomor", "kepala", "desil"}, "exchange.rows_not_yours"),
        (makers.make_planner(), "curious about it", {"kepala", "desil"}, "exchange.rows_not_yours"),
        (makers.make_village_operator(), "", {"kepala", "desil"}, "exchange.purpose_needed"),
        (makers.make_village_operator(), "x", {"kepala", "desil"}, "exchange.purpose_needed"),
        (makers.make_village_operator(), "x" * 201, {"kepala", "desil"}, "exchange.purpose_needed"),
        (makers.make_village_operator(), "checking a complaint", set(), ""),
        (makers.make_data_producer(), "checking a complaint", set(), ""),
        (makers.make_village_operator("51.02.04.2009"), "curious", {"kepala", "desil"}, "exchange.rows_not_yours"),
        (SYSTEM, "curious about it", {"kepala", "desil"}, "exchange.rows_not_yours"),
    ],
)
def test_columns_are_masked_unless_reader_belongs_and_says_why(actor, purpose, hidden, code):
    mask = rules.mask_for(actor, make_dataset(), BAJERA, PRIVACY, purpose=purpose)

    assert mask.columns == hidden
    assert mask.reason_code == code
    assert set(mask.opened) == {"kepala", "desil"} - hidden


def test_a_file_of_corrected_rows_only_is_not_taken_for_the_whole():
    with pytest.raises(MuchSmaller):
        rules.check_not_shrunk(rows=12, before=1043, is_confirmed=False)

    rules.check_not_shrunk(rows=12, before=1043, is_confirmed=True)
    rules.check_not_shrunk(rows=130, before=133, is_confirmed=False)


VILLAGES = [f"51.02.{district:02}.200{village}" for district in (1, 2) for village in (1, 2)]
AREAS = ["51.02", "51.02.01", "51.02.02", *VILLAGES]


def newest_covering(releases: list[Release], village: AreaCode) -> int | None:
    """The slow twin: look at every release for one village."""
    covering = [release.id for release in releases if village.is_within(release.area_code)]
    return max(covering, default=None)


@given(st.lists(st.sampled_from(AREAS), max_size=12))
def test_parts_give_each_village_to_the_newest_release_that_covers_it(areas):
    releases = [make_release(number, area) for number, area in enumerate(areas, start=1)]

    parts = rules.parts_in_force(releases)

    for text in VILLAGES:
        village = AreaCode(text)
        holding = [
            release.id
            for release, lost in parts
            if village.is_within(release.area_code) and not any(village.is_within(area) for area in lost)
        ]
        assert holding == [number for number in [newest_covering(releases, village)] if number]


@given(st.lists(st.sampled_from(AREAS), max_size=12))
def test_lost_subtrees_lie_inside_their_part_and_not_inside_each_other(areas):
    releases = [make_release(number, area) for number, area in enumerate(areas, start=1)]

    for release, lost in rules.parts_in_force(releases):
        assert all(area.is_within(release.area_code) and area != release.area_code for area in lost)
        assert not any(one != other and one.is_within(other) for one in lost for other in lost)


def test_equal_content_is_the_same_release_only_while_in_force_everywhere():
    whole = make_release(1, "51.02", sha256="a" * 64)
    village = make_release(2, makers.BAJERA)

    assert rules.is_same_release([whole], whole, "a" * 64, 1)
    assert not rules.is_same_release([whole], whole, "a" * 64, 2)
    assert not rules.is_same_release([whole, village], whole, "a" * 64, 1)


@pytest.mark.parametrize(
    ("schedule", "period", "due"),
    [
        (Schedule(9, 30), "2026", date(2026, 9, 30)),
        (Schedule(3, 31, 1), "2026", date(2027, 3, 31)),
        (Schedule(2, 31), "2026", date(2026, 2, 28)),
        (Schedule(1, 15), "2026-Q4", date(2027, 1, 15)),
        (Schedule(1, 10), "2026-02", date(2026, 3, 10)),
    ],
)
def test_due_on_is_a_real_day(schedule, period, due):
    assert rules.due_on(schedule, Period.parse(period)) == due


def test_expected_periods_forget_what_is_a_year_past_its_date():
    periods = rules.expected_periods(make_dataset(), on=date(2026, 11, 23))

    assert [str(period) for period in periods] == ["2026"]


def test_nothing_is_expected_of_an_occasional_dataset():
    assert rules.expected_periods(make_dataset(is_occasional=True), on=date(2026, 11, 23)) == ()


def test_a_village_without_rows_in_a_regency_file_has_not_reported():
    parts = [(TABANAN, frozenset({makers.BAJERA}))]

    assert rules.is_delivered(BAJERA, parts)
    assert not rules.is_delivered(AreaCode("51.02.04.2009"), parts)
    assert rules.is_delivered(TABANAN, [(TABANAN, frozenset())])


def test_villages_owe_their_own_file_and_the_producer_the_rest():
    assert rules.owing_agency(make_dataset(), BAJERA) == f"{makers.BAJERA}/pemdes"
    assert rules.owing_agency(make_dataset(submit_level=AreaLevel.REGENCY), TABANAN) == "51.02/dpmd"


def test_a_reader_without_capture_has_a_reason_not_to_submit():
    dataset = make_dataset()

    assert rules.find_reason_not_to_submit(makers.make_village_operator(), dataset) is None
    assert isinstance(rules.find_reason_not_to_submit(ANONYMOUS, dataset), LoginNeeded)
    assert isinstance(rules.find_reason_not_to_submit(makers.make_actor(Role.EXECUTIVE), dataset), NotTheProducer)


def test_a_period_of_another_length_is_refused_with_one_that_fits():
    with pytest.raises(PeriodNotInDataset) as refused:
        rules.check_period(make_dataset(), Period.parse("2026-Q1"), on=date(2026, 11, 2))

    assert "written like 2026." in str(refused.value)

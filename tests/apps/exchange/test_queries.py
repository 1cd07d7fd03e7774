"""The catalogue, what is due, and what changed."""

from datetime import date

import pytest

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.errors import ContractNotFound, DatasetNotFound, ReleaseNotFound, SubmissionNotFound
from kotacerdas.kernel.periods import Period
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA, WANAGIRI = makers.BAJERA, "51.02.01.2002"
LATE = date(2026, 10, 10)
SCORES = "kode_desa;nilai\n{}\n"


def scores(**values: str) -> bytes:
    lines = [f"{code.replace('_', '.')[1:]};{value}" for code, value in values.items()]
    return SCORES.format("\n".join(lines)).encode()


@pytest.mark.parametrize(
    ("read", "error"),
    [
        (lambda: queries.get_dataset("tidak_ada"), DatasetNotFound),
        (lambda: queries.get_contract("keluarga", 9), ContractNotFound),
        (lambda: queries.get_submission(9), SubmissionNotFound),
        (lambda: queries.get_release(9), ReleaseNotFound),
    ],
)
def test_what_is_not_there_is_said(exchange, read, error):
    with pytest.raises(error):
        read()


def test_each_village_owes_its_own_file(exchange):
    dues = queries.list_due(on=LATE)

    households = [due for due in dues if due.dataset.name == "keluarga"]
    assert len(households) == len([code for code in makers.AREA_NAMES if len(code) == 13])
    assert {due.days_late for due in households} == {10}
    assert [due.area_code for due in dues if due.dataset.name == "skor"] == ["51.02"]


def test_a_regency_file_settles_only_the_villages_it_has_rows_for(hand_in):
    hand_in(make_households(BAJERA, WANAGIRI), area="51.02")

    late = [due.area_code for due in queries.list_late(on=LATE) if due.dataset.name == "keluarga"]

    assert BAJERA not in late
    assert WANAGIRI not in late
    assert "51.02.04.2009" in late


def test_a_returned_file_is_still_owed_and_says_so(hand_in):
    hand_in(make_households(BAJERA, broken=3), by=makers.make_village_operator())

    (due,) = queries.list_due(on=LATE, area_within=BAJERA)

    assert due.was_returned
    assert due.agency_code == f"{BAJERA}/pemdes"
    assert queries.list_due(on=LATE, agency_code=f"{BAJERA}/pemdes") == (due,)


def test_nothing_is_late_before_its_date(exchange):
    def late_of_this_year(day: int, month: int) -> list:
        return [due for due in queries.list_late(on=date(2026, month, day)) if due.period.year == 2026]

    assert late_of_this_year(30, 9) == []
    assert late_of_this_year(1, 10)


def test_the_catalogue_counts_releases_and_late_deliveries(hand_in):
    submission = hand_in(scores(_51_02_01_2001="0,5"), dataset="skor", area="51.02")

    by_name = {entry.dataset.name: entry for entry in queries.list_catalogue(on=LATE)}

    assert by_name["skor"].releases == 1
    assert by_name["skor"].newest.id == submission.release_id
    assert by_name["skor"].late == 0
    assert by_name["keluarga"].late > 0


def test_releases_are_numbered_in_order(hand_in):
    first = hand_in(make_households(BAJERA))
    second = hand_in(make_households(BAJERA, each=4))

    assert [each.id for each in queries.list_releases_after(0)] == [first.release_id, second.release_id]
    assert [each.id for each in queries.list_releases_after(first.release_id)] == [second.release_id]
    assert queries.list_periods("keluarga") == (Period.parse("2026"),)


def test_a_comparison_counts_rows_and_shows_public_cells(hand_in):
    hand_in(scores(_51_02_01_2001="0.5", _51_02_01_2002="0.6"), dataset="skor", area="51.02")
    newer = hand_in(scores(_51_02_01_2001="0.7", _51_02_01_2003="0.6"), dataset="skor", area="51.02")

    comparison = queries.find_comparison(queries.get_release(newer.release_id))

    assert (comparison.added, comparison.removed, comparison.changed) == (1, 1, 1)
    (cell,) = comparison.cells
    assert (cell.key, cell.field, cell.old, cell.new) == (BAJERA, "nilai", "0.5", "0.7")


def test_equal_failures_read_as_one_paragraph(hand_in):
    submission = hand_in(make_households(BAJERA, each=40, broken=30))

    (group,) = queries.list_returned_groups(submission.id)

    assert group.count == 30
    assert group.lines[:3] == (2, 3, 4)
    assert group.values == ("99",)
    assert queries.count_returned(submission.id) == 30


def test_release_records_come_with_their_submission(hand_in):
    submission = hand_in(make_households(BAJERA))

    ((release, made_by),) = queries.list_release_records([submission.release_id])

    assert made_by.id == submission.id
    assert release.id == submission.release_id


@pytest.mark.parametrize("count", [1, 6])
def test_reading_takes_the_same_few_queries_however_much_there_is(hand_in, django_assert_num_queries, count):
    for number in range(count):
        hand_in(make_households(BAJERA, each=3 + number))

    with django_assert_num_queries(1):
        queries.list_submissions(dataset_name="keluarga")
    with django_assert_num_queries(2):
        queries.list_current_parts("keluarga")
    with django_assert_num_queries(4):
        queries.list_due(on=LATE)
    with django_assert_num_queries(7):
        queries.list_catalogue(on=LATE)

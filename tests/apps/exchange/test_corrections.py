"""Only the rows that came back are handed in again, and join the release."""

from pathlib import Path

import pytest
from django.utils import translation

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import NothingToCorrect, RowsNotYours
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import rows as lake_rows
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import HOUSEHOLD_HEADER, make_households, write_contracts


BAJERA = makers.BAJERA


def corrected(number: int = 0, members: str = "5") -> dict[str, str]:
    return {"kode_desa": BAJERA, "nomor": f"{number:03}", "kepala": f"Kepala {number}", "anggota": members}


def members_of(release_id: int) -> dict[str, str]:
    path = Path(queries.get_release(release_id).file_path)
    _, rows, _ = lake_rows.read_page(path, columns=("nomor", "anggota"))
    return dict(rows)


def correct(original, rows, now, by=None):
    by = by or makers.make_data_producer()
    received = operations.correct_rows(submission_id=original.id, rows=rows, by=by, at=now)
    return operations.process(submission_id=received.id, by=SYSTEM, at=now)


def test_corrected_rows_join_the_release_and_both_submissions_are_traced(hand_in, now):
    original = hand_in(make_households(BAJERA, broken=1))

    correction = correct(original, [corrected()], now)

    assert correction.state is SubmissionState.RELEASED
    assert members_of(correction.release_id) == {"000": "5", "001": "4", "002": "4"}
    assert queries.get_release(correction.release_id).rows == 3
    assert (correction.corrects_id, correction.base_release_id) == (original.id, original.release_id)
    assert [each.id for each in queries.list_corrections(original.id)] == [correction.id]
    assert members_of(original.release_id) == {"001": "4", "002": "4"}, "the older release stays as it was"
    with translation.override("en"):
        said = queries.say_notice(correction.notices[0])
    assert f"release {original.release_id}: 1 rows were added and 0 replaced" in said


def test_a_row_that_replaces_a_good_one_is_told(hand_in, now):
    original = hand_in(make_households(BAJERA, broken=1))

    correction = correct(original, [corrected(), corrected(1, "9")], now)

    assert members_of(correction.release_id)["001"] == "9"
    assert correction.notices[0]["facts"] == {"release": original.release_id, "added": 1, "replaced": 1}


def test_a_row_that_is_still_wrong_comes_back_again(hand_in, now):
    original = hand_in(make_households(BAJERA, each=4, broken=2))

    correction = correct(original, [corrected(0), corrected(1, "77")], now)

    assert correction.state is SubmissionState.PARTLY_RELEASED
    assert members_of(correction.release_id) == {"000": "5", "002": "4", "003": "4"}
    [row] = queries.list_failing_rows(correction.id)
    assert row.cells["nomor"] == "001"


def test_corrected_rows_of_a_file_that_came_back_whole_are_the_first_release(hand_in, now):
    original = hand_in(make_households(BAJERA, each=2, broken=2))

    correction = correct(original, [corrected(0), corrected(1)], now)

    assert members_of(correction.release_id) == {"000": "5", "001": "5"}


def test_a_file_with_only_the_corrected_rows_does_the_same(hand_in):
    original = hand_in(make_households(BAJERA, each=10, broken=1))

    correction = hand_in(f"{HOUSEHOLD_HEADER}{BAJERA};000;Kepala 0;5\n".encode(), corrects=original.id)

    assert correction.state is SubmissionState.RELEASED
    assert len(members_of(correction.release_id)) == 10


def test_rows_join_the_release_in_force_not_the_one_of_their_submission(hand_in, now):
    original = hand_in(make_households(BAJERA, broken=1))
    newer = hand_in(make_households(BAJERA, each=5, broken=1))

    correction = correct(original, [corrected()], now)

    assert correction.base_release_id == newer.release_id
    assert len(members_of(correction.release_id)) == 5


def test_rows_are_not_put_into_the_file_of_a_wider_area(hand_in, now):
    original = hand_in(make_households(BAJERA, broken=1))
    hand_in(make_households(BAJERA, "51.02.01.2002"), area="51.02")

    correction = correct(original, [corrected()], now)

    assert correction.state is SubmissionState.RETURNED
    assert correction.problem_code == "exchange.cannot_merge"


def test_rows_are_not_mixed_under_two_versions_of_a_contract(hand_in, definitions, now):
    original = hand_in(make_households(BAJERA, broken=1))
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "kotacerdas:dueDay": 15})
    operations.register_datasets(by=SYSTEM, at=now)

    assert correct(original, [corrected()], now).problem_code == "exchange.cannot_merge"


def test_a_correction_is_for_the_place_of_its_original(hand_in):
    original = hand_in(make_households(BAJERA, broken=1))
    whole = hand_in(make_households("51.02.01.2002"), area="51.02.01.2002")

    with pytest.raises(NothingToCorrect):
        hand_in(make_households(BAJERA), corrects=original.id, period="2025")
    with pytest.raises(NothingToCorrect):
        hand_in(make_households("51.02.01.2002"), corrects=whole.id, area="51.02.01.2002")


def test_a_stranger_corrects_nothing(hand_in, now):
    original = hand_in(make_households(BAJERA, broken=1))

    with pytest.raises(RowsNotYours):
        correct(original, [corrected()], now, by=makers.make_planner())


def test_failing_rows_come_with_their_cells_and_sentences(hand_in):
    original = hand_in(make_households(BAJERA, broken=2))

    first, second = queries.list_failing_rows(original.id)

    assert (first.line, second.line) == (2, 3)
    assert first.cells == {"kode_desa": BAJERA, "nomor": "000", "kepala": "Kepala 0", "anggota": "99"}
    assert list(first.problems) == ["anggota"]
    assert [row.line for row in queries.list_failing_rows(original.id, 1, 1)] == [3]


def test_a_row_is_checked_while_it_is_typed(hand_in):
    original = hand_in(make_households(BAJERA, broken=1))

    good, bad, empty = queries.try_rows(original.id, [corrected(), corrected(1, "x"), {}])

    assert good == {}
    assert list(bad) == ["anggota"]
    assert empty == {}
    assert len(queries.list_submissions()) == 1

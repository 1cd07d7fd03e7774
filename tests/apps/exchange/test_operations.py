"""Files come in, become releases, and come back with reasons."""

import io
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.errors import EmptyFile, FileLost, NotTheProducer, UnknownFormat
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import files
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import give_file, make_households, write_contracts


WANAGIRI = "51.02.01.2002"
BAJERA = makers.BAJERA


def receive(content: bytes, now, **changes):
    facts = {
        "dataset_name": "keluarga",
        "file": io.BytesIO(content),
        "file_name": "../data.csv",
        "period": Period.parse("2026"),
        "area_code": AreaCode(BAJERA),
        "by": makers.make_village_operator(),
        "at": now,
    }
    return operations.receive(**{**facts, **changes})


def test_registering_twice_changes_nothing_and_a_new_body_is_a_new_version(exchange, definitions, now):
    assert operations.register_datasets(by=SYSTEM, at=now) == 0

    write_contracts(definitions, {**bodies.SCORES, "kotacerdas:dueDay": 15})

    assert operations.register_datasets(by=SYSTEM, at=now) == 1
    assert queries.get_dataset("skor").contract_version == 2
    assert queries.get_contract("skor", 1).due.day == 30
    assert queries.get_contract("skor").due.day == 15


def test_receive_keeps_the_file_and_acknowledges_it(exchange, lake_folder, now):
    submission = receive(make_households(BAJERA), now)

    assert submission.state is SubmissionState.RECEIVED
    assert submission.file_name == "data.csv"
    assert files.is_intact(files.path_of(lake_folder, submission.file_sha256), submission.file_sha256)
    assert queries.list_unfinished() == (submission.id,)


def test_a_stranger_leaves_nothing_behind(exchange, lake_folder, now):
    with pytest.raises(NotTheProducer):
        receive(make_households(BAJERA), now, by=makers.make_planner())

    assert not list((lake_folder / "files").rglob("*")) if (lake_folder / "files").exists() else True
    assert queries.list_submissions() == ()


def test_an_empty_file_is_refused_at_once(exchange, now):
    with pytest.raises(EmptyFile):
        receive(b"", now)


def test_a_good_file_becomes_a_release(hand_in):
    submission = hand_in(make_households(BAJERA))

    release = queries.get_release(submission.release_id)
    assert submission.state is SubmissionState.RELEASED
    assert (submission.rows_read, submission.rows_kept, submission.rows_failed) == (3, 3, 0)
    assert release.rows == 3
    assert files.is_intact(Path(release.file_path), release.sha256)
    assert submission.answer_by is None


def test_bad_rows_come_back_and_good_rows_are_used(hand_in, now):
    submission = hand_in(make_households(BAJERA, broken=1))

    assert submission.state is SubmissionState.PARTLY_RELEASED
    assert (submission.rows_kept, submission.rows_failed) == (2, 1)
    assert submission.answer_by == now.date() + timedelta(days=7)
    (returned,) = queries.list_returned(submission.id)
    assert (returned.line, returned.field, returned.value) == (2, "anggota", "99")
    assert returned.advice


def test_a_file_without_a_good_row_is_returned_whole(hand_in):
    submission = hand_in(make_households(BAJERA, broken=3))

    assert submission.state is SubmissionState.RETURNED
    assert submission.release_id is None
    assert submission.rows_failed == 3


def test_an_unreadable_file_is_returned_with_a_sentence(hand_in):
    submission = hand_in(b"%PDF-1.7 this is a letter")

    assert submission.state is SubmissionState.RETURNED
    assert submission.problem_code == "contracts.not_a_table"
    assert queries.say_problem(submission)


def test_rows_of_another_village_come_back(hand_in):
    submission = hand_in(make_households(BAJERA, WANAGIRI), by=makers.make_village_operator())

    assert submission.state is SubmissionState.PARTLY_RELEASED
    assert {each.line for each in queries.list_returned(submission.id)} == {5, 6, 7}


def test_equal_content_is_a_submission_that_changes_nothing(hand_in):
    first = hand_in(make_households(BAJERA))

    again = hand_in(make_households(BAJERA))

    assert again.state is SubmissionState.RELEASED
    assert again.release_id is None
    assert [notice["code"] for notice in again.notices] == ["nothing_changed"]
    assert str(first.release_id) in queries.say_notice(again.notices[0])
    assert len(queries.list_releases("keluarga")) == 1


def test_only_the_corrected_rows_do_not_replace_the_whole_file(hand_in):
    hand_in(make_households(BAJERA, each=10))

    small = hand_in(make_households(BAJERA, each=2))
    confirmed = hand_in(make_households(BAJERA, each=2), accepts_fewer_rows=True)

    assert small.state is SubmissionState.RETURNED
    assert small.problem_code == "exchange.much_smaller"
    assert small.rows_kept == 0
    assert confirmed.state is SubmissionState.RELEASED


def test_a_village_takes_its_rows_over_from_the_regency_file(hand_in):
    whole = hand_in(make_households(BAJERA, WANAGIRI), area="51.02")
    village = hand_in(make_households(BAJERA, each=5), by=makers.make_village_operator())

    parts = queries.list_current_parts("keluarga", period=Period.parse("2026"))

    assert [(part.release.id, part.except_areas) for part in parts] == [
        (whole.release_id, (BAJERA,)),
        (village.release_id, ()),
    ]


def test_processing_again_changes_nothing(hand_in, now):
    submission = hand_in(make_households(BAJERA))

    again = operations.process(submission_id=submission.id, by=SYSTEM, at=now + timedelta(days=1))

    assert again == submission
    assert models.Release.objects.count() == 1


def test_resume_finishes_what_was_acknowledged(exchange, now):
    first, second = receive(make_households(BAJERA), now), receive(make_households(BAJERA, broken=1), now)

    assert operations.resume(by=SYSTEM, at=now) == 2

    assert queries.get_submission(first.id).state is SubmissionState.RELEASED
    assert queries.get_submission(second.id).state is SubmissionState.PARTLY_RELEASED
    assert operations.resume(by=SYSTEM, at=now) == 0


def test_a_lost_file_does_not_stop_the_others(exchange, lake_folder, now):
    lost, good = receive(make_households(BAJERA), now), receive(make_households(BAJERA, each=4), now)
    files.path_of(lake_folder, lost.file_sha256).unlink()

    with pytest.raises(FileLost):
        operations.process(submission_id=lost.id, by=SYSTEM, at=now)
    assert operations.resume(by=SYSTEM, at=now) == 1

    assert queries.get_submission(lost.id).state is SubmissionState.RECEIVED
    assert queries.get_submission(good.id).state is SubmissionState.RELEASED


def test_each_step_leaves_one_audit_row(hand_in):
    submission = hand_in(make_households(BAJERA))

    events = audit.list_events(target=f"submission/{submission.id}")

    assert [event.action for event in events] == ["exchange.processed", "exchange.submitted"]


def test_a_released_submission_cannot_have_failed_rows(hand_in):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Submission.objects.filter(pk=submission.id).update(rows_failed=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Submission.objects.filter(pk=submission.id).update(answer_by=date(2026, 1, 1))


def test_rows_are_masked_for_the_public(hand_in, now):
    submission = hand_in(make_households(BAJERA))

    page = operations.read_rows(release_id=submission.release_id, by=ANONYMOUS, at=now)

    assert page.masked == {"nomor", "kepala"}
    assert page.rows[0] == (BAJERA, "", "", "4")
    assert page.total == 3
    assert page.reason
    assert not audit.list_events(target=f"release/{submission.release_id}/{BAJERA}")


def test_what_is_protected_now_is_masked_in_older_releases_too(hand_in, definitions, now):
    submission = hand_in(make_households(BAJERA))
    body = deepcopy(bodies.HOUSEHOLDS)
    next(field for field in body["schema"]["fields"] if field["name"] == "anggota")["kotacerdas:privacy"] = "specific"
    write_contracts(definitions, body)
    operations.register_datasets(by=SYSTEM, at=now)

    page = operations.read_rows(release_id=submission.release_id, by=ANONYMOUS, at=now)

    assert page.masked == {"nomor", "kepala", "anggota"}
    assert {row[-1] for row in page.rows} == {""}


def test_reading_about_persons_is_recorded_with_its_purpose(hand_in, now):
    submission = hand_in(make_households(BAJERA))

    page = operations.read_rows(
        release_id=submission.release_id,
        purpose="Memeriksa aduan warga",
        by=makers.make_village_operator(),
        at=now,
    )

    (event,) = audit.list_events(target=f"release/{submission.release_id}/{BAJERA}")
    assert page.rows[0] == (BAJERA, "000", "Kepala 0", "4")
    assert event.facts == {"columns": ["kepala"], "purpose": "Memeriksa aduan warga"}


def test_rows_can_be_kept_to_one_area(hand_in, now):
    submission = hand_in(make_households(BAJERA, WANAGIRI), area="51.02")

    page = operations.read_rows(release_id=submission.release_id, area_code=WANAGIRI, by=ANONYMOUS, at=now)

    assert {row[0] for row in page.rows} == {WANAGIRI}


def test_a_download_leaves_out_what_the_reader_may_not_see(hand_in, now):
    submission = hand_in(make_households(BAJERA))

    content = b"".join(give_file(submission.release_id, by=ANONYMOUS, at=now)).decode()

    assert "Kepala" not in content
    assert BAJERA in content
    with pytest.raises(UnknownFormat):
        give_file(submission.release_id, by=ANONYMOUS, at=now, format="exe")

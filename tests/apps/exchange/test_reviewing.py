"""A checked file waits for the data steward, and of priority data for the data supervisor too."""

import pytest

from kotacerdas.apps.agreements.models import Deed
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.errors import NoteNeeded, NotTheReviewer, NotWaiting, Overtaken
from kotacerdas.apps.exchange.types import ReviewOutcome, ReviewStep, SubmissionState
from kotacerdas.kernel.actors import SYSTEM, Role
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households, write_contracts


BAJERA = makers.BAJERA
NOTE = "Jumlah anggota keluarga di Banjar Dukuh tidak masuk akal."


@pytest.fixture
def reviewed(exchange, definitions, now):
    """Households are looked at by the steward."""
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "kotacerdas:review": "steward"})
    operations.register_datasets(by=SYSTEM, at=now)


@pytest.fixture
def priority(exchange, definitions, now):
    """Households are priority data."""
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "kotacerdas:review": "priority"})
    operations.register_datasets(by=SYSTEM, at=now)


@pytest.fixture
def steward():
    return makers.make_steward()


@pytest.fixture
def supervisor():
    return makers.make_actor(
        Role.DATA_SUPERVISOR, username="bps", name="Ni Putu Statistik", agency_code="51.02/bps", view=("51.02",)
    )


def test_a_checked_file_waits_and_nothing_of_it_is_in_force(reviewed, hand_in):
    submission = hand_in(make_households(BAJERA, broken=1))

    assert submission.state is SubmissionState.CHECKED
    assert (submission.rows_kept, submission.rows_failed, submission.draft_rows) == (2, 1, 2)
    assert submission.answer_by is None
    assert queries.list_releases("keluarga") == ()


def test_the_stewards_approval_publishes_and_sends_the_letter(reviewed, hand_in, steward, now):
    submission = hand_in(make_households(BAJERA, broken=1))

    approved = operations.approve(submission_id=submission.id, by=steward, at=now)

    assert approved.state is SubmissionState.PARTLY_RELEASED
    assert approved.answer_by is not None
    assert queries.get_release(approved.release_id).rows == 2
    [look] = queries.list_reviews(submission.id)
    assert (look.step, look.outcome, look.reviewer) == (ReviewStep.STEWARD, ReviewOutcome.APPROVED, "walidata")
    assert audit.list_events(target=f"submission/{submission.id}")[0].action == "exchange.approved"


def test_a_file_goes_back_with_the_stewards_note_in_the_letter(reviewed, hand_in, steward, now):
    submission = hand_in(make_households(BAJERA))

    returned = operations.return_with_note(submission_id=submission.id, note=f"  {NOTE} ", by=steward, at=now)

    assert returned.state is SubmissionState.RETURNED
    assert returned.answer_by is not None
    assert NOTE in queries.say_problem(returned)
    assert steward.name in queries.say_problem(returned)
    assert queries.list_releases("keluarga") == ()


def test_returning_needs_words(reviewed, hand_in, steward, now):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(NoteNeeded):
        operations.return_with_note(submission_id=submission.id, note="salah", by=steward, at=now)


def test_priority_data_are_looked_at_twice(priority, hand_in, steward, supervisor, now):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(NotTheReviewer):
        operations.approve(submission_id=submission.id, by=supervisor, at=now)
    once = operations.approve(submission_id=submission.id, by=steward, at=now)
    with pytest.raises(NotTheReviewer):
        operations.approve(submission_id=submission.id, by=steward, at=now)
    twice = operations.approve(submission_id=submission.id, by=supervisor, at=now)

    assert (once.state, once.release_id) == (SubmissionState.APPROVED, None)
    assert twice.state is SubmissionState.RELEASED
    assert [look.step for look in queries.list_reviews(submission.id)] == [ReviewStep.STEWARD, ReviewStep.SUPERVISOR]


def test_the_supervisor_may_return_what_the_steward_approved(priority, hand_in, steward, supervisor, now):
    submission = hand_in(make_households(BAJERA))
    operations.approve(submission_id=submission.id, by=steward, at=now)

    returned = operations.return_with_note(submission_id=submission.id, note=NOTE, by=supervisor, at=now)

    assert returned.state is SubmissionState.RETURNED


def test_the_producer_does_not_review_its_own_files(reviewed, hand_in, now):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(NotTheReviewer):
        operations.approve(submission_id=submission.id, by=makers.make_data_producer(), at=now)


def test_a_decision_is_made_once(reviewed, hand_in, steward, now):
    submission = hand_in(make_households(BAJERA))
    operations.approve(submission_id=submission.id, by=steward, at=now)

    with pytest.raises(NotWaiting):
        operations.return_with_note(submission_id=submission.id, note=NOTE, by=steward, at=now)

    assert queries.get_submission(submission.id).state is SubmissionState.RELEASED


def test_an_older_file_never_replaces_a_newer_release(reviewed, hand_in, steward, now):
    older = hand_in(make_households(BAJERA, each=3))
    newer = hand_in(make_households(BAJERA, each=4))
    operations.approve(submission_id=newer.id, by=steward, at=now)

    with pytest.raises(Overtaken):
        operations.approve(submission_id=older.id, by=steward, at=now)

    assert queries.list_reviews(older.id) == ()
    returned = operations.return_with_note(submission_id=older.id, note=NOTE, by=steward, at=now)
    assert returned.state is SubmissionState.RETURNED


def test_each_reviewer_sees_what_waits_for_them(priority, hand_in, steward, supervisor, now):
    first, second = hand_in(make_households(BAJERA)), hand_in(make_households("51.02.01.2002"), area="51.02.01.2002")
    operations.approve(submission_id=second.id, by=steward, at=now)

    assert [each.id for each in queries.list_waiting(steward)] == [first.id]
    assert [each.id for each in queries.list_waiting(supervisor)] == [second.id]
    assert queries.list_waiting(makers.make_data_producer()) == ()
    assert queries.list_waiting(makers.make_steward("51.71")) == ()


def test_the_draft_shows_what_would_change_without_persons(reviewed, hand_in, steward, now):
    first = hand_in(make_households(BAJERA, each=3))
    operations.approve(submission_id=first.id, by=steward, at=now)
    second = hand_in(make_households(BAJERA, each=5).replace(b"000;Kepala 0;4", b"000;Kepala 0;7"))

    draft = operations.open_draft(submission_id=second.id, by=steward, at=now)

    assert (draft.change.added, draft.change.changed, draft.change.removed) == (2, 1, 0)
    assert draft.rows == 5
    assert "kepala" in draft.page.masked
    assert {row[2] for row in draft.page.rows} == {""}


def test_equal_content_needs_no_decision(reviewed, hand_in, steward, now):
    first = hand_in(make_households(BAJERA))
    operations.approve(submission_id=first.id, by=steward, at=now)

    again = hand_in(make_households(BAJERA))

    assert again.state is SubmissionState.RELEASED
    assert again.release_id is None


def test_a_delivery_is_noted_as_a_deed_when_it_comes_into_force(reviewed, hand_in, steward, now):
    submission = hand_in(make_households(BAJERA))
    assert not Deed.objects.exists()

    approved = operations.approve(submission_id=submission.id, by=steward, at=now)

    [deed] = Deed.objects.all()
    assert (deed.kind, deed.subject, deed.period) == ("dataset_delivered", "keluarga", "2026")
    assert (deed.agency_code, deed.reference) == (f"{BAJERA}/pemdes", f"release/{approved.release_id}")

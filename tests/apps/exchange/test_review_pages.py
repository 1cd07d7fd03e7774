"""The pages of those who look at checked files, and of returns and deadlines."""

from datetime import timedelta

import pytest
from django.urls import reverse

from kotacerdas.apps.exchange import operations, queries
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import SYSTEM, Role
from tests import makers
from tests.apps.exchange import bodies
from tests.apps.exchange.conftest import make_households, write_contracts


BAJERA, WANAGIRI = makers.BAJERA, "51.02.01.2002"
NOTE = "Jumlah anggota di Banjar Dukuh tidak masuk akal."


@pytest.fixture
def steward(client, exchange, definitions, now):
    write_contracts(definitions, {**bodies.HOUSEHOLDS, "kotacerdas:review": "steward"})
    operations.register_datasets(by=SYSTEM, at=now)
    person = makers.make_account(
        "walidata", Role.DATA_STEWARD, agency_code="51.02/diskominfo", capture=["51.02"], view=["51.02"]
    )
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return client


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_queue_leads_from_file_to_file(steward, hand_in):
    first = hand_in(make_households(BAJERA, broken=1))
    second = hand_in(make_households(WANAGIRI), area=WANAGIRI)

    queue = text_of(steward.get(reverse("exchange:reviews")))
    page = text_of(steward.get(reverse("exchange:review", args=[first.id])))
    done = steward.post(reverse("exchange:approve", args=[first.id]))

    assert "2 files wait for your decision" in queue
    assert "Kepala" not in page, "cells about persons stay masked"
    assert "Approve and publish" in page
    assert done.url == reverse("exchange:review", args=[second.id])
    assert queries.get_submission(first.id).state is SubmissionState.PARTLY_RELEASED


def test_a_returned_file_carries_the_note_to_its_producer(steward, hand_in):
    submission = hand_in(make_households(BAJERA))
    address = reverse("exchange:return_with_note", args=[submission.id])

    silent = steward.post(address, {"note": "salah"})
    spoken = steward.post(address, {"note": NOTE})

    assert silent.status_code == 422
    assert spoken.url == reverse("exchange:reviews")
    assert queries.get_submission(submission.id).state is SubmissionState.RETURNED
    assert NOTE in text_of(steward.get(reverse("exchange:letter", args=[submission.id])))
    assert NOTE in text_of(steward.get(reverse("exchange:submission", args=[submission.id])))


def test_many_are_approved_after_a_confirmation(steward, hand_in):
    numbers = [hand_in(make_households(code), area=code).id for code in (BAJERA, WANAGIRI)]
    address = reverse("exchange:approve_many")

    asked = steward.post(address, {"submission": numbers})
    assert len(queries.list_releases("keluarga")) == 0
    done = steward.post(address, {"submission": numbers, "is_confirmed": "1"}, follow=True)

    assert "Approve these files?" in text_of(asked)
    assert "2 files are approved" in text_of(done)
    assert len(queries.list_releases("keluarga")) == 2


def test_a_decided_file_leads_to_its_submission(steward, hand_in, now):
    submission = hand_in(make_households(BAJERA))
    operations.approve(submission_id=submission.id, by=makers.make_steward(), at=now)

    page = steward.get(reverse("exchange:review", args=[submission.id]))
    late = steward.post(reverse("exchange:approve", args=[submission.id]))

    assert page.url == reverse("exchange:submission", args=[submission.id])
    assert late.status_code == 409


def test_who_reviews_nothing_is_told_so(client, exchange):
    client.force_login(makers.make_account("dpmd", Role.DATA_PRODUCER, agency_code="51.02/dpmd", capture=["51.02"]))

    assert client.get(reverse("exchange:reviews")).status_code == 403


def test_returns_and_answers_are_counted_for_the_producer(hand_in, now):
    hand_in(make_households(BAJERA, each=2, broken=2))
    hand_in(make_households(BAJERA, each=4, broken=1), at=now + timedelta(days=3))
    hand_in(make_households(WANAGIRI, each=2, broken=2), area=WANAGIRI, by=makers.make_steward())
    day = (now + timedelta(days=30)).date()

    found = {each.agency_code: each for each in queries.list_punctuality(year=2026, on=day)}
    letters = queries.list_overdue_letters(on=day)

    dpmd, wanagiri = found["51.02/dpmd"], found[f"{WANAGIRI}/pemdes"]
    assert (dpmd.handed_in, dpmd.returned_whole, dpmd.returned_in_part) == (2, 1, 1)
    assert (dpmd.answered_in_time, dpmd.overdue, dpmd.delivered_late) == (1, 1, 1)
    assert (wanagiri.returned_whole, wanagiri.overdue) == (1, 1)
    assert [each.area_code for each in letters] == [BAJERA, WANAGIRI] or len(letters) == 2


def test_the_steward_sees_overdue_letters_and_counts(steward, hand_in):
    page = text_of(steward.get(reverse("exchange:punctuality")))
    part = text_of(steward.get(reverse("exchange:agency_punctuality", args=["51.02/dpmd"])))

    assert "Returns and deadlines" in page
    assert "Nobody handed in" in page or "producers" in page
    assert "punctuality" in part

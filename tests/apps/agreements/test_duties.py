"""Duties are measured from what happened, with their reasons."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from kotacerdas.apps.agreements import models, operations, queries, rules
from kotacerdas.apps.agreements.errors import (
    ConfirmedAlready,
    DueItemNotFound,
    MeasuredAlready,
    NotYourAgency,
    OwnAttestation,
    ProofMissing,
)
from kotacerdas.apps.agreements.types import (
    Assurance,
    Clause,
    ClauseInForce,
    Deed,
    DeedKind,
    DueState,
    Duty,
    DutyKind,
)
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Frequency
from tests.apps.agreements.made import (
    DINKES,
    DISKOMINFO,
    DPMD,
    GRANTEE,
    OWNER,
    agree,
    draft,
    make_agreement,
    make_clause,
    make_staff,
    register,
)


DELIVER = Duty(DutyKind.DELIVER_DATASET, DINKES, DPMD, dataset_name="sampah", frequency=Frequency.MONTH, day=10)


def clause_of(duty: Duty, since: date = date(2026, 1, 15), until: date | None = None) -> ClauseInForce:
    return ClauseInForce(7, 3, 2, 3, Clause("wajib", {"id": "Wajib", "en": "Duty"}, ("Wajib.",), duty), since, until)


def delivered(month: str, day: date, **terms) -> Deed:
    deed = Deed(1, DeedKind.DATASET_DELIVERED, "sampah", DINKES, AreaCode("51.02"), month, day, f"release/{month}")
    return replace(deed, **terms)


def due(duty: Duty, on: date, *, deeds=(), words=(), until=date(2028, 1, 1), is_open=False):
    return rules.list_due(clause_of(duty), deeds=deeds, attestations=words, is_access_open=is_open, until=until, on=on)


def test_each_month_is_on_time_late_missing_or_still_to_come():
    deeds = (delivered("2026-01", date(2026, 2, 10)), delivered("2026-02", date(2026, 3, 14)))

    items = due(DELIVER, date(2026, 4, 20), deeds=deeds)

    assert [(item.key, item.due_on, item.state) for item in items] == [
        ("2026-01", date(2026, 2, 10), DueState.FULFILLED),
        ("2026-02", date(2026, 3, 10), DueState.LATE),
        ("2026-03", date(2026, 4, 10), DueState.MISSING),
        ("2026-04", date(2026, 5, 10), DueState.NOT_DUE),
    ]
    assert [item.sentence % item.facts for item in items] == [
        "Done on 2026-02-10; due by 2026-02-10.",
        "Done on 2026-03-14, 4 days after 2026-03-10.",
        "Nothing has come; it was due by 2026-04-10, 10 days ago.",
        "Due by 2026-05-10.",
    ]
    assert items[0].reference == "release/2026-01"
    fulfilment = rules.summarise(items)
    assert fulfilment.share == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "other",
    [
        {"agency_code": DPMD},
        {"subject": "aduan"},
        {"period": "2026-02"},
        {"kind": DeedKind.FORUM_HELD},
    ],
)
def test_a_deed_counts_only_for_who_owed_it_what_and_when(other):
    [item, *_] = due(DELIVER, date(2026, 2, 20), deeds=(delivered("2026-01", date(2026, 2, 1), **other),))

    assert item.state is DueState.MISSING


def test_a_part_of_the_area_does_not_fulfil_the_whole():
    whole = replace(DELIVER, area_code=AreaCode("51.02"))
    village = delivered("2026-01", date(2026, 2, 1), area_code=AreaCode("51.02.01.2001"))

    assert due(whole, date(2026, 2, 20), deeds=(village,))[0].state is DueState.MISSING
    assert due(whole, date(2026, 2, 20), deeds=(delivered("2026-01", date(2026, 2, 1)),))[0].state is DueState.FULFILLED


def test_day_31_is_the_last_of_a_short_month_and_nothing_is_asked_after_the_end():
    items = due(replace(DELIVER, day=31), date(2026, 12, 31), until=date(2026, 4, 1))

    assert [item.due_on for item in items] == [date(2026, 2, 28), date(2026, 3, 31)]


def test_forums_are_counted_by_years_of_the_agreement():
    duty = Duty(DutyKind.HOLD_FORUMS, DINKES, DPMD, times=2)
    forum = Deed(1, DeedKind.FORUM_HELD, "FGD", DINKES, AreaCode("51.02"), "", date(2026, 5, 1), "forum/1")

    items = due(duty, date(2027, 2, 1), deeds=(forum,))

    assert [(item.key, item.due_on, item.state) for item in items] == [
        ("1-1", date(2027, 1, 14), DueState.FULFILLED),
        ("1-2", date(2027, 1, 14), DueState.NOT_MEASURABLE),
        ("2-1", date(2027, 12, 31), DueState.NOT_DUE),
        ("2-2", date(2027, 12, 31), DueState.NOT_DUE),
    ]


def test_guidance_is_asked_stage_by_stage():
    duty = Duty(DutyKind.GIVE_GUIDANCE, DINKES, DPMD, stages=("I", "II"), by_date=date(2026, 6, 1))
    stage = Deed(1, DeedKind.GUIDANCE_GIVEN, "II", DINKES, AreaCode("51.02"), "", date(2026, 6, 3), "stage/2")

    items = due(duty, date(2026, 7, 1), deeds=(stage,))

    assert [(item.key, item.state) for item in items] == [
        ("stage-I", DueState.NOT_MEASURABLE),
        ("stage-II", DueState.LATE),
    ]


@pytest.mark.parametrize(("is_open", "state"), [(True, DueState.FULFILLED), (False, DueState.MISSING)])
def test_opening_a_dataset_is_fulfilled_while_it_is_open(is_open, state):
    duty = Duty(DutyKind.OPEN_DATASET, DINKES, DPMD, dataset_name="sampah", purpose="Menyusun rencana")

    [item] = due(duty, date(2026, 3, 1), is_open=is_open)

    assert item.state is state


@pytest.mark.usefixtures("agencies")
def test_what_an_agency_owes_is_read_from_what_happened(now, django_assert_num_queries):
    agreement = register(now, agree(now, draft(now, since=date(2026, 9, 1))))
    operations.note_deed(
        kind=DeedKind.DATASET_DELIVERED,
        subject="penimbangan_balita",
        agency_code=DINKES,
        area_code=AreaCode("51.02"),
        period="2026-09",
        reference="release/5",
        by=OWNER,
        at=datetime(2026, 10, 10, 23, tzinfo=UTC),  # the eleventh in Bali
    )

    with django_assert_num_queries(4):
        owed = queries.list_owed(DINKES, date(2026, 11, 2))

    assert [(item.key, item.state) for item in owed] == [
        ("open", DueState.FULFILLED),
        ("2026-09", DueState.LATE),
        ("2026-10", DueState.NOT_DUE),
        ("2026-11", DueState.NOT_DUE),
    ]
    assert queries.list_owed(DPMD, date(2026, 11, 2)) == ()
    assert queries.summarise_fulfilment(agreement.id, date(2026, 11, 2)).late == 1
    [grant] = queries.list_grants(agreement_id=agreement.id)
    operations.close_grant(grant_id=grant.id, by=OWNER, at=now)
    assert queries.list_owed(DINKES, date(2026, 11, 2))[0].state is DueState.MISSING


@pytest.mark.usefixtures("agencies")
def test_the_word_of_one_party_counts_once_the_other_confirms(now, lake_folder):
    agreement = make_agreement(DINKES, DPMD)
    clause = make_clause(agreement, Duty(DutyKind.HOLD_FORUMS, DINKES, DPMD, times=1))
    measured = make_clause(agreement, DELIVER, key="5")
    said = {"clause_id": clause.pk, "item": "1-1", "done_on": date(2026, 10, 1), "note": "FGD gizi", "at": now}

    with pytest.raises(ProofMissing):
        operations.attest(**said, by=OWNER)
    with pytest.raises(NotYourAgency):
        operations.attest(**said, proof=b"notulen", by=make_staff(DISKOMINFO))
    with pytest.raises(MeasuredAlready):
        operations.attest(**said | {"clause_id": measured.pk}, proof=b"notulen", by=OWNER)
    with pytest.raises(DueItemNotFound):
        operations.attest(**said | {"item": "9-9"}, proof=b"notulen", by=OWNER)
    word = operations.attest(**said, proof=b"notulen", by=OWNER)
    with pytest.raises(OwnAttestation):
        operations.confirm_attestation(attestation_id=word.id, by=OWNER, at=now)

    def item():
        [found] = [each for each in queries.list_duties(agreement.pk, date(2026, 11, 2)) if each.clause_id == clause.pk]
        return found

    before = item()
    operations.confirm_attestation(attestation_id=word.id, by=GRANTEE, at=now)
    after = item()
    assert before.state is DueState.NOT_MEASURABLE
    assert (after.state, after.assurance, after.reference) == (
        DueState.FULFILLED,
        Assurance.ATTESTED,
        f"attestation/{word.id}",
    )
    with pytest.raises(ConfirmedAlready):
        operations.confirm_attestation(attestation_id=word.id, by=GRANTEE, at=now)
    assert models.Attestation.objects.get().proof_sha256

"""From a draft to the end, and no way around the legal review."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.agreements import models, operations, queries, rules
from kotacerdas.apps.agreements.errors import (
    AgreementEndsBeforeStart,
    AmendmentBindsTheSame,
    ClauseKeyTwice,
    NotAParty,
    NothingChanged,
    NotTheDrafter,
    NotTheReviewer,
    NotYourAgency,
    NumberTaken,
    OfficeOfAnother,
    OwnText,
    ReasonMissing,
    RegisterNumberMissing,
    RegisterNumberTaken,
    TermMissing,
    TextMovedOn,
    TextWithoutClauses,
    TooFewParties,
    WrongAgreementState,
    WrongPlaceInTree,
)
from kotacerdas.apps.agreements.types import (
    AgreementKind,
    AgreementState,
    Clause,
    Duty,
    DutyKind,
    Text,
)
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import Role
from kotacerdas.kernel.errors import KotacerdasError
from tests.apps.agreements.made import (
    DINKES,
    DISKOMINFO,
    DPMD,
    GRANTEE,
    KOMDIGI,
    OWNER,
    REVIEWER,
    SETDA,
    TEXT,
    agree,
    change,
    draft,
    make_agreement,
    make_staff,
    register,
)


pytestmark = pytest.mark.usefixtures("agencies")
TODAY = date(2026, 11, 2)
BOSS = make_staff(DINKES, Role.EXECUTIVE, username="kadis")


def test_a_draft_is_its_drafters_until_the_review_has_seen_it(now):
    agreement = draft(now)

    assert agreement.state is AgreementState.DRAFT
    assert [party.accepted_version for party in agreement.parties] == [1, None]
    with pytest.raises(NotTheDrafter):
        operations.offer_text(agreement_id=agreement.id, text=change(), answers_version=1, by=GRANTEE, at=now)
    with pytest.raises(NotYourAgency):
        operations.submit_for_review(agreement_id=agreement.id, by=make_staff(DISKOMINFO), at=now)


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"parties": ((DINKES, f"{DINKES}/kepala"),)}, TooFewParties),
        ({"parties": ((DINKES, f"{DINKES}/kepala"), (DPMD, f"{SETDA}/kepala"))}, OfficeOfAnother),
        ({"parties": ((SETDA, f"{SETDA}/kepala"), (DPMD, f"{DPMD}/kepala"))}, NotYourAgency),
        ({"until": date(2026, 11, 1)}, AgreementEndsBeforeStart),
        ({"kind": AgreementKind.ANNEX}, WrongPlaceInTree),
        ({"kind": AgreementKind.AMENDMENT}, WrongPlaceInTree),
        ({"text": Text((), ())}, TextWithoutClauses),
        ({"text": replace(TEXT, clauses=(*TEXT.clauses, TEXT.clauses[0]))}, ClauseKeyTwice),
    ],
)
def test_a_draft_that_cannot_stand_is_refused_with_its_reason(now, terms, refusal):
    with pytest.raises(refusal):
        draft(now, **terms)

    assert not models.Agreement.objects.exists()


@pytest.mark.parametrize(
    ("duty", "refusal"),
    [
        (Duty(DutyKind.DELIVER_DATASET, DINKES, DPMD, dataset_name="sampah"), TermMissing),
        (Duty(DutyKind.OPEN_DATASET, DINKES, DPMD, dataset_name="sampah"), TermMissing),
        (Duty(DutyKind.REPLACE_SOFTWARE, DINKES), TermMissing),
        (Duty(DutyKind.HOLD_FORUMS, KOMDIGI, times=2), NotAParty),
    ],
)
def test_a_duty_says_enough_to_be_measured(now, duty, refusal):
    clause = Clause("kewajiban", {"id": "Kewajiban", "en": "Duty"}, ("Wajib.",), duty)

    with pytest.raises(refusal):
        draft(now, text=replace(TEXT, clauses=(clause,)))


def test_a_number_names_one_agreement(now):
    draft(now)

    with pytest.raises(NumberTaken):
        draft(now)


def test_the_tree_keeps_its_order(now):
    memorandum = make_agreement(DINKES, DPMD, number="MoU/1", kind=AgreementKind.MEMORANDUM, until=date(2028, 1, 1))

    under = draft(now, parent_id=memorandum.pk)
    with pytest.raises(WrongPlaceInTree):
        draft(now, number="MoU/2", kind=AgreementKind.MEMORANDUM, parent_id=memorandum.pk)
    with pytest.raises(AmendmentBindsTheSame):
        draft(
            now,
            number="AD/1",
            kind=AgreementKind.AMENDMENT,
            parent_id=memorandum.pk,
            parties=((DINKES, f"{DINKES}/kepala"), (SETDA, f"{SETDA}/kepala")),
            text=replace(TEXT, clauses=TEXT.clauses[:1]),
        )

    assert [child.id for child in queries.list_children(memorandum.pk)] == [under.id]


def test_agencies_negotiate_by_offers_and_counter_offers(now):
    agreement = draft(now)
    operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)
    operations.review_agreement(agreement_id=agreement.id, version=1, is_approved=True, by=REVIEWER, at=now)

    countered = operations.offer_text(
        agreement_id=agreement.id, text=change(), answers_version=1, note="Sebut balita.", by=GRANTEE, at=now
    )
    with pytest.raises(TextMovedOn):
        operations.accept_text(agreement_id=agreement.id, version=1, by=OWNER, at=now)
    with pytest.raises(NothingChanged):
        operations.offer_text(agreement_id=agreement.id, text=change(), answers_version=2, by=OWNER, at=now)
    accepted = operations.accept_text(agreement_id=agreement.id, version=2, by=OWNER, at=now)
    approved = operations.review_agreement(agreement_id=agreement.id, version=2, is_approved=True, by=REVIEWER, at=now)

    assert countered.state is AgreementState.NEGOTIATION
    assert accepted.state is AgreementState.LEGAL_REVIEW, "a text changed after approval is approved anew"
    assert approved.state is AgreementState.AGREED
    versions = queries.list_versions(agreement.id)
    assert [(version.number, version.agency_code, version.note) for version in versions] == [
        (2, DPMD, "Sebut balita."),
        (1, DINKES, ""),
    ]
    assert versions[0].sha256 == rules.hash_text(rules.text_body(change()))


def test_the_legal_review_belongs_to_the_secretariat_and_not_to_the_author(now):
    agreement = draft(now)
    operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)

    for actor in (OWNER, BOSS, make_staff(SETDA), make_staff("51.03/setda", Role.EXECUTIVE)):
        with pytest.raises(NotTheReviewer):
            operations.review_agreement(agreement_id=agreement.id, version=1, is_approved=True, by=actor, at=now)
    models.TextVersion.objects.update(author=REVIEWER.username)
    with pytest.raises(OwnText):
        operations.review_agreement(agreement_id=agreement.id, version=1, is_approved=True, by=REVIEWER, at=now)


def test_the_legal_review_sends_back_with_a_note(now):
    agreement = draft(now)
    operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)

    with pytest.raises(ReasonMissing):
        operations.review_agreement(agreement_id=agreement.id, version=1, is_approved=False, by=REVIEWER, at=now)
    back = operations.review_agreement(
        agreement_id=agreement.id, version=1, is_approved=False, note="Cantumkan jangka waktu.", by=REVIEWER, at=now
    )
    operations.offer_text(agreement_id=agreement.id, text=change(), answers_version=1, by=OWNER, at=now)
    again = operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)

    assert (back.state, back.review_note) == (AgreementState.REVISION, "Cantumkan jangka waktu.")
    assert (again.state, again.version, again.approved_version) == (AgreementState.LEGAL_REVIEW, 2, None)


def test_registration_brings_into_force_and_opens_what_was_signed(now):
    agreement = register(now, agree(now, draft(now)))

    assert (agreement.state, agreement.register_number) == (AgreementState.IN_FORCE, "001/PKS/2026")
    assert [(each.number, each.clause.key) for each in queries.list_clauses(agreement.id)] == [
        (1, "tujuan"),
        (2, "pembukaan"),
        (3, "penyetoran"),
    ]
    [grant] = queries.list_open_grants(DPMD, "penimbangan_balita", TODAY)
    assert (grant.agreement_id, grant.clause_key, grant.clause_number) == (agreement.id, "pembukaan", 2)
    event = audit.list_events(action="agreements.registered")[0]
    assert event.facts["opened_grants"] == [grant.id]
    with pytest.raises(WrongAgreementState):
        operations.register_agreement(agreement_id=agreement.id, register_number="2", by=REVIEWER, at=now)


def test_a_register_number_is_given_once_and_by_the_secretariat(now):
    register(now, agree(now, draft(now)))
    other = agree(now, draft(now, number="PKS/2"))
    models.Agreement.objects.filter(pk=other.id).update(state=AgreementState.SIGNED.value)

    for number, refusal in (("001/PKS/2026", RegisterNumberTaken), (" ", RegisterNumberMissing)):
        with pytest.raises(refusal):
            operations.register_agreement(agreement_id=other.id, register_number=number, by=REVIEWER, at=now)
    with pytest.raises(NotTheReviewer):
        operations.register_agreement(agreement_id=other.id, register_number="2", by=BOSS, at=now)


def test_what_begins_later_opens_on_its_day_even_if_nobody_ran_the_daily_work(now):
    begins = date(2026, 12, 1)
    agreement = register(now, agree(now, draft(now, since=begins)))

    assert agreement.state is AgreementState.REGISTERED
    assert queries.list_open_grants(DPMD, "penimbangan_balita", TODAY) == ()
    assert len(queries.list_open_grants(DPMD, "penimbangan_balita", begins)) == 1
    later = now + timedelta(days=30)
    assert operations.begin_agreement(agreement_id=agreement.id, by=OWNER, at=later).state is AgreementState.IN_FORCE


def test_what_is_withdrawn_goes_nowhere(now):
    agreement = draft(now)

    operations.withdraw_agreement(agreement_id=agreement.id, reason="Tidak jadi dilanjutkan.", by=OWNER, at=now)

    with pytest.raises(WrongAgreementState):
        operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)


STEPS = (
    *(("offer", actor) for actor in (OWNER, GRANTEE)),
    *(("accept", actor) for actor in (OWNER, GRANTEE)),
    *(("submit", actor) for actor in (OWNER, GRANTEE)),
    *(("approve", actor) for actor in (REVIEWER, OWNER)),
    ("send_back", REVIEWER),
    ("withdraw", GRANTEE),
    ("register", REVIEWER),
)
SIGNABLE = rules.BINDING | {AgreementState.AGREED, AgreementState.SIGNING, AgreementState.SIGNED}


def walk(step: str, actor, agreement, count: int, now: datetime) -> None:
    """One step somebody may try at any time, whether or not it is allowed."""
    common = {"agreement_id": agreement.id, "by": actor, "at": now}
    version = agreement.version
    if step == "offer":
        operations.offer_text(text=change(paragraph=f"Usulan {count}."), answers_version=version, **common)
    elif step == "accept":
        operations.accept_text(version=version, **common)
    elif step == "submit":
        operations.submit_for_review(**common)
    elif step == "approve":
        operations.review_agreement(version=version, is_approved=True, **common)
    elif step == "send_back":
        operations.review_agreement(version=version, is_approved=False, note="Perbaiki dahulu.", **common)
    elif step == "withdraw":
        operations.withdraw_agreement(reason="Tidak jadi dilanjutkan.", **common)
    else:
        operations.register_agreement(register_number="1", **common)


@given(steps=st.lists(st.sampled_from(STEPS), max_size=14))
def test_no_walk_whatever_leads_around_the_approval(agencies, now, steps):
    approved: dict[int, str] = {}
    with transaction.atomic():
        agreement = draft(now)
        for count, (step, actor) in enumerate(steps):
            before = agreement
            try:
                with transaction.atomic():
                    walk(step, actor, agreement, count, now)
            except KotacerdasError:
                pass
            agreement = queries.get_agreement(agreement.id)
            if step == "approve" and agreement != before:
                approved[agreement.version] = actor.username
            if agreement.state in SIGNABLE:
                assert approved.get(agreement.version) == REVIEWER.username
                assert all(party.accepted_version == agreement.version for party in agreement.parties)
        transaction.set_rollback(True)


def test_the_database_itself_refuses_what_was_not_approved(now):
    agreement = draft(now)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Agreement.objects.filter(pk=agreement.id).update(state=AgreementState.SIGNING.value)

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
    NotYetLapsed,
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
    CloseReason,
    Duty,
    DutyKind,
    GrantState,
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
    make_clause,
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


def test_terminating_closes_all_access_under_it_and_says_so_in_one_row(now):
    memorandum = make_agreement(DINKES, DPMD, number="MoU/1", kind=AgreementKind.MEMORANDUM, until=None)
    child = register(now, agree(now, draft(now, parent_id=memorandum.pk)))
    [grant] = queries.list_grants(agreement_id=child.id)
    before = len(audit.list_events())

    ended = operations.terminate_agreement(
        agreement_id=memorandum.pk, reason="Tidak dilanjutkan lagi.", by=BOSS, at=now
    )

    assert (ended.state, ended.ended_on) == (AgreementState.TERMINATED, TODAY)
    assert queries.get_agreement(child.id).state is AgreementState.ENDED
    closed = queries.get_grant(grant.id)
    assert (closed.state, closed.close_reason) == (GrantState.CLOSED, CloseReason.AGREEMENT_ENDED)
    assert not queries.is_grant_open(grant.id, TODAY)
    [event, *_] = audit.list_events()
    assert len(audit.list_events()) == before + 1
    assert (event.action, event.facts["closed_grants"], event.facts["ended_below"]) == (
        "agreements.terminated",
        [grant.id],
        [child.id],
    )


def test_an_end_that_does_not_come_about_closes_nothing(now):
    agreement = register(now, agree(now, draft(now)))
    [grant] = queries.list_grants(agreement_id=agreement.id)

    with transaction.atomic():
        operations.terminate_agreement(agreement_id=agreement.id, reason="Tidak dilanjutkan.", by=BOSS, at=now)
        transaction.set_rollback(True)

    assert queries.get_agreement(agreement.id).state is AgreementState.IN_FORCE
    assert queries.is_grant_open(grant.id, TODAY)


def test_only_an_executive_or_a_signer_of_a_party_ends_it_and_says_why(now):
    agreement = register(now, agree(now, draft(now)))

    with pytest.raises(KotacerdasError, match="no authority"):
        operations.terminate_agreement(agreement_id=agreement.id, reason="Tidak dilanjutkan.", by=OWNER, at=now)
    with pytest.raises(ReasonMissing):
        operations.terminate_agreement(agreement_id=agreement.id, reason="-", by=BOSS, at=now)


def test_a_lapsed_agreement_is_ended_with_its_access(now):
    agreement = register(now, agree(now, draft(now, until=date(2026, 12, 1))))
    [grant] = queries.list_grants(agreement_id=agreement.id)

    with pytest.raises(NotYetLapsed):
        operations.end_lapsed(agreement_id=agreement.id, by=OWNER, at=now)
    after = now + timedelta(days=40)
    assert not queries.is_grant_open(grant.id, date(2026, 12, 1))
    ended = operations.end_lapsed(agreement_id=agreement.id, by=OWNER, at=after)

    assert (ended.state, ended.ended_on) == (AgreementState.ENDED, date(2026, 12, 1))
    assert queries.get_grant(grant.id).close_reason is CloseReason.AGREEMENT_ENDED


def test_a_child_lapses_with_its_parent(now):
    memorandum = make_agreement(DINKES, DPMD, number="MoU/1", kind=AgreementKind.MEMORANDUM, until=date(2026, 12, 1))
    child = register(now, agree(now, draft(now, parent_id=memorandum.pk)))

    assert child.lapses_on == date(2026, 12, 1)
    [grant] = queries.list_grants(agreement_id=child.id)
    assert not queries.is_grant_open(grant.id, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2027, 8, 2), None),
        (date(2027, 8, 3), 90),
        (date(2027, 9, 2), 60),
        (date(2027, 10, 2), 30),
        (date(2027, 11, 1), None),
    ],
)
def test_the_end_is_announced_at_90_60_and_30_days(now, day, warning):
    agreement = register(now, agree(now, draft(now)))

    assert rules.warning_of(agreement, day) == warning


def test_an_amendment_replaces_clauses_and_closes_what_they_opened(now):
    agreement = register(now, agree(now, draft(now)))
    [old] = queries.list_grants(agreement_id=agreement.id)
    opening = TEXT.clauses[1]
    assert opening.duty is not None
    narrowed = replace(opening, duty=replace(opening.duty, columns=("berat",)))
    added = Clause(
        "fgd", {"id": "FGD", "en": "Forums"}, ("Dua kali setahun.",), Duty(DutyKind.HOLD_FORUMS, DPMD, times=2)
    )

    amendment = draft(
        now,
        number="AD/1",
        kind=AgreementKind.AMENDMENT,
        parent_id=agreement.id,
        since=TODAY,
        until=date(2028, 1, 1),
        text=replace(TEXT, clauses=(narrowed, added)),
    )
    register(now, agree(now, amendment), "002/PKS/2026")

    amended = queries.get_agreement(agreement.id)
    assert (amended.state, amended.until, amended.lapses_on) == (
        AgreementState.AMENDED,
        date(2028, 1, 1),
        date(2028, 1, 1),
    )
    assert queries.get_grant(old.id).close_reason is CloseReason.CLAUSE_ENDED
    [new] = queries.list_open_grants(DPMD, "penimbangan_balita", TODAY)
    assert (new.columns, new.agreement_id) == (("berat",), agreement.id)
    in_force = [each for each in queries.list_clauses(agreement.id) if each.until is None]
    assert [(each.number, each.clause.key) for each in in_force] == [
        (1, "tujuan"),
        (2, "pembukaan"),
        (3, "penyetoran"),
        (4, "fgd"),
    ]


def test_a_renewal_takes_the_place_of_the_old_and_keeps_what_stands_under_it(now):
    old = register(now, agree(now, draft(now)))
    annex = make_agreement(
        DINKES,
        DPMD,
        number="LAMP/1",
        kind=AgreementKind.ANNEX,
        parent=models.Agreement.objects.get(pk=old.id),
        until=None,
    )
    [grant] = queries.list_grants(agreement_id=old.id)

    renewal = draft(now, number="PKS/2", renews_id=old.id, since=TODAY, until=date(2029, 1, 1))
    renewed = register(now, agree(now, renewal), "002/PKS/2026")

    assert queries.get_agreement(old.id).state is AgreementState.RENEWED
    assert queries.get_grant(grant.id).state is GrantState.CLOSED
    assert [each.agreement_id for each in queries.list_open_grants(DPMD, "penimbangan_balita", TODAY)] == [renewed.id]
    moved = queries.get_agreement(annex.pk)
    assert (moved.parent_id, moved.lapses_on) == (renewed.id, date(2029, 1, 1))


def test_what_is_withdrawn_goes_nowhere(now):
    agreement = draft(now)

    operations.withdraw_agreement(agreement_id=agreement.id, reason="Tidak jadi dilanjutkan.", by=OWNER, at=now)

    with pytest.raises(WrongAgreementState):
        operations.submit_for_review(agreement_id=agreement.id, by=OWNER, at=now)


def test_the_daily_work_writes_down_single_grants_that_lapsed(now):
    agreement = make_agreement(DINKES, DPMD)
    clause = make_clause(agreement)
    grant = operations.request_grant(
        dataset_name="penimbangan_balita",
        owner_code=DINKES,
        grantee_code=DPMD,
        purpose="Menyasar bantuan gizi",
        until=date(2026, 11, 20),
        by=GRANTEE,
        at=now,
    )
    operations.decide_grant(grant_id=grant.id, is_granted=True, clause_id=clause.pk, by=OWNER, at=now)

    assert operations.close_lapsed_grants(by=OWNER, at=now) == []
    assert operations.close_lapsed_grants(by=OWNER, at=now + timedelta(days=30)) == [grant.id]
    assert queries.get_grant(grant.id).close_reason is CloseReason.EXPIRED


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

"""When an agreement ends, changes or is renewed, access follows in the same moment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from kotacerdas.apps.agreements import models, operations, queries, rules
from kotacerdas.apps.agreements.errors import (
    NotYetLapsed,
    ReasonMissing,
)
from kotacerdas.apps.agreements.types import (
    AgreementKind,
    AgreementState,
    Clause,
    CloseReason,
    Duty,
    DutyKind,
    GrantState,
)
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import Role
from kotacerdas.kernel.errors import KotacerdasError
from tests.apps.agreements.made import (
    DINKES,
    DPMD,
    GRANTEE,
    OWNER,
    SETDA,
    TEXT,
    agree,
    draft,
    make_agreement,
    make_clause,
    make_staff,
    register,
)


pytestmark = pytest.mark.usefixtures("agencies")
TODAY = date(2026, 11, 2)
BOSS = make_staff(DINKES, Role.EXECUTIVE, username="kadis")


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


def test_what_lapses_soon_is_listed_and_what_lapsed_is_found(now):
    soon = make_agreement(DINKES, DPMD, number="PKS/1", until=date(2026, 12, 15))
    make_agreement(DINKES, DPMD, number="PKS/2", until=date(2027, 12, 15))
    waiting = make_agreement(DINKES, DPMD, number="PKS/3", state=AgreementState.REGISTERED, since=TODAY, until=None)

    [(agreement, days)] = queries.list_warnings(TODAY, agency_code=DPMD)
    assert (agreement.id, days) == (soon.pk, 60)
    assert queries.list_warnings(TODAY, agency_code=SETDA) == ()
    assert queries.find_lapsed(TODAY) is None
    lapsed = queries.find_lapsed(date(2026, 12, 15))
    assert lapsed is not None
    assert lapsed.id == soon.pk
    assert [each.id for each in queries.list_beginning(TODAY)] == [waiting.pk]
    assert queries.list_beginning(date(2026, 11, 1)) == ()

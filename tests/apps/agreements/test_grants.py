"""Access exists only under an agreement in force."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kotacerdas.apps.agreements import models, operations, queries, types
from kotacerdas.apps.agreements.errors import (
    AgreementNotInForce,
    BeyondClause,
    BeyondRequest,
    ClauseDoesNotOpen,
    GrantEndsBeforeStart,
    GrantNotFound,
    LoginNeeded,
    NoAgreementBehind,
    NotBoundByAgreement,
    NotYourAgency,
    OwnData,
    PurposeTooShort,
    WrongGrantState,
)
from kotacerdas.apps.agreements.types import AgreementState, CloseReason, Duty, DutyKind, GrantState
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import Role
from kotacerdas.kernel.areas import AreaCode
from tests.apps.agreements.made import (
    DINKES,
    DISKOMINFO,
    DPMD,
    GRANTEE,
    KOMDIGI,
    OWNER,
    PURPOSE,
    SETDA,
    make_agreement,
    make_clause,
    make_staff,
)
from tests.makers import make_actor, make_administrator


pytestmark = pytest.mark.usefixtures("agencies")
TODAY = date(2026, 11, 2)
DATASET = "penimbangan_balita"


def ask(now, **terms):
    given = {"dataset_name": DATASET, "owner_code": DINKES, "grantee_code": DPMD, "purpose": PURPOSE, "by": GRANTEE}
    return operations.request_grant(**{**given, **terms}, at=now)


def opened(now, **terms) -> types.Grant:
    """A grant open under a clause."""
    clause = make_clause(make_agreement(DINKES, DPMD))
    return operations.decide_grant(
        grant_id=ask(now, **terms).id, is_granted=True, clause_id=clause.pk, by=OWNER, at=now
    )


def test_a_request_opens_nothing_until_the_owner_decides(now):
    grant = ask(now)

    assert grant.state is GrantState.REQUESTED
    assert queries.list_requests(DINKES) == (grant,)
    assert queries.list_open_grants(DPMD, DATASET, TODAY) == ()


@pytest.mark.parametrize(
    ("terms", "refusal"),
    [
        ({"by": make_actor()}, NotYourAgency),
        ({"by": replace(make_actor(), username="")}, LoginNeeded),
        ({"by": OWNER}, NotYourAgency),
        ({"owner_code": DPMD}, OwnData),
        ({"purpose": "  data  "}, PurposeTooShort),
        ({"until": TODAY}, GrantEndsBeforeStart),
    ],
)
def test_a_senseless_request_is_refused_with_its_reason(now, terms, refusal):
    with pytest.raises(refusal):
        ask(now, **terms)

    assert queries.list_requests(DINKES) == ()


def test_the_owner_opens_a_request_under_a_clause(now):
    grant = opened(now, columns=("berat",), rate_per_day=100)

    assert grant.state is GrantState.OPEN
    assert (grant.agreement_number, grant.clause_key, grant.decided_by) == ("PKS/1", "4", "dinkes")
    assert queries.list_open_grants(DPMD, DATASET, TODAY) == (grant,)
    assert queries.is_grant_open(grant.id, TODAY)
    assert [event.action for event in audit.list_events(target=f"grant/{grant.id}")] == [
        "agreements.grant_opened",
        "agreements.grant_requested",
    ]


def test_only_the_owner_decides(now):
    clause = make_clause(make_agreement(DINKES, DPMD))
    grant = ask(now)

    for actor in (GRANTEE, make_staff(DISKOMINFO), make_administrator()):
        with pytest.raises(NotYourAgency):
            operations.decide_grant(grant_id=grant.id, is_granted=True, clause_id=clause.pk, by=actor, at=now)


def test_a_decided_request_is_not_decided_again(now):
    grant = operations.decide_grant(grant_id=ask(now).id, is_granted=False, note="Belum perlu.", by=OWNER, at=now)

    assert (grant.state, grant.decision_note) == (GrantState.REFUSED, "Belum perlu.")
    with pytest.raises(WrongGrantState):
        operations.decide_grant(grant_id=grant.id, is_granted=False, by=OWNER, at=now)


def test_a_grant_must_rest_on_an_agreement_in_force(now):
    grant = ask(now)
    ended = make_agreement(DINKES, DPMD, number="PKS/2", until=TODAY)
    signing = make_agreement(DINKES, DPMD, number="PKS/3", state=AgreementState.SIGNING)

    with pytest.raises(NoAgreementBehind):
        operations.decide_grant(grant_id=grant.id, is_granted=True, by=OWNER, at=now)
    for agreement in (ended, signing):
        with pytest.raises(AgreementNotInForce):
            operations.decide_grant(grant_id=grant.id, is_granted=True, agreement_id=agreement.pk, by=OWNER, at=now)

    assert queries.get_grant(grant.id).state is GrantState.REQUESTED


def test_the_agreement_must_bind_both_agencies(now):
    grant = ask(now)
    other = make_agreement(DINKES, DISKOMINFO)
    regional = make_agreement(KOMDIGI, SETDA, number="MoU/1")  # binds both, but only through one and the same party

    for agreement in (other, regional):
        with pytest.raises(NotBoundByAgreement):
            operations.decide_grant(grant_id=grant.id, is_granted=True, agreement_id=agreement.pk, by=OWNER, at=now)


def test_a_memorandum_signed_by_the_secretariat_binds_the_offices_of_the_regency(now):
    memorandum = make_agreement(KOMDIGI, SETDA)
    ministry = make_staff(KOMDIGI, Role.MINISTRY_MENTOR)
    grant = ask(now, grantee_code=KOMDIGI, by=ministry)

    grant = operations.decide_grant(grant_id=grant.id, is_granted=True, agreement_id=memorandum.pk, by=OWNER, at=now)

    assert grant.state is GrantState.OPEN


def test_a_clause_opens_its_own_dataset_and_no_more_of_it(now):
    agreement = make_agreement(DINKES, DPMD)
    terms = Duty(DutyKind.OPEN_DATASET, DINKES, DPMD, dataset_name=DATASET, purpose=PURPOSE, columns=("berat",))
    narrow = make_clause(agreement, replace(terms, rate_per_day=10), key="4")
    other = make_clause(agreement, replace(terms, dataset_name="idm_desa"), key="5")
    grant = ask(now)

    with pytest.raises(ClauseDoesNotOpen):
        operations.decide_grant(grant_id=grant.id, is_granted=True, clause_id=other.pk, by=OWNER, at=now)
    for more in ({}, {"columns": ("berat", "nama")}, {"columns": ("berat",)}):
        with pytest.raises(BeyondClause):
            operations.decide_grant(grant_id=grant.id, is_granted=True, clause_id=narrow.pk, **more, by=OWNER, at=now)
    given = operations.decide_grant(
        grant_id=grant.id, is_granted=True, clause_id=narrow.pk, columns=("berat",), rate_per_day=5, by=OWNER, at=now
    )

    assert (given.columns, given.rate_per_day) == (("berat",), 5)


@pytest.mark.parametrize(
    "more",
    [
        {"columns": ("nama",)},
        {"columns": ()},
        {"area_code": AreaCode("51.02")},
        {"area_code": AreaCode("51.02.02")},
        {"until": date(2027, 5, 1)},
        {"rate_per_day": 11},
    ],
)
def test_a_decision_gives_no_more_than_was_asked(now, more):
    agreement = make_agreement(DINKES, DPMD)
    grant = ask(now, columns=("berat",), area_code=AreaCode("51.02.01"), until=date(2026, 12, 1), rate_per_day=10)

    with pytest.raises(BeyondRequest):
        operations.decide_grant(grant_id=grant.id, is_granted=True, agreement_id=agreement.pk, **more, by=OWNER, at=now)


def test_the_owner_may_open_less_of_the_area(now):
    agreement = make_agreement(DINKES, DPMD)
    grant = ask(now, area_code=AreaCode("51.02"))

    given = operations.decide_grant(
        grant_id=grant.id,
        is_granted=True,
        agreement_id=agreement.pk,
        area_code=AreaCode("51.02.01"),
        by=OWNER,
        at=now,
    )

    assert given.area_code == "51.02.01"


def test_what_is_open_is_right_though_nobody_ran_the_daily_work(now):
    grant = opened(now, until=date(2026, 12, 1))

    assert not queries.is_grant_open(grant.id, TODAY - timedelta(days=1))
    assert queries.is_grant_open(grant.id, date(2026, 11, 30))
    assert not queries.is_grant_open(grant.id, date(2026, 12, 1))
    models.Agreement.objects.update(lapses_on=date(2026, 11, 10))
    assert queries.is_grant_open(grant.id, date(2026, 11, 9))
    assert not queries.is_grant_open(grant.id, date(2026, 11, 10))
    models.Clause.objects.update(until=date(2026, 11, 5))
    assert not queries.is_grant_open(grant.id, date(2026, 11, 5))


def test_open_grants_are_found_in_one_query(now, django_assert_num_queries):
    opened(now)

    with django_assert_num_queries(1):
        assert len(queries.list_open_grants(DPMD, DATASET, TODAY)) == 1
    with django_assert_num_queries(1):
        assert queries.list_open_grants(DISKOMINFO, DATASET, TODAY) == ()


@pytest.mark.parametrize(
    ("actor", "is_lapsed", "reason"),
    [
        (OWNER, False, CloseReason.OWNER_CLOSED),
        (OWNER, True, CloseReason.PURPOSE_LAPSED),
        (GRANTEE, False, CloseReason.RETURNED),
        (make_administrator(), False, CloseReason.OWNER_CLOSED),
    ],
)
def test_a_grant_is_closed_at_once_with_its_reason(now, actor, is_lapsed, reason):
    grant = opened(now)

    closed = operations.close_grant(grant_id=grant.id, is_purpose_lapsed=is_lapsed, by=actor, at=now)

    assert (closed.state, closed.close_reason, closed.closed_by) == (GrantState.CLOSED, reason, actor.username)
    assert not queries.is_grant_open(grant.id, TODAY)
    with pytest.raises(WrongGrantState):
        operations.close_grant(grant_id=grant.id, by=actor, at=now)


def test_others_close_nothing(now):
    grant = opened(now)

    with pytest.raises(NotYourAgency):
        operations.close_grant(grant_id=grant.id, by=make_staff(DISKOMINFO), at=now)
    with pytest.raises(GrantNotFound):
        operations.close_grant(grant_id=grant.id + 1, by=OWNER, at=now)


def test_grants_are_listed_by_dataset_agency_owner_and_agreement(now):
    grant = opened(now)

    for wanted in (
        {"dataset_name": DATASET},
        {"agency_code": DPMD},
        {"owner_code": DINKES},
        {"agreement_id": grant.agreement_id},
        {"states": (GrantState.OPEN,)},
    ):
        assert queries.list_grants(**wanted) == (grant,)
    assert queries.list_grants(agency_code=DINKES) == ()


def test_the_database_keeps_no_open_grant_without_an_agreement(now):
    grant = ask(now)

    with pytest.raises(IntegrityError), transaction.atomic():
        models.Grant.objects.filter(pk=grant.id).update(state=GrantState.OPEN.value, decided_at=now)

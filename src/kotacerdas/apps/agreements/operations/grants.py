"""Ask for access, decide about it, close it."""

from datetime import date, datetime

from django.db import transaction

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import NoAgreementBehind, NotYourAgency
from kotacerdas.apps.agreements.operations.closing import close_rows
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.types import CloseReason, Grant, GrantState
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION, AreaCode


@transaction.atomic
def request_grant(
    *,
    dataset_name: str,
    owner_code: str,
    grantee_code: str,
    purpose: str,
    columns: tuple[str, ...] = (),
    area_code: AreaCode = NATION,
    row_filter: str = "",
    period_from: str = "",
    period_until: str = "",
    since: date | None = None,
    until: date | None = None,
    rate_per_day: int | None = None,
    by: Actor,
    at: datetime,
) -> Grant:
    """Ask the owner of a dataset to let an agency read it; nothing opens before the owner decides.

    The caller has looked up that the dataset exists, who owns it and that columns and filter fit it.
    Raises ``LoginNeeded``, ``NotYourAgency``, ``AgencyNotFound``, ``OwnData``, ``PurposeTooShort`` or
    ``GrantEndsBeforeStart``.
    """
    rules.check_member(by, (grantee_code,))
    starts = since or local_day(at)
    rules.check_request(owner_code=owner_code, grantee_code=grantee_code, purpose=purpose, since=starts, until=until)
    agencies.get_agency(owner_code)
    row = models.Grant.objects.create(
        dataset_name=dataset_name,
        owner_code=owner_code,
        grantee_code=grantee_code,
        purpose=purpose.strip(),
        columns=list(columns),
        area_code=area_code,
        row_filter=row_filter.strip(),
        period_from=period_from,
        period_until=period_until,
        since=starts,
        until=until,
        rate_per_day=rate_per_day,
        requested_by=by.username,
        requested_at=at,
    )
    facts = {"dataset": dataset_name, "owner": owner_code, "grantee": grantee_code, "purpose": row.purpose}
    audit.record(action="agreements.grant_requested", target=f"grant/{row.pk}", by=by, at=at, facts=facts)
    return queries.get_grant(row.pk)


@transaction.atomic
def decide_grant(
    *,
    grant_id: int,
    is_granted: bool,
    clause_id: int | None = None,
    agreement_id: int | None = None,
    columns: tuple[str, ...] | None = None,
    area_code: AreaCode | None = None,
    until: date | None = None,
    rate_per_day: int | None = None,
    note: str = "",
    by: Actor,
    at: datetime,
) -> Grant:
    """The owner opens or refuses a request.

    To open it, name the clause it rests on, or the agreement alone for the owner's own decision under it. ``columns``,
    ``area_code``, ``until`` and ``rate_per_day`` narrow what was asked for; left out they stay as asked.
    Raises ``GrantNotFound``, ``NotYourAgency``, ``WrongGrantState``, ``NoAgreementBehind``, ``AgreementNotInForce``,
    ``NotBoundByAgreement``, ``ClauseDoesNotOpen``, ``BeyondClause`` or ``BeyondRequest``.
    """
    _lock(grant_id)
    grant = queries.get_grant(grant_id)
    rules.check_member(by, (grant.owner_code,))
    wanted = GrantState.OPEN if is_granted else GrantState.REFUSED
    rules.check_grant_transition(grant, wanted)
    changes: dict[str, object] = {}
    if is_granted:
        opened = rules.narrow(grant, columns=columns, area_code=area_code, until=until, rate_per_day=rate_per_day)
        changes = _grounds(opened, clause_id=clause_id, agreement_id=agreement_id, on=local_day(at))
    models.Grant.objects.filter(pk=grant_id).update(
        state=wanted.value, decided_by=by.username, decided_at=at, decision_note=note.strip(), **changes
    )
    decided = queries.get_grant(grant_id)
    audit.record(
        action="agreements.grant_opened" if is_granted else "agreements.grant_refused",
        target=f"grant/{grant_id}",
        by=by,
        at=at,
        facts={
            "dataset": grant.dataset_name,
            "grantee": grant.grantee_code,
            "agreement": decided.agreement_number,
            "clause": decided.clause_key,
            "note": note.strip(),
        },
    )
    return decided


@transaction.atomic
def close_grant(*, grant_id: int, is_purpose_lapsed: bool = False, note: str = "", by: Actor, at: datetime) -> Grant:
    """Close an open grant at once: the owner takes access back, the grantee returns it.

    ``is_purpose_lapsed`` says that what it was for is over. Raises ``GrantNotFound``, ``NotYourAgency`` or ``WrongGrantState``.
    """
    _lock(grant_id)
    grant = queries.get_grant(grant_id)
    reason = rules.close_reason_by(by, grant)
    if reason is None:
        raise NotYourAgency(agency=f"{grant.owner_code}, {grant.grantee_code}")
    rules.check_grant_transition(grant, GrantState.CLOSED)
    if is_purpose_lapsed:
        reason = CloseReason.PURPOSE_LAPSED
    close_rows(models.Grant.objects.filter(pk=grant_id), reason=reason, by=by, at=at)
    audit.record(
        action="agreements.grant_closed",
        target=f"grant/{grant_id}",
        by=by,
        at=at,
        facts={
            "dataset": grant.dataset_name,
            "grantee": grant.grantee_code,
            "agreement": grant.agreement_number,
            "reason": reason.value,
            "note": note.strip(),
        },
    )
    return queries.get_grant(grant_id)


def _grounds(grant: Grant, *, clause_id: int | None, agreement_id: int | None, on: date) -> dict[str, object]:
    """What an opened grant rests on and lets through, as columns; raise why it cannot."""
    clause = queries.get_clause(clause_id) if clause_id is not None else None
    number = clause.agreement_id if clause else agreement_id
    if number is None:
        raise NoAgreementBehind
    rules.check_can_rest_on(grant, queries.get_agreement(number), clause, on)
    return {
        "agreement_id": number,
        "clause_id": clause_id,
        "columns": list(grant.columns),
        "area_code": grant.area_code,
        "until": grant.until,
        "rate_per_day": grant.rate_per_day,
    }


def _lock(grant_id: int) -> None:
    """Hold the row, so that two decisions do not pass each other."""
    models.Grant.objects.select_for_update().filter(pk=grant_id).first()

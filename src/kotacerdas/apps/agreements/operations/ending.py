"""End agreements, and with them the access they opened: one transaction, one audit row that lists what closed."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import NotYetLapsed
from kotacerdas.apps.agreements.operations.closing import close_rows, list_tree
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.operations.rows import lock
from kotacerdas.apps.agreements.types import Agreement, AgreementState, CloseReason
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor


@transaction.atomic
def terminate_agreement(*, agreement_id: int, reason: str, by: Actor, at: datetime) -> Agreement:
    """End an agreement before its time, today: every grant under it and under what hangs on it closes at once.

    Only an executive of a party, or who may sign for its office today, may. Raises ``NotYourAgency``, ``MayNotSign``,
    ``WrongAgreementState`` or ``ReasonMissing``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    day = local_day(at)
    party = next(
        each for each in agreement.parties if each.agency_code == rules.check_member(by, agreement.agency_codes)
    )
    authority = queries.find_authority(by, party.office_code, kind=agreement.kind, on=day)
    rules.check_can_terminate(by, authority, party.office_code, day)
    rules.check_agreement_transition(agreement, AgreementState.TERMINATED)
    rules.check_reason(reason)
    facts = _end(row, AgreementState.TERMINATED, day, reason.strip(), by=by, at=at)
    facts |= {"party": party.agency_code, "reason": reason.strip()}
    audit.record(action="agreements.terminated", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


@transaction.atomic
def end_lapsed(*, agreement_id: int, by: Actor, at: datetime) -> Agreement:
    """Write down that the last day of an agreement is over; access under it had ended by its date already.

    Raises ``WrongAgreementState`` or ``NotYetLapsed``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    rules.check_agreement_transition(agreement, AgreementState.ENDED)
    if agreement.lapses_on is None or agreement.lapses_on > local_day(at):
        raise NotYetLapsed(agreement=agreement.number, until=agreement.lapses_on or "—")
    facts = _end(row, AgreementState.ENDED, agreement.lapses_on, "", by=by, at=at)
    audit.record(action="agreements.ended", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


@transaction.atomic
def close_lapsed_grants(*, by: Actor, at: datetime) -> list[int]:
    """Write down every grant whose own last day, or whose clause's, is over; return their numbers."""
    day = local_day(at)
    expired = close_rows(models.Grant.objects.filter(until__lte=day), reason=CloseReason.EXPIRED, by=by, at=at)
    ended = close_rows(
        models.Grant.objects.filter(Q(clause__until__lte=day)), reason=CloseReason.CLAUSE_ENDED, by=by, at=at
    )
    if expired or ended:
        facts = {"expired": expired, "clause_ended": ended}
        audit.record(action="agreements.grants_lapsed", target="grants", by=by, at=at, facts=facts)
    return sorted((*expired, *ended))


def _end(
    row: models.Agreement, state: AgreementState, day: date, reason: str, *, by: Actor, at: datetime
) -> dict[str, object]:
    """End the agreement and what hangs on it, close all their grants; return both as facts for the audit row."""
    tree = list_tree(row.pk)
    below = [each.pk for each in tree[1:]]
    models.Agreement.objects.filter(pk=row.pk).update(state=state.value, ended_on=day, end_reason=reason)
    models.Agreement.objects.filter(pk__in=below).update(
        state=AgreementState.ENDED.value, ended_on=day, end_reason=row.number
    )
    models.Clause.objects.filter(Q(until__isnull=True) | Q(until__gt=day), agreement_id__in=[row.pk, *below]).update(
        until=day
    )
    grants = models.Grant.objects.filter(agreement_id__in=[row.pk, *below])
    closed = close_rows(grants, reason=CloseReason.AGREEMENT_ENDED, by=by, at=at)
    return {"ended_on": day.isoformat(), "closed_grants": closed, "ended_below": below}

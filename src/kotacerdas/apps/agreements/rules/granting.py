"""When access may be asked for, opened and closed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from kotacerdas.apps.agreements.errors import (
    BeyondClause,
    BeyondRequest,
    ClauseDoesNotOpen,
    GrantEndsBeforeStart,
    OwnData,
    PurposeTooShort,
    WrongGrantState,
)
from kotacerdas.apps.agreements.rules.life import check_in_force
from kotacerdas.apps.agreements.rules.members import check_both_bound
from kotacerdas.apps.agreements.types import Agreement, ClauseInForce, CloseReason, Duty, DutyKind, Grant, GrantState
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode


GRANT_TRANSITIONS: Mapping[GrantState, frozenset[GrantState]] = {
    GrantState.REQUESTED: frozenset({GrantState.OPEN, GrantState.REFUSED}),
    GrantState.OPEN: frozenset({GrantState.CLOSED}),
    GrantState.REFUSED: frozenset(),
    GrantState.CLOSED: frozenset(),
}
_Bound = TypeVar("_Bound", int, date)
SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 500


def check_grant_transition(grant: Grant, wanted: GrantState) -> None:
    """Raise :class:`WrongGrantState` unless the grant may move to ``wanted``."""
    if wanted not in GRANT_TRANSITIONS[grant.state]:
        raise WrongGrantState(number=grant.id, state=grant.state.value, wanted=wanted.value)


def check_request(*, owner_code: str, grantee_code: str, purpose: str, since: date, until: date | None) -> None:
    """Raise what makes a request senseless: own data, no purpose, an end before the start."""
    if owner_code == grantee_code:
        raise OwnData(agency=owner_code)
    if not SHORTEST_PURPOSE <= len(purpose.strip()) <= LONGEST_PURPOSE:
        raise PurposeTooShort(shortest=SHORTEST_PURPOSE, longest=LONGEST_PURPOSE)
    if until is not None and until <= since:
        raise GrantEndsBeforeStart(since=since, until=until)


def narrow(
    grant: Grant,
    *,
    columns: tuple[str, ...] | None,
    area_code: AreaCode | None,
    until: date | None,
    rate_per_day: int | None,
) -> Grant:
    """The request as the owner would open it; what is left out stays as asked.

    Raises :class:`BeyondRequest` when that is more columns, area, time or reads than were asked for.
    """
    wanted = replace(
        grant,
        columns=grant.columns if columns is None else columns,
        area_code=area_code or grant.area_code,
        until=until or grant.until,
        rate_per_day=grant.rate_per_day if rate_per_day is None else rate_per_day,
    )
    if not _columns_fit(wanted.columns, grant.columns):
        raise BeyondRequest(what=", ".join(sorted(set(wanted.columns) - set(grant.columns))) or "*")
    if not wanted.area_code.is_within(grant.area_code):
        raise BeyondRequest(what=wanted.area_code)
    if wanted.until is not None and wanted.until <= grant.since:
        raise GrantEndsBeforeStart(since=grant.since, until=wanted.until)
    if _is_more(wanted.until, grant.until):
        raise BeyondRequest(what=wanted.until)
    if _is_more(wanted.rate_per_day, grant.rate_per_day):
        raise BeyondRequest(what=wanted.rate_per_day)
    return wanted


def check_can_rest_on(grant: Grant, agreement: Agreement, clause: ClauseInForce | None, on: date) -> None:
    """Raise the reason why the grant cannot rest on this agreement, or on this clause of it, on that day.

    Both agencies must be bound; a clause that opens a dataset opens no other, and no more of it than it says.
    """
    check_in_force(agreement, on)
    check_both_bound(grant.owner_code, grant.grantee_code, agreement)
    if clause is None:
        return
    duty = clause.clause.duty
    facts = {"clause": clause.clause.key, "agreement": agreement.number}
    if not _is_open(clause, agreement, on) or duty is None or not _opens(duty, grant):
        raise ClauseDoesNotOpen(**facts, dataset=grant.dataset_name, agency=grant.grantee_code)
    beyond = _beyond(duty, grant)
    if beyond:
        raise BeyondClause(clause=clause.clause.key, what=beyond)


def close_reason_by(actor: Actor, grant: Grant) -> CloseReason | None:
    """Why a grant closes when this person closes it; none when the person may not.

    The owner takes access back; the grantee gives it back; an administrator stops it for the owner.
    """
    if actor.agency_code == grant.grantee_code:
        return CloseReason.RETURNED
    if actor.agency_code == grant.owner_code or actor.has(Role.ADMINISTRATOR):
        return CloseReason.OWNER_CLOSED
    return None


def _is_open(clause: ClauseInForce, agreement: Agreement, on: date) -> bool:
    belongs = clause.agreement_id == agreement.id
    return belongs and clause.since <= on and (clause.until is None or on < clause.until)


def _opens(duty: Duty, grant: Grant) -> bool:
    is_same = duty.dataset_name == grant.dataset_name and duty.creditor_code == grant.grantee_code
    return duty.kind is DutyKind.OPEN_DATASET and is_same


def _beyond(duty: Duty, grant: Grant) -> str:
    """What of the grant goes beyond the duty, as text; empty when nothing does."""
    if not _columns_fit(grant.columns, duty.columns):
        return ", ".join(sorted(set(grant.columns) - set(duty.columns))) or "*"
    if not grant.area_code.is_within(duty.area_code):
        return grant.area_code
    if duty.row_filter and grant.row_filter != duty.row_filter:
        return grant.row_filter or "*"
    if _is_more(grant.rate_per_day, duty.rate_per_day):
        return str(grant.rate_per_day or "∞")
    if _is_more(grant.until, duty.until):
        return str(grant.until or "∞")
    return ""


def _columns_fit(inner: tuple[str, ...], outer: tuple[str, ...]) -> bool:
    """Whether ``inner`` opens no more than ``outer``; empty means all."""
    return not outer or (bool(inner) and set(inner) <= set(outer))


def _is_more(value: _Bound | None, bound: _Bound | None) -> bool:
    """Whether ``value`` goes beyond ``bound``; none is without bound."""
    return bound is not None and (value is None or value > bound)

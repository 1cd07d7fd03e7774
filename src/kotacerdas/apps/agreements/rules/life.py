"""The life of an agreement as a table, and when it binds."""

from collections.abc import Mapping
from datetime import date

from kotacerdas.apps.agreements.errors import AgreementNotInForce, WrongAgreementState
from kotacerdas.apps.agreements.types import Agreement, AgreementState


_OUT = frozenset({AgreementState.WITHDRAWN})
_OVER = frozenset({AgreementState.RENEWED, AgreementState.ENDED, AgreementState.TERMINATED})
AGREEMENT_TRANSITIONS: Mapping[AgreementState, frozenset[AgreementState]] = {
    AgreementState.DRAFT: frozenset({AgreementState.LEGAL_REVIEW}) | _OUT,
    AgreementState.LEGAL_REVIEW: frozenset({AgreementState.REVISION, AgreementState.NEGOTIATION, AgreementState.AGREED})
    | _OUT,
    AgreementState.REVISION: frozenset({AgreementState.LEGAL_REVIEW}) | _OUT,
    AgreementState.NEGOTIATION: frozenset({AgreementState.LEGAL_REVIEW, AgreementState.AGREED}) | _OUT,
    AgreementState.AGREED: frozenset({AgreementState.NEGOTIATION, AgreementState.SIGNING}) | _OUT,
    AgreementState.SIGNING: frozenset({AgreementState.NEGOTIATION, AgreementState.SIGNED}) | _OUT,
    AgreementState.SIGNED: frozenset({AgreementState.REGISTERED}) | _OUT,
    AgreementState.REGISTERED: frozenset({AgreementState.IN_FORCE}) | _OVER,
    AgreementState.IN_FORCE: frozenset({AgreementState.AMENDED}) | _OVER,
    AgreementState.AMENDED: frozenset({AgreementState.AMENDED}) | _OVER,
    AgreementState.RENEWED: frozenset(),
    AgreementState.ENDED: frozenset(),
    AgreementState.TERMINATED: frozenset(),
    AgreementState.WITHDRAWN: frozenset(),
}
WHOLE = (
    frozenset({AgreementState.SIGNED, AgreementState.REGISTERED, AgreementState.IN_FORCE, AgreementState.AMENDED})
    | _OVER
)
"""States of an agreement that every party has signed."""
BINDING = frozenset({AgreementState.REGISTERED, AgreementState.IN_FORCE, AgreementState.AMENDED})
WARNING_DAYS = (30, 60, 90)


def check_agreement_transition(agreement: Agreement, wanted: AgreementState) -> None:
    """Raise :class:`WrongAgreementState` unless the agreement may move to ``wanted``."""
    if wanted not in AGREEMENT_TRANSITIONS[agreement.state]:
        raise WrongAgreementState(agreement=agreement.number, state=agreement.state.value, wanted=wanted.value)


def is_in_force(agreement: Agreement, on: date) -> bool:
    """Whether the agreement binds on a day, whatever the daily work has got to: dates are compared, not only states."""
    has_begun = agreement.state in BINDING and agreement.since <= on
    return has_begun and (agreement.lapses_on is None or on < agreement.lapses_on)


def check_in_force(agreement: Agreement, on: date) -> None:
    """Raise :class:`AgreementNotInForce` unless it binds on that day."""
    if not is_in_force(agreement, on):
        raise AgreementNotInForce(agreement=agreement.number, day=on)


def warning_of(agreement: Agreement, on: date) -> int | None:
    """30, 60 or 90 when the agreement lapses within that many days, the least that fits; none when there is time."""
    if agreement.lapses_on is None or not is_in_force(agreement, on):
        return None
    left = (agreement.lapses_on - on).days
    return next((days for days in WARNING_DAYS if left <= days), None)

"""When somebody's word is taken for a deed."""

from collections.abc import Iterable

from kotacerdas.apps.agreements.errors import (
    ConfirmedAlready,
    DueItemNotFound,
    MeasuredAlready,
    OwnAttestation,
    ProofMissing,
)
from kotacerdas.apps.agreements.rules.fulfilling import MEASURED
from kotacerdas.apps.agreements.types import Attestation, ClauseInForce, DueItem


def check_can_attest(clause: ClauseInForce, item: str, due: Iterable[DueItem], *, has_proof: bool) -> None:
    """Raise unless the platform does not measure the duty, the item is owed, and something shows it."""
    duty = clause.clause.duty
    if duty is not None and duty.kind in MEASURED:
        raise MeasuredAlready
    if not any(each.clause_id == clause.id and each.key == item for each in due):
        raise DueItemNotFound(clause=clause.id, item=item)
    if not has_proof:
        raise ProofMissing


def check_can_confirm(word: Attestation, party: str) -> None:
    """Raise :class:`OwnAttestation` or :class:`ConfirmedAlready` unless another party confirms it for the first time."""
    if word.confirmed_at is not None:
        raise ConfirmedAlready(day=word.confirmed_at.date())
    if word.stated_for == party:
        raise OwnAttestation

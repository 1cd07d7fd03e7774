"""How a signature moves, and whose turn it is."""

from collections.abc import Mapping, Sequence

from kotacerdas.apps.agreements.errors import NotYourTurn, WrongSignatureState
from kotacerdas.apps.agreements.types import SignatureRequest, SignatureState


_OUT = frozenset({SignatureState.DECLINED, SignatureState.VOID})
SIGNATURE_TRANSITIONS: Mapping[SignatureState, frozenset[SignatureState]] = {
    SignatureState.PLANNED: frozenset({SignatureState.WAITING, SignatureState.VOID}),
    SignatureState.WAITING: frozenset({SignatureState.QUEUED, SignatureState.SIGNED}) | _OUT,
    SignatureState.QUEUED: frozenset({SignatureState.WAITING, SignatureState.SIGNED}) | _OUT,
    SignatureState.SIGNED: frozenset({SignatureState.VOID}),
    SignatureState.DECLINED: frozenset({SignatureState.VOID}),
    SignatureState.VOID: frozenset(),
}


def check_signature_transition(request: SignatureRequest, wanted: SignatureState) -> None:
    """Raise :class:`WrongSignatureState` unless the signature may move to ``wanted``."""
    if wanted not in SIGNATURE_TRANSITIONS[request.state]:
        raise WrongSignatureState(agency=request.agency_code, state=request.state.value, wanted=wanted.value)


def check_queued(request: SignatureRequest) -> None:
    """Raise :class:`WrongSignatureState` unless the signature waits for the service."""
    if request.state is not SignatureState.QUEUED:
        raise WrongSignatureState(
            agency=request.agency_code, state=request.state.value, wanted=SignatureState.SIGNED.value
        )


def check_turn(request: SignatureRequest, in_order: Sequence[SignatureRequest]) -> None:
    """Raise :class:`NotYourTurn` while a party before has not signed; ``in_order`` are all places by position."""
    if request.state is SignatureState.PLANNED:
        before = next(each for each in in_order if not is_signed(each))
        raise NotYourTurn(agency=before.agency_code)


def is_signed(request: SignatureRequest) -> bool:
    """Whether the party signed."""
    return request.state is SignatureState.SIGNED

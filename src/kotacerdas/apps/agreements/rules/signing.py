"""How a signature moves."""

from collections.abc import Mapping

from kotacerdas.apps.agreements.types import SignatureState


_OUT = frozenset({SignatureState.DECLINED, SignatureState.VOID})
SIGNATURE_TRANSITIONS: Mapping[SignatureState, frozenset[SignatureState]] = {
    SignatureState.PLANNED: frozenset({SignatureState.WAITING, SignatureState.VOID}),
    SignatureState.WAITING: frozenset({SignatureState.QUEUED, SignatureState.SIGNED}) | _OUT,
    SignatureState.QUEUED: frozenset({SignatureState.WAITING, SignatureState.SIGNED}) | _OUT,
    SignatureState.SIGNED: frozenset({SignatureState.VOID}),
    SignatureState.DECLINED: frozenset({SignatureState.VOID}),
    SignatureState.VOID: frozenset(),
}

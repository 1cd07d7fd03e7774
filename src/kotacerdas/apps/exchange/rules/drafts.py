"""Who may draft and sign a contract, and what follows."""

from collections.abc import Mapping, Sequence

from kotacerdas.apps.exchange.errors import (
    DraftMoved,
    DraftStateWrong,
    LoginNeeded,
    MayNotDraft,
    MayNotSign,
    NoteMissing,
    PrivacyUnconfirmed,
)
from kotacerdas.apps.exchange.types import ContractDraft, DraftState, Side
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError


DRAFT_TRANSITIONS: Mapping[DraftState, frozenset[DraftState]] = {
    DraftState.DRAFT: frozenset({DraftState.DRAFT, DraftState.PROPOSED, DraftState.WITHDRAWN}),
    DraftState.PROPOSED: frozenset({DraftState.REVISED, DraftState.SIGNED_BY_ONE, DraftState.WITHDRAWN}),
    DraftState.REVISED: frozenset({DraftState.REVISED, DraftState.PROPOSED, DraftState.WITHDRAWN}),
    DraftState.SIGNED_BY_ONE: frozenset({DraftState.REVISED, DraftState.IN_FORCE, DraftState.WITHDRAWN}),
    DraftState.IN_FORCE: frozenset(),
    DraftState.WITHDRAWN: frozenset(),
}
SHORTEST_NOTE = 10


def check_may_draft(actor: Actor, producer_code: str) -> None:
    """Raise unless the actor is the producer's data producer, the data steward of its area, or the administrator."""
    if not actor.username:
        raise LoginNeeded
    if actor.has(Role.ADMINISTRATOR) or sides_of(actor, producer_code):
        return
    raise MayNotDraft(producer=producer_code)


def may_draft(actor: Actor, producer_code: str) -> bool:
    """Whether :func:`check_may_draft` lets it pass."""
    try:
        check_may_draft(actor, producer_code)
    except KotacerdasError:
        return False
    return True


def sides_of(actor: Actor, producer_code: str) -> tuple[Side, ...]:
    """The sides for which the actor may speak."""
    home = AreaCode(producer_code.partition("/")[0])
    found = []
    if actor.has(Role.DATA_PRODUCER) and actor.agency_code == producer_code:
        found.append(Side.PRODUCER)
    if actor.has(Role.DATA_STEWARD) and actor.may_capture(home):
        found.append(Side.STEWARD)
    return tuple(found)


def find_side_to_sign(actor: Actor, draft: ContractDraft) -> Side | None:
    """The side the actor may sign for now; none when it has signed already, or may not."""
    if draft.state not in {DraftState.PROPOSED, DraftState.SIGNED_BY_ONE}:
        return None
    if any(each.username == actor.username for each in draft.sign_offs):
        return None
    signed = {each.side for each in draft.sign_offs}
    return next((side for side in sides_of(actor, draft.producer_code) if side not in signed), None)


def check_can_sign(actor: Actor, draft: ContractDraft) -> Side:
    """The side the actor signs for; raise :class:`MayNotSign` when there is none."""
    side = find_side_to_sign(actor, draft)
    if side is None:
        raise MayNotSign(producer=draft.producer_code)
    return side


def state_after_signing(draft: ContractDraft) -> DraftState:
    """One signature of two, or both."""
    return DraftState.IN_FORCE if draft.sign_offs else DraftState.SIGNED_BY_ONE


def state_after_edit(draft: ContractDraft) -> DraftState:
    """A draft stays one; what was proposed before has to be proposed again."""
    return DraftState.DRAFT if draft.state is DraftState.DRAFT else DraftState.REVISED


def check_draft_may_become(draft: ContractDraft, wanted: DraftState) -> None:
    """Raise :class:`DraftStateWrong` unless the table allows it."""
    if wanted not in DRAFT_TRANSITIONS[draft.state]:
        raise DraftStateWrong(number=draft.id, state=draft.state.value, wanted=wanted.value)


def check_revision(draft: ContractDraft, seen: int) -> None:
    """Raise :class:`DraftMoved` when the actor had another revision in front of it."""
    if seen != draft.revision:
        raise DraftMoved(number=draft.id)


def check_ready(note: str, unconfirmed: Sequence[str]) -> None:
    """Raise what a draft lacks before others are asked to sign it."""
    if unconfirmed:
        raise PrivacyUnconfirmed(fields=", ".join(unconfirmed))
    if len(note.strip()) < SHORTEST_NOTE:
        raise NoteMissing

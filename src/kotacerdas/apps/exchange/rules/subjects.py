"""Requests of persons: their steps, their 3×24 hours, and who answers them (UU 27/2022)."""

from datetime import datetime, timedelta

from kotacerdas.apps.exchange.errors import IdentityNotChecked, NotTheAnswerer, WrongStep
from kotacerdas.apps.exchange.types import ClockState, SubjectRequest, SubjectRequestState
from kotacerdas.kernel.actors import Actor, Role


ANSWER_WITHIN = timedelta(hours=3 * 24)
WARN_WITHIN = timedelta(hours=24)
_S = SubjectRequestState
SUBJECT_REQUEST_TRANSITIONS: dict[SubjectRequestState, frozenset[SubjectRequestState]] = {
    _S.RECEIVED: frozenset({_S.IDENTITY_CHECKED, _S.REFUSED}),
    _S.IDENTITY_CHECKED: frozenset({_S.BEING_ANSWERED, _S.REFUSED}),
    _S.BEING_ANSWERED: frozenset({_S.DECIDED, _S.REFUSED}),
    _S.DECIDED: frozenset({_S.CARRIED_OUT}),
    _S.CARRIED_OUT: frozenset({_S.ANSWERED}),
    _S.ANSWERED: frozenset(),
    _S.REFUSED: frozenset(),
}
CLOSED_STATES = frozenset(state for state, following in SUBJECT_REQUEST_TRANSITIONS.items() if not following)
_ANSWERERS = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
_SEARCHABLE = frozenset({_S.IDENTITY_CHECKED, _S.BEING_ANSWERED, _S.DECIDED, _S.CARRIED_OUT})


def answers_requests(actor: Actor) -> bool:
    """Whether the actor has a role that answers requests at all."""
    return actor.has(*_ANSWERERS)


def may_answer(actor: Actor, request: SubjectRequest) -> bool:
    """Whether the request is within the actor's area."""
    area = request.area_code
    return answers_requests(actor) and (actor.may_view(area) or actor.may_capture(area))


def check_can_answer(actor: Actor, request: SubjectRequest) -> None:
    """Raise :class:`NotTheAnswerer` unless :func:`may_answer`."""
    if not may_answer(actor, request):
        raise NotTheAnswerer


def check_step(request: SubjectRequest, wanted: SubjectRequestState) -> None:
    """Raise :class:`WrongStep` unless the request may go there."""
    if wanted not in SUBJECT_REQUEST_TRANSITIONS[request.state]:
        raise WrongStep(number=request.id, state=request.state.value, wanted=wanted.value)


def check_can_search(request: SubjectRequest) -> None:
    """Raise :class:`IdentityNotChecked` before somebody has checked who asks, and once it is closed."""
    if request.state not in _SEARCHABLE:
        raise IdentityNotChecked(number=request.id)


def clock_of(request: SubjectRequest, *, at: datetime) -> ClockState:
    """How the request stands to its time: it is overdue from the very moment the 72 hours are full."""
    if request.closed_at is not None:
        return ClockState.STOPPED
    if at >= request.due_at:
        return ClockState.OVERDUE
    return ClockState.SOON if request.due_at - at <= WARN_WITHIN else ClockState.IN_TIME


def purpose_of(request: SubjectRequest) -> str:
    """What stands in the record of reads."""
    return f"permintaan subjek data #{request.id}"

"""Who looks at a checked file before it comes into force, and what they may say (Perpres 39/2019)."""

from kotacerdas.apps.exchange.errors import NoteNeeded, NotTheReviewer, NotWaiting, Overtaken
from kotacerdas.apps.exchange.types import Dataset, ReviewStep, Submission, SubmissionState
from kotacerdas.contracts.contract import Review
from kotacerdas.kernel.actors import Actor, Role


SHORTEST_NOTE, LONGEST_NOTE = 10, 1000  # in characters
WAITING = (SubmissionState.CHECKED, SubmissionState.APPROVED)
_STEPS = {SubmissionState.CHECKED: ReviewStep.STEWARD, SubmissionState.APPROVED: ReviewStep.SUPERVISOR}
_ROLES = {
    ReviewStep.STEWARD: (Role.DATA_STEWARD, Role.ADMINISTRATOR),
    ReviewStep.SUPERVISOR: (Role.DATA_SUPERVISOR, Role.ADMINISTRATOR),
}


def waits_for(review: Review) -> SubmissionState | None:
    """Where a file with good rows waits after its check; none when it comes into force at once."""
    return None if review is Review.NONE else SubmissionState.CHECKED


def step_of(submission: Submission) -> ReviewStep:
    """Whose turn it is; raise :class:`NotWaiting` when it is nobody's."""
    if submission.state not in _STEPS:
        raise NotWaiting(number=submission.id, state=submission.state.value)
    return _STEPS[submission.state]


def is_last(step: ReviewStep, review: Review) -> bool:
    """Whether a file comes into force once this step has approved it."""
    return step is ReviewStep.SUPERVISOR or review is not Review.PRIORITY


def check_can_review(actor: Actor, submission: Submission, dataset: Dataset) -> None:
    """Raise unless it is the actor's turn to look: the steward first, of priority data then the supervisor."""
    step = step_of(submission)
    if not (actor.has(*_ROLES[step]) and _reaches(actor, dataset)):
        raise NotTheReviewer(number=submission.id)


def may_review(actor: Actor, submission: Submission, dataset: Dataset) -> bool:
    """Whether :func:`check_can_review` lets it pass."""
    if submission.state not in _STEPS:
        return False
    return actor.has(*_ROLES[_STEPS[submission.state]]) and _reaches(actor, dataset)


def steps_of(actor: Actor) -> tuple[SubmissionState, ...]:
    """The states whose submissions wait for somebody with the actor's roles."""
    return tuple(state for state, step in _STEPS.items() if actor.has(*_ROLES[step]))


def check_note(note: str) -> str:
    """The note without outer blanks; raise :class:`NoteNeeded` when it says too little or too much."""
    text = note.strip()
    if not SHORTEST_NOTE <= len(text) <= LONGEST_NOTE:
        raise NoteNeeded(shortest=SHORTEST_NOTE, longest=LONGEST_NOTE)
    return text


def check_not_overtaken(number: int, *, compared_with: int | None, in_force: int | None) -> None:
    """Raise :class:`Overtaken` when another release came into force since the file was checked."""
    if compared_with != in_force:
        raise Overtaken(number=number, release=in_force or 0)


def _reaches(actor: Actor, dataset: Dataset) -> bool:
    home = dataset.home_code
    return actor.may_view(home) or actor.may_capture(home)

"""Who may hand in what, and what becomes of it."""

from collections.abc import Mapping
from datetime import date, timedelta

from kotacerdas.apps.exchange.errors import (
    AreaOutsideDataset,
    AreaTooSmall,
    LoginNeeded,
    MuchSmaller,
    NotTheProducer,
    OutsideYourArea,
    PeriodNotBegun,
    PeriodNotInDataset,
    TokenTooNarrow,
    WrongTransition,
)
from kotacerdas.apps.exchange.rules.in_force import overlaps
from kotacerdas.apps.exchange.types import Dataset, LetterState, Submission, SubmissionState
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Period


SUBMISSION_TRANSITIONS: Mapping[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.RECEIVED: frozenset(
        {
            SubmissionState.CHECKED,
            SubmissionState.RELEASED,
            SubmissionState.PARTLY_RELEASED,
            SubmissionState.RETURNED,
        }
    ),
    SubmissionState.CHECKED: frozenset(
        {
            SubmissionState.APPROVED,
            SubmissionState.RELEASED,
            SubmissionState.PARTLY_RELEASED,
            SubmissionState.RETURNED,
        }
    ),
    SubmissionState.APPROVED: frozenset(
        {SubmissionState.RELEASED, SubmissionState.PARTLY_RELEASED, SubmissionState.RETURNED}
    ),
    SubmissionState.RELEASED: frozenset(),
    SubmissionState.PARTLY_RELEASED: frozenset(),
    SubmissionState.RETURNED: frozenset(),
}
LETTER_STATES = (SubmissionState.PARTLY_RELEASED, SubmissionState.RETURNED)
NOTHING_CHANGED = "nothing_changed"  # code of the notice that equal content made no release
SUBMIT = "submit"  # the scope a token needs
ANSWER_DAYS = 7
SHRINK_LIMIT = 0.5  # a file with less than half the rows it replaces is more likely a part than a correction
_ON_BEHALF = (Role.DATA_STEWARD, Role.ADMINISTRATOR)


def check_transition(submission: Submission, wanted: SubmissionState) -> None:
    """Raise :class:`WrongTransition` unless the submission may move to ``wanted``."""
    if wanted not in SUBMISSION_TRANSITIONS[submission.state]:
        raise WrongTransition(number=submission.id, state=submission.state.value, wanted=wanted.value)


def outcome_state(*, rows_kept: int, rows_failed: int) -> SubmissionState:
    """What a checked file becomes: all good, partly good, or returned whole."""
    if not rows_kept:
        return SubmissionState.RETURNED
    return SubmissionState.PARTLY_RELEASED if rows_failed else SubmissionState.RELEASED


def check_not_shrunk(*, rows: int, before: int, is_confirmed: bool) -> None:
    """Raise :class:`MuchSmaller` when a file would replace more than twice the rows it brings, unconfirmed."""
    if not is_confirmed and rows < before * SHRINK_LIMIT:
        raise MuchSmaller(rows=rows, before=before)


def answer_by(day: date) -> date:
    """The last day to answer a return letter written on ``day``."""
    return day + timedelta(days=ANSWER_DAYS)


def letter_state(answer_by: date, *, answered_on: date | None, on: date) -> LetterState:
    """What became of a letter by the day ``on``: a file handed in on its last day still answers it in time."""
    if answered_on is not None:
        return LetterState.ANSWERED if answered_on <= answer_by else LetterState.ANSWERED_LATE
    return LetterState.OVERDUE if on > answer_by else LetterState.WAITING


def check_can_submit(actor: Actor, dataset: Dataset, area: AreaCode) -> None:
    """Raise the reason why ``actor`` may not hand in ``dataset`` for ``area``; return when it may.

    The producer agency's data producer may for areas it captures, a village operator for its own village where
    villages hand in, the data steward and the administrator on behalf of either.
    """
    if not actor.username:
        raise LoginNeeded
    if not actor.may_use(SUBMIT, dataset.name):
        raise TokenTooNarrow(scope=SUBMIT, dataset=dataset.name)
    _check_area_fits(dataset, area)
    if not _has_office(actor, dataset):
        raise NotTheProducer(producer=dataset.producer_code)
    if not actor.may_capture(area):
        raise OutsideYourArea(area=area)
    if actor.has(*_ON_BEHALF) or is_producer(actor, dataset):
        return
    if area.level is not AreaLevel.VILLAGE:
        raise OutsideYourArea(area=area)


def may_submit(actor: Actor, dataset: Dataset, area: AreaCode) -> bool:
    """Whether :func:`check_can_submit` lets it pass."""
    try:
        check_can_submit(actor, dataset, area)
    except KotacerdasError:
        return False
    return True


def find_reason_not_to_submit(actor: Actor, dataset: Dataset) -> KotacerdasError | None:
    """Why ``actor`` can hand in ``dataset`` for no area at all; none when it can for some."""
    if not actor.username:
        return LoginNeeded()
    if not _has_office(actor, dataset):
        return NotTheProducer(producer=dataset.producer_code)
    if not any(overlaps(subtree, dataset.home_code) for subtree in actor.capture):
        return OutsideYourArea(area=dataset.home_code)
    return None


def check_period(dataset: Dataset, period: Period, *, on: date) -> None:
    """Raise unless ``period`` has the dataset's length and has begun."""
    if period.frequency is not dataset.frequency:
        raise PeriodNotInDataset(period=period, example=Period.containing(on, dataset.frequency))
    if period.start > on:
        raise PeriodNotBegun(period=period)


def _check_area_fits(dataset: Dataset, area: AreaCode) -> None:
    if not area.is_within(dataset.home_code):
        raise AreaOutsideDataset(area=area, home=dataset.home_code)
    if area.level.depth > dataset.submit_level.depth:
        raise AreaTooSmall(area=area)


def _has_office(actor: Actor, dataset: Dataset) -> bool:
    if actor.has(*_ON_BEHALF) or is_producer(actor, dataset):
        return True
    return actor.has(Role.VILLAGE_OPERATOR) and dataset.submit_level is AreaLevel.VILLAGE


def is_producer(actor: Actor, dataset: Dataset) -> bool:
    """Whether the actor hands in for the agency the dataset belongs to."""
    return actor.has(Role.DATA_PRODUCER) and actor.agency_code == dataset.producer_code

"""Pure decisions of the exchange: who may hand in and see what, which rows are in force, what is due."""

import calendar
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from kotacerdas.apps.exchange.errors import (
    AreaOutsideDataset,
    AreaTooSmall,
    InternalColumns,
    LoginNeeded,
    MuchSmaller,
    NotTheProducer,
    OutsideYourArea,
    PeriodNotBegun,
    PeriodNotInDataset,
    PurposeNeeded,
    RowsNotYours,
    SubmissionNotYours,
    WrongTransition,
)
from kotacerdas.apps.exchange.types import Dataset, Mask, Release, Submission, SubmissionState
from kotacerdas.contracts.contract import Privacy, Schedule
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Frequency, Period


SUBMISSION_TRANSITIONS: Mapping[SubmissionState, frozenset[SubmissionState]] = {
    SubmissionState.RECEIVED: frozenset(
        {SubmissionState.RELEASED, SubmissionState.PARTLY_RELEASED, SubmissionState.RETURNED}
    ),
    SubmissionState.RELEASED: frozenset(),
    SubmissionState.PARTLY_RELEASED: frozenset(),
    SubmissionState.RETURNED: frozenset(),
}
NOTHING_CHANGED = "nothing_changed"  # code of the notice that equal content made no release
STEWARD = "diskominfo"
ANSWER_DAYS = 7
SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 200  # in characters; a letter or two says nothing to who reads the log
EXPECTED_FOR_DAYS = 366  # an obligation a year past its date is history, not work
SHRINK_LIMIT = 0.5  # a file with less than half the rows it replaces is more likely a part than a correction
_ON_BEHALF = (Role.DATA_STEWARD, Role.ADMINISTRATOR)
_OVERSEERS = (Role.DATA_STEWARD, Role.DATA_SUPERVISOR, Role.ADMINISTRATOR)
_PERSONAL = frozenset({Privacy.PERSONAL, Privacy.SPECIFIC})


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


# Who may hand in


def check_can_submit(actor: Actor, dataset: Dataset, area: AreaCode) -> None:
    """Raise the reason why ``actor`` may not hand in ``dataset`` for ``area``; return when it may.

    The producer agency's data producer may for areas it captures, a village operator for its own village where
    villages hand in, the data steward and the administrator on behalf of either.
    """
    if not actor.username:
        raise LoginNeeded
    _check_area_fits(dataset, area)
    if not _has_office(actor, dataset):
        raise NotTheProducer(producer=dataset.producer_code)
    if not actor.may_capture(area):
        raise OutsideYourArea(area=area)
    if actor.has(*_ON_BEHALF) or _is_producer(actor, dataset):
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
    if actor.has(*_ON_BEHALF) or _is_producer(actor, dataset):
        return True
    return actor.has(Role.VILLAGE_OPERATOR) and dataset.submit_level is AreaLevel.VILLAGE


def _is_producer(actor: Actor, dataset: Dataset) -> bool:
    return actor.has(Role.DATA_PRODUCER) and actor.agency_code == dataset.producer_code


# Who may see


def check_can_see_submission(actor: Actor, submission: Submission, dataset: Dataset) -> None:
    """Raise unless the submission concerns the actor: who handed it in, when, and how the check went."""
    is_overseer = actor.has(*_OVERSEERS) and _reaches(actor, submission.area_code)
    if not (is_overseer or may_see_returned(actor, submission, dataset)):
        raise SubmissionNotYours(number=submission.id)


def check_can_see_returned(actor: Actor, submission: Submission, dataset: Dataset) -> None:
    """Raise :class:`RowsNotYours` unless the actor may see the rows that came back, shown as they were handed in.

    They may hold personal cells, so overseeing is not enough: it must be the sender's own file or the actor's own work.
    """
    is_own = bool(actor.username) and actor.username == submission.submitted_by
    if not (is_own or _works_with(actor, dataset, submission.area_code)):
        raise RowsNotYours


def may_see_returned(actor: Actor, submission: Submission, dataset: Dataset) -> bool:
    """Whether :func:`check_can_see_returned` lets it pass."""
    try:
        check_can_see_returned(actor, submission, dataset)
    except RowsNotYours:
        return False
    return True


def check_can_see_rows(actor: Actor, dataset: Dataset, area: AreaCode, *, purpose: str) -> None:
    """Raise the reason why ``actor`` may not see personal cells of ``area``.

    It must be able to view the area and be the producer, the village itself or the steward, and name a purpose.
    """
    if not _works_with(actor, dataset, area):
        raise RowsNotYours
    if not SHORTEST_PURPOSE <= len(purpose.strip()) <= LONGEST_PURPOSE:
        raise PurposeNeeded


def mask_for(actor: Actor, dataset: Dataset, area: AreaCode, privacy: Mapping[str, Privacy], *, purpose: str) -> Mask:
    """The columns ``actor`` may not see of ``area``'s rows, why, and which personal ones it opens."""
    hidden: frozenset[str] = frozenset()
    reason: KotacerdasError | None = None
    personal = frozenset(column for column, kind in privacy.items() if kind in _PERSONAL)
    internal = frozenset(column for column, kind in privacy.items() if kind is Privacy.INTERNAL)
    if internal and not is_staff(actor):
        hidden, reason = internal, InternalColumns()
    if personal:
        try:
            check_can_see_rows(actor, dataset, area, purpose=purpose)
        except (RowsNotYours, PurposeNeeded) as refusal:
            hidden, reason = hidden | personal, refusal
    opened = tuple(column for column in privacy if column in personal and column not in hidden)
    return Mask(hidden, reason.code if reason else "", reason.sentence if reason else "", opened)


def strictest(then: Mapping[str, Privacy], now: Mapping[str, Privacy]) -> dict[str, Privacy]:
    """The class of each column agreed on then, or the one agreed on now where that protects more."""
    order = list(Privacy)
    return {column: max(kind, now.get(column, kind), key=order.index) for column, kind in then.items()}


def is_staff(actor: Actor) -> bool:
    """Whether the actor holds any role beyond the public's."""
    return bool(actor.roles - {Role.PUBLIC})


def _works_with(actor: Actor, dataset: Dataset, area: AreaCode) -> bool:
    """Whether the rows of an area are the actor's own work: as producer, as the village itself or as the steward."""
    belongs = actor.has(Role.DATA_STEWARD, Role.VILLAGE_OPERATOR) or _is_producer(actor, dataset)
    return belongs and _reaches(actor, area)


def _reaches(actor: Actor, area: AreaCode) -> bool:
    return actor.may_view(area) or actor.may_capture(area)


# Which rows are in force


def overlaps(one: AreaCode, other: AreaCode) -> bool:
    """Whether two areas share ground; in a tree one then contains the other."""
    return one.is_within(other) or other.is_within(one)


def parts_in_force(releases: Iterable[Release]) -> tuple[tuple[Release, tuple[AreaCode, ...]], ...]:
    """Of one dataset and period, the releases still in force, oldest first, each with the subtrees it lost.

    The newest release (highest id) wins inside its area. Subtrees inside another lost subtree are not repeated.
    """
    newer: list[AreaCode] = []
    parts: list[tuple[Release, tuple[AreaCode, ...]]] = []
    for release in sorted(releases, key=lambda each: each.id, reverse=True):
        area = release.area_code
        if any(area.is_within(taken) for taken in newer):
            continue
        inside = {taken for taken in newer if taken.is_within(area)}
        lost = (taken for taken in inside if not any(wider in inside for wider in taken.ancestors))
        parts.append((release, tuple(sorted(lost))))
        newer.append(area)
    return tuple(reversed(parts))


def find_replaced(releases: Iterable[Release], area: AreaCode) -> Release | None:
    """The release a new file for exactly ``area`` would replace; none when a wider or no release is there."""
    in_force = (release for release, _ in parts_in_force(releases))
    return next((release for release in in_force if release.area_code == area), None)


def is_same_release(releases: Iterable[Release], before: Release, sha256: str, contract_version: int) -> bool:
    """Whether new content repeats ``before``: the same rows under the same contract, still in force everywhere."""
    is_untouched = any(each.id == before.id and not lost for each, lost in parts_in_force(releases))
    return is_untouched and (before.sha256, before.contract_version) == (sha256, contract_version)


# What is due


def due_on(schedule: Schedule, period: Period) -> date:
    """The day by which ``period`` must be handed in; day 31 means the last day of a shorter month."""
    if period.frequency is Frequency.YEAR:
        year, month = period.year + schedule.year_offset, schedule.month
    else:
        year, month = period.end.year, period.end.month
    return date(year, month, min(schedule.day, calendar.monthrange(year, month)[1]))


def expected_periods(dataset: Dataset, *, on: date) -> tuple[Period, ...]:
    """Periods to ask for on a day, oldest first: begun, and not due longer ago than ``EXPECTED_FOR_DAYS``.

    Nothing is expected of an occasional dataset.
    """
    if dataset.is_occasional:
        return ()
    period = Period.containing(on, dataset.frequency)
    periods: list[Period] = []
    while (on - due_on(dataset.schedule, period)).days < EXPECTED_FOR_DAYS:
        periods.append(period)
        period = period.previous
    return tuple(reversed(periods))


def owing_agency(dataset: Dataset, area: AreaCode) -> str:
    """Who owes the file for an area: the village government where villages hand in, else the producer."""
    is_village = dataset.submit_level is AreaLevel.VILLAGE and area.level is AreaLevel.VILLAGE
    return f"{area}/pemdes" if is_village else dataset.producer_code


def steward_agency(home: AreaCode) -> str:
    """The agency that is data steward (walidata) of an area: communication and informatics, by Perpres 39/2019."""
    return f"{home}/{STEWARD}"


def is_delivered(area: AreaCode, parts: Iterable[tuple[AreaCode, frozenset[str]]]) -> bool:
    """Whether some part's area covers ``area`` and holds rows of it.

    Each part is its area and the area codes that have rows; a part without listed areas counts for its whole area.
    """
    return any(area.is_within(scope) and _has_rows(area, reported) for scope, reported in parts)


def _has_rows(area: AreaCode, reported: frozenset[str]) -> bool:
    return not reported or area in reported or any(code.startswith(area.prefix) for code in reported)

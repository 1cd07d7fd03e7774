"""Who may see what."""

import re
from collections.abc import Mapping

from kotacerdas.apps.exchange.errors import (
    GrantNotForYou,
    InternalColumns,
    MalformedMonth,
    PurposeNeeded,
    RowsNotYours,
    SubmissionNotYours,
)
from kotacerdas.apps.exchange.rules.handing_in import is_producer
from kotacerdas.apps.exchange.types import Dataset, Mask, Submission
from kotacerdas.contracts.contract import Privacy
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError


SHORTEST_PURPOSE, LONGEST_PURPOSE = 10, 200  # in characters; a letter or two says nothing to who reads the log
_OVERSEERS = (Role.DATA_STEWARD, Role.DATA_SUPERVISOR, Role.ADMINISTRATOR)
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])", re.ASCII)
_PERSONAL = frozenset({Privacy.PERSONAL, Privacy.SPECIFIC})


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
    if not (is_own or works_with(actor, dataset, submission.area_code)):
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
    if not works_with(actor, dataset, area):
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


def check_can_see_grant(actor: Actor, *, owner_code: str, grantee_code: str) -> None:
    """Raise :class:`GrantNotForYou` unless the grant is between the actor's agency and another, or they oversee."""
    is_party = bool(actor.username) and actor.agency_code in (owner_code, grantee_code)
    if not (is_party or actor.has(*_OVERSEERS)):
        raise GrantNotForYou


def read_month(text: str) -> str:
    """A month such as ``2026-11``, or nothing; raise :class:`MalformedMonth` for anything else."""
    if text and not _MONTH.fullmatch(text):
        raise MalformedMonth(text=text)
    return text


def strictest(then: Mapping[str, Privacy], now: Mapping[str, Privacy]) -> dict[str, Privacy]:
    """The class of each column agreed on then, or the one agreed on now where that protects more."""
    order = list(Privacy)
    return {column: max(kind, now.get(column, kind), key=order.index) for column, kind in then.items()}


def is_staff(actor: Actor) -> bool:
    """Whether the actor holds any role beyond the public's."""
    return bool(actor.roles - {Role.PUBLIC})


def works_with(actor: Actor, dataset: Dataset, area: AreaCode) -> bool:
    """Whether the rows of an area are the actor's own work: as producer, as the village itself or as the steward."""
    belongs = actor.has(Role.DATA_STEWARD, Role.VILLAGE_OPERATOR) or is_producer(actor, dataset)
    return belongs and _reaches(actor, area)


def _reaches(actor: Actor, area: AreaCode) -> bool:
    return actor.may_view(area) or actor.may_capture(area)

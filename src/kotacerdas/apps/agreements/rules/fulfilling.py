"""How a duty stands: what it asks for, item by item, against what was done."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from kotacerdas.apps.agreements.types import (
    Assurance,
    Attestation,
    ClauseInForce,
    Deed,
    DeedKind,
    DueItem,
    DueState,
    Duty,
    DutyKind,
    Fulfilment,
)
from kotacerdas.kernel.areas import NATION
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.kernel.periods import Frequency, Period


DEED_OF = {
    DutyKind.DELIVER_DATASET: DeedKind.DATASET_DELIVERED,
    DutyKind.HOLD_FORUMS: DeedKind.FORUM_HELD,
    DutyKind.GIVE_GUIDANCE: DeedKind.GUIDANCE_GIVEN,
    DutyKind.REPLACE_SOFTWARE: DeedKind.SOFTWARE_REPLACED,
}
MEASURED = frozenset({DutyKind.DELIVER_DATASET, DutyKind.OPEN_DATASET})
"""Duties the platform sees fulfilled or not; for the others a silence proves nothing, so people attest."""

FULFILLED = gettext_noop("Done on %(day)s; due by %(due)s.")
LATE = gettext_noop("Done on %(day)s, %(days)s days after %(due)s.")
MISSING = gettext_noop("Nothing has come; it was due by %(due)s, %(days)s days ago.")
NOT_DUE = gettext_noop("Due by %(due)s.")
ATTESTED = gettext_noop("Done on %(day)s by the word of %(agency)s, confirmed by %(other)s; due by %(due)s.")
STATED = gettext_noop("%(agency)s says it was done on %(day)s; the other party has not confirmed it.")
NOT_MEASURABLE = gettext_noop("The platform does not measure this. A party may attest it and another confirm it.")
ACCESS_OPEN = gettext_noop("The access is open.")
ACCESS_CLOSED = gettext_noop("No access is open under this clause.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One item a duty asks for: its key, the last day, and the window in which a deed counts for it."""

    key: str
    due_on: date | None
    subject: str = ""
    period: str = ""
    since: date | None = None
    until: date | None = None
    rank: int = 0


def list_due(
    clause: ClauseInForce,
    *,
    deeds: Iterable[Deed],
    attestations: Iterable[Attestation],
    is_access_open: bool,
    until: date | None,
    on: date,
) -> tuple[DueItem, ...]:
    """Everything a clause asked for up to a day and the next to come, with its state and reason, oldest first.

    ``until`` is the day the agreement lapses. Attestations count only where the platform does not measure.
    """
    duty = clause.clause.duty
    if duty is None:
        return ()
    if duty.kind is DutyKind.OPEN_DATASET:
        return (_access(clause, duty, is_access_open=is_access_open, on=on),)
    ends = min((day for day in (until, clause.until) if day), default=None)
    done = sorted((deed for deed in deeds if _is_by(deed, duty)), key=lambda deed: deed.day)
    words = {each.item: each for each in attestations if each.clause_id == clause.id}
    return tuple(
        _judge(clause, duty, asked, deed=_find(asked, done), word=words.get(asked.key), on=on)
        for asked in _asked(duty, clause.since, ends, on)
    )


def summarise(items: Iterable[DueItem]) -> Fulfilment:
    """How many items stand how."""
    states = [item.state for item in items]
    return Fulfilment(
        fulfilled=states.count(DueState.FULFILLED),
        late=states.count(DueState.LATE),
        missing=states.count(DueState.MISSING),
        not_due=states.count(DueState.NOT_DUE),
        not_measurable=states.count(DueState.NOT_MEASURABLE),
    )


def due_day(period: Period, day: int) -> date:
    """Day ``day`` of the month after a period; 31 means the last day of a shorter month."""
    following = period.end
    return following.replace(day=min(day, calendar.monthrange(following.year, following.month)[1]))


def _asked(duty: Duty, since: date, until: date | None, on: date) -> Iterator[Asked]:
    if duty.kind is DutyKind.DELIVER_DATASET:
        yield from _deliveries(duty, since, until, on)
    elif duty.kind is DutyKind.HOLD_FORUMS:
        yield from _forums(duty, since, until, on)
    elif duty.kind is DutyKind.GIVE_GUIDANCE:
        yield from (Asked(f"stage-{stage}", duty.by_date, subject=stage) for stage in duty.stages)
    else:
        yield Asked("once", duty.by_date)


def _deliveries(duty: Duty, since: date, until: date | None, on: date) -> Iterator[Asked]:
    """Each period from the one the clause began in; the last begun is the next to come."""
    period = Period.containing(since, duty.frequency or Frequency.YEAR)
    while period.start <= on:
        due = due_day(period, duty.day or 1)
        if until is not None and due >= until:
            return
        yield Asked(str(period), due, subject=duty.dataset_name, period=str(period))
        period = period.next


def _forums(duty: Duty, since: date, until: date | None, on: date) -> Iterator[Asked]:
    """So many in each year of the agreement, due by the year's last day."""
    for year in count():
        first, after = _anniversary(since, year), _anniversary(since, year + 1)
        if first > on or (until is not None and first >= until):
            return
        last = min(after, until or after) - timedelta(days=1)
        for rank in range(duty.times or 1):
            yield Asked(f"{year + 1}-{rank + 1}", last, since=first, until=after, rank=rank)


def _anniversary(since: date, years: int) -> date:
    last = calendar.monthrange(since.year + years, since.month)[1]
    return date(since.year + years, since.month, min(since.day, last))


def _is_by(deed: Deed, duty: Duty) -> bool:
    is_there = duty.area_code == NATION or duty.area_code.is_within(deed.area_code)
    return deed.kind is DEED_OF.get(duty.kind) and deed.agency_code == duty.debtor_code and is_there


def _find(asked: Asked, done: Sequence[Deed]) -> Deed | None:
    """The deed that answers an item: the first that fits, or for the second of two the second."""
    fitting = [
        deed
        for deed in done
        if (not asked.subject or deed.subject == asked.subject)
        and (not asked.period or deed.period == asked.period)
        and (asked.since is None or asked.since <= deed.day)
        and (asked.until is None or deed.day < asked.until)
    ]
    return fitting[asked.rank] if asked.rank < len(fitting) else None


def _judge(
    clause: ClauseInForce, duty: Duty, asked: Asked, *, deed: Deed | None, word: Attestation | None, on: date
) -> DueItem:
    is_measured = duty.kind in MEASURED
    facts: dict[str, object] = {"due": asked.due_on or "—"}
    assurance, reference = Assurance.MEASURED, ""
    if deed is not None:
        state, sentence = _timely(deed.day, asked, facts)
        reference = deed.reference
    elif word is not None and word.confirmed_at is not None and not is_measured:
        state, _ = _timely(word.done_on, asked, facts)
        sentence, assurance, reference = ATTESTED, Assurance.ATTESTED, f"attestation/{word.id}"
        facts |= {"agency": word.stated_for, "other": word.confirmed_for}
    elif not is_measured and (asked.due_on is None or asked.due_on < on or word is not None):
        state, sentence = DueState.NOT_MEASURABLE, NOT_MEASURABLE
        if word is not None:
            sentence, facts = STATED, facts | {"agency": word.stated_for, "day": word.done_on}
    elif asked.due_on is not None and asked.due_on < on:
        state, sentence = DueState.MISSING, MISSING
        facts["days"] = (on - asked.due_on).days
    else:
        state, sentence = DueState.NOT_DUE, NOT_DUE
    return DueItem(
        clause.id, clause.agreement_id, duty, asked.key, asked.due_on, state, assurance, sentence, facts, reference
    )


def _timely(day: date, asked: Asked, facts: dict[str, object]) -> tuple[DueState, str]:
    facts["day"] = day
    if asked.due_on is None or day <= asked.due_on:
        return DueState.FULFILLED, FULFILLED
    facts["days"] = (day - asked.due_on).days
    return DueState.LATE, LATE


def _access(clause: ClauseInForce, duty: Duty, *, is_access_open: bool, on: date) -> DueItem:
    if is_access_open:
        state, sentence = DueState.FULFILLED, ACCESS_OPEN
    elif clause.since > on:
        state, sentence = DueState.NOT_DUE, NOT_DUE
    else:
        state, sentence = DueState.MISSING, ACCESS_CLOSED
    facts: dict[str, object] = {"due": clause.since}
    return DueItem(
        clause.id, clause.agreement_id, duty, "open", clause.since, state, Assurance.MEASURED, sentence, facts
    )

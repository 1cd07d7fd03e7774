"""What waits for the person who is logged in: each role sees what it owes and what it can do next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.types import Due, Submission
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.apps.masterplan.types import TargetState, TargetStatus
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.presenters import pacts, words
from kotacerdas.ui.shapes import Row


SHOWN = 12
LOOKED_THROUGH = 500
_WRITERS = (Role.VILLAGE_OPERATOR, Role.DATA_PRODUCER)
_READERS_OF_TARGETS = (Role.EXECUTIVE, Role.PLANNER, Role.MINISTRY_MENTOR, Role.ASSESSOR)


@dataclass(frozen=True, slots=True)
class Task:
    """One card of work; ``waits`` where its rows ask something of the reader."""

    title: str
    note: str
    rows: tuple[Row, ...]
    empty: str
    href: str = ""
    label: str = ""
    waits: bool = False


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One person's work."""

    greeting: str
    lede: str
    tasks: tuple[Task, ...]


def present_work(actor: Actor, *, on: date) -> WorkPage:
    """Cards in order of urgency for the roles held."""
    tasks: list[Task] = []
    if actor.has(*_WRITERS):
        tasks += [*_to_correct(actor), _owed(actor, on), _submissions(actor)]
    if actor.has(Role.DATA_STEWARD, Role.DATA_SUPERVISOR):
        tasks += [_waiting(actor), _overdue(actor, on), _late(on), _returned(actor)]
    if actor.has(*_READERS_OF_TARGETS):
        tasks += [_targets(actor, on), _late(on, is_grouped=True)]
    tasks += _agreements(actor, on)
    if actor.has(Role.ADMINISTRATOR) and not tasks:
        tasks.append(_late(on))
    tasks += _requests(actor)
    if not tasks:
        tasks.append(_submissions(actor))
    return WorkPage(
        greeting=gettext("Good to see you, %(name)s.") % {"name": actor.name},
        lede=_lede(tasks),
        tasks=tuple(tasks),
    )


def _requests(actor: Actor) -> list[Task]:
    """Agencies that wait for this one's word about its data."""
    waiting = agreements.list_requests(actor.agency_code) if actor.agency_code else ()
    if not waiting:
        return []
    names = words.agency_names(each.grantee_code for each in waiting)
    rows = tuple(
        Row(
            names.get(each.grantee_code, each.grantee_code),
            each.purpose,
            each.dataset_name,
            href=reverse("exchange:grant", args=[each.id]),
        )
        for each in waiting[:SHOWN]
    )
    return [Task(gettext("Who asks to read our data"), "", rows, "", waits=True)]


def _lede(tasks: list[Task]) -> str:
    waiting = sum(len(task.rows) for task in tasks if task.waits)
    if not waiting:
        return gettext("Nothing waits for you.")
    return ngettext("%(count)s thing waits for you.", "%(count)s things wait for you.", waiting) % {"count": waiting}


def _agreements(actor: Actor, on: date) -> tuple[Task, ...]:
    """A card of agreements that wait for this person and of duties not kept; none when there is neither."""
    rows = (*pacts.list_waiting(actor), *pacts.list_unkept(actor, on=on))
    if not rows:
        return ()
    return (
        Task(
            title=gettext("Agreements that wait for you"),
            note=gettext("texts, signatures and duties"),
            rows=rows[:SHOWN],
            empty="",
            href=f"{reverse('agreements:list')}?perangkat={actor.agency_code}",
            label=gettext("Agreements of your agency"),
            waits=True,
        ),
    )


def _owed(actor: Actor, on: date) -> Task:
    dues = [due for due in exchange.list_due(on=on) if _is_mine(due, actor)]
    return Task(
        title=gettext("What you owe"),
        note=gettext("most overdue first"),
        rows=tuple(_due_row(row, due) for row, due in zip(words.due_rows(dues[:SHOWN]), dues, strict=False)),
        empty=gettext("You owe nothing. Thank you."),
        href=reverse("exchange:catalogue"),
        label=gettext("Choose a dataset and submit a file"),
        waits=True,
    )


def _is_mine(due: Due, actor: Actor) -> bool:
    if due.agency_code == actor.agency_code:
        return True
    is_agencys = due.dataset.producer_code == actor.agency_code
    return is_agencys and actor.may_capture(due.area_code)


def _due_row(row: Row, due: Due) -> Row:
    return Row(
        text=words.title(due.dataset.title),
        detail=" · ".join((row.detail, gettext("due %(day)s") % {"day": words.day(due.due_on)})),
        value=row.value,
        tag=row.tag,
        href=reverse("exchange:submit", args=[due.dataset.name]),
    )


def _submissions(actor: Actor) -> Task:
    rows = exchange.list_submissions(username=actor.username, limit=SHOWN)
    return Task(
        title=gettext("Your submissions"),
        note=gettext("newest first"),
        rows=_submission_rows(rows),
        empty=gettext("You have not handed in anything yet."),
        href=reverse("exchange:my_submissions"),
        label=gettext("All your submissions"),
    )


def _late(on: date, *, is_grouped: bool = False) -> Task:
    late = exchange.list_late(on=on)
    return Task(
        title=gettext("Late deliveries"),
        note=ngettext("%(count)s delivery", "%(count)s deliveries", len(late)) % {"count": len(late)},
        rows=words.grouped_due_rows(late, SHOWN) if is_grouped else words.due_rows(late[:SHOWN]),
        empty=gettext("Nothing is late."),
        href=reverse("exchange:catalogue"),
        label=gettext("Open the catalogue"),
        waits=not is_grouped,
    )


def _to_correct(actor: Actor) -> tuple[Task, ...]:
    """A card of one's own files that came back and no newer file has answered; none when there are none."""
    waiting = _unanswered(exchange.list_submissions(username=actor.username, limit=LOOKED_THROUGH))
    if not waiting:
        return ()
    return (
        Task(
            title=gettext("What came back to you"),
            note=gettext("correct the rows on the page of the submission, or hand in the file again"),
            rows=_submission_rows(waiting[:SHOWN]),
            empty="",
            waits=True,
        ),
    )


def _unanswered(submissions: Sequence[Submission]) -> list[Submission]:
    newest: dict[tuple[str, Period, AreaCode], Submission] = {}
    for each in submissions:
        newest.setdefault((each.dataset_name, each.period, each.area_code), each)
    return [each for each in newest.values() if each.answer_by is not None]


def _returned(actor: Actor) -> Task:
    """Letters no newer file has answered; only who may see rows is led to the letter itself."""
    waiting = _unanswered(exchange.list_submissions(area_within=settings.HOME_AREA, limit=LOOKED_THROUGH))
    return Task(
        title=gettext("Letters waiting for an answer"),
        note=gettext("newest first"),
        rows=_submission_rows(waiting[:SHOWN], opens_letters=actor.has(Role.DATA_STEWARD)),
        empty=gettext("No rows are waiting to be corrected."),
    )


def _waiting(actor: Actor) -> Task:
    """Checked files whose next look is the reader's."""
    waiting = exchange.list_waiting(actor)
    return Task(
        title=gettext("Files that wait for your decision"),
        note=gettext("oldest first"),
        rows=_submission_rows(waiting[:SHOWN], page="exchange:review"),
        empty=gettext("No file waits for your decision."),
        href=reverse("exchange:reviews"),
        label=gettext("Open the review"),
        waits=True,
    )


def _overdue(actor: Actor, on: date) -> Task:
    """Letters whose day has passed; only who may see rows is led to the letter itself."""
    overdue = exchange.list_overdue_letters(on=on)
    return Task(
        title=gettext("Letters past their day"),
        note=gettext("longest first"),
        rows=_submission_rows(overdue[:SHOWN], opens_letters=actor.has(Role.DATA_STEWARD)),
        empty=gettext("Every letter is answered or still in time."),
        href=reverse("exchange:punctuality"),
        label=gettext("Returns and deadlines"),
    )


def _submission_rows(
    submissions: Sequence[Submission], *, opens_letters: bool = True, page: str = ""
) -> tuple[Row, ...]:
    titles = {each.name: words.title(each.title) for each in exchange.list_datasets()}
    places = words.area_titles(each.area_code for each in submissions)
    return tuple(
        _submission_row(
            each,
            titles[each.dataset_name],
            places.get(each.area_code, ""),
            page=page or ("exchange:letter" if opens_letters and each.rows_failed else "exchange:submission"),
        )
        for each in submissions
    )


def _submission_row(submission: Submission, title: str, place: str, *, page: str) -> Row:
    if submission.rows_failed:
        text = ngettext("%(count)s row returned", "%(count)s rows returned", submission.rows_failed)
        value = text % {"count": words.number(submission.rows_failed)}
    else:
        value = ""
    return Row(
        text=f"{title} {words.period(submission.period)}",
        detail=f"{place} · {words.moment(submission.received_at)} · {submission.file_name}",
        value=value,
        tag=submission.state,
        href=reverse(page, args=[submission.id]),
    )


def _targets(actor: Actor, on: date) -> Task:
    statuses = masterplan.list_statuses(settings.HOME_AREA, on=on)
    order = (TargetState.OFF_TRACK, TargetState.AT_RISK, TargetState.LATE)
    waiting = sorted((each for each in statuses if each.state in order), key=lambda each: order.index(each.state))
    is_planner = actor.has(Role.PLANNER)
    return Task(
        title=gettext("Targets that need you"),
        note=gettext("off track first"),
        rows=tuple(_target_row(status) for status in waiting[:SHOWN]),
        empty=gettext("Every measured target is on track."),
        href=reverse("masterplan:add_target") if is_planner else reverse("masterplan:plan"),
        label=gettext("Add a target") if is_planner else gettext("Open the masterplan"),
        waits=True,
    )


def _target_row(status: TargetStatus) -> Row:
    definition = indicators.get_indicator(status.target.indicator_code)
    return Row(
        text=words.title(definition.title),
        detail=masterplan.explain_status(status),
        tag=status.state,
        href=reverse("masterplan:target", args=[status.target.id]),
    )

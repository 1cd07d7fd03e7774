"""Requests of persons: what they read, and what those read who answer."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.retention import say_retention
from kotacerdas.apps.exchange.types import ClockState, Finding, SubjectRequest, SubjectRequestState, SubjectRight
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table, TimelineEvent


TONES = {ClockState.IN_TIME: "ok", ClockState.SOON: "risk", ClockState.OVERDUE: "off", ClockState.STOPPED: "none"}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row about the person; ``value`` names it in the form."""

    value: str
    title: str
    detail: str
    href: str
    cells: str


@dataclass(frozen=True, slots=True)
class RequestPage:
    """One request, for who answers it."""

    id: int
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    clock: str
    clock_text: str
    wish: str
    note: str
    steps: tuple[tuple[str, str], ...]
    history: tuple[TimelineEvent, ...]
    may_search: bool
    may_erase: bool


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """All requests within the reader's area."""

    lede: str
    crumbs: tuple[Crumb, ...]
    table: Table


def present_requests(actor: Actor, *, at: datetime) -> RequestsPage:
    """Open requests by their end, then closed ones."""
    found = queries.list_subject_requests(actor)
    still = sum(1 for each in found if each.closed_at is None)
    columns = (
        Column(gettext("Request")),
        Column(gettext("Asked for")),
        Column(gettext("State")),
        Column(gettext("Answer by")),
        Column(gettext("Clock")),
    )
    rows = tuple(
        (
            Cell(f"#{each.id}", href=reverse("exchange:subject_request", args=[each.id])),
            Cell(str(words.RIGHTS[each.right])),
            Cell(str(words.REQUEST_STATES[each.state])),
            Cell(words.moment(each.due_at)),
            Cell(str(words.CLOCKS[rules.clock_of(each, at=at)])),
        )
        for each in found
    )
    lede = ngettext("%(count)s request waits for its answer.", "%(count)s requests wait for their answer.", still)
    return RequestsPage(
        lede=lede % {"count": words.number(still)},
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Requests of persons"))),
        table=Table(gettext("Requests of persons"), columns, rows),
    )


def present_request(request: SubjectRequest, *, at: datetime) -> RequestPage:
    """One request with its clock and the steps it can take."""
    clock = rules.clock_of(request, at=at)
    person = request.person
    return RequestPage(
        id=request.id,
        heading=gettext("Request %(number)s") % {"number": request.id},
        lede=f"{words.RIGHTS[request.right]} · {words.REQUEST_STATES[request.state]}",
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(gettext("Requests of persons"), reverse("exchange:subject_requests")),
            Crumb(f"#{request.id}"),
        ),
        facts=(
            KeyValue(gettext("Name"), person.name),
            KeyValue(gettext("Identity number (NIK)"), person.nik or "–"),
            KeyValue(gettext("Family card number (KK)"), person.family_card or "–"),
            KeyValue(gettext("Day of birth"), words.day(person.born_on) if person.born_on else "–"),
            KeyValue(gettext("Area"), areas.get_area(request.area_code).title, note=request.area_code),
            KeyValue(gettext("Received"), words.moment(request.received_at)),
            KeyValue(gettext("Answer by"), words.moment(request.due_at)),
        ),
        clock=TONES[clock],
        clock_text=str(words.CLOCKS[clock]),
        wish=request.wish,
        note=request.note,
        steps=tuple((each.value, str(words.REQUEST_STATES[each])) for each in steps_of(request)),
        history=_history(request),
        may_search=request.state not in rules.CLOSED_STATES | {SubjectRequestState.RECEIVED},
        may_erase=request.right is SubjectRight.ERASURE and request.state is SubjectRequestState.DECIDED,
    )


def steps_of(request: SubjectRequest) -> tuple[SubjectRequestState, ...]:
    """Where it may go by words alone, the good end first; an erasure is carried out on its rows."""
    following = rules.SUBJECT_REQUEST_TRANSITIONS[request.state]
    if request.right is SubjectRight.ERASURE:
        following = following - {SubjectRequestState.CARRIED_OUT}
    return tuple(each for each in SubjectRequestState if each in following)


def present_found(found: Sequence[Finding]) -> tuple[FoundRow, ...]:
    """Rows about the person, each with what it says."""
    return tuple(
        FoundRow(
            value=json.dumps([each.release.id, *each.key]),
            title=words.title(each.dataset_title),
            detail=gettext("Release %(number)s") % {"number": each.release.id}
            + f" · {words.period(each.release.period)}",
            href=reverse("exchange:release", args=[each.release.id]),
            cells=" · ".join(f"{name}: {cell}" for name, cell in each.cells.items() if cell),
        )
        for each in found
    )


def write_report(request: SubjectRequest, found: Sequence[Finding], *, at: datetime) -> dict[str, object]:
    """What is given to a person who asked for access: their rows, why and how long they are kept, who read them."""
    contracts = {name: contract for name, (contract, _) in queries.list_contracts().items()}
    names = sorted({each.release.dataset_name for each in found})
    reads = queries.list_read_sums(datasets=names, area=request.area_code) if names else ()
    return {
        "request": request.code,
        "name": request.person.name,
        "written_at": at.isoformat(),
        "rows": [
            {
                "dataset": each.release.dataset_name,
                "title": words.title(each.dataset_title),
                "release": each.release.id,
                "period": str(each.release.period),
                "cells": dict(each.cells),
            }
            for each in found
        ],
        "datasets": [
            {
                "name": name,
                "title": words.title(contracts[name].title),
                "why": words.title(contracts[name].description),
                "kept": say_retention(contracts[name].retention),
            }
            for name in names
        ],
        "reads_of_the_area": [
            {
                "month": each.month,
                "agency": each.agency_code,
                "dataset": each.dataset_name,
                "purpose": each.purpose,
                "columns": list(each.columns),
                "reads": each.reads,
            }
            for each in reads
        ],
    }


def _history(request: SubjectRequest) -> tuple[TimelineEvent, ...]:
    events = audit.list_events(target=f"subject-request/{request.id}", limit=50)
    return tuple(
        TimelineEvent(
            words.moment(each.at), _event_text(each.action, each.facts), _event_note(each.by_name, each.facts)
        )
        for each in events
    )


def _event_text(action: str, facts: dict[str, object]) -> str:
    if action == "exchange.person_erased":
        return gettext("Rows erased; releases without them are in force")
    state = facts.get("state")
    return str(words.REQUEST_STATES[SubjectRequestState(str(state))]) if state else gettext("Request received")


def _event_note(name: str, facts: dict[str, object]) -> str:
    return " · ".join(str(part) for part in (name, facts.get("note", "")) if part)

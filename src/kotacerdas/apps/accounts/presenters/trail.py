"""The audit trail: the log as a list, and one entry with its place in the chain."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import get_current_timezone, make_aware
from django.utils.translation import gettext

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.audit.types import Event
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Pages, Table


EVENTS_A_PAGE = 50
_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


@dataclass(frozen=True, slots=True)
class EventsPage:
    """A stretch of the log, newest first."""

    table: Table
    pages: Pages


@dataclass(frozen=True, slots=True)
class EventPage:
    """One entry: what was done, and its place in the chain."""

    title: str
    crumbs: tuple[Crumb, ...]
    is_intact: bool
    deed: tuple[KeyValue, ...]
    facts: tuple[KeyValue, ...]
    place: tuple[KeyValue, ...]
    previous_href: str
    next_href: str


def present_events(filters: Mapping[str, object], *, before: int | None) -> EventsPage:
    """One page of the log under the filters ``target``, ``by``, ``action``, ``since`` and ``until`` (both days count)."""
    wanted = {name: str(value) for name, value in filters.items() if value}
    events = audit.list_events(
        target=wanted.get("target", ""),
        by=wanted.get("by", ""),
        action=wanted.get("action", ""),
        since=_midnight(filters.get("since")),
        until=_midnight(filters.get("until"), days=1),
        before=before,
        limit=EVENTS_A_PAGE + 1,
    )
    shown = events[:EVENTS_A_PAGE]
    address = reverse("accounts:events")
    older = {**wanted, "before": str(shown[-1].id)} if len(events) > EVENTS_A_PAGE else {}
    newest_href = f"{address}?{urlencode(wanted)}" if before is not None else ""
    return EventsPage(
        table=_events_table(shown),
        pages=Pages(
            text=gettext("newest first"),
            previous_href=newest_href,
            next_href=f"{address}?{urlencode(older)}" if older else "",
        ),
    )


def present_event(event: Event, *, head_seq: int) -> EventPage:
    """An entry with the hashes that tie it to its neighbours; ``head_seq`` is the number of the last one."""
    zone, lang = get_current_timezone(), active_language()
    number = formats.number(event.seq, lang=lang)
    return EventPage(
        title=gettext("Entry %(number)s") % {"number": number},
        crumbs=(Crumb(gettext("Audit trail"), reverse("accounts:events")), Crumb(number)),
        is_intact=event.is_intact,
        deed=(
            KeyValue(gettext("When"), formats.moment(event.at, zone, lang)),
            KeyValue(gettext("Who"), event.by_name or event.by, _filtered(by=event.by), event.agency_code or ""),
            KeyValue(gettext("What"), event.action, _filtered(action=event.action)),
            KeyValue(gettext("To what"), event.target, _filtered(target=event.target)),
        ),
        facts=tuple(KeyValue(name, _fact_text(value) or formats.NOTHING) for name, value in event.facts.items()),
        place=(
            KeyValue(gettext("Number in the chain"), number),
            KeyValue(gettext("Its hash"), event.sha256),
            KeyValue(gettext("Hash of the entry before"), event.previous_sha256),
        ),
        previous_href=reverse("accounts:event", args=[event.seq - 1]) if event.seq > 1 else "",
        next_href=reverse("accounts:event", args=[event.seq + 1]) if event.seq < head_seq else "",
    )


def _midnight(day: object, days: int = 0) -> datetime | None:
    return make_aware(datetime.combine(day + timedelta(days=days), time.min)) if isinstance(day, date) else None


def _filtered(**filters: str) -> str:
    return f"{reverse('accounts:events')}?{urlencode(filters)}"


def _events_table(events: tuple[Event, ...]) -> Table:
    zone, lang = get_current_timezone(), active_language()
    return Table(
        caption=gettext("Audit trail"),
        columns=(
            Column(gettext("No."), is_number=True),
            Column(gettext("When")),
            Column(gettext("Who")),
            Column(gettext("What")),
            Column(gettext("To what")),
            Column(gettext("Facts")),
        ),
        rows=tuple(
            (
                Cell(formats.number(event.seq, lang=lang), href=reverse("accounts:event", args=[event.seq])),
                Cell(formats.moment(event.at, zone, lang)),
                Cell(event.by_name or event.by, note=event.agency_code or ""),
                Cell(event.action),
                Cell(event.target, href=_filtered(target=event.target)),
                Cell(_facts_text(event.facts), note="" if event.is_intact else gettext("This entry was changed.")),
            )
            for event in events
        ),
        empty=gettext("Nothing in the log matches. Take a filter away."),
    )


def _facts_text(facts: Mapping[str, object]) -> str:
    """Facts in one line; hashes cut short, for the entry's own page has them whole."""
    line = " · ".join(f"{name} {_fact_text(value)}" for name, value in facts.items() if value not in (None, "", []))
    return _HASH.sub(r"\1…", line)


def _fact_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_fact_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

"""Pages of the accounts app."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from kotacerdas.apps.accounts import queries, rules
from kotacerdas.apps.accounts.types import Assignment, Permission
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.audit.types import Event
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, KeyValue, Pages, Table


EVENTS_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class MePage:
    """Who I am to the platform, and what I may do."""

    title: str
    lede: str
    has_second_factor: bool
    facts: tuple[KeyValue, ...]
    roles: Table
    permissions: tuple[str, ...]
    sees_log: bool


@dataclass(frozen=True, slots=True)
class EventsPage:
    """A stretch of the log, newest first."""

    table: Table
    pages: Pages


def present_me(actor: Actor, *, email: str, has_second_factor: bool, today: date) -> MePage:
    """The roles a person holds today, for whom and where, in words."""
    held = queries.list_assignments(actor.username, on=today)
    titles = _area_titles(held)
    return MePage(
        title=gettext("You are %(name)s.") % {"name": actor.name},
        lede=_roles_sentence(held),
        has_second_factor=has_second_factor,
        facts=(
            KeyValue(gettext("User name"), actor.username),
            KeyValue(gettext("E-mail"), email or gettext("none given")),
            KeyValue(gettext("Works for"), _places(actor.view, titles)),
            KeyValue(gettext("May hand in data for"), _places(_where(actor, Permission.SUBMIT), titles)),
            KeyValue(gettext("May see rows of"), _places(_where(actor, Permission.SEE_ROWS), titles)),
        ),
        roles=_roles_table(held),
        permissions=tuple(
            gettext(sentence)
            for permission, sentence in rules.PERMISSIONS.items()
            if rules.is_allowed(actor, permission)
        ),
        sees_log=rules.is_allowed(actor, Permission.SEE_AUDIT),
    )


def present_events(filters: Mapping[str, str], *, before: int | None) -> EventsPage:
    """One page of the log under the filters ``target``, ``by`` and ``action``."""
    wanted = {name: value for name, value in filters.items() if value}
    events = audit.list_events(
        target=wanted.get("target", ""),
        by=wanted.get("by", ""),
        action=wanted.get("action", ""),
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


def _events_table(events: tuple[Event, ...]) -> Table:
    zone, lang = get_current_timezone(), active_language()
    return Table(
        caption=gettext("Log of deeds"),
        columns=(
            Column(gettext("When")),
            Column(gettext("Who")),
            Column(gettext("What")),
            Column(gettext("To what")),
            Column(gettext("Facts")),
        ),
        rows=tuple(
            (
                Cell(formats.moment(event.at, zone, lang)),
                Cell(event.by_name or event.by, note=event.agency_code or ""),
                Cell(event.action),
                Cell(event.target, href=f"{reverse('accounts:events')}?{urlencode({'target': event.target})}"),
                Cell(_facts_text(event.facts)),
            )
            for event in events
        ),
        empty=gettext("Nothing in the log matches. Take a filter away."),
    )


def _facts_text(facts: Mapping[str, object]) -> str:
    return " · ".join(f"{name} {_fact_text(value)}" for name, value in facts.items() if value not in (None, "", []))


def _fact_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_fact_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _roles_sentence(held: tuple[Assignment, ...]) -> str:
    if not held:
        return gettext("You hold no role yet, so you see what everybody sees. An administrator can give you one.")
    return " · ".join(gettext(rules.ROLES[one.role].title) for one in held)


def _roles_table(held: tuple[Assignment, ...]) -> Table:
    lang = active_language()
    names = {agency.code: agency.short_name for agency in agencies.list_agencies(codes=_agency_codes(held))}
    return Table(
        caption=gettext("Your roles"),
        columns=(Column(gettext("Role")), Column(gettext("For")), Column(gettext("Since")), Column(gettext("Until"))),
        rows=tuple(
            (
                Cell(gettext(rules.ROLES[one.role].title), note=gettext(rules.ROLES[one.role].may)),
                Cell(names.get(one.agency_code or "", one.agency_code or formats.NOTHING)),
                Cell(formats.date_text(one.since, lang)),
                Cell(formats.date_text(one.until, lang) if one.until else gettext("without end")),
            )
            for one in held
        ),
        empty=gettext("You hold no role yet."),
    )


def _agency_codes(held: tuple[Assignment, ...]) -> set[str]:
    return {one.agency_code for one in held if one.agency_code}


def _area_titles(held: tuple[Assignment, ...]) -> dict[AreaCode, str]:
    wanted = {code for one in held for code in (*one.capture, *one.view)}
    return {area.code: area.title for area in areas.list_areas(wanted)}


def _where(actor: Actor, permission: Permission) -> tuple[AreaCode, ...]:
    if not rules.is_allowed(actor, permission):
        return ()
    return actor.capture if permission is Permission.SUBMIT else actor.view


def _places(codes: tuple[AreaCode, ...], titles: Mapping[AreaCode, str]) -> str:
    return ", ".join(titles.get(code, code) for code in codes) or gettext("nowhere")

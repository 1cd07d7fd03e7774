"""The page about the person who is logged in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kotacerdas.apps.accounts import queries, rules
from kotacerdas.apps.accounts.types import Assignment, Permission
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, KeyValue, Table


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

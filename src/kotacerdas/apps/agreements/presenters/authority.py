"""Keys of a person, and who may sign for the offices of an agency."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agencies.types import OfficeHolder
from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import Mandate, OfficeKey
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


@dataclass(frozen=True, slots=True)
class KeyCard:
    """A key that is or was kept."""

    office: str
    office_code: str
    facts: tuple[KeyValue, ...]
    is_in_use: bool


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys of the person who asks, and the offices they may bring one for."""

    crumbs: tuple[Crumb, ...]
    keys: tuple[KeyCard, ...]
    offices: tuple[tuple[str, str], ...]
    back_href: str


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate, and whether it counts today."""

    id: int
    person: str
    office: str
    decree: str
    dates: str
    kinds: str
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class AuthorityPage:
    """Who may sign for an agency today and on what ground, and who could before."""

    code: str
    name: str
    crumbs: tuple[Crumb, ...]
    today: Table
    holders: Table
    mandates: tuple[MandateLine, ...]
    offices: tuple[tuple[str, str], ...]
    may_manage: bool


def present_keys(actor: Actor, *, now: datetime, on: date, back: str) -> KeysPage:
    """The person's own keys."""
    return KeysPage(
        crumbs=(Crumb(gettext("Agreements"), reverse("agreements:list")), Crumb(gettext("Keys for signing"))),
        keys=tuple(_key(each, now) for each in queries.list_keys(actor.username)),
        offices=offices_of(actor, on=on),
        back_href=reverse("agreements:agreement", args=[int(back)]) if back.isdecimal() else "",
    )


def offices_of(actor: Actor, *, on: date) -> tuple[tuple[str, str], ...]:
    """The offices the actor may sign for today, as holder or by mandate."""
    codes = {each.office_code for each in queries.list_mandates_of(actor.username, on=on)}
    codes |= {each.office_code for each in agencies.list_held_offices(actor.username, on=on)}
    found = []
    for code in sorted(codes):
        if queries.find_authority(actor, code, kind=None, on=on) is not None:
            office = agencies.get_office(code)
            found.append((code, f"{office.title} · {agencies.get_agency(office.agency_code).name}"))
    return tuple(found)


def present_authority(agency_code: str, actor: Actor, *, on: date) -> AuthorityPage:
    """Who may sign for the offices of an agency."""
    agency = agencies.get_agency(agency_code)
    offices = agencies.list_offices(agency_code)
    titles = {office.code: office.title for office in offices}
    holders = agencies.list_agency_holders(agency_code)
    mandates = [mandate for office in offices for mandate in queries.list_mandates(office.code)]
    return AuthorityPage(
        code=agency_code,
        name=agency.name,
        crumbs=(
            Crumb(gettext("Agencies"), reverse("agencies:list")),
            Crumb(agency.short_name or agency.name, reverse("agencies:agency", args=[agency_code])),
            Crumb(gettext("Who may sign")),
        ),
        today=_today(titles, holders, on),
        holders=_holders(titles, holders),
        mandates=tuple(_mandate(each, titles, on) for each in mandates),
        offices=tuple(titles.items()),
        may_manage=accounts.is_allowed(actor, Permission.MANAGE_AGENCIES),
    )


def _key(key: OfficeKey, now: datetime) -> KeyCard:
    office = agencies.get_office(key.office_code)
    facts = [
        KeyValue(gettext("Certificate of"), key.subject),
        KeyValue(gettext("Issued by"), key.issuer),
        KeyValue(gettext("Valid"), f"{words.moment(key.not_before)} – {words.moment(key.not_after)}"),
        KeyValue(gettext("Fingerprint"), key.fingerprint),
        KeyValue(gettext("Kept since"), words.moment(key.added_at)),
    ]
    if key.revoked_at:
        facts.append(KeyValue(gettext("Not used since"), words.moment(key.revoked_at)))
    elif now >= key.not_after:
        facts.append(KeyValue(gettext("State"), gettext("The certificate has ended; bring a new one.")))
    return KeyCard(office.title, key.office_code, tuple(facts), key.revoked_at is None)


def _today(titles: dict[str, str], holders: tuple[OfficeHolder, ...], on: date) -> Table:
    rows = []
    for code, title in titles.items():
        holder = agencies.find_in_force((each for each in holders if each.office_code == code), on)
        capacity = (
            gettext("acting official (Plt./Plh.)") if holder and holder.is_acting else gettext("holder of the office")
        )
        if holder is None:
            rows.append((Cell(title), Cell(gettext("nobody is recorded")), Cell("—")))
            continue
        rows.append(
            (
                Cell(title),
                Cell(holder.person_name, note=capacity),
                Cell(holder.source or gettext("no decree is written down")),
            )
        )
    return Table(
        caption=gettext("Who may sign today"),
        columns=(Column(gettext("Office")), Column(gettext("Person")), Column(gettext("On the ground of"))),
        rows=tuple(rows),
        empty=gettext("This agency has no office that could sign."),
    )


def _holders(titles: dict[str, str], holders: tuple[OfficeHolder, ...]) -> Table:
    return Table(
        caption=gettext("Terms of office"),
        columns=(
            Column(gettext("Person")),
            Column(gettext("Office")),
            Column(gettext("From and until")),
            Column(gettext("Decree")),
        ),
        rows=tuple(
            (
                Cell(each.person_name, note=gettext("acting") if each.is_acting else ""),
                Cell(titles.get(each.office_code, each.office_title)),
                Cell(
                    " – ".join((words.day(each.since), words.last_day(each.until) if each.until else gettext("today")))
                ),
                Cell(each.source or "—"),
            )
            for each in holders
        ),
        empty=gettext("Nobody has been recorded in an office of this agency yet."),
    )


def _mandate(mandate: Mandate, titles: dict[str, str], on: date) -> MandateLine:
    kinds = [str(text) for kind, text in choices.KINDS.items() if kind.value in mandate.kinds]
    until = words.last_day(mandate.until)
    return MandateLine(
        id=mandate.id,
        person=mandate.person_name,
        office=titles.get(mandate.office_code, mandate.office_code),
        decree=mandate.decree,
        dates=f"{words.day(mandate.since)} – {until}",
        kinds=", ".join(kinds) or gettext("all kinds"),
        is_in_force=mandate.since <= on and (mandate.until is None or on < mandate.until),
    )

"""Signing: who signs as what, with which key; keys, mandates, and the ceremony on a wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementState,
    Authority,
    OfficeKey,
    SignatureMethod,
    SignatureRequest,
    SignatureState,
)
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


_SCOPE_SHOWN = 7


@dataclass(frozen=True, slots=True)
class SignPage:
    """One party's place: what is signed, by whom, on what ground, and with which key."""

    title: str
    agency: str
    crumbs: tuple[Crumb, ...]
    may_sign: bool
    may_scan: bool
    who: tuple[KeyValue, ...]
    what: tuple[KeyValue, ...]
    key: tuple[KeyValue, ...]
    key_problem: str
    queued: str
    no_authority: str
    keys_href: str
    authority_href: str
    file_href: str
    back_href: str


@dataclass(frozen=True, slots=True)
class Seal:
    """One party on the wall: its name, and its signature once it is there."""

    agency: str
    short: str
    office: str
    name: str
    moment: str
    standing: str
    is_signed: bool
    is_scan: bool


@dataclass(frozen=True, slots=True)
class CeremonyPage:
    """The signing as a wall shows it."""

    id: int
    kind: str
    title: str
    number: str
    scope: tuple[str, ...]
    seals: tuple[Seal, ...]
    progress: str
    is_complete: bool
    moment_word: str
    moment_text: str
    register: str
    is_over: bool
    fragment_href: str
    zone: str
    zone_name: str


def signatures_table(signatures: tuple[SignatureRequest, ...], names: Mapping[str, str]) -> Table:
    """Who signed, on what ground, and how much the signature proves."""
    rows = []
    for each in signatures:
        state, tone = words.SIGNATURES[each.state]
        capacity = str(words.CAPACITIES[each.capacity]) if each.capacity else ""
        method = str(words.METHODS[each.method]) if each.method else ""
        is_signed = each.state is SignatureState.SIGNED
        rows.append(
            (
                Cell(names.get(each.agency_code, each.agency_code)),
                Cell(each.signed_name or "—", note=capacity),
                Cell(each.authority_source or "—"),
                Cell(words.moment(each.signed_at) if each.signed_at else "—", note=method),
                Cell(
                    gettext("signed, lower assurance") if each.method is SignatureMethod.SCAN else str(state),
                    tag="risk" if is_signed and each.method is SignatureMethod.SCAN else tone,
                ),
            )
        )
    return Table(
        caption=gettext("Signatures"),
        columns=(
            Column(gettext("Party")),
            Column(gettext("Signed by")),
            Column(gettext("On the ground of")),
            Column(gettext("When and how")),
            Column(gettext("State")),
        ),
        rows=tuple(rows),
    )


def present_sign(agreement: Agreement, request: SignatureRequest, actor: Actor, *, now: datetime) -> SignPage:
    """The signing page of one party for the person who asks."""
    on = timezone.localtime(now).date()
    authority = queries.find_authority(actor, request.office_code, kind=agreement.kind, on=on)
    key = queries.find_key(request.office_code, actor.username)
    agency = agencies.get_agency(request.agency_code)
    back = reverse("agreements:agreement", args=[agreement.id])
    title = words.title(agreement.title)
    return SignPage(
        title=title,
        agency=agency.name,
        crumbs=(Crumb(gettext("Agreements"), reverse("agreements:list")), Crumb(title, back), Crumb(gettext("Sign"))),
        may_sign=authority is not None and key is not None and key.not_before <= now < key.not_after,
        may_scan=rules.is_member(actor, request.agency_code),
        who=_who(authority) if authority else (),
        what=(
            KeyValue(gettext("Agreement"), f"{choices.KINDS[agreement.kind]} {agreement.number}"),
            KeyValue(gettext("Text"), gettext("Version %(version)s") % {"version": agreement.version}),
            KeyValue(gettext("File that is signed (SHA-256)"), agreement.signed_sha256),
        ),
        key=_key(key) if key else (),
        key_problem=_key_problem(key, now),
        queued=_queued(request),
        no_authority="" if authority else _no_authority(request, on),
        keys_href=f"{reverse('agreements:keys')}?kantor={request.office_code}&kembali={agreement.id}",
        authority_href=reverse("agreements:authority", args=[request.agency_code]),
        file_href=reverse("agreements:file", args=[agreement.id]),
        back_href=back,
    )


def _who(authority: Authority) -> tuple[KeyValue, ...]:
    return (
        KeyValue(gettext("You sign as"), authority.person_name),
        KeyValue(gettext("Office"), authority.office_title or authority.office_code),
        KeyValue(gettext("Capacity"), str(words.CAPACITIES[authority.capacity])),
        KeyValue(gettext("On the ground of"), authority.source or gettext("no decree is written down")),
    )


def _key(key: OfficeKey) -> tuple[KeyValue, ...]:
    return (
        KeyValue(gettext("Certificate of"), key.subject),
        KeyValue(gettext("Issued by"), key.issuer),
        KeyValue(gettext("Valid"), f"{words.moment(key.not_before)} – {words.moment(key.not_after)}"),
        KeyValue(gettext("Fingerprint"), key.fingerprint),
    )


def _key_problem(key: OfficeKey | None, now: datetime) -> str:
    if key is None:
        return gettext("No key of yours is kept for this office. Bring your PKCS#12 file once; it is kept encrypted.")
    if not key.not_before <= now < key.not_after:
        return gettext("The certificate of your key does not count today. Bring a new PKCS#12 file.")
    return ""


def _queued(request: SignatureRequest) -> str:
    if request.state is not SignatureState.QUEUED:
        return ""
    return ngettext(
        "The signing service was down. Your signature is queued (%(count)s try) and tried again by itself for a day; "
        "nothing is lost.",
        "The signing service was down. Your signature is queued (%(count)s tries) and tried again by itself for a day; "
        "nothing is lost.",
        request.attempts,
    ) % {"count": words.number(request.attempts)}


def _no_authority(request: SignatureRequest, on: date) -> str:
    holder = agencies.find_holder(request.office_code, on=on)
    office = agencies.get_office(request.office_code).title
    if holder is None:
        return gettext("Nobody is recorded as holding the office “%(office)s” today, so nobody may sign for it.") % {
            "office": office
        }
    return gettext("Today %(name)s may sign for the office “%(office)s”, not you.") % {
        "name": holder.person_name,
        "office": office,
    }


def present_ceremony(agreement: Agreement, *, now: datetime) -> CeremonyPage:
    """What the wall shows now."""
    zone = timezone.get_current_timezone()
    signatures = {each.agency_code: each for each in queries.list_signatures(agreement.id)}
    known = {each.code: each for each in agencies.list_agencies(codes=agreement.agency_codes)}
    seals = tuple(
        _seal(
            signatures.get(party.agency_code),
            known[party.agency_code].name,
            known[party.agency_code].short_name,
            party.office_code,
        )
        for party in agreement.parties
        if party.agency_code in known
    )
    text = queries.get_version(agreement.id, agreement.version).text
    done = sum(seal.is_signed for seal in seals)
    is_forced = rules.is_in_force(agreement, timezone.localtime(now).date())
    return CeremonyPage(
        id=agreement.id,
        kind=str(choices.KINDS[agreement.kind]),
        title=words.title(agreement.title),
        number=agreement.number,
        scope=tuple(words.title(clause.title) for clause in text.clauses)[:_SCOPE_SHOWN],
        seals=seals,
        progress=gettext("%(done)s of %(all)s parties have signed") % {"done": done, "all": len(seals)},
        is_complete=bool(seals) and done == len(seals),
        moment_word=gettext("In force") if is_forced else gettext("Signed"),
        moment_text=_moment(agreement, is_forced=is_forced),
        register=agreement.register_number,
        is_over=is_forced,
        fragment_href=reverse("agreements:ceremony_now", args=[agreement.id]),
        zone=str(zone),
        zone_name=now.astimezone(zone).tzname() or "",
    )


def _seal(request: SignatureRequest | None, agency: str, short: str, office_code: str) -> Seal:
    is_signed = request is not None and request.state is SignatureState.SIGNED
    signed = request if is_signed else None
    waits = words.SIGNATURES[request.state][0] if request else words.SIGNATURES[SignatureState.PLANNED][0]
    return Seal(
        agency=agency,
        short=short or agency,
        office=agencies.get_office(office_code).title,
        name=signed.signed_name if signed else "",
        moment=words.moment(signed.signed_at) if signed and signed.signed_at else "",
        standing=str(words.METHODS[signed.method]) if signed and signed.method else str(waits),
        is_signed=is_signed,
        is_scan=signed is not None and signed.method is SignatureMethod.SCAN,
    )


def _moment(agreement: Agreement, *, is_forced: bool) -> str:
    if is_forced:
        facts = {"since": words.day(agreement.since), "last": words.last_day(agreement.lapses_on)}
        return gettext("from %(since)s until %(last)s") % facts
    if agreement.state is AgreementState.REGISTERED:
        return gettext("begins on %(day)s") % {"day": words.day(agreement.since)}
    return gettext("by all parties; the register is next")

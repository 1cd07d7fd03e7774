"""One agreement: parties, duties and how they stand, access, versions, history, signatures, documents."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.presenters.duties import (
    DueLine,
    Standing,
    due_line,
    duty_terms,
    duty_text,
    present_standing,
)
from kotacerdas.apps.agreements.presenters.listing import parties_text, warning_text
from kotacerdas.apps.agreements.presenters.moves import Moves, passes, present_moves
from kotacerdas.apps.agreements.presenters.signing import signatures_table
from kotacerdas.apps.agreements.presenters.texts import ClauseView, clause_views, version_events
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementState,
    ClauseInForce,
    DueItem,
    Grant,
    SignatureRequest,
)
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.audit.types import Event
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Row, Table, TimelineEvent


_PUBLIC_EVENTS = (
    "agreements.signed",
    "agreements.registered",
    "agreements.began",
    "agreements.ended",
    "agreements.terminated",
)
_MOST_EVENTS = 60


@dataclass(frozen=True, slots=True)
class DutyView:
    """A clause in force: its words, its duty and every item of it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    duty: str
    terms: tuple[str, ...]
    since: str
    is_over: bool
    lines: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Everything about one agreement a reader may see."""

    id: int
    version: int
    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    state: str
    tone: str
    warning: str
    ended: str
    review_note: str
    moves: Moves
    facts: tuple[KeyValue, ...]
    parties: tuple[Row, ...]
    standing: Standing | None
    duties: tuple[DutyView, ...]
    text: tuple[ClauseView, ...]
    access: Table | None
    signatures: Table | None
    documents: tuple[Crumb, ...]
    versions: tuple[TimelineEvent, ...]
    history: tuple[TimelineEvent, ...]
    children: tuple[Row, ...]
    verify_href: str
    square_href: str
    verify_code: str


def present_agreement(agreement: Agreement, actor: Actor, *, on: date) -> AgreementPage:
    """The page for this reader on this day; texts not in force yet are for the parties and the legal bureau."""
    versions = queries.list_versions(agreement.id)
    signatures = queries.list_signatures(agreement.id)
    clauses = queries.list_clauses(agreement.id)
    grants = queries.list_grants(agreement_id=agreement.id)
    moves = present_moves(agreement, actor, newest=versions[0], signatures=signatures, on=on)
    events = audit.list_events(target=f"agreement/{agreement.id}", limit=_MOST_EVENTS)
    named = (*(each.grantee_code for each in grants), *(each.agency_code or "" for each in events))
    names = words.agency_names((*agreement.agency_codes, *named))
    due = queries.list_duties(agreement.id, on) if clauses else ()
    state, tone = words.state(agreement)
    is_printed = bool(agreement.document_sha256)
    return AgreementPage(
        id=agreement.id,
        version=agreement.version,
        title=words.title(agreement.title),
        lede=parties_text(agreement, names),
        crumbs=(Crumb(gettext("Agreements"), reverse("agreements:list")), *_above(agreement), Crumb(agreement.number)),
        state=state,
        tone=tone,
        warning=_warning(agreement, on),
        ended=_ended(agreement),
        review_note=agreement.review_note if moves.is_inside else "",
        moves=moves,
        facts=_facts(agreement),
        parties=_parties(agreement, signatures, names, on, is_inside=moves.is_inside),
        standing=present_standing(rules.summarise(due)) if due else None,
        duties=_duties(agreement, clauses, due, actor=actor, names=names, on=on),
        text=() if clauses else clause_views(versions[0].text.clauses, names),
        access=_access(grants, names, agreement.ended_on or agreement.lapses_on) if grants else None,
        signatures=signatures_table(signatures, names) if signatures else None,
        documents=_documents(agreement, signatures),
        versions=version_events(agreement, versions, names) if moves.is_inside else (),
        history=_history(events, names, is_inside=moves.is_inside),
        children=_children(agreement, actor),
        verify_href=reverse("agreements:verify_code", args=[agreement.verification_code]) if is_printed else "",
        square_href=reverse("agreements:square", args=[agreement.verification_code]) if is_printed else "",
        verify_code=agreement.verification_code if is_printed else "",
    )


def _above(agreement: Agreement) -> tuple[Crumb, ...]:
    if agreement.parent_id is None:
        return ()
    parent = queries.get_agreement(agreement.parent_id)
    if parent.state not in rules.PUBLIC:
        return ()
    return (Crumb(words.title(parent.title), reverse("agreements:agreement", args=[parent.id])),)


def _warning(agreement: Agreement, on: date) -> str:
    text = warning_text(agreement, on)
    if not text:
        return ""
    return gettext("This agreement %(ends)s. Renew it, or all access under it closes on that day.") % {"ends": text}


def _ended(agreement: Agreement) -> str:
    if agreement.ended_on is None:
        return gettext("Given up: %(reason)s") % {"reason": agreement.end_reason} if agreement.end_reason else ""
    facts = {"day": words.day(agreement.ended_on), "reason": agreement.end_reason}
    if agreement.state is AgreementState.RENEWED:
        return gettext("Since %(day)s agreement %(reason)s stands in its place.") % facts
    if agreement.end_reason:
        return gettext("It ended on %(day)s, and all access under it was closed. Reason: %(reason)s") % facts
    return gettext("It ended on %(day)s, and all access under it was closed.") % facts


def _facts(agreement: Agreement) -> tuple[KeyValue, ...]:
    lapses = agreement.lapses_on or agreement.until
    found = [
        KeyValue(gettext("Kind"), str(choices.KINDS[agreement.kind])),
        KeyValue(gettext("Number"), agreement.number),
        KeyValue(gettext("Register number"), agreement.register_number or gettext("not registered yet")),
        KeyValue(gettext("Subject"), agreement.subject),
        KeyValue(gettext("From"), words.day(agreement.since)),
        KeyValue(gettext("Last day"), words.last_day(lapses)),
        KeyValue(gettext("Place"), agreement.place),
        KeyValue(gettext("Signing"), str(choices.ORDERS[agreement.signing_order])),
    ]
    if agreement.renews_id is not None:
        renewed = queries.get_agreement(agreement.renews_id)
        href = reverse("agreements:agreement", args=[renewed.id])
        found.append(KeyValue(gettext("Renews"), renewed.number, href))
    return tuple(found)


def _parties(
    agreement: Agreement,
    signatures: tuple[SignatureRequest, ...],
    names: Mapping[str, str],
    on: date,
    *,
    is_inside: bool,
) -> tuple[Row, ...]:
    signed = {each.agency_code: each for each in signatures}
    rows = []
    for party in agreement.parties:
        holder = agencies.find_holder(party.office_code, on=on)
        office = agencies.get_office(party.office_code).title
        who = (holder.person_name if holder else "") or gettext("nobody is recorded in this office")
        value, tag = "", ""
        if party.agency_code in signed:
            text, tag = words.SIGNATURES[signed[party.agency_code].state]
            value = str(text)
        elif is_inside and party.accepted_version == agreement.version:
            value, tag = gettext("accepts the newest text"), "ok"
        elif is_inside:
            value, tag = gettext("has not accepted it"), "none"
        href = reverse("agencies:agency", args=[party.agency_code])
        rows.append(Row(text=names[party.agency_code], detail=f"{office} · {who}", value=value, tag=tag, href=href))
    return tuple(rows)


def _duties(
    agreement: Agreement,
    clauses: tuple[ClauseInForce, ...],
    due: tuple[DueItem, ...],
    *,
    actor: Actor,
    names: Mapping[str, str],
    on: date,
) -> tuple[DutyView, ...]:
    by_clause: dict[int, list[DueItem]] = defaultdict(list)
    for item in due:
        by_clause[item.clause_id].append(item)
    said = queries.list_attestations(agreement.id) if clauses else ()
    return tuple(
        DutyView(
            number=each.number,
            title=words.title(each.clause.title),
            paragraphs=each.clause.paragraphs,
            duty=duty_text(each.clause.duty, names) if each.clause.duty else "",
            terms=duty_terms(each.clause.duty) if each.clause.duty else (),
            since=gettext("by an amendment, from %(day)s") % {"day": words.day(each.since)}
            if each.text_agreement_id != agreement.id
            else "",
            is_over=each.until is not None and each.until <= on,
            lines=tuple(due_line(item, actor, agreement, names, said) for item in reversed(by_clause[each.id])),
        )
        for each in clauses
    )


def _access(grants: tuple[Grant, ...], names: Mapping[str, str], ends: date | None) -> Table:
    rows = []
    for grant in grants:
        state, tone = words.GRANT_STATES[grant.state]
        why = str(words.CLOSE_REASONS[grant.close_reason]) if grant.close_reason else ""
        since = words.day(grant.since)
        until = (
            words.moment(grant.closed_at)
            if grant.closed_at
            else words.last_day(min((day for day in (grant.until, ends) if day), default=None))
        )
        rows.append(
            (
                Cell(
                    grant.dataset_name, href=reverse("exchange:dataset", args=[grant.dataset_name]), note=grant.purpose
                ),
                Cell(names.get(grant.grantee_code, grant.grantee_code)),
                Cell(", ".join(grant.columns) or gettext("all that its class allows"), note=_reach(grant)),
                Cell(f"{since} – {until}"),
                Cell(str(state), tag=tone, note=why),
            )
        )
    return Table(
        caption=gettext("Access this agreement opens"),
        columns=(
            Column(gettext("Dataset")),
            Column(gettext("Who may read")),
            Column(gettext("Columns")),
            Column(gettext("From and until")),
            Column(gettext("State")),
        ),
        rows=tuple(rows),
    )


def _reach(grant: Grant) -> str:
    parts = [gettext("area %(area)s") % {"area": grant.area_code}]
    if grant.rate_per_day:
        parts.append(gettext("at most %(count)s reads a day") % {"count": words.number(grant.rate_per_day)})
    return ", ".join(parts)


def _documents(agreement: Agreement, signatures: tuple[SignatureRequest, ...]) -> tuple[Crumb, ...]:
    if not agreement.document_sha256:
        return ()
    files = [Crumb(gettext("Agreement with its signatures (PDF)"), reverse("agreements:file", args=[agreement.id]))]
    for each in signatures:
        if each.method is not None and each.method.value == "scan":
            text = gettext("Scan handed in by party %(number)s (PDF)") % {"number": each.position}
            files.append(Crumb(text, reverse("agreements:scan", args=[agreement.id, each.position])))
    return tuple(files)


def _history(events: tuple[Event, ...], names: Mapping[str, str], *, is_inside: bool) -> tuple[TimelineEvent, ...]:
    return tuple(
        TimelineEvent(
            when=words.moment(each.at),
            text=words.event(each.action, each.facts),
            detail=_by(
                each.by_name, str(each.facts.get("party") or each.agency_code or ""), names, is_inside=is_inside
            ),
            state="off" if each.action in ("agreements.terminated", "agreements.signature_declined") else "ok",
        )
        for each in events
        if is_inside or each.action in _PUBLIC_EVENTS
    )


def _by(name: str, agency: str, names: Mapping[str, str], *, is_inside: bool) -> str:
    return " · ".join(filter(None, (name if is_inside else "", names.get(agency, agency))))


def _children(agreement: Agreement, actor: Actor) -> tuple[Row, ...]:
    rows = []
    for each in queries.list_children(agreement.id):
        if not passes(partial(rules.check_can_see, actor, each)):
            continue
        state, tone = words.state(each)
        rows.append(
            Row(
                text=words.title(each.title),
                detail=f"{choices.KINDS[each.kind]} · {each.register_number or each.number}",
                value=state,
                tag=tone,
                href=reverse("agreements:agreement", args=[each.id]),
            )
        )
    return tuple(rows)

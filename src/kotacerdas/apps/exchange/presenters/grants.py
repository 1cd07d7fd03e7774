"""Access asked for, given and received, and one grant with its use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import AgreementState, CloseReason, DutyKind, Grant, GrantState
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Channel, ReadRecord
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


READS_SHOWN = 50
STATES: Mapping[GrantState, StrPromise] = {
    GrantState.REQUESTED: _("waits for a decision"),
    GrantState.OPEN: _("open"),
    GrantState.REFUSED: _("refused"),
    GrantState.CLOSED: _("closed"),
}
TAGS: Mapping[GrantState, str] = {
    GrantState.REQUESTED: "received",
    GrantState.OPEN: "released",
    GrantState.REFUSED: "returned",
    GrantState.CLOSED: "not_measured",
}
REASONS: Mapping[CloseReason, StrPromise] = {
    CloseReason.AGREEMENT_ENDED: _("its agreement ended"),
    CloseReason.CLAUSE_ENDED: _("its clause ended"),
    CloseReason.PURPOSE_LAPSED: _("what it was for is done"),
    CloseReason.OWNER_CLOSED: _("the owner took it back"),
    CloseReason.RETURNED: _("the agency gave it back"),
    CloseReason.EXPIRED: _("its last day has passed"),
}
CHANNELS: Mapping[Channel, StrPromise] = {
    Channel.PAGE: _("on a page"),
    Channel.API: _("by a program"),
    Channel.FILE: _("as a file"),
    Channel.COMMAND: _("on the command line"),
    Channel.SUBSCRIPTION: _("by subscription"),
    Channel.CKAN: _("through CKAN"),
}
OUTCOMES: Mapping[str, StrPromise] = {
    "finished": _("whole"),
    "stopped": _("stopped: the grant had ended"),
    "broken_off": _("broken off by the reader"),
}


@dataclass(frozen=True, slots=True)
class GrantsPage:
    """The access an agency has asked for, received and given."""

    crumbs: tuple[Crumb, ...]
    lede: str
    requests: Table
    given: Table
    received: Table


@dataclass(frozen=True, slots=True)
class GrantPage:
    """One grant: what it opens, on what it rests, how it is used, and what the reader may do with it."""

    id: int
    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    state: str
    state_text: str
    facts: tuple[KeyValue, ...]
    use: Table
    reads: str
    can_decide: bool
    close_href: str


@dataclass(frozen=True, slots=True)
class AskPage:
    """Asking for access to a dataset."""

    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    back_href: str


def present_grants(actor: Actor, *, on: date) -> GrantsPage:
    """What concerns the actor's agency, newest first."""
    agency = actor.agency_code or ""
    requests = agreements.list_requests(agency) if agency else ()
    given = [each for each in agreements.list_grants(owner_code=agency) if each.state is not GrantState.REQUESTED]
    received = agreements.list_grants(agency_code=agency)
    names = words.agency_names(
        code for each in (*requests, *given, *received) for code in (each.owner_code, each.grantee_code)
    )
    return GrantsPage(
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Access"))),
        lede=gettext("Access to data of other agencies exists only under an agreement, and ends with it.")
        if agency
        else gettext("You act for no agency, so you can neither ask for access nor give it."),
        requests=_table(
            gettext("Requests that wait for you"), requests, names, on, empty=gettext("Nobody waits for your decision.")
        ),
        given=_table(gettext("Who reads our data"), given, names, on, empty=gettext("You have opened nothing yet.")),
        received=_table(
            gettext("What we may read"),
            received,
            names,
            on,
            is_received=True,
            empty=gettext("You have asked for nothing yet. Open a dataset in the catalogue and ask there."),
        ),
    )


def present_grant(grant: Grant, *, actor: Actor, on: date) -> GrantPage:
    """One grant for one of its two agencies."""
    names = words.agency_names([grant.owner_code, grant.grantee_code])
    dataset = queries.get_dataset(grant.dataset_name)
    title = words.title(dataset.title)
    reads = queries.list_reads(grant=grant.id, limit=READS_SHOWN)
    is_open = agreements.is_grant_open(grant.id, on)
    may_close = grant.state is GrantState.OPEN and (
        actor.agency_code in (grant.owner_code, grant.grantee_code) or actor.has(Role.ADMINISTRATOR)
    )
    return GrantPage(
        id=grant.id,
        title=gettext("%(agency)s reads “%(dataset)s”")
        % {"agency": names.get(grant.grantee_code, grant.grantee_code), "dataset": title},
        lede=grant.purpose,
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(gettext("Access"), reverse("exchange:grants")),
            Crumb(gettext("Grant %(number)s") % {"number": grant.id}),
        ),
        state=TAGS[grant.state] if is_open or grant.state is not GrantState.OPEN else TAGS[GrantState.CLOSED],
        state_text=state_text(grant, is_open=is_open),
        facts=_facts(grant, names, title),
        use=_use(grant, reads),
        reads=gettext("%(count)s reads in all") % {"count": words.number(queries.count_reads_under(grant.id))},
        can_decide=grant.state is GrantState.REQUESTED and actor.agency_code == grant.owner_code,
        close_href=reverse("exchange:close_grant", args=[grant.id]) if may_close else "",
    )


def present_ask(name: str) -> AskPage:
    """The page on which access to a dataset is asked for."""
    dataset = queries.get_dataset(name)
    title, href = words.title(dataset.title), reverse("exchange:dataset", args=[name])
    producer = words.agency_names([dataset.producer_code]).get(dataset.producer_code, dataset.producer_code)
    return AskPage(
        title=title,
        lede=gettext("%(producer)s decides. You will find the answer under Access.") % {"producer": producer},
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(title, href),
            Crumb(gettext("Ask for access")),
        ),
        back_href=href,
    )


def column_choices(name: str, only: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The columns of a dataset to choose from, each with its privacy class."""
    wanted = set(only)
    return [
        (field.name, f"{words.title(field.title)} ({words.PRIVACY[field.privacy]})")
        for field in queries.get_contract(name).fields
        if not wanted or field.name in wanted
    ]


def ground_choices(grant: Grant) -> list[tuple[str, str]]:
    """The agreements in force that bind both agencies, and the clauses of theirs that open the dataset."""
    both = [
        each
        for each in agreements.list_agreements(agency_code=grant.owner_code, states=[AgreementState.IN_FORCE])
        if grant.grantee_code in each.agency_codes
    ]
    choices = []
    for agreement in both:
        name = f"{agreement.number} · {words.title(agreement.title)}"
        for clause in agreements.list_clauses(agreement.id):
            duty = clause.clause.duty
            if duty and duty.kind is DutyKind.OPEN_DATASET and duty.dataset_name == grant.dataset_name:
                text = gettext("%(agreement)s, clause %(clause)s") % {"agreement": name, "clause": clause.clause.key}
                choices.append((f"clause:{clause.id}", text))
        choices.append((f"agreement:{agreement.id}", name))
    return choices


def state_text(grant: Grant, *, is_open: bool) -> str:
    """Where a grant stands, in words."""
    if grant.state is GrantState.CLOSED and grant.close_reason:
        return gettext("closed: %(reason)s") % {"reason": REASONS.get(grant.close_reason, grant.close_reason)}
    if grant.state is GrantState.OPEN and not is_open:
        return gettext("not open today")
    return str(STATES[grant.state])


def _facts(grant: Grant, names: Mapping[str, str], title: str) -> tuple[KeyValue, ...]:
    area = words.area_titles([grant.area_code]).get(grant.area_code, grant.area_code)
    columns = ", ".join(words.column_titles(grant.dataset_name, grant.columns)) or gettext("all")
    last = words.day(grant.until) if grant.until else gettext("the agreement ends")
    periods = " – ".join(filter(None, dict.fromkeys((grant.period_from, grant.period_until))))
    return (
        KeyValue(gettext("Dataset"), title, href=reverse("exchange:dataset", args=[grant.dataset_name])),
        KeyValue(gettext("Owner"), names.get(grant.owner_code, grant.owner_code)),
        KeyValue(gettext("Reader"), names.get(grant.grantee_code, grant.grantee_code)),
        KeyValue(gettext("Agreement"), _agreement(grant), href=_agreement_href(grant)),
        KeyValue(gettext("Columns"), columns),
        KeyValue(gettext("Area"), area, note=grant.area_code),
        KeyValue(gettext("Only rows for which"), grant.row_filter or gettext("every row")),
        KeyValue(gettext("Periods"), periods or gettext("all")),
        KeyValue(gettext("From – until"), f"{words.day(grant.since)} – {last}"),
        KeyValue(
            gettext("Reads a day"), words.number(grant.rate_per_day) if grant.rate_per_day else gettext("unlimited")
        ),
        *((KeyValue(gettext("The owner says"), grant.decision_note),) if grant.decision_note else ()),
    )


def _agreement(grant: Grant) -> str:
    if not grant.agreement_number:
        return gettext("none yet")
    if not grant.clause_key:
        return grant.agreement_number
    return gettext("%(agreement)s, clause %(clause)s") % {
        "agreement": grant.agreement_number,
        "clause": grant.clause_key,
    }


def _agreement_href(grant: Grant) -> str:
    return reverse("agreements:agreement", args=[grant.agreement_id]) if grant.agreement_id else ""


def _table(
    caption: str,
    grants: Sequence[Grant],
    names: Mapping[str, str],
    on: date,
    *,
    is_received: bool = False,
    empty: str,
) -> Table:
    columns = (
        Column(gettext("Dataset")),
        Column(gettext("Owner") if is_received else gettext("Reader")),
        Column(gettext("What for")),
        Column(gettext("Agreement")),
        Column(gettext("State")),
    )
    titles = {each.name: words.title(each.title) for each in queries.list_datasets()} if grants else {}
    rows = tuple(_row(each, names, titles, on, is_received=is_received) for each in grants)
    return Table(caption, columns, rows, empty=empty)


def _row(
    grant: Grant, names: Mapping[str, str], titles: Mapping[str, str], on: date, *, is_received: bool
) -> tuple[Cell, ...]:
    other = grant.owner_code if is_received else grant.grantee_code
    has_ended = grant.until is not None and grant.until <= on
    is_open = grant.state is GrantState.OPEN and not has_ended
    tag = TAGS[GrantState.CLOSED] if grant.state is GrantState.OPEN and has_ended else TAGS[grant.state]
    return (
        Cell(titles.get(grant.dataset_name, grant.dataset_name), href=reverse("exchange:grant", args=[grant.id])),
        Cell(names.get(other, other)),
        Cell(grant.purpose),
        Cell(_agreement(grant), href=_agreement_href(grant)),
        Cell(state_text(grant, is_open=is_open), tag=tag),
    )


def _use(grant: Grant, reads: Iterable[ReadRecord]) -> Table:
    columns = (
        Column(gettext("When")),
        Column(gettext("How")),
        Column(gettext("Personal columns opened")),
        Column(gettext("Rows"), is_number=True),
        Column(gettext("Ended")),
    )
    rows = tuple(
        (
            Cell(words.moment(each.at)),
            Cell(str(CHANNELS[each.channel])),
            Cell(", ".join(words.column_titles(grant.dataset_name, each.columns)) or gettext("none")),
            Cell(words.number(each.rows) if each.rows is not None else words.size(each.size or 0)),
            Cell(str(OUTCOMES.get(each.outcome, _("whole") if each.rows is not None else _("not known")))),
        )
        for each in reads
    )
    return Table(gettext("How it was used"), columns, rows, empty=gettext("Nobody has read under this grant yet."))

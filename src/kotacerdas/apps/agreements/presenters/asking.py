"""Pages that ask before something is done: review, register, end, give up, attest."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.errors import ClauseNotFound
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.presenters.duties import duty_text
from kotacerdas.apps.agreements.presenters.texts import ClauseView, clause_views
from kotacerdas.apps.agreements.types import Agreement, Grant
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


@dataclass(frozen=True, slots=True)
class AskPage:
    """A question about one agreement."""

    title: str
    crumbs: tuple[Crumb, ...]
    back_href: str
    facts: tuple[KeyValue, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The text the legal bureau judges."""

    title: str
    crumbs: tuple[Crumb, ...]
    back_href: str
    version: int
    note: str
    preamble: tuple[str, ...]
    clauses: tuple[ClauseView, ...]
    closing: tuple[str, ...]
    changes_href: str


@dataclass(frozen=True, slots=True)
class EndPage:
    """Exactly what closes when an agreement ends."""

    title: str
    crumbs: tuple[Crumb, ...]
    back_href: str
    closes: Table
    loses: tuple[str, ...]
    under: tuple[str, ...]


def present_review(agreement: Agreement) -> ReviewPage:
    """The newest version, to be judged."""
    version = queries.get_version(agreement.id, agreement.version)
    names = words.agency_names(agreement.agency_codes)
    changes = reverse("agreements:version", args=[agreement.id, version.number])
    return ReviewPage(
        title=words.title(agreement.title),
        crumbs=_crumbs(agreement, gettext("Legal review")),
        back_href=_back(agreement),
        version=version.number,
        note=version.note,
        preamble=version.text.preamble,
        clauses=clause_views(version.text.clauses, names),
        closing=version.text.closing,
        changes_href=f"{changes}?sejak={version.number - 1}" if version.number > 1 else "",
    )


def present_register(agreement: Agreement) -> AskPage:
    """What is entered, and what opens with it."""
    return AskPage(
        title=words.title(agreement.title),
        crumbs=_crumbs(agreement, gettext("Register")),
        back_href=_back(agreement),
        facts=(
            KeyValue(gettext("Number"), agreement.number),
            KeyValue(gettext("From"), words.day(agreement.since)),
            KeyValue(gettext("Last day"), words.last_day(agreement.until)),
            KeyValue(gettext("Signed file (SHA-256)"), agreement.signed_sha256),
        ),
    )


def present_end(agreement: Agreement, *, on: date) -> EndPage:
    """The grants that close, who loses access, and the agreements under it that end too."""
    grants = queries.list_open_under(agreement.id, on)
    names = words.agency_names(each.grantee_code for each in grants)
    return EndPage(
        title=words.title(agreement.title),
        crumbs=_crumbs(agreement, gettext("End early")),
        back_href=_back(agreement),
        closes=Table(
            caption=gettext("Access that closes at once"),
            columns=(
                Column(gettext("Dataset")),
                Column(gettext("Who loses it")),
                Column(gettext("Purpose")),
                Column(gettext("Under")),
            ),
            rows=tuple(_closing(each, names) for each in grants),
            empty=gettext("No access is open under this agreement."),
        ),
        loses=tuple(sorted({names.get(each.grantee_code, each.grantee_code) for each in grants})),
        under=tuple(
            f"{choices.KINDS[each.kind]} {each.number}: {words.title(each.title)}"
            for each in queries.list_children(agreement.id)
            if each.ended_on is None and each.register_number
        ),
    )


def present_withdrawal(agreement: Agreement) -> AskPage:
    """Giving up what is not registered."""
    return AskPage(
        title=words.title(agreement.title),
        crumbs=_crumbs(agreement, gettext("Give up")),
        back_href=_back(agreement),
    )


def present_attest(agreement: Agreement, clause_id: int, item: str) -> AskPage:
    """The item somebody says was done; raise ``ClauseNotFound`` for a clause of another agreement."""
    clause = queries.get_clause(clause_id)
    duty = clause.clause.duty
    if clause.agreement_id != agreement.id or duty is None:
        raise ClauseNotFound(number=clause_id)
    names = words.agency_names((*agreement.agency_codes, duty.debtor_code, duty.creditor_code))
    return AskPage(
        title=words.title(agreement.title),
        crumbs=_crumbs(agreement, gettext("Say that it was done")),
        back_href=_back(agreement),
        facts=(
            KeyValue(gettext("Clause"), f"{clause.number}. {words.title(clause.clause.title)}"),
            KeyValue(gettext("Duty"), duty_text(duty, names)),
            KeyValue(gettext("Item"), words.item(item, duty.kind)),
        ),
    )


def _closing(grant: Grant, names: dict[str, str]) -> tuple[Cell, ...]:
    return (
        Cell(grant.dataset_name, href=reverse("exchange:dataset", args=[grant.dataset_name])),
        Cell(names.get(grant.grantee_code, grant.grantee_code)),
        Cell(grant.purpose),
        Cell(grant.agreement_number),
    )


def _back(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.id])


def _crumbs(agreement: Agreement, last: str) -> tuple[Crumb, ...]:
    return (
        Crumb(gettext("Agreements"), reverse("agreements:list")),
        Crumb(words.title(agreement.title), _back(agreement)),
        Crumb(last),
    )

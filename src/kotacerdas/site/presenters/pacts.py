"""What the exchange knows about agreements: how often their access was used, and which datasets there are."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Agreement, AgreementState, DueState, SignatureState
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.site.presenters import words
from kotacerdas.ui.shapes import Row


_SECRETARIAT = "/setda"
_NEXT = {
    AgreementState.DRAFT: gettext_noop("finish the draft"),
    AgreementState.REVISION: gettext_noop("revise the text"),
    AgreementState.NEGOTIATION: gettext_noop("answer the offer"),
    AgreementState.AGREED: gettext_noop("ask for the signatures"),
    AgreementState.SIGNING: gettext_noop("sign"),
    AgreementState.LEGAL_REVIEW: gettext_noop("review the text"),
    AgreementState.SIGNED: gettext_noop("register"),
}
_BUREAU = (AgreementState.LEGAL_REVIEW, AgreementState.SIGNED)
_OWN = tuple(state for state in _NEXT if state not in _BUREAU)


@dataclass(frozen=True, slots=True)
class ReadsPart:
    """How often each access of an agreement was used."""

    rows: tuple[Row, ...]
    empty: str


def present_reads(agreement_id: int) -> ReadsPart:
    """Counts of recorded reads, one line for each access that the agreement opened."""
    titles = {each.name: words.title(each.title) for each in exchange.list_datasets()}
    rows = []
    for grant in agreements.list_grants(agreement_id=agreement_id):
        count = exchange.count_reads_under(grant.id)
        text = ngettext("%(count)s read", "%(count)s reads", count) % {"count": words.number(count)}
        rows.append(Row(text=titles.get(grant.dataset_name, grant.dataset_name), detail=grant.purpose, value=text))
    return ReadsPart(tuple(rows), gettext("No access was opened."))


def list_waiting(actor: Actor) -> tuple[Row, ...]:
    """Agreements on which the actor's agency, or the legal bureau, has the next move, newest first."""
    if not actor.agency_code:
        return ()
    own = agreements.list_agreements(agency_code=actor.agency_code, states=_OWN)
    rows = [_row(each) for each in own if _is_next(each, actor.agency_code)]
    if actor.has(Role.EXECUTIVE) and actor.agency_code.endswith(_SECRETARIAT):
        rows += [_row(each) for each in agreements.list_agreements(states=_BUREAU, viewer=actor)]
    return tuple(rows)


def list_unkept(actor: Actor, *, on: date) -> tuple[Row, ...]:
    """Duties of the actor's agency that are overdue, one line for each clause with how many items are missing."""
    if not actor.agency_code:
        return ()
    missing = [each for each in agreements.list_owed(actor.agency_code, on) if each.state is DueState.MISSING]
    counts = Counter((each.agreement_id, each.clause_id, each.duty.dataset_name) for each in missing)
    return tuple(
        Row(
            text=dataset or gettext("A duty under an agreement"),
            detail=ngettext("%(count)s thing is overdue", "%(count)s things are overdue", count) % {"count": count},
            value=gettext("overdue"),
            tag="off",
            href=f"{reverse('agreements:agreement', args=[agreement])}#pasal",
        )
        for (agreement, _clause, dataset), count in counts.items()
    )


def _is_next(agreement: Agreement, agency_code: str) -> bool:
    if agreement.state in (AgreementState.DRAFT, AgreementState.REVISION):
        return agreement.drafter_code == agency_code
    if agreement.state is AgreementState.NEGOTIATION:
        accepted = {each.agency_code: each.accepted_version for each in agreement.parties}
        return accepted.get(agency_code) != agreement.version
    if agreement.state is AgreementState.SIGNING:
        signature = agreements.get_signature(agreement.id, agency_code)
        return signature.state in (SignatureState.WAITING, SignatureState.QUEUED)
    return True


def _row(agreement: Agreement) -> Row:
    return Row(
        text=words.title(agreement.title),
        detail=agreement.number,
        value=gettext(_NEXT[agreement.state]),
        tag="none",
        href=reverse("agreements:agreement", args=[agreement.id]),
    )


def list_options() -> tuple[tuple[str, str], ...]:
    """Name and title of every dataset, by name."""
    return tuple((each.name, words.title(each.title)) for each in exchange.list_datasets())

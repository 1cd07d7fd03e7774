"""Duties in words, and how they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.forms import words as choices
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.types import (
    Agreement,
    Assurance,
    Attestation,
    DueItem,
    DueState,
    Duty,
    DutyKind,
    Fulfilment,
)
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.ui.shapes import Crumb, StatusCount


_RELEASE = "release/"
MOST_LINES = 24
_SENTENCES = {
    DutyKind.DELIVER_DATASET: gettext_noop(
        "%(debtor)s delivers %(dataset)s %(rhythm)s, by day %(day)s of the month after."
    ),
    DutyKind.OPEN_DATASET: gettext_noop("%(debtor)s opens %(dataset)s to %(creditor)s for: %(purpose)s."),
    DutyKind.HOLD_FORUMS: gettext_noop("%(debtor)s holds discussions, %(times)s a year."),
    DutyKind.GIVE_GUIDANCE: gettext_noop("%(debtor)s guides %(creditor)s in stages %(stages)s, by %(by)s."),
    DutyKind.REPLACE_SOFTWARE: gettext_noop("%(debtor)s replaces unlicensed software by %(by)s."),
    DutyKind.FREE: gettext_noop("%(debtor)s does what the paragraphs say; the parties judge it."),
}


@dataclass(frozen=True, slots=True)
class DueLine:
    """One due item: what, how it stands and why, and where the proof is."""

    text: str
    detail: str
    state: str
    tone: str
    why: str
    mark: str
    proof_href: str
    proof_text: str
    attest_href: str
    confirm_id: int
    agreement_href: str
    agreement_title: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How the duties of an agreement stand as a whole."""

    counts: tuple[StatusCount, ...]
    text: str


@dataclass(frozen=True, slots=True)
class OwedPage:
    """What one agency owes under its agreements, and what it is owed."""

    code: str
    name: str
    crumbs: tuple[Crumb, ...]
    lede: str
    owes: tuple[DueLine, ...]
    owed: tuple[DueLine, ...]
    summary: str
    older: str


def present_owed(agency_code: str, actor: Actor, *, on: date) -> OwedPage:
    """Both sides of an agency's duties on a day; what is fulfilled is left out, the newest of it is counted."""
    agency = agencies.get_agency(agency_code)
    owes = queries.list_owed(agency_code, on)
    owed = queries.list_owed_to(agency_code, on)
    known = queries.list_agreements(agency_code=agency_code, limit=500)
    by_id = {each.id: each for each in known}
    names = words.agency_names(code for each in known for code in each.agency_codes)
    open_owes = [each for each in owes if each.state is not DueState.FULFILLED]
    open_owed = [each for each in owed if each.state is not DueState.FULFILLED]
    return OwedPage(
        code=agency_code,
        name=agency.name,
        crumbs=(
            Crumb(gettext("Agencies"), reverse("agencies:list")),
            Crumb(agency.short_name or agency.name, reverse("agencies:agency", args=[agency_code])),
            Crumb(gettext("Duties under agreements")),
        ),
        lede=gettext("Computed from what happened on the platform; nobody types it."),
        owes=tuple(due_line(each, actor, by_id.get(each.agreement_id), names, ()) for each in _newest(open_owes)),
        owed=tuple(due_line(each, actor, by_id.get(each.agreement_id), names, ()) for each in _newest(open_owed)),
        summary=standing_text(rules.summarise(owes)),
        older=gettext("Older items stand on the pages of the agreements.")
        if max(len(open_owes), len(open_owed)) > MOST_LINES
        else "",
    )


def _newest(items: Sequence[DueItem]) -> Sequence[DueItem]:
    """The last due first, and no more than a reader takes in."""
    return items[::-1][:MOST_LINES]


def present_standing(fulfilment: Fulfilment) -> Standing:
    """Counts as a bar and as words."""
    pairs = (
        ("ok", fulfilment.fulfilled, gettext("on time")),
        ("risk", fulfilment.late, gettext("done late")),
        ("off", fulfilment.missing, gettext("missing")),
        ("none", fulfilment.not_due + fulfilment.not_measurable, gettext("not due or not measured")),
    )
    counts = tuple(StatusCount(state, count, f"{count} {text}") for state, count, text in pairs)
    return Standing(counts, standing_text(fulfilment))


def standing_text(fulfilment: Fulfilment) -> str:
    """How much was kept of what was due, in one sentence."""
    due = fulfilment.fulfilled + fulfilment.late + fulfilment.missing
    if not due:
        return gettext("Nothing has been due yet.")
    return ngettext(
        "%(done)s of %(due)s thing due was done (%(share)s), %(late)s of it late.",
        "%(done)s of %(due)s things due were done (%(share)s), %(late)s of them late.",
        due,
    ) % {
        "done": words.number(fulfilment.fulfilled + fulfilment.late),
        "due": words.number(due),
        "share": words.share(fulfilment.share),
        "late": words.number(fulfilment.late),
    }


def duty_text(duty: Duty, names: Mapping[str, str]) -> str:
    """What a duty asks, as one plain sentence."""
    facts = {
        "debtor": names.get(duty.debtor_code, duty.debtor_code),
        "creditor": names.get(duty.creditor_code, duty.creditor_code),
        "dataset": duty.dataset_name,
        "rhythm": str(choices.FREQUENCIES[duty.frequency]).lower() if duty.frequency else "",
        "day": duty.day or "",
        "purpose": duty.purpose,
        "times": duty.times or "",
        "stages": ", ".join(duty.stages),
        "by": words.day(duty.by_date),
    }
    return gettext(_SENTENCES[duty.kind]) % facts


def duty_terms(duty: Duty) -> tuple[str, ...]:
    """The narrower terms of a duty that opens a dataset: columns, area, rows, reads, last day."""
    if duty.kind is not DutyKind.OPEN_DATASET:
        return ()
    columns = ", ".join(duty.columns) if duty.columns else gettext("all that the class of the data allows")
    terms = [gettext("Columns: %(columns)s") % {"columns": columns}]
    area = gettext("all") if duty.area_code == NATION else str(duty.area_code)
    terms.append(gettext("Area: %(area)s") % {"area": area})
    if duty.row_filter:
        terms.append(gettext("Only rows where %(filter)s") % {"filter": duty.row_filter})
    if duty.rate_per_day:
        terms.append(gettext("At most %(count)s reads a day") % {"count": words.number(duty.rate_per_day)})
    if duty.until:
        terms.append(gettext("Open until %(day)s") % {"day": words.last_day(duty.until)})
    return tuple(terms)


def due_line(
    item: DueItem,
    actor: Actor,
    agreement: Agreement | None,
    names: Mapping[str, str],
    attestations: Iterable[Attestation],
) -> DueLine:
    """One due item for a reader: who may say or confirm that it was done is led there."""
    state, tone = words.due_state(item)
    is_member = agreement is not None and any(rules.is_member(actor, code) for code in agreement.agency_codes)
    word = next((each for each in attestations if each.clause_id == item.clause_id and each.item == item.key), None)
    waits = word is not None and word.confirmed_at is None
    may_attest = is_member and item.state is DueState.NOT_MEASURABLE and word is None
    is_release = item.reference.startswith(_RELEASE)
    return DueLine(
        text=words.item(item.key, item.duty.kind),
        detail=duty_text(item.duty, names),
        state=state,
        tone=tone,
        why=words.sentence(item.sentence, item.facts),
        mark=gettext("rests on people's word") if item.assurance is Assurance.ATTESTED else "",
        proof_href=reverse("exchange:release", args=[item.reference.removeprefix(_RELEASE)]) if is_release else "",
        proof_text=gettext("See the release") if is_release else "",
        attest_href=reverse("agreements:attest", args=[item.agreement_id, item.clause_id, item.key])
        if may_attest
        else "",
        confirm_id=word.id if word and waits and is_member and actor.agency_code != word.stated_for else 0,
        agreement_href=reverse("agreements:agreement", args=[item.agreement_id]),
        agreement_title=words.title(agreement.title) if agreement else "",
    )

"""Words for the kinds and states of agreements, and formats in the active language."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementState,
    Capacity,
    CloseReason,
    DueItem,
    DueState,
    DutyKind,
    GrantState,
    SignatureMethod,
    SignatureState,
)
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Period
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


STATES: Mapping[AgreementState, tuple[StrPromise, str]] = {
    AgreementState.DRAFT: (_("Draft"), "none"),
    AgreementState.LEGAL_REVIEW: (_("In legal review"), "none"),
    AgreementState.REVISION: (_("To be revised"), "risk"),
    AgreementState.NEGOTIATION: (_("In negotiation"), "none"),
    AgreementState.AGREED: (_("Agreed, not signed"), "none"),
    AgreementState.SIGNING: (_("Being signed"), "none"),
    AgreementState.SIGNED: (_("Signed, not registered"), "none"),
    AgreementState.REGISTERED: (_("Registered, begins later"), "ok"),
    AgreementState.IN_FORCE: (_("In force"), "ok"),
    AgreementState.AMENDED: (_("In force, amended"), "ok"),
    AgreementState.RENEWED: (_("Renewed by another"), "none"),
    AgreementState.ENDED: (_("Ended"), "none"),
    AgreementState.TERMINATED: (_("Terminated early"), "off"),
    AgreementState.WITHDRAWN: (_("Withdrawn"), "none"),
}
DUE_STATES: Mapping[DueState, tuple[StrPromise, str]] = {
    DueState.FULFILLED: (_("on time"), "ok"),
    DueState.LATE: (_("done late"), "risk"),
    DueState.MISSING: (_("missing"), "off"),
    DueState.NOT_DUE: (_("not due yet"), "none"),
    DueState.NOT_MEASURABLE: (_("not measured"), "none"),
}
GRANT_STATES: Mapping[GrantState, tuple[StrPromise, str]] = {
    GrantState.REQUESTED: (_("Asked for"), "none"),
    GrantState.OPEN: (_("Open"), "ok"),
    GrantState.REFUSED: (_("Refused"), "off"),
    GrantState.CLOSED: (_("Closed"), "off"),
}
CLOSE_REASONS: Mapping[CloseReason, StrPromise] = {
    CloseReason.AGREEMENT_ENDED: _("The agreement ended."),
    CloseReason.CLAUSE_ENDED: _("The clause was replaced."),
    CloseReason.PURPOSE_LAPSED: _("The purpose lapsed."),
    CloseReason.OWNER_CLOSED: _("The owner closed it."),
    CloseReason.RETURNED: _("The receiver gave it back."),
    CloseReason.EXPIRED: _("Its last day passed."),
}
SIGNATURES: Mapping[SignatureState, tuple[StrPromise, str]] = {
    SignatureState.PLANNED: (_("waits for its turn"), "none"),
    SignatureState.WAITING: (_("waits for the signature"), "none"),
    SignatureState.QUEUED: (_("queued, the signing service is down"), "risk"),
    SignatureState.SIGNED: (_("signed"), "ok"),
    SignatureState.DECLINED: (_("declined"), "off"),
    SignatureState.VOID: (_("void"), "off"),
}
METHODS: Mapping[SignatureMethod, StrPromise] = {
    SignatureMethod.CERTIFICATE: _("Certificate in the PDF: the words and the signer can be checked."),
    SignatureMethod.SCAN: _("Scan of a signature on paper: lower assurance, it proves less."),
}
CAPACITIES: Mapping[Capacity, StrPromise] = {
    Capacity.HOLDER: _("holder of the office"),
    Capacity.ACTING: _("acting official (Plt./Plh.)"),
    Capacity.MANDATE: _("by mandate (a.n.)"),
}
_NAMED = ("agency", "agencies", "office", "other", "owner", "grantee", "party")
_EVENTS: Mapping[str, StrPromise] = {
    "agreements.drafted": _("The first text was written."),
    "agreements.text_offered": _("Version %(version)s of the text was offered."),
    "agreements.withdrawn": _("The agreement was given up."),
    "agreements.review_asked": _("Version %(version)s went to the legal review."),
    "agreements.approved": _("The legal review approved version %(version)s."),
    "agreements.sent_back": _("The legal review sent version %(version)s back."),
    "agreements.text_accepted": _("A party accepted version %(version)s."),
    "agreements.signing_began": _("The PDF was made and the parties were asked to sign."),
    "agreements.signed": _("%(person)s signed."),
    "agreements.signature_queued": _("A signature was queued, because the signing service was down."),
    "agreements.signature_given_back": _("A queued signature waits for its signer again."),
    "agreements.signature_declined": _("A party declined to sign."),
    "agreements.registered": _("Entered in the register as %(register_number)s."),
    "agreements.began": _("The first day came: it is in force."),
    "agreements.ended": _("The last day passed: it ended, and all access under it is closed."),
    "agreements.terminated": _("Terminated early; all access under it is closed."),
    "agreements.attested": _("A party said that something was done."),
    "agreements.attestation_confirmed": _("The other party confirmed it."),
}


def title(labels: Mapping[str, str]) -> str:
    """The text in the active language."""
    return formats.in_language(labels, active_language())


def day(value: date | None) -> str:
    """``1 Oktober 2026``; a dash for none."""
    return formats.long_date(value, active_language())


def last_day(until: date | None) -> str:
    """The last day on which something binds that ends before ``until``; words for no end."""
    return gettext("no end") if until is None else day(date.fromordinal(until.toordinal() - 1))


def moment(value: datetime) -> str:
    """``1 Okt 2026 09.14 WITA``."""
    return formats.moment(value, timezone.get_current_timezone(), active_language())


def number(value: int) -> str:
    """``1.234``."""
    return formats.number(value, 0, active_language())


def share(value: float | None) -> str:
    """A fraction as percent."""
    return formats.share(value, 0, active_language())


def agency_names(codes: Iterable[str]) -> dict[str, str]:
    """Names of agencies by code, in one query; a code without an agency stands for itself."""
    wanted = {code for code in codes if code}
    names = {code: code for code in wanted}
    return names | {agency.code: agency.name for agency in agencies.list_agencies(codes=wanted)}


def refusal(error: KotacerdasError) -> str:
    """An error's sentence, with agencies by name and states in words."""
    return sentence(error.sentence, error.facts)


def sentence(message: str, facts: Mapping[str, object]) -> str:
    """A message with its facts as people read them: days written out, agencies by name, states in words."""
    named = {str(facts[name]) for name in _NAMED if "/" in str(facts.get(name, ""))}
    names = agency_names(named) | _office_names(facts.get("office"))
    return gettext(message) % {name: _fact(name, fact, names) for name, fact in facts.items()}


def _office_names(code: object) -> dict[str, str]:
    """The title and the agency of an office by its code; nothing for what is no office."""
    office = agencies.find_office(str(code)) if code else None
    return {office.code: f"{office.title} · {agencies.get_agency(office.agency_code).name}"} if office else {}


def _fact(name: str, fact: object, names: Mapping[str, str]) -> str:
    if isinstance(fact, datetime):
        return moment(fact)
    if isinstance(fact, date):
        return day(fact)
    if name in ("state", "wanted") and str(fact) in AgreementState._value2member_map_:
        return str(STATES[AgreementState(str(fact))][0])
    if name == "term":
        return gettext(str(fact))
    return names.get(str(fact), str(fact))


def event(action: str, facts: Mapping[str, object]) -> str:
    """What an event of the log says, as a sentence."""
    return str(_EVENTS[action]) % dict(facts) if action in _EVENTS else action


def state(agreement: Agreement) -> tuple[str, str]:
    """The word for where an agreement is, and its tone."""
    text, tone = STATES[agreement.state]
    return str(text), tone


def due_state(item: DueItem) -> tuple[str, str]:
    """The word for how a due item stands, and its tone; access is open or closed, not on time."""
    text, tone = DUE_STATES[item.state]
    if item.duty.kind is DutyKind.OPEN_DATASET and item.state in (DueState.FULFILLED, DueState.MISSING):
        text = _("open") if item.state is DueState.FULFILLED else _("closed")
    return str(text), tone


def item(key: str, kind: DutyKind) -> str:
    """What one due item is called: a period, a stage, or its place in a year."""
    if kind is DutyKind.DELIVER_DATASET:
        return formats.period_text(Period.parse(key), active_language())
    if kind is DutyKind.GIVE_GUIDANCE:
        return gettext("Stage %(stage)s") % {"stage": key.removeprefix("stage-")}
    if kind is DutyKind.HOLD_FORUMS:
        year, _dash, rank = key.partition("-")
        return gettext("Year %(year)s, number %(rank)s") % {"year": year, "rank": rank}
    return gettext("Access") if kind is DutyKind.OPEN_DATASET else gettext("Once")

"""What the reader may do next with an agreement, and what it waits for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agreements import queries, rules
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementKind,
    AgreementState,
    SignatureRequest,
    SignatureState,
    TextVersion,
)
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.ui.shapes import Crumb


_WAITS = {
    AgreementState.DRAFT: gettext_noop("The drafting agency writes, then hands the text to the legal review."),
    AgreementState.LEGAL_REVIEW: gettext_noop("The legal bureau of the secretariat reads the newest version."),
    AgreementState.REVISION: gettext_noop("The legal review sent the text back. Change it, then hand it in again."),
    AgreementState.NEGOTIATION: gettext_noop(
        "The parties read the newest version; each accepts it or answers with another."
    ),
    AgreementState.AGREED: gettext_noop("Everybody accepted an approved text. A party may now ask for the signatures."),
    AgreementState.SIGNING: gettext_noop("The PDF is made; the offices of the parties sign it."),
    AgreementState.SIGNED: gettext_noop("Everybody signed. The legal bureau enters it in the register."),
    AgreementState.REGISTERED: gettext_noop("It stands in the register and begins on its first day."),
}
_CEREMONIAL = frozenset(
    {AgreementState.SIGNING, AgreementState.SIGNED, AgreementState.REGISTERED, AgreementState.IN_FORCE}
)
_UNDER_WAY = frozenset(_WAITS) - {AgreementState.REGISTERED}


@dataclass(frozen=True, slots=True)
class Moves:
    """Addresses of what the reader may do; empty where they may not. ``is_inside``: a party or the legal bureau."""

    waits_for: str
    is_inside: bool
    changes_href: str
    edit_href: str
    edit_text: str
    submit_href: str
    review_href: str
    accept_href: str
    begin_href: str
    signs: tuple[Crumb, ...]
    register_href: str
    terminate_href: str
    withdraw_href: str
    renew_href: str
    amend_href: str
    annex_href: str
    ceremony_href: str

    @property
    def has_any(self) -> bool:
        """Whether there is anything to press."""
        links = (self.edit_href, self.submit_href, self.review_href, self.accept_href, self.begin_href)
        return any((*links, *self.signs, self.register_href, self.withdraw_href))

    @property
    def has_later(self) -> bool:
        """Whether an agreement in force may be renewed, amended or ended."""
        return bool(self.renew_href or self.amend_href or self.annex_href or self.terminate_href)


def present_moves(
    agreement: Agreement,
    actor: Actor,
    *,
    newest: TextVersion,
    signatures: tuple[SignatureRequest, ...],
    on: date,
) -> Moves:
    """What this reader may do on this day."""
    party = _party(agreement, actor)
    is_reviewer = passes(lambda: rules.check_can_register(actor, agreement))
    state = agreement.state
    may_offer = party is not None and passes(lambda: rules.check_can_offer(actor, agreement))
    is_forced = rules.is_in_force(agreement, on)

    def when(is_so: object, name: str) -> str:
        return reverse(f"agreements:{name}", args=[agreement.id]) if is_so else ""

    new = reverse("agreements:draft", args=["kosong"])
    return Moves(
        waits_for=gettext(_WAITS[state]) if state in _WAITS else "",
        is_inside=is_inside(agreement, actor),
        changes_href=_changes(agreement) if state is AgreementState.NEGOTIATION else "",
        edit_href=when(may_offer and state in rules.OFFERING, "offer"),
        edit_text=gettext("Change the text")
        if state in (AgreementState.DRAFT, AgreementState.REVISION)
        else gettext("Answer with another text"),
        submit_href=when(may_offer and _may_submit(agreement), "submit"),
        review_href=when(
            state is AgreementState.LEGAL_REVIEW and passes(lambda: rules.check_can_review(actor, agreement, newest)),
            "review",
        ),
        accept_href=when(may_offer and _may_accept(agreement, party or ""), "accept"),
        begin_href=when(party is not None and state is AgreementState.AGREED, "begin_signing"),
        signs=_signs(agreement, actor, party, signatures, on),
        register_href=when(is_reviewer and state is AgreementState.SIGNED, "register"),
        terminate_href=when(is_forced and _may_end(agreement, actor, party, on), "terminate"),
        withdraw_href=when(may_offer and state in _UNDER_WAY, "withdraw"),
        renew_href=f"{new}?memperbarui={agreement.id}" if is_forced and party else "",
        amend_href=f"{new}?jenis=amendment&induk={agreement.id}" if is_forced and party else "",
        annex_href=f"{new}?jenis=annex&induk={agreement.id}"
        if is_forced and party and agreement.kind in (AgreementKind.MEMORANDUM, AgreementKind.COOPERATION)
        else "",
        ceremony_href=when(state in _CEREMONIAL and bool(signatures), "ceremony"),
    )


def is_inside(agreement: Agreement, actor: Actor) -> bool:
    """Whether texts still being made are for this reader: staff of a party, the legal bureau, administrators."""
    is_party = _party(agreement, actor) is not None
    return is_party or actor.has(Role.ADMINISTRATOR) or passes(lambda: rules.check_can_register(actor, agreement))


def _party(agreement: Agreement, actor: Actor) -> str | None:
    return next((code for code in agreement.agency_codes if rules.is_member(actor, code)), None)


def _changes(agreement: Agreement) -> str:
    if agreement.version == 1:
        return ""
    newest = reverse("agreements:version", args=[agreement.id, agreement.version])
    return f"{newest}?sejak={agreement.version - 1}"


def _may_submit(agreement: Agreement) -> bool:
    if agreement.state is AgreementState.NEGOTIATION:
        return agreement.approved_version != agreement.version
    return agreement.state in (AgreementState.DRAFT, AgreementState.REVISION)


def _may_accept(agreement: Agreement, party: str) -> bool:
    accepted = next((each.accepted_version for each in agreement.parties if each.agency_code == party), None)
    return agreement.state is AgreementState.NEGOTIATION and accepted != agreement.version


def _may_end(agreement: Agreement, actor: Actor, party: str | None, on: date) -> bool:
    office = next((each.office_code for each in agreement.parties if each.agency_code == party), None)
    if office is None:
        return False
    return actor.has(Role.EXECUTIVE) or queries.find_authority(actor, office, kind=agreement.kind, on=on) is not None


def _signs(
    agreement: Agreement, actor: Actor, party: str | None, signatures: tuple[SignatureRequest, ...], on: date
) -> tuple[Crumb, ...]:
    """Places this reader may sign on, or hand a scan in for."""
    if agreement.state is not AgreementState.SIGNING or not actor.username:
        return ()
    open_places = [each for each in signatures if each.state in (SignatureState.WAITING, SignatureState.QUEUED)]
    return tuple(
        Crumb(gettext("Sign"), reverse("agreements:sign", args=[agreement.id, each.agency_code]))
        for each in open_places
        if each.agency_code == party
        or queries.find_authority(actor, each.office_code, kind=agreement.kind, on=on) is not None
    )


def passes(check: Callable[[], object]) -> bool:
    """Whether a check raises nothing."""
    try:
        check()
    except KotacerdasError:
        return False
    return True

"""Who reviews and registers, who offers, and what must be so before anybody signs."""

from kotacerdas.apps.agreements.errors import (
    LoginNeeded,
    NotAcceptedByAll,
    NotApproved,
    NothingChanged,
    NotTheDrafter,
    NotTheReviewer,
    OwnText,
    ReasonMissing,
    TextMovedOn,
    WrongAgreementState,
)
from kotacerdas.apps.agreements.rules.members import SECRETARIAT, check_member
from kotacerdas.apps.agreements.types import Agreement, AgreementState, TextVersion
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import NATION, AreaCode


OFFERING = frozenset({AgreementState.DRAFT, AgreementState.REVISION, AgreementState.NEGOTIATION, AgreementState.AGREED})
SHORTEST_REASON = 10
_REVIEWERS = (Role.EXECUTIVE, Role.ADMINISTRATOR)


def check_can_register(actor: Actor, agreement: Agreement) -> None:
    """Raise :class:`NotTheReviewer` unless the actor is an executive or administrator of the regional secretariat.

    The secretariat is that of an area in which a party lies: its legal bureau reviews and registers what binds the
    region's own agencies.
    """
    if not actor.username:
        raise LoginNeeded
    area, _, short = (actor.agency_code or "").partition("/")
    areas = [AreaCode(code.partition("/")[0]) for code in agreement.agency_codes]
    is_secretariat = short == SECRETARIAT and any(each.is_within(area) for each in areas)
    if not (is_secretariat and actor.has(*_REVIEWERS)):
        regional = next((each for each in areas if each != NATION), areas[0])
        raise NotTheReviewer(agency=f"{regional[:5]}/{SECRETARIAT}")


def check_can_review(actor: Actor, agreement: Agreement, version: TextVersion) -> None:
    """Raise unless the actor may review this version: of the secretariat, and not its author."""
    check_can_register(actor, agreement)
    if version.author == actor.username:
        raise OwnText


def check_can_offer(actor: Actor, agreement: Agreement) -> str:
    """The party the actor offers for; raise unless it is bound and, while it is a draft, the drafter."""
    party = check_member(actor, agreement.agency_codes)
    if agreement.state is AgreementState.DRAFT and party != agreement.drafter_code:
        raise NotTheDrafter(agency=agreement.drafter_code)
    return party


def check_is_newest(agreement: Agreement, version: int) -> None:
    """Raise :class:`TextMovedOn` unless this is the newest version."""
    if version != agreement.version:
        raise TextMovedOn(version=agreement.version)


def check_is_different(newest: TextVersion, sha256: str) -> None:
    """Raise :class:`NothingChanged` when an offer repeats the newest text."""
    if newest.sha256 == sha256:
        raise NothingChanged(version=newest.number)


def is_accepted_by_all(agreement: Agreement) -> bool:
    """Whether every party said yes to the newest text."""
    return all(party.accepted_version == agreement.version for party in agreement.parties)


def is_approved(agreement: Agreement) -> bool:
    """Whether the legal review approved the newest text."""
    return agreement.approved_version == agreement.version


def check_can_be_signed(agreement: Agreement) -> None:
    """Raise :class:`NotApproved` or :class:`NotAcceptedByAll` unless this very text was approved and accepted."""
    if not is_approved(agreement):
        raise NotApproved(version=agreement.version)
    for party in agreement.parties:
        if party.accepted_version != agreement.version:
            raise NotAcceptedByAll(agency=party.agency_code, version=agreement.version)


def check_reason(reason: str) -> None:
    """Raise :class:`ReasonMissing` when nothing was said."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(shortest=SHORTEST_REASON)


def check_offering(agreement: Agreement) -> None:
    """Raise :class:`WrongAgreementState` unless texts may still be offered."""
    if agreement.state not in OFFERING:
        raise WrongAgreementState(
            agreement=agreement.number, state=agreement.state.value, wanted=AgreementState.NEGOTIATION.value
        )


def check_negotiating(agreement: Agreement) -> None:
    """Raise :class:`WrongAgreementState` unless parties are negotiating."""
    if agreement.state is not AgreementState.NEGOTIATION:
        raise WrongAgreementState(
            agreement=agreement.number, state=agreement.state.value, wanted=AgreementState.AGREED.value
        )


def state_after_offer(state: AgreementState) -> AgreementState:
    """A new text reopens what was agreed."""
    return AgreementState.NEGOTIATION if state is AgreementState.AGREED else state


def state_after_review(agreement: Agreement, *, is_approved: bool) -> AgreementState:
    """Back to be revised, on to the negotiation, or agreed when every party has said yes to this text already."""
    if not is_approved:
        return AgreementState.REVISION
    return AgreementState.AGREED if is_accepted_by_all(agreement) else AgreementState.NEGOTIATION


def state_after_acceptance(agreement: Agreement) -> AgreementState:
    """Agreed when all said yes to an approved text; to the review when it is not approved; else negotiated on."""
    if not is_accepted_by_all(agreement):
        return AgreementState.NEGOTIATION
    return AgreementState.AGREED if is_approved(agreement) else AgreementState.LEGAL_REVIEW

"""Who acts for which agency, and whom an agreement binds."""

from collections.abc import Iterable

from kotacerdas.apps.agreements.errors import AgreementNotFound, LoginNeeded, NotBoundByAgreement, NotYourAgency
from kotacerdas.apps.agreements.types import Agreement, AgreementState
from kotacerdas.kernel.actors import Actor, Role


SECRETARIAT = "setda"  # signs for the whole regional government; its legal bureau reviews and registers
PUBLIC = frozenset(
    {
        AgreementState.REGISTERED,
        AgreementState.IN_FORCE,
        AgreementState.AMENDED,
        AgreementState.RENEWED,
        AgreementState.ENDED,
        AgreementState.TERMINATED,
    }
)
NEGOTIATORS = (
    Role.EXECUTIVE,
    Role.PLANNER,
    Role.DATA_STEWARD,
    Role.DATA_PRODUCER,
    Role.VILLAGE_OPERATOR,
    Role.MINISTRY_MENTOR,
)


def is_member(actor: Actor, agency_code: str) -> bool:
    """Whether the actor may act for the agency: it belongs to it and holds a role that binds it."""
    return actor.agency_code == agency_code and actor.has(*NEGOTIATORS)


def check_member(actor: Actor, agency_codes: Iterable[str]) -> str:
    """The first of these agencies the actor acts for; raise :class:`LoginNeeded` or :class:`NotYourAgency`."""
    if not actor.username:
        raise LoginNeeded
    codes = tuple(agency_codes)
    for code in codes:
        if is_member(actor, code):
            return code
    raise NotYourAgency(agency=", ".join(codes))


def check_can_see(actor: Actor, agreement: Agreement) -> None:
    """Raise :class:`AgreementNotFound` unless the actor may see the agreement.

    What has been registered is public; before that only its parties, the secretariat of their region and administrators
    see it.
    """
    if agreement.state in PUBLIC or actor.has(Role.ADMINISTRATOR):
        return
    if actor.agency_code is None or binding_party(actor.agency_code, agreement.agency_codes) is None:
        area, _, short = (actor.agency_code or "").partition("/")
        if short != SECRETARIAT or not any(code.startswith(area) for code in agreement.agency_codes):
            raise AgreementNotFound(number=agreement.id)


def binding_party(agency_code: str, party_codes: Iterable[str]) -> str | None:
    """The party through which an agency is bound: itself, or the secretariat that signed for its regional government."""
    area, _, _ = agency_code.partition("/")
    codes = tuple(party_codes)
    return next((code for code in (agency_code, f"{area}/{SECRETARIAT}") if code in codes), None)


def check_both_bound(owner_code: str, grantee_code: str, agreement: Agreement) -> None:
    """Raise :class:`NotBoundByAgreement` unless the agreement binds both agencies, each through a party of its own."""
    owner = binding_party(owner_code, agreement.agency_codes)
    if owner is None:
        raise NotBoundByAgreement(agency=owner_code, agreement=agreement.number)
    if binding_party(grantee_code, agreement.agency_codes) in (None, owner):
        raise NotBoundByAgreement(agency=grantee_code, agreement=agreement.number)

"""Agreements and their parties."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class AgreementKind(StrEnum):
    """What sort of agreement; the tree runs memorandum → cooperation → annex, and an amendment under any of them."""

    MEMORANDUM = "memorandum"
    COOPERATION = "cooperation"
    ANNEX = "annex"
    AMENDMENT = "amendment"


class AgreementState(StrEnum):
    """Where an agreement is in its life; the transitions stand in ``rules``."""

    DRAFT = "draft"
    LEGAL_REVIEW = "legal_review"
    REVISION = "revision"
    NEGOTIATION = "negotiation"
    AGREED = "agreed"
    SIGNING = "signing"
    SIGNED = "signed"
    REGISTERED = "registered"
    IN_FORCE = "in_force"
    AMENDED = "amended"
    RENEWED = "renewed"
    ENDED = "ended"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


class SigningOrder(StrEnum):
    """Whether parties sign whenever they like, or each after the one before."""

    PARALLEL = "parallel"
    IN_ORDER = "in_order"


@dataclass(frozen=True, slots=True)
class Party:
    """An agency that is bound. ``position`` counts from 1 and is the order of signing.

    ``accepted_version`` is the number of the text it last said yes to.
    """

    agency_code: str
    office_code: str
    position: int
    accepted_version: int | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement. In force over ``[since, until)``; ``lapses_on`` is the earliest ``until`` up its tree.

    ``title`` is ``{"id": …, "en": …}``. ``version`` is the newest text, ``approved_version`` the one the legal review
    approved. ``ended_on`` is the first day on which it binds nobody any more.
    """

    id: int
    number: str
    kind: AgreementKind
    state: AgreementState
    title: dict[str, str]
    subject: str
    place: str
    parent_id: int | None
    renews_id: int | None
    template_name: str
    signing_order: SigningOrder
    since: date
    until: date | None
    lapses_on: date | None
    register_number: str
    drafter_code: str
    created_at: datetime
    version: int
    approved_version: int | None
    approved_by: str
    review_note: str
    document_sha256: str
    signed_sha256: str
    verification_code: str
    ended_on: date | None
    end_reason: str
    parties: tuple[Party, ...]

    @property
    def agency_codes(self) -> tuple[str, ...]:
        """The bound agencies in the order of signing."""
        return tuple(party.agency_code for party in self.parties)

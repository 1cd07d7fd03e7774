"""Agreements over the wire."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class PartyOut(Schema):
    """A bound agency and the office that signs for it."""

    agency: str
    office: str
    position: int
    accepted_version: int | None


class AgreementOut(Schema):
    """One agreement; in force over ``[since, until)``, ``lapses_on`` is the earliest end up its tree."""

    id: int
    number: str
    kind: str
    state: str
    title: dict[str, str]
    subject: str
    place: str
    parent: int | None
    renews: int | None
    since: date
    until: date | None
    lapses_on: date | None
    is_in_force: bool
    warning_days: int | None
    register_number: str
    version: int
    approved_version: int | None
    parties: list[PartyOut]
    document_sha256: str
    signed_sha256: str
    ended_on: date | None
    end_reason: str


class ClauseOut(Schema):
    """One clause of the newest text, or of the agreement in force; ``duty`` has the terms of its kind."""

    id: int | None
    number: int
    key: str
    title: dict[str, str]
    paragraphs: list[str]
    duty: dict[str, Any] | None
    since: date | None
    until: date | None


class FulfilmentOut(Schema):
    """How many due items stand how; ``share`` is fulfilled among what was due and measurable."""

    fulfilled: int
    late: int
    missing: int
    not_due: int
    not_measurable: int
    share: float | None


class SignatureOut(Schema):
    """One party's signature."""

    agency: str
    office: str
    position: int
    state: str
    method: str | None
    capacity: str | None
    source: str
    name: str
    signed_at: datetime | None
    file_sha256: str


class AgreementDetail(AgreementOut):
    """An agreement with its clauses, signatures and how its duties stand."""

    clauses: list[ClauseOut]
    signatures: list[SignatureOut]
    fulfilment: FulfilmentOut


class DueOut(Schema):
    """One thing owed and how it stands, with the reason as a sentence."""

    agreement: int
    clause: int
    item: str
    kind: str
    debtor: str
    due_on: date | None
    state: str
    assurance: str
    reason: str
    reference: str


class VersionOut(Schema):
    """One version of the text."""

    number: int
    agency: str
    author: str
    at: datetime
    note: str
    sha256: str
    text: dict[str, Any]


class WordsOut(Schema):
    """Words with the same fate."""

    kind: str
    text: str


class ParagraphOut(Schema):
    """One paragraph before and after."""

    kind: str
    before: str
    after: str
    words: list[WordsOut]


class TermOut(Schema):
    """One term of a duty before and after."""

    name: str
    before: str
    after: str


class ChangeOut(Schema):
    """What became of one clause; an empty key is the preamble or the closing."""

    kind: str
    key: str
    title_before: dict[str, str]
    title_after: dict[str, str]
    paragraphs: list[ParagraphOut]
    terms: list[TermOut]


class GrantOut(Schema):
    """The access one agency has to a dataset."""

    id: int
    dataset: str
    owner: str
    grantee: str
    purpose: str
    columns: list[str]
    area: str
    row_filter: str
    since: date
    until: date | None
    rate_per_day: int | None
    clause: str
    state: str
    close_reason: str | None
    closed_at: datetime | None


class SideIn(Schema):
    """An agency and the office that signs for it."""

    agency: str
    office: str


class DraftIn(Schema):
    """A new agreement, from a template with its ``fields``, or with a ``text`` of its own."""

    number: str
    kind: str = ""
    title: dict[str, str] | None = None
    subject: str = ""
    place: str
    parties: list[SideIn]
    since: date
    until: date | None = None
    template: str = ""
    fields: dict[str, str] | None = None
    text: dict[str, Any] | None = None
    parent: int | None = None
    renews: int | None = None
    signing_order: str = "parallel"


class OfferIn(Schema):
    """Another text in answer to a version."""

    answers_version: int
    text: dict[str, Any]
    note: str = ""


class ReviewIn(Schema):
    """The word of the legal review about a version."""

    version: int
    is_approved: bool
    note: str = ""


class AcceptIn(Schema):
    """Yes to a version."""

    version: int


class ReasonIn(Schema):
    """Why something ends."""

    reason: str


class RegisterIn(Schema):
    """The number in the register."""

    register_number: str


class SignIn(Schema):
    """Which party signs, and what opens the key; the passphrase is not kept."""

    agency: str
    passphrase: str


class DeclineIn(Schema):
    """Which party does not sign, and why."""

    agency: str
    reason: str


class SealOut(Schema):
    """One electronic signature in a file, and what it proves."""

    name: str
    is_intact: bool
    is_trusted: bool
    level: str | None
    claimed_at: datetime | None
    proven_at: datetime | None
    proven: list[str]
    not_proven: list[str]


class VerificationOut(Schema):
    """What a file or a code proves and what it does not; ``verdict`` is about the file alone."""

    match: str
    agreement: str | None
    state: str | None
    is_in_force: bool
    verdict: str | None
    proven: list[str]
    not_proven: list[str]
    signatures: list[SealOut]

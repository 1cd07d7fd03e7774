"""Who may sign, with which key, and how each signature stands."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SignatureState(StrEnum):
    """Where one party's signature is; the transitions stand in ``rules``.

    ``PLANNED`` waits for another to sign first; ``QUEUED`` waits for the signing service.
    """

    PLANNED = "planned"
    WAITING = "waiting"
    QUEUED = "queued"
    SIGNED = "signed"
    DECLINED = "declined"
    VOID = "void"


class SignatureMethod(StrEnum):
    """How it was signed: a certificate in the PDF, or a scan of ink, which proves less."""

    CERTIFICATE = "certificate"
    SCAN = "scan"


class Capacity(StrEnum):
    """On what ground a person signs for an office."""

    HOLDER = "holder"
    ACTING = "acting"
    MANDATE = "mandate"


@dataclass(frozen=True, slots=True)
class Mandate:
    """Somebody may sign for an office over ``[since, until)`` by a decree. Empty ``kinds`` means every kind."""

    id: int
    office_code: str
    username: str
    person_name: str
    kinds: tuple[str, ...]
    decree: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Authority:
    """Why a person may sign for an office on a day. ``source`` is the decree or letter it rests on."""

    office_code: str
    office_title: str
    username: str
    person_name: str
    capacity: Capacity
    source: str


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """What may be shown of a key kept for an office; the key itself stays encrypted under its passphrase."""

    id: int
    office_code: str
    username: str
    subject: str
    issuer: str
    serial: str
    fingerprint: str
    not_before: datetime
    not_after: datetime
    added_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class SignatureRequest:
    """One party's place under an agreement."""

    id: int
    agreement_id: int
    agency_code: str
    office_code: str
    position: int
    state: SignatureState
    method: SignatureMethod | None
    capacity: Capacity | None
    authority_source: str
    signed_by: str
    signed_name: str
    signed_at: datetime | None
    file_sha256: str
    problem: str
    attempts: int

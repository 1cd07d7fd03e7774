"""What a check of a signed file found, as plain facts."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kotacerdas.signing.certificates import CertificateFacts
from kotacerdas.signing.levels import Assurance, Level


@dataclass(frozen=True, slots=True)
class Root:
    """A certificate (DER or PEM) we trust to name people, and how much weight its signatures have."""

    certificate: bytes
    assurance: Assurance


class Verdict(StrEnum):
    """The whole file in one word, best first."""

    TRUSTED = "trusted"  # every signature is intact, of a known issuer and counted when it was made
    UNCONFIRMED = "unconfirmed"  # intact, but some signer cannot be confirmed
    CHANGED = "changed"  # the file says something else now than what was signed
    BROKEN = "broken"  # a signed part was changed
    UNSIGNED = "unsigned"


class Standing(StrEnum):
    """What a certificate is worth at a moment."""

    GOOD = "good"
    UNKNOWN_ISSUER = "unknown_issuer"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    CALLED_BACK = "called_back"
    UNFIT = "unfit"


class Later(StrEnum):
    """What was added to the file after a signature, mildest first."""

    NOTHING = "nothing"
    EVIDENCE = "evidence"  # validation data and time-stamps
    SIGNATURES = "signatures"  # further signatures, fields filled in
    CONTENT = "content"  # anything else: the file may show something new


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with its facts; ``code`` is stable, ``sentence`` an English message id with named placeholders."""

    code: str
    sentence: str
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SignatureReport:
    """One signature.

    ``is_intact`` is about the signed bytes alone; ``later`` about what came after them. ``proven_at`` is a moment at
    which a trusted authority saw the signature, ``claimed_at`` what the signer's own clock said. ``certificate`` is
    None where the signature cannot be read. ``call_back_checked`` tells whether any list or answer said that the
    certificate still counted.
    """

    seat: str
    label: str
    certificate: CertificateFacts | None
    assurance: Assurance | None
    is_intact: bool
    later: Later
    level: Level | None
    claimed_at: datetime | None
    proven_at: datetime | None
    time_authority: str
    then: Standing
    now: Standing
    call_back_checked: bool
    reason: str
    place: str
    proven: tuple[Statement, ...] = ()
    not_proven: tuple[Statement, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Intact, and the file still shows what was signed."""
        return self.is_intact and self.later is not Later.CONTENT

    @property
    def is_trusted(self) -> bool:
        """Intact, unchanged in content, of a known issuer, and good when it was made.

        Where the certificate counts no more, "when it was made" must be proven: anyone who found the key later could
        set a clock back.
        """
        is_timely = self.now is Standing.GOOD or self.proven_at is not None
        return self.is_whole and self.then is Standing.GOOD and is_timely


@dataclass(frozen=True, slots=True)
class TimeStampReport:
    """A time-stamp over the whole file as it was then."""

    at: datetime | None
    authority: str
    is_intact: bool
    is_trusted: bool


@dataclass(frozen=True, slots=True)
class ScanReport:
    """A scan kept inside the file, and whether it still is the one whose hash the file names."""

    name: str
    sha256: str
    is_intact: bool


@dataclass(frozen=True, slots=True)
class Report:
    """Everything a file says about its signatures; signatures and stamps in the order they were made."""

    sha256: str
    size: int
    verdict: Verdict
    signatures: tuple[SignatureReport, ...]
    time_stamps: tuple[TimeStampReport, ...]
    scans: tuple[ScanReport, ...]
    empty_seats: tuple[str, ...]
    notes: tuple[Statement, ...]

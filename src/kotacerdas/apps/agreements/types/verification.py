"""What our register knows about a file."""

from dataclasses import dataclass
from enum import StrEnum

from kotacerdas.apps.agreements.types.agreements import Agreement
from kotacerdas.apps.agreements.types.signatures import SignatureRequest


class Match(StrEnum):
    """How a file or a code relates to the register."""

    FINAL = "final"
    EARLIER = "earlier"
    UNSIGNED = "unsigned"
    SCAN = "scan"
    CODE = "code"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """What the register says: the agreement and its signatures, how the file matches, and sentences with their facts."""

    match: Match
    agreement: Agreement | None
    signatures: tuple[SignatureRequest, ...]
    is_in_force: bool
    proven: tuple[tuple[str, dict[str, object]], ...]
    not_proven: tuple[tuple[str, dict[str, object]], ...]

"""What was removed, why, and what is due to be."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.apps.exchange.types.submissions import Submission
from kotacerdas.contracts.retention import Retention


class RemovalReason(StrEnum):
    """Why rows were removed: their time was over, or a person had the right to it (UU 27/2022)."""

    RETENTION = "retention"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a submission whose files were removed: the decision. Counts and hashes stay on their rows.

    ``cleared_at`` is the moment the last file was gone from the lake, none while they are being removed.
    """

    submission_id: int
    release_id: int | None
    reason: RemovalReason
    note: str
    decided_by: str
    decided_by_name: str
    decided_at: datetime
    request_number: int | None
    cleared_at: datetime | None


@dataclass(frozen=True, slots=True)
class DueRemoval:
    """A submission whose time is over since ``due_on``, with what its contract says."""

    submission: Submission
    retention: Retention
    due_on: date

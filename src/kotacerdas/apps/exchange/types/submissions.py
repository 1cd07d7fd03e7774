"""Files handed in and what their check said."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Period


class SubmissionState(StrEnum):
    """Where a submission is; the transitions stand in ``rules``."""

    RECEIVED = "received"
    CHECKED = "checked"
    APPROVED = "approved"
    RELEASED = "released"
    PARTLY_RELEASED = "partly_released"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Submission:
    """One file somebody handed in, from the moment it was acknowledged.

    ``mapping`` says what columns hold that the contract does not know. A correction brings returned rows of another
    submission, ``corrects_id``. ``base_release_id`` is the release it was compared or merged with; ``draft_*`` are the
    checked rows while they wait for a decision, and stay on record.
    """

    id: int
    dataset_name: str
    period: Period
    area_code: AreaCode
    file_name: str
    file_sha256: str
    file_size: int
    state: SubmissionState
    submitted_by: str
    submitted_by_name: str
    agency_code: str | None
    received_at: datetime
    checked_at: datetime | None
    rows_read: int
    rows_kept: int
    rows_failed: int
    problem_code: str
    problem_facts: dict[str, object]
    notices: tuple[dict[str, Any], ...]
    answer_by: date | None
    problem_sentence: str = ""
    contract_version: int | None = None
    release_id: int | None = None
    accepts_fewer_rows: bool = False
    mapping: dict[str, str] = field(default_factory=dict)
    uses_remembered_mapping: bool = False
    corrects_id: int | None = None
    base_release_id: int | None = None
    draft_sha256: str = ""
    draft_rows: int = 0
    removed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """One failing cell in a return letter, in words. Lines count as in the sheet, the header being line 1."""

    line: int
    field: str
    value: str
    rule: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class ReturnedGroup:
    """Failures of one rule in one column, in words: what a return letter says as one paragraph. ``title`` is ``{"id": …, "en": …}``."""

    field: str
    title: dict[str, str]
    rule: str
    count: int
    lines: tuple[int, ...]
    values: tuple[str, ...]
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found, before it is written down. Without ``release_sha256`` nothing new comes into force.

    ``release_rows`` are those of the release, ``base_release_id`` the release it would replace or was merged with.
    """

    rows_read: int = 0
    rows_kept: int = 0
    rows_failed: int = 0
    release_sha256: str = ""
    release_rows: int = 0
    base_release_id: int | None = None
    failures_sha256: str = ""
    notices: tuple[dict[str, Any], ...] = ()
    problem: KotacerdasError | None = None

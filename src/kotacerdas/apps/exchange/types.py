"""What enters and leaves the exchange app."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from kotacerdas.contracts.contract import Schedule
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.errors import KotacerdasError
from kotacerdas.kernel.periods import Frequency, Period


class SubmissionState(StrEnum):
    """Where a submission is; the transitions stand in ``rules``."""

    RECEIVED = "received"
    RELEASED = "released"
    PARTLY_RELEASED = "partly_released"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset under contract, as the catalogue lists it. Titles are ``{"id": …, "en": …}``.

    An occasional dataset is never late: its files come when there are any.
    """

    name: str
    title: dict[str, str]
    description: dict[str, str]
    producer_code: str
    frequency: Frequency
    submit_level: AreaLevel
    grain: AreaLevel
    area_field: str
    contract_version: int
    is_synthetic: bool
    schedule: Schedule
    is_occasional: bool = False

    @property
    def home_code(self) -> AreaCode:
        """The area the dataset is about: where its producer sits."""
        return AreaCode(self.producer_code.partition("/")[0])


@dataclass(frozen=True, slots=True)
class Submission:
    """One file somebody handed in, from the moment it was acknowledged."""

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


@dataclass(frozen=True, slots=True)
class Release:
    """One immutable Parquet file of checked rows."""

    id: int
    dataset_name: str
    period: Period
    area_code: AreaCode
    submission_id: int
    sha256: str
    rows: int
    contract_version: int
    released_at: datetime
    file_path: str = ""


@dataclass(frozen=True, slots=True)
class ReleasePart:
    """The rows of one release that are in force.

    The newest release wins inside its area; ``except_areas`` are the subtrees newer releases have taken over.
    """

    release: Release
    path: str
    area_field: str
    except_areas: tuple[AreaCode, ...]


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
class CatalogueEntry:
    """A dataset with what the catalogue says about its state."""

    dataset: Dataset
    releases: int
    newest: Release | None
    late: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """One public cell before and after; ``key`` is empty where the key itself is not public."""

    key: str
    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed between a release and the one it replaced: rows by primary key, and the first changed cells."""

    before: Release
    added: int
    removed: int
    changed: int
    cells: tuple[CellChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found, before it is written down. Without ``release_sha256`` nothing new comes into force."""

    rows_read: int = 0
    rows_kept: int = 0
    rows_failed: int = 0
    release_sha256: str = ""
    failures_sha256: str = ""
    reported_areas: tuple[str, ...] = ()
    notices: tuple[dict[str, Any], ...] = ()
    problem: KotacerdasError | None = None


@dataclass(frozen=True, slots=True)
class Mask:
    """Columns hidden from a reader, and the sentence that says why."""

    columns: frozenset[str]
    reason_code: str
    reason: str
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Due:
    """One delivery that is expected; ``days_late`` is negative before the due date."""

    dataset: Dataset
    period: Period
    area_code: AreaCode
    agency_code: str
    due_on: date
    days_late: int
    was_returned: bool


@dataclass(frozen=True, slots=True)
class RowPage:
    """Some rows of a release as text, personal cells masked unless the reader may see them."""

    columns: tuple[str, ...]
    masked: frozenset[str]
    reason: str
    rows: tuple[tuple[str, ...], ...]
    total: int
    reason_code: str = ""

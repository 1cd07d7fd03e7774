"""What the exchange says over the wire."""

from datetime import date, datetime

from ninja import Schema


class DatasetOut(Schema):
    """A dataset under contract; titles by language."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    producer: str
    frequency: str
    submit_level: str
    grain: str
    area_field: str
    contract_version: int
    is_synthetic: bool


class DatasetDetail(DatasetOut):
    """A dataset with its contract as a Data Package resource."""

    contract: dict[str, object]


class ReleaseOut(Schema):
    """One immutable release."""

    id: int
    dataset: str
    period: str
    area: str
    submission: int
    sha256: str
    rows: int
    contract_version: int
    released_at: datetime


class NoticeOut(Schema):
    """Something to know about a file, as code, facts and sentence."""

    code: str
    facts: dict[str, object]
    text: str


class SubmissionOut(Schema):
    """One submission and what its check said."""

    id: int
    dataset: str
    period: str
    area: str
    file_name: str
    file_sha256: str
    file_size: int
    state: str
    submitted_by: str
    agency: str | None
    received_at: datetime
    checked_at: datetime | None
    rows_read: int
    rows_kept: int
    rows_failed: int
    problem_code: str
    problem: str
    notices: list[NoticeOut]
    answer_by: date | None
    release: int | None


class ReturnedOut(Schema):
    """One failing cell; lines count as in the sheet, the header being line 1."""

    line: int
    field: str
    value: str
    rule: str
    problem: str
    advice: str


class RowsOut(Schema):
    """Some rows of a release as text; cells of ``masked`` columns are empty and ``reason`` says why."""

    columns: list[str]
    masked: list[str]
    reason: str
    items: list[list[str]]
    total: int
    next: str | None

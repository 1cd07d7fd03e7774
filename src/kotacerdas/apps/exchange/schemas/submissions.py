"""Submissions over the wire."""

from datetime import date, datetime

from ninja import Schema


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
    corrects: int | None
    base_release: int | None
    mapping: dict[str, str]


class ReturnedOut(Schema):
    """One failing cell; lines count as in the sheet, the header being line 1."""

    line: int
    field: str
    value: str
    rule: str
    problem: str
    advice: str

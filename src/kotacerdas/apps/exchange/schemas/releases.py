"""Releases over the wire."""

from datetime import datetime

from ninja import Schema


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


class RowsOut(Schema):
    """Some rows of a release as text; cells of ``masked`` columns are empty and ``reason`` says why."""

    columns: list[str]
    masked: list[str]
    reason: str
    items: list[list[str]]
    total: int
    next: str | None

"""Releases over the wire."""

from datetime import datetime

from ninja import Schema


class ReleaseOut(Schema):
    """One immutable release; ``removed_at`` says since when its rows are gone."""

    id: int
    dataset: str
    period: str
    area: str
    submission: int
    sha256: str
    rows: int
    contract_version: int
    released_at: datetime
    removed_at: datetime | None


class RowsOut(Schema):
    """Some rows of one or more releases; cells of ``masked`` columns are empty and ``reason`` says why.

    Rows are lists of text in the order of ``columns``, or objects. ``cursor`` goes on after the last of them.
    """

    columns: list[str]
    masked: list[str]
    reason: str
    items: list[list[str]] | list[dict[str, object]]
    total: int
    cursor: str | None
    next: str | None

"""Grants and reads over the wire."""

from datetime import date, datetime

from ninja import Schema


class GrantOut(Schema):
    """A right of an agency to read a dataset; open only under an agreement in force."""

    id: int
    dataset: str
    owner: str
    grantee: str
    purpose: str
    columns: list[str]
    area: str
    row_filter: str
    period_from: str
    period_until: str
    since: date
    until: date | None
    rate_per_day: int | None
    agreement: str
    clause: str
    state: str
    is_open: bool
    decision_note: str
    close_reason: str
    reads: int


class GrantIn(Schema):
    """A request for access; no columns means all of them."""

    purpose: str
    columns: list[str] | None = None
    area: str = "ID"
    row_filter: str = ""
    period_from: str = ""
    period_until: str = ""
    until: date | None = None
    rate_per_day: int | None = None


class DecisionIn(Schema):
    """The owner's decision: opened under an ``agreement`` or a ``clause`` by number, or refused with a ``note``."""

    is_granted: bool
    agreement: int | None = None
    clause: int | None = None
    columns: list[str] | None = None
    area: str = ""
    until: date | None = None
    rate_per_day: int | None = None
    note: str = ""


class ClosingIn(Schema):
    """Why access ends."""

    is_purpose_lapsed: bool = False
    note: str = ""


class ReadOut(Schema):
    """One read of rows by an account or a token."""

    at: datetime
    agency: str
    username: str
    dataset: str
    release: int
    area: str
    channel: str
    columns: list[str]
    purpose: str
    grant: int | None
    rows: int | None
    size: int | None
    outcome: str


class ReadSumOut(Schema):
    """Reads of one month by one agency for one purpose; nobody is named."""

    month: str
    agency: str
    dataset: str
    purpose: str
    grant: int | None
    reads: int
    columns: list[str]
    last_day: date

"""Wire shapes of the audit trail."""

from datetime import datetime
from typing import Any

from ninja import Schema


class CountersignatureOut(Schema):
    """Another node's signature under a head."""

    node: str
    at: str
    public_key: str
    signature: str


class HeadOut(Schema):
    """The last entry of the chain, signed; the same object as an anchor's file, so it can be kept as one."""

    form: str
    node: str
    seq: int
    sha256: str
    at: str
    public_key: str
    signature: str
    countersignatures: list[CountersignatureOut]


class EventOut(Schema):
    """One entry of the log with its place in the chain."""

    seq: int
    at: datetime
    by: str
    by_name: str
    agency: str | None
    action: str
    target: str
    facts: dict[str, Any]
    previous_sha256: str
    sha256: str


class EventsOut(Schema):
    """Some entries, newest first; ``next`` is the address of those before them."""

    items: list[EventOut]
    next: str | None

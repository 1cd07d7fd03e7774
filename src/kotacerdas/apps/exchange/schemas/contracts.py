"""Contracts over the wire."""

from datetime import datetime
from typing import Any

from ninja import Schema


class SignOffOut(Schema):
    """One side's yes."""

    side: str
    agency: str
    signed_at: datetime


class ContractEditionOut(Schema):
    """One version a contract has had."""

    version: int
    registered_at: datetime
    note: str
    draft: int | None
    sign_offs: list[SignOffOut]


class ContractChangeOut(Schema):
    """One difference between two versions; ``breaks`` names producers, consumers, both or nobody."""

    kind: str
    field: str
    breaks: list[str]
    sentence: str


class ContractChangesOut(Schema):
    """What differs between two versions."""

    old: int
    new: int
    is_breaking: bool
    changes: list[ContractChangeOut]


class DraftIn(Schema):
    """A new draft: a contract's body, and the version it changes (none for a new dataset)."""

    contract: dict[str, Any]
    based_on: int | None = None


class DraftSeen(Schema):
    """The revision the caller has seen."""

    revision: int


class DraftChange(DraftSeen):
    """A draft's new body, with a sentence for the changelog."""

    contract: dict[str, Any]
    note: str


class DraftOut(Schema):
    """A draft with what it changes; ``fault`` says why it is not sound yet."""

    id: int
    dataset: str
    producer: str
    based_on: int | None
    state: str
    revision: int
    note: str
    version: int | None
    contract: dict[str, Any]
    fault: str
    unconfirmed: list[str]
    sign_offs: list[SignOffOut]
    changes: list[ContractChangeOut]

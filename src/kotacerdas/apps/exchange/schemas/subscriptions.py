"""Subscriptions over the wire."""

from datetime import datetime

from ninja import Schema


class SubscribeIn(Schema):
    """Whom to tell; no ``dataset`` means all the agency may read."""

    url: str
    dataset: str = ""


class SubscriptionOut(Schema):
    """One subscription."""

    id: int
    agency: str
    dataset: str
    url: str
    state: str
    failures: int
    last_error: str
    created_at: datetime


class NewSubscriptionOut(SubscriptionOut):
    """One just made, with its secret."""

    secret: str


class AttemptOut(Schema):
    """One try."""

    at: datetime
    status: int | None
    milliseconds: int
    error: str


class DeliveryOut(Schema):
    """One delivery with its tries."""

    id: int
    event: str
    type: str
    subject: str
    dataset: str
    happened_at: datetime
    state: str
    next_at: datetime | None
    attempts: list[AttemptOut]


class ReplayIn(Schema):
    """What to tell again."""

    delivery: int
    and_later: bool = False


class CountOut(Schema):
    """How many."""

    count: int

"""Who is told what happens, and how the telling went."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Happening(StrEnum):
    """What subscribers are told of; the values are the types of the CloudEvents."""

    RELEASE_PUBLISHED = "id.kotacerdas.release.published"
    SUBMISSION_RETURNED = "id.kotacerdas.submission.returned"
    GRANT_CLOSED = "id.kotacerdas.grant.closed"
    TEST = "id.kotacerdas.test"


class SubscriptionState(StrEnum):
    """Where a subscription is; what happens while it is paused or halted waits for it."""

    NEW = "new"
    ACTIVE = "active"
    PAUSED = "paused"
    HALTED = "halted"
    DELETED = "deleted"


class DeliveryState(StrEnum):
    """Where the telling of one event to one subscriber is."""

    WAITING = "waiting"
    AGAIN = "again"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Somebody's wish to be told. No ``dataset_name`` means everything the agency may read."""

    id: int
    agency_code: str
    dataset_name: str
    url: str
    state: SubscriptionState
    failures: int
    last_error: str
    created_by: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class NewSubscription:
    """A subscription just made, with the ``secret`` that is shown this once."""

    subscription: Subscription
    secret: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try: the ``status`` of the answer, or the ``error`` why there was none; neither holds a secret."""

    at: datetime
    status: int | None
    milliseconds: int
    error: str

    @property
    def is_success(self) -> bool:
        """Whether the receiver took it."""
        return self.status is not None and 200 <= self.status < 300  # the class of answers HTTP calls so


@dataclass(frozen=True, slots=True)
class Delivery:
    """The telling of one event to one subscription, with every try of it, oldest first."""

    id: int
    event_id: int
    uid: str
    kind: Happening
    subject: str
    dataset_name: str
    happened_at: datetime
    state: DeliveryState
    next_at: datetime | None
    attempts: tuple[Attempt, ...] = ()


@dataclass(frozen=True, slots=True)
class Parcel:
    """One signed message on its way out."""

    delivery_id: int
    subscription_id: int
    url: str
    body: bytes
    headers: dict[str, str]

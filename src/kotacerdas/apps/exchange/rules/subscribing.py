"""Who may be told what, and when a failed telling is tried again."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from urllib.parse import urlsplit

from kotacerdas.apps.exchange.errors import (
    AddressNotHttps,
    NotYourSubscription,
    SubscriberNeeded,
    TooManySubscriptions,
    WrongSubscriptionState,
)
from kotacerdas.apps.exchange.types import Attempt, DeliveryState, Subscription, SubscriptionState
from kotacerdas.kernel.actors import Actor, Role


SUBSCRIPTION_TRANSITIONS: Mapping[SubscriptionState, frozenset[SubscriptionState]] = MappingProxyType(
    {
        SubscriptionState.NEW: frozenset(
            {
                SubscriptionState.ACTIVE,
                SubscriptionState.PAUSED,
                SubscriptionState.HALTED,
                SubscriptionState.DELETED,
            }
        ),
        SubscriptionState.ACTIVE: frozenset(
            {SubscriptionState.PAUSED, SubscriptionState.HALTED, SubscriptionState.DELETED}
        ),
        SubscriptionState.PAUSED: frozenset({SubscriptionState.ACTIVE, SubscriptionState.DELETED}),
        SubscriptionState.HALTED: frozenset({SubscriptionState.ACTIVE, SubscriptionState.DELETED}),
        SubscriptionState.DELETED: frozenset(),
    }
)
DELIVERY_TRANSITIONS: Mapping[DeliveryState, frozenset[DeliveryState]] = MappingProxyType(
    {
        DeliveryState.WAITING: frozenset(
            {DeliveryState.DELIVERED, DeliveryState.AGAIN, DeliveryState.GIVEN_UP, DeliveryState.WITHHELD}
        ),
        DeliveryState.AGAIN: frozenset(
            {DeliveryState.DELIVERED, DeliveryState.AGAIN, DeliveryState.GIVEN_UP, DeliveryState.WITHHELD}
        ),
        DeliveryState.DELIVERED: frozenset({DeliveryState.AGAIN}),
        DeliveryState.GIVEN_UP: frozenset({DeliveryState.AGAIN}),
        DeliveryState.WITHHELD: frozenset(),
    }
)
SENDING = (SubscriptionState.NEW, SubscriptionState.ACTIVE)
UNSENT = (DeliveryState.WAITING, DeliveryState.AGAIN)
MOST_TRIES = 10  # of one event, over about two days
FAILURES_TO_HALT = 15  # tries that failed one after the other, of whatever events
MOST_SUBSCRIPTIONS = 20  # of one agency
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(hours=12)
LONGEST_URL = 500
GONE = 410


def check_subscriber(actor: Actor, *, held: int) -> str:
    """The agency that will be told; raise :class:`SubscriberNeeded` or :class:`TooManySubscriptions`."""
    if not actor.username or not actor.agency_code:
        raise SubscriberNeeded
    if held >= MOST_SUBSCRIPTIONS:
        raise TooManySubscriptions(most=MOST_SUBSCRIPTIONS)
    return actor.agency_code


def check_url(url: str, *, private_hosts: Iterable[str]) -> str:
    """The address, trimmed; raise :class:`AddressNotHttps` for one we cannot post to in safety.

    Without encryption it goes only to ``private_hosts``, which the administrator named.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        is_whole = bool(parts.hostname) and parts.port != 0 and not parts.username and not parts.password
    except ValueError:
        raise AddressNotHttps from None
    schemes = ("https", "http") if (parts.hostname or "") in list(private_hosts) else ("https",)
    if parts.scheme not in schemes or not is_whole or parts.fragment or len(text) > LONGEST_URL:
        raise AddressNotHttps
    return text


def check_can_manage(actor: Actor, subscription: Subscription) -> None:
    """Raise :class:`NotYourSubscription` unless it is of the actor's agency or the actor keeps the platform running."""
    is_own = bool(actor.username) and actor.agency_code == subscription.agency_code
    if not (is_own or actor.has(Role.ADMINISTRATOR)):
        raise NotYourSubscription(number=subscription.id)


def check_subscription_transition(subscription: Subscription, wanted: SubscriptionState) -> None:
    """Raise :class:`WrongSubscriptionState` when it cannot go there from where it is."""
    if wanted not in SUBSCRIPTION_TRANSITIONS[subscription.state]:
        raise WrongSubscriptionState(number=subscription.id, state=subscription.state.value)


def settle_delivery(attempt: Attempt, *, tries: int) -> DeliveryState:
    """What follows from a try, the ``tries``-th of its event since it was last asked for."""
    if attempt.is_success:
        return DeliveryState.DELIVERED
    return DeliveryState.GIVEN_UP if tries >= MOST_TRIES or attempt.status == GONE else DeliveryState.AGAIN


def must_halt(attempt: Attempt, *, failures: int) -> bool:
    """Whether nothing more is sent before a person has looked: it failed too often, or the receiver says it is gone."""
    return failures >= FAILURES_TO_HALT or attempt.status == GONE


def try_again_at(at: datetime, *, tries: int, jitter: float) -> datetime:
    """When to try again: three times as long after each failure, shortened by up to a half so that tries do not march in step.

    ``jitter`` is a random number in [0, 1).
    """
    wait: timedelta = min(LONGEST_WAIT, FIRST_WAIT * 3 ** (tries - 1))
    return at + wait * (1 - jitter / 2)

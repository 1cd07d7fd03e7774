"""An agency asks to be told, stops being told, and asks to be told again."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.errors import DeliveryNotFound, NothingToHear
from kotacerdas.apps.exchange.operations import outbox
from kotacerdas.apps.exchange.operations.recording import local_day
from kotacerdas.apps.exchange.types import DeliveryState, NewSubscription, Subscription, SubscriptionState
from kotacerdas.kernel.actors import Actor
from kotacerdas.signing import webhooks


CHANGES = {
    SubscriptionState.ACTIVE: "exchange.subscription_resumed",
    SubscriptionState.PAUSED: "exchange.subscription_paused",
    SubscriptionState.DELETED: "exchange.subscription_deleted",
}


@transaction.atomic
def subscribe(*, url: str, dataset_name: str = "", by: Actor, at: datetime) -> NewSubscription:
    """Tell an address what happens to a dataset, or to all the agency may read; the secret is shown this once.

    Raises :class:`SubscriberNeeded`, :class:`TooManySubscriptions`, :class:`AddressNotHttps`, :class:`DatasetNotFound` or
    :class:`NothingToHear`.
    """
    agency = rules.check_subscriber(by, held=queries.count_subscriptions(by.agency_code or ""))
    address = rules.check_url(url, private_hosts=settings.PRIVATE_HOSTS)
    if dataset_name and not queries.may_hear(agency, dataset_name, on=local_day(at)):
        raise NothingToHear(dataset=dataset_name)
    secret = webhooks.new_secret()
    row = models.Subscription.objects.create(
        agency_code=agency,
        dataset_name=dataset_name,
        url=address,
        secret=webhooks.close_secret(secret, key=settings.SECRET_KEY, purpose="subscription"),
        created_by=by.username,
        created_at=at,
    )
    facts = {"dataset": dataset_name, "agency": agency, "url": address}
    audit.record(action="exchange.subscribed", target=f"subscription/{row.pk}", by=by, at=at, facts=facts)
    return NewSubscription(queries.get_subscription(row.pk), secret)


@transaction.atomic
def change_subscription(*, subscription_id: int, state: SubscriptionState, by: Actor, at: datetime) -> Subscription:
    """Pause a subscription, let it go on, or delete it; deleting wipes its secret and cannot be undone.

    Raises :class:`SubscriptionNotFound`, :class:`NotYourSubscription` or :class:`WrongSubscriptionState`.
    """
    row, subscription = _mine(subscription_id, by)
    rules.check_subscription_transition(subscription, state)
    row.state = state.value
    if state is SubscriptionState.ACTIVE:
        row.failures, row.last_error = 0, ""
    if state is SubscriptionState.DELETED:
        row.secret = ""
        waiting = models.Delivery.objects.filter(subscription=row, state__in=[each.value for each in rules.UNSENT])
        waiting.update(state=DeliveryState.WITHHELD.value, next_at=None)
    row.save()
    audit.record(action=CHANGES[state], target=f"subscription/{row.pk}", by=by, at=at)
    return queries.subscription_of(row)


@transaction.atomic
def pause_all(*, by: Actor, at: datetime) -> int:
    """Stop telling anything to the actor's agency; how many subscriptions were paused."""
    agency = rules.check_subscriber(by, held=0)
    sending = models.Subscription.objects.filter(agency_code=agency, state__in=[state.value for state in rules.SENDING])
    paused: int = sending.update(state=SubscriptionState.PAUSED.value)
    facts = {"agency": agency, "paused": paused}
    audit.record(action="exchange.subscriptions_paused", target=f"agency/{agency}", by=by, at=at, facts=facts)
    return paused


@transaction.atomic
def send_test(*, subscription_id: int, by: Actor, at: datetime) -> None:
    """Send a message that says nothing, to see that messages arrive.

    Raises :class:`SubscriptionNotFound` or :class:`NotYourSubscription`.
    """
    row, _ = _mine(subscription_id, by)
    event = outbox.note_test(row, at=at)
    models.Delivery.objects.create(subscription=row, event=event, next_at=at)
    audit.record(action="exchange.subscription_tested", target=f"subscription/{row.pk}", by=by, at=at)


@transaction.atomic
def replay(*, subscription_id: int, delivery_id: int, and_later: bool = False, by: Actor, at: datetime) -> int:
    """Tell something again, or it and all that came after it; how many will be sent. The ids of the messages stay.

    Raises :class:`SubscriptionNotFound`, :class:`NotYourSubscription` or :class:`DeliveryNotFound`.
    """
    row, _ = _mine(subscription_id, by)
    told = models.Delivery.objects.filter(subscription=row)
    chosen = told.filter(pk__gte=delivery_id) if and_later else told.filter(pk=delivery_id)
    if not told.filter(pk=delivery_id).exists():
        raise DeliveryNotFound(subscription=subscription_id, number=delivery_id)
    states = [state.value for state in DeliveryState if DeliveryState.AGAIN in rules.DELIVERY_TRANSITIONS[state]]
    count: int = chosen.filter(state__in=states).update(state=DeliveryState.AGAIN.value, tries=0, next_at=at)
    facts = {"from": delivery_id, "count": count}
    audit.record(action="exchange.deliveries_replayed", target=f"subscription/{row.pk}", by=by, at=at, facts=facts)
    return count


def _mine(subscription_id: int, by: Actor) -> tuple[models.Subscription, Subscription]:
    subscription = queries.get_subscription(subscription_id)
    rules.check_can_manage(by, subscription)
    row = models.Subscription.objects.select_for_update(no_key=True).get(pk=subscription_id)
    return row, queries.subscription_of(row)

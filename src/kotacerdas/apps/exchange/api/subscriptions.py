"""Subscriptions over HTTP."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from kotacerdas.apps.exchange import operations, queries, rules
from kotacerdas.apps.exchange.api.shapes import Limit, Offset, actor_of
from kotacerdas.apps.exchange.schemas import (
    CountOut,
    DeliveryOut,
    NewSubscriptionOut,
    ReplayIn,
    SubscribeIn,
    SubscriptionOut,
)
from kotacerdas.apps.exchange.types import Delivery, Subscription, SubscriptionState
from kotacerdas.ui.api import Page, page_of, session_auth


router = Router()


@router.get("/subscriptions", response=Page[SubscriptionOut], auth=session_auth)
def list_subscriptions(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """The subscriptions of the caller's agency, newest first."""
    agency = rules.check_subscriber(actor_of(request), held=0)
    found = queries.list_subscriptions(agency)
    items = [_shape(each) for each in found[offset : offset + limit]]
    return page_of(request, items, total=len(found), offset=offset, limit=limit)


@router.post("/subscriptions", response={201: NewSubscriptionOut}, auth=session_auth)
def subscribe(request: HttpRequest, asked: SubscribeIn) -> Status[dict[str, object]]:
    """Subscribe. The answer holds the secret of the signatures; it is not shown again."""
    made = operations.subscribe(url=asked.url, dataset_name=asked.dataset, by=actor_of(request), at=timezone.now())
    return Status(201, _shape(made.subscription) | {"secret": made.secret})


@router.get("/subscriptions/{subscription_id}", response=SubscriptionOut, auth=session_auth)
def get_subscription(request: HttpRequest, subscription_id: int) -> dict[str, object]:
    """One subscription."""
    return _shape(_mine(request, subscription_id))


@router.delete("/subscriptions/{subscription_id}", response={204: None}, auth=session_auth)
def delete_subscription(request: HttpRequest, subscription_id: int) -> Status[None]:
    """Delete a subscription and wipe its secret."""
    _change(request, subscription_id, SubscriptionState.DELETED)
    return Status(204, None)


@router.post("/subscriptions/{subscription_id}/pause", response=SubscriptionOut, auth=session_auth)
def pause_subscription(request: HttpRequest, subscription_id: int) -> dict[str, object]:
    """Send nothing; what happens meanwhile waits."""
    return _shape(_change(request, subscription_id, SubscriptionState.PAUSED))


@router.post("/subscriptions/{subscription_id}/resume", response=SubscriptionOut, auth=session_auth)
def resume_subscription(request: HttpRequest, subscription_id: int) -> dict[str, object]:
    """Let a paused or stopped subscription go on."""
    return _shape(_change(request, subscription_id, SubscriptionState.ACTIVE))


@router.post("/subscriptions/{subscription_id}/test", response={202: None}, auth=session_auth)
def try_subscription(request: HttpRequest, subscription_id: int) -> Status[None]:
    """Send a test message."""
    operations.send_test(subscription_id=subscription_id, by=actor_of(request), at=timezone.now())
    return Status(202, None)


@router.get("/subscriptions/{subscription_id}/deliveries", response=Page[DeliveryOut], auth=session_auth)
def list_deliveries(
    request: HttpRequest, subscription_id: int, offset: Offset = 0, limit: Limit = 100
) -> dict[str, object]:
    """What a subscription was or will be told, newest first, with every try."""
    _mine(request, subscription_id)
    items = [_delivery_shape(each) for each in queries.list_deliveries(subscription_id, offset=offset, limit=limit)]
    return page_of(request, items, total=queries.count_deliveries(subscription_id), offset=offset, limit=limit)


@router.post("/subscriptions/{subscription_id}/replay", response={202: CountOut}, auth=session_auth)
def replay(request: HttpRequest, subscription_id: int, asked: ReplayIn) -> Status[dict[str, int]]:
    """Tell one delivery again, or it and all later ones; the ids of the messages stay."""
    count = operations.replay(
        subscription_id=subscription_id,
        delivery_id=asked.delivery,
        and_later=asked.and_later,
        by=actor_of(request),
        at=timezone.now(),
    )
    return Status(202, {"count": count})


def _change(request: HttpRequest, subscription_id: int, state: SubscriptionState) -> Subscription:
    return operations.change_subscription(
        subscription_id=subscription_id, state=state, by=actor_of(request), at=timezone.now()
    )


def _mine(request: HttpRequest, subscription_id: int) -> Subscription:
    subscription = queries.get_subscription(subscription_id)
    rules.check_can_manage(actor_of(request), subscription)
    return subscription


def _shape(subscription: Subscription) -> dict[str, object]:
    return {
        "id": subscription.id,
        "agency": subscription.agency_code,
        "dataset": subscription.dataset_name,
        "url": subscription.url,
        "state": subscription.state.value,
        "failures": subscription.failures,
        "last_error": subscription.last_error,
        "created_at": subscription.created_at,
    }


def _delivery_shape(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "event": delivery.uid,
        "type": delivery.kind.value,
        "subject": delivery.subject,
        "dataset": delivery.dataset_name,
        "happened_at": delivery.happened_at,
        "state": delivery.state.value,
        "next_at": delivery.next_at,
        "attempts": [
            {"at": each.at, "status": each.status, "milliseconds": each.milliseconds, "error": each.error}
            for each in delivery.attempts
        ],
    }

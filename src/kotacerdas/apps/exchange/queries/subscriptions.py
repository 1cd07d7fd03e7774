"""Subscriptions, what was told, and to whom what may be told."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.errors import SubscriptionNotFound
from kotacerdas.apps.exchange.queries.datasets import get_dataset
from kotacerdas.apps.exchange.types import (
    Attempt,
    Delivery,
    DeliveryState,
    Happening,
    Openness,
    Subscription,
    SubscriptionState,
)
from kotacerdas.kernel.areas import AreaCode


def get_subscription(subscription_id: int) -> Subscription:
    """One subscription; raise :class:`SubscriptionNotFound`."""
    row = _live().filter(pk=subscription_id).first()
    if row is None:
        raise SubscriptionNotFound(number=subscription_id)
    return subscription_of(row)


def list_subscriptions(agency_code: str | None = None) -> tuple[Subscription, ...]:
    """Subscriptions of an agency, or of all, newest first; deleted ones are left out."""
    rows = _live() if agency_code is None else _live().filter(agency_code=agency_code)
    return tuple(subscription_of(row) for row in rows.order_by("-pk"))


def count_subscriptions(agency_code: str) -> int:
    """How many an agency has."""
    return _live().filter(agency_code=agency_code).count()


def list_deliveries(subscription_id: int, *, offset: int = 0, limit: int = 50) -> tuple[Delivery, ...]:
    """What a subscription was or will be told, newest first, with every try; two queries."""
    rows = (
        models.Delivery.objects.filter(subscription_id=subscription_id)
        .select_related("event")
        .prefetch_related(Prefetch("attempts", models.DeliveryAttempt.objects.order_by("pk")))
        .order_by("-pk")[offset : offset + limit]
    )
    return tuple(_delivery_of(row) for row in rows)


def count_deliveries(subscription_id: int, *, states: Iterable[DeliveryState] | None = None) -> int:
    """How many deliveries a subscription has, in these states or in all."""
    rows = models.Delivery.objects.filter(subscription_id=subscription_id)
    if states is not None:
        rows = rows.filter(state__in=[state.value for state in states])
    return rows.count()


def may_hear(agency_code: str, dataset_name: str, *, area: AreaCode | None = None, on: date) -> bool:
    """Whether an agency may be told of a dataset, or of one area of it, on a day.

    Of open data everybody; of limited or closed data the producer, the data steward, and who holds an open grant there.
    """
    dataset = get_dataset(dataset_name)
    if dataset.openness is Openness.OPEN or agency_code in (
        dataset.producer_code,
        rules.steward_agency(dataset.home_code),
    ):
        return True
    granted = agreements.list_open_grants(agency_code, dataset_name, on)
    return any(area is None or rules.overlaps(grant.area_code, area) for grant in granted)


def subscription_of(row: models.Subscription) -> Subscription:
    """The subscription a row says; its secret stays behind."""
    return Subscription(
        id=row.pk,
        agency_code=row.agency_code,
        dataset_name=row.dataset_name,
        url=row.url,
        state=SubscriptionState(row.state),
        failures=row.failures,
        last_error=row.last_error,
        created_by=row.created_by,
        created_at=row.created_at,
    )


def _live() -> QuerySet[models.Subscription]:
    return models.Subscription.objects.exclude(state=SubscriptionState.DELETED.value)


def _delivery_of(row: models.Delivery) -> Delivery:
    return Delivery(
        id=row.pk,
        event_id=row.event_id,
        uid=row.event.uid,
        kind=Happening(row.event.kind),
        subject=row.event.subject,
        dataset_name=row.event.dataset_name,
        happened_at=row.event.at,
        state=DeliveryState(row.state),
        next_at=row.next_at,
        attempts=tuple(
            Attempt(at=each.at, status=each.status, milliseconds=each.milliseconds, error=each.error)
            for each in row.attempts.all()
        ),
    )

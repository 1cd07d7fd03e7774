"""Subscribers are told: what happened is spread to them, signed, sent, and tried again.

Sending happens in threads that know nothing of the database; what came of it is written by the thread that calls
:meth:`Courier.step`. A delivery is leased before it is sent, so one that was under way when the worker died is sent
again with the same id after the lease, and two workers do not send the same at once.
"""

import random
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import httpx
from cloudevents.core.bindings.http import to_structured_event
from cloudevents.core.v1.event import CloudEvent
from django.conf import settings
from django.db import transaction
from django.db.models import Min, Q

from kotacerdas.apps.audit import operations as audit
from kotacerdas.apps.audit import queries as audit_queries
from kotacerdas.apps.exchange import models, queries, rules
from kotacerdas.apps.exchange.operations import outbox
from kotacerdas.apps.exchange.operations.calling import caller
from kotacerdas.apps.exchange.operations.giving import Clock
from kotacerdas.apps.exchange.operations.recording import local_day
from kotacerdas.apps.exchange.types import (
    Attempt,
    DeliveryState,
    Parcel,
    SubscriptionState,
)
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.hosts import PrivateHost
from kotacerdas.signing import webhooks


ANSWER_SECONDS = 10.0
LONGEST_FLIGHT = 30.0  # seconds; a receiver that drips its answer is hung up on
LEASE = timedelta(minutes=2)
SPREAD_AT_ONCE = 200
HANDS = 16
GRANTS_EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class _Flight:
    """A parcel under way."""

    parcel: Parcel
    http: httpx.Client
    since: float
    future: Future[Attempt]


class Courier:
    """Tells subscribers, one thing at a time to each and to many at once, so that a slow one keeps nobody waiting."""

    def __init__(self, *, clock: Clock, by: Actor, hands: int = HANDS) -> None:
        self._clock, self._by, self._hands = clock, by, hands
        self._pool = ThreadPoolExecutor(hands, thread_name_prefix="courier")
        self._flying: dict[int, _Flight] = {}
        self._grants_at: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def step(self) -> int:
        """Write down what arrived, spread what happened, send what is due; how much is under way. It waits for nobody."""
        at = self._clock()
        for number, flight in list(self._flying.items()):
            if flight.future.done():
                _note_attempt(flight.parcel, flight.future.result(), by=self._by, at=at)
                del self._flying[number]
            elif time.monotonic() - flight.since > LONGEST_FLIGHT:
                flight.http.close()
        if self._grants_at is None or at - self._grants_at >= GRANTS_EVERY:
            outbox.note_closed_grants(at=at)
            self._grants_at = at
        _spread(at=at)
        for parcel in _take_due(busy=list(self._flying), room=self._hands - len(self._flying), by=self._by, at=at):
            http = caller(answer_seconds=ANSWER_SECONDS)
            future = self._pool.submit(_send, parcel, http, at)
            self._flying[parcel.subscription_id] = _Flight(parcel, http, time.monotonic(), future)
        return len(self._flying)

    def close(self) -> None:
        """Hang up; what was under way is sent again when its lease has passed."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for flight in self._flying.values():
            flight.http.close()


@transaction.atomic
def _spread(*, at: datetime) -> None:
    """Give each new event to every subscription that may hear it."""
    events = list(models.OutboxEvent.objects.filter(spread_at=None).order_by("pk")[:SPREAD_AT_ONCE])
    if not events:
        return
    live = list(models.Subscription.objects.exclude(state=SubscriptionState.DELETED.value).order_by("pk"))
    made = [
        models.Delivery(subscription=row, event=event, next_at=at)
        for event in events
        for row in live
        if _concerns(event, row) and _may_hear(event, row, at=at)
    ]
    models.Delivery.objects.bulk_create(made, ignore_conflicts=True)
    models.OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(spread_at=at)


def _concerns(event: models.OutboxEvent, row: models.Subscription) -> bool:
    is_addressed = event.agency_code in ("", row.agency_code)
    return is_addressed and row.dataset_name in ("", event.dataset_name) and row.created_at <= event.at


def _may_hear(event: models.OutboxEvent, row: models.Subscription, *, at: datetime) -> bool:
    """Whether the agency may be told; what concerns only itself it may always hear."""
    if event.agency_code:
        return True
    area = AreaCode(event.area_code) if event.area_code else None
    return queries.may_hear(row.agency_code, event.dataset_name, area=area, on=local_day(at))


@transaction.atomic
def _take_due(*, busy: list[int], room: int, by: Actor, at: datetime) -> list[Parcel]:
    """The oldest due delivery of each subscription nothing is being sent to, leased and signed."""
    due = models.Delivery.objects.filter(
        Q(state__in=[state.value for state in rules.UNSENT]),
        next_at__lte=at,
        subscription__state__in=[state.value for state in rules.SENDING],
    ).exclude(subscription_id__in=busy)
    first = due.values("subscription_id").annotate(first=Min("pk")).order_by("first").values_list("first", flat=True)
    rows = list(
        models.Delivery.objects.filter(pk__in=list(first[: max(0, room)])).select_related("subscription", "event")
    )
    parcels = []
    for row in rows:
        if not _may_hear(row.event, row.subscription, at=at):
            row.state, row.next_at = DeliveryState.WITHHELD.value, None
            row.save(update_fields=["state", "next_at"])
            continue
        taken = models.Delivery.objects.filter(pk=row.pk, next_at=row.next_at).update(next_at=at + LEASE)
        parcel = _pack(row, at=at) if taken else None
        if parcel is not None:
            parcels.append(parcel)
        elif taken:
            _halt(row.subscription, "secret_lost", by=by, at=at)
    return parcels


def _pack(row: models.Delivery, *, at: datetime) -> Parcel | None:
    """The message, in the structured mode of CloudEvents, with both signatures; none when its secret is lost."""
    secret = webhooks.open_secret(row.subscription.secret, key=settings.SECRET_KEY, purpose="subscription")
    if secret is None:
        return None
    event = CloudEvent(
        attributes={
            "id": row.event.uid,
            "source": f"{settings.PUBLIC_URL}/api/v1",
            "type": row.event.kind,
            "specversion": "1.0",
            "subject": row.event.subject,
            "time": row.event.at,
            "datacontenttype": "application/json",
            "sequence": f"{row.event_id:020}",
        },
        data=row.event.data,
    )
    message = to_structured_event(event)
    seconds = int(at.timestamp())
    signed = webhooks.sign_message(
        message.body, message=row.event.uid, seconds=seconds, secret=secret, node=audit_queries.open_key()
    )
    return Parcel(row.pk, row.subscription_id, row.subscription.url, message.body, {**message.headers, **signed})


def _send(parcel: Parcel, http: httpx.Client, at: datetime) -> Attempt:
    """Post one message; of the answer only the status is read."""
    begun, status, error = time.monotonic(), None, ""
    try:
        with http, http.stream("POST", parcel.url, content=parcel.body, headers=parcel.headers) as answer:
            status = answer.status_code
    except httpx.TimeoutException:
        error = "timeout"
    except PrivateHost:
        error = "private_host"
    except (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError, ValueError):
        error = "unreachable"  # a client that was hung up on says RuntimeError or ValueError
    return Attempt(at=at, status=status, milliseconds=int((time.monotonic() - begun) * 1000), error=error)


@transaction.atomic
def _note_attempt(parcel: Parcel, attempt: Attempt, *, by: Actor, at: datetime) -> None:
    """Write one try down, with what follows for the delivery and its subscription."""
    subscription = models.Subscription.objects.select_for_update(no_key=True).get(pk=parcel.subscription_id)
    row = models.Delivery.objects.select_for_update(no_key=True).get(pk=parcel.delivery_id)
    models.DeliveryAttempt.objects.create(
        delivery=row, at=attempt.at, status=attempt.status, milliseconds=attempt.milliseconds, error=attempt.error
    )
    if DeliveryState(row.state) in rules.UNSENT:
        row.tries += 1
        state = rules.settle_delivery(attempt, tries=row.tries)
        jitter = random.random()  # noqa: S311  # spreads load, protects nothing
        again = rules.try_again_at(at, tries=row.tries, jitter=jitter)
        row.state, row.next_at = state.value, again if state is DeliveryState.AGAIN else None
        row.save(update_fields=["state", "tries", "next_at"])
    if attempt.is_success:
        if subscription.state == SubscriptionState.NEW.value:
            subscription.state = SubscriptionState.ACTIVE.value
        subscription.failures, subscription.last_error = 0, ""
    else:
        subscription.failures += 1
        subscription.last_error = attempt.error or str(attempt.status)
    subscription.save(update_fields=["state", "failures", "last_error"])
    is_sending = SubscriptionState(subscription.state) in rules.SENDING
    if is_sending and not attempt.is_success and rules.must_halt(attempt, failures=subscription.failures):
        _halt(subscription, subscription.last_error, by=by, at=at)


def _halt(row: models.Subscription, error: str, *, by: Actor, at: datetime) -> None:
    """Send nothing more before a person has looked."""
    row.state, row.last_error = SubscriptionState.HALTED.value, error
    row.save(update_fields=["state", "last_error"])
    facts = {"error": error, "failures": row.failures}
    audit.record(action="exchange.subscription_halted", target=f"subscription/{row.pk}", by=by, at=at, facts=facts)

"""Subscribers are told what happens: signed, again when it fails, and only what they may read."""

import threading
import time
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.db import transaction

from kotacerdas.apps.agreements import operations as agreements
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import models, operations, queries, rules
from kotacerdas.apps.exchange.errors import (
    AddressNotHttps,
    NothingToHear,
    NotYourSubscription,
    SubscriberNeeded,
    WrongSubscriptionState,
)
from kotacerdas.apps.exchange.types import Attempt, DeliveryState, SubscriptionState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.signing.nodes import is_signed
from tests import makers
from tests.apps.agreements import made
from tests.apps.exchange.conftest import make_households
from tests.apps.exchange.receivers import receiving


BAJERA, WANAGIRI = makers.BAJERA, "51.02.01.2002"
PLANNER = makers.make_planner()
DINKES, DPMD = made.make_staff(made.DINKES), made.make_staff(made.DPMD)


@pytest.fixture(autouse=True)
def on_this_machine(settings):
    settings.PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def subscribe(exchange, now):
    """A subscription of Bappeda to households."""

    def make(url, *, dataset="keluarga", by=PLANNER, at=now):
        return operations.subscribe(url=url, dataset_name=dataset, by=by, at=at)

    return make


def run(at, *, seconds=15.0):
    """Everything due at a moment is sent and noted."""
    with operations.Courier(clock=lambda: at, by=SYSTEM) as courier:
        for _ in range(int(seconds / 0.02)):
            if not courier.step():
                return
            time.sleep(0.02)
    raise AssertionError("something is still under way")


def deliveries(sub):
    return queries.list_deliveries(sub.subscription.id)


def test_a_release_is_told_as_a_signed_cloudevent(subscribe, hand_in, now):
    with receiving() as receiver:
        sub = subscribe(receiver.url)
        submission = hand_in(make_households(BAJERA))
        run(now)

    [event] = receiver.events
    headers, body = receiver.came[0]
    release = queries.get_release(submission.release_id)
    assert headers["content-type"] == "application/cloudevents+json"
    assert event["specversion"] == "1.0"
    assert event["type"] == "id.kotacerdas.release.published"
    assert event["id"] == headers["webhook-id"] == f"release-{release.id}"
    assert event["data"]["sha256"] == release.sha256
    assert (event["data"]["rows"], event["data"]["period"], event["data"]["area"]) == (3, "2026", BAJERA)
    assert receiver.is_genuine(0, sub.secret)
    assert not receiver.is_genuine(0, "whsec_" + "A" * 43 + "=")
    node = headers["webhook-signature"].split(" v1a,")[1]
    content = f"{event['id']}.{headers['webhook-timestamp']}.".encode() + body
    assert is_signed(audit.open_key().public_key, node, content)
    [told] = deliveries(sub)
    assert told.state is DeliveryState.DELIVERED
    assert [(each.status, each.error) for each in told.attempts] == [(204, "")]
    assert queries.get_subscription(sub.subscription.id).state is SubscriptionState.ACTIVE


def test_a_release_that_is_rolled_back_tells_nothing(subscribe, hand_in, now):
    with receiving() as receiver:
        subscribe(receiver.url)
        with transaction.atomic():
            hand_in(make_households(BAJERA))
            transaction.set_rollback(True)
        run(now)

    assert receiver.came == []


def test_a_failure_is_tried_again_later_with_the_same_id(subscribe, hand_in, now):
    with receiving(500, 503) as receiver:
        sub = subscribe(receiver.url)
        hand_in(make_households(BAJERA))
        run(now)
        run(now + timedelta(seconds=4))
        assert len(receiver.came) == 1
        run(now + timedelta(seconds=11))
        run(now + timedelta(seconds=45))

    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1
    assert all(receiver.is_genuine(number, sub.secret) for number in range(3))
    [told] = deliveries(sub)
    assert told.state is DeliveryState.DELIVERED
    assert [each.status for each in told.attempts] == [500, 503, 204]
    assert queries.get_subscription(sub.subscription.id).failures == 0


def test_a_subscription_that_fails_too_often_is_halted_and_says_so(subscribe, hand_in, now):
    with receiving(*[500] * 40) as receiver:
        sub = subscribe(receiver.url)
        hand_in(make_households(BAJERA))
        hand_in(make_households(WANAGIRI), area=WANAGIRI)
        for day in range(40):
            run(now + timedelta(days=day))

    halted = queries.get_subscription(sub.subscription.id)
    assert halted.state is SubscriptionState.HALTED
    assert halted.last_error == "500"
    assert len(receiver.came) == rules.FAILURES_TO_HALT
    assert audit.list_events(target=f"subscription/{halted.id}")[0].action == "exchange.subscription_halted"


def test_a_receiver_that_is_gone_is_asked_no_more(subscribe, hand_in, now):
    with receiving(410) as receiver:
        sub = subscribe(receiver.url)
        hand_in(make_households(BAJERA))
        run(now)

    assert queries.get_subscription(sub.subscription.id).state is SubscriptionState.HALTED
    assert deliveries(sub)[0].state is DeliveryState.GIVEN_UP


def test_what_happens_while_paused_is_told_afterwards(subscribe, hand_in, now):
    with receiving() as receiver:
        sub = subscribe(receiver.url)
        number = sub.subscription.id
        operations.change_subscription(subscription_id=number, state=SubscriptionState.PAUSED, by=PLANNER, at=now)
        hand_in(make_households(BAJERA))
        run(now)
        assert receiver.came == []
        operations.change_subscription(subscription_id=number, state=SubscriptionState.ACTIVE, by=PLANNER, at=now)
        run(now)

    assert [event["subject"] for event in receiver.events] == ["release/1"]


def test_one_slow_receiver_keeps_no_other_waiting(subscribe, hand_in, now):
    gate = threading.Event()
    with ExitStack() as stack:
        slow = stack.enter_context(receiving(gate=gate))
        quick = stack.enter_context(receiving())
        subscribe(slow.url)
        subscribe(quick.url)
        hand_in(make_households(BAJERA))
        hand_in(make_households(WANAGIRI), area=WANAGIRI)
        courier = stack.enter_context(operations.Courier(clock=lambda: now, by=SYSTEM))
        for _ in range(400):
            courier.step()
            if len(quick.came) == 2:
                break
            time.sleep(0.02)
        assert len(quick.came) == 2
        assert len(slow.came) == 1
        gate.set()
        while courier.step():
            time.sleep(0.02)
        assert len(slow.came) == 2


def test_what_was_under_way_when_the_worker_died_is_sent_again(subscribe, hand_in, now):
    gate = threading.Event()
    with receiving(gate=gate) as receiver:
        sub = subscribe(receiver.url)
        hand_in(make_households(BAJERA))
        courier = operations.Courier(clock=lambda: now, by=SYSTEM)
        courier.step()
        courier.close()  # nothing was noted
        gate.set()
        run(now + timedelta(seconds=30))
        assert deliveries(sub)[0].state is DeliveryState.WAITING
        run(now + timedelta(minutes=3))

    assert deliveries(sub)[0].state is DeliveryState.DELIVERED
    assert len({headers["webhook-id"] for headers, _ in receiver.came}) == 1


def test_one_delivery_or_all_since_one_are_replayed(subscribe, hand_in, now):
    with receiving() as receiver:
        sub = subscribe(receiver.url)
        hand_in(make_households(BAJERA))
        hand_in(make_households(WANAGIRI), area=WANAGIRI)
        run(now)
        second, first = deliveries(sub)
        number = sub.subscription.id
        assert operations.replay(subscription_id=number, delivery_id=second.id, by=PLANNER, at=now) == 1
        run(now)
        assert operations.replay(subscription_id=number, delivery_id=first.id, and_later=True, by=PLANNER, at=now) == 2
        run(now)

    assert [event["id"] for event in receiver.events] == [
        *("release-1", "release-2"),
        "release-2",
        *("release-1", "release-2"),
    ]
    assert len(deliveries(sub)[0].attempts) == 3


def test_a_test_message_arrives(subscribe, now):
    with receiving() as receiver:
        sub = subscribe(receiver.url)
        operations.send_test(subscription_id=sub.subscription.id, by=PLANNER, at=now)
        run(now)

    assert [event["type"] for event in receiver.events] == ["id.kotacerdas.test"]
    assert receiver.is_genuine(0, sub.secret)


def test_the_sender_alone_is_told_that_rows_came_back(subscribe, hand_in, now):
    with receiving() as mine, receiving() as theirs:
        subscribe(mine.url, dataset="", by=makers.make_data_producer())
        subscribe(theirs.url, dataset="")
        hand_in(make_households(BAJERA, broken=1))
        run(now)
        run(now)

    assert {event["type"] for event in mine.events} == {
        "id.kotacerdas.release.published",
        "id.kotacerdas.submission.returned",
    }
    assert {event["type"] for event in theirs.events} == {"id.kotacerdas.release.published"}


@pytest.fixture
def limited(exchange):
    """Households are open to those with a grant only."""
    models.Dataset.objects.filter(name="keluarga").update(openness="limited")


@pytest.fixture
def grant(limited, now):
    """Dinkes may read the households of Bajera."""
    made.make_agencies()
    agreement = made.make_agreement(made.DPMD, made.DINKES)
    asked = agreements.request_grant(
        dataset_name="keluarga",
        owner_code=made.DPMD,
        grantee_code=made.DINKES,
        purpose="Verifikasi penerima bantuan",
        area_code=AreaCode(BAJERA),
        by=DINKES,
        at=now,
    )
    return agreements.decide_grant(grant_id=asked.id, is_granted=True, agreement_id=agreement.pk, by=DPMD, at=now)


def test_nobody_without_a_grant_hears_of_limited_data(limited, subscribe, hand_in, now):
    with receiving() as receiver:
        with pytest.raises(NothingToHear, match="keluarga"):
            subscribe(receiver.url)
        sub = subscribe(receiver.url, dataset="")
        hand_in(make_households(BAJERA))
        run(now)

    assert receiver.came == []
    assert deliveries(sub) == ()


def test_a_grant_lets_its_area_be_told_and_its_closing_is_told_too(grant, subscribe, hand_in, now):
    later = now + timedelta(hours=1)
    with receiving() as receiver:
        sub = subscribe(receiver.url, by=DINKES)
        hand_in(make_households(BAJERA))
        hand_in(make_households(WANAGIRI), area=WANAGIRI)
        run(now)
        run(now)
        hand_in(make_households(BAJERA, each=4))
        agreements.close_grant(grant_id=grant.id, by=DPMD, at=later)
        run(later)
        run(later)

    assert [(event["type"], event["subject"]) for event in receiver.events] == [
        ("id.kotacerdas.release.published", "release/1"),
        ("id.kotacerdas.grant.closed", f"grant/{grant.id}"),
    ]
    assert receiver.events[1]["data"]["reason"] == "owner_closed"
    assert not queries.may_hear(made.DINKES, "keluarga", on=now.date())
    assert len(deliveries(sub)) == 2


def test_what_was_to_be_told_is_withheld_when_the_grant_closes_first(grant, subscribe, hand_in, now):
    with receiving(500) as receiver:
        sub = subscribe(receiver.url, by=DINKES)
        hand_in(make_households(BAJERA))
        run(now)
        agreements.close_grant(grant_id=grant.id, by=DPMD, at=now)
        run(now + timedelta(minutes=1))
        run(now + timedelta(minutes=1))

    assert [event["subject"] for event in receiver.events] == ["release/1", f"grant/{grant.id}"]
    assert deliveries(sub)[-1].state is DeliveryState.WITHHELD


@pytest.mark.parametrize(
    "url",
    ["http://agency.example/hook", "ftp://agency.example", "https://", "https://a:b@agency.example/", "https://x/#y"],
)
def test_an_address_that_is_not_safe_is_refused(subscribe, url):
    with pytest.raises(AddressNotHttps):
        subscribe(url)


def test_nothing_is_sent_into_a_private_network(subscribe, hand_in, settings, now):
    with receiving() as receiver:
        sub = subscribe(receiver.url)
        settings.PRIVATE_HOSTS = []
        hand_in(make_households(BAJERA))
        run(now)

    assert receiver.came == []
    assert deliveries(sub)[0].attempts[0].error == "private_host"


def test_the_secret_is_kept_encrypted_and_wiped(subscribe, now):
    sub = subscribe("https://agency.example/hook")
    row = models.Subscription.objects.get()

    assert sub.secret.startswith("whsec_")
    assert sub.secret not in row.secret
    operations.change_subscription(subscription_id=row.pk, state=SubscriptionState.DELETED, by=PLANNER, at=now)
    row.refresh_from_db()
    assert row.secret == ""
    assert queries.list_subscriptions("51.02/bappeda") == ()


def test_another_agency_may_not_touch_it(subscribe, now):
    sub = subscribe("https://agency.example/hook")
    with pytest.raises(NotYourSubscription):
        operations.send_test(subscription_id=sub.subscription.id, by=makers.make_data_producer(), at=now)
    with pytest.raises(SubscriberNeeded):
        subscribe("https://agency.example/hook", by=makers.make_actor())


def test_what_is_active_cannot_go_on_again(subscribe, now):
    sub = subscribe("https://agency.example/hook")
    state = SubscriptionState.NEW
    with pytest.raises(WrongSubscriptionState):
        operations.change_subscription(subscription_id=sub.subscription.id, state=state, by=PLANNER, at=now)


def test_all_of_an_agency_are_stopped_at_once(subscribe, now):
    for _ in range(3):
        subscribe("https://agency.example/hook")

    assert operations.pause_all(by=PLANNER, at=now) == 3
    assert {each.state for each in queries.list_subscriptions("51.02/bappeda")} == {SubscriptionState.PAUSED}


def test_tries_grow_apart_and_never_march_in_step(now):
    waits = [rules.try_again_at(now, tries=tries, jitter=0.0) - now for tries in range(1, 11)]
    early = [rules.try_again_at(now, tries=tries, jitter=0.999) - now for tries in range(1, 11)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=10)
    assert waits[-1] == timedelta(hours=12)
    assert all(wait / 2 < soon < wait for wait, soon in zip(waits, early, strict=True))


def test_the_budget_of_tries_ends():
    failed = Attempt(at=None, status=500, milliseconds=1, error="")

    assert rules.settle_delivery(failed, tries=rules.MOST_TRIES - 1) is DeliveryState.AGAIN
    assert rules.settle_delivery(failed, tries=rules.MOST_TRIES) is DeliveryState.GIVEN_UP

"""An agency subscribes in the browser and over the API, and sees what its systems were told."""

import json

import pytest

from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.types import SubscriptionState
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.exchange.conftest import make_households
from tests.apps.exchange.receivers import receiving
from tests.apps.exchange.test_subscriptions import run


BAJERA = makers.BAJERA
PLACE = "/data/langganan/"


@pytest.fixture(autouse=True)
def on_this_machine(settings):
    settings.PRIVATE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def planner(exchange, client):
    client.force_login(makers.make_account("bappeda", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))
    return client


def test_the_secret_is_shown_once_and_a_test_message_is_seen(planner, now):
    with receiving() as receiver:
        shown = planner.post(PLACE, {"dataset_name": "keluarga", "url": receiver.url})
        secret = shown.context["made"].secret
        number = shown.context["made"].subscription.id
        assert secret in shown.content.decode()
        assert "no-store" in shown["Cache-Control"]
        assert secret not in planner.get(PLACE).content.decode()
        planner.post(f"{PLACE}{number}/uji/")
        made = models.Delivery.objects.get()
        run(made.next_at)

    assert receiver.is_genuine(0, secret)
    page = planner.get(f"{PLACE}{number}/").content.decode()
    assert "Pesan uji" in page
    assert "204" in page


def test_an_unsafe_address_comes_back_with_a_sentence(planner):
    shown = planner.post(PLACE, {"dataset_name": "", "url": "http://agency.example"})

    assert shown.status_code == 422
    assert "https://" in shown.content.decode()


def test_a_subscription_is_paused_goes_on_and_is_deleted(planner):
    planner.post(PLACE, {"dataset_name": "", "url": "https://agency.example/hook"})
    number = models.Subscription.objects.get().pk

    planner.post(f"{PLACE}{number}/ubah/", {"pause": "1"})
    assert queries.get_subscription(number).state is SubscriptionState.PAUSED
    planner.post(f"{PLACE}{number}/ubah/", {"resume": "1"})
    assert queries.get_subscription(number).state is SubscriptionState.ACTIVE
    planner.post(f"{PLACE}jeda/")
    assert queries.get_subscription(number).state is SubscriptionState.PAUSED
    assert "tidak dapat dibatalkan" in planner.get(f"{PLACE}{number}/hapus/").content.decode()
    planner.post(f"{PLACE}{number}/hapus/")
    assert planner.get(f"{PLACE}{number}/").status_code == 404


def test_a_stopped_subscription_says_why(planner, hand_in, now):
    with receiving(410) as receiver:
        planner.post(PLACE, {"dataset_name": "", "url": receiver.url})
        row = models.Subscription.objects.get()
        hand_in(make_households(BAJERA), at=row.created_at)
        run(row.created_at)

    page = planner.get(f"{PLACE}{row.pk}/").content.decode()
    assert "Dihentikan karena gagal" in page
    assert "410" in page


def test_what_was_delivered_is_replayed_from_the_page(planner, hand_in):
    with receiving() as receiver:
        planner.post(PLACE, {"dataset_name": "", "url": receiver.url})
        row = models.Subscription.objects.get()
        hand_in(make_households(BAJERA), at=row.created_at)
        run(row.created_at)
        told = models.Delivery.objects.get()
        planner.post(f"{PLACE}{row.pk}/ulang/", {"delivery": told.pk})
        told.refresh_from_db()
        run(told.next_at)

    assert len(receiver.came) == 2


def test_another_agency_sees_nothing_of_it(planner, client, now):
    made = operations.subscribe(url="https://a.example/", by=makers.make_data_producer(), at=now)

    assert planner.get(f"{PLACE}{made.subscription.id}/").status_code == 403
    assert planner.get(f"/api/v1/subscriptions/{made.subscription.id}/deliveries").status_code == 403
    assert planner.get("/api/v1/subscriptions").json()["items"] == []


def test_a_program_subscribes_and_replays_over_the_api(planner, hand_in):
    with receiving() as receiver:
        asked = {"url": receiver.url, "dataset": "keluarga"}
        made = planner.post("/api/v1/subscriptions", json.dumps(asked), content_type="application/json")
        assert made.status_code == 201
        body = made.json()
        place = f"/api/v1/subscriptions/{body['id']}"
        row = models.Subscription.objects.get()
        hand_in(make_households(BAJERA), at=row.created_at)
        run(row.created_at)
        [told] = planner.get(f"{place}/deliveries").json()["items"]
        again = planner.post(f"{place}/replay", json.dumps({"delivery": told["id"]}), content_type="application/json")

    assert receiver.is_genuine(0, body["secret"])
    assert "secret" not in planner.get(place).json()
    assert [each["status"] for each in told["attempts"]] == [204]
    assert again.json() == {"count": 1}
    assert planner.post(f"{place}/pause").json()["state"] == "paused"
    assert planner.post(f"{place}/resume").json()["state"] == "active"
    assert planner.post(f"{place}/test").status_code == 202
    assert planner.delete(place).status_code == 204
    assert planner.get(place).status_code == 404

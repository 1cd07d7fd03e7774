"""The audit trail in the browser and over HTTP: found, walked, verified."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.audit import models, operations, queries
from kotacerdas.kernel.actors import Role
from tests.makers import make_account, make_administrator


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lake_folder")]
EVENTS = "/api/v1/audit/events"


@pytest.fixture
def log(now: datetime) -> None:
    for number in range(1, 13):
        operations.record(
            action="exchange.submitted",
            target=f"submission/{number}",
            by=make_administrator(),
            at=now + timedelta(days=number),
            facts={"rows": number},
        )


@pytest.fixture
def supervisor(client: Client) -> Client:
    client.force_login(make_account("pembina", Role.DATA_SUPERVISOR))
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.usefixtures("log")
def test_days_narrow_the_log_and_both_count(supervisor: Client, now: datetime) -> None:
    since, until = (now + timedelta(days=3)).date(), (now + timedelta(days=4)).date()

    page = supervisor.get(reverse("accounts:events"), {"since": since, "until": until}).content.decode()

    shown = [number for number in range(1, 13) if f">submission/{number}<" in page]
    assert shown == [3, 4]


def test_a_hash_is_short_in_the_list_and_whole_in_the_entry(supervisor: Client, now: datetime) -> None:
    facts = {"sha256": "ab" * 32, "until": None}
    operations.record(action="exchange.released", target="release/1", by=make_administrator(), at=now, facts=facts)

    listed = supervisor.get(reverse("accounts:events")).content.decode()
    entry = supervisor.get(reverse("accounts:event", args=[1])).content.decode()

    assert "sha256 abababababab…" in listed
    assert "ab" * 32 in entry
    assert "null" not in entry


@pytest.mark.usefixtures("log")
def test_an_entry_shows_its_hash_and_its_neighbours(supervisor: Client) -> None:
    entry = queries.get_event(5)

    page = supervisor.get(reverse("accounts:event", args=[5])).content.decode()

    assert entry.sha256 in page
    assert queries.get_event(4).sha256 in page
    assert "The hash fits the entry." in page
    assert reverse("accounts:event", args=[4]) in page
    assert reverse("accounts:event", args=[6]) in page
    assert supervisor.get(reverse("accounts:event", args=[99])).status_code == 404
    assert supervisor.get(reverse("accounts:event", args=[10**30])).status_code == 404


@pytest.mark.usefixtures("log")
def test_a_spoiled_entry_is_marked_where_it_is_read(supervisor: Client) -> None:
    models.Event.objects.filter(seq=5).update(facts="bukan json")

    assert "was changed after it was written" in supervisor.get(reverse("accounts:event", args=[5])).content.decode()
    listed = supervisor.get(reverse("accounts:events")).content.decode()
    assert listed.count("This entry was changed.") == 1


@pytest.mark.usefixtures("log")
def test_the_chain_is_verified_from_its_page(supervisor: Client, django_capture_on_commit_callbacks) -> None:
    assert "never verified" in supervisor.get(reverse("accounts:chain")).content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        answer = supervisor.post(reverse("accounts:verify_chain"), follow=True)
    whole = supervisor.get(reverse("accounts:chain")).content.decode()

    assert answer.status_code == 200
    assert "The chain is whole" in whole
    assert "pembina contoh" in whole


@pytest.mark.usefixtures("log")
def test_a_broken_chain_is_said_with_the_entry(supervisor: Client, django_capture_on_commit_callbacks) -> None:
    models.Event.objects.filter(seq__in=[6, 7]).delete()

    with django_capture_on_commit_callbacks(execute=True):
        supervisor.post(reverse("accounts:verify_chain"))
    page = supervisor.get(reverse("accounts:chain")).content.decode()

    assert "The chain is broken" in page
    assert "Entries 6 to 7 are missing" in page


@pytest.mark.usefixtures("log")
def test_progress_is_shown_until_it_ends(supervisor: Client) -> None:
    supervisor.post(reverse("accounts:verify_chain"))  # the task begins only after the commit, so it still waits
    models.Verification.objects.update(checked=6)

    running = supervisor.get(reverse("accounts:chain_progress"))
    assert "6 of 12 entries" in running.content.decode()
    assert "HX-Refresh" not in running

    operations.run_verification(
        verification_id=models.Verification.objects.get().pk,
        by=make_administrator(),
        at=models.Verification.objects.get().started_at,
    )
    assert supervisor.get(reverse("accounts:chain_progress"))["HX-Refresh"] == "true"


@pytest.mark.usefixtures("log")
def test_a_verification_that_died_can_be_begun_again(supervisor: Client, now: datetime) -> None:
    models.Verification.objects.create(started_at=now - timedelta(days=900), by="x", by_name="x", length=12)

    page = supervisor.get(reverse("accounts:chain")).content.decode()

    assert "interrupted" in page
    assert reverse("accounts:verify_chain") in page


@pytest.mark.parametrize("name", ["events", "chain", "chain_progress"])
def test_pages_of_the_trail_are_closed_to_others(client: Client, name: str) -> None:
    client.force_login(make_account("perencana", Role.PLANNER))

    assert client.get(reverse(f"accounts:{name}")).status_code == 403
    assert client.post(reverse("accounts:verify_chain")).status_code == 403


@pytest.mark.usefixtures("log")
def test_anybody_may_take_the_signed_head_and_prove_with_it(client: Client) -> None:
    answer = client.get("/api/v1/audit/head")

    anchor = queries.parse_anchor(answer.content)
    assert (anchor.seq, anchor.sha256) == (12, queries.get_head().sha256)
    assert queries.follow_chain(anchors=[anchor]).is_whole
    models.Event.objects.filter(seq=12).delete()
    models.Head.objects.update(seq=11, sha256=queries.get_event(11).sha256)
    assert not queries.follow_chain(anchors=[anchor]).is_whole


@pytest.mark.usefixtures("log")
def test_events_over_http_come_in_pages_for_those_allowed(supervisor: Client) -> None:
    first = supervisor.get(EVENTS, {"limit": 5, "action": "exchange."}).json()
    second = supervisor.get(first["next"]).json()

    assert [item["seq"] for item in first["items"]] == [12, 11, 10, 9, 8]
    assert [item["seq"] for item in second["items"]] == [7, 6, 5, 4, 3]
    assert first["items"][0]["facts"] == {"rows": 12}


def test_events_over_http_are_closed_to_others(client: Client) -> None:
    assert client.get(EVENTS).status_code in {401, 403}
    client.force_login(make_account("perencana", Role.PLANNER))
    assert client.get(EVENTS).status_code == 403

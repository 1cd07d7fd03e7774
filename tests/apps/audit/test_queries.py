"""The log can be narrowed down and paged through while it grows."""

from datetime import datetime

import pytest

from kotacerdas.apps.audit import operations, queries
from tests.makers import make_actor


pytestmark = pytest.mark.django_db


@pytest.fixture
def deeds(now: datetime) -> None:
    for action, target, who in (
        ("exchange.submitted", "submission:1", "dinkes"),
        ("exchange.released", "submission:1", "dinkes"),
        ("accounts.role_granted", "dpmd", "admin"),
    ):
        operations.record(action=action, target=target, by=make_actor(username=who), at=now)


@pytest.mark.usefixtures("deeds")
def test_newest_come_first() -> None:
    assert [event.action for event in queries.list_events()] == [
        "accounts.role_granted",
        "exchange.released",
        "exchange.submitted",
    ]


@pytest.mark.usefixtures("deeds")
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"target": "submission:1"}, ["exchange.released", "exchange.submitted"]),
        ({"by": "admin"}, ["accounts.role_granted"]),
        ({"action": "exchange."}, ["exchange.released", "exchange.submitted"]),
        ({"target": "submission:1", "action": "exchange.released"}, ["exchange.released"]),
        ({"target": "submission:9"}, []),
    ],
)
def test_filters_narrow_down(filters: dict[str, str], expected: list[str]) -> None:
    assert [event.action for event in queries.list_events(**filters)] == expected


@pytest.mark.usefixtures("deeds")
def test_paging_does_not_slip_when_events_are_added_meanwhile(now: datetime) -> None:
    first = queries.list_events(limit=2)
    operations.record(action="areas.loaded", target="x", by=make_actor(), at=now)

    second = queries.list_events(before=first[-1].id, limit=2)

    assert [event.action for event in second] == ["exchange.submitted"]


@pytest.mark.usefixtures("deeds")
def test_list_actions_names_each_once() -> None:
    assert queries.list_actions() == ("accounts.role_granted", "exchange.released", "exchange.submitted")

"""The log keeps what was done, by whom, and never changes by itself."""

from datetime import datetime

import pytest

from kotacerdas.apps.audit import errors, operations, queries
from kotacerdas.kernel.actors import Role
from tests.makers import make_actor, make_data_producer


pytestmark = pytest.mark.django_db


def test_record_keeps_who_did_what_for_which_agency(now: datetime) -> None:
    producer = make_data_producer("dinkes")

    operations.record(action="exchange.submitted", target="submission:7", by=producer, at=now, facts={"rows": 133})

    (event,) = queries.list_events()
    assert (event.action, event.target, event.at) == ("exchange.submitted", "submission:7", now)
    assert (event.by, event.by_name, event.agency_code) == ("dinkes", "Ni Made Contoh", "51.02/dinkes")
    assert event.facts == {"rows": 133}


@pytest.mark.parametrize("action", ["submitted", "Exchange.submitted", "exchange.", "exchange.submitted twice"])
def test_record_refuses_a_name_that_is_no_action(action: str, now: datetime) -> None:
    with pytest.raises(errors.MalformedAction, match=r"app\.what_happened"):
        operations.record(action=action, target="x", by=make_actor(), at=now)


def test_record_read_keeps_columns_and_purpose(now: datetime) -> None:
    operations.record_read(
        target="release:3", columns=["no_kk", "desil"], purpose=" memadankan bantuan ", by=make_actor(), at=now
    )

    (event,) = queries.list_events()
    assert event.action == "audit.personal_data_read"
    assert event.facts == {"columns": ["desil", "no_kk"], "purpose": "memadankan bantuan"}


@pytest.mark.parametrize("purpose", ["", "   "])
def test_record_read_without_a_purpose_is_refused_and_leaves_no_row(purpose: str, now: datetime) -> None:
    with pytest.raises(errors.PurposeMissing):
        operations.record_read(target="release:3", columns=["no_kk"], purpose=purpose, by=make_actor(), at=now)

    assert queries.list_events() == ()


def test_events_of_a_person_without_agency_say_none(now: datetime) -> None:
    operations.record(action="areas.loaded", target="x", by=make_actor(Role.ADMINISTRATOR), at=now)

    assert queries.list_events()[0].agency_code is None

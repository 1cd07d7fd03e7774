"""A planner adds and changes programmes; somebody else's change is shown, not lost."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.masterplan import errors, operations, queries, rules
from kotacerdas.apps.masterplan.types import ProgrammeState
from kotacerdas.kernel.actors import Role
from tests.apps.masterplan.made import make_programme, typed_programme
from tests.makers import make_account, make_planner


pytestmark = pytest.mark.django_db
ADD = "masterplan:add_programme"


@pytest.fixture
def planner(client: Client) -> Client:
    client.force_login(make_account("perencana", Role.PLANNER, agency_code="51.02/bappeda", view=["51.02"]))
    return client


@pytest.fixture
def shelf(plan, now: datetime):
    return operations.add_programme(area_code="51.02", programme=make_programme(), by=make_planner(), at=now)


def send(client: Client, address: str, **fields: object):
    return client.post(address, typed_programme(**fields).urlencode(), content_type="application/x-www-form-urlencoded")


def change(code: str = "rumah-baca") -> str:
    return reverse("masterplan:change_programme", args=[code])


def test_a_planner_adds_a_programme_and_its_history_says_who(plan, planner: Client) -> None:
    answer = send(planner, reverse(ADD))

    assert answer.url == reverse("masterplan:programme", args=["rumah-baca"])
    page = planner.get(answer.url).content.decode()
    assert change() in page
    assert "miliar" in page
    assert len(audit.list_events(target="rumah-baca")) == 1


def test_a_second_programme_of_the_same_name_gets_a_code_of_its_own(shelf, planner: Client) -> None:
    assert send(planner, reverse(ADD)).url.endswith("/rumah-baca-2/")


def test_nothing_typed_is_lost_on_an_error(plan, planner: Client) -> None:
    answer = send(planner, reverse(ADD), problem_id="", **{"budget_1-amount": "lima juta"})

    page = answer.content.decode()
    assert answer.status_code == 422
    for text in ("Membuka rumah baca.", "lima juta", "1.250.000.000", "Dana Desa"):
        assert text in page


def test_rows_are_added_and_removed_without_a_script(plan, planner: Client) -> None:
    fewer = send(planner, reverse(ADD), remove="0").content.decode()
    more = send(planner, reverse(ADD), more="1").content.decode()

    assert "1.250.000.000" not in fewer
    assert 'name="budget_rows" value="4"' in fewer
    assert 'name="budget_rows" value="5"' in more
    assert len(queries.list_programmes()) == 25


def test_a_village_is_added_by_its_name(plan, planner: Client) -> None:
    page = send(planner, reverse(ADD), place="1", village="Bajera").content.decode()

    assert 'value="51.02.01.2001"' in page


def test_the_form_says_what_somebody_else_wrote_meanwhile(shelf, planner: Client, now: datetime) -> None:
    seen = rules.version_of(shelf)
    theirs = replace(shelf, problem={"id": "Buku mahal."})
    operations.change_programme(area_code="51.02", programme=theirs, by=make_planner(), at=now)

    answer = send(planner, change(), version=seen, problem_id="Perpustakaan jauh.")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert make_planner().name in page
    assert "Buku mahal." in page
    assert "Perpustakaan jauh." in page
    assert queries.get_programme("rumah-baca").problem == {"id": "Buku mahal."}
    newest = rules.version_of(queries.get_programme("rumah-baca"))
    assert send(planner, change(), version=newest, problem_id="Perpustakaan jauh.").status_code == 302


def test_the_operation_refuses_an_old_version_and_a_stop_without_reason(shelf, now: datetime) -> None:
    given = {"area_code": "51.02", "by": make_planner(), "at": now}
    with pytest.raises(errors.ProgrammeMoved):
        operations.change_programme(programme=shelf, seen="old", **given)
    stopped = replace(shelf, state=ProgrammeState.STOPPED)
    with pytest.raises(errors.StopReasonMissing):
        operations.change_programme(programme=stopped, **given)

    operations.change_programme(programme=stopped, reason="Dana dialihkan", **given)

    assert audit.list_events(target="rumah-baca")[0].facts["reason"] == "Dana dialihkan"


def test_only_planners_are_offered_the_form(plan, client: Client) -> None:
    page = client.get(reverse("masterplan:programme", args=["cegah-stunting"])).content.decode()
    client.force_login(make_account("dinas", Role.DATA_PRODUCER, agency_code="51.02/dinkes", view=["51.02"]))

    assert change("cegah-stunting") not in page
    assert client.get(reverse(ADD)).status_code == 403
    assert send(client, change("cegah-stunting")).status_code == 403


def test_the_form_needs_few_queries(plan, planner: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(40):
        assert planner.get(change("cegah-stunting")).status_code == 200

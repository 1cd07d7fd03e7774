"""The masterplan on the API."""

import pytest
from django.test import Client

from kotacerdas.apps.masterplan import queries
from tests.apps.masterplan.conftest import Measured


pytestmark = pytest.mark.django_db


def test_the_plan_comes_whole(plan, client: Client, measured: Measured) -> None:
    measured("g1-layanan-daring", {2024: 46.0, 2025: 53.0})

    body = client.get("/api/v1/masterplan").json()

    assert (body["area_code"], body["version"], body["is_example"]) == ("51.02", 1, True)
    assert [pillar_set["code"] for pillar_set in body["pillar_sets"]] == ["mou", "kementerian"]
    assert (len(body["missions"]), len(body["programmes"]), len(body["targets"])) == (6, 25, 33)
    assert sum(body["counts"].values()) == 33
    target = next(one for one in body["targets"] if one["indicator_code"] == "g1-layanan-daring")
    assert (target["state"], target["measured"], target["measured_period"]) == ("on_track", 53.0, "2025")
    assert target["path"][0] == {"period": "2025", "wanted": 52.0}
    assert target["coverage"] == {"reported": 7, "expected": 7, "population_share": 1.0}


def test_a_target_comes_alone(plan, client: Client) -> None:
    target = queries.find_target_on("idm", "51.02")

    body = client.get(f"/api/v1/masterplan/targets/{target.id}").json()

    assert (body["id"], body["state"], body["measured"]) == (target.id, "not_measured", None)
    assert body["reason"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/api/v1/masterplan?area=51.71", "masterplan.plan_not_found"),
        ("/api/v1/masterplan/targets/0", "masterplan.target_not_found"),
    ],
)
def test_what_is_not_there_is_a_problem(plan, client: Client, address: str, code: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code

"""The stable core of the API."""

import pytest

from kotacerdas.apps.indicators import operations
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.indicators.made import BAJERA, VILLAGES, WANAGIRI, WATER, households, prepare, release


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def measured(lake_folder, now):
    """Water in two villages over two years."""
    prepare()
    release("rumah_tangga", "2025", BAJERA, households(BAJERA, 50, 50))
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    release("rumah_tangga", "2026", WANAGIRI, households(WANAGIRI, 90, 10))
    operations.refresh(by=SYSTEM, at=now)


def test_indicators_come_as_a_page_with_their_latest_value(client):
    page = client.get("/api/v1/indicators?limit=1000").json()
    water = next(item for item in page["items"] if item["code"] == WATER)

    assert page["total"] == len(page["items"])
    assert water["title"]["id"] == "Rumah tangga dengan air minum layak"
    assert water["pillars"] == ["mou.infrastructure", "mou.living", "kementerian.living"]
    assert water["latest"]["value"] == 75.0


def test_pages_of_indicators_lead_to_the_next(client):
    page = client.get("/api/v1/indicators?limit=5").json()

    assert len(page["items"]) == 5
    assert "offset=5" in page["next"]


def test_one_indicator_comes_with_its_definition(client):
    body = client.get(f"/api/v1/indicators/{WATER}").json()

    assert body["datasets"] == ["rumah_tangga"]
    assert body["scale"] == 100
    assert "sumber_air IN" in body["sql"]


def test_values_have_numerator_denominator_coverage_and_age(client):
    items = client.get(f"/api/v1/indicators/{WATER}/values?area={BAJERA}&from=2026&to=2026").json()["items"]

    assert items == [
        {
            "area": BAJERA,
            "period": "2026",
            "state": "known",
            "value": 60.0,
            "numerator": 60.0,
            "denominator": 100.0,
            "coverage": {"reported": 1, "expected": 1, "population_share": None},
            "oldest_input": "2026-09-03",
            "version": 1,
        }
    ]


def test_a_trace_gives_children_releases_check_and_submitter(client):
    body = client.get(f"/api/v1/trace/{WATER}/51.02.01/2026").json()

    assert (body["value"], body["numerator"], body["denominator"]) == (75.0, 150.0, 200.0)
    assert [child["area"] for child in body["children"]] == list(VILLAGES[:3])
    assert body["children"][2]["value"] is None
    assert body["releases"][0]["check"]["rows_failed"] == 0
    assert body["releases"][0]["submitter"]["agency"] == "51.02/dpmd"
    assert body["releases"][0]["is_intact"] is True
    assert body["rows"] is None
    assert client.get(f"/api/v1/trace/{WATER}/{BAJERA}/2026").json()["rows"].endswith("/baris/")


def test_the_links_to_children_lead_to_their_traces(client):
    child = client.get(f"/api/v1/trace/{WATER}/51.02.01/2026").json()["children"][0]

    assert client.get(child["trace"]).json()["area"] == BAJERA


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("indicators/zeppelin", 404, "indicators.indicator_not_found"),
        (f"indicators/{WATER}/values?area=51.99", 404, "areas.not_found"),
        (f"trace/{WATER}/5102012001/2026", 400, "areas.ambiguous_code"),
        (f"trace/{WATER}/51.02/soon", 400, "kernel.malformed_period"),
    ],
)
def test_problems_have_a_stable_code(client, address, status, code):
    response = client.get(f"/api/v1/{address}")

    assert response.status_code == status
    assert response["content-type"].startswith("application/problem+json")
    assert response.json()["code"] == code

"""The movement on the API."""

from django.test import Client


def test_the_movement_comes_whole(movement, client: Client) -> None:
    body = client.get("/api/v1/movement").json()

    assert [cohort["year"] for cohort in body["cohorts"]] == [2017, 2018, 2019, 2021, 2022, 2023, 2024]
    assert {"year": 2022, "regencies": 191, "places": 198} in body["counts"]
    assert len(body["memberships"]) == 139
    assert {"area_code": "34.04", "years": [2017, 2021]} in body["repeats"]
    assert body["cohorts"][3]["missing_members"] == 37

"""Areas on the API."""

import pytest
from django.test import Client

from tests.makers import make_area_tree


pytestmark = pytest.mark.django_db
API = "/api/v1/areas"


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area_tree()


def test_an_area_comes_with_what_it_lies_in_and_what_lies_in_it(client: Client) -> None:
    body = client.get(f"{API}/51.02.01").json()

    assert (body["code"], body["title"], body["level"], body["kind"]) == (
        "51.02.01",
        "Kecamatan Selemadeg",
        "district",
        "kecamatan",
    )
    assert [area["code"] for area in body["ancestors"]] == ["ID", "51", "51.02"]
    assert [area["name"] for area in body["children"]] == ["Bajera", "Wanagiri", "Pupuan Sawah"]
    assert body["edition"]["valid_from"] == "2025-06-23"
    assert "ODbL" in body["edition"]["licence"]


def test_search_tells_namesakes_apart(client: Client) -> None:
    body = client.get(API, {"search": "kukuh"}).json()

    assert body["total"] == 2
    assert [item["within"] for item in body["items"]] == [
        "Kecamatan Kerambitan, Kabupaten Tabanan",
        "Kecamatan Marga, Kabupaten Tabanan",
    ]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/99.99", 404, "areas.not_found"),
        ("/5102012001", 400, "areas.ambiguous_code"),
        ("/51.02/layout", 404, "areas.layout_not_found"),
    ],
)
def test_what_is_not_there_is_a_problem_with_a_code(client: Client, path: str, status: int, code: str) -> None:
    answer = client.get(f"{API}{path}")

    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == code


def test_a_search_for_one_letter_is_a_problem(client: Client) -> None:
    assert client.get(API, {"search": "a"}).status_code == 422

"""Pages that find and list areas."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.makers import make_area_tree


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _areas() -> None:
    make_area_tree()


def test_namesakes_are_shown_with_their_district(client: Client) -> None:
    page = client.get(reverse("areas:search"), {"q": "kukuh"}).content.decode()

    assert "Kecamatan Kerambitan, Kabupaten Tabanan" in page
    assert "Kecamatan Marga, Kabupaten Tabanan" in page
    assert 'id="hits"' in page


def test_a_search_without_hits_says_what_to_do(client: Client) -> None:
    answer = client.get(reverse("areas:search"), {"q": "atlantis"})

    assert answer.status_code == 200
    assert 'class="empty"' in answer.content.decode()


def test_a_search_of_a_thousand_letters_is_no_fault(client: Client) -> None:
    assert client.get(reverse("areas:search"), {"q": "x" * 1000}).status_code == 200


def test_the_list_walks_from_the_nation_down(client: Client) -> None:
    home = client.get(reverse("areas:home")).content.decode()
    regency = client.get(reverse("areas:list", args=["51.02"])).content.decode()
    district = client.get(reverse("areas:list", args=["51.02.01"])).content.decode()

    assert reverse("areas:list", args=["51"]) in home
    assert "ODbL" in home
    assert reverse("areas:list", args=["51.02.01"]) in regency
    assert reverse("site:area", args=["51.02.01.2001"]) in district


@pytest.mark.parametrize(("code", "status"), [("99.99", 404), ("Tabanan", 400), ("5102012001", 400)])
def test_a_code_that_is_none_is_answered_with_a_sentence(client: Client, code: str, status: int) -> None:
    assert client.get(reverse("areas:list", args=[code])).status_code == status


def test_the_list_costs_the_same_however_many_children(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(9):
        client.get(reverse("areas:list", args=["51.02"]))

"""Pages about agencies answer without login, in few queries."""

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.agencies import operations
from tests.makers import make_administrator, make_area_tree


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _agencies(now: datetime) -> None:
    make_area_tree()
    operations.load_agencies(by=make_administrator(), at=now)


def test_the_list_shows_bodies_and_villages_with_their_district(client: Client) -> None:
    page = client.get(reverse("agencies:list")).content.decode()

    assert "Dinas Kesehatan" in page
    assert "Pemerintah Desa Bajera" in page
    assert "Selemadeg" in page


def test_the_list_costs_the_same_however_many_there_are(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        client.get(reverse("agencies:list"))


def test_an_agency_shows_its_offices_and_says_which_are_empty(client: Client) -> None:
    answer = client.get(reverse("agencies:agency", args=["51.02/setda"]))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "I Komang Gede Sanjaya" in page
    assert "Wakil Bupati Tabanan" in page


def test_an_unknown_agency_is_a_page_that_says_so(client: Client) -> None:
    assert client.get(reverse("agencies:agency", args=["51.02/tidak-ada"])).status_code == 404

"""Pages of the movement."""

import pytest
from django.test import Client
from django.urls import reverse


pytestmark = pytest.mark.django_db


def test_the_movement_shows_both_counts_and_why_they_differ(movement, client: Client) -> None:
    page = client.get(reverse("movement:home")).content.decode()

    assert "191" in page
    assert "198" in page
    assert "wahananews.co" in page
    assert "Kabupaten Tabanan" in page


def test_the_map_tells_unknown_from_joined(movement, client: Client) -> None:
    page = client.get(reverse("movement:home")).content.decode()

    assert "Kabupaten Jembrana" in page
    assert "2023–2024" in page


def test_a_cohort_lists_its_members_with_their_sources(movement, client: Client) -> None:
    page = client.get(reverse("movement:cohort", args=[2021])).content.decode()

    assert "Kota Semarang" in page
    assert "2017" in page  # Semarang had joined before
    assert "mediacenter.temanggungkab.go.id" in page
    assert "37" in page  # names missing
    assert reverse("movement:cohort", args=[2019]) in page
    assert reverse("movement:cohort", args=[2022]) in page


def test_a_year_without_a_cohort_answers_404(movement, client: Client) -> None:
    assert client.get(reverse("movement:cohort", args=[2020])).status_code == 404


def test_before_anything_is_loaded_the_page_answers(nation, client: Client) -> None:
    assert client.get(reverse("movement:home")).status_code == 200


def test_the_page_takes_few_queries(movement, client: Client, django_assert_max_num_queries) -> None:
    client.get(reverse("movement:home"))

    with django_assert_max_num_queries(12):
        client.get(reverse("movement:home"))

"""Reading the movement as it is known."""

import pytest

from kotacerdas.apps.movement import errors, queries


def test_counts_answer_as_the_minister_and_the_director_did(movement) -> None:
    counts = {count.year: count for count in queries.list_counts()}

    assert counts[2021].regencies == 141
    assert counts[2022].regencies == 191
    assert counts[2022].places == 198
    assert counts[2024].regencies == 251


def test_known_repeats_differ_from_the_stated_ones(movement) -> None:
    """Seven are stated for 2021, of which four names are known; two in the list of 2019 are stated nowhere."""
    repeats = {repeat.area_code: repeat.years for repeat in queries.list_repeats()}

    assert {code for code, years in repeats.items() if 2021 in years[1:]} == {"33.19", "33.20", "33.74", "34.04"}
    assert {code for code, years in repeats.items() if 2019 in years[1:]} == {"32.76", "33.02"}
    assert queries.get_cohort(2021).repeats == 7
    assert queries.get_cohort(2019).repeats == 0


def test_tabanan_joined_in_2022(movement) -> None:
    [membership] = queries.list_memberships(area_code="51.02")

    assert membership.year == 2022
    assert membership.source.startswith("https://")


def test_cohorts_know_how_many_names_are_missing(movement) -> None:
    missing = {cohort.year: cohort.missing_members for cohort in queries.list_cohorts()}

    assert missing == {2017: 0, 2018: 0, 2019: 0, 2021: 37, 2022: 45, 2023: 37, 2024: 0}


def test_a_year_without_a_cohort_is_named(movement) -> None:
    with pytest.raises(errors.CohortNotFound, match="2020"):
        queries.get_cohort(2020)


def test_reading_takes_few_queries(movement, django_assert_num_queries) -> None:
    with django_assert_num_queries(2):
        queries.list_cohorts()
    with django_assert_num_queries(1):
        assert len(queries.list_memberships()) == 139

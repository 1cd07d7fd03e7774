import pytest

from kotacerdas.demo.population import YEARS, published, residents
from tests.demo.places import small_places


def of_district(counts, code):
    places = small_places()
    return int(counts[places.district_of == places.district_codes.index(code)].sum())


def test_published_figures_add_up_as_printed():
    assert sum(row.total_2022 for row in published().values()) == 468_597
    assert sum(row.total_2021 for row in published().values()) == 463_766


@pytest.mark.parametrize("code", published())
def test_residents_of_2022_are_the_published_ones_in_every_district(code):
    people = residents(small_places(), 2022)

    assert of_district(people.total, code) == published()[code].total_2022
    assert of_district(people.men, code) == published()[code].men_2022


def test_residents_grow_as_fast_as_the_published_year_did():
    totals = [int(residents(small_places(), year).total.sum()) for year in YEARS]

    assert totals == sorted(totals)
    assert totals[2] == pytest.approx(478_393, rel=0.001)  # the ministry's figure of December 2024


def test_nobody_is_a_negative_number_of_women():
    for year in YEARS:
        people = residents(small_places(), year)
        assert (people.total >= people.men).all()
        assert (people.total >= people.households).all()

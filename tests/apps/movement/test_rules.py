"""Both ways of counting, with the published answers, and what the names say beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.movement import errors, rules
from kotacerdas.apps.movement.types import Cohort, Count, Membership, Repeat
from kotacerdas.kernel.areas import AreaCode


PUBLISHED = {2017: (25, 0), 2018: (50, 0), 2019: (25, 0), 2021: (48, 7), 2022: (50, 0), 2023: (50, 0), 2024: (10, 0)}


def make_cohort(year: int, published: int, repeats: int = 0, known: int = 0) -> Cohort:
    return Cohort(year, published, repeats, is_complete=False, source="", known_members=known)


def make_memberships(*pairs: tuple[str, int]) -> list[Membership]:
    return [Membership(AreaCode(code), year, "https://example.org") for code, year in pairs]


def test_the_published_totals_come_out_under_their_own_rule() -> None:
    counts = rules.count_up(make_cohort(year, *figures) for year, figures in PUBLISHED.items())

    assert {count.year: count.regencies for count in counts} == {
        2017: 25,
        2018: 75,
        2019: 100,
        2021: 141,
        2022: 191,
        2023: 241,
        2024: 251,
    }
    assert next(count.places for count in counts if count.year == 2022) == 198


def test_the_order_in_which_cohorts_are_given_does_not_matter() -> None:
    cohorts = [make_cohort(year, *figures) for year, figures in PUBLISHED.items()]

    assert rules.count_up(reversed(cohorts)) == rules.count_up(cohorts)


cohort_lists = st.lists(
    st.tuples(st.integers(2017, 2060), st.integers(0, 60), st.integers(0, 60)), unique_by=lambda one: one[0]
).map(lambda rows: [make_cohort(year, published, min(repeats, published)) for year, published, repeats in rows])


@given(cohort_lists)
def test_places_are_never_fewer_than_regencies_and_neither_shrinks(cohorts: list[Cohort]) -> None:
    counts = rules.count_up(cohorts)

    assert all(count.places >= count.regencies for count in counts)
    assert list(counts) == sorted(counts, key=lambda count: (count.year, count.regencies, count.places))
    if counts:
        assert counts[-1].places == sum(cohort.published for cohort in cohorts)


def test_known_names_are_counted_once_and_every_time() -> None:
    memberships = make_memberships(("33.19", 2018), ("33.20", 2018), ("33.19", 2021))

    assert rules.count_known(memberships) == (Count(2018, 2, 2), Count(2021, 2, 3))
    assert rules.first_years(memberships) == {"33.19": 2018, "33.20": 2018}
    assert rules.find_repeats(memberships) == (Repeat(AreaCode("33.19"), (2018, 2021)),)
    assert rules.count_repeats_in(2021, rules.find_repeats(memberships)) == 1
    assert rules.count_repeats_in(2018, rules.find_repeats(memberships)) == 0


@pytest.mark.parametrize(
    ("members", "error", "named"),
    [
        ([(2017, "99.99")], errors.MembersRefused, "99.99"),
        ([(2020, "51.02")], errors.MembersRefused, "2020"),
        ([(2017, "51.02"), (2017, "51.02")], errors.MembersRefused, "51.02 (2017)"),
        ([(2017, "51.02"), (2017, "51.03")], errors.TooManyMembers, "2 names but only 1"),
    ],
)
def test_check_members_refuses(members: list, error: type[Exception], named: str) -> None:
    with pytest.raises(error) as refusal:
        rules.check_members(members, {2017: 1}, frozenset({"51.02", "51.03"}))

    assert named in str(refusal.value)

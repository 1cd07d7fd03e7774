"""What is hidden stays hidden, whatever is subtracted from what is shown."""

from fractions import Fraction

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from kotacerdas.kernel.areas import AreaCode
from kotacerdas.measures.definition import Kind
from kotacerdas.measures.disclosure import is_small, protect
from kotacerdas.measures.totals import roll_up
from tests.measures.made import cells, total, village, villages


trees = st.dictionaries(villages, cells(), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("cases", "people", "small"),
    [
        (0, 40, False),
        (1, 40, True),
        (4, 40, True),
        (5, 40, False),
        (36, 40, True),
        (40, 40, False),
        (10, 29, True),
        (0, 0, False),
    ],
)
def test_what_counts_as_small(cases, people, small):
    assert is_small(Kind.RATIO, cases, people) is small


def test_years_of_schooling_count_no_people():
    assert not is_small(Kind.MEAN, 3, 40)
    assert is_small(Kind.MEAN, 300, 20)


@for_all(trees)
def test_every_small_cell_is_hidden(units):
    totals = roll_up(units)
    hidden = protect(totals, Kind.RATIO)

    assert {area for area, each in totals.items() if is_small(Kind.RATIO, each.numerator, each.denominator)} <= hidden


@for_all(trees)
def test_no_hidden_cell_follows_from_the_shown_ones(units):
    """Solve the sums for the hidden cells: none may have only one solution."""
    totals = roll_up(units)
    hidden = sorted(protect(totals, Kind.RATIO))

    assert determined(totals, hidden) == []


@for_all(trees)
def test_what_remains_of_a_shown_area_is_never_small(units):
    totals = roll_up(units)
    hidden = protect(totals, Kind.RATIO)

    for area in set(totals) - hidden:
        shown_inside = {unit for unit in units if covering(unit, area, hidden) is not None}
        rest = [units[unit] for unit in units if unit.is_within(area) and unit not in shown_inside]
        cases, people = sum(each.numerator for each in rest), sum(each.denominator for each in rest)
        assert not is_small(Kind.RATIO, cases, people) or area in units


@for_all(trees)
def test_nothing_is_hidden_where_nothing_is_small(units):
    large = {unit: total(100, 500) for unit in units}

    assert protect(roll_up(large), Kind.RATIO) == frozenset()


def test_the_smallest_sibling_is_taken_along():
    units = {village(1, 1, 1): total(2, 80), village(1, 1, 2): total(50, 90), village(1, 1, 3): total(50, 300)}

    assert protect(roll_up(units), Kind.RATIO) == {village(1, 1, 1), village(1, 1, 2)}


def test_hiding_a_district_hides_something_inside_it():
    """A hidden district whose villages are all shown could simply be added up again."""
    units = {
        village(1, 1, 1): total(3, 100),
        village(1, 2, 1): total(50, 100),
        village(1, 2, 2): total(60, 120),
        village(1, 3, 1): total(99, 999),
    }

    hidden = protect(roll_up(units), Kind.RATIO)

    assert {AreaCode("51.01.01"), AreaCode("51.01.02"), village(1, 2, 1)} <= hidden
    assert village(1, 3, 1) not in hidden


def covering(unit, area, hidden):
    """The widest shown area strictly inside ``area`` that holds ``unit``, if any."""
    path = [place for place in (*reversed(unit.ancestors), unit) if place.is_within(area) and place != area]
    return next((place for place in path if place not in hidden), None)


def determined(totals, hidden):
    """Hidden cells fixed by the equations parent = Σ children, by elimination over the hidden ones."""
    index = {area: column for column, area in enumerate(hidden)}
    children: dict[AreaCode, list[AreaCode]] = {}
    for area, each in totals.items():
        if area.parent is not None and each.denominator:
            children.setdefault(area.parent, []).append(area)
    rows = []
    for parent, inside in children.items():
        row = [Fraction(0)] * len(hidden)
        if parent in index:
            row[index[parent]] -= 1
        for child in inside:
            if child in index:
                row[index[child]] += 1
        rows.append(row)
    reduced = eliminate(rows)
    return [hidden[row.index(1)] for row in reduced if sum(cell != 0 for cell in row) == 1]


def eliminate(rows):
    """Reduced row echelon form."""
    rows = [row[:] for row in rows if any(row)]
    done = []
    while rows:
        column = min(next(i for i, cell in enumerate(row) if cell) for row in rows)
        pivot = next(row for row in rows if row[column])
        rows.remove(pivot)
        pivot = [cell / pivot[column] for cell in pivot]
        clear = lambda row: [cell - row[column] * lead for cell, lead in zip(row, pivot, strict=True)]  # noqa: B023, E731
        rows = [row for row in map(clear, rows) if any(row)]
        done = [clear(row) for row in done] + [pivot]
    return done

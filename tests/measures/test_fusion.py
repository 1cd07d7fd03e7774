"""One scan per dataset, and only what can be added up."""

import pytest

from kotacerdas.measures.errors import DividesItself, NotAdditive, UndeclaredInput, WrongShape
from kotacerdas.measures.fusion import Partial, fuse, read_branches
from tests.measures.made import SQL, make_definition


def refused(n="sum(air)", d="count(air)", sql=None):
    return make_definition(sql or SQL.format(n=n, d=d, t="rumah"))


@pytest.mark.parametrize(
    "numerator",
    ["avg(air)", "max(air)", "median(air)", "count(DISTINCT air)", "sum(air) * 2", "1", "any_value(air)"],
)
def test_what_cannot_be_added_up_is_refused_with_its_name(numerator):
    with pytest.raises(NotAdditive) as refusal:
        read_branches(refused(numerator))

    assert "Only sums and counts" in str(refusal.value)


@pytest.mark.parametrize("numerator", ["sum(air) / 2", "sum(air // 2)", "sum(air % 2)"])
def test_an_indicator_never_divides(numerator):
    with pytest.raises(DividesItself):
        read_branches(refused(numerator))


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT area_code, period, sum(air) AS numerator FROM rumah GROUP BY area_code, period",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah GROUP BY area_code",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah JOIN x USING (id) GROUP BY area_code, period",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah GROUP BY area_code, period LIMIT 3",
        "WITH y AS (SELECT 1) SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah GROUP BY area_code, period",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM (SELECT * FROM rumah) GROUP BY area_code, period",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah WHERE air > (SELECT 1) GROUP BY area_code, period",
        "SELECT area_code, period, sum(air) AS numerator, count(air) AS denominator FROM rumah GROUP BY area_code, period HAVING sum(air) > 3",
        "DELETE FROM rumah",
        "SELECT FROM WHERE",
    ],
)
def test_only_the_one_form_is_read(sql):
    with pytest.raises(WrongShape):
        read_branches(refused(sql=sql))


def test_a_column_that_is_not_declared_is_named():
    with pytest.raises(UndeclaredInput) as refusal:
        read_branches(refused("sum(nik)"))

    assert refusal.value.facts == {"code": "n5-air", "name": "rumah"}


def test_a_dataset_is_read_once_however_many_indicators_it_has():
    first = refused("count(*) FILTER (WHERE air)", "count(*)")
    second = make_definition(
        SQL.format(n="sum(orang)", d="count(orang)", t="rumah WHERE orang > 0"),
        code="orang",
        inputs=({"dataset": "rumah", "columns": ("orang",), "grain": "village"},),
    )

    (plan,) = fuse([first, second])

    assert plan.sql.count("FROM rumah") == 1
    assert plan.columns == ("air", "orang")
    assert plan.indicator_codes == ("n5-air", "orang")


def test_an_indicator_all_of_whose_rows_were_filtered_away_gives_nothing():
    (plan,) = fuse([refused()])

    rows = [("51.02.01.2001", "2026", True, 3, 4), ("51.02.01.2002", "2026", False, None, 0)]

    assert list(plan.read(rows)) == [Partial("n5-air", "rumah", "51.02.01.2001", "2026", 3.0, 4.0)]

"""Conditions between fields: a small part of SQL and nothing else."""

import pytest
from sqlglot import exp

from kotacerdas.contracts import expressions
from kotacerdas.contracts.expressions import ExpressionRefused


NAMES = {"a", "b", "c", "kode"}


@pytest.mark.parametrize(
    "text",
    [
        "a + b = c",
        "a <= b * 2",
        "(a + b) / 2 >= c - 0.5",
        "a IS NULL OR b IS NOT NULL",
        "starts_with(kode, '51')",
        "abs(a) < 3",
    ],
)
def test_read_takes_conditions_over_fields(text):
    assert expressions.read(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "a", "a + b", "", "a =", "a = d", "x.a = 1", "a = (SELECT 1)", "a IN (SELECT b FROM t)", "read_text('/etc/passwd') = a",
        "a = 1; DROP TABLE sheet", "random() > a", "a = CASE WHEN b THEN 1 END", "a::VARCHAR = b", "getenv('HOME') = kode",
        "a = 1 " + "OR a = 1 " * 200,
    ],
)  # fmt: skip
def test_read_refuses_everything_else(text):
    with pytest.raises(ExpressionRefused):
        expressions.read(text, NAMES)


def test_to_sql_allows_the_tolerance():
    tree = expressions.read("a + b = c", NAMES)

    sql = expressions.to_sql(tree, exp.column, 0.0002)

    assert sql == "ABS((a + b) - (c)) <= 0.0002"

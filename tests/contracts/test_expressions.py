"""Conditions between fields: a small part of SQL and nothing else, and none that a row can make fail."""

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotacerdas.contracts import expressions
from kotacerdas.contracts.errors import ExpressionRefused, KindsDiffer
from kotacerdas.contracts.operands import PARTS, Operand
from tests.contracts.bodies import make_contract


KINDS = {
    "a": Operand.NUMBER,
    "b": Operand.NUMBER,
    "c": Operand.NUMBER,
    "kode": Operand.TEXT,
    "nama": Operand.TEXT,
    "lahir": Operand.DATE,
    "pada": Operand.MOMENT,
    "aktif": Operand.BOOLEAN,
    "isi": Operand.OPAQUE,
}
TABLE = """
    SELECT * FROM (VALUES
        (1::BIGINT, 2.5::DOUBLE, 0::BIGINT, '51.02.01.2001', 'I Wayan', DATE '2026-01-31', TIMESTAMP '2026-01-31 10:00:00', true, '[1]'),
        (9223372036854775807, 1e308, -9223372036854775807, '', 'Ñ', DATE '0001-01-01', TIMESTAMP '9999-12-31 23:59:59', false, ''),
        (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
    ) AS rows (a, b, c, kode, nama, lahir, pada, aktif, isi)
"""


def judge(text):
    """What the condition says of the first row of the table; it must say something of each."""
    sql = expressions.to_sql(expressions.read(text, KINDS), KINDS, str)
    return duckdb.sql(f"SELECT {sql} FROM ({TABLE})").fetchall()[0][0]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("a + 1.5 = b", True),
        ("a <= b * 2", True),
        ("(a + b) / 2 >= c - 0.5", True),
        ("a IS NULL OR b IS NOT NULL", True),
        ("starts_with(kode, '51') AND NOT ends_with(kode, '51')", True),
        ("abs(-a) < 3 AND floor(b) = 2 AND ceil(b) = 3 AND round(b, 1) = 2.5", True),
        ("a BETWEEN 2 AND 3", False),
        ("kode LIKE '51.%'", True),
        ("kode NOT LIKE '51._2%' OR nama ILIKE 'i w_yan'", True),
        ("nama NOT ILIKE '%WAYAN'", False),
        ("CASE WHEN a > 1 THEN 2 ELSE 3 END = 3", True),
        ("length(kode) = 13 AND left(kode, 5) = '51.02' AND substring(kode, 4, 2) = '02' AND right(kode, 4) = '2001'", True),
        ("lower(trim(nama)) IN ('i wayan', 'i made') AND upper(nama) <> nama", True),
        ("date_diff('day', lahir, DATE '2026-02-28') = 28", True),
        ("year(lahir) = 2026 AND month(lahir) = 1 AND extract(day FROM pada) = 31", True),
        ("pada > TIMESTAMP '2026-01-31 09:59:59'", True),
        ("greatest(a, b, c) <= 2.5 AND least(a, b) = 1", True),
        ("regexp_matches(kode, '^51[.]') AND NOT contains(kode, 'x')", True),
        ("coalesce(a, 0) % 2 = 1 AND nullif(a, 1) IS NULL", True),
        ("aktif AND a IS DISTINCT FROM b AND kode || '.1' > kode", True),
    ],
)  # fmt: skip
def test_read_takes_conditions_over_fields(text, verdict):
    assert judge(text) is verdict


@pytest.mark.parametrize(
    "text",
    [
        "a", "a + b", "", "a =", "a = d", "x.a = 1", "a = (SELECT 1)", "a IN (SELECT b FROM t)", "read_text('/etc/passwd') = a",
        "a = 1; DROP TABLE sheet", "random() > a", "a::VARCHAR = b", "getenv('HOME') = kode", "a = 1 " + "OR a = 1 " * 200,
        "1 = 1", "sum(a) > 1", "count(*) > 1", "a > max(b) OVER ()", "a = ANY (SELECT 1)", "EXISTS (SELECT 1)", "a = $1", "a = ?",
        "list_filter([a], x -> x) = isi", "repeat(kode, 1000000) = nama", "now() > lahir", "current_date > lahir", "kode LIKE nama",
        "regexp_matches(kode, nama)", "regexp_matches(kode, '(a{100}){100}')", "regexp_matches(kode, '(?=a)')", "a = 1e400",
        "regexp_matches(kode, 'a', 'g')", "round(a, b) = 1", "lahir > DATE '2026-13-01'", "lahir > CAST(kode AS DATE)", "kode = 'a\x00'",
        "a COLLATE nocase = b", "CASE a WHEN 1 THEN true END", "TRY_CAST(kode AS INT) = 1", "{'a': 1} = isi", "a = 0x10",
        "trim(kode, 'x') = 'a'", "kode[1] = 'a'", "a IN (b, 'x')",
    ],
)  # fmt: skip
def test_read_refuses_everything_else(text):
    with pytest.raises(ExpressionRefused):
        expressions.read(text, KINDS)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("kode = 1", "“1”"),
        ("lahir = '2026-01-31'", "“'2026-01-31'”"),
        ("aktif + 1 = 2", "“aktif”"),
        ("isi = isi", "“isi”"),
    ],
)
def test_read_says_which_value_is_of_the_wrong_kind(text, wrong):
    with pytest.raises(KindsDiffer, match=re.escape(f"{wrong} in the condition is of another kind")):
        expressions.read(text, KINDS)


def test_to_sql_allows_the_tolerance_between_numbers_only():
    tree = expressions.read("a + b = c AND kode = 'x'", KINDS)

    sql = expressions.to_sql(tree, KINDS, str, 0.0002)

    assert sql.endswith("<= 0.0002 AND \"kode\" = 'x'")


def test_to_filter_names_the_columns_of_a_release():
    kinds = expressions.kinds_of(make_contract().fields)
    condition = expressions.to_filter("starts_with(kode_desa, '51.02.01.') AND jumlah >= 10", kinds)

    rows = duckdb.sql("SELECT * FROM (VALUES ('51.02.01.2001', 9), ('51.02.01.2002', 10)) AS rows (kode_desa, jumlah)")

    assert rows.filter(condition).fetchall() == [("51.02.01.2002", 10)]


def test_a_pattern_of_blanks_is_matched_in_time():
    sql = expressions.to_sql(expressions.read(f"kode LIKE '{'_%' * 40}x'", KINDS), KINDS, str)

    assert duckdb.sql(f"SELECT {sql} FROM (SELECT repeat('a', 50000) AS kode)").fetchall() == [(False,)]


def test_no_part_gives_more_than_its_row():
    forbidden = {
        "Subquery",
        "Select",
        "Anonymous",
        "AnonymousAggFunc",
        "Star",
        "Window",
        "Lambda",
        "Placeholder",
        "Parameter",
    }

    assert not forbidden & {part.__name__ for part in PARTS}


WORDS = [
    *KINDS, "1", "2.5", "'x'", "'51.%'", "NULL", "true", "DATE '2026-01-01'", "(", ")", ",", "+", "-", "*", "/", "%", "||", "=", "<>",
    "<=", ">", "AND", "OR", "NOT", "IS", "IN", "LIKE", "ILIKE", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "abs(", "round(",
    "length(", "lower(", "greatest(", "coalesce(", "nullif(", "year(", "date_diff('month',", "substring(", "left(", "regexp_matches(",
    "SELECT", "FROM", ";", "--", "/*", "::", "[", "{", "$1", "OVER", "read_csv(", "sum(", "EXISTS", "DISTINCT", "->", '"a"',
]  # fmt: skip
number = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["a", "b", "c", "1", "0", "2.5", "year(lahir)", "length(kode)", "date_diff('month', lahir, DATE '2026-01-01')"]),
        st.builds("({} {} {})".format, number, st.sampled_from("+-*/%"), number),
        st.builds("{}({})".format, st.sampled_from(["abs", "floor", "ceil", "-"]), number),
        st.builds("coalesce({}, {})".format, number, number),
        st.builds("CASE WHEN {} THEN {} ELSE {} END".format, condition, number, number),
    )
)  # fmt: skip
text = st.deferred(
    lambda: st.one_of(
        st.sampled_from(["kode", "nama", "'x'", "''", "lower(nama)", "left(kode, 5)"]),
        st.builds("({} || {})".format, text, text),
    )
)
condition = st.deferred(
    lambda: st.one_of(
        st.builds("{} {} {}".format, number, st.sampled_from(["=", "<>", "<", ">="]), number),
        st.builds("{} {} {}".format, text, st.sampled_from(["=", "<", "IS DISTINCT FROM"]), text),
        st.builds("{} LIKE '{}'".format, text, st.text("a%_.\\", max_size=8)),
        st.builds("({} {} {})".format, condition, st.sampled_from(["AND", "OR"]), condition),
        st.builds("NOT ({})".format, condition),
    )
)


@settings(max_examples=150)
@given(words=st.lists(st.sampled_from(WORDS), max_size=14))
def test_whatever_is_written_is_refused_or_runs(words):
    written = " ".join(words)
    try:
        expressions.read(written, KINDS)
    except ExpressionRefused:
        return
    judge(written)


@settings(max_examples=100)
@given(written=condition)
def test_whatever_fits_together_runs_on_every_row(written):
    try:
        expressions.read(written, KINDS)
    except ExpressionRefused as refusal:
        assert refusal.code in {"contracts.expression_too_long", "contracts.no_condition"}  # noqa: PT017 (only these two may refuse)
    else:
        judge(written)

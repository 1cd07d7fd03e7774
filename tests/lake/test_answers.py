"""Questions about rows get the answer of the slow twin, page by page and whatever is asked."""

from dataclasses import replace
from datetime import date
from threading import Thread

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotacerdas.contracts import questions
from kotacerdas.contracts.cursors import read_cursor
from kotacerdas.contracts.questions import Condition, Function, Measure, Operator, Order
from kotacerdas.contracts.slices import Slice
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.errors import Misuse
from kotacerdas.lake import answers, exports
from kotacerdas.lake.engine import Readers
from kotacerdas.lake.selections import Part
from tests.contracts.bodies import make_contract, make_field
from tests.lake.reader import ask, measure


FIELDS = {
    field.name: field
    for field in make_contract(
        make_field("kode_desa", k__codeLevel="village", constraints={"required": True}),
        make_field("nama"),
        make_field("jumlah", "integer"),
        make_field("skor", "number"),
        make_field("aktif", "boolean"),
        make_field("tanggal", "date"),
    ).fields
}
SCHEMA = pa.schema(
    [
        ("kode_desa", pa.string()),
        ("nama", pa.string()),
        ("jumlah", pa.int64()),
        ("skor", pa.float64()),
        ("aktif", pa.bool_()),
        ("tanggal", pa.date32()),
        ("_line", pa.int64()),
    ]
)
COLUMNS = list(FIELDS)

codes = st.sampled_from(["51.02.01.2001", "51.02.01.2002", "51.02.02.2001", "51.03.01.2001"])
texts = st.one_of(st.sampled_from(["", "Bajera", "bajera", "Ñ", "a%b", "a_b", "'; --", '"', "😀"]), st.text(max_size=4))
texts = texts.filter(lambda text: "\x00" not in text)
wholes = st.integers(-3, 3) | st.integers(-(10**17), 10**17)
numbers = st.sampled_from([0.1, -2.5, 3.0]) | st.floats(-1e12, 1e12, allow_subnormal=False).map(lambda x: x + 0.0)
days = st.dates(date(2025, 12, 28), date(2026, 1, 5))
VALUES = {"kode_desa": codes, "nama": texts, "jumlah": wholes, "skor": numbers, "aktif": st.booleans(), "tanggal": days}
rows = st.fixed_dictionaries({name: st.none() | values for name, values in VALUES.items()})
TEXTS = {"kode_desa", "nama"}


@st.composite
def conditions(draw):
    column = draw(st.sampled_from(COLUMNS))
    fits = set(Operator) - (set() if column in TEXTS else {Operator.CONTAINS, Operator.STARTSWITH})
    if column == "aktif":
        fits -= {Operator.LT, Operator.LTE, Operator.GT, Operator.GTE}
    operator = draw(st.sampled_from(sorted(fits)))
    if operator is Operator.ISNULL:
        return Condition(column, operator, (draw(st.booleans()),))
    many = draw(st.lists(VALUES[column], min_size=1, max_size=3 if operator is Operator.IN else 1))
    return Condition(column, operator, tuple(many))


orders = st.lists(
    st.builds(lambda name, down: Order(name, down, FIELDS[name].type), st.sampled_from(COLUMNS), st.booleans()),
    max_size=3,
    unique_by=lambda order: order.column,
)


def keep(folder, *tables):
    """Releases of these rows, the first of period 2025, the next of 2026."""
    parts = []
    for number, table in enumerate(tables):
        path = folder / f"{number}.parquet"
        lined = [row | {"_line": line} for line, row in enumerate(table, start=2)]
        pq.write_table(pa.Table.from_pylist(lined, schema=SCHEMA), path, row_group_size=5)
        parts.append(Part(path, release=number + 10, period=str(2025 + number)))
    return parts


def walk(parts, wanted, order, limit):
    """Every page by its cursor, each cursor having gone through text."""
    found, after = [], None
    while True:
        page = answers.find_rows(
            parts, columns=COLUMNS, conditions=wanted, orders=order, after=after, limit=limit, question="q"
        )
        found += page.rows
        if page.after is None:
            return found
        assert len(page.rows) == limit
        after = read_cursor(str(page.after), "q")


@settings(max_examples=60)
@given(
    tables=st.lists(st.lists(rows, min_size=1, max_size=12), min_size=1, max_size=2),
    wanted=st.lists(conditions(), max_size=2),
    order=orders,
    limit=st.integers(1, 7),
)
def test_pages_are_the_twins(tmp_path_factory, tables, wanted, order, limit):
    parts = keep(tmp_path_factory.mktemp("rows"), *tables)
    expected = [
        tuple(row[name] for name in COLUMNS) for row in ask([row for table in tables for row in table], wanted, order)
    ]

    assert walk(parts, wanted, order, limit) == expected
    assert answers.count_rows(parts, wanted) == len(expected)
    skipped = answers.find_rows(parts, columns=COLUMNS, conditions=wanted, orders=order, offset=2, limit=limit)
    assert list(skipped.rows) == expected[2 : 2 + limit]


@settings(max_examples=40)
@given(
    table=st.lists(rows, min_size=1, max_size=20),
    wanted=st.lists(conditions(), max_size=1),
    groups=st.lists(st.sampled_from(["kode_desa", "nama", "aktif", "tanggal"]), max_size=2, unique=True),
)
def test_measures_are_the_twins(tmp_path_factory, table, wanted, groups):
    parts = keep(tmp_path_factory.mktemp("rows"), table)
    asked = [Measure(Function.COUNT)] + [Measure(each, "jumlah") for each in Function] + [Measure(Function.MAX, "nama")]

    found = answers.count_groups(parts, groups=groups, measures=asked, conditions=wanted, limit=1000)

    expected = measure(ask(table, wanted, []), groups, asked)
    width = len(groups)
    assert {row[:width]: row[width:] for row in found.rows} == {
        key: pytest.approx(values) for key, values in expected.items()
    }
    assert sum(found.sizes) == len(ask(table, wanted, []))


@settings(max_examples=25)
@given(table=st.lists(rows, min_size=1, max_size=12), wanted=st.lists(conditions(), max_size=2))
def test_a_file_holds_the_rows_of_its_pages(tmp_path_factory, table, wanted):
    parts = keep(tmp_path_factory.mktemp("rows"), table)

    body = b"".join(exports.stream(parts, format="arrow", columns=COLUMNS, conditions=wanted))

    assert pa.ipc.open_stream(body).read_all().to_pylist() == ask(table, wanted, [])


def test_the_period_is_a_column_of_every_row(tmp_path):
    table = [dict.fromkeys(COLUMNS) | {"jumlah": number} for number in range(3)]
    parts = keep(tmp_path, table, table[:1])

    page = answers.find_rows(parts, columns=["_period", "jumlah"], limit=10)
    by_period = answers.count_groups(parts, groups=["_period"], measures=[Measure(Function.COUNT)], limit=10)
    lines = b"".join(exports.stream(parts, format="csv", columns=["jumlah", "_period"]))

    assert page.rows == (("2025", 0), ("2025", 1), ("2025", 2), ("2026", 0))
    assert by_period.rows == (("2025", 3), ("2026", 1))
    assert lines.splitlines()[-1] == b'0,"2026"'


def test_a_part_gives_only_its_own_rows(tmp_path):
    table = [dict.fromkeys(COLUMNS) | {"jumlah": number} for number in range(4)]
    first, second = keep(tmp_path, table, table)
    parts = [replace(first, keep=Slice(condition="jumlah > 2")), second]

    assert answers.count_rows(parts) == 5
    assert [row for (row,) in walk_numbers(parts)] == [3, 0, 1, 2, 3]


def test_a_part_gives_no_row_of_an_area_a_newer_release_took_over(tmp_path):
    villages = ["51.02.01.2001", "51.02.01.2002", "51.02.02.2001"]
    older, newer = keep(tmp_path, *([dict.fromkeys(COLUMNS) | {"kode_desa": code} for code in villages],) * 2)
    subtree, village = AreaCode("51.02.01"), AreaCode("51.02.01.2002")
    parts = [
        replace(older, keep=Slice("kode_desa"), except_areas=(subtree,)),
        replace(newer, keep=Slice("kode_desa", (subtree,)), except_areas=(village,)),
    ]

    found = answers.find_rows(parts, columns=["_period", "kode_desa"], limit=10)

    assert found.rows == (("2025", "51.02.02.2001"), ("2026", "51.02.01.2001"))
    assert answers.count_rows(parts) == 2


def walk_numbers(parts):
    return answers.find_rows(parts, columns=["jumlah"], limit=100).rows


def test_groups_beyond_the_limit_are_cut_and_said_to_be(tmp_path):
    parts = keep(tmp_path, [dict.fromkeys(COLUMNS) | {"jumlah": number} for number in range(5)])

    found = answers.count_groups(parts, groups=["jumlah"], measures=[Measure(Function.COUNT)], limit=3)

    assert (len(found.rows), found.is_cut) == (3, True)


def test_a_lent_connection_reads_its_files_and_no_other(tmp_path):
    (mine, other) = keep(tmp_path, [dict.fromkeys(COLUMNS)], [dict.fromkeys(COLUMNS)])
    readers = Readers()
    with readers.lend([mine.path]) as connection:
        assert connection.execute(f"SELECT count(*) FROM read_parquet('{mine.path}')").fetchone() == (1,)
    with readers.lend([mine.path]) as again:
        assert again is connection
        with pytest.raises(duckdb.PermissionException):
            again.execute(f"SELECT * FROM read_parquet('{other.path}')")
        with pytest.raises(duckdb.InvalidInputException):
            again.execute("SET enable_external_access = true")
    readers.close()


def test_a_connection_that_failed_is_lent_no_more(tmp_path):
    (mine,) = keep(tmp_path, [dict.fromkeys(COLUMNS)])
    readers = Readers()
    with pytest.raises(duckdb.ParserException), readers.lend([mine.path]) as failed:
        failed.execute("SELEC")
    with readers.lend([mine.path]) as connection:
        assert connection is not failed
    readers.close()


def test_connections_are_lent_to_one_thread_at_a_time(tmp_path):
    parts = keep(tmp_path, [dict.fromkeys(COLUMNS) | {"jumlah": number} for number in range(50)])
    found = []

    def read():
        found.extend(len(answers.find_rows(parts, columns=COLUMNS, limit=20).rows) for _ in range(10))

    threads = [Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [20] * 80


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("jumlah", "contracts.unreadable_filter"),
        ("jumlah:gte", "contracts.unreadable_filter"),
        ("hilang:eq:1", "contracts.unknown_column"),
        ("jumlah:like:1", "contracts.unknown_operator"),
        ("jumlah:contains:1", "contracts.operator_does_not_fit"),
        ("aktif:lt:true", "contracts.operator_does_not_fit"),
        ("jumlah:eq:dua", "contracts.value_does_not_fit"),
        ("jumlah:eq:1_0", "contracts.value_does_not_fit"),
        ("jumlah:eq:9999999999999999999", "contracts.value_does_not_fit"),
        ("skor:eq:nan", "contracts.value_does_not_fit"),
        ("skor:eq:1e999", "contracts.value_does_not_fit"),
        ("tanggal:gt:2026-02-30", "contracts.value_does_not_fit"),
        ("aktif:eq:ya", "contracts.value_does_not_fit"),
        ("jumlah:isnull:mungkin", "contracts.value_does_not_fit"),
        ("nama:eq:\x00", "contracts.value_does_not_fit"),
        ("jumlah:in:" + ",".join("1" * 201), "contracts.too_much_asked"),
    ],
)
def test_a_filter_that_does_not_fit_is_refused_in_words(text, code):
    with pytest.raises(Misuse) as refusal:
        questions.read_filters([text], FIELDS)

    assert refusal.value.code == code
    assert refusal.value.status == 400


def test_filters_read_colons_commas_and_quotes():
    found = questions.read_filters(["nama:eq:a:b,c", 'nama:in:"a,b",c', "nama:eq:"], FIELDS)

    assert [each.values for each in found] == [("a:b,c",), ("a,b", "c"), ("",)]


@pytest.mark.parametrize("text", ["sum", "median:jumlah", "sum:nama", "max:hilang", "count:"])
def test_a_measure_that_does_not_fit_is_refused(text):
    with pytest.raises(Misuse) as refusal:
        questions.read_measures([text], FIELDS)

    assert refusal.value.status == 400


def test_a_question_names_the_columns_it_looks_at():
    (condition,) = questions.read_filters(["jumlah:gt:1"], FIELDS)
    seen = questions.names_in([condition], questions.read_orders("-skor,nama", FIELDS), [Measure(Function.COUNT)])

    assert seen == {"jumlah", "skor", "nama"}


@pytest.mark.parametrize("text", ["", "x", "W10=", "é", "bnVsbA==", "WzEsMSwxLFtdLCJhbmRlcnMiXQ==", "W" * 5000])
def test_a_cursor_of_somebody_else_is_refused(text):
    with pytest.raises(Misuse) as refusal:
        read_cursor(text, "q")

    assert refusal.value.code == "contracts.unreadable_cursor"

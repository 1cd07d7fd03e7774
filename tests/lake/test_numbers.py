"""Numbers: decimal dot or comma by the file's own evidence; what could be two numbers is never guessed."""

import pytest

from kotacerdas.contracts.contract import DecimalMark
from tests.contracts.bodies import make_field, make_small_contract


def contract_of(**changes):
    return make_small_contract(make_field("skor", "number", **changes))


def sheet_of(*cells: str) -> str:
    rows = [f"51.02.01.{2001 + number};1;{cell}" for number, cell in enumerate(cells)]
    return "\n".join(["kode_desa;jumlah;skor", *rows]) + "\n"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["12", "+3", "-4"], ["12.0", "3.0", "-4.0"]),
        (["0.5", "12.25"], ["0.5", "12.25"]),
        (["0,5", "12,25"], ["0.5", "12.25"]),
        (["1.234,5", "2.000"], ["1234.5", "2000.0"]),
        (["1,234.5", "2,000"], ["1234.5", "2000.0"]),
        (["1.234.567"], ["1234567.0"]),
        (["1 234 567", "1 234,5"], ["1234567.0", "1234.5"]),
        (["0.871"], ["0.871"]),
        (["0,871"], ["0.871"]),
        ([".5", "1e3", "2.5E-2"], ["0.5", "1000.0", "0.025"]),
        (["1234.567"], ["1234.567"]),
        (["1.234", "0.5"], ["1.234", "0.5"]),
        (["1.234", "0,5"], ["1234.0", "0.5"]),
    ],
)
def test_check_reads_numbers(desk, cells, values):
    outcome = desk.check(sheet_of(*cells), contract_of())

    assert [value for (value,) in desk.kept(outcome, "skor")] == values


@pytest.mark.parametrize("cell", ["1.234", "1,234", "-12.345", "999,000"])
def test_check_returns_a_number_that_could_be_two(desk, cell):
    outcome = desk.check(sheet_of("7", cell), contract_of())

    assert desk.kept(outcome, "skor") == [("7.0",)]
    assert desk.returned(outcome) == [(3, "ambiguous_number", "skor")]


def test_check_returns_only_the_ambiguous_where_marks_are_mixed(desk):
    outcome = desk.check(sheet_of("12,5", "12.5", "1.234"), contract_of())

    assert desk.kept(outcome, "skor") == [("12.5",), ("12.5",)]
    assert desk.returned(outcome) == [(4, "ambiguous_number", "skor")]
    assert [str(notice.code) for notice in outcome.notices] == ["mixed_decimal_marks"]


def test_check_says_that_it_read_decimal_commas(desk):
    outcome = desk.check(sheet_of("12,5"), contract_of())

    assert [str(notice.code) for notice in outcome.notices] == ["decimal_comma"]


@pytest.mark.parametrize(("mark", "value"), [(DecimalMark.DOT, "1.234"), (DecimalMark.COMMA, "1234.0")])
def test_check_follows_the_mark_of_the_contract(desk, mark, value):
    outcome = desk.check(sheet_of("1.234"), contract_of(decimalChar=str(mark)))

    assert desk.kept(outcome, "skor") == [(value,)]


def test_check_returns_the_other_mark_where_the_contract_fixed_one(desk):
    outcome = desk.check(sheet_of("12,5"), contract_of(decimalChar="."))

    assert desk.returned(outcome) == [(2, "not_number", "skor")]


@pytest.mark.parametrize(
    "cell", ["dua", "12 %", "Rp 1000", "1.2.3", "1,23.4", "12-", "nan", "inf", "1_000", "0x10", "1e999"]
)
def test_check_returns_what_is_no_number(desk, cell):
    outcome = desk.check(sheet_of(cell), contract_of())

    assert desk.returned(outcome) == [(2, "not_number", "skor")]


@pytest.mark.parametrize(
    ("cell", "value"), [("12", "12"), ("012", "12"), ("12.0", "12"), ("1 234", "1234"), ("1.234.567", "1234567")]
)
def test_check_reads_whole_numbers(desk, cell, value):
    outcome = desk.check(f"kode_desa;jumlah\n51.02.01.2001;{cell}\n", make_small_contract())

    assert desk.kept(outcome, "jumlah") == [(value,)]


@pytest.mark.parametrize("cell", ["12.5", "12,5", "dua", "1e3x", "99999999999999999999"])
def test_check_returns_what_is_no_whole_number(desk, cell):
    outcome = desk.check(f"kode_desa;jumlah\n51.02.01.2001;{cell}\n", make_small_contract())

    assert desk.returned(outcome) == [(2, "not_integer", "jumlah")]

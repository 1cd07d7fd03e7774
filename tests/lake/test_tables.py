"""Parquet files handed in."""

import datetime as dt

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kotacerdas.contracts.errors import CodeTypedAsNumber, NestedColumn, NoRows, TooManyRows, UnreadableParquet
from kotacerdas.lake import tables
from tests.contracts.bodies import make_contract, make_field, make_small_contract


@pytest.fixture
def save(tmp_path):
    def saved(**columns):
        path = tmp_path / "data.parquet"
        pq.write_table(pa.table(columns), path)
        return path

    return saved


def test_check_reads_typed_columns(desk, save):
    path = save(
        kode_desa=["51.02.01.2001", "51.02.01.2002"],
        jumlah=[12, None],
        skor=[1.234, 0.5],
        aktif=[True, False],
        tanggal=[dt.date(2026, 3, 1), None],
    )

    outcome = desk.check(path)

    assert desk.kept(outcome, "kode_desa", "jumlah", "skor", "aktif", "tanggal") == [
        ("51.02.01.2001", "12", "1.234", "true", "2026-03-01")
    ]
    assert desk.returned(outcome) == [(3, "required_missing", "jumlah")]


def test_check_refuses_codes_that_are_numbers(desk, save):
    with pytest.raises(CodeTypedAsNumber):
        desk.check(save(kode_desa=[5102012001], jumlah=[1]), make_small_contract())


def test_check_reads_whole_numbers_as_codes_where_the_contract_names_the_system(desk, save):
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", k__codeSystem="kemendagri", constraints={"required": True}),
        make_field("jumlah", "integer"),
    )

    assert desk.kept(desk.check(save(kode_desa=[5102012001], jumlah=[1]), contract)) == [("51.02.01.2001", "1")]


def test_check_refuses_a_table_without_rows(desk, save):
    with pytest.raises(NoRows):
        desk.check(save(kode_desa=pa.array([], pa.string()), jumlah=pa.array([], pa.int64())), make_small_contract())


def test_check_refuses_more_rows_than_one_submission_may_hold(desk, save, monkeypatch):
    monkeypatch.setattr(tables, "MOST_ROWS", 2)

    with pytest.raises(TooManyRows):
        desk.check(save(kode_desa=["51.02.01.2001"] * 3, jumlah=[1, 2, 3]), make_small_contract())


def test_check_reads_its_own_release_back(desk):
    once = desk.check("kode_desa,jumlah\n51.02.01.2001,12\n", make_small_contract())

    again = desk.check(once.release_path, make_small_contract())

    assert desk.kept(again) == desk.kept(once)


@pytest.mark.parametrize("cell", [["Bajera"], {"nama": "Bajera"}, b"Bajera"])
def test_check_refuses_cells_that_are_no_single_text_or_number(desk, save, cell):
    with pytest.raises(NestedColumn) as refused:
        desk.check(save(kode_desa=["51.02.01.2001"], jumlah=[cell]), make_small_contract())

    assert refused.value.facts == {"column": "jumlah"}


def test_check_says_that_a_cut_off_file_is_not_whole(desk, save):
    whole = save(kode_desa=["51.02.01.2001"], jumlah=[12]).read_bytes()

    with pytest.raises(UnreadableParquet):
        desk.check(whole[: len(whole) // 2], make_small_contract())

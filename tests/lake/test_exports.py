"""Releases leaving the lake."""

import io
import json

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest

from kotacerdas.lake import exports
from kotacerdas.lake.selections import Part
from tests.contracts.bodies import make_field, make_small_contract


@pytest.fixture
def release(desk):
    contract = make_small_contract(make_field("nama"), make_field("nik"), make_field("tanggal", "date"))
    sheet = (
        "kode_desa,jumlah,nama,nik,tanggal\n"
        '51.02.01.2001,1,"=1+1",5102,2026-03-01\n'
        '51.02.01.2002,2,"I Wayan ""Dek"" Rai, SH",5103,\n'
    )
    return desk.check(sheet, contract).release_path


def read(paths, format, hide=frozenset()):
    parts = [Part(path, shape=number) for number, path in enumerate(paths if isinstance(paths, list) else [paths])]
    names = dict.fromkeys(name for part in parts for name in pq.read_schema(part.path).names)
    columns = [name for name in names if name != "_line" and name not in hide]
    return b"".join(exports.stream(parts, format=format, columns=columns))


def test_stream_csv_disarms_formulas(release):
    table = pa_csv.read_csv(io.BytesIO(read(release, "csv"))).to_pylist()

    assert table[0]["nama"] == "'=1+1"
    assert table[1]["nama"] == 'I Wayan "Dek" Rai, SH'


def test_stream_json(release):
    assert json.loads(read(release, "json", frozenset({"nik"}))) == [
        {"kode_desa": "51.02.01.2001", "jumlah": 1, "nama": "=1+1", "tanggal": "2026-03-01"},
        {"kode_desa": "51.02.01.2002", "jumlah": 2, "nama": 'I Wayan "Dek" Rai, SH', "tanggal": None},
    ]


@pytest.mark.parametrize("format", list(exports.MEDIA_TYPES))
def test_stream_hides_columns_and_lines(release, format):
    chunk = read(release, format, frozenset({"nik"}))

    assert b"5103" not in chunk
    assert b"_line" not in chunk


def test_stream_json_lines(release):
    lines = read(release, "jsonl", frozenset({"nik", "tanggal"})).splitlines()

    assert json.loads(lines[1]) == {"kode_desa": "51.02.01.2002", "jumlah": 2, "nama": 'I Wayan "Dek" Rai, SH'}
    assert len(lines) == 2


def test_stream_json_keeps_line_ends_inside_cells(desk):
    contract = make_small_contract(make_field("nama"))
    path = desk.check('kode_desa,jumlah,nama\n51.02.01.2001,1,"atas\nbawah"\n', contract).release_path

    assert json.loads(read(path, "json"))[0]["nama"] == "atas\nbawah"


@pytest.mark.parametrize("format", list(exports.MEDIA_TYPES))
def test_the_same_rows_give_the_same_bytes(release, format):
    assert read(release, format) == read(release, format)


def test_stream_parquet_and_arrow_hold_the_same_rows(release):
    parquet = pq.read_table(io.BytesIO(read(release, "parquet")))
    arrow = pa.ipc.open_stream(read(release, "arrow")).read_all()

    assert parquet.to_pylist() == arrow.to_pylist()
    assert parquet.column_names == ["kode_desa", "jumlah", "nama", "nik", "tanggal"]


def test_stream_joins_several_releases(desk, release):
    other = desk.check("kode_desa,jumlah\n51.02.01.2009,9\n", make_small_contract()).release_path

    table = json.loads(read([release, other], "json"))

    assert [row["jumlah"] for row in table] == [1, 2, 9]
    assert table[2]["nama"] is None


def test_stream_refuses_an_unknown_format_before_it_begins(release):
    with pytest.raises(exports.UnknownFormat):
        exports.stream([Part(release)], format="xml", columns=["jumlah"])

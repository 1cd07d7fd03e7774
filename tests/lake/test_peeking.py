"""A first look at a file whose header nobody knows."""

import io
import json

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kotacerdas.lake import peeking
from tests.contracts.bodies import make_contract
from tests.lake.test_parcels import zipped


NAMES = ["Desa (kode)", "Banyaknya"]
ROW = ["51.02.01.2001", "12"]


def sheet() -> bytes:
    return ("Laporan tahun 2026;\n" + ";".join(NAMES) + "\n" + ";".join(ROW) + "\n").encode()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Laporan tahun 2026"])
    book.active.append(NAMES)
    book.active.append(ROW)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({name: [cell] for name, cell in zip(NAMES, ROW, strict=True)}), sink)
    return sink.getvalue()


def records() -> bytes:
    return json.dumps(dict(zip(NAMES, ROW, strict=True))).encode()


@pytest.mark.parametrize("write", [sheet, workbook, parquet, records, lambda: zipped(("a.csv", sheet()))])
def test_the_names_and_the_first_row_are_seen(tmp_path, write):
    source = tmp_path / "handed-in"
    source.write_bytes(write())

    seen = peeking.peek(tmp_path, source, make_contract())

    assert list(seen.names) == NAMES
    assert list(seen.rows[0]) == ROW

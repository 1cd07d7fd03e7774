import io

import openpyxl
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from kotacerdas.demo.files import FileStyle, write


TABLE = pa.table({"kode_desa": ["51.02.01.2001", "51.02.08.2013"], "nama": ["Bajera & co", None], "jumlah": [3, None]})


@pytest.mark.parametrize(
    ("style", "delimiter"), [(FileStyle.COMMA, ","), (FileStyle.SEMICOLON, ";"), (FileStyle.TAB, "\t")]
)
def test_text_files_use_the_habit_of_the_office(style, delimiter):
    body = write(TABLE, style)

    assert body.splitlines()[0].decode() == delimiter.join(["kode_desa", "nama", "jumlah"])
    read = pacsv.read_csv(io.BytesIO(body), parse_options=pacsv.ParseOptions(delimiter=delimiter))
    assert read["kode_desa"].to_pylist() == TABLE["kode_desa"].to_pylist()


def test_some_offices_begin_with_a_byte_order_mark():
    assert write(TABLE, FileStyle.SEMICOLON_BOM).startswith("\ufeffkode_desa;".encode())


def test_a_workbook_opens_in_other_programs_and_keeps_types():
    sheet = openpyxl.load_workbook(io.BytesIO(write(TABLE, FileStyle.WORKBOOK))).active

    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["kode_desa", "nama", "jumlah"],
        ["51.02.01.2001", "Bajera & co", 3],
        ["51.02.08.2013", None, None],
    ]


@pytest.mark.parametrize("style", FileStyle)
def test_the_same_table_gives_the_same_bytes(style):
    assert write(TABLE, style) == write(TABLE, style)


def test_parquet_is_read_back_equal():
    assert pq.read_table(io.BytesIO(write(TABLE, FileStyle.PARQUET))).equals(TABLE)

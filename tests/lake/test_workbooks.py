"""Excel as officials have it: titles, merged headers, typed cells, hidden sheets, passwords."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from kotacerdas.contracts.errors import (
    CodeTypedAsNumber,
    EmptyFile,
    LockedWorkbook,
    MergedHeader,
    NotATable,
    SheetTooWide,
    TooLarge,
    UnreadableWorkbook,
)
from kotacerdas.lake import formats
from tests.contracts.bodies import make_contract, make_field, make_small_contract


HEADER = ["kode_desa", "nama", "jumlah", "skor", "aktif", "tanggal", "jamban"]


@pytest.fixture
def save(tmp_path):
    """Save rows as a workbook; ``merge`` joins cells, ``sheets`` adds further ones."""

    def saved(*rows, merge=(), sheets=None, hidden=()) -> Path:
        book = openpyxl.Workbook()
        book.active.title = "Data"
        for row in rows:
            book.active.append(row)
        for cells in merge:
            book.active.merge_cells(cells)
        for title, content in (sheets or {}).items():
            sheet = book.create_sheet(title)
            for row in content:
                sheet.append(row)
            sheet.sheet_state = "hidden" if title in hidden else "visible"
        path = tmp_path / "data.xlsx"
        book.save(path)
        return path

    return saved


def test_check_reads_typed_cells(desk, save):
    path = save(
        HEADER,
        ["51.02.01.2001", "Bajera", 12, 0.125, True, dt.date(2026, 3, 1), "sendiri"],
        ["51.02.01.2002", "Wanagiri", 12.0, 1.234, False, dt.datetime(2026, 3, 2), None],
    )

    outcome = desk.check(path)

    assert desk.kept(outcome) == [
        ("51.02.01.2001", "Bajera", "12", "0.125", "true", "2026-03-01", "sendiri"),
        ("51.02.01.2002", "Wanagiri", "12", "1.234", "false", "2026-03-02", ""),
    ]


def test_check_counts_lines_from_the_top_of_the_sheet(desk, save):
    path = save([], ["LAPORAN DESA"], [], HEADER, ["51.02.01.2001", "Bajera", "dua"], [], ["51.02.01.2002", "", "x"])

    outcome = desk.check(path)

    assert desk.returned(outcome) == [(5, "not_integer", "jumlah"), (7, "not_integer", "jumlah")]
    assert [(str(notice.code), notice.facts) for notice in outcome.notices] == [("header_below_title", {"line": 4})]


def test_check_reads_a_table_that_begins_right_of_column_a(desk, save):
    path = save([None, *HEADER], [None, "51.02.01.2001", "Bajera", 12])

    outcome = desk.check(path)

    assert desk.kept(outcome, "nama", "jumlah") == [("Bajera", "12")]


def merged_contract():
    return make_small_contract(
        make_field("laki_laki_2022", "integer", k__aliases=["2022 laki laki"]),
        make_field("perempuan_2022", "integer", k__aliases=["2022 perempuan"]),
        make_field("total_2021", "integer", k__aliases=["2021 jumlah"]),
    )


def test_check_reads_a_merged_header(desk, save):
    path = save(
        ["Penduduk"],
        ["Kode Desa", "Jumlah", "2022", None, "2021"],
        [None, None, "Laki-laki", "Perempuan", "Jumlah"],
        ["51.02.01.2001", 5, 2, 3, 4],
        merge=["A1:E1", "A2:A3", "B2:B3", "C2:D2"],
    )

    outcome = desk.check(path, merged_contract())

    assert desk.kept(outcome) == [("51.02.01.2001", "5", "2", "3", "4")]
    assert [(str(notice.code), notice.facts) for notice in outcome.notices] == [
        ("header_joined", {"first_line": 2, "line": 3})
    ]


def test_check_refuses_a_merged_header_it_cannot_match(desk, save):
    path = save(
        ["Kode Desa", "Jumlah", "Penduduk", None, "2021"],
        [None, None, "L", "P", "Jumlah"],
        ["51.02.01.2001", 5, 2, 3, 4],
        merge=["A1:A2", "B1:B2", "C1:D1"],
    )
    contract = make_small_contract(
        make_field("laki_laki_2022", "integer", constraints={"required": True}),
        make_field("total_2021", "integer", k__aliases=["2021 jumlah"], constraints={"required": True}),
    )

    with pytest.raises(MergedHeader) as caught:
        desk.check(path, contract)

    assert (caught.value.facts["line"], caught.value.facts["next_line"]) == (1, 2)
    assert caught.value.facts["field"] == "laki_laki_2022"
    assert "“Penduduk / L”" in str(caught.value)


def test_check_chooses_the_sheet_that_fits_and_says_so(desk, save):
    path = save(["Petunjuk pengisian"], sheets={"Isian": [HEADER, ["51.02.01.2001", "Bajera", 12]]})

    outcome = desk.check(path)

    assert desk.kept(outcome, "jumlah") == [("12",)]
    assert [(str(notice.code), notice.facts) for notice in outcome.notices] == [
        ("sheets_ignored", {"sheet": "Isian", "others": "Data"})
    ]


def test_check_does_not_read_hidden_sheets(desk, save):
    path = save(
        HEADER,
        ["51.02.01.2001", "Bajera", 12],
        sheets={"Lama": [HEADER, ["51.02.01.2002", "Wanagiri", 1], ["51.02.01.2003", "X", 1]]},
        hidden=["Lama"],
    )

    assert desk.kept(desk.check(path), "kode_desa") == [("51.02.01.2001",)]


def test_check_refuses_a_code_column_of_numbers(desk, save):
    path = save(HEADER, [5102012001, "Bajera", 12], [5102012002, "Wanagiri", 13])

    with pytest.raises(CodeTypedAsNumber) as caught:
        desk.check(path)

    assert (caught.value.facts["column"], caught.value.facts["line"]) == ("kode_desa", 2)


def test_check_reads_numbers_as_codes_where_the_contract_names_the_system(desk, save):
    path = save(["kode_desa", "jumlah"], [5102012001, 12])
    contract = make_contract(
        make_field("kode_desa", k__codeLevel="village", k__codeSystem="kemendagri", constraints={"required": True}),
        make_field("jumlah", "integer"),
    )

    assert desk.kept(desk.check(path, contract), "kode_desa") == [("51.02.01.2001",)]


def test_check_returns_a_single_code_typed_as_number(desk, save):
    path = save(HEADER, ["51.02.01.2001", "", 1], ["51.02.01.2002", "", 1], [5102012003, "", 1])

    assert desk.returned(desk.check(path)) == [(4, "number_typed_code", "kode_desa")]


def test_check_tells_a_typed_fraction_from_a_thousand(desk, save):
    path = save(["kode_desa", "jumlah", "skor"], ["51.02.01.2001", 1, 1.234], ["51.02.01.2002", 1, "1.234"])

    outcome = desk.check(path, make_small_contract(make_field("skor", "number")))

    assert desk.kept(outcome, "skor") == [("1.234",), ("1.234",)]


def test_check_refuses_an_empty_workbook(desk, save):
    with pytest.raises(EmptyFile):
        desk.check(save())


def test_check_refuses_a_damaged_workbook(desk, save):
    body = save(HEADER).read_bytes()

    with pytest.raises(UnreadableWorkbook):
        desk.check(body[: len(body) // 2])


def test_check_refuses_a_workbook_whose_sheet_is_damaged(desk, save, tmp_path):
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(save(HEADER)) as whole, zipfile.ZipFile(broken, "w") as parts:
        for name in whole.namelist():
            parts.writestr(name, b"<worksheet><sheetData><row" if "sheet1" in name else whole.read(name))

    with pytest.raises(UnreadableWorkbook):
        desk.check(broken)


def test_check_refuses_an_archive_that_is_no_workbook(desk, tmp_path):
    archive = tmp_path / "data.xlsx"
    with zipfile.ZipFile(archive, "w") as parts:
        parts.writestr("[Content_Types].xml", "<Types/>")
        parts.writestr("word/document.xml", "<w:document/>")

    with pytest.raises(NotATable):
        desk.check(archive)


def test_check_refuses_a_locked_workbook(desk):
    body = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(70_000) + "EncryptedPackage".encode("utf-16-le")

    with pytest.raises(LockedWorkbook):
        desk.check(body)


def test_check_refuses_what_unpacks_to_too_much(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", "0" * 2_000_000)

    with pytest.raises(TooLarge):
        desk.check(bomb)


def test_check_does_not_believe_the_sizes_a_bomb_tells(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(formats, "MOST_UNPACKED_BYTES", 1_000_000)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", "0" * 2_000_000)
    bomb.write_bytes(bomb.read_bytes().replace((2_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little")))

    with pytest.raises(TooLarge):
        desk.check(bomb)


def test_check_refuses_a_cell_in_the_last_corner_of_excel(desk, save):
    path = save(HEADER, ["51.02.01.2001", "Bajera", 12, 0.5, True, None, "sendiri"])
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"] = "x"
    book.save(path)

    with pytest.raises(SheetTooWide) as refused:
        desk.check(path)

    assert refused.value.facts == {"line": 1_048_576, "column": "XFD"}


@pytest.mark.parametrize("tag", ["c", "x:c"])
def test_check_counts_cells_that_do_not_say_where_they_are(desk, tmp_path, tag):
    row = f"<row>{f'<{tag}><v>1</v></{tag}>' * 20_000}</row>"
    path = tmp_path / "wide.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{row}{'<row/>' * 2_000}</sheetData>")

    with pytest.raises(SheetTooWide):
        desk.check(path)

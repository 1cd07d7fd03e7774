"""Every dialect officials send is read right, or refused with a sentence that says what to do."""

import pytest

from kotacerdas.contracts.errors import (
    CellTooLarge,
    ColumnMissing,
    ColumnRenamed,
    ColumnRepeated,
    EmptyFile,
    FileRefused,
    HeaderNotFound,
    NoRows,
    NotATable,
    TooManyColumns,
    UnclosedQuote,
    UnreadableParquet,
    UnreadableText,
    WebPageAsSheet,
)
from tests.contracts.bodies import make_contract, make_field, make_small_contract


HEADER = "kode_desa,nama,jumlah,skor,aktif,tanggal,jamban"
ROW = "51.02.01.2001,Bajera,12,0.5,ya,2026-03-01,sendiri"
READ = ("51.02.01.2001", "Bajera", "12", "0.5", "true", "2026-03-01", "sendiri")
PLAIN = f"{HEADER}\n{ROW}\n"


@pytest.mark.parametrize(
    ("body", "notices"),
    [
        pytest.param(PLAIN.encode(), [], id="utf-8"),
        pytest.param(PLAIN.encode("utf-8-sig"), [], id="byte order mark"),
        pytest.param(PLAIN.replace("\n", "\r\n").encode(), [], id="carriage return and line feed"),
        pytest.param(PLAIN.replace("\n", "\r").encode(), [], id="carriage return alone"),
        pytest.param(PLAIN.rstrip("\n").encode(), [], id="no line end at the end"),
        pytest.param(f"{PLAIN}\n\n\n".encode(), [], id="blank lines at the end"),
        pytest.param(PLAIN.encode("utf-16"), ["read_as_utf_16"], id="utf-16 with mark"),
        pytest.param(PLAIN.encode("utf-16-le"), ["read_as_utf_16"], id="utf-16 without mark"),
        pytest.param(PLAIN.replace(",", ";").encode(), [], id="semicolon"),
        pytest.param(PLAIN.replace(",", "\t").encode(), [], id="tab"),
        pytest.param(PLAIN.replace(",", "|").encode(), [], id="pipe"),
        pytest.param(PLAIN.replace(",", " , ").encode(), [], id="blanks around cells"),
        pytest.param(PLAIN.replace(",", "\u00a0,\u00a0").encode(), [], id="non-breaking blanks"),
        pytest.param(PLAIN.replace("Bajera", '"\nBajera\n"').encode(), [], id="line ends around a cell"),
        pytest.param(PLAIN.replace("sendiri", '"sendiri\n"').encode(), [], id="line end after a code"),
        pytest.param(PLAIN.replace("Bajera", "Baj\x00era").encode(), ["characters_stripped"], id="unprintable"),
        pytest.param(PLAIN.replace("Bajera", "Ba\u200bjera").encode(), ["characters_stripped"], id="zero width"),
        pytest.param(PLAIN.replace(",", '","').replace("\n", '"\n"').encode()[:-1].join([b'"', b""]), [], id="quoted"),
        pytest.param(f"sep=,\n{PLAIN}".encode(), ["header_below_title"], id="separator line of Excel"),
        pytest.param(f"DATA DESA\n\n{PLAIN}".encode(), ["header_below_title"], id="title lines"),
        pytest.param(PLAIN.replace("kode_desa", " Kode  Desa ").encode(), [], id="header in other case"),
        pytest.param(PLAIN.replace("nama", "Nama Desa").encode(), [], id="header by alias"),
        pytest.param(PLAIN.replace("jumlah", "Júmlah").encode(), [], id="header with an accent"),
        pytest.param(PLAIN.replace("\n", ",\n").encode(), [], id="separator at the end of each line"),
        pytest.param(PLAIN.replace("jamban\n", "jamban,catatan\n").replace("sendiri\n", "sendiri,baik\n").encode(),
                     ["columns_ignored"], id="extra column"),
    ],
)  # fmt: skip
def test_check_reads_the_dialect(desk, body, notices):
    outcome = desk.check(body)

    assert desk.kept(outcome) == [READ]
    assert [str(notice.code) for notice in outcome.notices] == notices


def test_check_reads_windows_letters(desk):
    outcome = desk.check(PLAIN.replace("Bajera", "Désa “Bajéra”").encode("cp1252"))

    assert desk.kept(outcome, "nama") == [("Désa “Bajéra”",)]
    assert [str(notice.code) for notice in outcome.notices] == ["read_as_8_bit"]


def test_check_counts_lines_as_the_sheet_does(desk):
    body = (
        f"{HEADER}\n"
        '51.02.01.2001,"Bajera\nKaja",12,0.5,ya,,\n'  # one row of two lines
        "\n"
        "51.02.01.2002,Wanagiri,dua,0.5,ya,,\n"
    )

    outcome = desk.check(body)

    assert desk.kept(outcome, "nama", "_line") == [("Bajera\nKaja", "2")]
    assert desk.returned(outcome) == [(4, "not_integer", "jumlah")]


def test_check_counts_lines_below_title_lines(desk):
    outcome = desk.check(f"Laporan\nTahun 2026\n{HEADER}\n51.02.01.2001,Bajera,x,,,,\n")

    assert desk.returned(outcome) == [(4, "not_integer", "jumlah")]


def test_check_fills_up_short_rows_and_returns_long_ones(desk):
    outcome = desk.check(
        f"{HEADER}\n51.02.01.2001,Bajera,12\n51.02.01.2002,Wanagiri,12,0.5,ya,2026-03-01,sendiri,lagi\n"
    )

    assert desk.kept(outcome, "nama", "skor") == [("Bajera", "")]
    assert desk.returned(outcome) == [(3, "too_many_cells", "")]
    assert desk.failures(outcome)[0].value == "lagi"


@pytest.mark.parametrize("mark", ["", "-", " - ", "–", "—", "...", "n/a", "N/A", "#N/A"])
def test_check_reads_marks_for_missing(desk, mark):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,{mark},12,{mark},{mark},{mark},{mark}\n")

    assert desk.kept(outcome) == [("51.02.01.2001", "", "12", "", "", "", "")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ya", "true"),
        ("TIDAK", "false"),
        ("1", "true"),
        ("0", "false"),
        ("True", "true"),
        ("v", "true"),
        ("X", "false"),
    ],
)
def test_check_reads_yes_and_no(desk, text, value):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,,1,,{text},,\n")

    assert desk.kept(outcome, "aktif") == [(value,)]


@pytest.mark.parametrize(
    "text",
    ["2026-03-01", "01/03/2026", "1/3/2026", "1-3-2026", "01.03.2026", "2026/03/01", "1 Maret 2026", "1 mar 2026",
     "2026-03-01 00:00:00", "2026-03-01T00:00:00"],
)  # fmt: skip
def test_check_reads_dates(desk, text):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,,1,,,{text},\n")

    assert desk.kept(outcome, "tanggal") == [("2026-03-01",)]


@pytest.mark.parametrize("text", ["31/02/2026", "12/25/2026", "1/3/26", "45231", "Maret 2026", "1 Mart 2026", "epoch"])
def test_check_returns_what_is_no_date(desk, text):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,,1,,,{text},\n")

    assert desk.returned(outcome) == [(2, "not_date", "tanggal")]


@pytest.mark.parametrize("text", ["sendiri", "SENDIRI", "Milik sendiri", "pribadi", "own", " sendiri "])
def test_check_reads_codes_by_label_and_alias(desk, text):
    outcome = desk.check(f"{HEADER}\n51.02.01.2001,,1,,,,{text}\n")

    assert desk.kept(outcome, "jamban") == [("sendiri",)]


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        pytest.param(b"", EmptyFile, id="nothing"),
        pytest.param(b" \r\n \n", EmptyFile, id="blanks"),
        pytest.param(f"{HEADER}\n".encode(), NoRows, id="header alone"),
        pytest.param(f"{HEADER}\n,,,,,,\n".encode(), NoRows, id="blank rows"),
        pytest.param(b"%PDF-1.7 ...", NotATable, id="pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NotATable, id="picture"),
        pytest.param(bytes(range(256)) * 8, NotATable, id="binary"),
        pytest.param(b"<html><table><tr><td>kode_desa", WebPageAsSheet, id="web page"),
        pytest.param(b"PAR1 and no more", UnreadableParquet, id="broken parquet"),
        pytest.param(f"{ROW}\n".encode(), HeaderNotFound, id="no header"),
        pytest.param(PLAIN.replace("jumlah", "banyak").encode(), ColumnMissing, id="column missing"),
        pytest.param(PLAIN.replace("jumlah", "jumlahnya").encode(), ColumnRenamed, id="column renamed"),
        pytest.param(PLAIN.replace("skor", "skore").encode(), ColumnRenamed, id="optional column renamed"),
        pytest.param(PLAIN.replace("skor", "Jumlah").encode(), ColumnRepeated, id="column twice"),
        pytest.param(PLAIN.replace("Bajera", '"Bajera').encode(), UnclosedQuote, id="open quote"),
        pytest.param(PLAIN.replace("Bajera", '"Baj"era').encode(), UnclosedQuote, id="quote in the middle"),
        pytest.param(PLAIN.replace("jamban", "jamban" + ",x" * 600).encode(), TooManyColumns, id="many columns"),
        pytest.param(
            PLAIN.replace("Bajera", '"Ba\n\n' + "x" * 200_000).encode(), CellTooLarge, id="quote open for long"
        ),
        pytest.param(
            PLAIN.replace("Bajera", "é").encode() + "52,é".encode("cp1252"), UnreadableText, id="two encodings"
        ),
        pytest.param(PLAIN.encode() + b"\x81\x8d\n", UnreadableText, id="no encoding"),
    ],
)
def test_check_refuses_what_cannot_be_read(desk, body, refusal):
    with pytest.raises(refusal) as caught:
        desk.check(body)

    assert caught.value.sentence % caught.value.facts
    assert caught.value.code == refusal.code


def test_check_names_the_column_that_comes_nearest(desk):
    with pytest.raises(ColumnRenamed) as caught:
        desk.check(PLAIN.replace("jumlah", "Jumlah Penduduk"))

    assert caught.value.facts["field"] == "jumlah"
    assert caught.value.facts["nearest"] == "Jumlah Penduduk"


def test_check_takes_an_absent_optional_column_as_missing(desk):
    outcome = desk.check("kode_desa,jumlah\n51.02.01.2001,12\n")

    assert desk.kept(outcome, "jumlah", "nama") == [("12", "")]
    assert {str(notice.code) for notice in outcome.notices} == {"column_absent"}


def test_check_reads_a_header_over_two_lines(desk):
    contract = make_small_contract(
        make_field("laki_laki", "integer", k__aliases=["penduduk / laki-laki"]),
        make_field("perempuan", "integer", k__aliases=["penduduk / perempuan"]),
    )

    outcome = desk.check("kode_desa;jumlah;Penduduk;\n;;Laki-laki;Perempuan\n51.02.01.2001;5;2;3\n", contract)

    assert desk.kept(outcome) == [("51.02.01.2001", "5", "2", "3")]
    assert [str(notice.code) for notice in outcome.notices] == ["header_joined"]


def test_check_keeps_nothing_of_another_file_in_a_quoted_sql(desk):
    contract = make_contract()

    outcome = desk.check(f'{HEADER},"x\'); DROP TABLE sheet; --"\n{ROW},"\' OR 1=1 --"\n', contract)

    assert desk.kept(outcome) == [READ]


def test_refusals_are_one_family():
    assert issubclass(EmptyFile, FileRefused)


@pytest.mark.parametrize("mark", ["\u202e", "\u2067", "\u2069", "\u061c"])
def test_check_takes_out_marks_that_turn_the_reading_direction(desk, mark):
    outcome = desk.check(f"kode_desa,jumlah\n51.02.01.{mark}2001,12\n", make_small_contract())

    assert desk.kept(outcome) == [("51.02.01.2001", "12")]

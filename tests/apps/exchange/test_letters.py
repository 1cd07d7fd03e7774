"""The return letter and the file with notes, as their readers open them."""

import csv
import io
import random

import pytest
from django.utils import translation
from openpyxl import load_workbook
from pypdf import PdfReader

from kotacerdas.apps.agencies.models import Agency
from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.errors import NoReturnLetter, UnknownSheetFormat
from kotacerdas.apps.exchange.presenters import letters, sheets, words
from tests import makers
from tests.apps.exchange.conftest import make_households


BAJERA = makers.BAJERA


def read_csv(chunks) -> list[list[str]]:
    return list(csv.reader(io.StringIO(b"".join(chunks).decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def partly(hand_in):
    return hand_in(make_households(BAJERA, each=40, broken=30), by=makers.make_village_operator())


def test_the_letter_says_what_is_wrong_once_and_by_when_to_answer(partly):
    with translation.override("en"):
        letter = letters.present_letter(partly)

    (paragraph,) = letter.paragraphs
    assert "30 rows" in paragraph.where
    assert "2–13" in paragraph.where
    assert "“99”" in paragraph.problem
    assert paragraph.values == ""
    assert paragraph.advice
    assert any("9 November 2026" in step for step in letter.steps)
    assert letter.number == f"{partly.id:04}/SPD/XI/2026"


def test_different_wrong_values_are_listed_as_examples(hand_in):
    lines = "\n".join(f"{BAJERA};{size};Kepala;{size}" for size in (26, 30, 99))
    submission = hand_in(f"kode_desa;nomor;kepala;anggota\n{lines}\n".encode())

    (paragraph,) = letters.present_letter(submission).paragraphs

    assert paragraph.values == "“26”, “30”, “99”"


def test_the_letter_prints_as_pdf_with_any_text(hand_in):
    Agency.objects.create(
        code="51.02/diskominfo", name="Dinas #emph[Kominfo] $x$", short_name="", kind="regional", area_code="51.02"
    )
    submission = hand_in(b'kode_desa;nomor;kepala;anggota\n51.02.01.2001;1;x;#panic("no")\n')

    text = "".join(
        page.extract_text()
        for page in PdfReader(io.BytesIO(letters.print_letter(letters.present_letter(submission)))).pages
    )

    assert "DINAS #EMPH[KOMINFO] $X$" in text
    assert '#panic("no")' in text


def test_a_whole_file_returned_has_a_letter_too(hand_in):
    letter = letters.present_letter(hand_in(b"kode_desa;nilai\n"))

    assert letter.paragraphs == ()
    assert letter.verdict


def test_a_good_file_has_no_letter(hand_in):
    submission = hand_in(make_households(BAJERA))

    with pytest.raises(NoReturnLetter):
        letters.present_letter(submission)
    with pytest.raises(NoReturnLetter):
        sheets.write_returned(submission, queries.get_contract("keluarga"), format="csv", only_returned=False)


def test_the_file_with_notes_has_every_row_and_returned_ones_on_top(partly):
    contract = queries.get_contract("keluarga")

    rows = read_csv(sheets.write_returned(partly, contract, format="csv", only_returned=False))

    assert rows[0] == ["catatan", "kode_desa", "nomor", "kepala", "anggota"]
    assert len(rows) == 41
    assert all(row[0] for row in rows[1:31])
    assert not any(row[0] for row in rows[31:])
    assert rows[1][1:] == [BAJERA, "000", "Kepala 0", "99"]


def test_the_corrected_file_with_notes_can_be_handed_in_as_it_is(partly, hand_in):
    contract = queries.get_contract("keluarga")
    content = b"".join(sheets.write_returned(partly, contract, format="csv", only_returned=False))

    again = hand_in(content.replace(b";99", b";5"), by=makers.make_village_operator())

    assert again.rows_failed == 0
    assert again.rows_kept == 40


def test_the_excel_file_keeps_codes_as_text_and_runs_no_formula(hand_in):
    submission = hand_in(f"kode_desa;nomor;kepala;anggota\n{BAJERA};007;=1+1;99\n".encode())
    contract = queries.get_contract("keluarga")

    content = b"".join(sheets.write_returned(submission, contract, format="xlsx", only_returned=True))

    sheet = load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[2]][1:] == [BAJERA, "007", "=1+1", "99"]
    assert {cell.data_type for cell in sheet[2]} == {"s"}


def test_the_csv_file_runs_no_formula_and_keeps_numbers(hand_in):
    submission = hand_in(f"kode_desa;nomor;kepala;anggota\n{BAJERA};-5;@SUM(A1);99\n".encode())

    rows = read_csv(
        sheets.write_returned(submission, queries.get_contract("keluarga"), format="csv", only_returned=True)
    )

    assert rows[1][2:4] == ["-5", "'@SUM(A1)"]


def test_the_template_has_the_agreed_header(exchange):
    contract = queries.get_contract("keluarga")

    assert read_csv(sheets.write_template(contract, format="csv")) == [["kode_desa", "nomor", "kepala", "anggota"]]
    with pytest.raises(UnknownSheetFormat):
        sheets.write_template(contract, format="pdf")


def test_line_numbers_are_joined_into_runs():
    lines = [3, 7, 8, 9, 15]
    random.Random(1).shuffle(lines)

    assert words.compact_lines(lines) == "3, 7–9, 15"
    assert words.compact_lines([]) == ""

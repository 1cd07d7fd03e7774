"""A seal fits its seat, reads as text, and its code leads where it says."""

import io
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
import segno
from pypdf import PdfReader

from kotacerdas.signing.codes import draw_code
from kotacerdas.signing.seals import draw_seal
from tests.signing.made import Regency, make_seal


ADDRESS = "https://kotacerdas.example/verify/8c1f0a2b9d"


@pytest.mark.parametrize("size", [(240, 84), (180, 60), (320, 120), (150, 90)])
def test_a_seal_is_one_page_of_the_size_of_its_seat(regency: Regency, size):
    pages = PdfReader(io.BytesIO(draw_seal(make_seal(regency.offices[0]), *size))).pages

    assert len(pages) == 1
    assert (pages[0].mediabox.width, pages[0].mediabox.height) == pytest.approx(size, abs=0.01)


def test_a_seal_says_who_signed(regency: Regency):
    text = PdfReader(io.BytesIO(draw_seal(make_seal(regency.offices[0]), 240, 84))).pages[0].extract_text()

    assert "DITANDATANGANI SECARA ELEKTRONIK" in text
    assert "Dr. I Komang Contoh, S.E." in text
    assert "Bupati" in text


def test_the_longest_names_still_stand_on_the_seal(regency: Regency):
    seal = replace(
        make_seal(regency.offices[0]),
        name="Prof. Dr. Ir. Anak Agung Ngurah Ketut Contoh Suryadharma Putra, S.Kom., M.T., Ph.D.",
        position="Plt. Kepala Dinas Komunikasi, Informatika, Statistik dan Persandian",
        office="Dinas Komunikasi, Informatika, Statistik dan Persandian Kabupaten Tabanan",
    )
    text = " ".join(PdfReader(io.BytesIO(draw_seal(seal, 200, 70))).pages[0].extract_text().split())

    assert "Ph.D." in text
    assert "Pindai untuk memeriksa keasliannya" in text


def test_a_name_is_never_read_as_markup(regency: Regency):
    seal = replace(make_seal(regency.offices[0]), name='#panic("x") *Contoh* $1$')

    assert '#panic("x") *Contoh* $1$' in PdfReader(io.BytesIO(draw_seal(seal, 320, 90))).pages[0].extract_text()


def test_a_code_is_a_drawing_of_its_address():
    drawn = ET.fromstring(draw_code(ADDRESS))  # noqa: S314 (we drew it)
    side = segno.make(ADDRESS, error="q", micro=False, boost_error=False).symbol_size(border=0)[0]

    assert drawn.attrib["viewBox"] == f"0 0 {side} {side}"
    assert len(list(drawn)) == 1

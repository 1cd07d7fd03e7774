"""The village officer of Bajera hands in a file, gets a letter, puts it right and sees the number move."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.journeys.files import BAJERA, hand_in, household_line, write_households


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
HOUSEHOLDS = 880


def test_a_returned_file_is_put_right_and_the_number_follows(person, picture, tmp_path: Path):
    page = person("perbekel-bajera")
    good = [household_line(number) for number in range(1, HOUSEHOLDS + 1)]
    spoiled = [
        household_line(1, code="5102012001"),
        household_line(2, members="99"),
        *good[2:],
        household_line(3),
    ]

    hand_in(page, "rumah_tangga", write_households(tmp_path / "bajera.csv", spoiled))

    picture(page, "village-returned")
    assert "3 baris dikembalikan" in page.inner_text("h1")
    page.get_by_role("link", name="Baca suratnya").click()
    letter = page.inner_text("main")
    picture(page, "village-letter")
    assert "tidak bertitik" in letter
    assert "di luar batas" in letter
    assert "sudah ada pada baris" in letter
    printed = page.request.get(page.get_by_role("link", name="Surat sebagai PDF").get_attribute("href"))
    words = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(printed.body())).pages)
    assert "Bajera" in words
    assert "3 baris dikembalikan" in " ".join(words.split())

    wet = [household_line(number, water="sungai") for number in range(1, 89)] + good[88:]
    hand_in(page, "rumah_tangga", write_households(tmp_path / "bajera-benar.csv", wet))

    picture(page, "village-released")
    assert "Semua baris baik" in page.inner_text("h1")
    address = f"/api/v1/trace/n5-air-minum-layak/{BAJERA}/2026"
    for _ in range(60):
        trace = page.request.get(address).json()
        if trace["denominator"] == HOUSEHOLDS:
            break
        page.wait_for_timeout(500)
    assert (trace["numerator"], trace["denominator"]) == (792, 880)
    assert trace["value"] == pytest.approx(90.0)


def test_a_village_cannot_hand_in_for_its_neighbour(person, tmp_path: Path):
    page = person("perbekel-bajera")
    neighbour = [household_line(number, code="51.02.01.2002") for number in range(1, 6)]

    hand_in(page, "rumah_tangga", write_households(tmp_path / "tetangga.csv", neighbour))

    assert "Berkas dikembalikan" in page.inner_text("h1")
    assert "berada di luar" in page.inner_text("main")


def test_the_phone_shows_the_same_work(person, picture):
    page = person("perbekel-jatiluwih", {"width": 390, "height": 844})

    page.goto("/tugas/")
    picture(page, "village-phone-work")
    assert "Jatiluwih" in page.inner_text("main")

    page.goto("/data/rumah_tangga/setor/")
    picture(page, "village-phone-submit")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

"""A citizen who never logs in walks a number back, and sees no person on the way."""

import pytest


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
PAGES = (
    "/",
    "/indikator/",
    "/indikator/n5-air-minum-layak/",
    "/indikator/n5-air-minum-layak/telusur/51.02/2026/",
    "/wilayah/51.02/",
    "/wilayah/51.02.08/",
    "/wilayah/ID/",
    "/data/",
    "/data/rumah_tangga/",
    "/rencana/",
    "/rencana/pilar/mou.living/",
    "/gerakan/",
    "/cari/?q=baturiti",
    "/akun/login/",
    "/galeri/",
)


def test_a_number_is_walked_back_to_its_release(person, picture):
    page = person()
    page.goto("/indikator/n5-air-minum-layak/telusur/51.02/2026/")
    assert "124 dari 133 desa" in page.inner_text("main")

    page.get_by_role("table").get_by_role("link", name="Penebel").click()
    page.get_by_role("table").get_by_role("link", name="Jatiluwih").click()

    picture(page, "citizen-village-trace")
    text = page.inner_text("main")
    assert "sha256" in text
    assert "utuh" in text
    assert "hanya ditampilkan kepada petugas yang sudah masuk" in text
    assert "I Wayan" not in text
    page.get_by_role("link", name="Rilis").first.click()
    picture(page, "citizen-release")
    assert "Sidik jari" in page.inner_text("main")


def test_a_missing_village_is_grey_with_a_reason(person, picture):
    page = person()

    page.goto("/indikator/n5-air-minum-layak/telusur/51.02.08.2010/2026/")
    missing = page.request.get("/api/v1/indicators/n5-air-minum-layak/values?area=51.02.08&from=2026&to=2026").json()

    picture(page, "citizen-missing")
    assert missing["items"][0]["coverage"]["reported"] == 17


def test_english_is_complete_and_remembered(person, picture):
    page = person()
    page.goto("/")
    assert page.get_attribute("html", "lang") == "id"

    page.get_by_role("button", name="EN").click()
    page.locator("html[lang=en]").wait_for()
    picture(page, "citizen-english")
    page.goto("/data/")

    assert page.get_attribute("html", "lang") == "en"
    assert "Every dataset has an agreement" in page.inner_text("h1")


@pytest.mark.parametrize("address", PAGES)
def test_every_public_page_fits_a_phone(person, picture, address):
    page = person("", {"width": 360, "height": 780})

    answer = page.goto(address)
    page.wait_for_load_state("networkidle")

    assert answer is not None
    assert answer.status == 200
    picture(page, "phone" + address.split("?")[0].replace("/", "-").rstrip("-"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

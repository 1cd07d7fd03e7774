"""Two agencies negotiate, the legal bureau reviews, both sign, access opens, and the agreement is ended again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import APIResponse, Page

from tests.journeys.conftest import PASSWORD
from tests.journeys.files import BAJERA


pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
NUMBER = "PKS-PERJALANAN/1"
PURPOSE = "Menyasar bantuan gizi bagi keluarga berisiko"


def press(page: Page, name: str) -> None:
    """Press a button or follow a link of the page's own part."""
    found = page.get_by_role("main").get_by_role("button", name=name, exact=True)
    target = found if found.count() else page.get_by_role("main").get_by_role("link", name=name, exact=True)
    target.first.click()
    page.wait_for_load_state()


def write_draft(page: Page) -> str:
    """The template's questions, answered; returns the address of the agreement."""
    page.goto("/kesepakatan/")
    press(page, "Kesepakatan baru")
    page.get_by_role("main").locator("a[href*='/baru/pks-data/']").click()
    page.select_option("[name=party_1]", "51.02/dpmd/kepala")
    page.select_option("[name=party_2]", "51.02/dinkes/kepala")
    for name, text in {
        "number": NUMBER,
        "until": "2099-12-31",
        "dataset": "rumah_tangga",
        "dataset_title": "Rumah Tangga",
        "purpose": PURPOSE,
        "area": "51.02",
    }.items():
        page.fill(f"[name={name}]", text)
    press(page, "Simpan rancangan")
    page.wait_for_url(lambda address: "/baru/" not in address)
    return page.url


def sign(page: Page, address: str) -> None:
    """Sign with the key kept for the office; the demo's passphrase is its password."""
    page.goto(address)
    press(page, "Tanda tangani")
    assert "Anda menandatangani sebagai" in page.inner_text("main")
    page.fill("[name=passphrase]", PASSWORD)
    press(page, "Tanda tangani")
    page.wait_for_url(address)


def approve(page: Page, address: str) -> None:
    """The legal bureau approves the newest version."""
    page.goto(address)
    press(page, "Tinjau naskah")
    press(page, "Setujui versi ini")
    page.wait_for_url(address)


def read_rows(page: Page, grant: int | None = None) -> APIResponse:
    """Bajera's households as the person at the screen reads them, under a grant or without one."""
    found = page.request.get("/api/v1/datasets/rumah_tangga/releases").json()["items"]
    release = next(each for each in found if each["area"] == BAJERA)
    under = f"&grant={grant}" if grant else ""
    return page.request.get(f"/api/v1/releases/{release['id']}/rows?limit=5{under}")


def find_grant(page: Page) -> int:
    """The number of the grant that the agreement opened."""
    found = page.request.get("/api/v1/grants").json()["items"]
    return int(next(each["id"] for each in found if each["purpose"] == PURPOSE))


def negotiate(owner: Page, user: Page, address: str, picture: Callable[[Page, str], None]) -> None:
    """The user asks for less time, the owner sees what differs and accepts."""
    user.goto(address)
    press(user, "Jawab dengan naskah lain")
    field = user.locator("[name=clause_1-paragraphs]")
    field.fill(field.input_value().replace("tujuh hari", "tiga hari kerja"))
    user.fill("[name=note]", "Bantuan disalurkan tiap bulan.")
    press(user, "Tawarkan naskah ini")
    user.wait_for_url(address)

    owner.goto(address)
    press(owner, "Lihat perubahan versi 2")
    picture(owner, "agreement-differences")
    assert "tiga hari kerja" in owner.locator("ins").first.inner_text()
    assert "tujuh" in owner.locator("del").first.inner_text()
    owner.goto(address)
    press(owner, "Setujui versi 2")


def end_today(owner: Page, address: str, picture: Callable[[Page, str], None]) -> None:
    """The owner ends the agreement, told beforehand whose access closes."""
    owner.goto(address)
    press(owner, "Akhiri lebih awal")
    assert "Dinas Kesehatan" in owner.inner_text("main table")
    picture(owner, "agreement-end")
    owner.fill("[name=reason]", "Tujuan penggunaan sudah tercapai.")
    press(owner, "Akhiri hari ini")
    owner.wait_for_url(address)
    assert "Tertutup" in owner.inner_text("#akses")
    assert "Tujuan penggunaan sudah tercapai." in owner.inner_text("main")


def test_two_agencies_negotiate_sign_exchange_and_end_an_agreement(person, picture):
    owner, user, bureau = person("dpmd"), person("dinkes"), person("sekda")
    assert "kepala_keluarga" in read_rows(user).json()["masked"]
    address = write_draft(owner)
    assert person().request.get(address).status == 404
    press(owner, "Kirim untuk tinjauan hukum")
    approve(bureau, address)

    negotiate(owner, user, address, picture)
    approve(bureau, address)

    owner.goto(address)
    press(owner, "Minta tanda tangan")
    wall = person("bupati", viewport={"width": 1920, "height": 1080})
    wall.goto(f"{address}upacara/")
    sign(owner, address)
    wall.wait_for_selector(".seal--signed")
    assert "1 dari 2 pihak" in wall.inner_text("main")
    sign(user, address)

    bureau.goto(address)
    press(bureau, "Daftarkan")
    bureau.fill("[name=register_number]", "REG-PERJALANAN/1")
    press(bureau, "Daftarkan")
    bureau.wait_for_url(address)
    wall.wait_for_selector(".pact-moment--force")
    picture(wall, "agreement-ceremony")
    assert "Berlaku" in wall.inner_text("main")

    citizen = person(viewport={"width": 390, "height": 844})
    citizen.goto(address)
    picture(citizen, "agreement-public-phone")
    assert "Terbuka" in citizen.inner_text("#akses")
    grant = find_grant(user)
    there = read_rows(user, grant).json()
    assert (there["masked"], len(there["items"])) == ([], 5)
    assert "kepala_keluarga" in there["columns"]

    end_today(owner, address, picture)
    refused = read_rows(user, grant)
    assert (refused.status, refused.json()["code"]) == (403, "exchange.grant_not_yours")
    assert "kepala_keluarga" in read_rows(user).json()["masked"]

"""The data steward sends a file back with a note; the corrected one comes into force after a second look."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from kotacerdas.demo.districts import services
from tests.journeys.files import hand_in, write_services


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
DATASET, REGENCY, PERIOD = "layanan_publik", "51.02", "2026"
NOTE = "Layanan Dinas Kesehatan 240 padahal tahun lalu 24. Periksa ketikannya."
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}


def fits(page: Page) -> bool:
    """Whether nothing hangs over the right edge."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def decide_about(page: Page, number: str) -> None:
    """Open one file that waits, from the queue."""
    page.goto("/data/pemeriksaan/")
    page.locator(f"main a[href='/data/pemeriksaan/{number}/']").click()
    page.wait_for_url(f"**/data/pemeriksaan/{number}/")


def test_a_steward_returns_a_file_and_publishes_the_corrected_one(person, picture, tmp_path: Path):
    producer, steward, citizen = person("setda", WIDE), person("walidata", WIDE), person()
    rows = services(REGENCY, int(PERIOD)).to_pylist()
    health = next(row for row in rows if row["kode_opd"] == f"{REGENCY}/dinkes")
    health["layanan"], right = health["layanan"] * 10, health["layanan"] + 1

    hand_in(producer, DATASET, write_services(tmp_path / "layanan-publik.csv", rows), PERIOD)
    number = producer.url.rstrip("/").rpartition("/")[2]
    assert "berkas menunggu keputusan" in producer.inner_text("h1")
    picture(producer, "steward-producer-waits")

    steward.goto("/data/pemeriksaan/")
    picture(steward, "steward-queue")
    decide_about(steward, number)
    picture(steward, "steward-review")
    steward.get_by_text("Kembalikan dengan catatan").click()
    steward.fill("[name=note]", NOTE)
    picture(steward, "steward-note")
    steward.get_by_role("button", name="Kembalikan berkas").click()
    steward.wait_for_url(lambda address: number not in address)

    producer.reload()
    picture(producer, "steward-producer-note")
    assert "Tidak ada isinya yang dipakai" in producer.inner_text("h1")
    assert NOTE in producer.inner_text("main")
    producer.get_by_role("link", name="Baca suratnya").click()
    assert NOTE in producer.inner_text("main")
    picture(producer, "steward-letter")

    health["layanan"] = right
    hand_in(producer, DATASET, write_services(tmp_path / "layanan-publik-benar.csv", rows), PERIOD)
    number = producer.url.rstrip("/").rpartition("/")[2]

    phone = person("walidata", PHONE)
    phone.goto("/data/pemeriksaan/")
    picture(phone, "steward-queue-phone")
    assert fits(phone)
    decide_about(phone, number)
    picture(phone, "steward-review-phone")
    assert fits(phone)
    phone.get_by_role("button", name="Setujui dan rilis").click()
    phone.wait_for_url(lambda address: number not in address)
    assert "diterbitkan sebagai rilis" in phone.inner_text("body")

    producer.reload()
    picture(producer, "steward-producer-released")
    release = producer.get_by_role("main").get_by_role("link", name="Rilis", exact=False).first
    address = release.get_attribute("href")
    citizen.goto(address)
    picture(citizen, "steward-release")
    there = citizen.request.get(f"/api/v1/releases/{address.rstrip('/').rpartition('/')[2]}/rows").json()
    published = [dict(zip(there["columns"], row, strict=True)) for row in there["items"]]
    assert [row["layanan"] for row in published if row["kode_opd"] == health["kode_opd"]] == [str(right)]

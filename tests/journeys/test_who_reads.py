"""A village sees who read its data, and what for."""

import re

import pytest

from tests.journeys.conftest import PHONE
from tests.journeys.files import BAJERA


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
PURPOSE = "Memeriksa aduan tentang bantuan air bersih"


def test_a_village_sees_who_read_its_data(person, picture):
    reader = person("dpmd")
    found = reader.request.get("/api/v1/datasets/rumah_tangga/releases").json()["items"]
    release = next(each for each in found if each["area"] == BAJERA)
    reader.goto(f"/data/rilis/{release['id']}/baris/")
    reader.fill("input[name=purpose]", PURPOSE)
    reader.get_by_role("button", name="Tampilkan kolom pribadi").click()
    reader.wait_for_load_state()

    partner = person("bappeda")
    grants = partner.request.get("/api/v1/grants").json()["items"]
    grant = next(each for each in grants if each["dataset"] == "rumah_tangga" and each["is_open"])
    partner.goto(f"/data/rilis/{release['id']}/baris/?grant={grant['id']}")
    picture(partner, "reading-under-a-grant")
    assert f"Anda membaca dengan hak akses {grant['id']}" in partner.inner_text("main")

    village = person("perbekel-bajera", viewport=PHONE)
    village.goto("/data/pembaca/")
    picture(village, "village-readers")

    words = village.inner_text("main")
    assert "Siapa membaca data tentang" in village.inner_text("h1")
    assert PURPOSE in words
    assert re.search(r"Kolom tentang orang dibuka \d+ kali", words)
    assert "dpmd" in words
    assert f"berdasarkan {grant['agreement']}, hak akses {grant['id']}" in words
    assert re.search(r"\b\d+ \w+ 20\d\d", words)

    citizen = person()
    citizen.goto(f"/data/pembaca/{BAJERA}/")
    picture(citizen, "citizen-readers")
    assert PURPOSE in citizen.inner_text("main")
    assert "Petugas" not in citizen.inner_text("main")

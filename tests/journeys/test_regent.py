"""The regent finds out why a target is red, down to the villages behind it."""

import pytest


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


def test_a_red_target_is_explained_down_to_the_village(person, picture):
    page = person("bupati")
    page.goto("/")
    picture(page, "regent-command-centre")
    assert "target sudah terukur" in page.inner_text("h1")

    page.get_by_role("link", name="Infrastruktur cerdas").first.click()
    red = page.locator("article", has_text="tertinggal").first
    red.get_by_role("heading").get_by_role("link").click()
    picture(page, "regent-target")
    assert "tertinggal" in page.inner_text("h1")
    assert "yang diinginkan" in page.inner_text("main")

    page.get_by_role("link", name="telusuri angka ini").first.click()
    picture(page, "regent-trace")
    assert "Dari mana" in page.inner_text("h1")
    page.get_by_role("table").get_by_role("link").first.click()
    assert "Kecamatan" in page.inner_text("h1 ~ *, main")


def test_the_map_changes_with_the_indicator_and_leads_to_a_village(person, picture):
    page = person()
    page.goto("/")

    page.select_option("#map-indicator", "n5-air-minum-layak")
    page.locator("#map-title", has_text="air minum").wait_for()
    page.locator("#map svg a[href*='51.02.08']").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/wilayah/51.02.*/")

    picture(page, "regent-village")
    assert "Desa" in page.inner_text("main")


@pytest.mark.parametrize("width", [1920, 3840])
def test_the_wall_fits_its_screen(person, picture, width):
    page = person("", {"width": width, "height": width * 9 // 16})

    page.goto("/dinding/")
    page.wait_for_timeout(500)

    picture(page, f"wall-{width}")
    assert page.evaluate("document.documentElement.scrollHeight <= window.innerHeight")

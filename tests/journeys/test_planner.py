"""The planner gives an indicator a target, changes her mind, and takes it back."""

import pytest


pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("platform"), pytest.mark.timeout(600)]


def test_a_target_is_added_and_removed_again(person, picture):
    page = person("bappeda")
    page.goto("/rencana/target/tambah/")
    page.get_by_role("main").get_by_role("link", name="Anak berakta lahir").click()
    picture(page, "planner-form")

    fields = page.locator("fieldset input")
    for place in range(fields.count()):
        fields.nth(place).fill(str(99))
    page.get_by_role("button", name="Simpan target").click()
    page.wait_for_url("**/rencana/target/*/")

    picture(page, "planner-target")
    assert "Target sudah ada dalam rencana." in page.inner_text("body")
    assert "Bappeda" in page.inner_text("main")
    page.get_by_role("link", name="Hapus").click()
    page.get_by_role("button", name="Hapus target").click()
    assert "Target dihapus" in page.inner_text("h1") or "Target sudah dihapus" in page.inner_text("main")


def test_the_same_plan_is_shown_under_either_set_of_pillars(person, picture):
    page = person()
    page.goto("/rencana/")
    picture(page, "plan-mou")
    assert "Infrastruktur cerdas" in page.inner_text("main")

    page.goto("/rencana/?set=kementerian")

    picture(page, "plan-ministry")
    assert "Infrastruktur cerdas" not in page.inner_text("main")
    assert "Branding" in page.inner_text("main") or "Jenama" in page.inner_text("main")

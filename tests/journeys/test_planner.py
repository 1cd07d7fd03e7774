"""The planner gives an indicator a target, changes her mind, and takes it back."""

import pytest


pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


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


def test_a_programme_with_two_budget_lines_is_added_and_seen_on_the_plan_page(person, picture):
    page = person("bappeda")
    page.goto("/rencana/")
    page.get_by_role("link", name="Tambah program").click()
    for name, text in {
        "title_id": "Rumah baca banjar",
        "description_id": "Membuka rumah baca di tiap banjar.",
        "problem_id": "Anak tidak punya buku di dekat rumah.",
        "benefit_id": "Anak membaca setiap hari.",
        "budget_0-year": "2026",
        "budget_0-source": "APBD kabupaten",
        "budget_0-amount": "1.250.000.000",
        "budget_1-year": "2027",
        "budget_1-source": "Dana Desa",
        "budget_1-amount": "750.000.000",
    }.items():
        page.fill(f"[name='{name}']", text)
    for name in ("goal", "owner", "tag_mou"):
        page.select_option(f"[name='{name}']", index=1)
    page.check("input[name=places][value='51.02.01']")
    page.get_by_role("button", name="Tambah baris").click()
    page.wait_for_selector("[name='budget_4-year']")
    picture(page, "planner-programme")

    page.get_by_role("button", name="Simpan program").last.click()
    page.wait_for_url("**/rencana/program/rumah-baca-banjar/")

    assert "miliar" in page.inner_text("main")
    page.goto("/rencana/")
    assert "Rumah baca banjar" in page.inner_text("main")

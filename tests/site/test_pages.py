import pytest

from kotacerdas.apps.areas.models import Boundary
from tests.site.conftest import VILLAGES, WATER


def body(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[:400]
    return response.content.decode()


@pytest.fixture
def english(client):
    client.post("/bahasa/setlang/", {"language": "en"})


@pytest.mark.parametrize("code", ["ID", "51", "51.02", "51.02.01", "51.02.01.2001", "51.71"])
def test_an_area_of_every_level_has_a_page(client, tabanan, code):
    assert code in body(client, f"/wilayah/{code}/")


def test_an_area_shows_its_figures_with_a_way_to_their_trace(client, measured, english):
    measured({"51.02": 78.0, VILLAGES[0]: 60.0})

    html = body(client, "/wilayah/51.02/")

    assert "78.0%" in html
    assert "6 of 7 villages" in html
    assert f"/indikator/{WATER}/telusur/51.02/2026/" in html


def test_a_suppressed_figure_says_why_it_is_not_shown(client, measured, english):
    measured({VILLAGES[0]: None})

    html = body(client, f"/wilayah/{VILLAGES[0]}/")

    assert "too few to show" in html
    assert "0.0%" not in html


def test_namesakes_are_told_apart(client, tabanan):
    html = body(client, "/wilayah/51.02.04.2009/")

    assert "/wilayah/51.02.07.2001/" in html
    assert "Kecamatan Marga" in html


def test_an_area_that_is_not_there_is_a_friendly_404(client, tabanan):
    assert client.get("/wilayah/99.99/").status_code == 404


def test_a_code_without_dots_is_refused_with_the_reason(client, tabanan, english):
    response = client.get("/wilayah/5102012001/")

    assert response.status_code == 400
    assert "has no dots" in response.content.decode()


def test_the_entrance_counts_areas(client, tabanan):
    assert "/wilayah/51.02/" in body(client, "/wilayah/")


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("kukuh marga", "/wilayah/51.02.07.2001/"),
        ("51.02.01", "/wilayah/51.02.01/"),
        ("air minum", f"/indikator/{WATER}/"),
        ("rumah_tangga", "/data/rumah_tangga/"),
        ("drinking water", f"/indikator/{WATER}/"),
        ("stunting", "/rencana/program/"),
    ],
)
def test_one_box_finds_everything(client, tabanan, asked, wanted):
    assert wanted in body(client, f"/cari/?q={asked}")


def test_nothing_found_says_what_to_try(client, tabanan, english):
    assert "Nothing is called" in body(client, "/cari/?q=zzzz")


def test_what_was_asked_is_not_run_as_markup(client, tabanan):
    assert "<script>alert" not in body(client, "/cari/?q=<script>alert(1)</script>")


def test_about_names_the_licence_of_the_area_list(client, tabanan):
    assert "ODbL" in body(client, "/tentang/")


def test_the_api_describes_itself_for_people(client, tabanan):
    html = body(client, "/tentang/api/")

    assert "/api/v1/indicators" in html
    assert "/api/v1/openapi.json" in html


def test_programs_can_ask_whether_we_live_and_are_ready(client, tabanan):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["status"] == "ok"


def test_without_areas_we_are_alive_but_not_ready(client, db, lake_folder):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["areas"] is False


def test_robots_stay_out_of_peoples_work(client):
    assert "Disallow: /tugas/" in client.get("/robots.txt").content.decode()


def test_imported_boundaries_are_shown_as_true_shapes(client, measured, now):
    measured({"51.02": 78.0, "51.02.01": 70.0, VILLAGES[0]: 60.0})
    assert "data-geomap" not in body(client, "/wilayah/51.02.01/")
    ring = [[115.0, -8.5], [115.1, -8.5], [115.1, -8.4], [115.0, -8.5]]
    Boundary.objects.create(
        area_code=VILLAGES[0],
        geometry={"type": "Polygon", "coordinates": [ring]},
        source="batas.geojson",
        imported_at=now,
    )

    html = body(client, f"/wilayah/51.02.01/?indikator={WATER}")

    assert "data-geomap" in html
    assert f'"href": "/wilayah/{VILLAGES[0]}/"' in html

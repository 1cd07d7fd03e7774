"""Pages as a reader meets them, in Indonesian and English."""

import pytest

from kotacerdas.apps.areas import models as areas
from kotacerdas.apps.indicators import operations
from kotacerdas.kernel.actors import SYSTEM
from tests.apps.indicators.made import BAJERA, VILLAGES, WANAGIRI, WATER, households, prepare, release


pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def measured(lake_folder, now):
    """Water in two villages, guest nights in a district, and a map of the regency."""
    prepare()
    release("rumah_tangga", "2025", "51.02", households(BAJERA, 50, 50) + households(WANAGIRI, 40, 60))
    release("rumah_tangga", "2026", BAJERA, households(BAJERA, 60, 40))
    release("rumah_tangga", "2026", WANAGIRI, households(WANAGIRI, 90, 10))
    release("kunjungan_wisata", "2026", "51.02", [("51.02.07", {"malam_tamu": 900})])
    release("penduduk_desa", "2026", "51.02", [(village, {"penduduk": 300}) for village in VILLAGES])
    operations.refresh(by=SYSTEM, at=now)
    layout = areas.Layout.objects.create(edition=areas.Edition.objects.get(), scope="51.02", level="village")
    areas.LayoutCell.objects.bulk_create(
        areas.LayoutCell(layout=layout, area_code=village, q=column, r=0) for column, village in enumerate(VILLAGES)
    )


def read(client, address: str) -> str:
    response = client.get(address, headers={"accept-language": "en"}, follow=True)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.fixture
def english(client):
    """A reader who switched to English."""
    client.cookies["django_language"] = "en"
    return client


def test_the_list_shows_the_value_with_its_coverage_and_way_back(english):
    page = read(english, "/indikator/")

    assert "Households with proper drinking water" in page
    assert "75.0%" in page
    assert "2 of 7 villages" in page
    assert f"/indikator/{WATER}/telusur/51.02/2026/" in page


def test_the_list_follows_the_pillar_set_and_remembers_it(english):
    assert 'id="people"' in read(english, "/indikator/?set=mou")
    assert 'id="branding"' in read(english, "/indikator/?set=kementerian")
    assert 'id="branding"' in read(english, "/indikator/")


def test_the_list_can_be_searched(english):
    page = read(english, "/indikator/?q=drinking")

    assert "Households with proper drinking water" in page
    assert "Stunted" not in page
    assert "No indicator matches" in read(english, "/indikator/?q=zeppelin")


def test_an_indicator_shows_value_change_map_districts_and_definition(english):
    page = read(english, f"/indikator/{WATER}/")

    assert "Households with proper drinking water in Kabupaten Tabanan: 75.0%" in page
    assert "+30.0 points since 2025" in page
    assert "rank 1 of 2" in page
    assert "Selemadeg" in page
    assert "sumber_air IN" in page


def test_an_indicator_of_districts_colours_the_villages_by_their_district(english):
    page = read(english, "/indikator/e6-malam-tamu/")

    assert "each hexagon shows the value of the one it lies in" in page
    assert "3,000 per 1,000 people" in page.replace("\N{NO-BREAK SPACE}", " ")


def test_an_earlier_period_can_be_chosen(english):
    assert "45.0%" in read(english, f"/indikator/{WATER}/?period=2025")


def test_an_indicator_never_measured_says_so(english):
    page = read(english, "/indikator/l1-stunting/")

    assert "is not known: not reported" in page


def test_a_trace_shows_the_formula_with_its_numbers(english):
    page = read(english, f"/indikator/{WATER}/telusur/51.02.01/2026/")

    assert "Where does 75.0%" in page
    assert "150 households with a proper source" in page
    assert "200 households" in page
    assert "2 of 3 villages gave something" in page
    assert "Missing: Pupuan Sawah" in page
    assert "intact" in page
    assert "Agreement" in page


def test_a_trace_of_a_village_ends_at_its_rows_and_says_who_may_see_them(english):
    page = read(english, f"/indikator/{WATER}/telusur/{BAJERA}/2026/")

    assert "100 rows" in page
    assert "sumber_air" in page
    assert "shown to staff who are logged in" in page
    assert "I Wayan Contoh" not in page


def test_a_trace_without_a_number_says_why(english):
    page = read(english, f"/indikator/{WATER}/telusur/51.02.04/2026/")

    assert "Why is there no number here?" in page
    assert "Missing is not zero" in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/indikator/zeppelin/", 404),
        (f"/indikator/{WATER}/telusur/51.99/2026/", 404),
        (f"/indikator/{WATER}/telusur/5102012001/2026/", 400),
        (f"/indikator/{WATER}/telusur/51.02/tahun-lalu/", 400),
        (f"/indikator/{WATER}/?period=besok", 400),
    ],
)
def test_what_does_not_exist_is_said_politely(client, address, status):
    assert client.get(address).status_code == status


def test_a_hidden_number_is_not_given_away_by_its_rows(english, now):
    release("penimbangan_balita", "2026", "51.02", [(BAJERA, {"balita_diukur": 90, "balita_pendek": 3})])
    operations.refresh(by=SYSTEM, at=now)

    page = read(english, f"/indikator/l1-stunting/telusur/{BAJERA}/2026/")

    assert "The number is known but hidden" in page
    assert "balita_pendek" not in page

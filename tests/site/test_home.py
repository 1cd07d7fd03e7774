import re

import pytest
from django.test.utils import CaptureQueriesContext

from tests import makers
from tests.site.conftest import VILLAGES, WATER


@pytest.fixture
def water(measured):
    """The regency and six of seven villages measured, over two years."""
    shares = {code: 60.0 + 5 * number for number, code in enumerate(VILLAGES[:6])}
    measured({"51.02": 78.0, **shares}, year=2026)
    measured({"51.02": 75.0}, year=2025)


def body(client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_before_any_file_the_page_says_what_to_do(client, tabanan):
    html = body(client)

    assert "/data/" in html
    assert "data-hexmap" not in html


def test_the_headline_counts_targets(client, water):
    client.post("/bahasa/setlang/", {"language": "en"})
    html = body(client)

    measured_targets, total = map(int, re.search(r"(\d+) of (\d+) targets are measured", html).groups())
    assert 0 <= measured_targets <= total
    assert "6 of 7 villages" in html


def test_a_village_that_did_not_report_is_hatched_and_says_so(client, water):
    client.post("/bahasa/setlang/", {"language": "en"})
    html = body(client)
    silent = re.search(
        rf'href="/wilayah/{re.escape(VILLAGES[6])}/"[^>]*data-value="([^"]*)".*?class="shade-(\d)"', html, re.DOTALL
    )

    assert silent.groups() == ("not reported", "0")


def test_the_map_can_be_chosen(client, water, measured):
    measured({"51.02": 70.0, VILLAGES[0]: 70.0}, code="n2-internet")

    html = body(client, "/?indikator=n2-internet")

    assert '<option value="n2-internet" selected>' in html


def test_an_unknown_indicator_falls_back(client, water):
    assert f'<option value="{WATER}" selected>' in body(client, "/?indikator=tidak-ada")


def test_the_ministrys_pillars_can_be_seen_and_are_remembered(client, water):
    body(client, "/?set=kementerian")

    assert "/rencana/pilar/kementerian.branding/" in body(client)


def test_the_page_reads_the_database_few_times_whatever_the_number_of_villages(
    client, water, django_assert_max_num_queries
):
    body(client)
    with django_assert_max_num_queries(40):
        body(client)


def test_more_values_need_no_more_queries(client, measured, water):
    from django.db import connection

    body(client)
    with CaptureQueriesContext(connection) as before:
        body(client)
    for number, code in enumerate(("n2-internet", "n6-jamban-sendiri", "n7-listrik", "l7-rumah-layak")):
        measured({"51.02": 50.0, **dict.fromkeys(VILLAGES, 40.0 + number)}, code=code)
    with CaptureQueriesContext(connection) as after:
        body(client)

    assert len(after) <= len(before) + 2


def test_the_wall_is_dark_and_has_every_pillar(client, water):
    html = body(client, "/dinding/")

    assert 'data-theme="dark"' in html
    assert html.count("wall__scene") >= 3


def test_my_work_asks_to_log_in(client, tabanan):
    response = client.get("/tugas/")

    assert response.status_code == 302
    assert response.url.startswith("/akun/login/")


@pytest.mark.parametrize("role", list(makers.Role))
def test_every_role_finds_its_work(client, water, role):
    person = makers.make_account("orang", role, agency_code="51.02/dinkes", capture=("51.02",), view=("51.02",))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "orang contoh" in body(client, "/tugas/")


def test_a_producer_sees_what_it_owes(client, tabanan):
    person = makers.make_account("dinkes", makers.Role.DATA_PRODUCER, agency_code="51.02/dinkes", capture=("51.02",))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "/data/penimbangan_balita/setor/" in body(client, "/tugas/")


def test_a_planner_is_led_to_a_new_target(client, tabanan):
    person = makers.make_account("bappeda", makers.Role.PLANNER, agency_code="51.02/bappeda", view=("51.02",))
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert "/rencana/target/tambah/" in body(client, "/tugas/")

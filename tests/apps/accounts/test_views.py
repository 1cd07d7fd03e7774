"""Logging in, being locked out, my account, and the log."""

import time
from datetime import datetime

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kotacerdas.apps.accounts import operations
from kotacerdas.apps.accounts.models import User
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Role
from tests.makers import make_account, make_administrator, make_area_tree


pytestmark = pytest.mark.django_db
PASSWORD = "sandi-uji-2026"  # the makers' password


@pytest.fixture(autouse=True)
def _forget_tries() -> None:
    """Tries are counted in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def demo(settings, now: datetime) -> None:
    settings.IS_DEMO = True
    make_area_tree()
    operations.create_demo_accounts(by=make_administrator(), at=now)


def totp_code(secret: str) -> str:
    """The six digits an authenticator app would show now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD))


def log_in(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post("/akun/login/", {"login": username, "password": password}).status_code


def test_the_login_page_is_ours_at_allauth_s_own_address(client: Client) -> None:
    assert reverse("account_login") == reverse("accounts:login") == "/akun/login/"
    page = client.get("/akun/login/").content.decode()
    assert 'name="password"' in page
    assert "<style" not in page
    assert "style=" not in page


@pytest.mark.usefixtures("demo")
def test_in_demo_mode_the_login_page_offers_every_account(client: Client) -> None:
    page = client.get("/akun/login/").content.decode()

    assert page.count('name="login" value="') == 12
    assert "tabanan-demo-2026" in page


def test_outside_demo_mode_it_offers_none(settings, client: Client) -> None:
    settings.IS_DEMO = False

    page = client.get("/akun/login/").content.decode()

    assert "tabanan-demo-2026" not in page
    assert "demo-accounts" not in page


@pytest.mark.usefixtures("demo")
def test_a_link_fills_in_the_user_name(client: Client) -> None:
    page = client.get("/akun/login/", {"username": "perbekel-bajera"}).content.decode()

    assert 'value="perbekel-bajera"' in page.split("demo-accounts", maxsplit=1)[0]


@pytest.mark.usefixtures("demo")
def test_a_demo_account_logs_in_and_goes_where_it_wanted(client: Client) -> None:
    answer = client.post(
        "/akun/login/",
        {"login": "dinkes", "password": "tabanan-demo-2026", "next": reverse("accounts:me")},
    )

    assert answer.status_code == 302
    assert answer["Location"] == reverse("accounts:me")
    assert "Dinas Kesehatan" in client.get(reverse("accounts:me")).content.decode()


def test_a_wrong_password_stays_on_the_page(client: Client) -> None:
    make_account("kadek")

    assert log_in(client, "kadek", "salah-salah-salah") == 200
    assert "_auth_user_id" not in client.session


def test_guessing_closes_the_login_even_for_the_right_password(settings, client: Client) -> None:
    make_account("kadek")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "kadek", "salah-salah-salah")

    log_in(client, "kadek")

    assert "_auth_user_id" not in client.session


def test_a_closed_login_says_for_how_long_and_what_to_do(settings, client: Client) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": False}
    settings.AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
    make_account("kadek")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        log_in(client, "kadek", "salah-salah-salah")

    answer = client.post("/akun/login/", {"login": "kadek", "password": PASSWORD})

    assert answer.status_code in {403, 429}
    assert reverse("account_reset_password") in answer.content.decode()
    assert "headline" in answer.content.decode()


def test_nobody_makes_their_own_account(client: Client) -> None:
    answer = client.post(
        "/akun/signup/",
        {"username": "baru", "email": "baru@contoh.id", "password1": PASSWORD, "password2": PASSWORD},
    )

    assert answer.status_code == 200
    assert not User.objects.filter(username="baru").exists()


@pytest.mark.parametrize("name", ["account_reset_password", "account_reset_password_done", "account_signup"])
def test_pages_before_login_answer(client: Client, name: str) -> None:
    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "headline" in page.content.decode()


@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "mfa_index", "account_email", "account_reauthenticate"]
)
def test_pages_of_the_account_answer(client: Client, name: str) -> None:
    make_account("kadek")
    log_in(client, "kadek")

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "headline" in page.content.decode()


def test_a_second_factor_is_asked_for_once_it_is_switched_on(settings, client: Client) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may end during the test
    make_account("kadek")
    log_in(client, "kadek")
    address = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": address})
    page = client.get(address)
    assert "data:image/svg+xml" in page.content.decode()

    secret = page.context["form"].secret
    client.post(address, {"code": totp_code(secret)})
    assert reverse("mfa_deactivate_totp") in client.get(reverse("mfa_index")).content.decode()
    client.logout()
    log_in(client, "kadek")

    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": totp_code(secret)})
    assert "_auth_user_id" in client.session


def test_my_account_needs_a_login(client: Client) -> None:
    answer = client.get(reverse("accounts:me"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/akun/login/")


def test_my_account_shows_roles_areas_and_the_missing_second_factor(client: Client) -> None:
    make_area_tree()
    make_account(
        "kadek",
        Role.VILLAGE_OPERATOR,
        agency_code="51.02.01.2001/pemdes",
        capture=["51.02.01.2001"],
        view=["51.02.01.2001"],
    )
    log_in(client, "kadek")

    page = client.get(reverse("accounts:me")).content.decode()

    assert "kadek contoh" in page
    assert "Desa Bajera" in page
    assert reverse("mfa_index") in page
    assert reverse("accounts:events") not in page


def test_my_account_promises_no_rows_to_whom_sees_none(client: Client) -> None:
    make_area_tree()
    make_account("bupati", Role.EXECUTIVE, view=["51.02"])
    log_in(client, "bupati")

    client.cookies["django_language"] = "en"
    page = client.get(reverse("accounts:me")).content.decode()

    assert "nowhere" in page.split("May see rows of", maxsplit=1)[1][:120]
    assert "Kabupaten Tabanan" in page.split("Works for", maxsplit=1)[1][:120]


def test_the_log_is_closed_to_others_and_open_to_supervisors(client: Client, now: datetime) -> None:
    audit.record(action="areas.loaded", target="300.2.2-2430/2025", by=make_administrator(), at=now)
    make_account("perencana", Role.PLANNER)
    make_account("pembina", Role.DATA_SUPERVISOR)

    log_in(client, "perencana")
    assert client.get(reverse("accounts:events")).status_code == 403
    client.logout()
    log_in(client, "pembina")
    page = client.get(reverse("accounts:events"))

    assert page.status_code == 200
    assert "300.2.2-2430/2025" in page.content.decode()


def test_the_log_is_filtered_and_paged(client: Client, now: datetime) -> None:
    for number in range(60):
        audit.record(action="exchange.submitted", target=f"submission:{number}", by=make_administrator(), at=now)
    make_account("pembina", Role.DATA_SUPERVISOR)
    log_in(client, "pembina")
    address = reverse("accounts:events")

    first = client.get(address, {"action": "exchange.submitted"}).content.decode()
    one = client.get(address, {"target": "submission:7"}).content.decode()

    assert "submission:59" in first
    assert "submission:3<" not in first
    assert "before=" in first
    assert "submission:7<" in one
    assert "submission:8<" not in one


@pytest.mark.parametrize("query", [{"before": "x"}, {"action": "no.such"}, {"target": "y" * 500}])
def test_a_filter_that_is_none_is_no_fault(client: Client, query: dict[str, str]) -> None:
    make_account("pembina", Role.DATA_SUPERVISOR)
    log_in(client, "pembina")

    assert client.get(reverse("accounts:events"), query).status_code == 200


@pytest.mark.usefixtures("demo")
def test_once_the_demo_is_over_its_published_password_opens_nothing(settings, client: Client) -> None:
    settings.IS_DEMO = False

    answer = client.post("/akun/login/", {"login": "bupati", "password": "tabanan-demo-2026"})

    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_an_endless_user_name_is_refused_in_the_form(client: Client) -> None:
    answer = client.post("/akun/login/", {"login": "x" * 100_000, "password": PASSWORD})

    assert answer.status_code == 200
    assert "254" in answer.content.decode()

"""Accounts and roles: given by administrators, dated, recorded."""

from datetime import UTC, date, datetime

import pytest

from kotacerdas.apps.accounts import errors, operations, queries
from kotacerdas.apps.accounts.models import User
from kotacerdas.apps.agencies import operations as agencies
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import Role
from kotacerdas.kernel.areas import AreaCode
from tests.makers import make_account, make_administrator, make_area_tree, make_planner


pytestmark = pytest.mark.django_db
ADMIN = make_administrator()
BAJERA = AreaCode("51.02.01.2001")


def create(now: datetime, **changes: str) -> None:
    facts = {"username": "kadek", "display_name": "Kadek Contoh", "email": "", "password": "padi-menguning-9"}
    operations.create_account(**{**facts, **changes}, by=ADMIN, at=now)


def grant(now: datetime, **changes: object) -> None:
    facts: dict[str, object] = {
        "username": "kadek",
        "role": Role.VILLAGE_OPERATOR,
        "agency_code": "51.02.01.2001/pemdes",
        "capture": (BAJERA,),
        "view": (BAJERA,),
        "since": date(2026, 1, 1),
        "until": None,
    }
    operations.grant_role(**{**facts, **changes}, by=ADMIN, at=now)  # type: ignore[arg-type]  # facts of a grant


@pytest.fixture
def kadek(now: datetime) -> None:
    make_area_tree()
    agencies.load_agencies(by=ADMIN, at=now)
    create(now)


def test_a_new_account_may_log_in_and_nothing_else(now: datetime) -> None:
    create(now)

    actor = queries.get_actor_by_username("kadek")
    assert (actor.name, actor.roles) == ("Kadek Contoh", frozenset({Role.PUBLIC}))
    assert User.objects.get(username="kadek").check_password("padi-menguning-9")
    (event,) = audit.list_events(target="kadek")
    assert event.action == "accounts.account_created"
    assert "padi" not in str(event.facts)


def test_a_taken_name_and_a_weak_password_are_refused(now: datetime) -> None:
    create(now)

    with pytest.raises(errors.UsernameTaken):
        create(now)
    with pytest.raises(errors.PasswordTooWeak):
        create(now, username="putu-pratama", password="putu-pratama")
    with pytest.raises(errors.PasswordTooWeak):
        create(now, username="putu", password="pendek")  # the point of the test
    assert not User.objects.filter(username="putu").exists()


def test_only_an_administrator_gives_accounts_and_roles(now: datetime) -> None:
    planner = make_planner()

    with pytest.raises(errors.RoleMissing):
        operations.create_account(
            username="putu",
            display_name="",
            email="",
            password="padi-menguning-9",
            by=planner,
            at=now,  # made up
        )
    with pytest.raises(errors.RoleMissing):
        operations.revoke_role(username="putu", role=Role.PLANNER, agency_code=None, by=planner, at=now)
    with pytest.raises(errors.RoleMissing):
        operations.create_demo_accounts(by=planner, at=now)


@pytest.mark.usefixtures("kadek")
def test_a_granted_role_becomes_the_actor_s_rights(now: datetime) -> None:
    grant(now)

    actor = queries.get_actor_by_username("kadek", on=date(2026, 11, 2))
    assert actor.has(Role.VILLAGE_OPERATOR)
    assert actor.agency_code == "51.02.01.2001/pemdes"
    assert actor.may_capture(BAJERA)
    assert not actor.may_capture(AreaCode("51.02.01.2002"))
    assert audit.list_events(action="accounts.role_granted")[0].facts["capture"] == [BAJERA]


@pytest.mark.usefixtures("kadek")
@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"username": "siapa"}, errors.AccountNotFound),
        ({"agency_code": "51.02/tidak-ada"}, errors.AgencyMissing),
        ({"capture": (AreaCode("99.99"),)}, errors.ScopeUnknown),
        ({"view": ()}, errors.ScopeMissing),
        ({"until": date(2025, 1, 1)}, errors.EndsBeforeStart),
    ],
)
def test_a_grant_that_names_nothing_real_is_refused(
    now: datetime, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        grant(now, **changes)

    assert queries.get_actor_by_username("kadek", on=date(2026, 11, 2)).roles == {Role.PUBLIC}


@pytest.mark.usefixtures("kadek")
def test_the_same_role_is_not_held_twice_at_once(now: datetime) -> None:
    grant(now, until=date(2026, 6, 1))

    grant(now, since=date(2026, 6, 1))
    for since in (date(2025, 1, 1), date(2026, 3, 1), date(2027, 1, 1)):
        with pytest.raises(errors.AlreadyGranted):
            grant(now, since=since)


@pytest.mark.usefixtures("kadek")
def test_a_revoked_role_ends_on_the_local_day_and_stays_as_history(now: datetime) -> None:
    grant(now)

    late_evening_in_utc = datetime(2026, 11, 1, 17, 0, tzinfo=UTC)
    operations.revoke_role(
        username="kadek",
        role=Role.VILLAGE_OPERATOR,
        agency_code="51.02.01.2001/pemdes",
        by=ADMIN,
        at=late_evening_in_utc,
    )

    assert queries.get_actor_by_username("kadek", on=date(2026, 11, 1)).has(Role.VILLAGE_OPERATOR)
    assert not queries.get_actor_by_username("kadek", on=date(2026, 11, 2)).has(Role.VILLAGE_OPERATOR)
    with pytest.raises(errors.AssignmentNotFound):
        operations.revoke_role(
            username="kadek",
            role=Role.VILLAGE_OPERATOR,
            agency_code="51.02.01.2001/pemdes",
            by=ADMIN,
            at=late_evening_in_utc,
        )


def test_demo_accounts_exist_only_in_demo_mode(settings, now: datetime) -> None:
    settings.IS_DEMO = False
    assert queries.list_demo_accounts() == ()
    with pytest.raises(errors.NotDemo):
        operations.create_demo_accounts(by=ADMIN, at=now)
    assert not User.objects.exists()


def test_demo_accounts_are_made_once_with_their_rights(settings, now: datetime) -> None:
    settings.IS_DEMO = True

    assert operations.create_demo_accounts(by=ADMIN, at=now) == 12
    assert operations.create_demo_accounts(by=ADMIN, at=now) == 0

    shown = {account.username: account for account in queries.list_demo_accounts()}
    assert len(shown) == 12
    for username, account in shown.items():
        assert User.objects.get(username=username).check_password(account.password)
    operator = queries.get_actor_by_username("perbekel-jatiluwih", on=date(2026, 11, 3))
    assert operator.capture == ("51.02.08.2013",)
    assert queries.get_actor_by_username("bupati", on=date(2026, 11, 3)).has(Role.EXECUTIVE)
    assert len(audit.list_events(action="accounts.demo")) == 1


def test_demo_accounts_leave_a_real_person_alone(settings, now: datetime) -> None:
    settings.IS_DEMO = True
    make_account("bupati")

    assert operations.create_demo_accounts(by=ADMIN, at=now) == 11
    assert User.objects.get(username="bupati").check_password("sandi-uji-2026")

"""Which role may what, where, and why not."""

from datetime import date

import pytest

from kotacerdas.apps.accounts import errors, rules
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM, Role
from kotacerdas.kernel.areas import AreaCode
from tests.makers import make_actor, make_administrator, make_data_producer, make_planner, make_village_operator


BAJERA, WANAGIRI, TABANAN = AreaCode("51.02.01.2001"), AreaCode("51.02.01.2002"), AreaCode("51.02")


def test_every_role_is_described_and_every_permission_belongs_to_a_role() -> None:
    assert set(rules.ROLES) == set(Role)
    assert set(rules.PERMISSIONS) == set(Permission)
    assert set().union(*(role.permissions for role in rules.ROLES.values())) == set(Permission)


def test_a_village_operator_hands_in_for_its_own_village_only() -> None:
    operator = make_village_operator(BAJERA)

    rules.check_may(operator, Permission.SUBMIT, BAJERA)
    with pytest.raises(errors.OutsideCapture, match=r"for 51\.02\.01\.2001, not for area 51\.02\.01\.2002"):
        rules.check_may(operator, Permission.SUBMIT, WANAGIRI)
    with pytest.raises(errors.OutsideCapture):
        rules.check_may(operator, Permission.SUBMIT, TABANAN)


def test_an_agency_of_the_regency_hands_in_for_every_village_in_it() -> None:
    rules.check_may(make_data_producer(), Permission.SUBMIT, BAJERA)
    rules.check_may(make_data_producer(), Permission.SUBMIT, TABANAN)

    with pytest.raises(errors.OutsideCapture):
        rules.check_may(make_data_producer(), Permission.SUBMIT, AreaCode("51.03"))


def test_rows_are_seen_only_inside_ones_own_areas() -> None:
    rules.check_may(make_village_operator(BAJERA), Permission.SEE_ROWS, BAJERA)

    with pytest.raises(errors.OutsideView):
        rules.check_may(make_village_operator(BAJERA), Permission.SEE_ROWS, WANAGIRI)


@pytest.mark.parametrize(
    "role", [Role.EXECUTIVE, Role.ADMINISTRATOR, Role.MINISTRY_MENTOR, Role.ASSESSOR, Role.PLANNER, Role.PUBLIC]
)
def test_nobody_sees_personal_rows_by_rank(role: Role) -> None:
    with pytest.raises(errors.RoleMissing):
        rules.check_may(make_actor(role, view=["ID"]), Permission.SEE_ROWS, BAJERA)


def test_a_visitor_is_asked_to_log_in_first() -> None:
    for permission in Permission:
        with pytest.raises(errors.LoginNeeded):
            rules.check_may(ANONYMOUS, permission)


def test_the_plan_is_changed_by_planners() -> None:
    rules.check_may(make_planner(), Permission.EDIT_PLAN, TABANAN)

    with pytest.raises(errors.RoleMissing):
        rules.check_may(make_data_producer(), Permission.EDIT_PLAN)


def test_the_log_is_read_by_administrators_and_supervisors() -> None:
    for actor in (make_administrator(), make_actor(Role.DATA_SUPERVISOR), SYSTEM):
        assert rules.is_allowed(actor, Permission.SEE_AUDIT)
    assert not rules.is_allowed(make_planner(), Permission.SEE_AUDIT)


@pytest.mark.parametrize("username", ["ab", "Bupati", "i wayan", "-x-y", "x" * 61, "bupati\n"])
def test_a_username_is_short_and_plain(username: str) -> None:
    rules.check_username("perbekel-bajera")

    with pytest.raises(errors.MalformedUsername):
        rules.check_username(username)


def grant(role: Role, **changes: object) -> None:
    facts: dict[str, object] = {
        "agency_code": "51.02/dinkes",
        "capture": (TABANAN,),
        "view": (TABANAN,),
        "since": date(2026, 1, 1),
        "until": None,
    }
    rules.check_grant(role, **{**facts, **changes})  # type: ignore[arg-type]  # facts of a grant


def test_a_producer_needs_agency_and_areas() -> None:
    grant(Role.DATA_PRODUCER)

    with pytest.raises(errors.AgencyMissing):
        grant(Role.DATA_PRODUCER, agency_code=None)
    with pytest.raises(errors.ScopeMissing):
        grant(Role.DATA_PRODUCER, capture=())
    with pytest.raises(errors.ScopeMissing):
        grant(Role.ASSESSOR, view=())


def test_an_administrator_needs_neither() -> None:
    grant(Role.ADMINISTRATOR, agency_code=None, capture=(), view=())


def test_a_role_does_not_end_before_it_begins() -> None:
    with pytest.raises(errors.EndsBeforeStart):
        grant(Role.DATA_PRODUCER, until=date(2025, 12, 31))

"""Who acts, on which day, at what cost."""

from datetime import date

import pytest

from kotacerdas.apps.accounts import errors, queries
from kotacerdas.kernel.actors import ANONYMOUS, Role
from tests.makers import make_account


pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)


def test_nobody_logged_in_is_the_public() -> None:
    assert queries.actor_for(None) is ANONYMOUS
    assert queries.actor_for(12345) is ANONYMOUS


def test_an_actor_costs_one_query(django_assert_num_queries) -> None:
    person = make_account("dinkes", Role.DATA_PRODUCER, agency_code="51.02/dinkes", capture=["51.02"], view=["51.02"])

    with django_assert_num_queries(1):
        actor = queries.actor_for(person.pk, on=TODAY)

    assert actor.name == "dinkes contoh"
    assert actor.agency_code == "51.02/dinkes"
    assert actor.capture == actor.view == ("51.02",)


@pytest.mark.parametrize(
    ("on", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_role_holds_from_its_first_day_to_the_day_before_its_end(on: date, holds: bool) -> None:
    person = make_account("rini", Role.PLANNER, until=date(2026, 7, 1))

    assert queries.actor_for(person.pk, on=on).has(Role.PLANNER) is holds


def test_a_closed_account_has_no_rights() -> None:
    person = make_account("lama", Role.ADMINISTRATOR)
    person.is_active = False
    person.save()

    assert queries.actor_for(person.pk, on=TODAY) is ANONYMOUS
    with pytest.raises(errors.AccountNotFound):
        queries.get_actor_by_username("lama", on=TODAY)


def test_two_roles_add_up() -> None:
    person = make_account("rangkap", Role.PLANNER, Role.DATA_STEWARD, agency_code="51.02/diskominfo", view=["51.02"])

    actor = queries.actor_for(person.pk, on=TODAY)

    assert actor.roles == {Role.PUBLIC, Role.PLANNER, Role.DATA_STEWARD}
    assert actor.view == ("51.02",)
    assert [held.role for held in queries.list_assignments("rangkap", on=TODAY)] == [Role.PLANNER, Role.DATA_STEWARD]

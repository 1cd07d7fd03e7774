"""What an actor may do follows from its roles and its area subtrees alone."""

from kotacerdas.kernel.actors import ANONYMOUS, SYSTEM, Role
from kotacerdas.kernel.areas import NATION, AreaCode
from tests.makers import BAJERA, TABANAN, make_steward, make_village_operator


def test_a_village_operator_captures_its_own_village_only():
    operator = make_village_operator()

    assert operator.may_capture(AreaCode(BAJERA))
    assert not operator.may_capture(AreaCode("51.02.01.2002"))
    assert not operator.may_capture(AreaCode("51.02.01"))


def test_a_steward_reaches_every_village_of_the_regency_and_no_neighbour():
    steward = make_steward()

    assert steward.may_view(AreaCode(BAJERA))
    assert steward.may_view(AreaCode(TABANAN))
    assert not steward.may_view(AreaCode("51.03"))
    assert not steward.may_view(NATION)


def test_an_anonymous_visitor_has_no_rows():
    assert ANONYMOUS.has(Role.PUBLIC)
    assert not ANONYMOUS.may_view(AreaCode(BAJERA))
    assert not ANONYMOUS.may_capture(AreaCode(BAJERA))


def test_the_platform_itself_reaches_everything():
    assert SYSTEM.may_capture(AreaCode(BAJERA))
    assert SYSTEM.may_view(NATION)


def test_has_asks_for_any_of_the_roles():
    assert make_steward().has(Role.PLANNER, Role.DATA_STEWARD)
    assert not make_steward().has(Role.PLANNER, Role.EXECUTIVE)

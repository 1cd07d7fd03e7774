"""Plain functions that make what tests need, with sensible defaults. Append; do not change another's."""

from collections.abc import Iterable

from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode


BAJERA = "51.02.01.2001"
TABANAN = "51.02"


def make_actor(
    *roles: Role,
    username: str = "made",
    name: str = "Ni Luh Contoh",
    agency_code: str | None = None,
    capture: Iterable[str] = (),
    view: Iterable[str] = (),
) -> Actor:
    """A person with these roles and rights; a public visitor by default."""
    return Actor(
        username=username,
        name=name,
        roles=frozenset(roles or (Role.PUBLIC,)),
        agency_code=agency_code,
        capture=tuple(AreaCode(code) for code in capture),
        view=tuple(AreaCode(code) for code in view),
    )


def make_village_operator(area_code: str = BAJERA) -> Actor:
    """The secretary of one village, who hands in for it and sees its rows."""
    return make_actor(
        Role.VILLAGE_OPERATOR,
        username=f"operator-{area_code}",
        name="I Wayan Contoh",
        agency_code=f"{area_code}/pemdes",
        capture=(area_code,),
        view=(area_code,),
    )


def make_data_producer(agency: str = "dpmd", area_code: str = TABANAN) -> Actor:
    """An officer of a regency agency who hands in for the whole regency."""
    return make_actor(
        Role.DATA_PRODUCER,
        username=agency,
        name="Ni Made Contoh",
        agency_code=f"{area_code}/{agency}",
        capture=(area_code,),
        view=(area_code,),
    )


def make_steward(area_code: str = TABANAN) -> Actor:
    """The walidata of a regency."""
    return make_actor(
        Role.DATA_STEWARD,
        username="walidata",
        name="I Ketut Contoh",
        agency_code=f"{area_code}/diskominfo",
        capture=(area_code,),
        view=(area_code,),
    )


def make_planner(area_code: str = TABANAN) -> Actor:
    """A planner of Bappeda."""
    return make_actor(
        Role.PLANNER,
        username="bappeda",
        name="Ida Bagus Contoh",
        agency_code=f"{area_code}/bappeda",
        view=(area_code,),
    )


def make_administrator() -> Actor:
    """Who keeps the platform running."""
    return make_actor(Role.ADMINISTRATOR, username="admin", name="Admin Contoh", capture=("ID",), view=("ID",))

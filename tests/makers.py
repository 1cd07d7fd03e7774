"""Plain functions that make what tests need, with sensible defaults. Append; do not change another's."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime

from kotacerdas.apps.accounts.models import Assignment, User
from kotacerdas.apps.areas.models import Area, Edition
from kotacerdas.apps.areas.rules.edition import EDITION
from kotacerdas.apps.areas.rules.names import fold, kind_of
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


AREA_NAMES = {
    "ID": "Indonesia",
    "51": "Bali",
    "51.02": "Kabupaten Tabanan",
    "51.02.01": "Selemadeg",
    "51.02.01.2001": "Bajera",
    "51.02.01.2002": "Wanagiri",
    "51.02.01.2003": "Pupuan Sawah",
    "51.02.04": "Kerambitan",
    "51.02.04.2009": "Kukuh",
    "51.02.04.2010": "Baturiti",
    "51.02.07": "Marga",
    "51.02.07.2001": "Kukuh",
    "51.02.09": "Baturiti",
    "51.02.09.2006": "Baturiti",
    "51.71": "Kota Denpasar",
}


def make_area_tree(names: Mapping[str, str] = AREA_NAMES) -> None:
    """Areas of these codes and names in the database, so that a test need not load the whole nation."""
    edition = Edition.objects.create(
        code=EDITION.code,
        title=EDITION.title,
        valid_from=EDITION.valid_from,
        source=EDITION.source,
        licence=EDITION.licence,
        reference="reference/made.parquet",
        loaded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    codes = [AreaCode(code) for code in names]
    Area.objects.bulk_create(
        Area(
            code=code,
            level=code.level,
            kind=kind_of(code),
            name=names[code],
            parent_code=code.parent or "",
            edition=edition,
            latitude=-8.5,
            longitude=115.0,
            search_name=fold(names[code]),
            search_path=fold(" ".join(names.get(ancestor, "") for ancestor in code.ancestors if ancestor != "ID")),
        )
        for code in codes
    )


def make_account(
    username: str,
    *roles: Role,
    agency_code: str = "",
    capture: Iterable[str] = (),
    view: Iterable[str] = (),
    since: date = date(2026, 1, 1),
    until: date | None = None,
) -> User:
    """A person who may log in with the password ``sandi-uji-2026`` and holds these roles."""
    person = User.objects.create_user(username, password="sandi-uji-2026", display_name=f"{username} contoh")
    for role in roles:
        Assignment.objects.create(
            user=person,
            role=role,
            agency_code=agency_code,
            capture=list(capture),
            view=list(view),
            since=since,
            until=until,
        )
    return person

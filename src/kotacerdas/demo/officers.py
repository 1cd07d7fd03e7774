"""Who hands the demo's files in: an officer for each agency that has no account of its own, and the villages' operators."""

from datetime import datetime

from django.utils import timezone

from kotacerdas.apps.accounts import operations as account_operations
from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.accounts.errors import AccountNotFound
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.kernel.actors import SYSTEM, Actor, Role
from kotacerdas.kernel.areas import AreaCode, AreaLevel


_ACCOUNT_OF = {"diskominfo": "walidata"}
_OWN_ACCOUNT = ("disdukcapil", "diskop", "dispar", "dispupr", "dlh", "dpmptsp", "setda")


def create_officers(*, regency: AreaCode, at: datetime) -> int:
    """Give each agency that hands something in an officer with the demo's password; return how many were made."""
    password = accounts.list_demo_accounts()[0].password
    missing = [short for short in _OWN_ACCOUNT if not _is_there(short)]
    for short in missing:
        agency = agencies.get_agency(f"{regency}/{short}")
        account_operations.create_account(
            username=short,
            display_name=f"Petugas data {agency.short_name} (akun peraga)",
            email="",
            password=password,
            by=SYSTEM,
            at=at,
        )
        account_operations.grant_role(
            username=short,
            role=Role.DATA_PRODUCER,
            agency_code=agency.code,
            capture=(regency,),
            view=(regency,),
            since=timezone.localdate(at),
            until=None,
            by=SYSTEM,
            at=at,
        )
    return len(missing)


class Officers:
    """Who hands in for each agency, as they stand when this is made."""

    def __init__(self) -> None:
        actors = [accounts.get_actor_by_username(account.username) for account in accounts.list_demo_accounts()]
        self._of_villages = {actor.capture[0]: actor for actor in actors if actor.has(Role.VILLAGE_OPERATOR)}
        self._of_agencies: dict[str, Actor] = {}

    def of(self, agency_code: str) -> Actor:
        """The officer of an agency.

        A village without a demo account is spoken for by an operator that cannot log in: 131 more accounts with a
        published password would help nobody.
        """
        if agency_code not in self._of_agencies:
            self._of_agencies[agency_code] = self._find(agency_code)
        return self._of_agencies[agency_code]

    @property
    def steward(self) -> Actor:
        """The data steward, who looks at checked files."""
        return accounts.get_actor_by_username(_ACCOUNT_OF["diskominfo"])

    def _find(self, agency_code: str) -> Actor:
        place, _, short = agency_code.partition("/")
        area = AreaCode(place)
        if area.level is not AreaLevel.VILLAGE:
            return accounts.get_actor_by_username(_ACCOUNT_OF.get(short, short))
        return self._of_villages.get(area) or _operator(area)


def _operator(village: AreaCode) -> Actor:
    agency = agencies.get_village_agency(village)
    return Actor(
        username=f"operator-{village}",
        name=f"Operator {agency.short_name} (peraga)",
        roles=frozenset({Role.PUBLIC, Role.VILLAGE_OPERATOR}),
        agency_code=agency.code,
        capture=(village,),
        view=(village,),
    )


def _is_there(username: str) -> bool:
    try:
        accounts.get_actor_by_username(username)
    except AccountNotFound:
        return False
    return True

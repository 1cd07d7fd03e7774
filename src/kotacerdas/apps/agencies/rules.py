"""Pure decisions of the agencies app."""

import re
from collections.abc import Iterable
from datetime import date

from kotacerdas.apps.agencies.errors import MalformedAgencyCode, OfficeHeld, TermEndsBeforeStart
from kotacerdas.apps.agencies.types import OfficeHolder
from kotacerdas.kernel.areas import AreaCode


VILLAGE_GOVERNMENT = "pemdes"
_SHORT = re.compile(r"[a-z0-9][a-z0-9-]*")


def check_agency_code(code: str, area: AreaCode) -> None:
    """Raise :class:`MalformedAgencyCode` unless the code is ``<area>/<short>``."""
    prefix, _, short = code.partition("/")
    if prefix != area or not _SHORT.fullmatch(short):
        raise MalformedAgencyCode(agency=code, area=area)


def village_agency_code(area: AreaCode) -> str:
    """The code of a village's own government."""
    return f"{area}/{VILLAGE_GOVERNMENT}"


def check_term(since: date, until: date | None) -> None:
    """Raise :class:`TermEndsBeforeStart` unless ``[since, until)`` has a day in it."""
    if until is not None and until <= since:
        raise TermEndsBeforeStart(since=since, until=until)


def check_seat_is_free(held: Iterable[OfficeHolder], *, since: date, until: date | None, is_acting: bool) -> None:
    """Raise :class:`OfficeHeld` when an appointed holder's term overlaps; acting holders may stand beside one."""
    if is_acting:
        return
    for holder in held:
        starts_before_end = until is None or holder.since < until
        ends_after_start = holder.until is None or holder.until > since
        if not holder.is_acting and starts_before_end and ends_after_start:
            raise OfficeHeld(holder=holder.person_name, since=holder.since)

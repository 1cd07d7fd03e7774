"""Who may sign for an office on a day."""

from collections.abc import Iterable
from datetime import date

from kotacerdas.apps.agencies.types import OfficeHolder
from kotacerdas.apps.agreements.errors import DecreeMissing, MandateEndsBeforeStart, MayNotSign
from kotacerdas.apps.agreements.types import AgreementKind, Authority, Capacity, Mandate
from kotacerdas.kernel.actors import Actor, Role


def find_authority(
    actor: Actor,
    *,
    office_code: str,
    kind: AgreementKind | None,
    in_office: OfficeHolder | None,
    mandates: Iterable[Mandate],
    on: date,
) -> Authority | None:
    """On what ground the actor may sign for the office; none when there is none.

    ``in_office`` is who acts in the office on that day: an acting official (Plt, Plh) stands before the appointed one,
    who does not sign meanwhile. A mandate must be in force and cover the kind of agreement, where one is given.
    """
    if in_office is not None and actor.username and in_office.username == actor.username:
        return authority_of(in_office)
    for mandate in mandates:
        if _covers(mandate, actor, office_code, kind, on):
            title = in_office.office_title if in_office else ""
            return Authority(office_code, title, actor.username, mandate.person_name, Capacity.MANDATE, mandate.decree)
    return None


def authority_of(holder: OfficeHolder | None) -> Authority | None:
    """The authority of whoever holds an office, account or not; none for an empty office."""
    if holder is None:
        return None
    capacity = Capacity.ACTING if holder.is_acting else Capacity.HOLDER
    return Authority(
        holder.office_code, holder.office_title, holder.username, holder.person_name, capacity, holder.source
    )


def check_authority(authority: Authority | None, office_code: str, on: date) -> Authority:
    """The authority; raise :class:`MayNotSign` when there is none."""
    if authority is None:
        raise MayNotSign(office=office_code, day=on)
    return authority


def check_mandate(decree: str, since: date, until: date | None) -> None:
    """Raise :class:`DecreeMissing` or :class:`MandateEndsBeforeStart` unless the mandate rests on something and has a day."""
    if not decree.strip():
        raise DecreeMissing
    if until is not None and until <= since:
        raise MandateEndsBeforeStart(since=since, until=until)


def _covers(mandate: Mandate, actor: Actor, office_code: str, kind: AgreementKind | None, on: date) -> bool:
    is_theirs = mandate.username == actor.username and mandate.office_code == office_code
    is_in_force = mandate.since <= on and (mandate.until is None or on < mandate.until)
    return is_theirs and is_in_force and (kind is None or not mandate.kinds or kind.value in mandate.kinds)


def check_can_terminate(actor: Actor, authority: Authority | None, office_code: str, on: date) -> None:
    """Raise :class:`MayNotSign` unless the actor is an executive of the party or may sign for its office that day."""
    if not actor.has(Role.EXECUTIVE):
        check_authority(authority, office_code, on)

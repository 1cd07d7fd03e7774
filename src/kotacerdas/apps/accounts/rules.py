"""Which role may what, and how a grant must look. Pure."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kotacerdas.apps.accounts.errors import (
    AgencyMissing,
    EndsBeforeStart,
    LoginNeeded,
    MalformedUsername,
    OutsideCapture,
    OutsideView,
    RoleMissing,
    ScopeMissing,
    TokenExpired,
    TokenOpensNothing,
    TokenPurposeMissing,
    TokenRevoked,
    TokenTooLong,
    TokenUnnamed,
)
from kotacerdas.apps.accounts.types import Permission, RoleDescription, Scope, Token
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.messages import gettext_noop


ROLES: dict[Role, RoleDescription] = {
    Role.PUBLIC: RoleDescription(
        title=gettext_noop("Public"),
        may=gettext_noop("Reads every published number and walks it back to its release."),
        permissions=frozenset(),
    ),
    Role.VILLAGE_OPERATOR: RoleDescription(
        title=gettext_noop("Village operator"),
        may=gettext_noop("Hands in the data of one village and sees its rows."),
        permissions=frozenset({Permission.SUBMIT, Permission.SEE_ROWS, Permission.SEE_SUBMISSIONS}),
        needs_agency=True,
        needs_capture=True,
        needs_view=True,
    ),
    Role.DATA_PRODUCER: RoleDescription(
        title=gettext_noop("Data producer"),
        may=gettext_noop("Hands in the data its agency answers for and sees those rows."),
        permissions=frozenset({Permission.SUBMIT, Permission.SEE_ROWS, Permission.SEE_SUBMISSIONS}),
        needs_agency=True,
        needs_capture=True,
        needs_view=True,
    ),
    Role.DATA_STEWARD: RoleDescription(
        title=gettext_noop("Data steward (walidata)"),
        may=gettext_noop("Receives, checks and publishes the data of all agencies, and may hand in for them."),
        permissions=frozenset(
            {Permission.SUBMIT, Permission.SEE_ROWS, Permission.SEE_SUBMISSIONS, Permission.MANAGE_AREAS}
        ),
        needs_agency=True,
        needs_capture=True,
        needs_view=True,
    ),
    Role.DATA_SUPERVISOR: RoleDescription(
        title=gettext_noop("Data supervisor (pembina data)"),
        may=gettext_noop("Sets the standards and reads the log of who did and saw what."),
        permissions=frozenset({Permission.SEE_SUBMISSIONS, Permission.SEE_AUDIT}),
        needs_view=True,
    ),
    Role.PLANNER: RoleDescription(
        title=gettext_noop("Planner"),
        may=gettext_noop("Adds and changes programmes and targets of the masterplan."),
        permissions=frozenset({Permission.SEE_SUBMISSIONS, Permission.EDIT_PLAN}),
        needs_agency=True,
        needs_view=True,
    ),
    Role.EXECUTIVE: RoleDescription(
        title=gettext_noop("Executive"),
        may=gettext_noop("Sees how every target stands, why, and which agency still owes data."),
        permissions=frozenset({Permission.SEE_SUBMISSIONS}),
        needs_view=True,
    ),
    Role.MINISTRY_MENTOR: RoleDescription(
        title=gettext_noop("Ministry mentor"),
        may=gettext_noop("Accompanies the regency: sees submissions and the plan, never personal rows."),
        permissions=frozenset({Permission.SEE_SUBMISSIONS}),
        needs_agency=True,
        needs_view=True,
    ),
    Role.ASSESSOR: RoleDescription(
        title=gettext_noop("Assessor"),
        may=gettext_noop("Evaluates the regency: sees submissions and checks, never personal rows."),
        permissions=frozenset({Permission.SEE_SUBMISSIONS}),
        needs_view=True,
    ),
    Role.ADMINISTRATOR: RoleDescription(
        title=gettext_noop("Administrator"),
        may=gettext_noop("Keeps accounts, agencies and areas, and reads the log. Sees no personal rows."),
        permissions=frozenset(
            {
                Permission.SEE_SUBMISSIONS,
                Permission.SEE_AUDIT,
                Permission.MANAGE_ACCOUNTS,
                Permission.MANAGE_AREAS,
                Permission.MANAGE_AGENCIES,
            }
        ),
    ),
}
PERMISSIONS: dict[Permission, str] = {
    Permission.SUBMIT: gettext_noop("hand in data"),
    Permission.SEE_ROWS: gettext_noop("see rows with personal columns, for a purpose"),
    Permission.SEE_SUBMISSIONS: gettext_noop("see who handed in what and how the check went"),
    Permission.EDIT_PLAN: gettext_noop("change the masterplan"),
    Permission.SEE_AUDIT: gettext_noop("read the log of deeds"),
    Permission.MANAGE_ACCOUNTS: gettext_noop("give and take roles"),
    Permission.MANAGE_AREAS: gettext_noop("load areas and import boundaries"),
    Permission.MANAGE_AGENCIES: gettext_noop("keep agencies and who holds their offices"),
}
SCOPES: dict[Scope, str] = {
    Scope.READ_DATASETS: gettext_noop("see datasets, releases and what I handed in"),
    Scope.READ_ROWS: gettext_noop("read rows and download files, as far as I may"),
    Scope.SUBMIT: gettext_noop("hand in files"),
    Scope.GRANTS: gettext_noop("ask for access and decide about it"),
    Scope.SUBSCRIPTIONS: gettext_noop("subscribe to new releases"),
    Scope.CKAN_WRITE: gettext_noop("write through the CKAN interface"),
}
BEGINNING = "kc_"
SHOWN_CHARACTERS = 9  # of a token, enough to know it again
LONGEST_TOKEN = timedelta(days=366)
NAME_LENGTH, TOKEN_PURPOSE_LENGTH = (3, 80), (10, 200)
_USERNAME = re.compile(r"[a-z0-9][a-z0-9.-]{2,59}")


def is_allowed(actor: Actor, permission: Permission) -> bool:
    """Whether any of the actor's roles carries the permission, wherever it may apply."""
    return any(permission in ROLES[role].permissions for role in actor.roles)


def check_may(actor: Actor, permission: Permission, area: AreaCode | None = None) -> None:
    """Raise the :class:`Denied` that says why the actor may not do this, for this area if one is given."""
    if not actor.username:
        raise LoginNeeded
    if not is_allowed(actor, permission):
        raise RoleMissing
    if area is None:
        return
    if permission is Permission.SUBMIT and not actor.may_capture(area):
        raise OutsideCapture(scope=_listed(actor.capture), area=area)
    if permission is Permission.SEE_ROWS and not actor.may_view(area):
        raise OutsideView(scope=_listed(actor.view), area=area)


def check_username(username: str) -> None:
    """Raise :class:`MalformedUsername` unless the name is short, lower-case and plain."""
    if not _USERNAME.fullmatch(username):
        raise MalformedUsername(username=username)


def check_grant(
    role: Role,
    *,
    agency_code: str | None,
    capture: Iterable[AreaCode],
    view: Iterable[AreaCode],
    since: date,
    until: date | None,
) -> None:
    """Raise the refusal that says what the grant lacks: agency, area, or a sensible end."""
    wanted = ROLES[role]
    if wanted.needs_agency and not agency_code:
        raise AgencyMissing(role=role)
    if (wanted.needs_capture and not tuple(capture)) or (wanted.needs_view and not tuple(view)):
        raise ScopeMissing(role=role)
    if until is not None and until < since:
        raise EndsBeforeStart(since=since, until=until)


def check_token(*, name: str, scopes: Iterable[Scope], purpose: str, expires_at: datetime, at: datetime) -> None:
    """Raise what a token to be made lacks: a name, something to do, a purpose, a sensible end."""
    if not _fits(name, NAME_LENGTH):
        raise TokenUnnamed(shortest=NAME_LENGTH[0], longest=NAME_LENGTH[1])
    if not tuple(scopes):
        raise TokenOpensNothing
    if not _fits(purpose, TOKEN_PURPOSE_LENGTH):
        raise TokenPurposeMissing(shortest=TOKEN_PURPOSE_LENGTH[0], longest=TOKEN_PURPOSE_LENGTH[1])
    if not at < expires_at <= at + LONGEST_TOKEN:
        raise TokenTooLong(days=LONGEST_TOKEN.days)


def check_live(token: Token, at: datetime) -> None:
    """Raise :class:`TokenRevoked` or :class:`TokenExpired` for a token that opens nothing more."""
    if token.revoked_at is not None:
        raise TokenRevoked(label=token.label)
    if at >= token.expires_at:
        raise TokenExpired(label=token.label, day=token.expires_at.date())


def _fits(text: str, length: tuple[int, int]) -> bool:
    return length[0] <= len(text.strip()) <= length[1]


def _listed(areas: Iterable[AreaCode]) -> str:
    return ", ".join(areas) or "—"

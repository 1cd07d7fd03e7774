"""Read accounts: who acts, which roles they hold, which accounts the demo shows."""

from dataclasses import replace
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext
from pydantic import BaseModel, ConfigDict

from kotacerdas.apps.accounts import models, rules
from kotacerdas.apps.accounts.errors import AccountNotFound, TokenNotFound, TokenUnknown
from kotacerdas.apps.accounts.types import Assignment, DemoAccount, Permission, Scope, Token, TokenUse
from kotacerdas.kernel.actors import ANONYMOUS, Actor, Credential, Role
from kotacerdas.kernel.areas import AreaCode


class DemoPerson(BaseModel):
    """One person of ``definitions/accounts/demo.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    username: str
    name: str
    role: Role
    agency: str | None = None
    capture: tuple[str, ...] = ()
    view: tuple[str, ...] = ()


class DemoPeople(BaseModel):
    """``definitions/accounts/demo.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    password: str
    people: tuple[DemoPerson, ...]


def actor_for(user_id: int | None, *, credential: Credential | None = None, on: date | None = None) -> Actor:
    """Who acts, with the rights held on a day (today unless given), in one query; ``credential`` narrows them.

    Nobody logged in, or a closed account, is :data:`ANONYMOUS`. A person without a role keeps their name and the public's rights.
    """
    if user_id is None:
        return ANONYMOUS
    held = tuple(_held(on or _today()).filter(user_id=user_id, user__is_active=True))
    if held:
        return replace(_actor(held[0].user, held), token=credential)
    person = models.User.objects.filter(pk=user_id, is_active=True).first()
    return ANONYMOUS if person is None else replace(_actor(person, ()), token=credential)


def get_actor_by_username(username: str, *, on: date | None = None) -> Actor:
    """The actor of that name; raise :class:`AccountNotFound`."""
    person = models.User.objects.filter(username=username, is_active=True).first()
    if person is None:
        raise AccountNotFound(username=username)
    return _actor(person, tuple(_held(on or _today()).filter(user=person)))


def open_token(secret: str, *, at: datetime) -> TokenUse:
    """Whose account a token acts for; raise :class:`TokenUnknown`, :class:`TokenExpired` or :class:`TokenRevoked`."""
    row = models.Token.objects.filter(digest=digest_of(secret), user__is_active=True).select_related("user").first()
    if row is None:
        raise TokenUnknown
    token = token_of(row)
    rules.check_live(token, at)
    scopes, datasets = frozenset(scope.value for scope in token.scopes), frozenset(token.datasets)
    credential = Credential(token.label, scopes, datasets, token.purpose)
    return TokenUse(token.id, row.user_id, credential, token.last_used_on)


def list_tokens(username: str, *, has_systems: bool = False) -> tuple[Token, ...]:
    """The tokens that act for a person, newest first, and those of systems: the person's own, or ``has_systems`` all."""
    wanted = Q(user__username=username) | Q(created_by=username)
    rows = models.Token.objects.filter(wanted | Q(is_system=True) if has_systems else wanted).select_related("user")
    return tuple(token_of(row) for row in rows.order_by("-id"))


def get_token(token_id: int, username: str, *, has_systems: bool = False) -> Token:
    """One of :func:`list_tokens`; raise :class:`TokenNotFound`."""
    found = next((token for token in list_tokens(username, has_systems=has_systems) if token.id == token_id), None)
    if found is None:
        raise TokenNotFound(number=token_id)
    return found


def token_of(row: models.Token) -> Token:
    """The token a row says."""
    return Token(
        id=row.pk,
        label=row.label,
        name=row.name,
        username=row.user.username,
        is_system=row.is_system,
        scopes=frozenset(Scope(scope) for scope in row.scopes),
        datasets=tuple(row.datasets),
        purpose=row.purpose,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_on=row.last_used_on,
        revoked_at=row.revoked_at,
    )


def digest_of(secret: str) -> str:
    """What is kept of a token: with so much chance in it, a plain hash cannot be guessed back."""
    return sha256(secret.encode()).hexdigest()


def check_may(actor: Actor, permission: Permission, area: AreaCode | None = None) -> None:
    """Raise the ``Denied`` that says why the actor may not do this; see :func:`rules.check_may`."""
    rules.check_may(actor, permission, area)


def is_allowed(actor: Actor, permission: Permission) -> bool:
    """Whether any of the actor's roles carries the permission, wherever it may apply."""
    return rules.is_allowed(actor, permission)


def list_assignments(username: str, *, on: date) -> tuple[Assignment, ...]:
    """The roles a person holds on a day, oldest first."""
    return tuple(
        Assignment(
            username=username,
            role=Role(row.role),
            agency_code=row.agency_code or None,
            capture=_codes(row.capture),
            view=_codes(row.view),
            since=row.since,
            until=row.until,
        )
        for row in _held(on).filter(user__username=username)
    )


def list_demo_accounts() -> tuple[DemoAccount, ...]:
    """The accounts the login page offers in demo mode; none otherwise."""
    if not settings.IS_DEMO:
        return ()
    demo = read_demo_people()
    return tuple(
        DemoAccount(person.username, demo.password, person.name, gettext(rules.ROLES[person.role].title))
        for person in demo.people
    )


@cache
def read_demo_people() -> DemoPeople:
    """The people of the demo, as the content file has them."""
    path = Path(settings.DEFINITIONS_FOLDER) / "accounts" / "demo.yaml"
    return DemoPeople.model_validate(yaml.safe_load(path.read_text("utf-8")))


def _today() -> date:
    """Rights end at midnight by themselves, so every page asks as of today without having to say so."""
    return timezone.localdate()  # noqa: TID251  # the one door without a clock of its caller's


def _held(on: date) -> QuerySet[models.Assignment]:
    return (
        models.Assignment.objects.select_related("user")
        .filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
        .order_by("id")
    )


def _actor(person: models.User, held: tuple[models.Assignment, ...]) -> Actor:
    return Actor(
        username=person.username,
        name=person.display_name or person.username,
        roles=frozenset({Role.PUBLIC, *(Role(row.role) for row in held)}),
        agency_code=next((row.agency_code for row in held if row.agency_code), None),
        capture=_codes([code for row in held for code in row.capture]),
        view=_codes([code for row in held for code in row.view]),
    )


def _codes(codes: list[str]) -> tuple[AreaCode, ...]:
    return tuple(AreaCode(code) for code in dict.fromkeys(codes))

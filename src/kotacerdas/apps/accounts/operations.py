"""Write accounts and the roles they hold."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from kotacerdas.apps.accounts import models, queries, rules
from kotacerdas.apps.accounts.errors import (
    AccountNotFound,
    AgencyMissing,
    AlreadyGranted,
    AssignmentNotFound,
    LoginNeeded,
    NotDemo,
    PasswordTooWeak,
    ScopeUnknown,
    TokenNotFound,
    TokenScopeMissing,
    UsernameTaken,
)
from kotacerdas.apps.accounts.types import NewToken, Permission, Scope, Token
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import AreaCode


@transaction.atomic
def create_account(*, username: str, display_name: str, email: str, password: str, by: Actor, at: datetime) -> None:
    """Give a person an account; it may do nothing until a role is granted.

    Raises ``Denied``, :class:`MalformedUsername`, :class:`UsernameTaken` or :class:`PasswordTooWeak`.
    """
    rules.check_may(by, Permission.MANAGE_ACCOUNTS)
    rules.check_username(username)
    if models.User.objects.filter(username=username).exists():
        raise UsernameTaken(username=username)
    person = models.User(username=username, display_name=display_name, email=email)
    try:
        validate_password(password, person)
    except ValidationError as refused:
        raise PasswordTooWeak(reasons=" ".join(refused.messages)) from refused
    person.set_password(password)
    person.save()
    audit.record(action="accounts.account_created", target=username, by=by, at=at, facts={"name": display_name})


@transaction.atomic
def grant_role(
    *,
    username: str,
    role: Role,
    agency_code: str | None,
    capture: Sequence[AreaCode],
    view: Sequence[AreaCode],
    since: date,
    until: date | None,
    by: Actor,
    at: datetime,
) -> None:
    """Let a person hold a role over ``[since, until)``, for an agency and area subtrees.

    Raises ``Denied``, :class:`AccountNotFound`, :class:`AgencyMissing`, :class:`ScopeMissing`, :class:`ScopeUnknown`,
    :class:`EndsBeforeStart` or :class:`AlreadyGranted`.
    """
    rules.check_may(by, Permission.MANAGE_ACCOUNTS)
    rules.check_grant(role, agency_code=agency_code, capture=capture, view=view, since=since, until=until)
    person = _get_person(username)
    if agency_code and agencies.find_agency(agency_code) is None:
        raise AgencyMissing(role=role)
    wanted = {*capture, *view}
    unknown = wanted - {area.code for area in areas.list_areas(wanted)}
    if unknown:
        raise ScopeUnknown(area=min(unknown))
    overlapping = models.Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since), user=person, role=role, agency_code=agency_code or ""
    )
    if until is not None:
        overlapping = overlapping.filter(since__lt=until)
    if overlapping.exists():
        raise AlreadyGranted(username=username, role=role, since=since)
    models.Assignment.objects.create(
        user=person,
        role=role,
        agency_code=agency_code or "",
        capture=list(capture),
        view=list(view),
        since=since,
        until=until,
    )
    audit.record(
        action="accounts.role_granted",
        target=username,
        by=by,
        at=at,
        facts={
            "role": role.value,
            "agency": agency_code,
            "capture": list(capture),
            "view": list(view),
            "since": since.isoformat(),
            "until": until.isoformat() if until else None,
        },
    )


@transaction.atomic
def revoke_role(*, username: str, role: Role, agency_code: str | None, by: Actor, at: datetime) -> None:
    """End a role from the local day of ``at`` on; the assignment stays as history.

    Raises ``Denied``, :class:`AccountNotFound` or :class:`AssignmentNotFound`.
    """
    rules.check_may(by, Permission.MANAGE_ACCOUNTS)
    person = _get_person(username)
    day = _day(at)
    held = models.Assignment.objects.filter(
        Q(until__isnull=True) | Q(until__gt=day),
        user=person,
        role=role,
        agency_code=agency_code or "",
        since__lte=day,
    )
    if not held.update(until=day):
        raise AssignmentNotFound(username=username, role=role)
    audit.record(
        action="accounts.role_revoked",
        target=username,
        by=by,
        at=at,
        facts={"role": role.value, "agency": agency_code, "until": day.isoformat()},
    )


@transaction.atomic
def create_demo_accounts(*, by: Actor, at: datetime) -> int:
    """Make the people of ``definitions/accounts/demo.yaml`` that are not there yet; return how many were made.

    Raises ``Denied`` or :class:`NotDemo`: a published password must never reach a real installation.
    """
    rules.check_may(by, Permission.MANAGE_ACCOUNTS)
    if not settings.IS_DEMO:
        raise NotDemo
    demo = queries.read_demo_people()
    known = set(models.User.objects.values_list("username", flat=True))
    missing = [person for person in demo.people if person.username not in known]
    if not missing:
        return 0
    password = make_password(demo.password)
    for person in missing:
        user = models.User.objects.create(username=person.username, display_name=person.name, password=password)
        models.Assignment.objects.create(
            user=user,
            role=person.role,
            agency_code=person.agency or "",
            capture=person.capture,
            view=person.view,
            since=_day(at),
        )
    audit.record(
        action="accounts.demo_accounts_created",
        target="demo",
        by=by,
        at=at,
        facts={"usernames": [person.username for person in missing]},
    )
    return len(missing)


@transaction.atomic
def create_token(
    *,
    name: str,
    scopes: Iterable[Scope],
    datasets: Iterable[str] = (),
    purpose: str,
    expires_at: datetime,
    by: Actor,
    at: datetime,
) -> NewToken:
    """Make a token that acts for ``by`` within ``scopes``; its secret is in the answer and nowhere else.

    Raises :class:`LoginNeeded`, :class:`TokenScopeMissing` (a token makes no tokens) or what
    :func:`rules.check_token` says.
    """
    _check_session(by)
    return _make_token(
        _get_person(by.username), name, scopes, datasets, purpose=purpose, expires_at=expires_at, by=by, at=at
    )


@transaction.atomic
def create_system_token(
    *,
    name: str,
    agency_code: str,
    scopes: Iterable[Scope],
    datasets: Iterable[str] = (),
    purpose: str,
    expires_at: datetime,
    by: Actor,
    at: datetime,
) -> NewToken:
    """Make a token for an agency's own system, which acts as data producer of that agency and never logs in.

    Raises ``Denied``, :class:`AgencyMissing` or what :func:`rules.check_token` says.
    """
    _check_session(by)
    rules.check_may(by, Permission.MANAGE_ACCOUNTS)
    if agencies.find_agency(agency_code) is None:
        raise AgencyMissing(role=Role.DATA_PRODUCER)
    username = f"sistem-{secrets.token_hex(6)}"
    system = models.User.objects.create(username=username, display_name=name, password=make_password(None))
    home = [agency_code.partition("/")[0]]
    models.Assignment.objects.create(
        user=system, role=Role.DATA_PRODUCER, agency_code=agency_code, capture=home, view=home, since=_day(at)
    )
    return _make_token(
        system, name, scopes, datasets, purpose=purpose, expires_at=expires_at, is_system=True, by=by, at=at
    )


@transaction.atomic
def revoke_token(*, token_id: int, by: Actor, at: datetime) -> Token:
    """Take a token back at once: one's own, or one of a system by its maker or an administrator.

    Raises :class:`LoginNeeded`, :class:`TokenScopeMissing` or :class:`TokenNotFound`.
    """
    _check_session(by)
    found = models.Token.objects.filter(pk=token_id, revoked_at=None)
    if not rules.is_allowed(by, Permission.MANAGE_ACCOUNTS):
        found = found.filter(Q(user__username=by.username) | Q(created_by=by.username))
    if not found.update(revoked_at=at):
        raise TokenNotFound(number=token_id)
    token = queries.token_of(models.Token.objects.select_related("user").get(pk=token_id))
    audit.record(action="accounts.token_revoked", target=f"token/{token_id}", by=by, at=at, facts={"name": token.name})
    return token


@transaction.atomic
def note_token_used(*, token_id: int, by: Actor, at: datetime) -> None:
    """Keep that a token was used on the local day of ``at``, once a day."""
    models.Token.objects.filter(pk=token_id).update(last_used_on=_day(at))
    audit.record(action="accounts.token_used", target=f"token/{token_id}", by=by, at=at)


def _check_session(by: Actor) -> None:
    if not by.username:
        raise LoginNeeded
    if by.token is not None:
        raise TokenScopeMissing(label=by.token.label, scope="—")


def _make_token(
    person: models.User,
    name: str,
    scopes: Iterable[Scope],
    datasets: Iterable[str],
    *,
    purpose: str,
    expires_at: datetime,
    is_system: bool = False,
    by: Actor,
    at: datetime,
) -> NewToken:
    wanted = sorted(set(scopes))
    rules.check_token(name=name, scopes=wanted, purpose=purpose, expires_at=expires_at, at=at)
    secret = f"{rules.BEGINNING}{secrets.token_urlsafe(32)}"
    row = models.Token.objects.create(
        user=person,
        label=secret[: rules.SHOWN_CHARACTERS],
        digest=queries.digest_of(secret),
        name=name.strip(),
        is_system=is_system,
        scopes=[scope.value for scope in wanted],
        datasets=sorted(set(datasets)),
        purpose=purpose.strip(),
        created_by=by.username,
        created_at=at,
        expires_at=expires_at,
    )
    audit.record(
        action="accounts.token_made",
        target=f"token/{row.pk}",
        by=by,
        at=at,
        facts={"name": row.name, "for": person.username, "scopes": row.scopes, "datasets": row.datasets},
    )
    return NewToken(queries.token_of(row), secret)


def _day(at: datetime) -> date:
    return at.astimezone(timezone.get_current_timezone()).date()


def _get_person(username: str) -> models.User:
    person = models.User.objects.filter(username=username).first()
    if person is None:
        raise AccountNotFound(username=username)
    return person

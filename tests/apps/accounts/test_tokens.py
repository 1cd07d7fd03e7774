"""Tokens: shown once, narrower than their maker, and over when their day comes."""

from datetime import timedelta

import pytest

from kotacerdas.apps.accounts import models, operations, queries
from kotacerdas.apps.accounts.errors import (
    RoleMissing,
    TokenExpired,
    TokenNotFound,
    TokenOpensNothing,
    TokenPurposeMissing,
    TokenRevoked,
    TokenScopeMissing,
    TokenTooLong,
    TokenUnknown,
    TokenUnnamed,
)
from kotacerdas.apps.accounts.types import NewToken, Scope
from kotacerdas.apps.audit import queries as audit
from kotacerdas.kernel.actors import Role
from tests import makers
from tests.apps.agreements import made


MAKING = {
    "name": "Sinkronisasi malam",
    "scopes": [Scope.READ_ROWS],
    "datasets": ["keluarga"],
    "purpose": "Pemadanan data gizi tiap malam",
}


@pytest.fixture
def owner(db):
    person = makers.make_account("dinkes", Role.DATA_PRODUCER, agency_code="51.02/dinkes", view=["51.02"])
    return queries.actor_for(person.pk)


@pytest.fixture
def token(owner, now) -> NewToken:
    return operations.create_token(**MAKING, expires_at=now + timedelta(days=30), by=owner, at=now)


def test_a_token_acts_for_its_maker_within_its_scopes(token, owner, now):
    use = queries.open_token(token.secret, at=now)
    actor = queries.actor_for(use.user_id, credential=use.credential)

    assert (actor.username, actor.agency_code) == ("dinkes", "51.02/dinkes")
    assert actor.may_use("read:rows", "keluarga")
    assert not actor.may_use("read:rows", "skor")
    assert not actor.may_use("submit", "keluarga")


def test_the_secret_is_kept_nowhere(token):
    kept = repr(models.Token.objects.values().get()) + repr(audit.list_events())

    assert token.secret.startswith("kc_")
    assert len(token.secret) > 40
    assert token.secret not in kept
    assert token.secret[12:] not in kept


def test_a_token_ends_on_its_day_and_when_it_is_revoked(token, owner, now):
    with pytest.raises(TokenExpired):
        queries.open_token(token.secret, at=now + timedelta(days=30))
    operations.revoke_token(token_id=token.token.id, by=owner, at=now)
    with pytest.raises(TokenRevoked):
        queries.open_token(token.secret, at=now)
    with pytest.raises(TokenUnknown):
        queries.open_token(token.secret[:-1], at=now)


def test_a_token_of_a_closed_account_is_unknown(token, now):
    models.User.objects.update(is_active=False)

    with pytest.raises(TokenUnknown):
        queries.open_token(token.secret, at=now)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"name": "x"}, TokenUnnamed),
        ({"scopes": []}, TokenOpensNothing),
        ({"purpose": "tes"}, TokenPurposeMissing),
        ({"days": 367}, TokenTooLong),
        ({"days": 0}, TokenTooLong),
    ],
)
def test_a_token_without_name_work_purpose_or_end_is_not_made(owner, now, change, refusal):
    days = change.pop("days", 30)

    with pytest.raises(refusal):
        operations.create_token(**{**MAKING, **change}, expires_at=now + timedelta(days=days), by=owner, at=now)


def test_a_token_makes_and_revokes_no_tokens(token, now):
    use = queries.open_token(token.secret, at=now)
    actor = queries.actor_for(use.user_id, credential=use.credential)

    with pytest.raises(TokenScopeMissing):
        operations.create_token(**MAKING, expires_at=now + timedelta(days=1), by=actor, at=now)
    with pytest.raises(TokenScopeMissing):
        operations.revoke_token(token_id=token.token.id, by=actor, at=now)


def test_nobody_revokes_the_token_of_another(token, now):
    stranger = makers.make_actor(Role.PLANNER, username="lain")

    with pytest.raises(TokenNotFound):
        operations.revoke_token(token_id=token.token.id, by=stranger, at=now)


def test_a_system_acts_for_its_agency_and_never_logs_in(owner, now):
    made.make_agencies()
    administrator = makers.make_administrator()
    new = operations.create_system_token(
        **MAKING, agency_code=made.DINKES, expires_at=now + timedelta(days=30), by=administrator, at=now
    )

    use = queries.open_token(new.secret, at=now)
    actor = queries.actor_for(use.user_id, credential=use.credential)
    assert (actor.name, actor.agency_code, new.token.is_system) == ("Sinkronisasi malam", made.DINKES, True)
    assert not models.User.objects.get(pk=use.user_id).has_usable_password()
    with pytest.raises(RoleMissing):
        operations.create_system_token(
            **MAKING, agency_code=made.DINKES, expires_at=now + timedelta(days=30), by=owner, at=now
        )


def test_the_day_of_the_last_use_is_kept_once(token, owner, now):
    operations.note_token_used(token_id=token.token.id, by=owner, at=now)

    (kept,) = queries.list_tokens("dinkes")
    assert kept.last_used_on == now.date()

"""Keys of offices and mandates: who may sign, and with what."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from kotacerdas.apps.accounts import queries as accounts
from kotacerdas.apps.accounts.types import Permission
from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import KeyNotFound
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.types import AgreementKind, Mandate, OfficeKey
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.signing import keys


@transaction.atomic
def add_office_key(
    *, office_code: str, pkcs12: bytes, passphrase: str, new_passphrase: str, by: Actor, at: datetime
) -> OfficeKey:
    """Keep the actor's own key for an office they may sign for today, closed anew under ``new_passphrase``.

    Neither passphrase is kept. A key kept before for the same office is revoked.
    Raises ``OfficeNotFound``, ``MayNotSign``, ``WrongPassphrase``, ``NotAKeyFile``, ``WeakPassphrase`` or what makes the
    certificate unfit.
    """
    day = local_day(at)
    agencies.get_office(office_code)
    rules.check_authority(queries.find_authority(by, office_code, kind=None, on=day), office_code, day)
    closed = keys.import_key(pkcs12, passphrase, new_passphrase)
    closed.facts.check(at)
    models.OfficeKey.objects.filter(office_code=office_code, username=by.username, revoked_at=None).update(
        revoked_at=at
    )
    models.OfficeKey.objects.create(
        office_code=office_code,
        username=by.username,
        pkcs12=closed.p12,
        subject=closed.facts.name,
        issuer=closed.facts.issuer,
        serial=closed.facts.serial,
        fingerprint=closed.facts.fingerprint,
        not_before=closed.facts.since,
        not_after=closed.facts.until,
        added_at=at,
    )
    facts = {"office": office_code, "fingerprint": closed.facts.fingerprint, "issuer": closed.facts.issuer}
    audit.record(action="agreements.key_added", target=f"office/{office_code}", by=by, at=at, facts=facts)
    return queries.get_key(office_code, by.username)


@transaction.atomic
def revoke_office_key(*, office_code: str, by: Actor, at: datetime) -> None:
    """Stop using the actor's key for an office; what it signed stays. Raises ``KeyNotFound``."""
    revoked = models.OfficeKey.objects.filter(office_code=office_code, username=by.username, revoked_at=None)
    if not revoked.update(revoked_at=at):
        raise KeyNotFound(office=office_code)
    audit.record(action="agreements.key_revoked", target=f"office/{office_code}", by=by, at=at)


@transaction.atomic
def give_mandate(
    *,
    office_code: str,
    username: str,
    kinds: Iterable[AgreementKind] = (),
    decree: str,
    since: date,
    until: date | None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Let somebody sign for an office over ``[since, until)`` by a decree; no kinds means every kind.

    Only who keeps agencies may write it down. Raises ``Denied``, ``OfficeNotFound``, ``AccountNotFound``,
    ``DecreeMissing`` or ``MandateEndsBeforeStart``.
    """
    accounts.check_may(by, Permission.MANAGE_AGENCIES)
    rules.check_mandate(decree, since, until)
    agencies.get_office(office_code)
    person = accounts.get_actor_by_username(username)
    row = models.Mandate.objects.create(
        office_code=office_code,
        username=username,
        person_name=person.name,
        kinds=sorted(kind.value for kind in kinds),
        decree=decree.strip(),
        since=since,
        until=until,
    )
    facts = {"username": username, "decree": row.decree, "since": since.isoformat(), "kinds": row.kinds}
    audit.record(action="agreements.mandate_given", target=f"office/{office_code}", by=by, at=at, facts=facts)
    return queries.get_mandate(row.pk)


@transaction.atomic
def end_mandate(*, mandate_id: int, on: date, by: Actor, at: datetime) -> Mandate:
    """End a mandate on a day. Raises ``Denied``, ``MandateNotFound`` or ``MandateEndsBeforeStart``."""
    accounts.check_may(by, Permission.MANAGE_AGENCIES)
    mandate = queries.get_mandate(mandate_id)
    rules.check_mandate(mandate.decree, mandate.since, on)
    models.Mandate.objects.filter(pk=mandate_id).update(until=on)
    facts = {"username": mandate.username, "until": on.isoformat()}
    audit.record(action="agreements.mandate_ended", target=f"office/{mandate.office_code}", by=by, at=at, facts=facts)
    return queries.get_mandate(mandate_id)

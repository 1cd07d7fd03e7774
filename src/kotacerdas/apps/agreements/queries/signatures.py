"""Read mandates, keys and signatures."""

from datetime import date

from django.db.models import Q

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.errors import KeyNotFound, MandateNotFound, SignatureNotFound
from kotacerdas.apps.agreements.types import (
    AgreementKind,
    Authority,
    Capacity,
    Mandate,
    OfficeKey,
    SignatureMethod,
    SignatureRequest,
    SignatureState,
)
from kotacerdas.kernel.actors import Actor


def list_mandates(office_code: str, *, on: date | None = None) -> tuple[Mandate, ...]:
    """Mandates for an office, newest first; only those in force when a day is given."""
    rows = models.Mandate.objects.filter(office_code=office_code)
    if on is not None:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)
    return tuple(_mandate(row) for row in rows.order_by("-since", "-id"))


def list_mandates_of(username: str, *, on: date) -> tuple[Mandate, ...]:
    """Mandates of a person in force on a day, for any office, newest first."""
    rows = models.Mandate.objects.filter(Q(until__isnull=True) | Q(until__gt=on), username=username, since__lte=on)
    return tuple(_mandate(row) for row in rows.order_by("-since", "-id"))


def get_mandate(mandate_id: int) -> Mandate:
    """One mandate; raise :class:`MandateNotFound`."""
    row = models.Mandate.objects.filter(pk=mandate_id).first()
    if row is None:
        raise MandateNotFound(number=mandate_id)
    return _mandate(row)


def find_authority(actor: Actor, office_code: str, *, kind: AgreementKind | None, on: date) -> Authority | None:
    """On what ground somebody may sign for an office on a day, for any kind of agreement or one; none when there is none."""
    return rules.find_authority(
        actor,
        office_code=office_code,
        kind=kind,
        in_office=agencies.find_holder(office_code, on=on),
        mandates=list_mandates(office_code, on=on),
        on=on,
    )


def list_keys(username: str) -> tuple[OfficeKey, ...]:
    """The keys kept for a person, newest first, revoked ones included."""
    rows = models.OfficeKey.objects.filter(username=username).defer("pkcs12").order_by("-id")
    return tuple(_key(row) for row in rows)


def find_key(office_code: str, username: str) -> OfficeKey | None:
    """The key in use of a person for an office, or none."""
    row = (
        models.OfficeKey.objects.filter(office_code=office_code, username=username, revoked_at=None)
        .defer("pkcs12")
        .first()
    )
    return None if row is None else _key(row)


def get_key(office_code: str, username: str) -> OfficeKey:
    """The key in use of a person for an office; raise :class:`KeyNotFound`."""
    found = find_key(office_code, username)
    if found is None:
        raise KeyNotFound(office=office_code)
    return found


def list_signatures(agreement_id: int) -> tuple[SignatureRequest, ...]:
    """The places under an agreement in the order of signing, without those of texts that were given up."""
    rows = models.SignatureRequest.objects.filter(agreement_id=agreement_id).exclude(state=SignatureState.VOID.value)
    return tuple(_signature(row) for row in rows.order_by("position"))


def get_signature(agreement_id: int, agency_code: str) -> SignatureRequest:
    """One party's place under an agreement; raise :class:`SignatureNotFound`."""
    found = next((each for each in list_signatures(agreement_id) if each.agency_code == agency_code), None)
    if found is None:
        raise SignatureNotFound(agency=agency_code, agreement=agreement_id)
    return found


def list_queued() -> tuple[SignatureRequest, ...]:
    """Signatures that wait for the signing service, oldest first."""
    rows = models.SignatureRequest.objects.filter(state=SignatureState.QUEUED.value)
    return tuple(_signature(row) for row in rows.order_by("id"))


def _mandate(row: models.Mandate) -> Mandate:
    return Mandate(
        row.pk, row.office_code, row.username, row.person_name, tuple(row.kinds), row.decree, row.since, row.until
    )


def _key(row: models.OfficeKey) -> OfficeKey:
    return OfficeKey(
        id=row.pk,
        office_code=row.office_code,
        username=row.username,
        subject=row.subject,
        issuer=row.issuer,
        serial=row.serial,
        fingerprint=row.fingerprint,
        not_before=row.not_before,
        not_after=row.not_after,
        added_at=row.added_at,
        revoked_at=row.revoked_at,
    )


def _signature(row: models.SignatureRequest) -> SignatureRequest:
    return SignatureRequest(
        id=row.pk,
        agreement_id=row.agreement_id,
        agency_code=row.agency_code,
        office_code=row.office_code,
        position=row.position,
        state=SignatureState(row.state),
        method=SignatureMethod(row.method) if row.method else None,
        capacity=Capacity(row.capacity) if row.capacity else None,
        authority_source=row.authority_source,
        signed_by=row.signed_by,
        signed_name=row.signed_name,
        signed_at=row.signed_at,
        file_sha256=row.file_sha256,
        problem=row.problem,
        attempts=row.attempts,
    )

"""Ask for signatures, put them on, queue them while the service is down, decline them."""

from datetime import datetime
from typing import IO

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import models, queries, rules
from kotacerdas.apps.agreements.errors import KeyNotFound
from kotacerdas.apps.agreements.operations.days import local_day
from kotacerdas.apps.agreements.operations.papers import (
    LANGUAGE,
    keep_pdf,
    print_agreement,
    seat_name,
    verification_address,
)
from kotacerdas.apps.agreements.operations.rows import lock, void_signatures
from kotacerdas.apps.agreements.types import (
    Agreement,
    AgreementState,
    Authority,
    Capacity,
    SignatureMethod,
    SignatureRequest,
    SignatureState,
    SigningOrder,
)
from kotacerdas.apps.audit import operations as audit
from kotacerdas.kernel.actors import Actor
from kotacerdas.lake import files
from kotacerdas.signing import pdf as signing
from kotacerdas.signing.errors import NotAPdf, ScanTooLarge, ServiceUnavailable, TimeStampUnavailable
from kotacerdas.signing.levels import ASSURANCE_TITLES, Assurance, Shortfall
from kotacerdas.signing.roots import read_trust
from kotacerdas.signing.seals import CAPTION, HEADLINE, Seal
from kotacerdas.signing.signers import LocalSigner, SigningRequest
from kotacerdas.signing.times import TimeAuthority
from kotacerdas.signing.waiting import KEPT_FOR, close_passphrase, open_passphrase


_MB = 1024**2
LARGEST_SCAN = 20 * _MB
_TRIES = 5  # parties that sign at the same moment wait for each other's bytes


@transaction.atomic
def begin_signing(*, agreement_id: int, by: Actor, at: datetime) -> Agreement:
    """Print the agreed and approved text and ask every party to sign it, all at once or the first in order.

    Raises ``NotYourAgency``, ``WrongAgreementState``, ``NotApproved`` or ``NotAcceptedByAll``.
    """
    row = lock(agreement_id)
    agreement = queries.get_agreement(agreement_id)
    rules.check_member(by, agreement.agency_codes)
    rules.check_agreement_transition(agreement, AgreementState.SIGNING)
    rules.check_can_be_signed(agreement)
    paper = print_agreement(agreement, at=at)
    is_parallel = agreement.signing_order is SigningOrder.PARALLEL
    models.SignatureRequest.objects.bulk_create(
        models.SignatureRequest(
            agreement_id=agreement_id,
            agency_code=party.agency_code,
            office_code=party.office_code,
            position=party.position,
            state=(SignatureState.WAITING if is_parallel or index == 0 else SignatureState.PLANNED).value,
        )
        for index, party in enumerate(agreement.parties)
    )
    row.state = AgreementState.SIGNING.value
    row.document_sha256 = row.signed_sha256 = paper.sha256
    row.save(update_fields=["state", "document_sha256", "signed_sha256"])
    facts = {"version": agreement.version, "document_sha256": paper.sha256}
    audit.record(action="agreements.signing_began", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


def sign_agreement(
    *, agreement_id: int, agency_code: str, passphrase: str, by: Actor, at: datetime
) -> SignatureRequest:
    """Sign for a party with the key kept for the actor's office; the passphrase opens it once and is not kept.

    While the signing service is down the request is queued, the passphrase encrypted for a day, and tried again.
    Raises ``SignatureNotFound``, ``MayNotSign``, ``NotYourTurn``, ``WrongSignatureState``, ``KeyNotFound``,
    ``WrongPassphrase`` or what makes the certificate unfit.
    """
    request = queries.get_signature(agreement_id, agency_code)
    authority = _authority(request, by, at)
    rules.check_turn(request, queries.list_signatures(agreement_id))
    rules.check_signature_transition(request, SignatureState.SIGNED)
    try:
        return _put_on(request, authority, passphrase, by=by, at=at)
    except ServiceUnavailable as problem:
        return _queue(request, authority, passphrase, problem.code, by=by, at=at)


def retry_signature(*, agreement_id: int, agency_code: str, by: Actor, at: datetime) -> SignatureRequest:
    """Try a queued signature again; after a day, or when its signer may no more, it waits for the person anew.

    Raises ``SignatureNotFound`` or ``WrongSignatureState``.
    """
    request = queries.get_signature(agreement_id, agency_code)
    rules.check_queued(request)
    row = models.SignatureRequest.objects.get(pk=request.id)
    passphrase = open_passphrase(bytes(row.sealed), secret=settings.SECRET_KEY, request=f"signature/{row.pk}")
    signer = Actor(username=row.signed_by, name=row.signed_name)
    agreement = queries.get_agreement(agreement_id)
    authority = queries.find_authority(signer, request.office_code, kind=agreement.kind, on=local_day(at))
    if passphrase is None or authority is None or (row.sealed_until is not None and at > row.sealed_until):
        return _give_back(request, by=by, at=at)
    try:
        return _put_on(request, authority, passphrase, by=by, at=at)
    except ServiceUnavailable as problem:
        return _queue(request, authority, passphrase, problem.code, by=by, at=at)


def sign_by_scan(*, agreement_id: int, agency_code: str, file: IO[bytes], by: Actor, at: datetime) -> SignatureRequest:
    """Take a scan of the paper a party's office holder signed; it proves less and is marked so.

    Staff of the party hand it in; the office must have a holder that day.
    Raises ``SignatureNotFound``, ``NotYourAgency``, ``MayNotSign``, ``NotYourTurn``, ``WrongSignatureState``,
    ``NotAPdf`` or ``ScanTooLarge``.
    """
    request = queries.get_signature(agreement_id, agency_code)
    rules.check_member(by, (agency_code,))
    rules.check_turn(request, queries.list_signatures(agreement_id))
    rules.check_signature_transition(request, SignatureState.SIGNED)
    day = local_day(at)
    authority = rules.check_authority(
        rules.authority_of(agencies.find_holder(request.office_code, on=day)), request.office_code, day
    )
    body = file.read(LARGEST_SCAN + 1)
    if len(body) > LARGEST_SCAN:
        raise ScanTooLarge(size_mb=len(body) // _MB + 1, limit_mb=LARGEST_SCAN // _MB)
    if not body.startswith(b"%PDF-"):
        raise NotAPdf
    kept = keep_pdf(body)
    with transaction.atomic():
        lock(agreement_id)
        _settle(request, authority, SignatureMethod.SCAN, kept.sha256, by=by, at=at)
        _record_signed(request, authority, SignatureMethod.SCAN, kept.sha256, by=by, at=at)
    return queries.get_signature(agreement_id, agency_code)


@transaction.atomic
def decline_signature(*, agreement_id: int, agency_code: str, reason: str, by: Actor, at: datetime) -> Agreement:
    """A party will not sign: the agreement goes back to be negotiated and every signature so far is void.

    Raises ``SignatureNotFound``, ``MayNotSign``, ``WrongSignatureState``, ``WrongAgreementState`` or ``ReasonMissing``.
    """
    row = lock(agreement_id)
    request = queries.get_signature(agreement_id, agency_code)
    _authority(request, by, at)
    rules.check_signature_transition(request, SignatureState.DECLINED)
    rules.check_agreement_transition(queries.get_agreement(agreement_id), AgreementState.NEGOTIATION)
    rules.check_reason(reason)
    void_signatures(agreement_id)
    row.parties.filter(agency_code=agency_code).update(accepted_version=None)
    row.state = AgreementState.NEGOTIATION.value
    row.document_sha256 = row.signed_sha256 = ""
    row.save(update_fields=["state", "document_sha256", "signed_sha256"])
    facts = {"party": agency_code, "reason": reason.strip()}
    audit.record(action="agreements.signature_declined", target=f"agreement/{agreement_id}", by=by, at=at, facts=facts)
    return queries.get_agreement(agreement_id)


def _authority(request: SignatureRequest, by: Actor, at: datetime) -> Authority:
    day = local_day(at)
    kind = queries.get_agreement(request.agreement_id).kind
    found = queries.find_authority(by, request.office_code, kind=kind, on=day)
    return rules.check_authority(found, request.office_code, day)


def _put_on(
    request: SignatureRequest, authority: Authority, passphrase: str, *, by: Actor, at: datetime
) -> SignatureRequest:
    """Sign the newest bytes; when another party signed meanwhile, sign again on top of theirs."""
    key = models.OfficeKey.objects.filter(
        office_code=request.office_code, username=authority.username, revoked_at=None
    ).first()
    if key is None:
        raise KeyNotFound(office=request.office_code)
    for _ in range(_TRIES):
        agreement = queries.get_agreement(request.agreement_id)
        signed = _make(agreement, request, authority, _signer(bytes(key.pkcs12), passphrase), at)
        kept = keep_pdf(signed)
        with transaction.atomic():
            row = lock(request.agreement_id)
            if row.signed_sha256 != agreement.signed_sha256:
                continue
            row.signed_sha256 = kept.sha256
            row.save(update_fields=["signed_sha256"])
            _settle(request, authority, SignatureMethod.CERTIFICATE, kept.sha256, by=by, at=at)
            _record_signed(request, authority, SignatureMethod.CERTIFICATE, kept.sha256, by=by, at=at)
        return queries.get_signature(request.agreement_id, request.agency_code)
    raise ServiceUnavailable


def _signer(p12: bytes, passphrase: str) -> LocalSigner:
    trust = read_trust(settings.ROOTS_FOLDER)
    times = TimeAuthority(settings.TSA_URL, trust.time_roots) if settings.TSA_URL else None
    roots = tuple(root.certificate for root in trust.roots)
    return LocalSigner(p12, passphrase, times=times, roots=roots, call_backs=trust.call_backs)


def _make(
    agreement: Agreement, request: SignatureRequest, authority: Authority, signer: LocalSigner, at: datetime
) -> bytes:
    """The file with this party's signature on it, at the highest level that can be had.

    Where a time-stamp authority is set, a signature without a time-stamp is thrown away: the service counts as down.
    """
    before = files.path_of(settings.LAKE_FOLDER, agreement.signed_sha256).read_bytes()
    asked = SigningRequest(
        seat=seat_name(request.position),
        seal=_seal(agreement, request, authority, at),
        at=at,
        reason=agreement.title[LANGUAGE],
        place=agreement.place,
    )
    made = signing.sign(before, asked, signer, time_roots=signer.times.roots if signer.times else ())
    if Shortfall.TIME_STAMP_UNAVAILABLE in made.shortfalls:
        raise TimeStampUnavailable
    return made.pdf


def _seal(agreement: Agreement, request: SignatureRequest, authority: Authority, at: datetime) -> Seal:
    with translation.override(LANGUAGE):
        title = authority.office_title or agencies.get_office(request.office_code).title
        prefix = {Capacity.ACTING: "Plt./Plh. ", Capacity.MANDATE: "a.n. "}.get(authority.capacity, "")
        return Seal(
            headline=gettext(HEADLINE),
            name=authority.person_name,
            position=f"{prefix}{title}",
            office=agencies.get_agency(request.agency_code).name,
            moment=date_format(timezone.localtime(at), "j F Y H.i T"),
            standing=gettext(ASSURANCE_TITLES[Assurance.NODE]),
            caption=gettext(CAPTION),
            verify_url=verification_address(agreement),
        )


def _settle(
    request: SignatureRequest, authority: Authority, method: SignatureMethod, sha256: str, *, by: Actor, at: datetime
) -> None:
    """Write the signature down inside the caller's transaction, which holds the agreement; open the next place."""
    rules.check_signature_transition(
        queries.get_signature(request.agreement_id, request.agency_code), SignatureState.SIGNED
    )
    models.SignatureRequest.objects.filter(pk=request.id).update(
        state=SignatureState.SIGNED.value,
        method=method.value,
        capacity=authority.capacity.value,
        authority_source=authority.source,
        signed_by=authority.username or by.username,
        signed_name=authority.person_name,
        signed_at=at,
        file_sha256=sha256,
        problem="",
        sealed=b"",
        sealed_until=None,
    )
    open_places = [each for each in queries.list_signatures(request.agreement_id) if not rules.is_signed(each)]
    if not open_places:
        models.Agreement.objects.filter(pk=request.agreement_id).update(state=AgreementState.SIGNED.value)
    elif open_places[0].state is SignatureState.PLANNED:
        models.SignatureRequest.objects.filter(pk=open_places[0].id).update(state=SignatureState.WAITING.value)


def _record_signed(
    request: SignatureRequest, authority: Authority, method: SignatureMethod, sha256: str, *, by: Actor, at: datetime
) -> None:
    audit.record(
        action="agreements.signed",
        target=f"agreement/{request.agreement_id}",
        by=by,
        at=at,
        facts={
            "party": request.agency_code,
            "office": request.office_code,
            "person": authority.person_name,
            "capacity": authority.capacity.value,
            "source": authority.source,
            "method": method.value,
            "file_sha256": sha256,
        },
    )


@transaction.atomic
def _queue(
    request: SignatureRequest, authority: Authority, passphrase: str, problem: str, *, by: Actor, at: datetime
) -> SignatureRequest:
    """Keep the request until the service is back; its day begins with the first failure."""
    row = models.SignatureRequest.objects.select_for_update(no_key=True).get(pk=request.id)
    row.state = SignatureState.QUEUED.value
    row.capacity, row.authority_source = authority.capacity.value, authority.source
    row.signed_by, row.signed_name = authority.username, authority.person_name
    row.problem = problem
    row.attempts += 1
    row.sealed = close_passphrase(passphrase, secret=settings.SECRET_KEY, request=f"signature/{row.pk}")
    row.sealed_until = row.sealed_until or at + KEPT_FOR
    row.save()
    facts = {"party": request.agency_code, "problem": problem, "attempts": row.attempts}
    target = f"agreement/{request.agreement_id}"
    audit.record(action="agreements.signature_queued", target=target, by=by, at=at, facts=facts)
    return queries.get_signature(request.agreement_id, request.agency_code)


@transaction.atomic
def _give_back(request: SignatureRequest, *, by: Actor, at: datetime) -> SignatureRequest:
    """Forget the passphrase and wait for the person again."""
    models.SignatureRequest.objects.filter(pk=request.id, state=SignatureState.QUEUED.value).update(
        state=SignatureState.WAITING.value, sealed=b"", sealed_until=None, signed_by="", signed_name="", capacity=""
    )
    facts = {"party": request.agency_code, "attempts": request.attempts}
    target = f"agreement/{request.agreement_id}"
    audit.record(action="agreements.signature_given_back", target=target, by=by, at=at, facts=facts)
    return queries.get_signature(request.agreement_id, request.agency_code)

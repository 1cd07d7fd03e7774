"""What our register knows about a file or a code. What the file proves by itself, ``signing.verification`` says."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from kotacerdas.apps.agreements import models, rules
from kotacerdas.apps.agreements.queries.agreements import get_agreement
from kotacerdas.apps.agreements.queries.signatures import list_signatures
from kotacerdas.apps.agreements.types import Match, RegisterEntry, SignatureMethod
from kotacerdas.signing.apart import verify_apart
from kotacerdas.signing.reports import Report
from kotacerdas.signing.roots import read_trust


def find_by_file(sha256: str, on: date) -> RegisterEntry:
    """What the register says about the file with this hash on a day."""
    signature = models.SignatureRequest.objects.filter(file_sha256=sha256).order_by("-id").first()
    row = models.Agreement.objects.filter(Q(document_sha256=sha256) | Q(signed_sha256=sha256)).first()
    if row is not None:
        if row.signed_sha256 != sha256 or row.signed_sha256 == row.document_sha256:
            match = Match.UNSIGNED
        else:
            match = Match.FINAL if row.state in _WHOLE else Match.EARLIER
        return _entry(match, row.pk, on)
    if signature is not None:
        is_scan = signature.method == SignatureMethod.SCAN.value
        return _entry(Match.SCAN if is_scan else Match.EARLIER, signature.agreement_id, on)
    return _entry(Match.UNKNOWN, None, on)


def verify_file(pdf: bytes, *, at: datetime) -> tuple[Report, RegisterEntry]:
    """What a file proves by its signatures, and what our register says about it, at a moment.

    Raises ``NotAPdf``, ``LockedPdf``, ``DamagedPdf``, ``PdfTooLarge``, ``TooManySignatures`` or ``TakesTooLong``.
    """
    report = verify_apart(pdf, read_trust(settings.ROOTS_FOLDER), at=at)
    return report, find_by_file(report.sha256, timezone.localtime(at).date())


def find_by_code(code: str, on: date) -> RegisterEntry:
    """What the register says about the agreement with this verification code on a day."""
    row = models.Agreement.objects.filter(verification_code=code.strip().upper()).exclude(document_sha256="").first()
    return _entry(Match.CODE if row else Match.UNKNOWN, row.pk if row else None, on)


_WHOLE = [state.value for state in rules.WHOLE]


def _entry(match: Match, agreement_id: int | None, on: date) -> RegisterEntry:
    agreement = get_agreement(agreement_id) if agreement_id is not None else None
    signatures = list_signatures(agreement_id) if agreement_id is not None else ()
    proofs = list(rules.list_register_proofs(match, agreement, signatures, on))
    return RegisterEntry(
        match=match,
        agreement=agreement,
        signatures=signatures,
        is_in_force=agreement is not None and rules.is_in_force(agreement, on),
        proven=tuple(sentence for is_proven, sentence in proofs if is_proven),
        not_proven=tuple(sentence for is_proven, sentence in proofs if not is_proven),
    )

"""Verifying files and codes over HTTP; anybody may."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import File, Router
from ninja.files import UploadedFile

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.schemas import VerificationOut
from kotacerdas.apps.agreements.types import RegisterEntry
from kotacerdas.signing.reading import LARGEST_PDF
from kotacerdas.signing.reports import Report, SignatureReport


router = Router()


@router.post("/agreements/verify", response=VerificationOut)
def verify_file(request: HttpRequest, file: File[UploadedFile]) -> dict[str, object]:
    """What an uploaded PDF proves, by its signatures and by our register, and what it does not. The file is not kept."""
    report, entry = queries.verify_file(file.read(LARGEST_PDF + 1), at=timezone.now())
    return _shape(entry, report)


@router.get("/agreements/verify/{code}", response=VerificationOut)
def verify_code(request: HttpRequest, code: str) -> dict[str, object]:
    """What our register says about the agreement with this verification code."""
    return _shape(queries.find_by_code(code, timezone.localdate()), None)


def _shape(entry: RegisterEntry, report: Report | None) -> dict[str, object]:
    notes = report.notes if report else ()
    return {
        "match": entry.match.value,
        "agreement": entry.agreement.number if entry.agreement else None,
        "state": entry.agreement.state.value if entry.agreement else None,
        "is_in_force": entry.is_in_force,
        "verdict": report.verdict.value if report else None,
        "proven": [gettext(sentence) % facts for sentence, facts in entry.proven],
        "not_proven": [
            *(gettext(sentence) % facts for sentence, facts in entry.not_proven),
            *(gettext(note.sentence) % note.facts for note in notes),
        ],
        "signatures": [_seal(each) for each in (report.signatures if report else ())],
    }


def _seal(signature: SignatureReport) -> dict[str, object]:
    return {
        "name": signature.certificate.name if signature.certificate else signature.label,
        "is_intact": signature.is_intact,
        "is_trusted": signature.is_trusted,
        "level": signature.level.value if signature.level else None,
        "claimed_at": signature.claimed_at,
        "proven_at": signature.proven_at,
        "proven": [gettext(each.sentence) % each.facts for each in signature.proven],
        "not_proven": [gettext(each.sentence) % each.facts for each in signature.not_proven],
    }

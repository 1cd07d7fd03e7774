"""Signing a PDF: seats first, then one signature after the other, each an addition that leaves the earlier bytes alone."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfTimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko_certvalidator import ValidationContext

from kotacerdas.signing.certificates import CertificateFacts, parse_certificates
from kotacerdas.signing.errors import (
    EarlierSignatureBroken,
    SeatNotFound,
    SeatTaken,
    SignerMisbehaved,
    TimeStampUnavailable,
)
from kotacerdas.signing.levels import Level, Shortfall
from kotacerdas.signing.reading import LIMITS, open_pdf, refusing_damage
from kotacerdas.signing.reports import Report, SignatureReport
from kotacerdas.signing.seals import draw_seal
from kotacerdas.signing.seats import Seat, list_seats, prepare
from kotacerdas.signing.signers import DIGEST, Outcome, Signer, SigningRequest
from kotacerdas.signing.times import TimeAuthority
from kotacerdas.signing.verification import Trust, verify


__all__ = ["Seat", "Signed", "SigningRequest", "archive", "list_seats", "prepare", "sign"]


@dataclass(frozen=True, slots=True)
class Signed:
    """The file with the new signature, what it reached, and why it is not more.

    ``proven_at`` is the time-stamp's moment as far as the given authority's roots confirm it.
    """

    pdf: bytes
    sha256: str
    seat: str
    level: Level
    shortfalls: tuple[Shortfall, ...]
    certificate: CertificateFacts
    claimed_at: datetime
    proven_at: datetime | None


def sign(pdf: bytes, request: SigningRequest, signer: Signer, *, time_roots: Sequence[bytes] = ()) -> Signed:
    """Let a signer fill a seat, and look at what came back before believing it.

    Raises:
        SeatNotFound, SeatTaken, ClosedByItsMaker: the seat cannot be used.
        EarlierSignatureBroken: somebody signed another text than this file now shows.
        ServiceUnavailable, WrongPassphrase, SignerUnknown, CertificateExpired, …: see :class:`Signer`.
        SignerMisbehaved: what came back is not this file with one good signature more.
    """
    seat = _free_seat(pdf, request.seat)
    outcome = signer.sign(pdf, request, draw_seal(request.seal, seat.width, seat.height))
    made = _check(pdf, outcome, Trust(time_roots=tuple(time_roots)), request.at)
    assert made.certificate is not None  # noqa: S101 (an intact signature has one)
    assert made.level is not None  # noqa: S101
    return Signed(
        pdf=outcome.pdf,
        sha256=hashlib.sha256(outcome.pdf).hexdigest(),
        seat=made.seat,
        level=made.level,
        shortfalls=_shortfalls(outcome, request, made.level),
        certificate=made.certificate,
        claimed_at=made.claimed_at or request.at,
        proven_at=made.proven_at,
    )


def archive(pdf: bytes, times: TimeAuthority, *, at: datetime) -> bytes:
    """Put a time-stamp over the whole file, so that what it proves outlives today's certificates.

    Repeat it before the certificate of the last stamp ends: what proves that one is then put beside it.

    Raises:
        TimeStampUnavailable, NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge
    """
    reader = open_pdf(pdf)
    stamper = PdfTimeStamper(times.client())
    out = io.BytesIO()
    try:
        with refusing_damage():
            if reader.embedded_timestamp_signatures:
                context = ValidationContext(trust_roots=parse_certificates(times.roots), moment=at)
                stamper.update_archival_timestamp_chain(reader, context, in_place=False, output=out)
            else:
                writer = IncrementalPdfFileWriter(io.BytesIO(pdf), prev=reader, decode_limits=LIMITS)
                stamper.timestamp_pdf(writer, DIGEST, output=out)
    except TimestampRequestError as problem:
        raise TimeStampUnavailable from problem
    return out.getvalue()


def _free_seat(pdf: bytes, name: str) -> Seat:
    seat = next((seat for seat in list_seats(pdf) if seat.name == name), None)
    if seat is None:
        raise SeatNotFound(seat=name)
    if seat.is_taken:
        raise SeatTaken(seat=name)
    return seat


def _check(before: bytes, outcome: Outcome, trust: Trust, at: datetime) -> SignatureReport:
    if not outcome.pdf.startswith(before) or len(outcome.pdf) == len(before):
        raise SignerMisbehaved
    report: Report = verify(outcome.pdf, trust, at=at)
    older = {seat.name for seat in list_seats(before) if seat.is_taken}
    made = [each for each in report.signatures if each.seat not in older]
    for each in report.signatures:
        if each.seat in older and not each.is_whole:
            raise EarlierSignatureBroken(seat=each.label or each.seat)
    if len(made) != 1 or not made[0].is_intact:
        raise SignerMisbehaved
    return made[0]


def _shortfalls(outcome: Outcome, request: SigningRequest, level: Level) -> tuple[Shortfall, ...]:
    """What the signer says; and missing validation data, which only the finished file shows."""
    wished = request.level or Level.LTA
    if outcome.shortfalls or level.rank >= wished.rank or level is Level.B:
        return outcome.shortfalls
    return (Shortfall.VALIDATION_DATA_MISSING,)

"""Verifying a file: what each signature in it proves, to the byte, and what it does not."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from asn1crypto import cms, tsp
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel, SignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from kotacerdas.signing.callbacks import read_call_backs
from kotacerdas.signing.certificates import CertificateFacts, facts_of, load_certificate, parse_certificates
from kotacerdas.signing.evidence import Evidence, gather, stamp_on
from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.reading import UNREADABLE, check_size, open_pdf
from kotacerdas.signing.reports import (
    Later,
    Report,
    Root,
    ScanReport,
    SignatureReport,
    Standing,
    Statement,
    TimeStampReport,
    Verdict,
)
from kotacerdas.signing.scans import scans_of
from kotacerdas.signing.seats import seats_of
from kotacerdas.signing.statements import list_not_proven, list_proven, say


LATER = {
    ModificationLevel.NONE: Later.NOTHING,
    ModificationLevel.LTA_UPDATES: Later.EVIDENCE,
    ModificationLevel.FORM_FILLING: Later.SIGNATURES,
}
INVALID = (PathError, ValidationError, *UNREADABLE)


@dataclass(frozen=True, slots=True)
class Trust:
    """Whom the verifier believes: issuers of certificates, authorities of time, and lists of keys called back (DER).

    ``allow_fetching`` asks at the addresses a certificate names. Leave it off for files of strangers, who could name
    any address behind our wall.
    """

    roots: tuple[Root, ...] = ()
    time_roots: tuple[bytes, ...] = ()
    call_backs: tuple[bytes, ...] = ()
    allow_fetching: bool = False


def verify(pdf: bytes | Path, trust: Trust, *, at: datetime) -> Report:
    """What the file proves at ``at``; a file without a signature gives a report that says so.

    Raises:
        NotAPdf, LockedPdf, DamagedPdf, PdfTooLarge, TooManySignatures, TakesTooLong
    """
    if isinstance(pdf, Path):
        check_size(pdf.stat().st_size)
        pdf = pdf.read_bytes()
    reader = open_pdf(pdf)
    seats = seats_of(reader)
    labels = {seat.name: seat.label for seat in seats}
    evidence = gather(reader)
    check = _Check(evidence, trust, at)
    stamps = {stamp.fq_name: check.report_stamp(stamp) for stamp in evidence.stamps}
    signatures = [check.report_signature(each, labels.get(each.fq_name, ""), stamps) for each in evidence.signatures]
    signatures += [_unreadable(name, labels.get(name, "")) for name in evidence.unreadable]
    scans = scans_of(reader)
    empty = tuple(seat.label or seat.name for seat in seats if not seat.is_taken)
    return Report(
        sha256=hashlib.sha256(pdf).hexdigest(),
        size=len(pdf),
        verdict=judge(signatures),
        signatures=tuple(map(_with_statements, signatures)),
        time_stamps=tuple(stamps.values()),
        scans=scans,
        empty_seats=empty,
        notes=tuple(_notes(signatures, scans, empty)),
    )


def judge(signatures: Sequence[SignatureReport]) -> Verdict:
    """The file in one word: as good as its worst signature."""
    if not signatures:
        return Verdict.UNSIGNED
    if not all(each.is_intact for each in signatures):
        return Verdict.BROKEN
    if any(each.later is Later.CONTENT for each in signatures):
        return Verdict.CHANGED
    return Verdict.TRUSTED if all(each.is_trusted for each in signatures) else Verdict.UNCONFIRMED


class _Check:
    """One file, one set of trusted roots, one moment."""

    def __init__(self, evidence: Evidence, trust: Trust, at: datetime) -> None:
        self._evidence = evidence
        self._trust = trust
        self._at = at
        self._roots = {
            certificate.dump(): (certificate, root.assurance)
            for root in trust.roots
            for certificate in parse_certificates([root.certificate])
        }
        self._call_backs = read_call_backs(
            (*(each.dump() for each in evidence.store.lists), *trust.call_backs),
            (*self._roots, *(each.dump() for each in evidence.store.certificates)),
        )
        self._time_roots = parse_certificates(trust.time_roots)

    def report_stamp(self, stamp: EmbeddedPdfSignature) -> TimeStampReport:
        moment = _stamped_at(stamp.signed_data)
        try:
            status = validate_pdf_timestamp(stamp, validation_context=self._context_of_time(moment), skip_diff=True)
        except INVALID:
            return TimeStampReport(moment, _authority_of(stamp.signed_data), is_intact=False, is_trusted=False)
        is_intact = bool(status.intact and status.valid) and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        return TimeStampReport(moment, _name_of(status), is_intact, is_intact and status.trusted)

    def report_signature(
        self, signature: EmbeddedPdfSignature, label: str, stamps: dict[str, TimeStampReport]
    ) -> SignatureReport:
        try:
            token = stamp_on(signature)
            stamped_at = _stamped_at(token) if token is not None else None
            status = self._validate(signature, self._at, stamped_at)
            proven_at, authority = self._time_of(signature, status, stamps)
            moment = proven_at or status.signer_reported_dt or self._at
            then = self._validate(signature, moment, stamped_at, skip_diff=True)
        except INVALID:
            return _unreadable(signature.fq_name, label)
        certificate = load_certificate(signature.signer_cert.dump())
        facts = facts_of(certificate)
        called_back_at = self._call_backs.since(certificate)
        details = signature.sig_object
        return SignatureReport(
            seat=signature.fq_name,
            label=label,
            certificate=facts,
            assurance=self._assurance_of(then),
            is_intact=bool(status.intact and status.valid)
            and status.coverage >= SignatureCoverageLevel.CONTIGUOUS_BLOCK_FROM_START,
            later=_later(status),
            level=self._evidence.level_of(signature),
            claimed_at=status.signer_reported_dt,
            proven_at=proven_at,
            time_authority=authority,
            then=_standing(then, facts, moment, called_back_at),
            now=_standing(status, facts, self._at, called_back_at),
            call_back_checked=self._call_backs.speak_about(certificate, moment)
            or self._evidence.store.answers_about(signature.signer_cert),
            reason=str(details.get("/Reason", "")),
            place=str(details.get("/Location", "")),
        )

    def _validate(
        self, signature: EmbeddedPdfSignature, at: datetime, stamped_at: datetime | None, *, skip_diff: bool = False
    ) -> PdfSignatureStatus:
        return validate_pdf_signature(
            signature,
            signer_validation_context=self._context([root for root, _ in self._roots.values()], at),
            ts_validation_context=self._context_of_time(stamped_at),
            skip_diff=skip_diff,
        )

    def _context_of_time(self, moment: datetime | None) -> ValidationContext:
        return self._context(self._time_roots, moment or self._at)

    def _context(self, roots: list[object], at: datetime) -> ValidationContext:
        fetches = self._trust.allow_fetching and at == self._at
        store = self._evidence.store
        return ValidationContext(
            trust_roots=roots,
            other_certs=list(store.certificates),
            moment=None if fetches else at,
            allow_fetching=fetches,
            crls=[*store.lists, *self._trust.call_backs],
            ocsps=list(store.answers),
            retroactive_revinfo=True,
        )

    def _time_of(
        self, signature: EmbeddedPdfSignature, status: PdfSignatureStatus, stamps: dict[str, TimeStampReport]
    ) -> tuple[datetime | None, str]:
        """The earliest moment a trusted authority saw the signature; else the name of one that says so untrusted."""
        own = status.timestamp_validity
        seen = [TimeStampReport(own.timestamp, _name_of(own), own.intact and own.valid, own.trusted)] if own else []
        seen += [stamps[stamp.fq_name] for stamp in self._evidence.later_stamps(signature)]
        trusted = [(stamp.at, stamp.authority) for stamp in seen if stamp.is_trusted and stamp.at is not None]
        if trusted:
            return min(trusted)
        return None, seen[0].authority if seen else ""

    def _assurance_of(self, status: SignatureStatus) -> Assurance | None:
        path = status.validation_path
        if path is None:
            return None
        return self._roots[path.first.dump()][1] if path.first.dump() in self._roots else None


def _later(status: PdfSignatureStatus) -> Later:
    if status.coverage < SignatureCoverageLevel.ENTIRE_REVISION or status.docmdp_ok is False:
        return Later.CONTENT
    level = status.modification_level
    return LATER.get(level, Later.CONTENT) if level is not None else Later.CONTENT


def _standing(
    status: SignatureStatus, facts: CertificateFacts, moment: datetime, called_back_at: datetime | None
) -> Standing:
    if status.revoked or (called_back_at is not None and called_back_at <= moment):
        return Standing.CALLED_BACK
    if status.trust_problem_indic is AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND:
        return Standing.UNKNOWN_ISSUER
    if moment > facts.until:
        return Standing.EXPIRED
    if moment < facts.since:
        return Standing.NOT_YET_VALID
    if status.trusted:
        return Standing.GOOD
    return Standing.UNKNOWN_ISSUER if facts.may_sign else Standing.UNFIT


def _stamped_at(token: cms.SignedData) -> datetime | None:
    try:
        content: tsp.TSTInfo = token["encap_content_info"]["content"].parsed
        moment: datetime = content["gen_time"].native
    except UNREADABLE:
        return None
    return moment


def _name_of(status: SignatureStatus) -> str:
    return facts_of(load_certificate(status.signing_cert.dump())).name


def _authority_of(token: cms.SignedData) -> str:
    try:
        return str(token["certificates"][0].chosen.subject.human_friendly)
    except UNREADABLE:
        return ""


def _unreadable(seat: str, label: str) -> SignatureReport:
    return SignatureReport(
        seat=seat,
        label=label,
        certificate=None,
        assurance=None,
        is_intact=False,
        later=Later.CONTENT,
        level=None,
        claimed_at=None,
        proven_at=None,
        time_authority="",
        then=Standing.UNKNOWN_ISSUER,
        now=Standing.UNKNOWN_ISSUER,
        call_back_checked=False,
        reason="",
        place="",
    )


def _with_statements(report: SignatureReport) -> SignatureReport:
    return replace(report, proven=tuple(list_proven(report)), not_proven=tuple(list_not_proven(report)))


def _notes(signatures: Sequence[SignatureReport], scans: Sequence[ScanReport], empty: Sequence[str]) -> list[Statement]:
    notes = [] if signatures else [say("no_signature")]
    if empty:
        notes.append(say("seats_empty", seats=", ".join(empty)))
    notes += [say("scan_intact" if scan.is_intact else "scan_changed", name=scan.name) for scan in scans]
    return notes

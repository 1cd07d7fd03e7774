"""What a signature proves and what it does not, as sentences.

Honest in both directions: a signature says who agreed to which bytes, never that what is written is true, nor that
the person was allowed to sign.
"""

from collections.abc import Iterator
from datetime import datetime

from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.signing.certificates import CertificateFacts
from kotacerdas.signing.levels import Assurance
from kotacerdas.signing.reports import Later, SignatureReport, Standing, Statement


SENTENCES = {
    "bytes_unchanged": gettext_noop("The part of the file that was signed has not changed by a single byte."),
    "bytes_changed": gettext_noop("The signed part was changed after signing. This signature counts for nothing."),
    "unreadable": gettext_noop("The signature cannot be read. It counts for nothing."),
    "covers_everything": gettext_noop("The signature covers the whole file as you see it."),
    "later_evidence": gettext_noop(
        "After it only time-stamps and proofs about certificates were added; what you read is what was signed."
    ),
    "later_signatures": gettext_noop("After it only further signatures were added; what you read is what was signed."),
    "later_content": gettext_noop(
        "After this signature the file was changed in a way it does not allow. What you read may not be what was signed."
    ),
    "holder": gettext_noop("It was made with the key that “%(issuer)s” certified for %(name)s."),
    "holder_unknown": gettext_noop(
        "“%(issuer)s” is not an issuer we know. Anyone can make a certificate in the name of %(name)s, so who signed is "
        "not proven."
    ),
    "holder_unfit": gettext_noop("The certificate was not issued for signing documents, so who signed is not proven."),
    "identity_by_platform": gettext_noop(
        "The certificate was issued by a platform, not by a provider the state recognises: that %(name)s is the person of "
        "this name rests on the office that handed out the key."
    ),
    "time_proven": gettext_noop("The signature existed on %(time)s; “%(authority)s” confirms it."),
    "time_claimed": gettext_noop("The time of signing, %(time)s, is only what the clock of the signer said."),
    "time_unknown": gettext_noop("The time of signing is not given."),
    "time_unconfirmed": gettext_noop(
        "A time-stamp of “%(authority)s” is in the file, but we do not know that authority, so it proves no time."
    ),
    "expired_then": gettext_noop("When it was signed the certificate had ended on %(until)s."),
    "expired_now": gettext_noop(
        "The certificate ended on %(until)s. It counted when this was signed, as far as that time is proven."
    ),
    "not_yet_valid": gettext_noop("When it was signed the certificate was not valid before %(since)s."),
    "called_back": gettext_noop("The certificate had been called back when this was signed."),
    "called_back_later": gettext_noop(
        "The certificate was called back later. The signature keeps its worth only as far as its time is proven."
    ),
    "still_counted": gettext_noop("The issuer's list or answer says that the certificate had not been called back."),
    "call_back_unknown": gettext_noop(
        "Nothing in the file and nothing we hold says whether the certificate had been called back."
    ),
    "authority_to_sign": gettext_noop(
        "Whether %(name)s was allowed to sign for the office is not written in the file."
    ),
    "content_true": gettext_noop("A signature says who agreed; it does not say that what is written is true."),
    "no_signature": gettext_noop("There is no electronic signature in this file. A picture of one proves nothing."),
    "seats_empty": gettext_noop("Not everyone has signed yet; these places are empty: %(seats)s."),
    "scan_intact": gettext_noop(
        "The scan “%(name)s” in the file is the one whose fingerprint the file names. A scan shows a signature on paper; "
        "it does not prove who wrote it."
    ),
    "scan_changed": gettext_noop("The scan “%(name)s” in the file is not the one whose fingerprint the file names."),
}
DOUBTS_THEN = {
    Standing.UNKNOWN_ISSUER: "holder_unknown",
    Standing.UNFIT: "holder_unfit",
    Standing.EXPIRED: "expired_then",
    Standing.NOT_YET_VALID: "not_yet_valid",
    Standing.CALLED_BACK: "called_back",
}
DOUBTS_NOW = {Standing.EXPIRED: "expired_now", Standing.CALLED_BACK: "called_back_later"}


def say(code: str, **facts: str) -> Statement:
    """The statement of this code."""
    return Statement(code, SENTENCES[code], facts)


def list_proven(report: SignatureReport) -> Iterator[Statement]:
    """What this signature proves; nothing when its bytes are not intact."""
    if not report.is_intact or report.certificate is None:
        return
    yield say("bytes_unchanged")
    if report.later is not Later.CONTENT:
        yield say(
            {
                Later.NOTHING: "covers_everything",
                Later.EVIDENCE: "later_evidence",
                Later.SIGNATURES: "later_signatures",
            }[report.later]
        )
    if report.then is Standing.GOOD:
        yield say("holder", issuer=report.certificate.issuer, name=report.certificate.name)
    if report.proven_at is not None:
        yield say("time_proven", time=_moment(report.proven_at), authority=report.time_authority)
    if report.call_back_checked and report.then is Standing.GOOD:
        yield say("still_counted")


def list_not_proven(report: SignatureReport) -> Iterator[Statement]:
    """What a reader might think this signature proves, and it does not."""
    if report.certificate is None:
        yield say("unreadable")
        return
    if not report.is_intact:
        yield say("bytes_changed")
        return
    if report.later is Later.CONTENT:
        yield say("later_content")
    yield from _about_the_holder(report, report.certificate)
    yield from _about_the_time(report)
    if report.then is Standing.GOOD and not report.call_back_checked:
        yield say("call_back_unknown")
    yield say("authority_to_sign", name=report.certificate.name)
    yield say("content_true")


def _about_the_holder(report: SignatureReport, certificate: CertificateFacts) -> Iterator[Statement]:
    code = DOUBTS_THEN.get(report.then) or DOUBTS_NOW.get(report.now)
    if code:
        yield say(
            code,
            issuer=certificate.issuer,
            name=certificate.name,
            since=f"{certificate.since:%Y-%m-%d}",
            until=f"{certificate.until:%Y-%m-%d}",
        )
    if report.assurance is Assurance.NODE:
        yield say("identity_by_platform", name=certificate.name)


def _about_the_time(report: SignatureReport) -> Iterator[Statement]:
    if report.proven_at is not None:
        return
    if report.time_authority:
        yield say("time_unconfirmed", authority=report.time_authority)
    if report.claimed_at is None:
        yield say("time_unknown")
    else:
        yield say("time_claimed", time=_moment(report.claimed_at))


def _moment(at: datetime) -> str:
    """In ISO 8601 to the second, so that the edge may write it as people do."""
    return at.isoformat(timespec="seconds")

"""The public check of a file or a code: what is proven, what is not, and what the register says now."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.agreements import rules
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.presenters.signing import signatures_table
from kotacerdas.apps.agreements.types import Agreement, Match, RegisterEntry
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.signing.codes import draw_code
from kotacerdas.signing.levels import ASSURANCE_TITLES
from kotacerdas.signing.reports import Report, SignatureReport, Statement, Verdict
from kotacerdas.ui.shapes import Crumb, KeyValue, Table


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+\d\d:\d\d")
VERDICTS = {
    Verdict.TRUSTED: (
        "ok",
        gettext_noop("The file is unchanged, and its signers are known."),
        gettext_noop("Every signature is intact, of an issuer this platform knows, and counted when it was made."),
    ),
    Verdict.UNCONFIRMED: (
        "warn",
        gettext_noop("The file is unchanged, but a signer cannot be confirmed."),
        gettext_noop("The signed words are the ones that were signed. Who signed is not proven for every signature."),
    ),
    Verdict.CHANGED: (
        "error",
        gettext_noop("The file says something else now than what was signed."),
        gettext_noop("Something was added after a signature that may change what the file shows. Do not rely on it."),
    ),
    Verdict.BROKEN: (
        "error",
        gettext_noop("The file was changed after it was signed."),
        gettext_noop("At least one signature does not fit the bytes of this file any more. Do not rely on it."),
    ),
    Verdict.UNSIGNED: (
        "warn",
        gettext_noop("The file has no electronic signature."),
        gettext_noop("Nothing in the file itself proves who wrote it, or that it is unchanged."),
    ),
}


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One signature of a file in words."""

    heading: str
    facts: tuple[KeyValue, ...]
    proven: tuple[str, ...]
    not_proven: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """What a file or a code proves, what not, and the agreement as it stands now."""

    crumbs: tuple[Crumb, ...]
    kind: str
    verdict: str
    explanation: str
    file_name: str
    sha256: str
    proven: tuple[str, ...]
    not_proven: tuple[str, ...]
    signatures: tuple[SignatureView, ...]
    agreement_title: str
    agreement_href: str
    state: str
    tone: str
    facts: tuple[KeyValue, ...]
    register: Table | None
    is_code: bool


def present_file(report: Report, entry: RegisterEntry, *, file_name: str, at: datetime) -> VerifyPage:
    """A file that was brought."""
    kind, verdict, explanation = VERDICTS[report.verdict]
    if report.verdict is Verdict.UNSIGNED and entry.match is Match.SCAN:
        kind = "warn"
    return _page(
        entry,
        kind=kind,
        verdict=gettext(verdict),
        explanation=gettext(explanation),
        file_name=file_name,
        sha256=report.sha256,
        signatures=tuple(_signature(each) for each in report.signatures),
        notes=tuple(_say(each) for each in report.notes),
        at=at,
    )


def present_code(entry: RegisterEntry, *, at: datetime) -> VerifyPage:
    """A code from a seal; it proves nothing about a file."""
    if entry.match is Match.UNKNOWN:
        return _page(
            entry,
            kind="error",
            verdict=gettext("No agreement here has this code."),
            explanation=gettext("Type the code again as it stands under the seal, or bring the file itself."),
            at=at,
        )
    return _page(
        entry,
        kind="info",
        verdict=gettext("The code belongs to an agreement in our register."),
        explanation=gettext(
            "A code can be copied onto any paper. Bring the file to see whether its words are the same."
        ),
        at=at,
    )


def code_square(code: str) -> bytes:
    """The square that leads to the page about the agreement with this code, as SVG."""
    address = f"{settings.PUBLIC_URL}{reverse('agreements:verify_code', args=[code])}"
    return draw_code(address)


def _page(
    entry: RegisterEntry,
    *,
    kind: str,
    verdict: str,
    explanation: str,
    file_name: str = "",
    sha256: str = "",
    signatures: tuple[SignatureView, ...] = (),
    notes: tuple[str, ...] = (),
    at: datetime,
) -> VerifyPage:
    agreement = entry.agreement
    names = words.agency_names(agreement.agency_codes) if agreement else {}
    state, tone = words.state(agreement) if agreement else ("", "")
    return VerifyPage(
        crumbs=(Crumb(gettext("Verification"), reverse("agreements:verify")), Crumb(gettext("Result"))),
        kind=kind,
        verdict=verdict,
        explanation=explanation,
        file_name=file_name,
        sha256=sha256,
        proven=tuple(words.sentence(*each) for each in entry.proven),
        not_proven=(*(words.sentence(*each) for each in entry.not_proven), *notes),
        signatures=signatures,
        agreement_title=words.title(agreement.title) if agreement else "",
        agreement_href=_public_href(agreement),
        state=state,
        tone=tone,
        facts=_facts(agreement, names, at) if agreement else (),
        register=signatures_table(entry.signatures, names) if entry.signatures else None,
        is_code=not sha256,
    )


def _public_href(agreement: Agreement | None) -> str:
    if agreement is None or agreement.state not in rules.PUBLIC:
        return ""
    return reverse("agreements:agreement", args=[agreement.id])


def _facts(agreement: Agreement, names: dict[str, str], at: datetime) -> tuple[KeyValue, ...]:
    return (
        KeyValue(gettext("Parties"), " · ".join(names.get(code, code) for code in agreement.agency_codes)),
        KeyValue(gettext("Number"), agreement.number),
        KeyValue(gettext("Register number"), agreement.register_number or gettext("not registered yet")),
        KeyValue(gettext("From"), words.day(agreement.since)),
        KeyValue(gettext("Last day"), words.last_day(agreement.ended_on or agreement.lapses_on or agreement.until)),
        KeyValue(gettext("Looked up"), words.moment(timezone.localtime(at))),
    )


def _signature(report: SignatureReport) -> SignatureView:
    certificate = report.certificate
    facts = [KeyValue(gettext("Level"), report.level.value if report.level else "—")]
    if report.assurance:
        facts.append(KeyValue(gettext("Assurance"), gettext(ASSURANCE_TITLES[report.assurance])))
    if certificate:
        facts += [
            KeyValue(gettext("Certificate of"), certificate.name),
            KeyValue(gettext("Issued by"), certificate.issuer),
        ]
    if report.proven_at:
        facts.append(KeyValue(gettext("Time, proven"), words.moment(report.proven_at), note=report.time_authority))
    elif report.claimed_at:
        facts.append(KeyValue(gettext("Time, as the signer's clock said"), words.moment(report.claimed_at)))
    return SignatureView(
        heading=certificate.name if certificate else report.label or report.seat,
        facts=tuple(facts),
        proven=tuple(_say(each) for each in report.proven),
        not_proven=tuple(_say(each) for each in report.not_proven),
    )


def _say(statement: Statement) -> str:
    return gettext(statement.sentence) % {name: _readable(fact) for name, fact in statement.facts.items()}


def _readable(fact: str) -> str:
    """A moment as people write it; anything else as it is."""
    try:
        return words.moment(datetime.fromisoformat(fact)) if _MOMENT.fullmatch(fact) else fact
    except ValueError:
        return fact

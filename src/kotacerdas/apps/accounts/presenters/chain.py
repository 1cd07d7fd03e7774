"""The state of the chain: its head, what vouches for it, and what following it found."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext

from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.audit.types import Anchor, Finding, Verification
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


_ANCHORS_SHOWN = 20
_LONGEST_RUN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class ChainPage:
    """The chain at a glance; while it is followed only the progress changes."""

    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    is_running: bool
    progress_text: str
    progress_share: float | None
    verdict_kind: str
    verdict: str
    findings: Table | None
    anchors: Table


def present_chain(*, now: datetime) -> ChainPage:
    """The head, the newest verification and the newest anchors."""
    lang = active_language()
    head, last = audit.get_head(), audit.find_last_verification()
    is_running = bool(last and last.verdict is None and last.started_at > now - _LONGEST_RUN)
    kind, verdict = _verdict(last, is_running=is_running)
    findings = last.verdict.findings if last and last.verdict else ()
    return ChainPage(
        crumbs=(Crumb(gettext("Audit trail"), reverse("accounts:events")), Crumb(gettext("Chain"))),
        facts=(
            KeyValue(gettext("Length"), gettext("%(count)s entries") % {"count": formats.number(head.seq, lang=lang)}),
            KeyValue(gettext("Head"), head.sha256),
            KeyValue(gettext("Public key of this node"), audit.open_key().public_key),
        ),
        is_running=is_running,
        progress_text=_progress_text(last) if last else "",
        progress_share=last.checked / last.length if last and last.length else None,
        verdict_kind=kind,
        verdict=verdict,
        findings=_findings_table(findings) if findings else None,
        anchors=_anchors_table(audit.list_anchors(limit=_ANCHORS_SHOWN)),
    )


def _progress_text(last: Verification) -> str:
    lang = active_language()
    return gettext("%(checked)s of %(length)s entries") % {
        "checked": formats.number(last.checked, lang=lang),
        "length": formats.number(last.length, lang=lang),
    }


def _verdict(last: Verification | None, *, is_running: bool) -> tuple[str, str]:
    """The kind of notice, and what it says."""
    if last is None:
        return "info", gettext("The chain was never verified here. Verify it now.")
    if is_running:
        return "info", ""
    if last.verdict is None:
        return "warn", gettext("The last verification was interrupted. Verify again.")
    lang = active_language()
    facts = {
        "when": formats.moment(last.started_at, get_current_timezone(), lang),
        "who": last.by_name,
        "entries": formats.number(last.verdict.entries, lang=lang),
        "anchors": formats.number(last.verdict.anchors, lang=lang),
        "seconds": formats.number(max(last.seconds, 0.1), 1, lang),
        "count": formats.number(len(last.verdict.findings) + last.verdict.more, lang=lang),
    }
    if last.verdict.is_whole:
        said = gettext(
            "The chain is whole: %(entries)s entries and %(anchors)s anchors agree. "
            "Verified %(when)s by %(who)s in %(seconds)s s."
        )
        return "ok", said % facts
    broken = gettext(
        "The chain is broken: %(count)s findings in %(entries)s entries. Verified %(when)s by %(who)s. "
        "Stop the platform, copy the database as it is, and tell the inspectorate."
    )
    return "error", broken % facts


def _findings_table(findings: tuple[Finding, ...]) -> Table:
    lang = active_language()
    return Table(
        caption=gettext("What was found"),
        columns=(Column(gettext("Entry"), is_number=True), Column(gettext("Finding"))),
        rows=tuple(
            (Cell(formats.number(one.first, lang=lang)), Cell(gettext(one.sentence) % one.facts)) for one in findings
        ),
    )


def _anchors_table(anchors: tuple[Anchor, ...]) -> Table:
    zone, lang = get_current_timezone(), active_language()
    return Table(
        caption=gettext("Anchors"),
        columns=(
            Column(gettext("Signed")),
            Column(gettext("Entry"), is_number=True),
            Column(gettext("Hash")),
            Column(gettext("Countersigned by")),
        ),
        rows=tuple(
            (
                Cell(formats.moment(one.at, zone, lang)),
                Cell(formats.number(one.seq, lang=lang), href=reverse("accounts:event", args=[one.seq])),
                Cell(one.sha256[:16] + "…"),
                Cell(", ".join(each.node for each in one.countersignatures) or gettext("nobody yet")),
            )
            for one in anchors
        ),
        empty=gettext("No head was signed yet. The worker signs one a day; “kotacerdas audit anchor” does it now."),
    )

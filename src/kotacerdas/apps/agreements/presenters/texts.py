"""What an agreement says, and what one version changed against another."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agreements import queries
from kotacerdas.apps.agreements.presenters import words
from kotacerdas.apps.agreements.presenters.duties import duty_terms, duty_text
from kotacerdas.apps.agreements.types import Agreement, ChangeKind, Clause, ClauseChange, TextVersion
from kotacerdas.kernel.messages import gettext_noop
from kotacerdas.ui.shapes import Crumb, Tab, TimelineEvent


TERMS = {
    "kind": gettext_noop("Kind of duty"),
    "debtor": gettext_noop("Who owes it"),
    "creditor": gettext_noop("Who is owed it"),
    "dataset": gettext_noop("Dataset"),
    "frequency": gettext_noop("Rhythm"),
    "day": gettext_noop("Day of the month"),
    "purpose": gettext_noop("Purpose"),
    "columns": gettext_noop("Columns"),
    "area": gettext_noop("Area"),
    "row_filter": gettext_noop("Rows"),
    "rate_per_day": gettext_noop("Reads a day"),
    "times": gettext_noop("Times a year"),
    "stages": gettext_noop("Stages"),
    "by_date": gettext_noop("Last day"),
    "until": gettext_noop("Open until before"),
}
CHANGES = {
    ChangeKind.SAME: gettext_noop("unchanged"),
    ChangeKind.ADDED: gettext_noop("added"),
    ChangeKind.REMOVED: gettext_noop("removed"),
    ChangeKind.CHANGED: gettext_noop("changed"),
}


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One clause as people read it."""

    number: int
    title: str
    paragraphs: tuple[str, ...]
    duty: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one clause; the template marks inserted and removed words."""

    kind: str
    kind_text: str
    title: str
    paragraphs: tuple[object, ...]
    terms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class VersionPage:
    """One version of the text, alone or against another."""

    title: str
    crumbs: tuple[Crumb, ...]
    lede: str
    note: str
    sha256: str
    tabs: tuple[Tab, ...]
    preamble: tuple[str, ...]
    clauses: tuple[ClauseView, ...]
    closing: tuple[str, ...]
    changes: tuple[Change, ...]
    is_comparing: bool
    back_href: str


def present_version(agreement: Agreement, number: int, against: int | None) -> VersionPage:
    """A version as it stands; with ``against`` what it changed since that one."""
    version = queries.get_version(agreement.id, number)
    names = words.agency_names((*agreement.agency_codes, version.agency_code))
    changes = queries.compare_versions(agreement.id, against, number) if against else ()
    here = reverse("agreements:version", args=[agreement.id, number])
    tabs = [Tab(gettext("Whole text"), here, is_current=not against)]
    for other in range(number - 1, max(0, number - 4), -1):
        text = gettext("Changes since version %(version)s") % {"version": other}
        tabs.append(Tab(text, f"{here}?sejak={other}", is_current=other == against))
    back = reverse("agreements:agreement", args=[agreement.id])
    title = gettext("Version %(version)s") % {"version": number}
    return VersionPage(
        title=title,
        crumbs=(
            Crumb(gettext("Agreements"), reverse("agreements:list")),
            Crumb(words.title(agreement.title), back),
            Crumb(title),
        ),
        lede=_offered(version, names),
        note=version.note,
        sha256=version.sha256,
        tabs=tuple(tabs),
        preamble=version.text.preamble,
        clauses=clause_views(version.text.clauses, names),
        closing=version.text.closing,
        changes=tuple(_change(each) for each in changes),
        is_comparing=bool(against),
        back_href=back,
    )


def clause_views(clauses: tuple[Clause, ...], names: Mapping[str, str]) -> tuple[ClauseView, ...]:
    """Clauses in order, numbered from 1."""
    return tuple(
        ClauseView(
            number,
            words.title(clause.title),
            clause.paragraphs,
            duty_text(clause.duty, names) if clause.duty else "",
            duty_terms(clause.duty) if clause.duty else (),
        )
        for number, clause in enumerate(clauses, start=1)
    )


def version_events(
    agreement: Agreement, versions: tuple[TextVersion, ...], names: Mapping[str, str]
) -> tuple[TimelineEvent, ...]:
    """All versions, newest first, each leading to what it changed."""
    return tuple(
        TimelineEvent(
            when=words.moment(each.at),
            text=gettext("Version %(version)s") % {"version": each.number},
            detail=" · ".join(filter(None, (names.get(each.agency_code, each.author_name), each.note))),
            state="ok" if each.number == agreement.approved_version else "none",
            href=reverse("agreements:version", args=[agreement.id, each.number])
            + (f"?sejak={each.number - 1}" if each.number > 1 else ""),
        )
        for each in versions
    )


def _offered(version: TextVersion, names: Mapping[str, str]) -> str:
    facts = {"agency": names.get(version.agency_code, ""), "name": version.author_name, "at": words.moment(version.at)}
    return gettext("Offered by %(agency)s (%(name)s) on %(at)s.") % facts


def _change(change: ClauseChange) -> Change:
    title = words.title(change.title_after or change.title_before) or gettext("Opening and closing words")
    return Change(
        kind=change.kind.value,
        kind_text=gettext(CHANGES[change.kind]),
        title=title,
        paragraphs=change.paragraphs,
        terms=tuple(
            (gettext(TERMS.get(term.name, term.name)), term.before or "—", term.after or "—") for term in change.terms
        ),
    )

"""Datasets of other portals, and the sources they come from."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import HarvestedDataset, HarvestKind, HarvestSource, HarvestState
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Crumb


PER_PAGE = 50
_TONES = {
    HarvestState.WAITING: "not_measured",
    HarvestState.RUNNING: "received",
    HarvestState.FINISHED: "released",
    HarvestState.FAILED: "returned",
}


@dataclass(frozen=True, slots=True)
class RemoteCard:
    """One dataset of another portal."""

    href: str
    title: str
    description: str
    source: str
    facts: tuple[str, ...]
    gone: str


@dataclass(frozen=True, slots=True)
class RemotePage:
    """Datasets of other portals, searched."""

    crumbs: tuple[Crumb, ...]
    summary: str
    cards: tuple[RemoteCard, ...]
    sources: tuple[tuple[str, str], ...]
    previous_href: str
    next_href: str
    sources_href: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source as its steward sees it."""

    name: str
    title: str
    url: str
    kind: str
    state: str
    state_text: str
    is_paused: bool
    datasets: str
    datasets_href: str
    last: str
    news: str
    problem: str
    following: str


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All sources."""

    crumbs: tuple[Crumb, ...]
    lines: tuple[SourceLine, ...]


def present_remote(*, search: str, source: str, page: int, actor: Actor) -> RemotePage:
    """Datasets of other portals that match, those still there first."""
    offset = PER_PAGE * (page - 1)
    found, total = queries.list_harvested(search=search, source=source, offset=offset, limit=PER_PAGE)
    sources = queries.list_sources()
    wanted = {"q": search, "source": source}
    summary = ngettext(
        "%(count)s dataset is listed by other portals.", "%(count)s datasets are listed by other portals.", total
    )
    return RemotePage(
        crumbs=(_home(), Crumb(gettext("From other portals"))),
        summary=summary % {"count": words.number(total)},
        cards=tuple(_card(each) for each in found),
        sources=tuple((each.name, each.title) for each in sources),
        previous_href=f"?{urlencode({**wanted, 'page': page - 1})}" if page > 1 else "",
        next_href=f"?{urlencode({**wanted, 'page': page + 1})}" if offset + PER_PAGE < total else "",
        sources_href=reverse("exchange:sources") if rules.may_keep_sources(actor) else "",
    )


def present_sources() -> SourcesPage:
    """Every source with how its last look went."""
    crumbs = (_home(), Crumb(gettext("From other portals"), reverse("exchange:remote")), Crumb(gettext("Sources")))
    return SourcesPage(crumbs, tuple(_line(each) for each in queries.list_sources()))


def say_news(source: HarvestSource) -> str:
    """What the last look that succeeded brought."""
    if source.succeeded_at is None:
        return ""
    return gettext("%(added)s new, %(changed)s changed, %(gone)s gone") % {
        "added": words.number(source.added),
        "changed": words.number(source.changed),
        "gone": words.number(source.gone),
    }


def say_problem(source: HarvestSource) -> str:
    """Why the last look failed, in the reader's language."""
    return gettext(source.problem_sentence) % source.problem_facts if source.problem_sentence else ""


def say_state(source: HarvestSource) -> str:
    """How a source stands."""
    if source.is_paused:
        return gettext("Paused")
    return {
        HarvestState.WAITING: gettext("Not looked at yet"),
        HarvestState.RUNNING: gettext("Being looked at"),
        HarvestState.FINISHED: gettext("Taken in"),
        HarvestState.FAILED: gettext("Failed"),
    }[source.state]


def _card(each: HarvestedDataset) -> RemoteCard:
    remote = each.remote
    facts = [text for text in (remote.publisher, remote.licence, ", ".join(remote.formats)) if text]
    if remote.modified:
        facts.append(gettext("changed %(day)s") % {"day": remote.modified[:10]})
    return RemoteCard(
        href=remote.href,
        title=remote.title,
        description=remote.description[:300],
        source=each.source_title,
        facts=tuple(facts),
        gone=gettext("gone since %(day)s") % {"day": words.local_day(each.gone_at)} if each.gone_at else "",
    )


def _line(source: HarvestSource) -> SourceLine:
    return SourceLine(
        name=source.name,
        title=source.title,
        url=source.url,
        kind="CKAN" if source.kind is HarvestKind.CKAN else "DCAT",
        state="not_measured" if source.is_paused else _TONES[source.state],
        state_text=say_state(source),
        is_paused=source.is_paused,
        datasets=words.number(source.datasets),
        datasets_href=f"{reverse('exchange:remote')}?{urlencode({'source': source.name})}",
        last=words.moment(source.last_at) if source.last_at else gettext("never"),
        news=say_news(source),
        problem=say_problem(source),
        following="" if source.is_paused else gettext("next look %(when)s") % {"when": words.moment(source.next_at)},
    )


def _home() -> Crumb:
    return Crumb(gettext("Data"), reverse("exchange:catalogue"))

"""One box finds areas, indicators, datasets and programmes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.site.presenters import words


SHORTEST = 2
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found."""

    text: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    """Things of one kind."""

    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What was asked and what was found."""

    asked: str
    groups: tuple[HitGroup, ...]
    empty: str


def present_search(asked: str) -> SearchPage:
    """Look everywhere; fewer than two signs find nothing."""
    text = asked.strip()
    if len(text) < SHORTEST:
        return SearchPage(text, (), gettext("Type at least two letters, or an area code such as 51.02."))
    groups = (
        HitGroup(gettext("Areas"), _areas(text)),
        HitGroup(gettext("Indicators"), _indicators(text)),
        HitGroup(gettext("Datasets"), _datasets(text)),
        HitGroup(gettext("Programmes"), _programmes(text)),
    )
    found = tuple(group for group in groups if group.hits)
    empty = gettext("Nothing is called “%(text)s”. Try a shorter word or an area code.") % {"text": text}
    return SearchPage(text, found, "" if found else empty)


def _areas(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(found.area.title, f"{found.within} · {found.area.code}", reverse("site:area", args=[found.area.code]))
        for found in areas.search_areas(text, limit=SHOWN)
    )


def _indicators(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(words.title(each.title), each.code, reverse("indicators:indicator", args=[each.code]))
        for each in indicators.list_indicators()
        if _is_match(text, each.title, (each.code,))
    )[:SHOWN]


def _datasets(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(words.title(each.title), each.name, reverse("exchange:dataset", args=[each.name]))
        for each in exchange.list_datasets()
        if _is_match(text, each.title, (each.name,))
    )[:SHOWN]


def _programmes(text: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(words.title(each.title), each.code, reverse("masterplan:programme", args=[each.code]))
        for each in masterplan.list_programmes()
        if _is_match(text, each.title, (each.code,))
    )[:SHOWN]


def _is_match(text: str, titles: Mapping[str, str], codes: Iterable[str]) -> bool:
    """Every word asked for begins a word of the title, in either language, or stands in the code."""
    hay = " ".join((*titles.values(), *codes)).casefold()
    return all(f" {word}" in f" {hay}" or word in hay for word in text.casefold().split())

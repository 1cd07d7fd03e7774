"""The catalogue: what was found, and the facets to narrow it by."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Facet, Listed, Openness, Order, Standing, Wanted
from kotacerdas.contracts.listing import Theme
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.periods import Frequency
from kotacerdas.ui.shapes import Crumb


CARDS_SHOWN = 48
_PRODUCERS_SHOWN = 12
_TONES = {Standing.LATE: "late", Standing.CURRENT: "released", Standing.EMPTY: "not_measured"}


@dataclass(frozen=True, slots=True)
class DatasetCard:
    """One dataset as the catalogue shows it."""

    href: str
    title: str
    description: str
    producer: str
    facts: tuple[str, ...]
    state: str
    state_text: str
    openness: str
    is_open: bool
    is_priority: bool
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet: following its link chooses it, or lets it go."""

    text: str
    count: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FacetList:
    """One facet with the values that lead anywhere."""

    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The catalogue, searched and narrowed."""

    summary: str
    found: str
    cards: tuple[DatasetCard, ...]
    facets: tuple[FacetList, ...]
    chosen: tuple[Crumb, ...]
    hidden: tuple[tuple[str, str], ...]
    more: str
    more_href: str
    crumbs: tuple[Crumb, ...]
    my_submissions_href: str
    publications: tuple[Crumb, ...]


def present_catalogue(wanted: Wanted, *, on: date, actor: Actor) -> CataloguePage:
    """The datasets that match, with the counts of every facet."""
    found = queries.find_data(wanted, on=on)
    names = words.agency_names(each.dataset.producer_code for each in found.every)
    labels = _labels(names)
    return CataloguePage(
        summary=_summary(found.every),
        found=ngettext("%(count)s dataset", "%(count)s datasets", len(found.items))
        % {"count": words.number(len(found.items))},
        cards=tuple(_card(each, names) for each in found.items[:CARDS_SHOWN]),
        facets=tuple(
            facet for facet in (_facet(each, found.counts[each], wanted, labels) for each in Facet) if facet.values
        ),
        chosen=tuple(
            Crumb(labels[facet](value), _href(wanted, facet, value))
            for facet, values in wanted.chosen.items()
            for value in sorted(values)
        ),
        hidden=tuple((facet.value, value) for facet, values in wanted.chosen.items() for value in sorted(values)),
        more=_more(len(found.items)),
        more_href=reverse("exchange:data_list"),
        crumbs=(Crumb(gettext("Data")),),
        my_submissions_href=reverse("exchange:my_submissions") if actor.username else "",
        publications=publications(),
    )


def publications() -> tuple[Crumb, ...]:
    """Links to the whole catalogue for machines and spreadsheets."""
    return (
        Crumb(gettext("List of data"), reverse("exchange:data_list")),
        Crumb(gettext("Priority data"), f"{reverse('exchange:data_list')}?priority={rules.IS_PRIORITY}"),
        Crumb("Excel", reverse("exchange:data_list_file", args=["xlsx"])),
        Crumb("MS-Ind (Excel)", "/ms-ind.xlsx"),
        Crumb("DCAT (Turtle)", "/catalog.ttl"),
        Crumb("DCAT (JSON-LD)", "/catalog.jsonld"),
    )


def standing_text(listed: Listed) -> str:
    """How a dataset stands, in a word or two."""
    standing = rules.standing_of(listed)
    if standing is Standing.LATE:
        return gettext("%(count)s late") % {"count": words.number(listed.entry.late)}
    return gettext("up to date") if standing is Standing.CURRENT else gettext("no release yet")


def _labels(names: Mapping[str, str]) -> dict[Facet, Callable[[str], str]]:
    return {
        Facet.PRODUCER: lambda value: names.get(value, value),
        Facet.THEME: lambda value: _word(words.THEMES, Theme, value),
        Facet.OPENNESS: lambda value: _word(words.OPENNESS, Openness, value),
        Facet.STATE: lambda value: _word(words.STANDINGS, Standing, value),
        Facet.FREQUENCY: lambda value: _word(words.FREQUENCIES, Frequency, value),
        Facet.PRIORITY: lambda value: gettext("Priority data") if value == rules.IS_PRIORITY else value,
    }


def _word(table: Mapping[Any, object], kind: Callable[[str], object], value: str) -> str:
    try:
        return str(table[kind(value)])
    except ValueError:
        return value


def _facet(
    facet: Facet, counts: Mapping[str, int], wanted: Wanted, labels: Mapping[Facet, Callable[[str], str]]
) -> FacetList:
    titles = {
        Facet.PRODUCER: gettext("Data producer"),
        Facet.THEME: gettext("Pillar"),
        Facet.OPENNESS: gettext("Openness"),
        Facet.STATE: gettext("State"),
        Facet.FREQUENCY: gettext("How often"),
        Facet.PRIORITY: gettext("Priority"),
    }
    chosen = wanted.chosen.get(facet, frozenset())
    order = sorted(counts, key=lambda value: (value not in chosen, -counts[value], labels[facet](value)))
    return FacetList(
        titles[facet],
        tuple(
            FacetValue(labels[facet](value), words.number(counts[value]), _href(wanted, facet, value), value in chosen)
            for value in order[:_PRODUCERS_SHOWN]
        ),
    )


def _href(wanted: Wanted, facet: Facet, value: str) -> str:
    """The address with this value chosen, or let go where it was chosen."""
    chosen = {**wanted.chosen, facet: wanted.chosen.get(facet, frozenset()) ^ {value}}
    pairs = [(each.value, one) for each, values in chosen.items() for one in sorted(values)]
    if wanted.words:
        pairs.insert(0, ("q", wanted.words))
    if wanted.order is not Order.BEST:
        pairs.append(("sort", wanted.order.value))
    return "?" + urlencode(pairs)


def _summary(listed: Sequence[Listed]) -> str:
    late = sum(each.entry.late for each in listed)
    text = gettext("%(datasets)s datasets with %(releases)s releases.") % {
        "datasets": words.number(len(listed)),
        "releases": words.number(sum(each.entry.releases for each in listed)),
    }
    if not late:
        return " ".join((text, gettext("Nothing is late.")))
    return f"{text} " + ngettext("%(count)s delivery is late.", "%(count)s deliveries are late.", late) % {
        "count": words.number(late)
    }


def _more(count: int) -> str:
    if count <= CARDS_SHOWN:
        return ""
    return gettext("and %(count)s more") % {"count": words.number(count - CARDS_SHOWN)}


def _card(listed: Listed, names: Mapping[str, str]) -> DatasetCard:
    dataset, entry = listed.dataset, listed.entry
    facts = [str(words.FREQUENCIES[dataset.frequency])]
    if entry.newest:
        facts.append(gettext("newest %(day)s") % {"day": words.local_day(entry.newest.released_at)})
    if listed.next_due:
        facts.append(gettext("next due %(day)s") % {"day": words.day(listed.next_due.on)})
    return DatasetCard(
        href=reverse("exchange:dataset", args=[dataset.name]),
        title=words.title(dataset.title),
        description=words.title(dataset.description),
        producer=names.get(dataset.producer_code, dataset.producer_code),
        facts=tuple(facts),
        state=_TONES[rules.standing_of(listed)],
        state_text=standing_text(listed),
        openness=str(words.OPENNESS[listed.listing.openness]),
        is_open=listed.listing.openness is Openness.OPEN,
        is_priority=listed.listing.is_priority,
        is_synthetic=dataset.is_synthetic,
    )

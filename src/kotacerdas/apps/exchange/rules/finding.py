"""Looking through the catalogue: words, facets with their counts, order."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kotacerdas.apps.exchange.rules.due import due_on
from kotacerdas.apps.exchange.types import Dataset, Facet, Found, Listed, NextDue, Order, Standing, Wanted
from kotacerdas.kernel.periods import Period


IS_PRIORITY = "yes"
_LAST_DAY = date.max


def next_due(dataset: Dataset, *, on: date) -> NextDue | None:
    """The next day a file is due, today included; none for an occasional dataset."""
    if dataset.is_occasional:
        return None
    period = Period.containing(on, dataset.frequency)
    while due_on(dataset.schedule, period.previous) >= on:
        period = period.previous
    while due_on(dataset.schedule, period) < on:
        period = period.next
    return NextDue(period, due_on(dataset.schedule, period))


def standing_of(listed: Listed) -> Standing:
    """Late before anything else, empty without a release, else current."""
    if listed.entry.late:
        return Standing.LATE
    return Standing.CURRENT if listed.entry.newest else Standing.EMPTY


def find_listed(listed: Sequence[Listed], wanted: Wanted, *, names: Mapping[str, str]) -> Found:
    """The datasets that hold every word and stand under a chosen value of each facet.

    ``names`` are the agencies by code. A count of a facet leaves that facet's own choice aside, so that it says what
    choosing the value would give.
    """
    asked = [word for word in wanted.words.lower().split() if word]
    worded = [(each, _values(each)) for each in listed if _holds(each, asked, names)]
    counts = {facet: _count(worded, wanted, facet) for facet in Facet}
    chosen = [each for each, values in worded if _stands(values, wanted.chosen, Facet)]
    return Found(tuple(sorted(chosen, key=lambda each: _place(each, wanted.order, asked))), tuple(listed), counts)


def _count(
    worded: Sequence[tuple[Listed, Mapping[Facet, frozenset[str]]]], wanted: Wanted, facet: Facet
) -> dict[str, int]:
    others = [each for each in Facet if each is not facet]
    found = Counter(value for _, values in worded if _stands(values, wanted.chosen, others) for value in values[facet])
    return {**dict.fromkeys(sorted(wanted.chosen.get(facet, ())), 0), **found}


def _values(listed: Listed) -> dict[Facet, frozenset[str]]:
    said = listed.listing
    return {
        Facet.PRODUCER: frozenset({listed.dataset.producer_code}),
        Facet.THEME: frozenset(theme.value for theme in said.themes),
        Facet.OPENNESS: frozenset({said.openness.value}),
        Facet.STATE: frozenset({standing_of(listed).value}),
        Facet.FREQUENCY: frozenset({listed.dataset.frequency.value}),
        Facet.PRIORITY: frozenset({IS_PRIORITY}) if said.is_priority else frozenset(),
    }


def _stands(
    values: Mapping[Facet, frozenset[str]], chosen: Mapping[Facet, frozenset[str]], facets: Iterable[Facet]
) -> bool:
    return all(not chosen.get(facet) or bool(values[facet] & chosen[facet]) for facet in facets)


def _holds(listed: Listed, asked: Sequence[str], names: Mapping[str, str]) -> bool:
    if not asked:
        return True
    fields = (text for field in listed.contract.fields for text in (field.name, *field.title.values()))
    dataset = listed.dataset
    texts = (
        *(dataset.name, *dataset.title.values(), *dataset.description.values()),
        *(names.get(dataset.producer_code, ""), *listed.listing.keywords, *fields),
    )
    haystack = "\n".join(texts).lower()
    return all(word in haystack for word in asked)


def _place(listed: Listed, order: Order, asked: Sequence[str]) -> tuple[float, float, str]:
    """Best: titles that hold the words first, then late ones, then by title."""
    dataset, newest = listed.dataset, listed.entry.newest
    title = dataset.title["id"].lower()
    if order is Order.TITLE:
        return (0, 0, title)
    if order is Order.NEWEST:
        return (-newest.released_at.timestamp() if newest else 0, 0, title)
    if order is Order.DUE:
        return ((listed.next_due.on if listed.next_due else _LAST_DAY).toordinal(), 0, title)
    heading = "\n".join((dataset.name, *dataset.title.values(), *listed.listing.keywords)).lower()
    return (-sum(word in heading for word in asked), not listed.entry.late, title)

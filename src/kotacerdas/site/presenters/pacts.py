"""What the exchange knows about agreements: how often their access was used, and which datasets there are."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.site.presenters import words
from kotacerdas.ui.shapes import Row


@dataclass(frozen=True, slots=True)
class ReadsPart:
    """How often each access of an agreement was used."""

    rows: tuple[Row, ...]
    empty: str


def present_reads(agreement_id: int) -> ReadsPart:
    """Counts of recorded reads, one line for each access that the agreement opened."""
    titles = {each.name: words.title(each.title) for each in exchange.list_datasets()}
    rows = []
    for grant in agreements.list_grants(agreement_id=agreement_id):
        count = exchange.count_reads_under(grant.id)
        text = ngettext("%(count)s read", "%(count)s reads", count) % {"count": words.number(count)}
        rows.append(Row(text=titles.get(grant.dataset_name, grant.dataset_name), detail=grant.purpose, value=text))
    return ReadsPart(tuple(rows), gettext("No access was opened."))


def list_options() -> tuple[tuple[str, str], ...]:
    """Name and title of every dataset, by name."""
    return tuple((each.name, words.title(each.title)) for each in exchange.list_datasets())

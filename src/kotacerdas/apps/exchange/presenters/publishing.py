"""What the catalogue in DCAT is made of, gathered in a few queries whatever the number of datasets."""

from collections.abc import Sequence
from datetime import date

from rdflib import Graph

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import dcat, words
from kotacerdas.apps.exchange.types import Listed
from kotacerdas.kernel.areas import AreaCode


PAGE_DATASETS = 100


def gather_catalogue(base: str, home: str, *, page: int, on: date, size: int = PAGE_DATASETS) -> Graph:
    """A page of the catalogue; past the last page an empty one, so that a harvester stops."""
    every = queries.list_data(on=on)
    listed = every[(page - 1) * size : page * size]
    held = queries.list_held([each.dataset.name for each in listed])
    return dcat.describe_catalogue(listed, held, _surround(base, home, listed), dcat.Paging(page, size, len(every)))


def gather_dataset(base: str, home: str, name: str, *, on: date) -> Graph:
    """One dataset; raise :class:`DatasetNotFound`."""
    listed = queries.get_listed(name, on=on)
    held = queries.list_held([name]).get(name, ())
    return dcat.describe_dataset(listed, held, _surround(base, home, [listed]))


def _surround(base: str, home: str, listed: Sequence[Listed]) -> dcat.Surroundings:
    area = AreaCode(home)
    publisher = rules.steward_agency(area)
    codes = {publisher, *(each.dataset.producer_code for each in listed)}
    areas = {area, *(each.listing.area or each.dataset.home_code for each in listed)}
    names = {agency.code: agency.name for agency in agencies.list_agencies(codes=codes)}
    return dcat.Surroundings(base, publisher, area, names, words.area_titles(areas))

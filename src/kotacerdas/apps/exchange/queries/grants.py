"""Grants as the exchange sees them: what an agency may read today, and whether what it asks for fits the dataset."""

from collections.abc import Iterable
from datetime import date

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant
from kotacerdas.apps.exchange import rules
from kotacerdas.apps.exchange.queries.datasets import get_contract, get_dataset
from kotacerdas.apps.exchange.types import Access, Dataset, Opening
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.periods import Period


def list_openings(actor: Actor, dataset_name: str, *, on: date) -> tuple[Opening, ...]:
    """What open grants let the actor's agency read of a dataset on a day, in one query; nothing for the public."""
    if not actor.username or not actor.agency_code:
        return ()
    return tuple(opening_of(grant) for grant in agreements.list_open_grants(actor.agency_code, dataset_name, on))


def is_open_still(access: Access, *, on: date) -> bool:
    """Whether the grant an access stands on, if on any, is still open."""
    return access.grant is None or agreements.is_grant_open(access.grant, on)


def get_wanted(dataset_name: str, *, columns: Iterable[str], area: AreaCode, row_filter: str) -> Dataset:
    """The dataset a request is about, once its columns, area and filter fit it.

    Raises :class:`DatasetNotFound`, :class:`ColumnUnknown`, :class:`AreaOutsideDataset` or what is wrong with the filter.
    """
    dataset = get_dataset(dataset_name)
    rules.check_wanted(dataset, get_contract(dataset_name), columns=columns, area=area, row_filter=row_filter)
    return dataset


def opening_of(grant: Grant) -> Opening:
    """What a grant opens, in the terms of the door."""
    return Opening(
        grant=grant.id,
        purpose=grant.purpose,
        columns=frozenset(grant.columns),
        areas=() if grant.area_code == NATION else (grant.area_code,),
        condition=grant.row_filter,
        first_period=Period.parse(grant.period_from) if grant.period_from else None,
        last_period=Period.parse(grant.period_until) if grant.period_until else None,
        reads_per_day=grant.rate_per_day or 0,
    )

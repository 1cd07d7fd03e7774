"""Datasets as CKAN clients see them: a package with one resource for each period."""

from dataclasses import dataclass
from datetime import datetime

from kotacerdas.apps.exchange.types.datasets import Dataset
from kotacerdas.contracts.contract import Contract
from kotacerdas.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Resource:
    """The rows in force of one period. ``id`` stays the same for good; ``version`` is the newest release in it."""

    id: str
    period: Period
    version: int
    created: datetime
    modified: datetime


@dataclass(frozen=True, slots=True)
class Package:
    """A dataset with its newest contract, oldest period first. ``id`` stays the same for good."""

    id: str
    dataset: Dataset
    contract: Contract
    created: datetime
    modified: datetime
    resources: tuple[Resource, ...]

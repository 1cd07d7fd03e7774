"""What the catalogue lists, and how people look through it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kotacerdas.apps.exchange.types.datasets import CatalogueEntry, Dataset
from kotacerdas.apps.exchange.types.releases import Release
from kotacerdas.contracts.contract import Contract
from kotacerdas.contracts.listing import Listing
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period


class Facet(StrEnum):
    """One side from which the catalogue is narrowed; the value is its name in an address."""

    PRODUCER = "agency"
    THEME = "theme"
    OPENNESS = "openness"
    STATE = "state"
    FREQUENCY = "frequency"
    PRIORITY = "priority"


class Standing(StrEnum):
    """How a dataset stands today."""

    LATE = "late"
    CURRENT = "current"
    EMPTY = "empty"


class Order(StrEnum):
    """By what the catalogue is sorted."""

    BEST = "best"
    TITLE = "title"
    NEWEST = "newest"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class NextDue:
    """The next day on which a file is due, and the period it is for."""

    period: Period
    on: date


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list of data (daftar data): a dataset, its contract, its state and its next due day.

    ``agreed_at`` is when its newest contract was registered.
    """

    entry: CatalogueEntry
    contract: Contract
    agreed_at: datetime
    next_due: NextDue | None

    @property
    def dataset(self) -> Dataset:
        """The dataset."""
        return self.entry.dataset

    @property
    def listing(self) -> Listing:
        """What its contract says for the catalogue."""
        return self.contract.listing

    @property
    def changed_at(self) -> datetime:
        """When the line last changed: by a release or by a new contract."""
        newest = self.entry.newest
        return max(newest.released_at, self.agreed_at) if newest else self.agreed_at


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for: words, and chosen values of facets; a facet without values narrows nothing."""

    words: str = ""
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    order: Order = Order.BEST


@dataclass(frozen=True, slots=True)
class Found:
    """The datasets that match, sorted, of how many; each value of a facet with what it would give beside the other choices."""

    items: tuple[Listed, ...]
    every: tuple[Listed, ...]
    counts: Mapping[Facet, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class HeldPeriod:
    """What has been released for one period of a dataset: how many releases, the first moment, the newest release."""

    period: Period
    releases: int
    first_at: datetime
    newest: Release


@dataclass(frozen=True, slots=True)
class CheckShare:
    """How many rows of one submission passed the check."""

    submission: int
    period: Period
    area_code: AreaCode
    received_at: datetime
    rows_read: int
    rows_kept: int

    @property
    def share(self) -> float:
        """The part of its rows that passed."""
        return self.rows_kept / self.rows_read


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """Reads of one month (``2026-11``): by accounts and tokens, and by people who had not logged in."""

    month: str
    named: int
    public: int

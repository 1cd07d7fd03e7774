"""Datasets, the catalogue and what is due."""

from dataclasses import dataclass
from datetime import date

from kotacerdas.apps.exchange.types.releases import Release
from kotacerdas.contracts.contract import Schedule
from kotacerdas.contracts.listing import Openness
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Frequency, Period


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset under contract, as the catalogue lists it. Titles are ``{"id": …, "en": …}``.

    An occasional dataset is never late: its files come when there are any.
    """

    name: str
    title: dict[str, str]
    description: dict[str, str]
    producer_code: str
    frequency: Frequency
    submit_level: AreaLevel
    grain: AreaLevel
    area_field: str
    contract_version: int
    is_synthetic: bool
    schedule: Schedule
    is_occasional: bool = False
    openness: Openness = Openness.OPEN
    is_priority: bool = False

    @property
    def home_code(self) -> AreaCode:
        """The area the dataset is about: where its producer sits."""
        return AreaCode(self.producer_code.partition("/")[0])


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A dataset with what the catalogue says about its state."""

    dataset: Dataset
    releases: int
    newest: Release | None
    late: int


@dataclass(frozen=True, slots=True)
class Due:
    """One delivery that is expected; ``days_late`` is negative before the due date."""

    dataset: Dataset
    period: Period
    area_code: AreaCode
    agency_code: str
    due_on: date
    days_late: int
    was_returned: bool

"""Datasets and their contracts."""

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.errors import ContractNotFound, DatasetNotFound
from kotacerdas.apps.exchange.types import Dataset
from kotacerdas.contracts.contract import Contract, Schedule, read_contract
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


def list_datasets() -> tuple[Dataset, ...]:
    """All datasets under contract, by name."""
    return tuple(_dataset(row) for row in models.Dataset.objects.order_by("name"))


def get_dataset(name: str) -> Dataset:
    """One dataset; raise :class:`DatasetNotFound`."""
    return _dataset(_dataset_row(name))


def get_contract(name: str, version: int | None = None) -> Contract:
    """The newest contract of a dataset, or the one it had as ``version``."""
    return read_contract(get_contract_body(name, version))


def get_contract_body(name: str, version: int | None = None) -> dict[str, object]:
    """The contract as the Data Package resource it was registered as."""
    found = models.ContractVersion.objects.filter(dataset__name=name)
    row = found.filter(version=version).first() if version else found.order_by("-version").first()
    if row is None:
        raise ContractNotFound(name=name, version=version or 1)
    body: dict[str, object] = row.body
    return body


def _dataset_row(name: str) -> models.Dataset:
    row = models.Dataset.objects.filter(name=name).first()
    if row is None:
        raise DatasetNotFound(name=name)
    return row


def _dataset(row: models.Dataset) -> Dataset:
    return Dataset(
        name=row.name,
        title=row.title,
        description=row.description,
        producer_code=row.producer_code,
        frequency=Frequency(row.frequency),
        submit_level=AreaLevel(row.submit_level),
        grain=AreaLevel(row.grain),
        area_field=row.area_field,
        contract_version=row.contract_version,
        is_synthetic=row.is_synthetic,
        schedule=Schedule(row.due_month, row.due_day, row.due_year_offset),
        is_occasional=row.is_occasional,
    )

"""Datasets and their contracts."""

from datetime import datetime
from functools import lru_cache

from django.db.models import F

from kotacerdas.apps.exchange import models
from kotacerdas.apps.exchange.errors import ContractNotFound, DatasetNotFound
from kotacerdas.apps.exchange.queries.codelists import list_code_lists
from kotacerdas.apps.exchange.types import Dataset, Openness
from kotacerdas.contracts import codelists
from kotacerdas.contracts.contract import Contract, Schedule, read_contract
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency


def list_datasets() -> tuple[Dataset, ...]:
    """All datasets under contract, by name."""
    return tuple(dataset_of(row) for row in models.Dataset.objects.order_by("name"))


def get_dataset(name: str) -> Dataset:
    """One dataset; raise :class:`DatasetNotFound`."""
    return dataset_of(_dataset_row(name))


def get_contract(name: str, version: int | None = None) -> Contract:
    """The newest contract of a dataset, or the one it had as ``version``."""
    found = models.ContractVersion.objects.filter(dataset__name=name)
    if version:
        found = found.filter(version=version)
    digest = found.order_by("-version").values_list("sha256", flat=True).first()
    if digest is None:
        raise ContractNotFound(name=name, version=version or 1)
    return contract_by_hash(digest)


@lru_cache(maxsize=4096)
def contract_by_hash(sha256: str) -> Contract:
    """The contract whose body has this hash; being immutable, it is read once."""
    contract = read_contract(models.ContractVersion.objects.filter(sha256=sha256)[0].body)
    return (
        codelists.resolve(contract, list_code_lists())
        if any(field.code_list for field in contract.fields)
        else contract
    )


def list_contracts() -> dict[str, tuple[Contract, datetime]]:
    """The newest contract of every dataset with the moment it was registered, by name; one query."""
    newest = models.ContractVersion.objects.filter(version=F("dataset__contract_version"))
    rows = newest.order_by("dataset__name").values_list("dataset__name", "sha256", "registered_at")
    return {name: (contract_by_hash(digest), at) for name, digest, at in rows}


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


def dataset_of(row: models.Dataset) -> Dataset:
    """The dataset a row says."""
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
        openness=Openness(row.openness),
        is_priority=row.is_priority,
    )

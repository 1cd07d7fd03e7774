"""Datasets over the wire."""

from ninja import Schema


class DatasetOut(Schema):
    """A dataset under contract; titles by language."""

    name: str
    title: dict[str, str]
    description: dict[str, str]
    producer: str
    frequency: str
    submit_level: str
    grain: str
    area_field: str
    contract_version: int
    is_synthetic: bool


class DatasetDetail(DatasetOut):
    """A dataset with its contract as a Data Package resource."""

    contract: dict[str, object]

"""Datasets over HTTP."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Query, Router

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.api import rows
from kotacerdas.apps.exchange.api.shapes import Limit, Offset, dataset_shape, release_shape
from kotacerdas.apps.exchange.schemas import (
    DatasetDetail,
    DatasetOut,
    FileQuery,
    GroupsOut,
    GroupsQuery,
    ReleaseOut,
    RowsOut,
    RowsQuery,
)
from kotacerdas.ui.api import Page, page_of


router = Router()


@router.get("/datasets", response=Page[DatasetOut])
def list_datasets(request: HttpRequest, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """All datasets under contract, by name."""
    datasets = queries.list_datasets()
    items = [dataset_shape(each) for each in datasets[offset : offset + limit]]
    return page_of(request, items, total=len(datasets), offset=offset, limit=limit)


@router.get("/datasets/{name}", response=DatasetDetail)
def get_dataset(request: HttpRequest, name: str) -> dict[str, object]:
    """One dataset with its contract."""
    return {**dataset_shape(queries.get_dataset(name)), "contract": queries.get_contract_body(name)}


@router.get("/datasets/{name}/releases", response=Page[ReleaseOut])
def list_releases(request: HttpRequest, name: str, offset: Offset = 0, limit: Limit = 100) -> dict[str, object]:
    """Releases of a dataset, newest first."""
    queries.get_dataset(name)
    releases = queries.list_releases(name, offset + limit)
    items = [release_shape(each) for each in releases[offset:]]
    return page_of(request, items, total=queries.count_releases(name), offset=offset, limit=limit)


@router.get("/datasets/{name}/rows", response=RowsOut)
def list_dataset_rows(request: HttpRequest, name: str, asked: Query[RowsQuery], period: str = "") -> HttpResponseBase:
    """The rows in force of a dataset, of one period or of all: where releases overlap, the newest counts."""
    return rows.list_rows(request, rows.of_dataset(name, period, asked), asked)


@router.get("/datasets/{name}/aggregates", response=GroupsOut)
def list_dataset_aggregates(
    request: HttpRequest, name: str, asked: Query[GroupsQuery], period: str = ""
) -> HttpResponseBase:
    """Counts, sums, means and extremes of the rows in force by groups; ``_period`` groups by period."""
    return rows.list_groups(request, rows.of_dataset(name, period, asked), asked)


@router.api_operation(["GET", "HEAD"], "/datasets/{name}/download")
def download_dataset(request: HttpRequest, name: str, asked: Query[FileQuery], period: str = "") -> HttpResponseBase:
    """The rows in force of a dataset as one file, of one period or of all."""
    scope = rows.of_dataset(name, period, asked)
    return rows.give_file(request, scope, asked, name=f"{name}-{scope.period}" if scope.period else name)

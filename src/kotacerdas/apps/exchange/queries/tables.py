"""One or several releases as one table, through the door: what a reader may see of all of them together."""

from collections.abc import Sequence
from hashlib import sha256

from kotacerdas.apps.exchange.queries.access import open_access, open_parts
from kotacerdas.apps.exchange.queries.datasets import get_contract, get_contract_body, get_dataset
from kotacerdas.apps.exchange.types import Reader, ReadTable, Scope, TablePart
from kotacerdas.contracts import datapackages
from kotacerdas.contracts.contract import Field, FieldType, Privacy


PERIOD_COLUMN = "_period"  # a column of every dataset read as a whole; no field of a contract begins so
_PERIOD = Field(
    name=PERIOD_COLUMN,
    type=FieldType.STRING,
    title={"id": "Periode", "en": "Period"},
    description={"id": "Periode rilis yang memuat baris.", "en": "The period of the release that holds the row."},
    privacy=Privacy.PUBLIC,
)


def open_table(scope: Scope, *, reader: Reader) -> ReadTable:
    """What ``reader`` may see of a scope: the columns visible in every part of it.

    Raises what :func:`open_access` raises, or :class:`DatasetNotFound`. Nothing is recorded yet.
    """
    parts: tuple[TablePart, ...]
    if scope.release_id is not None:
        access = open_access(scope.release_id, area=scope.area, reader=reader)
        dataset, parts, version = access.dataset, (TablePart(access),), access.release.contract_version
    else:
        dataset = get_dataset(scope.dataset_name)
        version = dataset.contract_version
        parts = open_parts(dataset.name, period=scope.period, area=scope.area, newest=scope.newest, reader=reader)
    contract = get_contract(dataset.name, version)
    names = tuple(field.name for field in contract.fields)
    shown = tuple(part for part in parts if part.access.columns)
    hidden = frozenset(names if parts and not shown else ()).union(
        *(frozenset(names).difference(part.access.columns) for part in shown)
    )
    fields = {field.name: field for field in contract.fields if field.name not in hidden}
    if scope.release_id is None and fields:
        fields = {PERIOD_COLUMN: _PERIOD, **fields}
    mask = next((part.access.mask for part in parts if part.access.mask.reason), None)
    return ReadTable(
        dataset=dataset,
        parts=shown,
        names=names,
        fields=fields,
        hidden=hidden,
        reason=mask.reason if mask else "",
        reason_code=mask.reason_code if mask else "",
        is_guarded=bool(contract.protected & hidden),
        version=_version(parts),
    )


def describe_package(table: ReadTable, *, columns: Sequence[str], address: str = "") -> dict[str, object]:
    """The Data Package of a table's rows in CSV, beside it or at an address; see :func:`datapackages.describe`."""
    release = table.parts[0].access.release if len(table.parts) == 1 else None
    version = release.contract_version if release else table.dataset.contract_version
    body = get_contract_body(table.dataset.name, version)
    name = f"{table.dataset.name}-{release.period}-{release.id}" if release else table.dataset.name
    newest = max(part.access.release.released_at for part in table.parts)
    fields = {name: table.fields[name] for name in columns}
    return datapackages.describe(
        body, fields=fields, name=name.lower(), path=address or f"data/{name}.csv", created=newest
    )


def _version(parts: tuple[TablePart, ...]) -> str:
    """A digest of everything an answer depends on beside the question."""
    digest = sha256()
    for part in parts:
        period, lost = str(part.access.release.period), ",".join(part.except_areas)
        digest.update(f"{period}|{part.access.version}|{lost}|{part.access.release.contract_version}\n".encode())
    return digest.hexdigest()

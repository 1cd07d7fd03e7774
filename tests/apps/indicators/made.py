"""Releases put straight into the exchange and the lake, as if a submission had passed its check."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from kotacerdas.apps.exchange import models, operations, queries
from kotacerdas.apps.exchange.types import SubmissionState
from kotacerdas.kernel.actors import SYSTEM
from kotacerdas.lake import files
from kotacerdas.lake.checking import release_path_of
from tests.makers import make_area_tree


START = datetime(2026, 9, 1, 2, tzinfo=UTC)
VILLAGES = (
    "51.02.01.2001",
    "51.02.01.2002",
    "51.02.01.2003",
    "51.02.04.2009",
    "51.02.04.2010",
    "51.02.07.2001",
    "51.02.09.2006",
)
BAJERA, WANAGIRI = VILLAGES[:2]
WATER = "n5-air-minum-layak"
KINDS = {"integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}
Rows = Sequence[tuple[str, Mapping[str, object]]]


def prepare() -> None:
    """Areas of a small Tabanan and every dataset under contract."""
    make_area_tree()
    operations.register_datasets(by=SYSTEM, at=START)


def households(area: str, proper: int, others: int) -> list[tuple[str, Mapping[str, object]]]:
    """Rows of the household register: so many with piped water, so many who take it from the river."""
    return [(area, {"sumber_air": "ledeng"})] * proper + [(area, {"sumber_air": "sungai"})] * others


def release(dataset: str, period: str, area: str, rows: Rows) -> int:
    """Put a release into force; return its number."""
    known = models.ContractVersion.objects.select_related("dataset").get(dataset__name=dataset)
    sha256 = _write(dataset, known.dataset.area_field, rows)
    number = models.Release.objects.count() + 1
    at = START + timedelta(days=number)
    submission = models.Submission.objects.create(
        dataset=known.dataset,
        contract=known,
        period=period,
        area_code=area,
        file_name=f"{dataset}.csv",
        file_sha256=sha256,
        file_size=1,
        state=SubmissionState.RELEASED.value,
        submitted_by="operator",
        submitted_by_name="I Wayan Contoh",
        agency_code="51.02/dpmd",
        received_at=at,
        checked_at=at,
        rows_read=len(rows),
        rows_kept=len(rows),
        rows_failed=0,
    )
    made = models.Release.objects.create(
        dataset=known.dataset,
        period=period,
        area_code=area,
        submission=submission,
        contract=known,
        sha256=sha256,
        rows=len(rows),
        reported_areas=sorted({place for place, _ in rows}),
        released_at=at,
    )
    return int(made.pk)


def _write(dataset: str, area_field: str, rows: Rows) -> str:
    columns = {field.name: KINDS.get(field.type, pa.string()) for field in queries.get_contract(dataset).fields}
    table = pa.table(
        {name: pa.array([cells.get(name) for _, cells in rows], kind) for name, kind in columns.items()}
        | {area_field: pa.array([area for area, _ in rows], pa.string())}
    )
    with files.beside(settings.LAKE_FOLDER, ".parquet") as draft:
        pq.write_table(table, draft)
        sha256 = files.hash_of(draft)
        files.settle(draft, release_path_of(settings.LAKE_FOLDER, dataset, sha256))
    return sha256

"""Rows that came back are corrected one by one and handed in, and nothing else."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.operations.receiving import receive
from kotacerdas.apps.exchange.types import Submission
from kotacerdas.kernel.actors import Actor


def correct_rows(*, submission_id: int, rows: Sequence[Mapping[str, str]], by: Actor, at: datetime) -> Submission:
    """Hand in rows of a submission as somebody has corrected them, cells by field; the release keeps all others.

    Raises :class:`RowsNotYours`, and what :func:`receive` raises.
    """
    original = queries.get_submission(submission_id)
    dataset = queries.get_dataset(original.dataset_name)
    rules.check_can_see_returned(by, original, dataset)
    names = [field.name for field in queries.get_contract(dataset.name).fields]
    return receive(
        dataset_name=dataset.name,
        file=io.BytesIO(rules.write_rows(names, rows)),
        file_name=f"perbaikan-{original.id}.csv",
        period=original.period,
        area_code=original.area_code,
        mapping={},
        corrects=original.id,
        by=by,
        at=at,
    )

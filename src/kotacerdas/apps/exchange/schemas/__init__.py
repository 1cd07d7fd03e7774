"""What the exchange says over the wire."""

from kotacerdas.apps.exchange.schemas.datasets import (
    DatasetDetail,
    DatasetOut,
)
from kotacerdas.apps.exchange.schemas.releases import (
    ReleaseOut,
    RowsOut,
)
from kotacerdas.apps.exchange.schemas.submissions import (
    NoticeOut,
    ReturnedOut,
    SubmissionOut,
)
from kotacerdas.apps.exchange.schemas.uploads import UploadIn, UploadOut


__all__ = [
    "DatasetDetail",
    "DatasetOut",
    "NoticeOut",
    "ReleaseOut",
    "ReturnedOut",
    "RowsOut",
    "SubmissionOut",
    "UploadIn",
    "UploadOut",
]

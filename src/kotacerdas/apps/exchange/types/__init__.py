"""What enters and leaves the exchange app."""

from kotacerdas.apps.exchange.types.access import (
    Access,
    Channel,
    OpenReads,
    Outcome,
    Reader,
    ReadRecord,
    ReadSum,
    Seal,
)
from kotacerdas.apps.exchange.types.datasets import (
    CatalogueEntry,
    Dataset,
    Due,
    Openness,
)
from kotacerdas.apps.exchange.types.releases import (
    CellChange,
    Comparison,
    Mask,
    Opening,
    Release,
    ReleasePart,
    RowPage,
)
from kotacerdas.apps.exchange.types.submissions import (
    Returned,
    ReturnedGroup,
    Submission,
    SubmissionState,
    Verdict,
)


__all__ = [
    "Access",
    "CatalogueEntry",
    "CellChange",
    "Channel",
    "Comparison",
    "Dataset",
    "Due",
    "Mask",
    "OpenReads",
    "Opening",
    "Openness",
    "Outcome",
    "ReadRecord",
    "ReadSum",
    "Reader",
    "Release",
    "ReleasePart",
    "Returned",
    "ReturnedGroup",
    "RowPage",
    "Seal",
    "Submission",
    "SubmissionState",
    "Verdict",
]

"""What enters and leaves the exchange app."""

from kotacerdas.apps.exchange.types.datasets import (
    CatalogueEntry,
    Dataset,
    Due,
)
from kotacerdas.apps.exchange.types.releases import (
    CellChange,
    Comparison,
    Mask,
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
    "CatalogueEntry",
    "CellChange",
    "Comparison",
    "Dataset",
    "Due",
    "Mask",
    "Release",
    "ReleasePart",
    "Returned",
    "ReturnedGroup",
    "RowPage",
    "Submission",
    "SubmissionState",
    "Verdict",
]

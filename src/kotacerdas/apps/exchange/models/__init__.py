"""Tables of the exchange. A released or returned row is never changed; the files they name live in the lake."""

from kotacerdas.apps.exchange.models.datasets import (
    ContractVersion,
    Dataset,
)
from kotacerdas.apps.exchange.models.reads import (
    Read,
    ReadEnding,
    ReadTally,
)
from kotacerdas.apps.exchange.models.releases import (
    Release,
)
from kotacerdas.apps.exchange.models.submissions import (
    Submission,
)


__all__ = [
    "ContractVersion",
    "Dataset",
    "Read",
    "ReadEnding",
    "ReadTally",
    "Release",
    "Submission",
]

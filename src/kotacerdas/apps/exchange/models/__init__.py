"""Tables of the exchange. A released or returned row is never changed; the files they name live in the lake."""

from kotacerdas.apps.exchange.models.datasets import (
    ContractVersion,
    Dataset,
)
from kotacerdas.apps.exchange.models.drafts import (
    ContractDraft,
    ContractSignOff,
)
from kotacerdas.apps.exchange.models.federation import (
    Peer,
    Pull,
    PulledRelease,
)
from kotacerdas.apps.exchange.models.harvesting import (
    HarvestedDataset,
    HarvestSource,
)
from kotacerdas.apps.exchange.models.reads import (
    Read,
    ReadEnding,
    ReadTally,
)
from kotacerdas.apps.exchange.models.releases import (
    Release,
)
from kotacerdas.apps.exchange.models.retention import (
    Tombstone,
)
from kotacerdas.apps.exchange.models.reviews import (
    Review,
)
from kotacerdas.apps.exchange.models.subjects import (
    SubjectRequest,
)
from kotacerdas.apps.exchange.models.submissions import (
    Submission,
)
from kotacerdas.apps.exchange.models.subscriptions import (
    Delivery,
    DeliveryAttempt,
    OutboxEvent,
    Subscription,
)
from kotacerdas.apps.exchange.models.uploads import (
    ColumnMapping,
    Upload,
)


__all__ = [
    "ColumnMapping",
    "ContractDraft",
    "ContractSignOff",
    "ContractVersion",
    "Dataset",
    "Delivery",
    "DeliveryAttempt",
    "HarvestSource",
    "HarvestedDataset",
    "OutboxEvent",
    "Peer",
    "Pull",
    "PulledRelease",
    "Read",
    "ReadEnding",
    "ReadTally",
    "Release",
    "Review",
    "SubjectRequest",
    "Submission",
    "Subscription",
    "Tombstone",
    "Upload",
]

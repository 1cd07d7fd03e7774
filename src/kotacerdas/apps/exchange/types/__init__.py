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
from kotacerdas.apps.exchange.types.catalogue import (
    CheckShare,
    Facet,
    Found,
    HeldPeriod,
    Listed,
    MonthOfUse,
    NextDue,
    Order,
    Standing,
    Wanted,
)
from kotacerdas.apps.exchange.types.datasets import (
    CatalogueEntry,
    Dataset,
    Due,
)
from kotacerdas.apps.exchange.types.drafts import (
    ContractDraft,
    ContractEdition,
    DraftState,
    Side,
    SignOff,
)
from kotacerdas.apps.exchange.types.federation import (
    Manifest,
    Origin,
    Peer,
    Pull,
)
from kotacerdas.apps.exchange.types.harvesting import (
    Harvest,
    HarvestedDataset,
    HarvestKind,
    HarvestSource,
    HarvestState,
    RemoteDataset,
)
from kotacerdas.apps.exchange.types.metadata import (
    DatasetMetadata,
    FormLine,
    MetadataForm,
)
from kotacerdas.apps.exchange.types.packages import (
    Package,
    Resource,
)
from kotacerdas.apps.exchange.types.punctuality import (
    LetterState,
    Punctuality,
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
from kotacerdas.apps.exchange.types.retention import (
    DueRemoval,
    RemovalReason,
    Tombstone,
)
from kotacerdas.apps.exchange.types.reviews import (
    Review,
    ReviewOutcome,
    ReviewStep,
)
from kotacerdas.apps.exchange.types.subjects import (
    ClockState,
    Finding,
    Person,
    SubjectRequest,
    SubjectRequestState,
    SubjectRight,
)
from kotacerdas.apps.exchange.types.submissions import (
    Returned,
    ReturnedGroup,
    Submission,
    SubmissionState,
    Verdict,
)
from kotacerdas.apps.exchange.types.subscriptions import (
    Attempt,
    Delivery,
    DeliveryState,
    Happening,
    NewSubscription,
    Parcel,
    Subscription,
    SubscriptionState,
)
from kotacerdas.apps.exchange.types.tables import (
    GroupsAsked,
    GroupsGiven,
    ReadTable,
    RowsAsked,
    RowsGiven,
    Scope,
    TablePart,
)
from kotacerdas.apps.exchange.types.trials import (
    Change,
    Draft,
    FailingRow,
    Trial,
)
from kotacerdas.apps.exchange.types.uploads import (
    ColumnMapping,
    HandedIn,
    Upload,
)
from kotacerdas.contracts.listing import (
    Openness,
)


__all__ = [
    "Access",
    "Attempt",
    "CatalogueEntry",
    "CellChange",
    "Change",
    "Channel",
    "CheckShare",
    "ClockState",
    "ColumnMapping",
    "Comparison",
    "ContractDraft",
    "ContractEdition",
    "Dataset",
    "DatasetMetadata",
    "Delivery",
    "DeliveryState",
    "Draft",
    "DraftState",
    "Due",
    "DueRemoval",
    "Facet",
    "FailingRow",
    "Finding",
    "FormLine",
    "Found",
    "GroupsAsked",
    "GroupsGiven",
    "HandedIn",
    "Happening",
    "Harvest",
    "HarvestKind",
    "HarvestSource",
    "HarvestState",
    "HarvestedDataset",
    "HeldPeriod",
    "LetterState",
    "Listed",
    "Manifest",
    "Mask",
    "MetadataForm",
    "MonthOfUse",
    "NewSubscription",
    "NextDue",
    "OpenReads",
    "Opening",
    "Openness",
    "Order",
    "Origin",
    "Outcome",
    "Package",
    "Parcel",
    "Peer",
    "Person",
    "Pull",
    "Punctuality",
    "ReadRecord",
    "ReadSum",
    "ReadTable",
    "Reader",
    "Release",
    "ReleasePart",
    "RemoteDataset",
    "RemovalReason",
    "Resource",
    "Returned",
    "ReturnedGroup",
    "Review",
    "ReviewOutcome",
    "ReviewStep",
    "RowPage",
    "RowsAsked",
    "RowsGiven",
    "Scope",
    "Seal",
    "Side",
    "SignOff",
    "Standing",
    "SubjectRequest",
    "SubjectRequestState",
    "SubjectRight",
    "Submission",
    "SubmissionState",
    "Subscription",
    "SubscriptionState",
    "TablePart",
    "Tombstone",
    "Trial",
    "Upload",
    "Verdict",
    "Wanted",
]

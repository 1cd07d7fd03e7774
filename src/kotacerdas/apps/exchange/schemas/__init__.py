"""What the exchange says over the wire."""

from kotacerdas.apps.exchange.schemas.catalogue import (
    CatalogueOut,
    CatalogueQuery,
    MetadataOut,
)
from kotacerdas.apps.exchange.schemas.codelists import (
    CodeListOut,
)
from kotacerdas.apps.exchange.schemas.contracts import (
    ContractChangeOut,
    ContractChangesOut,
    ContractEditionOut,
    DraftChange,
    DraftIn,
    DraftOut,
    DraftSeen,
    SignOffOut,
)
from kotacerdas.apps.exchange.schemas.datasets import (
    DatasetDetail,
    DatasetOut,
)
from kotacerdas.apps.exchange.schemas.federation import (
    ManifestOut,
    ManifestsOut,
    NodeOut,
)
from kotacerdas.apps.exchange.schemas.grants import (
    ClosingIn,
    DecisionIn,
    GrantIn,
    GrantOut,
    ReadOut,
    ReadSumOut,
)
from kotacerdas.apps.exchange.schemas.questions import (
    FileQuery,
    GroupsOut,
    GroupsQuery,
    RowsQuery,
    WhoseRows,
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
from kotacerdas.apps.exchange.schemas.subscriptions import (
    AttemptOut,
    CountOut,
    DeliveryOut,
    NewSubscriptionOut,
    ReplayIn,
    SubscribeIn,
    SubscriptionOut,
)
from kotacerdas.apps.exchange.schemas.uploads import (
    UploadIn,
    UploadOut,
)


__all__ = [
    "AttemptOut",
    "CatalogueOut",
    "CatalogueQuery",
    "ClosingIn",
    "CodeListOut",
    "ContractChangeOut",
    "ContractChangesOut",
    "ContractEditionOut",
    "CountOut",
    "DatasetDetail",
    "DatasetOut",
    "DecisionIn",
    "DeliveryOut",
    "DraftChange",
    "DraftIn",
    "DraftOut",
    "DraftSeen",
    "FileQuery",
    "GrantIn",
    "GrantOut",
    "GroupsOut",
    "GroupsQuery",
    "ManifestOut",
    "ManifestsOut",
    "MetadataOut",
    "NewSubscriptionOut",
    "NodeOut",
    "NoticeOut",
    "ReadOut",
    "ReadSumOut",
    "ReleaseOut",
    "ReplayIn",
    "ReturnedOut",
    "RowsOut",
    "RowsQuery",
    "SignOffOut",
    "SubmissionOut",
    "SubscribeIn",
    "SubscriptionOut",
    "UploadIn",
    "UploadOut",
    "WhoseRows",
]

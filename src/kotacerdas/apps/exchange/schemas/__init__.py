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
from kotacerdas.apps.exchange.schemas.uploads import (
    UploadIn,
    UploadOut,
)


__all__ = [
    "CatalogueOut",
    "CatalogueQuery",
    "ClosingIn",
    "CodeListOut",
    "ContractChangeOut",
    "ContractChangesOut",
    "ContractEditionOut",
    "DatasetDetail",
    "DatasetOut",
    "DecisionIn",
    "DraftChange",
    "DraftIn",
    "DraftOut",
    "DraftSeen",
    "FileQuery",
    "GrantIn",
    "GrantOut",
    "GroupsOut",
    "GroupsQuery",
    "MetadataOut",
    "NoticeOut",
    "ReadOut",
    "ReadSumOut",
    "ReleaseOut",
    "ReturnedOut",
    "RowsOut",
    "RowsQuery",
    "SignOffOut",
    "SubmissionOut",
    "UploadIn",
    "UploadOut",
    "WhoseRows",
]

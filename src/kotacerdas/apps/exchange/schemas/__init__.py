"""What the exchange says over the wire."""

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
from kotacerdas.apps.exchange.schemas.questions import FileQuery, GroupsOut, GroupsQuery, RowsQuery, WhoseRows
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
    "CodeListOut",
    "ContractChangeOut",
    "ContractChangesOut",
    "ContractEditionOut",
    "DatasetDetail",
    "DatasetOut",
    "DraftChange",
    "DraftIn",
    "DraftOut",
    "DraftSeen",
    "FileQuery",
    "GroupsOut",
    "GroupsQuery",
    "NoticeOut",
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

"""What the exchange app refuses.

KotacerdasError
├── NotFound   DatasetNotFound · SubmissionNotFound · ReleaseNotFound · ContractNotFound ·
│              UploadNotFound · NothingReleased · PackageNotFound · ResourceNotFound · GroupNotFound
├── Denied     LoginNeeded · NotTheProducer · OutsideYourArea · RowsNotYours · InternalColumns · SubmissionNotYours ·
│              DatasetClosed · DatasetLimited · GrantNotYours · TokenTooNarrow · GrantEnded ·
│              NotTheReviewer · NotAReviewer · ColumnHidden · FileNotWhole · TokenNeeded
├── Refusal    AreaOutsideDataset · AreaTooSmall · PeriodNotInDataset · PeriodNotBegun · EmptyFile · FileTooLarge ·
│              MuchSmaller · PurposeNeeded · NoReturnLetter · WrongTransition · TooManyReads ·
│              NoteNeeded · ReturnedByReviewer · UploadDamaged · TooManyUploads · KeyUsed · MalformedKey · CannotMerge ·
│              TooManyGroups
├── Conflict   NotWaiting · Overtaken · UploadIncomplete · NothingToCorrect
├── Misuse     UnknownFormat · UnknownSheetFormat · ActionUnknown · FreeSqlRefused · ParameterMissing ·
│              ParameterDoesNotFit · SearchNotUnderstood
└── Fault      FileLost
"""

from kotacerdas.apps.exchange.errors.datasets import (
    CodeListNotFound,
    ContractNotFound,
    DatasetNotFound,
)
from kotacerdas.apps.exchange.errors.drafts import (
    ContractFormatUnknown,
    ContractMoved,
    DatasetNameTaken,
    DraftBodyIncomplete,
    DraftMoved,
    DraftNotFound,
    DraftStateWrong,
    MayNotDraft,
    MayNotSign,
    NoteMissing,
    NothingChanged,
    PrivacyUnconfirmed,
)
from kotacerdas.apps.exchange.errors.packages import (
    ActionUnknown,
    FreeSqlRefused,
    GroupNotFound,
    PackageNotFound,
    ParameterDoesNotFit,
    ParameterMissing,
    ResourceNotFound,
    SearchNotUnderstood,
    TokenNeeded,
)
from kotacerdas.apps.exchange.errors.releases import (
    ColumnHidden,
    ColumnUnknown,
    DatasetClosed,
    DatasetLimited,
    FileNotWhole,
    GrantEnded,
    GrantNotForYou,
    GrantNotYours,
    InternalColumns,
    MalformedMonth,
    NothingReleased,
    PurposeNeeded,
    ReleaseNotFound,
    RowsNotYours,
    TokenTooNarrow,
    TooManyGroups,
    TooManyReads,
    UnknownFormat,
)
from kotacerdas.apps.exchange.errors.retention import (
    FileVanished,
    NotDueForRemoval,
    NotTheRemover,
    ReleaseRemoved,
    SubmissionRemoved,
)
from kotacerdas.apps.exchange.errors.reviews import (
    NotAReviewer,
    NoteNeeded,
    NotTheReviewer,
    NotWaiting,
    Overtaken,
    ReturnedByReviewer,
)
from kotacerdas.apps.exchange.errors.submissions import (
    AreaOutsideDataset,
    AreaTooSmall,
    EmptyFile,
    FileLost,
    FileTooLarge,
    LoginNeeded,
    MuchSmaller,
    NoReturnLetter,
    NotTheProducer,
    OutsideYourArea,
    PeriodNotBegun,
    PeriodNotInDataset,
    SubmissionNotFound,
    SubmissionNotYours,
    UnknownSheetFormat,
    WrongTransition,
)
from kotacerdas.apps.exchange.errors.uploads import (
    CannotMerge,
    KeyUsed,
    MalformedKey,
    MalformedMapping,
    NothingToCorrect,
    TooManyUploads,
    UploadDamaged,
    UploadIncomplete,
    UploadNotFound,
)


__all__ = [
    "ActionUnknown",
    "AreaOutsideDataset",
    "AreaTooSmall",
    "CannotMerge",
    "CodeListNotFound",
    "ColumnHidden",
    "ColumnUnknown",
    "ContractFormatUnknown",
    "ContractMoved",
    "ContractNotFound",
    "DatasetClosed",
    "DatasetLimited",
    "DatasetNameTaken",
    "DatasetNotFound",
    "DraftBodyIncomplete",
    "DraftMoved",
    "DraftNotFound",
    "DraftStateWrong",
    "EmptyFile",
    "FileLost",
    "FileNotWhole",
    "FileTooLarge",
    "FileVanished",
    "FreeSqlRefused",
    "GrantEnded",
    "GrantNotForYou",
    "GrantNotYours",
    "GroupNotFound",
    "InternalColumns",
    "KeyUsed",
    "LoginNeeded",
    "MalformedKey",
    "MalformedMapping",
    "MalformedMonth",
    "MayNotDraft",
    "MayNotSign",
    "MuchSmaller",
    "NoReturnLetter",
    "NotAReviewer",
    "NotDueForRemoval",
    "NotTheProducer",
    "NotTheRemover",
    "NotTheReviewer",
    "NotWaiting",
    "NoteMissing",
    "NoteNeeded",
    "NothingChanged",
    "NothingReleased",
    "NothingToCorrect",
    "OutsideYourArea",
    "Overtaken",
    "PackageNotFound",
    "ParameterDoesNotFit",
    "ParameterMissing",
    "PeriodNotBegun",
    "PeriodNotInDataset",
    "PrivacyUnconfirmed",
    "PurposeNeeded",
    "ReleaseNotFound",
    "ReleaseRemoved",
    "ResourceNotFound",
    "ReturnedByReviewer",
    "RowsNotYours",
    "SearchNotUnderstood",
    "SubmissionNotFound",
    "SubmissionNotYours",
    "SubmissionRemoved",
    "TokenNeeded",
    "TokenTooNarrow",
    "TooManyGroups",
    "TooManyReads",
    "TooManyUploads",
    "UnknownFormat",
    "UnknownSheetFormat",
    "UploadDamaged",
    "UploadIncomplete",
    "UploadNotFound",
    "WrongTransition",
]

"""What the exchange app refuses.

KotacerdasError
├── NotFound   DatasetNotFound · SubmissionNotFound · ReleaseNotFound · ContractNotFound ·
│              UploadNotFound · NothingReleased
├── Denied     LoginNeeded · NotTheProducer · OutsideYourArea · RowsNotYours · InternalColumns · SubmissionNotYours ·
│              DatasetClosed · DatasetLimited · GrantNotYours · TokenTooNarrow · GrantEnded ·
│              NotTheReviewer · NotAReviewer · ColumnHidden · FileNotWhole · NotTheRemover
├── Refusal    AreaOutsideDataset · AreaTooSmall · PeriodNotInDataset · PeriodNotBegun · EmptyFile · FileTooLarge ·
│              MuchSmaller · PurposeNeeded · NoReturnLetter · WrongTransition · TooManyReads ·
│              NoteNeeded · ReturnedByReviewer · UploadDamaged · TooManyUploads · KeyUsed · MalformedKey · CannotMerge ·
│              TooManyGroups · ReleaseRemoved · SubmissionRemoved
├── Conflict   NotWaiting · Overtaken · UploadIncomplete · NothingToCorrect · NotDueForRemoval · FileVanished
├── Misuse     UnknownFormat · UnknownSheetFormat
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
    "GrantEnded",
    "GrantNotForYou",
    "GrantNotYours",
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
    "PeriodNotBegun",
    "PeriodNotInDataset",
    "PrivacyUnconfirmed",
    "PurposeNeeded",
    "ReleaseNotFound",
    "ReleaseRemoved",
    "ReturnedByReviewer",
    "RowsNotYours",
    "SubmissionNotFound",
    "SubmissionNotYours",
    "SubmissionRemoved",
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

"""What the exchange app refuses.

KotacerdasError
├── NotFound   DatasetNotFound · SubmissionNotFound · ReleaseNotFound · ContractNotFound
├── Denied     LoginNeeded · NotTheProducer · OutsideYourArea · RowsNotYours · InternalColumns · SubmissionNotYours ·
│              DatasetClosed · DatasetLimited · GrantNotYours · TokenTooNarrow · GrantEnded
├── Refusal    AreaOutsideDataset · AreaTooSmall · PeriodNotInDataset · PeriodNotBegun · EmptyFile · FileTooLarge ·
│              MuchSmaller · PurposeNeeded · NoReturnLetter · WrongTransition · TooManyReads
├── Misuse     UnknownFormat · UnknownSheetFormat
└── Fault      FileLost
"""

from kotacerdas.apps.exchange.errors.datasets import (
    ContractNotFound,
    DatasetNotFound,
)
from kotacerdas.apps.exchange.errors.releases import (
    DatasetClosed,
    DatasetLimited,
    GrantEnded,
    GrantNotYours,
    InternalColumns,
    PurposeNeeded,
    ReleaseNotFound,
    RowsNotYours,
    TokenTooNarrow,
    TooManyReads,
    UnknownFormat,
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


__all__ = [
    "AreaOutsideDataset",
    "AreaTooSmall",
    "ContractNotFound",
    "DatasetClosed",
    "DatasetLimited",
    "DatasetNotFound",
    "EmptyFile",
    "FileLost",
    "FileTooLarge",
    "GrantEnded",
    "GrantNotYours",
    "InternalColumns",
    "LoginNeeded",
    "MuchSmaller",
    "NoReturnLetter",
    "NotTheProducer",
    "OutsideYourArea",
    "PeriodNotBegun",
    "PeriodNotInDataset",
    "PurposeNeeded",
    "ReleaseNotFound",
    "RowsNotYours",
    "SubmissionNotFound",
    "SubmissionNotYours",
    "TokenTooNarrow",
    "TooManyReads",
    "UnknownFormat",
    "UnknownSheetFormat",
    "WrongTransition",
]

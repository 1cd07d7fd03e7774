"""What the exchange app refuses.

KotacerdasError
├── NotFound   DatasetNotFound · SubmissionNotFound · ReleaseNotFound · ContractNotFound
├── Denied     LoginNeeded · NotTheProducer · OutsideYourArea · RowsNotYours · InternalColumns · SubmissionNotYours
├── Refusal    AreaOutsideDataset · AreaTooSmall · PeriodNotInDataset · PeriodNotBegun · EmptyFile · FileTooLarge ·
│              MuchSmaller · PurposeNeeded · NoReturnLetter · WrongTransition
├── Misuse     UnknownFormat · UnknownSheetFormat
└── Fault      FileLost
"""

from kotacerdas.apps.exchange.errors.datasets import (
    ContractNotFound,
    DatasetNotFound,
)
from kotacerdas.apps.exchange.errors.releases import (
    InternalColumns,
    PurposeNeeded,
    ReleaseNotFound,
    RowsNotYours,
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
    "DatasetNotFound",
    "EmptyFile",
    "FileLost",
    "FileTooLarge",
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
    "UnknownFormat",
    "UnknownSheetFormat",
    "WrongTransition",
]

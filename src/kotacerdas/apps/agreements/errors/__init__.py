"""What the agreements app refuses.

KotacerdasError
├── NotFound   AgreementNotFound · ClauseNotFound · GrantNotFound
├── Denied     LoginNeeded · NotYourAgency
├── Conflict   WrongAgreementState · WrongGrantState
└── Refusal    AgreementNotInForce · BeyondClause · BeyondRequest · ClauseDoesNotOpen · GrantEndsBeforeStart ·
               NoAgreementBehind · NotBoundByAgreement · OwnData · PurposeTooShort
"""

from kotacerdas.apps.agreements.errors.agreements import (
    AgreementNotFound,
    ClauseNotFound,
    LoginNeeded,
    WrongAgreementState,
)
from kotacerdas.apps.agreements.errors.grants import (
    AgreementNotInForce,
    BeyondClause,
    BeyondRequest,
    ClauseDoesNotOpen,
    GrantEndsBeforeStart,
    GrantNotFound,
    NoAgreementBehind,
    NotBoundByAgreement,
    NotYourAgency,
    OwnData,
    PurposeTooShort,
    WrongGrantState,
)


__all__ = [
    "AgreementNotFound",
    "AgreementNotInForce",
    "BeyondClause",
    "BeyondRequest",
    "ClauseDoesNotOpen",
    "ClauseNotFound",
    "GrantEndsBeforeStart",
    "GrantNotFound",
    "LoginNeeded",
    "NoAgreementBehind",
    "NotBoundByAgreement",
    "NotYourAgency",
    "OwnData",
    "PurposeTooShort",
    "WrongAgreementState",
    "WrongGrantState",
]

"""What the agreements app refuses.

KotacerdasError
├── NotFound   AgreementNotFound · AttestationNotFound · ClauseNotFound · DueItemNotFound · GrantNotFound ·
│              KeyNotFound · MandateNotFound · SignatureNotFound · TemplateNotFound · VersionNotFound
├── Denied     LoginNeeded · MayNotSign · NotTheDrafter · NotTheReviewer · NotYourAgency · OwnAttestation · OwnText
├── Conflict   ConfirmedAlready · NumberTaken · RegisterNumberTaken · TextMovedOn · WrongAgreementState ·
│              WrongGrantState · WrongSignatureState
├── Misuse     AgreementMalformed
└── Refusal    AgreementEndsBeforeStart · AgreementNotInForce · AmendmentBindsTheSame · BeyondClause ·
               BeyondRequest · ClauseDoesNotOpen · ClauseKeyTwice · DecreeMissing · GrantEndsBeforeStart ·
               MandateEndsBeforeStart · MeasuredAlready · NoAgreementBehind · NotAParty · NotAPdf ·
               NotAcceptedByAll · NotApproved · NotBoundByAgreement · NotYetLapsed · NotYourTurn · NothingChanged ·
               OfficeOfAnother · OwnData · ProofMissing · PurposeTooShort · ReasonMissing · RegisterNumberMissing · TemplateFieldMissing ·
               TermMissing · TextWithoutClauses · TooFewParties · WrongPlaceInTree
"""

from kotacerdas.apps.agreements.errors.agreements import (
    AgreementEndsBeforeStart,
    AgreementMalformed,
    AgreementNotFound,
    AmendmentBindsTheSame,
    ClauseKeyTwice,
    ClauseNotFound,
    LoginNeeded,
    NotAcceptedByAll,
    NotAParty,
    NotApproved,
    NothingChanged,
    NotTheDrafter,
    NotTheReviewer,
    NotYetLapsed,
    NumberTaken,
    OfficeOfAnother,
    OwnText,
    ReasonMissing,
    RegisterNumberMissing,
    RegisterNumberTaken,
    TemplateFieldMissing,
    TemplateNotFound,
    TermMissing,
    TextMovedOn,
    TextWithoutClauses,
    TooFewParties,
    VersionNotFound,
    WrongAgreementState,
    WrongPlaceInTree,
)
from kotacerdas.apps.agreements.errors.duties import (
    AttestationNotFound,
    ConfirmedAlready,
    DueItemNotFound,
    MeasuredAlready,
    OwnAttestation,
    ProofMissing,
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
from kotacerdas.apps.agreements.errors.signatures import (
    DecreeMissing,
    KeyNotFound,
    MandateEndsBeforeStart,
    MandateNotFound,
    MayNotSign,
    NotYourTurn,
    SignatureNotFound,
    WrongSignatureState,
)


__all__ = [
    "AgreementEndsBeforeStart",
    "AgreementMalformed",
    "AgreementNotFound",
    "AgreementNotInForce",
    "AmendmentBindsTheSame",
    "AttestationNotFound",
    "BeyondClause",
    "BeyondRequest",
    "ClauseDoesNotOpen",
    "ClauseKeyTwice",
    "ClauseNotFound",
    "ConfirmedAlready",
    "DecreeMissing",
    "DueItemNotFound",
    "GrantEndsBeforeStart",
    "GrantNotFound",
    "KeyNotFound",
    "LoginNeeded",
    "MandateEndsBeforeStart",
    "MandateNotFound",
    "MayNotSign",
    "MeasuredAlready",
    "NoAgreementBehind",
    "NotAParty",
    "NotAcceptedByAll",
    "NotApproved",
    "NotBoundByAgreement",
    "NotTheDrafter",
    "NotTheReviewer",
    "NotYetLapsed",
    "NotYourAgency",
    "NotYourTurn",
    "NothingChanged",
    "NumberTaken",
    "OfficeOfAnother",
    "OwnAttestation",
    "OwnData",
    "OwnText",
    "ProofMissing",
    "PurposeTooShort",
    "ReasonMissing",
    "RegisterNumberMissing",
    "RegisterNumberTaken",
    "SignatureNotFound",
    "TemplateFieldMissing",
    "TemplateNotFound",
    "TermMissing",
    "TextMovedOn",
    "TextWithoutClauses",
    "TooFewParties",
    "VersionNotFound",
    "WrongAgreementState",
    "WrongGrantState",
    "WrongPlaceInTree",
    "WrongSignatureState",
]

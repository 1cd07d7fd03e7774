"""What enters and leaves the agreements app."""

from kotacerdas.apps.agreements.types.agreements import (
    Agreement,
    AgreementKind,
    AgreementState,
    Party,
    SigningOrder,
)
from kotacerdas.apps.agreements.types.duties import (
    Assurance,
    Attestation,
    Clause,
    ClauseInForce,
    Deed,
    DeedKind,
    DueItem,
    DueState,
    Duty,
    DutyKind,
    Fulfilment,
)
from kotacerdas.apps.agreements.types.grants import (
    CloseReason,
    Grant,
    GrantState,
)
from kotacerdas.apps.agreements.types.signatures import (
    Authority,
    Capacity,
    Mandate,
    OfficeKey,
    SignatureMethod,
    SignatureRequest,
    SignatureState,
)
from kotacerdas.apps.agreements.types.templates import (
    Filled,
    Template,
    TemplateField,
)
from kotacerdas.apps.agreements.types.texts import (
    ChangeKind,
    ClauseChange,
    ParagraphChange,
    TermChange,
    Text,
    TextVersion,
    WordRun,
)
from kotacerdas.apps.agreements.types.verification import (
    Match,
    RegisterEntry,
)


__all__ = [
    "Agreement",
    "AgreementKind",
    "AgreementState",
    "Assurance",
    "Attestation",
    "Authority",
    "Capacity",
    "ChangeKind",
    "Clause",
    "ClauseChange",
    "ClauseInForce",
    "CloseReason",
    "Deed",
    "DeedKind",
    "DueItem",
    "DueState",
    "Duty",
    "DutyKind",
    "Filled",
    "Fulfilment",
    "Grant",
    "GrantState",
    "Mandate",
    "Match",
    "OfficeKey",
    "ParagraphChange",
    "Party",
    "RegisterEntry",
    "SignatureMethod",
    "SignatureRequest",
    "SignatureState",
    "SigningOrder",
    "Template",
    "TemplateField",
    "TermChange",
    "Text",
    "TextVersion",
    "WordRun",
]

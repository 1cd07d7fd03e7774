"""The rows of the agreements app."""

from kotacerdas.apps.agreements.models.agreements import Agreement, Clause, Party, TextVersion
from kotacerdas.apps.agreements.models.duties import Attestation, Deed
from kotacerdas.apps.agreements.models.grants import Grant
from kotacerdas.apps.agreements.models.signatures import Mandate, OfficeKey, SignatureRequest


__all__ = [
    "Agreement",
    "Attestation",
    "Clause",
    "Deed",
    "Grant",
    "Mandate",
    "OfficeKey",
    "Party",
    "SignatureRequest",
    "TextVersion",
]

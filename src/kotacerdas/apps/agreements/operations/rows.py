"""Rows that several operations hold and change."""

from kotacerdas.apps.agreements import models
from kotacerdas.apps.agreements.errors import AgreementNotFound
from kotacerdas.apps.agreements.types import SignatureState


def lock(agreement_id: int) -> models.Agreement:
    """The row of an agreement, held until the transaction ends; raise :class:`AgreementNotFound`."""
    row = models.Agreement.objects.select_for_update(no_key=True).filter(pk=agreement_id).first()
    if row is None:
        raise AgreementNotFound(number=agreement_id)
    return row


def void_signatures(agreement_id: int) -> None:
    """Give up every place under the agreement; what was signed stays as a row and a file."""
    models.SignatureRequest.objects.filter(agreement_id=agreement_id).update(
        state=SignatureState.VOID.value, sealed=b"", sealed_until=None
    )

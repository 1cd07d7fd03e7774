"""Why an attestation is not taken."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class AttestationNotFound(NotFound):
    """No attestation has this number."""

    code = "agreements.attestation_not_found"
    sentence = gettext_noop("There is no attestation number %(number)s.")


class DueItemNotFound(NotFound):
    """The clause owes no such item."""

    code = "agreements.due_item_not_found"
    sentence = gettext_noop("Clause number %(clause)s owes no item “%(item)s”.")


class MeasuredAlready(Refusal):
    """The platform measures this itself."""

    code = "agreements.measured_already"
    sentence = gettext_noop("The platform measures this duty itself; nobody's word is needed or taken.")


class ProofMissing(Refusal):
    """An attestation shows nothing."""

    code = "agreements.proof_missing"
    sentence = gettext_noop("Add a file or a link that shows it was done.")


class OwnAttestation(Denied):
    """The other party confirms, not the one who said it."""

    code = "agreements.own_attestation"
    sentence = gettext_noop("Your agency said so itself; another party has to confirm it.")


class ConfirmedAlready(Conflict):
    """Somebody confirmed it before."""

    code = "agreements.confirmed_already"
    sentence = gettext_noop("This was confirmed on %(day)s already.")

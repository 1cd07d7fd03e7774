"""Why somebody may not sign, or a signature does not come about."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class MayNotSign(Denied):
    """The person has no authority for the office on that day."""

    code = "agreements.may_not_sign"
    sentence = gettext_noop(
        "On %(day)s you hold no authority to sign for %(office)s. It takes an appointment, a Plt/Plh order or a mandate "
        "that covers this day."
    )


class SignatureNotFound(NotFound):
    """The party has no place under this agreement."""

    code = "agreements.signature_not_found"
    sentence = gettext_noop("No signature of %(agency)s is asked for under agreement %(agreement)s.")


class WrongSignatureState(Conflict):
    """The signature is not in a state that allows this."""

    code = "agreements.wrong_signature_state"
    sentence = gettext_noop(
        "The signature of %(agency)s is %(state)s and cannot become %(wanted)s. Reload to see what happened."
    )


class NotYourTurn(Refusal):
    """Another party signs first."""

    code = "agreements.not_your_turn"
    sentence = gettext_noop("This agreement is signed in order; %(agency)s signs before you.")


class MandateNotFound(NotFound):
    """No mandate has this number."""

    code = "agreements.mandate_not_found"
    sentence = gettext_noop("There is no mandate number %(number)s.")


class MandateEndsBeforeStart(Refusal):
    """A mandate would end before it begins."""

    code = "agreements.mandate_ends_before_start"
    sentence = gettext_noop("The mandate would end on %(until)s, not after it begins on %(since)s.")


class DecreeMissing(Refusal):
    """A mandate rests on nothing."""

    code = "agreements.decree_missing"
    sentence = gettext_noop("Name the decree or letter the mandate rests on.")


class KeyNotFound(NotFound):
    """No key is kept for the person in that office."""

    code = "agreements.key_not_found"
    sentence = gettext_noop(
        "No signing key of yours is kept for %(office)s. Add one first, or hand in a scan of the signed paper."
    )

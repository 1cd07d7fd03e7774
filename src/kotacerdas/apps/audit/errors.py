"""What the audit app refuses.

Misuse
└── MalformedAction
Refusal
└── PurposeMissing
"""

from kotacerdas.kernel.errors import Misuse, Refusal
from kotacerdas.kernel.messages import gettext_noop


class MalformedAction(Misuse):
    """An action's name has not the agreed shape."""

    code = "audit.malformed_action"
    sentence = gettext_noop("“%(action)s” is not the name of an action. Write app.what_happened in lower case.")


class PurposeMissing(Refusal):
    """Personal columns were to be read without saying what for."""

    code = "audit.purpose_missing"
    sentence = gettext_noop("Say what you need the personal data for. The purpose is kept with your name.")

"""What the audit app refuses.

Misuse
├── MalformedAction
├── AnchorUnreadable
└── ExportUnreadable
Refusal
├── PurposeMissing
├── AnchorForged
├── AnchorDiffers
└── NotFound   EventNotFound, VerificationNotFound
Fault
├── HeadLost
└── NodeKeyUnusable
"""

from kotacerdas.kernel.errors import Fault, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class MalformedAction(Misuse):
    """An action's name has not the agreed shape."""

    code = "audit.malformed_action"
    sentence = gettext_noop("“%(action)s” is not the name of an action. Write app.what_happened in lower case.")


class PurposeMissing(Refusal):
    """Personal columns were to be read without saying what for."""

    code = "audit.purpose_missing"
    sentence = gettext_noop("Say what you need the personal data for. The purpose is kept with your name.")


class EventNotFound(NotFound):
    """There is no such entry."""

    code = "audit.event_not_found"
    sentence = gettext_noop("The log has no entry %(seq)s. Look for it in the list.")


class VerificationNotFound(NotFound):
    """There is no such run."""

    code = "audit.verification_not_found"
    sentence = gettext_noop("There is no verification %(number)s. Start a new one from the page of the chain.")


class HeadLost(Fault):
    """There are entries, but nothing remembers which one is the last."""

    code = "audit.head_lost"
    sentence = gettext_noop(
        "The head of the audit chain is missing although there are entries, so nothing can be written. "
        "Somebody changed the database. Restore the newest backup whose “kotacerdas audit verify” is whole."
    )


class AnchorUnreadable(Misuse):
    """A file holds no anchor."""

    code = "audit.anchor_unreadable"
    sentence = gettext_noop("This is not an anchor. Give a file that “kotacerdas audit anchor” wrote.")


class AnchorForged(Refusal):
    """A signature of an anchor does not fit."""

    code = "audit.anchor_forged"
    sentence = gettext_noop(
        "A signature of the anchor at entry %(seq)s does not fit: it was changed after signing. Ask for it anew."
    )


class AnchorDiffers(Refusal):
    """The entry an anchor speaks of is another one here, or not here."""

    code = "audit.anchor_differs"
    sentence = gettext_noop(
        "The anchor says that entry %(seq)s has another hash than here. "
        "Either it is the anchor of another node, or this log was rewritten: run “kotacerdas audit verify --anchor FILE”."
    )


class ExportUnreadable(Misuse):
    """A file is no export of the chain."""

    code = "audit.export_unreadable"
    sentence = gettext_noop(
        "Line %(number)s is neither an entry nor an anchor. Give a file that “kotacerdas audit export” wrote."
    )


class NodeKeyUnusable(Fault):
    """The node's key is not one, or its file cannot be read or made."""

    code = "audit.node_key_unusable"
    sentence = gettext_noop(
        "The key of this node in %(place)s cannot be used. It must be 32 bytes as base64, readable by the platform. "
        "Put the key back from where you keep it, or remove the file to begin with a new one."
    )

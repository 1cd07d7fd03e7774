"""Errors are sentences with a stable code; the edges translate and shape them.

KotacerdasError
├── Refusal    422 · exit 1   the data or a rule says no
│   ├── NotFound   404 · exit 1   what was asked for is not here
│   ├── Denied     403 · exit 1   the actor may not
│   └── Conflict   409 · exit 1   the state of things has moved on
├── Misuse     400 · exit 2   the call itself is malformed
└── Fault      500 · exit 3   we failed; nothing acknowledged is lost
"""

from typing import ClassVar

from kotacerdas.kernel.messages import gettext_noop


class KotacerdasError(Exception):
    """A failure we foresaw.

    A subclass sets ``code`` (stable, ``app.what_happened``) and ``sentence`` (an English message id with
    named ``%(fact)s`` placeholders, marked with ``gettext_noop``). Facts are given by keyword when raised.
    """

    code: ClassVar[str] = "kernel.fault"
    sentence: ClassVar[str] = gettext_noop("Something went wrong on our side. Nothing was lost; try again.")
    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 3

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence % facts if facts else self.sentence)


class Refusal(KotacerdasError):
    """The data or a rule says no."""

    code = "kernel.refused"
    sentence = gettext_noop("This was refused.")
    status = 422
    exit_code = 1


class NotFound(Refusal):
    """What was asked for is not here."""

    code = "kernel.not_found"
    sentence = gettext_noop("What you asked for was not found.")
    status = 404


class Denied(Refusal):
    """The actor may not do or see this."""

    code = "kernel.denied"
    sentence = gettext_noop("You may not do this.")
    status = 403


class Conflict(Refusal):
    """The state of things has moved on since the actor looked."""

    code = "kernel.conflict"
    sentence = gettext_noop("Someone changed this before you. Reload and try again.")
    status = 409


class Misuse(KotacerdasError):
    """The call itself is malformed."""

    code = "kernel.misuse"
    sentence = gettext_noop("The request is not understood.")
    status = 400
    exit_code = 2


class Fault(KotacerdasError):
    """We failed; nothing acknowledged is lost."""

"""Why the command line did not do it.

KotacerdasError
├── Misuse     CommandMisused
├── Conflict   PortTaken
└── Fault      ChildStopped
"""

from kotacerdas.kernel.errors import Conflict, Fault, Misuse
from kotacerdas.kernel.messages import gettext_noop


class CommandMisused(Misuse):
    """The command line is not understood; ``why`` says which word."""

    code = "commands.misuse"
    sentence = gettext_noop("The command is not understood: %(why)s Add --help to see how it is written.")


class PortTaken(Conflict):
    """Another program listens there."""

    code = "commands.port_taken"
    sentence = gettext_noop(
        "Port %(port)s on %(host)s is taken by another program, perhaps an earlier start. "
        "Stop it or choose another with --port."
    )


class ChildStopped(Fault):
    """The server or the worker ended although nobody asked it to."""

    code = "commands.child_stopped"
    sentence = gettext_noop(
        "“kotacerdas %(child)s” stopped by itself. Look at the lines above; nothing handed in was lost."
    )

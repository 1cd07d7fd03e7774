"""Why a checked file is not decided."""

from kotacerdas.kernel.errors import Conflict, Denied, Refusal
from kotacerdas.kernel.messages import gettext_noop


class NotAReviewer(Denied):
    """The page is for those who look at files."""

    code = "exchange.not_a_reviewer"
    sentence = gettext_noop("This page is for the data steward and the data supervisor.")


class NotTheReviewer(Denied):
    """It is somebody else's turn to look."""

    code = "exchange.not_the_reviewer"
    sentence = gettext_noop(
        "Submission number %(number)s waits for the data steward, or for the data supervisor once the steward has "
        "approved it. Ask the one whose turn it is."
    )


class NotWaiting(Conflict):
    """Somebody decided before, or nothing had to be decided."""

    code = "exchange.not_waiting"
    sentence = gettext_noop(
        "Submission number %(number)s waits for no decision; it is “%(state)s”. Reload the page to see what was decided."
    )


class NoteNeeded(Refusal):
    """Returning a file needs words."""

    code = "exchange.note_needed"
    sentence = gettext_noop(
        "Write in %(shortest)s to %(longest)s characters what has to be put right. It stands in the return letter."
    )


class Overtaken(Conflict):
    """Another release came into force since the check."""

    code = "exchange.overtaken"
    sentence = gettext_noop(
        "Since submission number %(number)s was checked, release %(release)s came into force for the same period and "
        "area. Return it with a note, or ask for the file again."
    )


class ReturnedByReviewer(Refusal):
    """A person looked at the file and sent it back."""

    code = "exchange.returned_by_reviewer"
    sentence = gettext_noop("%(reviewer)s has looked at the file and returns it: %(note)s")

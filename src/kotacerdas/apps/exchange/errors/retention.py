"""Why rows are gone, and why some are not removed."""

from kotacerdas.kernel.errors import Conflict, Denied, Refusal
from kotacerdas.kernel.messages import gettext_noop


class ReleaseRemoved(Refusal):
    """The rows of a release were removed; what was computed from them stays."""

    code = "exchange.release_removed"
    sentence = gettext_noop(
        "The rows of release %(number)s were removed on %(date)s, as they may no longer be kept. "
        "Its counts, its fingerprint and the figures measured from it stay; its page says who decided it and why."
    )
    status = 410


class SubmissionRemoved(Refusal):
    """The files of a submission were removed."""

    code = "exchange.submission_removed"
    sentence = gettext_noop(
        "The files of submission %(number)s were removed on %(date)s, as they may no longer be kept. "
        "What its check counted stays on its page."
    )
    status = 410


class NotTheRemover(Denied):
    """Removals are decided by the data steward."""

    code = "exchange.not_the_remover"
    sentence = gettext_noop(
        "What is removed is decided by the data steward of the area, or an administrator. Ask one of them."
    )


class NotDueForRemoval(Conflict):
    """A submission on the list may still be kept, or is gone already."""

    code = "exchange.not_due_for_removal"
    sentence = gettext_noop(
        "Submission %(number)s is not due for removal: its time is not over, or its files are gone already. "
        "Reload the list and choose again."
    )


class FileVanished(Conflict):
    """The same content was removed at the moment it came in again."""

    code = "exchange.file_vanished"
    sentence = gettext_noop(
        "The same content as in %(file)s was being removed at this very moment, so it was not taken. Hand it in again."
    )

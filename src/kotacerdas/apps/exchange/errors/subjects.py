"""Why a request of a person goes no further."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class SubjectRequestNotFound(NotFound):
    """No request has this number or receipt."""

    code = "exchange.subject_request_not_found"
    sentence = gettext_noop("There is no request “%(code)s”. Check the receipt code; it has twelve letters and digits.")


class NotTheAnswerer(Denied):
    """Requests are answered by the data steward."""

    code = "exchange.not_the_answerer"
    sentence = gettext_noop(
        "Requests of persons are answered by the data steward of their area, or an administrator. Ask one of them."
    )


class WrongStep(Conflict):
    """A request cannot go there from where it is."""

    code = "exchange.wrong_step"
    sentence = gettext_noop("Request %(number)s is “%(state)s” and cannot become “%(wanted)s”. Reload the page.")


class IdentityNotChecked(Refusal):
    """Nobody has checked yet who asks."""

    code = "exchange.identity_not_checked"
    sentence = gettext_noop(
        "Check who asks before you look for them in request %(number)s: rows about a person are for that person only."
    )


class NobodyFound(Refusal):
    """The chosen rows are none of those found."""

    code = "exchange.nobody_found"
    sentence = gettext_noop("None of the chosen rows is about the person of request %(number)s any more. Search again.")


class CannotErase(Refusal):
    """Rows of several contract versions lie in one release's area."""

    code = "exchange.cannot_erase"
    sentence = gettext_noop(
        "Release %(release)s shares its area with newer rows under another version of the contract. "
        "Let the producer hand in the whole file once more, then erase."
    )

"""Why an agreement is not found or does not move on."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound
from kotacerdas.kernel.messages import gettext_noop


class AgreementNotFound(NotFound):
    """No agreement has this number."""

    code = "agreements.not_found"
    sentence = gettext_noop("There is no agreement number %(number)s.")


class ClauseNotFound(NotFound):
    """No clause in force has this number."""

    code = "agreements.clause_not_found"
    sentence = gettext_noop("There is no clause number %(number)s in force.")


class LoginNeeded(Denied):
    """Agreements are made by people with names."""

    code = "agreements.login_needed"
    sentence = gettext_noop("Log in first: what binds an agency is always done under somebody's name.")


class WrongAgreementState(Conflict):
    """The agreement is not in a state that allows this."""

    code = "agreements.wrong_state"
    sentence = gettext_noop(
        "Agreement %(agreement)s is %(state)s and cannot become %(wanted)s. Reload to see what happened."
    )

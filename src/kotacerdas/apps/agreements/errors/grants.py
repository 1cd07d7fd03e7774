"""Why access is not asked for, given or closed."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class GrantNotFound(NotFound):
    """No grant has this number."""

    code = "agreements.grant_not_found"
    sentence = gettext_noop("There is no grant number %(number)s.")


class NotYourAgency(Denied):
    """The actor does not act for the agency this is about."""

    code = "agreements.not_your_agency"
    sentence = gettext_noop("Only staff of %(agency)s may do this. Ask them, or log in with an account of that agency.")


class OwnData(Refusal):
    """An agency asked to read what it owns."""

    code = "agreements.own_data"
    sentence = gettext_noop("%(agency)s owns this dataset already and needs no grant to read it.")


class PurposeTooShort(Refusal):
    """The purpose says nothing."""

    code = "agreements.purpose_too_short"
    sentence = gettext_noop(
        "Say what the data is for in %(shortest)s to %(longest)s characters; the people in it may ask."
    )


class GrantEndsBeforeStart(Refusal):
    """A grant would end before it begins."""

    code = "agreements.grant_ends_before_start"
    sentence = gettext_noop("The access would end on %(until)s, not after it begins on %(since)s.")


class WrongGrantState(Conflict):
    """The grant is not in a state that allows this."""

    code = "agreements.wrong_grant_state"
    sentence = gettext_noop(
        "Grant number %(number)s is %(state)s and cannot become %(wanted)s. Reload to see what happened."
    )


class NoAgreementBehind(Refusal):
    """Access was to be given under no agreement."""

    code = "agreements.no_agreement_behind"
    sentence = gettext_noop(
        "Access exists only under an agreement in force. Name its clause, or the agreement itself, and decide again."
    )


class AgreementNotInForce(Refusal):
    """The agreement named does not bind on that day."""

    code = "agreements.not_in_force"
    sentence = gettext_noop("Agreement %(agreement)s is not in force on %(day)s, so nothing can rest on it.")


class NotBoundByAgreement(Refusal):
    """One of the two agencies is no party."""

    code = "agreements.not_bound"
    sentence = gettext_noop("%(agency)s is not bound by agreement %(agreement)s. Choose one that binds both agencies.")


class ClauseDoesNotOpen(Refusal):
    """The clause is about something else."""

    code = "agreements.clause_does_not_open"
    sentence = gettext_noop("Clause %(clause)s of %(agreement)s does not open %(dataset)s to %(agency)s.")


class BeyondClause(Refusal):
    """The grant would open more than the clause does."""

    code = "agreements.beyond_clause"
    sentence = gettext_noop("Clause %(clause)s opens less than this: %(what)s. Narrow the access, or amend the clause.")


class BeyondRequest(Refusal):
    """The decision would open more than was asked for."""

    code = "agreements.beyond_request"
    sentence = gettext_noop("More would be opened than was asked for: %(what)s. Give at most what the request says.")

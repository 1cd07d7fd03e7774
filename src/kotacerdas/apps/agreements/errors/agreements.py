"""Why an agreement is not found or does not move on."""

from kotacerdas.kernel.errors import Conflict, Denied, Misuse, NotFound, Refusal
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


class AgreementMalformed(Misuse):
    """The call does not describe an agreement."""

    code = "agreements.malformed"
    sentence = gettext_noop("The call does not describe an agreement; look at: %(what)s.")


class NumberTaken(Conflict):
    """Another agreement has this number."""

    code = "agreements.number_taken"
    sentence = gettext_noop("There already is an agreement with the number “%(number)s”. Give this one another.")


class WrongPlaceInTree(Refusal):
    """An agreement of this kind cannot stand there."""

    code = "agreements.wrong_place_in_tree"
    sentence = gettext_noop(
        "A memorandum stands alone, a cooperation agreement alone or under a memorandum, an annex under either, "
        "and an amendment under what it amends."
    )


class TooFewParties(Refusal):
    """An agreement needs two."""

    code = "agreements.too_few_parties"
    sentence = gettext_noop("An agreement binds at least two different agencies. Add the other party.")


class NotAParty(Refusal):
    """A duty names somebody the agreement does not bind."""

    code = "agreements.not_a_party"
    sentence = gettext_noop(
        "Clause “%(clause)s” names %(agency)s, which this agreement does not bind. Add it as a party, or change the clause."
    )


class OfficeOfAnother(Refusal):
    """The signing office belongs to another agency."""

    code = "agreements.office_of_another"
    sentence = gettext_noop("Office %(office)s does not belong to %(agency)s. Choose an office of that agency.")


class AmendmentBindsTheSame(Refusal):
    """An amendment has other parties than what it amends."""

    code = "agreements.amendment_binds_the_same"
    sentence = gettext_noop("An amendment has the parties of what it amends: %(parties)s.")


class AgreementEndsBeforeStart(Refusal):
    """An agreement would end before it begins."""

    code = "agreements.ends_before_start"
    sentence = gettext_noop("The agreement would end on %(until)s, not after it begins on %(since)s.")


class TextWithoutClauses(Refusal):
    """The text has no clause."""

    code = "agreements.text_without_clauses"
    sentence = gettext_noop("The text has no clause. Write at least one, with a title and a paragraph.")


class ClauseKeyTwice(Refusal):
    """Two clauses have the same key."""

    code = "agreements.clause_key_twice"
    sentence = gettext_noop(
        "Two clauses have the key “%(clause)s”. Each clause keeps a key of its own through all versions."
    )


class TermMissing(Refusal):
    """A duty says too little to be measured."""

    code = "agreements.term_missing"
    sentence = gettext_noop("Clause “%(clause)s” does not say its %(term)s. Fill it in, so that it can be measured.")


class NothingChanged(Refusal):
    """An offer repeats the text it answers."""

    code = "agreements.nothing_changed"
    sentence = gettext_noop("This text is the same as version %(version)s. Change something, or accept that version.")


class TextMovedOn(Conflict):
    """A newer text was offered meanwhile."""

    code = "agreements.text_moved_on"
    sentence = gettext_noop("Version %(version)s was offered meanwhile. Read it, then decide again.")


class NotApproved(Refusal):
    """The text was not approved by the legal review."""

    code = "agreements.not_approved"
    sentence = gettext_noop(
        "The legal review has not approved version %(version)s. Nothing can be signed before it has."
    )


class NotAcceptedByAll(Refusal):
    """A party has not accepted the text."""

    code = "agreements.not_accepted_by_all"
    sentence = gettext_noop("%(agency)s has not accepted version %(version)s yet.")


class NotTheReviewer(Denied):
    """The actor is not of the legal bureau."""

    code = "agreements.not_the_reviewer"
    sentence = gettext_noop(
        "Only an executive of the regional secretariat (%(agency)s), or the administrator there, may do the legal review and the register."
    )


class OwnText(Denied):
    """Who wrote a text may not approve it."""

    code = "agreements.own_text"
    sentence = gettext_noop("You wrote this version, so somebody else has to review it.")


class NotTheDrafter(Denied):
    """A draft belongs to who wrote it."""

    code = "agreements.not_the_drafter"
    sentence = gettext_noop(
        "This is still a draft of %(agency)s. Other parties join once the legal review has seen it."
    )


class RegisterNumberTaken(Conflict):
    """The register number is in use."""

    code = "agreements.register_number_taken"
    sentence = gettext_noop("Register number “%(number)s” is already given to agreement %(agreement)s.")


class RegisterNumberMissing(Refusal):
    """No register number was given."""

    code = "agreements.register_number_missing"
    sentence = gettext_noop("Give the number under which the agreement stands in the register.")


class ReasonMissing(Refusal):
    """What ends an agreement must be said."""

    code = "agreements.reason_missing"
    sentence = gettext_noop("Say why, in at least %(shortest)s characters; the other parties will read it.")


class NotYetLapsed(Refusal):
    """The agreement still runs."""

    code = "agreements.not_yet_lapsed"
    sentence = gettext_noop(
        "Agreement %(agreement)s runs until %(until)s. To end it earlier, terminate it with a reason."
    )


class TemplateNotFound(NotFound):
    """No template has this name."""

    code = "agreements.template_not_found"
    sentence = gettext_noop("There is no agreement template “%(template)s”.")


class TemplateFieldMissing(Refusal):
    """A template asks for something that was not given."""

    code = "agreements.template_field_missing"
    sentence = gettext_noop("The template needs “%(field)s”. Fill it in.")


class VersionNotFound(NotFound):
    """No text version has this number."""

    code = "agreements.version_not_found"
    sentence = gettext_noop("Agreement %(agreement)s has no version %(version)s.")

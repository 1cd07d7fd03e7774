"""Why a contract is not drafted, proposed or signed."""

from kotacerdas.kernel.errors import Conflict, Denied, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class DraftNotFound(NotFound):
    """No draft has this number."""

    code = "exchange.draft_not_found"
    sentence = gettext_noop("There is no contract draft number %(number)s.")


class MayNotDraft(Denied):
    """The actor is neither of the two sides."""

    code = "exchange.may_not_draft"
    sentence = gettext_noop(
        "Contracts of %(producer)s are drafted by its data producer and by the data steward. Ask one of them."
    )


class MayNotSign(Denied):
    """The actor can sign for no side that is still open."""

    code = "exchange.may_not_sign"
    sentence = gettext_noop(
        "This contract is signed by the data producer of %(producer)s and by the data steward, each once and not by "
        "the same person."
    )


class DraftMoved(Conflict):
    """Somebody else changed the draft meanwhile."""

    code = "exchange.draft_moved"
    sentence = gettext_noop("Somebody changed draft number %(number)s after you opened it. Nothing was overwritten.")


class ContractMoved(Conflict):
    """The contract got a newer version than the one the draft began from."""

    code = "exchange.contract_moved"
    sentence = gettext_noop(
        "“%(name)s” has contract version %(version)s by now, but this draft changes an older one. Withdraw it and "
        "begin again from the newest version."
    )


class DraftStateWrong(Conflict):
    """The draft is in a state from which this does not follow."""

    code = "exchange.draft_state_wrong"
    sentence = gettext_noop("Draft number %(number)s is “%(state)s”; from there it cannot become “%(wanted)s”.")


class PrivacyUnconfirmed(Refusal):
    """A proposed privacy class has not been confirmed."""

    code = "exchange.privacy_unconfirmed"
    sentence = gettext_noop("Confirm first who may see these columns: %(fields)s.")


class NoteMissing(Refusal):
    """A version without a word about why it is there."""

    code = "exchange.note_missing"
    sentence = gettext_noop("Write in a sentence what this version changes and why. It stays in the changelog.")


class NothingChanged(Refusal):
    """A draft that says what is already agreed."""

    code = "exchange.draft_changes_nothing"
    sentence = gettext_noop("This draft says the same as contract version %(version)s. Change something first.")


class DatasetNameTaken(Refusal):
    """A new dataset under the name of another."""

    code = "exchange.dataset_name_taken"
    sentence = gettext_noop("There is already a dataset called “%(name)s”. Choose another name, or change that one.")


class ContractFormatUnknown(Misuse):
    """A contract is not written in this format."""

    code = "exchange.contract_format_unknown"
    sentence = gettext_noop(
        "“%(format)s” is no format of a contract. Choose tableschema.json, datapackage.json or odcs.yaml."
    )


class DraftBodyIncomplete(Misuse):
    """A draft without what even the first one needs."""

    code = "exchange.draft_body_incomplete"
    sentence = gettext_noop("The contract lacks: %(keys)s.")

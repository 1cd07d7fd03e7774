"""Why a remote catalogue is not taken in."""

from kotacerdas.kernel.errors import Conflict, Denied, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class SourceNotFound(NotFound):
    """No source has this name."""

    code = "exchange.source_not_found"
    sentence = gettext_noop("There is no source called “%(name)s”.")


class NotTheStewardOfSources(Denied):
    """Sources are kept by data stewards."""

    code = "exchange.not_the_steward_of_sources"
    sentence = gettext_noop("Sources of other portals are kept by the data steward (walidata). Ask yours to do it.")


class SourceTaken(Conflict):
    """There is a source of this name."""

    code = "exchange.source_taken"
    sentence = gettext_noop("There is a source called “%(name)s” already. Choose another short name.")


class SourceUnsound(Refusal):
    """A source that cannot be looked at."""

    code = "exchange.source_unsound"
    sentence = gettext_noop(
        "The source is not complete: a short name in small letters, an address with http:// or https:// and without a "
        "password, and from 1 to 720 hours between two looks."
    )


class SourceUnreachable(Refusal):
    """The portal does not answer, or answers with a failure."""

    code = "exchange.source_unreachable"
    sentence = gettext_noop("%(url)s does not answer as it should: %(why)s. It is tried again at the next look.")


class SourceTooSlow(Refusal):
    """A look took longer than its time."""

    code = "exchange.source_too_slow"
    sentence = gettext_noop(
        "%(url)s needed more than %(seconds)s seconds, so the look was broken off. What was known stays as it was."
    )


class AnswerTooLarge(Refusal):
    """One answer is larger than we take in."""

    code = "exchange.answer_too_large"
    sentence = gettext_noop(
        "%(url)s sent more than %(limit)s MB in one answer. Ask the portal for a catalogue in pages."
    )


class CatalogueNotUnderstood(Refusal):
    """What came is not a catalogue of the kind that was said."""

    code = "exchange.catalogue_not_understood"
    sentence = gettext_noop("%(url)s did not send a catalogue that can be read: %(why)s.")

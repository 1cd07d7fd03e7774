"""Why a file in pieces, a repeated request or a correction is not taken."""

from kotacerdas.kernel.errors import Conflict, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class UploadNotFound(NotFound):
    """No upload has this token, or it is somebody else's, or its time is over."""

    code = "exchange.upload_not_found"
    sentence = gettext_noop("There is no such upload, or its time is over. Begin it again.")


class UploadIncomplete(Conflict):
    """Bytes are missing."""

    code = "exchange.upload_incomplete"
    sentence = gettext_noop("Of %(size)s bytes %(here)s are here. Send the rest, then hand the file in.")


class UploadDamaged(Refusal):
    """The bytes are not those that were announced."""

    code = "exchange.upload_damaged"
    sentence = gettext_noop(
        "The file that arrived has another fingerprint than the one announced. Nothing was handed in; send it again."
    )


class TooManyUploads(Refusal):
    """One person has begun too many."""

    code = "exchange.too_many_uploads"
    sentence = gettext_noop("You have %(limit)s unfinished uploads. Finish or cancel one of them first.")


class KeyUsed(Refusal):
    """An idempotency key came back with another request."""

    code = "exchange.key_used"
    sentence = gettext_noop(
        "The key of this request was used for another file, period or area. Use a new key for a new submission."
    )


class MalformedKey(Refusal):
    """An idempotency key is too long or not printable."""

    code = "exchange.malformed_key"
    sentence = gettext_noop("The key of a request has 1 to %(limit)s printable characters.")


class MalformedMapping(Misuse):
    """What columns hold is not written as JSON."""

    code = "exchange.malformed_mapping"
    sentence = gettext_noop(
        "Write the mapping as a JSON object of texts: the column of the file, then the field it holds."
    )


class NothingToCorrect(Conflict):
    """The submission that is to be corrected has no failing rows, or belongs elsewhere."""

    code = "exchange.nothing_to_correct"
    sentence = gettext_noop(
        "Submission number %(number)s has no returned rows for this dataset, period and area. Hand in a whole file."
    )


class CannotMerge(Refusal):
    """The release that corrected rows should join is not there any more as it was."""

    code = "exchange.cannot_merge"
    sentence = gettext_noop(
        "The corrected rows cannot be put into the release in force, because it belongs to a wider area or to another "
        "version of the data standard. Hand in the whole corrected file."
    )

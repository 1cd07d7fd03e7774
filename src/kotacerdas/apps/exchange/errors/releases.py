"""Why rows are not given."""

from kotacerdas.kernel.errors import Denied, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class ReleaseNotFound(NotFound):
    """No release has this number."""

    code = "exchange.release_not_found"
    sentence = gettext_noop("There is no release number %(number)s.")


class RowsNotYours(Denied):
    """Personal cells are not for this actor."""

    code = "exchange.rows_not_yours"
    sentence = gettext_noop(
        "Columns about persons are shown only to the producing agency, the village itself and the data steward."
    )


class PurposeNeeded(Refusal):
    """Reading about persons needs a written purpose."""

    code = "exchange.purpose_needed"
    sentence = gettext_noop("Say what you need the personal columns for. The purpose is recorded with your name.")


class InternalColumns(Denied):
    """Internal cells are for those at work."""

    code = "exchange.internal_columns"
    sentence = gettext_noop("Internal columns are shown only to staff who are logged in.")


class UnknownFormat(Misuse):
    """The download format is none of ours."""

    code = "exchange.unknown_format"
    sentence = gettext_noop("“%(format)s” is not a download format. Choose csv, json, parquet or arrow.")

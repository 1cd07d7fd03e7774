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
    sentence = gettext_noop("“%(format)s” is not a download format. Choose csv, json, jsonl, parquet, arrow or zip.")


class DatasetClosed(Denied):
    """Nobody reads the rows but those who work with them and holders of a grant."""

    code = "exchange.dataset_closed"
    sentence = gettext_noop(
        "This dataset is closed: its rows are read by those who keep it and by agencies with a grant. "
        "Ask for access on the page of the dataset."
    )


class DatasetLimited(Denied):
    """The rows are for staff."""

    code = "exchange.dataset_limited"
    sentence = gettext_noop("The rows of this dataset are shown to staff who are logged in. Log in, or ask for access.")


class GrantNotYours(Denied):
    """The grant named does not open this to the reader."""

    code = "exchange.grant_not_yours"
    sentence = gettext_noop(
        "Grant %(grant)s does not open these rows to your agency today. "
        "It may have ended, or be for other areas or periods."
    )


class TokenTooNarrow(Denied):
    """The token was made for something else."""

    code = "exchange.token_too_narrow"
    sentence = gettext_noop(
        "This token does not cover “%(scope)s” for the dataset “%(dataset)s”. Make one that does under My account."
    )


class TooManyReads(Refusal):
    """The reads a grant allows in one day are used up."""

    code = "exchange.too_many_reads"
    sentence = gettext_noop("Grant %(grant)s allows %(limit)s reads a day, and they are used up. Try again tomorrow.")
    status = 429


class GrantEnded(Denied):
    """The grant a file was leaving under ended before its last byte."""

    code = "exchange.grant_ended"
    sentence = gettext_noop(
        "Grant %(grant)s has ended, so the file was stopped before its end. What arrived is not whole."
    )


class ColumnHidden(Denied):
    """A filter, order or measure would tell what a hidden column holds."""

    code = "exchange.column_hidden"
    sentence = gettext_noop("The column “%(column)s” is not open to you, so nothing can be asked of it. %(reason)s")


class TooManyGroups(Refusal):
    """More groups than one answer holds."""

    code = "exchange.too_many_groups"
    sentence = gettext_noop("There are more than %(limit)s groups. Group by fewer columns, or filter first.")


class FileNotWhole(Denied):
    """The file as it is kept is for those who may see all of it."""

    code = "exchange.file_not_whole"
    sentence = gettext_noop(
        "The file as it is kept holds more than you may see. Download the release instead; what is closed is left out. %(reason)s"
    )


class NothingReleased(NotFound):
    """A dataset or period without any rows in force."""

    code = "exchange.nothing_released"
    sentence = gettext_noop(
        "“%(name)s” has no release of this period and area yet. Choose another, or look again after its due date."
    )


class ColumnUnknown(Refusal):
    """A request names a column the dataset does not have."""

    code = "exchange.column_unknown"
    sentence = gettext_noop("The dataset “%(dataset)s” has no column “%(column)s”. Choose from its contract.")


class GrantNotForYou(Denied):
    """A grant is between two agencies, and this reader is of neither."""

    code = "exchange.grant_not_for_you"
    sentence = gettext_noop(
        "This grant is between two other agencies. Who reads about your area stands on its own page."
    )


class MalformedMonth(Misuse):
    """A month was not written as one."""

    code = "exchange.malformed_month"
    sentence = gettext_noop("“%(text)s” is not a month. Write it as 2026-11.")

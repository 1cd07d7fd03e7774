"""Why a file is not taken."""

from kotacerdas.kernel.errors import Denied, Fault, Misuse, NotFound, Refusal
from kotacerdas.kernel.messages import gettext_noop


class SubmissionNotFound(NotFound):
    """No submission has this number."""

    code = "exchange.submission_not_found"
    sentence = gettext_noop("There is no submission number %(number)s.")


class NoReturnLetter(NotFound):
    """Nothing was returned, so there is no letter."""

    code = "exchange.no_return_letter"
    sentence = gettext_noop("Submission number %(number)s has no return letter: nothing was returned.")


class LoginNeeded(Denied):
    """Handing in data needs a name."""

    code = "exchange.login_needed"
    sentence = gettext_noop("Log in first: a file is always handed in under somebody's name.")


class NotTheProducer(Denied):
    """Another agency produces this dataset."""

    code = "exchange.not_the_producer"
    sentence = gettext_noop(
        "This dataset is produced by %(producer)s. Only its data producer, or the data steward on its behalf, "
        "may hand in a file."
    )


class OutsideYourArea(Denied):
    """The actor may not write for this area."""

    code = "exchange.outside_your_area"
    sentence = gettext_noop("Your account may not hand in data for the area %(area)s.")


class SubmissionNotYours(Denied):
    """The actor is none of those a submission concerns."""

    code = "exchange.submission_not_yours"
    sentence = gettext_noop(
        "Submission number %(number)s can be seen by who handed it in, the producing agency and the data steward."
    )


class AreaOutsideDataset(Refusal):
    """The area does not lie in the producer's territory."""

    code = "exchange.area_outside_dataset"
    sentence = gettext_noop("The area %(area)s lies outside %(home)s, which this dataset is about.")


class AreaTooSmall(Refusal):
    """The dataset is handed in for larger areas at once."""

    code = "exchange.area_too_small"
    sentence = gettext_noop("This dataset is handed in for a whole area at once, not for %(area)s alone.")


class PeriodNotInDataset(Refusal):
    """The period has another length than the dataset's."""

    code = "exchange.period_not_in_dataset"
    sentence = gettext_noop(
        "The period %(period)s does not fit. This dataset is handed in for periods written like %(example)s."
    )


class PeriodNotBegun(Refusal):
    """The period lies in the future."""

    code = "exchange.period_not_begun"
    sentence = gettext_noop("The period %(period)s has not begun yet.")


class EmptyFile(Refusal):
    """The file has no content."""

    code = "exchange.empty_file"
    sentence = gettext_noop("The file “%(file)s” is empty. Check that it was saved, then choose it again.")


class FileTooLarge(Refusal):
    """The file is past what one submission may be."""

    code = "exchange.file_too_large"
    sentence = gettext_noop("The file “%(file)s” is larger than %(limit)s MB. Split it by area and hand in the parts.")


class MuchSmaller(Refusal):
    """The file would replace far more rows than it brings."""

    code = "exchange.much_smaller"
    sentence = gettext_noop(
        "The file has %(rows)s good rows, but what it would replace has %(before)s. Hand in the whole file again, "
        "not only the corrected rows. If the smaller number is right, confirm it when you hand in the file."
    )


class UnknownSheetFormat(Misuse):
    """The format of a file to fill in is none of ours."""

    code = "exchange.unknown_sheet_format"
    sentence = gettext_noop("“%(format)s” is not a format to fill in. Choose csv or xlsx.")


class FileLost(Fault):
    """The kept file is gone or damaged on disk."""

    code = "exchange.file_lost"
    sentence = gettext_noop(
        "The kept file of submission number %(number)s is missing or damaged on our disk. "
        "It must be restored from the backup."
    )


class WrongTransition(Refusal):
    """A submission cannot move like that."""

    code = "exchange.wrong_transition"
    sentence = gettext_noop("Submission number %(number)s is already “%(state)s” and cannot become “%(wanted)s”.")
    status = 409

"""How much a signature carries with it, and how much weight it has."""

from enum import StrEnum

from kotacerdas.kernel.messages import gettext_noop


class Level(StrEnum):
    """The four PAdES baseline levels (ETSI EN 319 142-1), lowest first."""

    B = "B-B"
    T = "B-T"
    LT = "B-LT"
    LTA = "B-LTA"

    @property
    def rank(self) -> int:
        """Its place, 0 for the lowest."""
        return list(Level).index(self)


class Assurance(StrEnum):
    """How far a signature binds a person, highest first.

    ``CERTIFIED`` rests on a certificate of a provider the state recognises, ``NODE`` on one this platform's authority
    issued, ``SCANNED`` on a picture of a signature on paper (PP 71/2019 tells the first from the second).
    """

    CERTIFIED = "certified"
    NODE = "node"
    SCANNED = "scanned"


ASSURANCE_TITLES = {
    Assurance.CERTIFIED: gettext_noop("Electronic signature with a certificate of a recognised provider"),
    Assurance.NODE: gettext_noop("Electronic signature with a certificate of this platform"),
    Assurance.SCANNED: gettext_noop("Scan of a signature on paper"),
}


class Shortfall(StrEnum):
    """Why a signature reached less than was wished for."""

    NO_AUTHORITY = "no_authority"
    TIME_STAMP_UNAVAILABLE = "time_stamp_unavailable"
    VALIDATION_DATA_MISSING = "validation_data_missing"


SHORTFALL_SENTENCES = {
    Shortfall.NO_AUTHORITY: gettext_noop("No time-stamp authority is set, so the time is the one our clock said."),
    Shortfall.TIME_STAMP_UNAVAILABLE: gettext_noop(
        "The time-stamp authority did not answer, so the time is the one our clock said."
    ),
    Shortfall.VALIDATION_DATA_MISSING: gettext_noop(
        "Nothing could be had that shows the certificate was not called back, so the file does not carry it."
    ),
}

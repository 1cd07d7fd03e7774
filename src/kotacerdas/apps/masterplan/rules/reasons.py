"""The sentences that say why a target stands as it does: English message ids and the facts they name."""

from kotacerdas.apps.masterplan.types import Owed, Reading
from kotacerdas.kernel.messages import gettext_noop


REACHED = gettext_noop("%(measured)s in %(period)s; %(wanted)s was wanted. Reached.")
THIN = gettext_noop(
    "%(measured)s in %(period)s reaches the %(wanted)s wanted, but only %(reported)s of %(expected)s %(units)s have "
    "reported. It may still change."
)
FALLING = gettext_noop(
    "%(measured)s in %(period)s reaches the %(wanted)s wanted, but it has been getting worse by %(slide)s a year."
)
CATCHING_UP = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted. Improving by %(observed)s a year, it can "
    "still reach %(final)s in %(final_period)s."
)
NEARLY = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted. It needs to improve by %(needed)s a year "
    "and has been improving by %(observed)s."
)
TOO_SLOW = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted. It needs to improve by %(needed)s a year "
    "until %(final_period)s, but has been improving by only %(observed)s."
)
WRONG_WAY = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted, and it has been getting worse by "
    "%(slide)s a year."
)
STANDING_STILL = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted, and it has not moved. "
    "It needs to improve by %(needed)s a year until %(final_period)s."
)
NO_PACE = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted. There is no earlier number to tell its pace."
)
MISSED = gettext_noop(
    "%(measured)s in %(period)s is %(gap)s away from the %(wanted)s wanted, and the path has no later year to catch up."
)
NEVER = gettext_noop("Nobody has handed in the data behind it yet.")
NEVER_OWED = gettext_noop("Never measured yet. %(agency)s has owed “%(dataset)s” for %(due_period)s since %(since)s.")
TOO_FEW = gettext_noop(
    "Only %(reported)s of %(expected)s %(units)s have reported for %(period)s; at least half must before it is judged."
)
BLANK = gettext_noop("The number for %(period)s is withheld to protect people, or there were no cases.")
BEFORE_PATH = gettext_noop(
    "The newest number, %(measured)s, is of %(period)s, before the first target in %(first_period)s."
)
LATE = gettext_noop(
    "%(agency)s has owed “%(dataset)s” for %(due_period)s since %(since)s. Last known: %(measured)s in %(period)s."
)
LATE_RETURNED = gettext_noop(
    "“%(dataset)s” for %(due_period)s went back to %(agency)s with errors and is awaited since %(since)s. "
    "Last known: %(measured)s in %(period)s."
)
LATE_PARTS = gettext_noop(
    "%(deliveries)s deliveries of “%(dataset)s” for %(due_period)s have been owed since %(since)s. "
    "Last known: %(measured)s in %(period)s."
)
TOO_OLD = gettext_noop(
    "The newest number, %(measured)s, is of %(period)s. That was more than %(years)s years ago, too long to judge by."
)

ALL = (
    REACHED,
    THIN,
    FALLING,
    CATCHING_UP,
    NEARLY,
    TOO_SLOW,
    WRONG_WAY,
    STANDING_STILL,
    NO_PACE,
    MISSED,
    NEVER,
    NEVER_OWED,
    TOO_FEW,
    BLANK,
    BEFORE_PATH,
    LATE,
    LATE_RETURNED,
    LATE_PARTS,
    TOO_OLD,
)


def reading_facts(reading: Reading) -> dict[str, object]:
    """What a sentence may say about a reading."""
    return {
        "measured": reading.value,
        "period": reading.period,
        "reported": reading.coverage.reported,
        "expected": reading.coverage.expected,
    }


def owed_facts(delivery: Owed) -> dict[str, object]:
    """What a sentence may say about an overdue delivery; the agency's code becomes its name at the edge."""
    return {
        "agency": delivery.agency_code,
        "dataset": dict(delivery.dataset_title),
        "due_period": delivery.period,
        "since": delivery.since,
    }

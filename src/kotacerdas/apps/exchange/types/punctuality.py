"""How producers keep their days."""

from dataclasses import dataclass
from enum import StrEnum


class LetterState(StrEnum):
    """What became of a return letter."""

    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    WAITING = "waiting"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """One agency in one year: counts of files, of letters and of deliveries; ``owed`` is what is late now."""

    agency_code: str
    handed_in: int
    returned_whole: int
    returned_in_part: int
    answered_in_time: int
    answered_late: int
    waiting: int
    overdue: int
    delivered_in_time: int
    delivered_late: int
    owed: int

"""What the people who look at a checked file have said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ReviewStep(StrEnum):
    """Whose look it is, in their order (Perpres 39/2019)."""

    STEWARD = "steward"
    SUPERVISOR = "supervisor"


class ReviewOutcome(StrEnum):
    """What the look ended with."""

    APPROVED = "approved"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Review:
    """One look at a checked submission."""

    submission_id: int
    step: ReviewStep
    outcome: ReviewOutcome
    note: str
    reviewer: str
    reviewer_name: str
    at: datetime

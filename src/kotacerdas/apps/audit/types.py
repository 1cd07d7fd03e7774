"""What leaves the audit app."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One thing somebody did."""

    id: int
    action: str
    target: str
    by: str
    by_name: str
    agency_code: str | None
    at: datetime
    facts: dict[str, object]

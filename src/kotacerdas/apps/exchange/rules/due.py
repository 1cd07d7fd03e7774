"""What is due, and who owes it."""

import calendar
from collections.abc import Iterable
from datetime import date

from kotacerdas.apps.exchange.types import Dataset
from kotacerdas.contracts.contract import Schedule
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.periods import Frequency, Period


STEWARD = "diskominfo"
EXPECTED_FOR_DAYS = 366  # an obligation a year past its date is history, not work


def due_on(schedule: Schedule, period: Period) -> date:
    """The day by which ``period`` must be handed in; day 31 means the last day of a shorter month."""
    if period.frequency is Frequency.YEAR:
        year, month = period.year + schedule.year_offset, schedule.month
    else:
        year, month = period.end.year, period.end.month
    return date(year, month, min(schedule.day, calendar.monthrange(year, month)[1]))


def expected_periods(dataset: Dataset, *, on: date) -> tuple[Period, ...]:
    """Periods to ask for on a day, oldest first: begun, and not due longer ago than ``EXPECTED_FOR_DAYS``.

    Nothing is expected of an occasional dataset.
    """
    if dataset.is_occasional:
        return ()
    period = Period.containing(on, dataset.frequency)
    periods: list[Period] = []
    while (on - due_on(dataset.schedule, period)).days < EXPECTED_FOR_DAYS:
        periods.append(period)
        period = period.previous
    return tuple(reversed(periods))


def owing_agency(dataset: Dataset, area: AreaCode) -> str:
    """Who owes the file for an area: the village government where villages hand in, else the producer."""
    is_village = dataset.submit_level is AreaLevel.VILLAGE and area.level is AreaLevel.VILLAGE
    return f"{area}/pemdes" if is_village else dataset.producer_code


def steward_agency(home: AreaCode) -> str:
    """The agency that is data steward (walidata) of an area: communication and informatics, by Perpres 39/2019."""
    return f"{home}/{STEWARD}"


def is_delivered(area: AreaCode, parts: Iterable[tuple[AreaCode, frozenset[str]]]) -> bool:
    """Whether some part's area covers ``area`` and holds rows of it.

    Each part is its area and the area codes that have rows; a part without listed areas counts for its whole area.
    """
    return any(area.is_within(scope) and _has_rows(area, reported) for scope, reported in parts)


def _has_rows(area: AreaCode, reported: frozenset[str]) -> bool:
    return not reported or area in reported or any(code.startswith(area.prefix) for code in reported)

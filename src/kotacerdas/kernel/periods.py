"""Periods of reporting: a year, a quarter or a month, written ``2026``, ``2026-Q3``, ``2026-09``."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from kotacerdas.kernel.errors import Misuse
from kotacerdas.kernel.messages import gettext_noop


class Frequency(StrEnum):
    """How often a dataset or indicator is due."""

    YEAR = "year"
    QUARTER = "quarter"
    MONTH = "month"


class MalformedPeriod(Misuse):
    """The text is not a period."""

    code = "kernel.malformed_period"
    sentence = gettext_noop("“%(text)s” is not a period. Write 2026, 2026-Q3 or 2026-09.")


_SHAPE = re.compile(r"(?P<year>(19|20)\d\d)(-(Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?", re.ASCII)
_MONTHS = {Frequency.YEAR: 12, Frequency.QUARTER: 3, Frequency.MONTH: 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """One reporting period: ``[start, end)``."""

    start: date
    frequency: Frequency

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2026``, ``2026-Q3`` or ``2026-09``; raise :class:`MalformedPeriod` otherwise."""
        match = _SHAPE.fullmatch(text)
        if not match:
            raise MalformedPeriod(text=text)
        year = int(match["year"])
        if match["quarter"]:
            return cls(date(year, 3 * int(match["quarter"]) - 2, 1), Frequency.QUARTER)
        if match["month"]:
            return cls(date(year, int(match["month"]), 1), Frequency.MONTH)
        return cls(date(year, 1, 1), Frequency.YEAR)

    @classmethod
    def containing(cls, day: date, frequency: Frequency) -> Self:
        """The period of that frequency in which ``day`` falls."""
        months = _MONTHS[frequency]
        return cls(date(day.year, (day.month - 1) // months * months + 1, 1), frequency)

    @property
    def end(self) -> date:
        """The first day after the period."""
        return _shift(self.start, _MONTHS[self.frequency])

    @property
    def next(self) -> "Period":
        """The period that follows."""
        return Period(self.end, self.frequency)

    @property
    def previous(self) -> "Period":
        """The period before."""
        return Period(_shift(self.start, -_MONTHS[self.frequency]), self.frequency)

    @property
    def year(self) -> int:
        """The calendar year the period lies in."""
        return self.start.year

    def __str__(self) -> str:
        if self.frequency is Frequency.YEAR:
            return f"{self.start.year}"
        if self.frequency is Frequency.QUARTER:
            return f"{self.start.year}-Q{(self.start.month + 2) // 3}"
        return f"{self.start.year}-{self.start.month:02}"


def _shift(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)

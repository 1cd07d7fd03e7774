"""The same judgement told the long way round, as the method's page tells it; it shares no code with the rules."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kotacerdas.apps.masterplan.types import Owed, Reading, Target, Yardstick
from kotacerdas.ui import formats


def state_of(target: Target, readings: Sequence[Reading], owed: Sequence[Owed], yardstick: Yardstick, on: date) -> str:
    """The state as a word."""
    half = [one for one in readings if 2 * one.coverage.reported >= one.coverage.expected]
    if len(half) == 0:
        return "not_measured"
    last = half[len(half) - 1]
    if any(debt.period.start > last.period.start for debt in owed):
        return "late"
    if last.value is None:
        return "not_measured"
    if on.year >= last.period.year + 3:
        return "late"
    wanted = _wanted_in(target, last.period.year)
    return "not_measured" if wanted is None else _colour_by_cover(target, half, wanted, yardstick)


def _wanted_in(target: Target, year: int) -> float | None:
    wanted = None
    for point in target.points:
        if point.period.year <= year:
            wanted = point.wanted
    return wanted


def _colour_by_cover(target: Target, half: Sequence[Reading], wanted: float, yardstick: Yardstick) -> str:
    last = half[len(half) - 1]
    colour = _colour(target, [one for one in half if one.value is not None], wanted, yardstick)
    if colour == "on_track" and 10 * last.coverage.reported < 9 * last.coverage.expected:
        return "at_risk"
    return colour


def _colour(target: Target, known: Sequence[Reading], wanted: float, yardstick: Yardstick) -> str:
    sign = 1 if yardstick.is_higher_better else -1

    def height(value: float | None) -> Decimal:
        """How good a value is, as the pages show it: turned over where less is better."""
        return sign * Decimal(formats.number(value, yardstick.decimals, "en").replace(",", "").replace("−", "-"))

    last, goal = known[len(known) - 1], target.points[len(target.points) - 1]
    here, there = height(last.value), height(goal.wanted)
    first_year, first = target.baseline.period.year, height(target.baseline.wanted)
    if len(known) == 2:
        first_year, first = known[0].period.year, height(known[0].value)
    if len(known) >= 3:
        first_year, first = known[len(known) - 3].period.year, height(known[len(known) - 3].value)
    years_gone, years_left = last.period.year - first_year, goal.period.year - last.period.year
    if here >= height(wanted):
        is_worse = years_gone > 0 and here < first and here < there
        return "at_risk" if is_worse else "on_track"
    if years_left <= 0:
        return "off_track"
    if years_gone > 0 and (here - first) * years_left >= (there - here) * years_gone:
        return "at_risk"
    start = height(target.baseline.wanted)
    way = height(wanted) - start
    return "at_risk" if way > 0 and (here - start) * 10 >= 8 * way else "off_track"

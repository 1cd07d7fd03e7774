"""How a target stands. The method, with worked cases, is described in docs/methods/status.md.

Everything is compared with the indicator's decimals, so that what is shown decides, and in exact fractions, so that
80 % of a way is 80 %. Differences and paces are counted in the wanted direction: a positive pace is an improvement,
whether the indicator should rise or fall.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from kotacerdas.apps.masterplan.rules import reasons
from kotacerdas.apps.masterplan.types import Judgement, Owed, Reading, Target, TargetPoint, TargetState, Yardstick
from kotacerdas.kernel.periods import Period


COVERAGE_TO_JUDGE = 0.5
COVERAGE_FOR_GREEN = 0.9
WAY_FOR_AT_RISK = Fraction(8, 10)
OLDEST_YEARS = 2
PACE_READINGS = 3
MONTHS_A_YEAR = 12


def judge(
    target: Target, readings: Sequence[Reading], owed: Sequence[Owed], yardstick: Yardstick, *, on: date
) -> Judgement:
    """Say how ``target`` stands on a day.

    ``readings`` are the indicator's values in the target's area, oldest first, without missing ones; ``owed`` the
    overdue deliveries of its datasets. Grey comes first: a number that is missing, withheld, too old or overtaken by
    an overdue delivery is never coloured. Then the newest reading is held against the path, and a green that stands
    on less than ``COVERAGE_FOR_GREEN`` of the units is lowered.
    """
    ripe = [reading for reading in readings if coverage_share(reading) >= COVERAGE_TO_JUDGE]
    if not ripe:
        return _never_measured(readings, owed)
    newest = ripe[-1]
    wanted = wanted_in(target, newest.period)
    grey = _overdue(newest, owed) or _blank(newest) or _too_old(newest, on) or _before_path(target, newest, wanted)
    if grey:
        return replace(grey, reading=newest, wanted=wanted)
    known = [reading for reading in ripe if reading.value is not None]
    return _lower_thin_green(_compare(target, known, yardstick), newest)


def coverage_share(reading: Reading) -> float:
    """The share of units that reported, 0–1."""
    return reading.coverage.reported / reading.coverage.expected if reading.coverage.expected else 1.0


def wanted_in(target: Target, period: Period) -> float | None:
    """What the path wants in a period: the newest point that has begun; none before the first."""
    begun = [point.wanted for point in target.points if point.period.start <= period.start]
    return begun[-1] if begun else None


def _never_measured(readings: Sequence[Reading], owed: Sequence[Owed]) -> Judgement:
    if owed:
        return Judgement(TargetState.NOT_MEASURED, reasons.NEVER_OWED, reasons.owed_facts(_first(owed)))
    if readings:
        newest = readings[-1]
        return Judgement(TargetState.NOT_MEASURED, reasons.TOO_FEW, reasons.reading_facts(newest), reading=newest)
    return Judgement(TargetState.NOT_MEASURED, reasons.NEVER, {})


def _overdue(newest: Reading, owed: Sequence[Owed]) -> Judgement | None:
    """Late when a delivery for a later period is overdue: the old number no longer says how things are."""
    missing = [delivery for delivery in owed if delivery.period > newest.period]
    if not missing:
        return None
    first = _first(missing)
    facts = {**reasons.reading_facts(newest), **reasons.owed_facts(first), "deliveries": len(missing)}
    return Judgement(TargetState.LATE, _why_late(first), facts)


def _why_late(delivery: Owed) -> str:
    if not delivery.is_whole:
        return reasons.LATE_PARTS
    return reasons.LATE_RETURNED if delivery.was_returned else reasons.LATE


def _blank(newest: Reading) -> Judgement | None:
    if newest.value is not None:
        return None
    return Judgement(TargetState.NOT_MEASURED, reasons.BLANK, reasons.reading_facts(newest))


def _too_old(newest: Reading, on: date) -> Judgement | None:
    end = newest.period.end
    if on < end.replace(year=end.year + OLDEST_YEARS):
        return None
    return Judgement(TargetState.LATE, reasons.TOO_OLD, {**reasons.reading_facts(newest), "years": OLDEST_YEARS})


def _before_path(target: Target, newest: Reading, wanted: float | None) -> Judgement | None:
    if wanted is not None:
        return None
    facts = {**reasons.reading_facts(newest), "first_period": target.points[0].period}
    return Judgement(TargetState.NOT_MEASURED, reasons.BEFORE_PATH, facts)


def _compare(target: Target, known: Sequence[Reading], yardstick: Yardstick) -> Judgement:
    newest, final = known[-1], target.points[-1]
    measured, wanted = newest.value or 0.0, wanted_in(target, newest.period) or 0.0
    gap = _improvement(measured, wanted, yardstick)
    years_left = years_between(newest.period, final.period)
    still = _improvement(measured, final.wanted, yardstick)
    needed = still / years_left if years_left > 0 else None
    observed = _pace(target.baseline, known, yardstick)
    state, reason = _verdict(gap, still, needed, observed, _way_travelled(target.baseline, measured, wanted, yardstick))
    facts = {
        **reasons.reading_facts(newest),
        "wanted": wanted,
        "gap": abs(float(gap)),
        "needed": _plain(needed),
        "observed": _plain(observed),
        "slide": None if observed is None else -float(observed),
        "final": final.wanted,
        "final_period": final.period,
    }
    return Judgement(state, reason, facts, newest, wanted, float(gap), _plain(needed), _plain(observed))


def _verdict(
    gap: Fraction, still: Fraction, needed: Fraction | None, observed: Fraction | None, way: Fraction | None
) -> tuple[TargetState, str]:
    """The state of a reading: what is left to this year's and the last target, the paces, the share of the way."""
    if gap <= 0:
        is_falling = still > 0 and observed is not None and observed < 0
        return (TargetState.AT_RISK, reasons.FALLING) if is_falling else (TargetState.ON_TRACK, reasons.REACHED)
    if needed is None:
        return TargetState.OFF_TRACK, reasons.MISSED
    if observed is not None and observed >= needed:
        return TargetState.AT_RISK, reasons.CATCHING_UP
    is_nearly_there = way is not None and way >= WAY_FOR_AT_RISK
    return TargetState.AT_RISK if is_nearly_there else TargetState.OFF_TRACK, _why_behind(
        observed, is_nearly_there=is_nearly_there
    )


def _why_behind(observed: Fraction | None, *, is_nearly_there: bool) -> str:
    if observed is None:
        return reasons.NO_PACE
    if observed == 0:
        return reasons.STANDING_STILL
    if observed < 0:
        return reasons.WRONG_WAY
    return reasons.NEARLY if is_nearly_there else reasons.TOO_SLOW


def _lower_thin_green(judgement: Judgement, newest: Reading) -> Judgement:
    """A green on too few units is not green: those who have not reported may change it."""
    if judgement.state is not TargetState.ON_TRACK or coverage_share(newest) >= COVERAGE_FOR_GREEN:
        return judgement
    return replace(judgement, state=TargetState.AT_RISK, reason=reasons.THIN)


def _improvement(start: float, end: float, yardstick: Yardstick) -> Fraction:
    """How much better ``end`` is than ``start``, both rounded as they are shown."""
    rise = _shown(end, yardstick) - _shown(start, yardstick)
    return rise if yardstick.is_higher_better else -rise


def _shown(value: float, yardstick: Yardstick) -> Fraction:
    """The value as people read it: rounded to the indicator's decimals, half away from zero."""
    step = Decimal(1).scaleb(-yardstick.decimals)
    return Fraction(Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP))


def _plain(number: Fraction | None) -> float | None:
    return None if number is None else float(number)


def _pace(baseline: TargetPoint, known: Sequence[Reading], yardstick: Yardstick) -> Fraction | None:
    """Improvement a year over the newest ``PACE_READINGS`` readings; from the baseline when there is only one."""
    newest = known[-1]
    recent = known[-PACE_READINGS:]
    oldest_period, oldest_value = recent[0].period, recent[0].value
    if len(recent) == 1:
        oldest_period, oldest_value = baseline.period, baseline.wanted
    years = years_between(oldest_period, newest.period)
    if years <= 0:
        return None
    return _improvement(oldest_value or 0.0, newest.value or 0.0, yardstick) / years


def _way_travelled(baseline: TargetPoint, measured: float, wanted: float, yardstick: Yardstick) -> Fraction | None:
    """The share of the way from the baseline to what is wanted by now; none when there is no way to go."""
    way = _improvement(baseline.wanted, wanted, yardstick)
    return _improvement(baseline.wanted, measured, yardstick) / way if way > 0 else None


def years_between(start: Period, end: Period) -> Fraction:
    """Years from the beginning of one period to the beginning of another."""
    months = (end.start.year - start.start.year) * MONTHS_A_YEAR + end.start.month - start.start.month
    return Fraction(months, MONTHS_A_YEAR)


def _first(owed: Sequence[Owed]) -> Owed:
    """The delivery to name: one for the whole area before parts of it, then the longest overdue."""
    return min(owed, key=lambda delivery: (not delivery.is_whole, delivery.since, delivery.dataset_name))

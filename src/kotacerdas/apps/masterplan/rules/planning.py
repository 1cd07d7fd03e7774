"""Who may change a plan, and which paths and programmes can stand in it."""

from collections.abc import Sequence

from kotacerdas.apps.accounts.errors import LoginNeeded
from kotacerdas.apps.masterplan.errors import (
    MayNotPlan,
    PathEmpty,
    PathOutOfOrder,
    PathTurnsBack,
    PercentRefused,
    ProgrammeYearsRefused,
)
from kotacerdas.apps.masterplan.types import TargetPoint
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.kernel.areas import NATION, AreaCode
from kotacerdas.kernel.periods import Period


FULL_PERCENT = 100


def may_plan(by: Actor, area_code: str) -> bool:
    """Whether the actor may change the plan of this area: administrators, and planners of its own agencies.

    A planner's area is that of the agency: ``51.02/bappeda`` plans for 51.02 and what lies in it.
    """
    if by.has(Role.ADMINISTRATOR):
        return True
    own_area = (by.agency_code or "").partition("/")[0]
    if own_area in ("", NATION):
        return False
    return by.has(Role.PLANNER) and AreaCode(area_code).is_within(own_area)


def check_may_plan(by: Actor, area_code: str) -> None:
    """Raise ``LoginNeeded`` or :class:`MayNotPlan` unless the actor may change the plan of this area."""
    if not by.username:
        raise LoginNeeded
    if not may_plan(by, area_code):
        raise MayNotPlan(area_code=area_code)


def check_path(baseline: TargetPoint, points: Sequence[TargetPoint], *, is_higher_better: bool) -> None:
    """Raise unless the points follow the baseline in time and never want less than the point before.

    Raises :class:`PathEmpty`, :class:`PathOutOfOrder` or :class:`PathTurnsBack`.
    """
    if not points:
        raise PathEmpty
    before = baseline
    for point in points:
        if point.period <= before.period:
            raise PathOutOfOrder(period=str(point.period), baseline_period=str(before.period))
        if point.wanted < before.wanted if is_higher_better else point.wanted > before.wanted:
            raise PathTurnsBack(period=str(point.period), wanted=point.wanted, before=before.wanted)
        before = point


def check_programme_years(starts_in: int, ends_in: int) -> None:
    """Raise :class:`ProgrammeYearsRefused` when a programme would end before it starts."""
    if ends_in < starts_in:
        raise ProgrammeYearsRefused(starts_in=starts_in, ends_in=ends_in)


def check_percent(percent: int) -> None:
    """Raise :class:`PercentRefused` unless a quick win is between 0 and 100 % done."""
    if not 0 <= percent <= FULL_PERCENT:
        raise PercentRefused(percent=percent)


def suggest_path(baseline: float, final: float, years: Sequence[int], *, decimals: int) -> tuple[TargetPoint, ...]:
    """An even path from the baseline to ``final``, rounded to the indicator's decimals: one point a year."""
    step = (final - baseline) / len(years) if years else 0.0
    return tuple(
        TargetPoint(Period.parse(str(year)), round(baseline + step * turn, decimals))
        for turn, year in enumerate(years, start=1)
    )


def suggest_final(
    measured: Sequence[tuple[int, float]], baseline: float, years: int, bounds: tuple[float, float, bool]
) -> float:
    """Where the pace seen so far would lead in ``years``: never worse than the baseline, nor beyond the bounds.

    ``measured`` are year and value, oldest first; ``bounds`` the least, the most, and whether more is better.
    """
    least, most, is_higher_better = bounds
    (first_year, first), (last_year, last) = measured[0], measured[-1]
    pace = (last - first) / (last_year - first_year) if last_year > first_year else 0.0
    onwards = max(pace, 0.0) if is_higher_better else min(pace, 0.0)
    return min(max(baseline + onwards * years, least), most)

"""How alike the villages are, each counting for its people: "maju dan merata" as a number.

Gini: half the mean absolute difference between two people's village values, relative to the mean (0 all alike).
P10 and P90: the values below which the villages of 10 % and 90 % of the people lie.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from kotacerdas.measures.definition import Direction


@dataclass(frozen=True, slots=True)
class Weighed:
    """One unit's value and the people (or cases) it stands for, more than zero."""

    key: str
    value: float
    weight: float


def gini(units: Sequence[Weighed]) -> float | None:
    """Weighted Gini coefficient; none for fewer than two units, a mean of zero or any value below zero.

    Sorted by value, ``Σᵢⱼ wᵢwⱼ|xᵢ − xⱼ| ÷ (2 W² μ)`` needs one pass: each unit stands above the weight before it.
    """
    total = fsum(unit.weight for unit in units)
    mass = fsum(unit.weight * unit.value for unit in units)
    if len(units) < 2 or not mass or any(unit.value < 0 for unit in units):
        return None
    below = 0.0
    spread: list[float] = []
    for unit in sorted(units, key=lambda unit: unit.value):
        spread.append(unit.weight * unit.value * (2 * below + unit.weight - total))
        below += unit.weight
    return max(0.0, fsum(spread) / (total * mass))


def quantile(units: Sequence[Weighed], share: float) -> float | None:
    """The smallest value at or below which units of at least ``share`` of the weight lie; none without units."""
    wanted = share * fsum(unit.weight for unit in units)
    below = 0.0
    ordered = sorted(units, key=lambda unit: unit.value)
    for unit in ordered:
        below += unit.weight
        if below >= wanted:
            return unit.value
    return ordered[-1].value if ordered else None


def left_behind(units: Sequence[Weighed], direction: Direction, limit: int = 10) -> tuple[Weighed, ...]:
    """The units furthest from where they should be, worst first."""
    sign = -1 if direction is Direction.DOWN else 1
    return tuple(sorted(units, key=lambda unit: (sign * unit.value, unit.key))[:limit])

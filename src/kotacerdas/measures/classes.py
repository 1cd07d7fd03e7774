"""Classes of a map: equally many areas in each, and a class of its own for each of few distinct values."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


CLASSES = 5
_EVEN = 1e-9


@dataclass(frozen=True, slots=True)
class Scale:
    """The known values of a map, lowest first, and their classes as (least, most); darker is better, either way."""

    ranked: tuple[float, ...]
    classes: tuple[tuple[float, float], ...]
    is_down: bool

    @classmethod
    def of(cls, values: Iterable[float], *, is_down: bool) -> "Scale":
        """The scale of these values; ``is_down`` where a lower value is the better one."""
        ranked = tuple(sorted(values))
        return cls(ranked, classify(ranked), is_down)

    def shade(self, value: float) -> int:
        """The class of a value from 1 (light) to 5 (dark); fewer classes still use the whole scale, one its middle."""
        place, last = sum(value >= least for least, _ in self.classes) - 1, len(self.classes) - 1
        if last < 1:
            return (CLASSES + 1) // 2
        return 1 + round((last - place if self.is_down else place) * (CLASSES - 1) / last)

    def rank(self, value: float) -> int:
        """1 for the best; equal values share a rank."""
        better = (
            bisect_left(self.ranked, value) if self.is_down else len(self.ranked) - bisect_right(self.ranked, value)
        )
        return better + 1


def classify(values: Iterable[float]) -> tuple[tuple[float, float], ...]:
    """Up to five classes as (least, most), lowest first.

    Few distinct values are a class each, so that yes and no stay two colours; many are cut into classes that hold
    equally many areas. Empty without values.
    """
    ranked = sorted(values)
    distinct = sorted(set(ranked))
    if len(distinct) <= CLASSES:
        return tuple((value, value) for value in distinct)
    cuts = [ranked[len(ranked) * step // CLASSES] for step in range(1, CLASSES)]
    starts = [ranked[0], *(cut for before, cut in pairwise([ranked[0], *cuts]) if cut - before > _EVEN)]
    return tuple(pairwise([*starts, ranked[-1]])) if starts[-1] < ranked[-1] else tuple(pairwise(starts))

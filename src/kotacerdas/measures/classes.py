"""Classes of a map: equally many values in each, fewer where values are few."""

from collections.abc import Iterable, Sequence


CLASSES = 5
_EVEN = 1e-9


def class_bounds(values: Iterable[float]) -> tuple[float, ...]:
    """Bounds of up to five classes holding equally many values each: the least, the cuts, the most.

    Equal bounds are merged, so a map of few distinct values has fewer classes. Empty without values.
    """
    ranked = sorted(values)
    if not ranked:
        return ()
    cuts = (ranked[min(len(ranked) - 1, len(ranked) * step // CLASSES)] for step in range(1, CLASSES))
    bounds = [ranked[0]]
    for cut in (*cuts, ranked[-1]):
        if cut - bounds[-1] > _EVEN:
            bounds.append(cut)
    return tuple(bounds)


def shade_of(value: float, bounds: Sequence[float], *, is_down: bool) -> int:
    """The class of a value as a shade from 1 (light) to 5 (dark); darker is better, whichever way is better."""
    classes = max(1, len(bounds) - 1)
    place = sum(value >= cut for cut in bounds[1:-1])
    return spread(classes - 1 - place if is_down else place, classes)


def spread(place: int, classes: int) -> int:
    """The shade of the class at ``place``; fewer classes still use the whole scale, a single one its middle."""
    return 3 if classes == 1 else 1 + round(place * (CLASSES - 1) / (classes - 1))

"""Geometry of the small drawings made on the server: sparklines and bars. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotacerdas.ui.shapes import StatusCount


WIDTH = 96.0
HEIGHT = 28.0
_PAD = 4.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A sparkline as path data, with the place of its last known point."""

    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar, in percent of its length."""

    state: str
    tone: str
    x: str
    width: str


TONES = {
    "on_track": "ok",
    "at_risk": "risk",
    "off_track": "off",
    "not_measured": "none",
    "late": "none",
    "ok": "ok",
    "risk": "risk",
    "off": "off",
    "none": "none",
    "released": "ok",
    "partly_released": "risk",
    "returned": "off",
    "received": "none",
    "checked": "plain",
    "approved": "plain",
    "running": "ok",
    "finished": "ok",
    "planned": "none",
    "stopped": "off",
    "known": "plain",  # a number is there; nobody has judged it
    "missing": "none",
    "suppressed": "none",
    "no_cases": "none",
}


def tone(state: str) -> str:
    """One of ``ok risk off plain none`` for any state; what is not known is grey, never green."""
    return TONES.get(str(state), "none")


def spark(points: Sequence[float | None]) -> Spark:
    """Scale points into the box; a missing point breaks the line."""
    known = [point for point in points if point is not None]
    if not known:
        return Spark(path=f"M{_PAD},{HEIGHT / 2:.1f}H{WIDTH - _PAD:.1f}", x="", y="")
    low, high = min(known), max(known)
    reach = high - low
    step = (WIDTH - 2 * _PAD) / max(1, len(points) - 1)
    path, last, is_down = [], ("", ""), False
    for index, point in enumerate(points):
        if point is None:
            is_down = False
            continue
        x = _PAD + index * step
        y = HEIGHT - _PAD - ((point - low) / reach if reach else 0.5) * (HEIGHT - 2 * _PAD)
        last = (f"{x:.1f}", f"{y:.1f}")
        path.append(f"{'L' if is_down else 'M'}{last[0]},{last[1]}")
        is_down = True
    return Spark(path="".join(path), x=last[0], y=last[1])


def sticks(sizes: Sequence[float | None]) -> tuple[tuple[str, str, str, str, bool], ...]:
    """Place, top, width and height of each bar in a box of 200 by 48, and whether its number is known."""
    step = 200 / max(1, len(sizes))
    drawn = []
    for index, size in enumerate(sizes):
        height = 48 * (0.12 if size is None else max(0.03, size) if size else 0.0)
        drawn.append(
            (f"{index * step:.1f}", f"{48 - height:.1f}", f"{step * 0.86:.1f}", f"{height:.1f}", size is not None)
        )
    return tuple(drawn)


def segments(counts: Sequence[StatusCount]) -> tuple[Segment, ...]:
    """Parts of a status bar in the order given, with a hair of space between them."""
    total = sum(count.count for count in counts)
    parts, start = [], 0.0
    for count in counts:
        if count.count:
            width = 100 * count.count / total
            gap = 0.6 if start + width < 99.9 else 0.0
            parts.append(Segment(count.state, tone(count.state), f"{start:.2f}%", f"{width - gap:.2f}%"))
            start += width
    return tuple(parts)

"""Frozen shapes that the components of ``ui`` draw; presenters of the apps fill them with ready text."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of a breadcrumb; the last has no ``href``."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as people read it: never without unit, period, coverage, age and a way into its trace."""

    text: str
    label: str = ""
    unit: str = ""
    period: str = ""
    coverage: str = ""
    age: str = ""
    state: str = "known"
    note: str = ""
    trace_href: str = ""


@dataclass(frozen=True, slots=True)
class Hexagon:
    """One cell of a cartogram: axial place, ``shade`` 1–5 (0 hatched: has not reported), and what focus shows."""

    code: str
    name: str
    q: int
    r: int
    group_code: str
    group_name: str
    shade: int
    text: str
    detail: str
    href: str


@dataclass(frozen=True, slots=True)
class LegendItem:
    """One colour of a legend."""

    shade: int
    text: str


@dataclass(frozen=True, slots=True)
class HexMap:
    """A hexagon cartogram with legend; the same cells make its table twin."""

    title: str
    note: str
    cells: tuple[Hexagon, ...]
    legend: tuple[LegendItem, ...]
    value_label: str
    scale: str = "sequence"
    shows_group_names: bool = True


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One period of a trend; either number may be missing."""

    period: str
    value: float | None
    target: float | None = None
    text: str = ""
    coverage: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line with its target path."""

    title: str
    unit: str
    points: tuple[TrendPoint, ...]
    direction: str = "up"


@dataclass(frozen=True, slots=True)
class StatusCount:
    """How many targets stand in a state."""

    state: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers are right-aligned."""

    text: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; ``tag`` draws it as a status mark of that state."""

    text: str
    href: str = ""
    tag: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that becomes cards on a phone."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """The head of a column; ``href`` sorts by it, and ``sorted`` is ``ascending`` or ``descending`` where it does."""

    text: str
    href: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of a register as it was released; a masked one has no text."""

    text: str
    is_masked: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One level of a trace, widest first."""

    where: str
    text: str
    formula: str
    why: str
    coverage: str
    state: str
    href: str = ""
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class NavItem:
    """One entry of the main menu."""

    text: str
    href: str
    is_current: bool = False
    children: tuple["NavItem", ...] = field(default=())


@dataclass(frozen=True, slots=True)
class KeyValue:
    """One line of a list of facts."""

    label: str
    text: str
    href: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab, or one side of a switch; it is a link."""

    text: str
    href: str
    is_current: bool = False
    count: str = ""


@dataclass(frozen=True, slots=True)
class ShareBar:
    """One labelled bar; ``share`` is 0–1, none when it is not known. ``state`` colours it as a status would."""

    label: str
    text: str
    share: float | None
    state: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Stick:
    """One bar of a histogram; ``size`` is 0–1 of the longest, none where the number is withheld."""

    label: str
    text: str
    size: float | None


@dataclass(frozen=True, slots=True)
class Histogram:
    """How values spread, drawn small; the same sticks make its table twin. ``low`` and ``high`` stand below its ends."""

    title: str
    sticks: tuple[Stick, ...]
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One thing that happened."""

    when: str
    text: str
    detail: str = ""
    state: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list card: what, about whom, and on the right a value or a status mark (``tag`` is its state)."""

    text: str
    detail: str = ""
    value: str = ""
    tag: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a reader is in a long list."""

    text: str
    previous_href: str = ""
    next_href: str = ""


@dataclass(frozen=True, slots=True)
class GeoMap:
    """Imported boundaries: a GeoJSON collection whose features have ``name``, ``text``, ``shade`` 0–5 and ``href``."""

    title: str
    shapes: dict[str, object]
    land: dict[str, object]

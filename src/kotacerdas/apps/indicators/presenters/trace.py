"""The way back from one number: where it lies, how it was computed, what it was made of, which rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.exchange.types import RowPage
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import words
from kotacerdas.apps.indicators.presenters.chain import RowCard, count_more, present_chain, present_rows
from kotacerdas.apps.indicators.types import Definition, Kind, Trace, TraceChild, Value, ValueState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui import formats
from kotacerdas.ui.shapes import Cell, Column, Crumb, Row, ShareBar, Step, Tab, Table


Place = tuple[AreaCode, str, Value | None]
_MISSING_LISTED = 12


@dataclass(frozen=True, slots=True)
class Formula:
    """The formula with its numbers: ``619 … ÷ 865 … × 100 = 71,6 %``; ``denominator`` is empty for a count."""

    numerator: str
    numerator_label: str
    denominator: str
    denominator_label: str
    scale: str
    result: str


@dataclass(frozen=True, slots=True)
class TracePage:
    """Everything the trace shows."""

    title: str
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    periods: tuple[Tab, ...]
    steps: tuple[Step, ...]
    formula_title: str
    formula: Formula | None
    formula_text: str
    reason: str
    chain: tuple[Row, ...]
    more_releases: str
    children_title: str
    children_note: str
    children: Table | None
    shares: tuple[ShareBar, ...]
    row_cards: tuple[RowCard, ...]
    rows_hint: str
    indicator_href: str
    api_href: str


def present_trace(trace: Trace, pages: Mapping[int, RowPage]) -> TracePage:
    """The page of a trace; ``pages`` are rows of releases by number, empty above the grain."""
    value = trace.value
    definition = queries.get_indicator(value.indicator_code)
    title = words.text(definition.title)
    before = queries.list_at(value.indicator_code, [code for code, _, _ in trace.path], value.period.previous)
    return TracePage(
        title=f"{title}, {trace.area_name}, {words.period(value.period)}",
        heading=_heading(value, definition),
        lede=" · ".join((title, trace.area_name, words.period(value.period), _version(definition, value))),
        crumbs=_crumbs(definition, trace),
        periods=_periods(value),
        steps=tuple(_step(definition, trace, place, before.get(place[0])) for place in trace.path),
        formula_title=gettext("How it is computed in %(area)s") % {"area": trace.area_name},
        formula=_formula(definition, value),
        formula_text=words.text(definition.formula),
        reason=_reason(value, definition),
        chain=present_chain(trace.releases),
        more_releases=count_more(value, trace.releases),
        children_title=_children_title(trace),
        children_note=_children_note(trace),
        children=_children(definition, trace) if trace.children else None,
        shares=_shares(definition, trace),
        row_cards=present_rows(definition, trace, pages),
        rows_hint=_rows_hint(definition, trace),
        indicator_href=f"{reverse('indicators:indicator', args=[definition.code])}?area={value.area_code}&period={value.period}",
        api_href=f"/api/v1/trace/{definition.code}/{value.area_code}/{value.period}",
    )


def _heading(value: Value, definition: Definition) -> str:
    if value.state is ValueState.KNOWN:
        return gettext("Where does %(value)s come from?") % {"value": words.measure(value.value, definition)}
    return gettext("Why is there no number here?")


def _version(definition: Definition, value: Value) -> str:
    version = value.version or definition.version
    return gettext("definition version %(version)s") % {"version": words.number(version)}


def _crumbs(definition: Definition, trace: Trace) -> tuple[Crumb, ...]:
    return (
        Crumb(gettext("Indicators"), reverse("indicators:list")),
        Crumb(words.text(definition.title), reverse("indicators:indicator", args=[definition.code])),
        Crumb(f"{trace.area_name}, {words.period(trace.value.period)}"),
    )


def _periods(value: Value) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            words.period(period),
            words.trace_href(value.indicator_code, value.area_code, period),
            period == value.period,
        )
        for period in queries.list_periods(value.indicator_code)
    )


def _step(definition: Definition, trace: Trace, place: Place, before: Value | None) -> Step:
    code, name, given = place
    return Step(
        where=name,
        text=words.value_text(given, definition),
        formula=_sum_text(definition, given),
        why=_why(definition, given, before),
        coverage=words.coverage(given.coverage, definition.grain) if given else "",
        state=_state(given),
        href=words.trace_href(definition.code, code, trace.value.period),
        is_current=code == trace.value.area_code,
    )


def _state(value: Value | None) -> str:
    """Grey for what is not known, and for a figure that stands on less than half of its area."""
    if value is None:
        return ValueState.MISSING.value
    return value.state.value if _speaks_for_its_area(value) else ValueState.MISSING.value


def _speaks_for_its_area(value: Value) -> bool:
    return 2 * value.coverage.reported >= value.coverage.expected


def _sum_text(definition: Definition, value: Value | None) -> str:
    if value is None or value.numerator is None:
        return ""
    if value.denominator is None:
        return f"{words.part(value.numerator, definition)} {words.text(definition.numerator_label)}"
    return f"{words.fraction(value, definition)} {words.text(definition.denominator_label)}"


def _why(definition: Definition, value: Value | None, before: Value | None) -> str:
    if value is None:
        return gettext("nothing was reported for this period")
    if value.state is ValueState.SUPPRESSED:
        return gettext("hidden, as so few cases could point at people")
    if value.state is ValueState.NO_CASES:
        return gettext("reported, but there was nothing to count")
    if not _speaks_for_its_area(value):
        return gettext("stands on what was reported here, not on the whole area")
    return words.change(value, before, definition)


def _formula(definition: Definition, value: Value) -> Formula | None:
    if value.state is not ValueState.KNOWN:
        return None
    return Formula(
        numerator=words.part(value.numerator, definition),
        numerator_label=words.text(definition.numerator_label),
        denominator="" if definition.kind is Kind.COUNT else words.part(value.denominator, definition),
        denominator_label=words.text(definition.denominator_label),
        scale="" if definition.scale == 1 else words.number(definition.scale),
        result=words.measure(value.value, definition),
    )


def _reason(value: Value, definition: Definition) -> str:
    facts = {"units": words.UNITS[definition.grain], "expected": words.number(value.coverage.expected)}
    match value.state:
        case ValueState.MISSING:
            return (
                gettext("None of %(expected)s %(units)s has reported. Missing is not zero, so no number is shown.")
                % facts
            )
        case ValueState.SUPPRESSED:
            return gettext(
                "The number is known but hidden: it counts fewer than 5 cases or 30 people, or it would give away one that "
                "does when subtracted from what is shown around it."
            )
        case ValueState.NO_CASES:
            return gettext("Everything was reported, and there was nothing to divide by.")
        case _:
            return ""


def _children_title(trace: Trace) -> str:
    if trace.child_level is None:
        return ""
    gave = sum(1 for child in trace.children if child.value is not None)
    return gettext("%(gave)s of %(all)s %(units)s gave something") % {
        "gave": words.number(gave),
        "all": words.number(len(trace.children)),
        "units": words.UNITS[trace.child_level],
    }


def _children_note(trace: Trace) -> str:
    missing = [child.name for child in trace.children if child.value is None]
    if not missing:
        return ""
    is_listed = len(missing) <= _MISSING_LISTED
    named = ", ".join(missing[:8]) + ("…" if len(missing) > 8 else "") if is_listed else ", ".join(missing)
    return gettext("Missing: %(names)s") % {"names": named}


def _children(definition: Definition, trace: Trace) -> Table:
    columns = (
        Column(gettext("Area")),
        Column(gettext("Value"), is_number=True),
        Column(gettext("Numbers"), is_number=True),
        Column(gettext("Reported")),
    )
    rows = tuple(
        (
            Cell(child.name, words.trace_href(definition.code, child.area_code, trace.value.period)),
            Cell(words.value_text(child.value, definition) if child.value else formats.NOTHING),
            Cell(words.fraction(child.value, definition) if child.value else ""),
            Cell(words.coverage(child.value.coverage, definition.grain) if child.value else gettext("not reported")),
        )
        for child in _listed(trace.children)
    )
    return Table(caption=gettext("The areas inside and what each gave"), columns=columns, rows=rows)


def _shares(definition: Definition, trace: Trace) -> tuple[ShareBar, ...]:
    """How much of the denominator each child carries, largest first."""
    shared = [child for child in trace.children if child.share_of_denominator is not None]
    shared.sort(key=lambda child: -(child.share_of_denominator or 0))
    return tuple(
        ShareBar(
            label=child.name,
            text=words.number(100 * (child.share_of_denominator or 0), 1) + " %",
            share=child.share_of_denominator,
            href=words.trace_href(definition.code, child.area_code, trace.value.period),
        )
        for child in shared
    )


def _listed(children: Sequence[TraceChild]) -> list[TraceChild]:
    """Those that gave first; many that gave nothing are named above the table instead of filling it."""
    missing = sum(1 for child in children if child.value is None)
    shown = (child for child in children if child.value is not None or missing <= _MISSING_LISTED)
    return sorted(shown, key=lambda child: (child.value is None, child.area_code))


def _rows_hint(definition: Definition, trace: Trace) -> str:
    if trace.child_level is None or trace.value.state is ValueState.MISSING:
        return ""
    return gettext("The rows themselves stand under each of the %(units)s.") % {"units": words.UNITS[definition.grain]}

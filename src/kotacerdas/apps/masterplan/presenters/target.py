"""The page of one target."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.audit import queries as audit
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.indicators.types import Value
from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.lines import TargetLine, draw_line, say_value, take_bearings
from kotacerdas.apps.masterplan.presenters.wording import say, say_coverage
from kotacerdas.apps.masterplan.queries.sentences import difference_text
from kotacerdas.apps.masterplan.types import Programme, Target, TargetStatus
from kotacerdas.kernel.errors import NotFound
from kotacerdas.kernel.periods import Period
from kotacerdas.measures.definition import Definition
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, Figure, KeyValue, Row, Table, TimelineEvent, Trend, TrendPoint
from kotacerdas.ui.templatetags.ui import STATE_WORDS


@dataclass(frozen=True, slots=True)
class TargetPage:
    """A target: how it stands, why, what it needs and what data is behind it."""

    crumbs: tuple[Crumb, ...]
    title: str
    place: str
    heading: str
    line: TargetLine
    figure: Figure
    trend: Trend
    needs: tuple[KeyValue, ...]
    path: Table
    datasets: tuple[Row, ...]
    why: str
    formula: str
    is_example: bool
    change_href: str
    remove_href: str
    history: tuple[TimelineEvent, ...]


def present_target(target_id: int, *, on: date, may_plan: bool) -> TargetPage:
    """One target on a day; raises ``TargetNotFound``."""
    status = queries.get_status(target_id, on=on)
    target = status.target
    programmes = _programme_of(target)
    bearings = take_bearings([status], programmes)
    definition = bearings.definitions[target.indicator_code]
    series = bearings.series.get(target.indicator_code, ())
    line = draw_line(status, bearings)
    return TargetPage(
        crumbs=(
            Crumb(gettext("Command centre"), reverse("site:home")),
            Crumb(gettext("Masterplan"), reverse("masterplan:plan")),
            *(
                Crumb(say(programme.title), reverse("masterplan:programme", args=[programme.code]))
                for programme in programmes
            ),
            Crumb(line.title),
        ),
        title=line.title,
        place=areas.get_area(target.area_code).title,
        heading=gettext("%(title)s: %(state)s") % {"title": line.title, "state": STATE_WORDS[status.state.value]},
        line=line,
        figure=_figure(status, line, definition),
        trend=draw_path(target, series, definition),
        needs=_needs(status, definition, line),
        path=_path(target, series, definition),
        datasets=_dataset_rows(definition, on),
        why=say(definition.why),
        formula=say(definition.formula),
        is_example=target.is_example,
        change_href=reverse("masterplan:change_target", args=[target.id]) if may_plan else "",
        remove_href=reverse("masterplan:remove_target", args=[target.id]) if may_plan else "",
        history=_history(target) if may_plan else (),
    )


def draw_path(target: Target, series: Sequence[Value], definition: Definition) -> Trend:
    """Measured values beside the wanted path, from the first of either to the last."""
    measured = {value.period: value for value in series}
    wanted = {point.period: point.wanted for point in (target.baseline, *target.points)}
    return Trend(
        title=say(definition.title),
        unit=say(definition.unit),
        points=tuple(
            _trend_point(period, measured.get(period), wanted.get(period), definition)
            for period in sorted({*measured, *wanted})
        ),
        direction=definition.direction.value,
    )


def _trend_point(period: Period, value: Value | None, wanted: float | None, definition: Definition) -> TrendPoint:
    return TrendPoint(
        period=formats.period_text(period, active_language()),
        value=value.value if value else None,
        target=wanted,
        text=say_value(value.value, definition) if value and value.value is not None else "",
        coverage=say_coverage(value.coverage, definition.grain) if value else "",
    )


def _programme_of(target: Target) -> tuple[Programme, ...]:
    """The target's programme; none when it stands alone or belongs to a plan of a wider area."""
    if target.programme_code is None:
        return ()
    try:
        return (queries.get_programme(target.programme_code, target.area_code[:5]),)
    except NotFound:
        return ()


def _figure(status: TargetStatus, line: TargetLine, definition: Definition) -> Figure:
    return Figure(
        text=line.measured,
        label=line.title,
        unit="",
        period=line.period,
        coverage=line.coverage,
        state="known" if status.measured is not None else "missing",
        note=""
        if definition.proxy_for is None
        else gettext("stands in for: %(what)s") % {"what": say(definition.proxy_for)},
        trace_href=line.trace_href,
    )


def _needs(status: TargetStatus, definition: Definition, line: TargetLine) -> tuple[KeyValue, ...]:
    """What is left to do, in the indicator's unit; only what can be said."""
    unit, decimals = say(definition.unit), definition.decimals
    final, target = status.target.points[-1], status.target
    facts = [
        KeyValue(
            gettext("Wanted in %(period)s") % {"period": formats.period_text(final.period, active_language())},
            say_value(final.wanted, definition),
        ),
        KeyValue(
            gettext("Baseline of %(period)s")
            % {"period": formats.period_text(target.baseline.period, active_language())},
            say_value(target.baseline.wanted, definition),
        ),
    ]
    if status.gap is not None:
        label = (
            gettext("Short of this year's target by") if status.gap > 0 else gettext("Ahead of this year's target by")
        )
        facts.append(KeyValue(label, difference_text(abs(status.gap), unit, decimals)))
    if status.pace_needed is not None:
        needed = max(status.pace_needed, 0.0)
        facts.append(KeyValue(gettext("Improvement needed a year"), difference_text(needed, unit, decimals)))
    if status.pace_observed is not None:
        facts.append(
            KeyValue(gettext("Improvement seen a year"), difference_text(status.pace_observed, unit, decimals))
        )
    return (*facts, KeyValue(gettext("Owner"), line.owner))


def _path(target: Target, series: Sequence[Value], definition: Definition) -> Table:
    measured = {value.period: value for value in series}
    return Table(
        caption=gettext("Wanted and measured, year by year"),
        columns=(
            Column(gettext("Period")),
            Column(gettext("Wanted"), is_number=True),
            Column(gettext("Measured"), is_number=True),
            Column(gettext("Coverage")),
        ),
        rows=tuple(
            (
                Cell(formats.period_text(point.period, active_language())),
                Cell(say_value(point.wanted, definition)),
                _measured_cell(target, measured.get(point.period), definition),
                Cell(_say_coverage_of(measured.get(point.period), definition)),
            )
            for point in target.points
        ),
    )


def _measured_cell(target: Target, value: Value | None, definition: Definition) -> Cell:
    if value is None or value.value is None:
        return Cell(formats.NOTHING)
    href = reverse("indicators:trace", args=[target.indicator_code, target.area_code, str(value.period)])
    return Cell(say_value(value.value, definition), href)


def _say_coverage_of(value: Value | None, definition: Definition) -> str:
    return say_coverage(value.coverage, definition.grain) if value else ""


def _dataset_rows(definition: Definition, on: date) -> tuple[Row, ...]:
    """The datasets behind the indicator, with what of them is overdue."""
    late = [due.dataset.name for due in exchange.list_late(on=on)]
    datasets = {dataset.name: dataset for dataset in exchange.list_datasets()}
    return tuple(
        Row(
            text=say(datasets[name].title),
            detail=", ".join(next(given.columns for given in definition.inputs if given.dataset == name)),
            value=gettext("%(count)s overdue") % {"count": late.count(name)}
            if name in late
            else gettext("nothing overdue"),
            tag="risk" if name in late else "ok",
            href=reverse("exchange:dataset", args=[name]),
        )
        for name in definition.dataset_names
        if name in datasets
    )


def _history(target: Target) -> tuple[TimelineEvent, ...]:
    words = {
        "masterplan.target_added": gettext("Added"),
        "masterplan.target_changed": gettext("Changed"),
        "masterplan.target_removed": gettext("Removed"),
        "masterplan.target_restored": gettext("Brought back"),
    }
    return tuple(
        TimelineEvent(
            when=formats.date_text(timezone.localtime(event.at).date(), active_language()),
            text=words.get(event.action, event.action),
            detail=event.by_name,
        )
        for event in audit.list_events(target=f"target/{target.id}")
    )

"""One target as a line: what is wanted, what was measured, how it stands and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Value
from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.wording import say, say_coverage
from kotacerdas.apps.masterplan.types import Programme, TargetStatus
from kotacerdas.measures.definition import Definition
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target with everything a list says about it; ``spark`` are the measured values, oldest first."""

    id: int
    title: str
    href: str
    indicator_href: str
    trace_href: str
    state: str
    reason: str
    measured: str
    wanted: str
    period: str
    coverage: str
    owner: str
    programme: str
    programme_href: str
    spark: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Bearings:
    """What lines need to know beside the statuses, read once for a whole page."""

    definitions: Mapping[str, Definition]
    series: Mapping[str, Sequence[Value]]
    programmes: Mapping[str, Programme]
    agencies: Mapping[str, str]


def take_bearings(statuses: Sequence[TargetStatus], programmes: Iterable[Programme]) -> Bearings:
    """Read definitions, series, programmes and agency names for statuses of one area, in a few queries."""
    by_code = {programme.code: programme for programme in programmes}
    codes = [status.target.indicator_code for status in statuses]
    owners = {status.target.owner_code for status in statuses}
    for programme in by_code.values():
        owners.update((programme.owner_code, *programme.supporting_codes))
    return Bearings(
        definitions={definition.code: definition for definition in indicators.list_indicators()},
        series=indicators.list_series(statuses[0].target.area_code, codes) if statuses else {},
        programmes=by_code,
        agencies={agency.code: agency.name for agency in agencies.list_agencies(codes=owners)},
    )


def draw_line(status: TargetStatus, bearings: Bearings) -> TargetLine:
    """One target as a line."""
    target = status.target
    definition = bearings.definitions.get(target.indicator_code)
    programme = bearings.programmes.get(target.programme_code or "")
    return TargetLine(
        id=target.id,
        title=say(definition.title) if definition else target.indicator_code,
        href=reverse("masterplan:target", args=[target.id]),
        indicator_href=reverse("indicators:indicator", args=[target.indicator_code]),
        trace_href=trace_address(status),
        state=status.state.value,
        reason=queries.explain_status(status),
        measured=say_value(status.measured, definition),
        wanted=say_value(wanted_now(status), definition),
        period=formats.period_text(status.measured_period, active_language())
        if status.measured_period
        else gettext("no number yet"),
        coverage=say_coverage(status.coverage, definition.grain) if definition else "",
        owner=bearings.agencies.get(target.owner_code, target.owner_code),
        programme=say(programme.title) if programme else "",
        programme_href=reverse("masterplan:programme", args=[programme.code]) if programme else "",
        spark=tuple(value.value for value in bearings.series.get(target.indicator_code, ())),
    )


def wanted_now(status: TargetStatus) -> float:
    """What the path wants of the measured period; of its first year where nothing can be compared yet."""
    return status.target.points[0].wanted if status.wanted is None else status.wanted


def say_value(value: float | None, definition: Definition | None) -> str:
    """A value with its indicator's unit and decimals."""
    if definition is None:
        return formats.value_text(value, lang=active_language())
    return formats.value_text(value, say(definition.unit), definition.decimals, active_language())


def trace_address(status: TargetStatus) -> str:
    """Where the measured number walks back to its rows; empty when there is none."""
    if status.measured_period is None:
        return ""
    target = status.target
    return reverse("indicators:trace", args=[target.indicator_code, target.area_code, str(status.measured_period)])

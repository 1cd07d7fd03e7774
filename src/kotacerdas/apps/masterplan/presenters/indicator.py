"""The fragment an indicator's page shows about its target."""

from dataclasses import dataclass
from datetime import date

from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.lines import TargetLine, draw_line, take_bearings
from kotacerdas.apps.masterplan.presenters.target import draw_path
from kotacerdas.ui.shapes import Trend


@dataclass(frozen=True, slots=True)
class IndicatorTarget:
    """The target on an indicator, with its path."""

    line: TargetLine
    trend: Trend


def present_indicator_target(code: str, area_code: str, *, on: date) -> IndicatorTarget | None:
    """The target on an indicator in an area, or none."""
    target = queries.find_target_on(code, area_code)
    if target is None:
        return None
    status = queries.preview_status(target, on=on)
    bearings = take_bearings([status], queries.list_programmes(area_code=area_code))
    trend = draw_path(target, bearings.series.get(code, ()), bearings.definitions[code])
    return IndicatorTarget(draw_line(status, bearings), trend)

"""What the command centre, the wall and their cards stand on, read once per page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from kotacerdas.apps.indicators import queries as indicators
from kotacerdas.apps.indicators.types import Definition, Value
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.apps.masterplan.types import TargetState, TargetStatus
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.site.presenters import maps


# Worst first: what most needs a regent's eye speaks for its pillar.
URGENCY = (
    TargetState.OFF_TRACK,
    TargetState.AT_RISK,
    TargetState.LATE,
    TargetState.ON_TRACK,
    TargetState.NOT_MEASURED,
)


@dataclass(frozen=True, slots=True)
class Board:
    """The home area's targets as they stand on a day, with every series measured there."""

    home: AreaCode
    on: date
    statuses: tuple[TargetStatus, ...]
    definitions: Mapping[str, Definition]
    series: Mapping[str, tuple[Value, ...]]

    @property
    def mappable(self) -> tuple[Definition, ...]:
        """What has been measured here village by village, by title."""
        return tuple(each for each in maps.mappable(self.definitions.values()) if each.code in self.series)

    def of_pillar(self, code: str) -> tuple[TargetStatus, ...]:
        """The pillar's targets, most urgent first."""
        mine = (status for status in self.statuses if code in status.target.pillar_codes)
        return tuple(sorted(mine, key=lambda status: URGENCY.index(status.state)))


def gather(*, on: date) -> Board:
    """Read the board of the home area."""
    home = AreaCode(settings.HOME_AREA)
    return Board(
        home=home,
        on=on,
        statuses=masterplan.list_statuses(home, on=on),
        definitions={definition.code: definition for definition in indicators.list_indicators()},
        series=indicators.list_series(home),
    )

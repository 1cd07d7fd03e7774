"""Numbers and names of the plan as the pages say them, in the active language."""

from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.indicators.types import Coverage
from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.types import PillarSet, TargetState, TargetStatus
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import StatusCount, Tab
from kotacerdas.ui.templatetags.ui import STATE_WORDS


def say(words: Mapping[str, str] | None) -> str:
    """Content words in the active language."""
    return formats.in_language(words, active_language())


def count_statuses(statuses: Iterable[TargetStatus]) -> tuple[StatusCount, ...]:
    """How many targets stand in each state, for a status bar."""
    return tuple(
        StatusCount(
            state.value,
            count,
            gettext("%(count)s %(state)s") % {"count": count, "state": STATE_WORDS[state.value]},
        )
        for state, count in queries.count_states(statuses).items()
    )


def say_standing(statuses: Sequence[TargetStatus]) -> str:
    """The sentence over a list of targets: how many are measured, and how they stand."""
    counts = queries.count_states(statuses)
    grey = counts[TargetState.NOT_MEASURED] + counts[TargetState.LATE]
    measured = gettext("%(measured)s of %(count)s targets can be judged.") % {
        "measured": len(statuses) - grey,
        "count": len(statuses),
    }
    colours = gettext("%(on_track)s on track, %(at_risk)s at risk, %(off_track)s off track.") % {
        state.value: counts[state] for state in (TargetState.ON_TRACK, TargetState.AT_RISK, TargetState.OFF_TRACK)
    }
    return f"{measured} {colours}" if len(statuses) > grey else measured


def say_targets(count: int) -> str:
    """A number of targets."""
    return ngettext("%(count)s target", "%(count)s targets", count) % {"count": count}


def say_programmes(count: int) -> str:
    """A number of programmes."""
    return ngettext("%(count)s programme", "%(count)s programmes", count) % {"count": count}


def say_coverage(coverage: Coverage | None, level: AreaLevel) -> str:
    """How much of the area a value stands on."""
    if coverage is None:
        return ""
    return formats.coverage_text(
        coverage.reported,
        coverage.expected,
        coverage.population_share,
        units=say(queries.UNITS[level]),
        lang=active_language(),
    )


def switch_sets(pillar_sets: Iterable[PillarSet], current: str, address: str = "") -> tuple[Tab, ...]:
    """The switch between pillar sets; ``address`` is the page it stays on, the plan by default."""
    page = address or reverse("masterplan:plan")
    return tuple(
        Tab(text=say(pillar_set.title), href=f"{page}?set={pillar_set.code}", is_current=pillar_set.code == current)
        for pillar_set in pillar_sets
    )

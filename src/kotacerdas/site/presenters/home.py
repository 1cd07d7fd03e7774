"""The command centre: what a regent must know this morning, in sentences first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.types import Release
from kotacerdas.apps.indicators.types import Definition, Value, ValueState
from kotacerdas.apps.masterplan import queries as masterplan
from kotacerdas.apps.masterplan.types import Pillar, PillarSet, TargetState, TargetStatus
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.site.presenters import maps, words
from kotacerdas.site.presenters.board import URGENCY, Board, gather
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Row, StatusCount, Tab


LATE_SHOWN = 6
RELEASES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class PillarLine:
    """One pillar with the states of its targets and the one that speaks for it."""

    name: str
    href: str
    counts: tuple[StatusCount, ...]
    points: tuple[float | None, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Lede:
    """The first sentences of the page."""

    headline: tuple[str, ...]
    place: str
    reported: str
    people: str
    oldest: str
    awaited: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """The command centre."""

    lede: Lede
    sets: tuple[Tab, ...]
    pillar_set: str
    pillars: tuple[PillarLine, ...]
    map: maps.MapCard | None
    late: tuple[Row, ...]
    late_note: str
    releases: tuple[Row, ...]
    quick_wins: tuple[Row, ...]


def present_home(*, on: date, set_code: str, indicator_code: str = "") -> HomePage:
    """Compose the page for the home area."""
    board = gather(on=on)
    late = exchange.list_late(on=on)
    pillar_sets = masterplan.list_pillar_sets()
    chosen = next((each for each in pillar_sets if each.code == set_code), None)
    if chosen is None:
        chosen = pillar_sets[0] if pillar_sets else masterplan.get_pillar_set(set_code)
    return HomePage(
        lede=present_lede(board),
        sets=_set_tabs(pillar_sets, chosen),
        pillar_set=words.title(chosen.title),
        pillars=tuple(present_pillar(pillar, board) for pillar in chosen.pillars),
        map=_map(board, indicator_code),
        late=words.grouped_due_rows(late, LATE_SHOWN),
        late_note=deliveries_text(len(late)),
        releases=_release_rows(exchange.list_latest_releases(RELEASES_SHOWN)),
        quick_wins=_quick_win_rows(board.home),
    )


def present_lede(board: Board) -> Lede:
    """Count, and say it in two short sentences and a line."""
    counts = masterplan.count_states(board.statuses)
    blank = counts[TargetState.NOT_MEASURED] + counts[TargetState.LATE]
    reported, people = _reported(board)
    return Lede(
        headline=_headline(len(board.statuses), blank, counts),
        place=areas.get_area(board.home).title,
        reported=reported,
        people=people,
        oldest=_oldest(board),
        awaited=ngettext(
            "%(count)s target is not measured or late.", "%(count)s targets are not measured or late.", blank
        )
        % {"count": blank}
        if blank
        else "",
    )


def _headline(total: int, blank: int, counts: Mapping[TargetState, int]) -> tuple[str, ...]:
    if not total:
        return (gettext("No targets have been set yet."),)
    first = gettext("%(measured)s of %(total)s targets are measured.") % {"measured": total - blank, "total": total}
    second = gettext("%(on_track)s on track, %(at_risk)s at risk, %(off_track)s off track.") % {
        "on_track": counts[TargetState.ON_TRACK],
        "at_risk": counts[TargetState.AT_RISK],
        "off_track": counts[TargetState.OFF_TRACK],
    }
    return first, second


def _reported(board: Board) -> tuple[str, str]:
    """How many villages reported in the newest period, by the dataset every village hands in itself."""
    names = {each.name for each in exchange.list_datasets() if each.submit_level is AreaLevel.VILLAGE}
    newest = [
        board.series[code][-1]
        for code, definition in board.definitions.items()
        if code in board.series and names.intersection(definition.dataset_names)
    ]
    if not newest:
        return "", ""
    held = max(newest, key=lambda value: value.period.start).coverage
    text = formats.coverage_text(
        held.reported, held.expected, units=words.units_word(AreaLevel.VILLAGE), lang=active_language()
    )
    people = formats.share(held.population_share, 0, active_language()) if held.population_share else ""
    return text, people


def _oldest(board: Board) -> str:
    days = [
        value.oldest_input
        for status in board.statuses
        for value in board.series.get(status.target.indicator_code, ())
        if value.period == status.measured_period and value.oldest_input
    ]
    return formats.age_text(max(0, (board.on - min(days)).days), active_language()) if days else ""


def present_pillar(pillar: Pillar, board: Board) -> PillarLine:
    """One pillar's bar, its line and its words; its most urgent target speaks for it."""
    mine = board.of_pillar(pillar.code)
    spoken = next(iter(mine), None)
    points: tuple[float | None, ...] = ()
    text = gettext("no targets yet")
    if spoken is not None:
        values = board.series.get(spoken.target.indicator_code, ())
        points = tuple(value.value if value.state is ValueState.KNOWN else None for value in values)
        text = _pillar_text(len(mine), spoken, board.definitions.get(spoken.target.indicator_code))
    return PillarLine(
        name=words.title(pillar.title),
        href=reverse("masterplan:pillar", args=[pillar.code]),
        counts=status_counts(mine),
        points=points,
        text=text,
    )


def status_counts(statuses: Sequence[TargetStatus]) -> tuple[StatusCount, ...]:
    """Counts in the order of the bar."""
    counts = masterplan.count_states(statuses)
    words_of = {
        TargetState.ON_TRACK: gettext("%(count)s on track"),
        TargetState.AT_RISK: gettext("%(count)s at risk"),
        TargetState.OFF_TRACK: gettext("%(count)s off track"),
        TargetState.LATE: gettext("%(count)s late"),
        TargetState.NOT_MEASURED: gettext("%(count)s not measured"),
    }
    return tuple(StatusCount(state, counts[state], text % {"count": counts[state]}) for state, text in words_of.items())


def targets_text(count: int) -> str:
    """``8 target``."""
    return ngettext("%(count)s target", "%(count)s targets", count) % {"count": words.number(count)}


def deliveries_text(count: int) -> str:
    """``9 setoran``."""
    return ngettext("%(count)s delivery", "%(count)s deliveries", count) % {"count": words.number(count)}


def _pillar_text(count: int, status: TargetStatus, definition: Definition | None) -> str:
    targets = targets_text(count)
    if definition is None:
        return targets
    name = words.title(definition.title)
    if status.measured is None:
        return f"{targets} · {name}"
    facts = {
        "targets": targets,
        "name": name,
        "measured": words.measure(status.measured, definition),
        "wanted": words.measure(status.wanted, definition),
    }
    if status.wanted is None:
        return gettext("%(targets)s · %(name)s %(measured)s") % facts
    return gettext("%(targets)s · %(name)s %(measured)s, target %(wanted)s") % facts


def _map(board: Board, indicator_code: str) -> maps.MapCard | None:
    definition = choose_indicator(board, (indicator_code,))
    if definition is None:
        return None
    value = board.series[definition.code][-1]
    return maps.present_map(definition, value, board.mappable, within=board.home, on=board.on)


def choose_indicator(board: Board, wishes: Sequence[str] = ()) -> Definition | None:
    """The first wish that can be mapped, else the target most in need. None when nothing is measured by village."""
    by_code = {each.code: each for each in board.mappable}
    urgent = sorted(board.statuses, key=lambda status: URGENCY.index(status.state))
    codes = [status.target.indicator_code for status in urgent if status.target.indicator_code in by_code]
    wanted = (*wishes, *sorted(codes, key=lambda code: _is_yes_or_no(board.series[code][-1])))
    return next((by_code[code] for code in (*wanted, *by_code) if code in by_code), None)


def _is_yes_or_no(value: Value) -> bool:
    """Whether each village is one case: such a map says less than one of shares."""
    return value.denominator == value.coverage.reported


def _set_tabs(pillar_sets: Sequence[PillarSet], chosen: PillarSet) -> tuple[Tab, ...]:
    short = {"mou": gettext("MoU"), "kementerian": gettext("Ministry")}
    return tuple(
        Tab(short.get(each.code) or words.title(each.title), f"?set={each.code}", is_current=each.code == chosen.code)
        for each in pillar_sets
    )


def _release_rows(releases: Sequence[Release]) -> tuple[Row, ...]:
    titles = {each.name: words.title(each.title) for each in exchange.list_datasets()}
    places = words.area_titles(release.area_code for release in releases)
    return tuple(
        Row(
            text=f"{titles.get(release.dataset_name, release.dataset_name)} {words.period(release.period)}",
            detail=f"{places.get(release.area_code, release.area_code)} · {words.moment(release.released_at)}",
            value=ngettext("%(count)s row", "%(count)s rows", release.rows) % {"count": words.number(release.rows)},
            href=reverse("exchange:release", args=[release.id]),
        )
        for release in releases
    )


def _quick_win_rows(home: AreaCode) -> tuple[Row, ...]:
    return tuple(
        Row(
            text=words.title(win.title),
            value=formats.percent(win.percent, 0, active_language()),
            href=reverse("masterplan:programme", args=[win.programme_code]),
        )
        for win in masterplan.list_quick_wins(home)
    )

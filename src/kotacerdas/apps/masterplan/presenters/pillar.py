"""The page of one pillar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.lines import Bearings, TargetLine, draw_line, take_bearings
from kotacerdas.apps.masterplan.presenters.wording import (
    count_statuses,
    say,
    say_programmes,
    say_standing,
    switch_sets,
)
from kotacerdas.apps.masterplan.types import Pillar, PillarLink, PillarSet, Programme, QuickWin
from kotacerdas.ui.shapes import Crumb, Row, StatusCount, Tab
from kotacerdas.ui.templatetags.ui import STATE_WORDS


@dataclass(frozen=True, slots=True)
class QuickWinCard:
    """A quick win and how much of it is reported as done; ``share`` is 0–1."""

    title: str
    share: float
    text: str
    owner: str
    href: str


@dataclass(frozen=True, slots=True)
class PillarPage:
    """A pillar: its targets, programmes, sub-dimensions and quick win."""

    crumbs: tuple[Crumb, ...]
    title: str
    heading: str
    set_title: str
    sets: tuple[Tab, ...]
    note: str
    is_example: bool
    counts: tuple[StatusCount, ...]
    siblings: tuple[Tab, ...]
    targets: tuple[TargetLine, ...]
    programmes: tuple[Row, ...]
    running: str
    sub_dimensions: tuple[Row, ...]
    quick_wins: tuple[QuickWinCard, ...]


def present_pillar(area_code: str, code: str, *, on: date) -> PillarPage:
    """One pillar of any set; raises ``PillarNotFound``."""
    pillar = queries.get_pillar(code)
    pillar_sets = queries.list_pillar_sets()
    pillar_set = next(each for each in pillar_sets if each.code == pillar.set_code)
    programmes = [
        programme for programme in queries.list_programmes(area_code=area_code) if code in programme.pillar_codes
    ]
    statuses = [status for status in queries.list_statuses(area_code, on=on) if code in status.target.pillar_codes]
    bearings = take_bearings(statuses, programmes)
    links = queries.list_pillar_links()
    return PillarPage(
        crumbs=(
            Crumb(gettext("Command centre"), reverse("site:home")),
            Crumb(gettext("Masterplan"), reverse("masterplan:plan")),
            Crumb(say(pillar.title)),
        ),
        title=say(pillar.title),
        heading=say_standing(statuses) if statuses else gettext("No target stands in this pillar yet."),
        set_title=say(pillar_set.title),
        sets=_switch(pillar, pillar_sets, links),
        note=_say_link(pillar, links),
        is_example=any(programme.is_example for programme in programmes),
        counts=count_statuses(statuses),
        siblings=tuple(
            Tab(say(each.title), reverse("masterplan:pillar", args=[each.code]), is_current=each.code == code)
            for each in pillar_set.pillars
        ),
        targets=tuple(draw_line(status, bearings) for status in statuses),
        programmes=tuple(_programme_row(programme, bearings) for programme in programmes),
        running=_say_running(programmes),
        sub_dimensions=_sub_dimension_rows(pillar, pillar_sets, programmes),
        quick_wins=tuple(
            _quick_win_card(win, bearings) for win in queries.list_quick_wins(area_code) if code in win.pillar_codes
        ),
    )


def _switch(pillar: Pillar, pillar_sets: Sequence[PillarSet], links: Sequence[PillarLink]) -> tuple[Tab, ...]:
    """The same pillar in the other set, where it has a twin; otherwise the whole plan under that set."""
    twins = {link.pillar_code: link.twin_code for link in links if link.twin_code}
    twins |= {twin: code for code, twin in twins.items()}
    twin = twins.get(pillar.code, "")
    current = switch_sets(pillar_sets, pillar.set_code)
    return tuple(
        Tab(tab.text, f"{reverse('masterplan:pillar', args=[twin])}?set={each.code}", is_current=tab.is_current)
        if twin and each.code != pillar.set_code
        else tab
        for tab, each in zip(current, pillar_sets, strict=True)
    )


def _say_link(pillar: Pillar, links: Sequence[PillarLink]) -> str:
    for link in links:
        if pillar.code in (link.pillar_code, link.twin_code):
            return say(link.note)
    return ""


def _programme_row(programme: Programme, bearings: Bearings) -> Row:
    return Row(
        text=say(programme.title),
        detail=bearings.agencies.get(programme.owner_code, programme.owner_code),
        value=str(STATE_WORDS[programme.state.value]),
        tag=programme.state.value,
        href=reverse("masterplan:programme", args=[programme.code]),
    )


def _say_running(programmes: Sequence[Programme]) -> str:
    running = sum(programme.state.value in ("running", "finished") for programme in programmes)
    return gettext("%(running)s of %(count)s programmes run") % {"running": running, "count": len(programmes)}


def _sub_dimension_rows(
    pillar: Pillar, pillar_sets: Sequence[PillarSet], programmes: Sequence[Programme]
) -> tuple[Row, ...]:
    """The pillar's own parts, or those of the other set its programmes stand in where it has none."""
    used = [code for programme in programmes for code in programme.sub_dimension_codes]
    everywhere = [part for each in pillar_sets for other in each.pillars for part in other.sub_dimensions]
    parts = pillar.sub_dimensions or tuple(part for part in everywhere if part.code in used)
    return tuple(Row(text=say(part.title), value=say_programmes(used.count(part.code))) for part in parts)


def _quick_win_card(win: QuickWin, bearings: Bearings) -> QuickWinCard:
    return QuickWinCard(
        title=say(win.title),
        share=win.percent / 100,
        text=gettext("%(percent)s %% done, as its owner reports") % {"percent": win.percent},
        owner=bearings.agencies.get(win.owner_code, win.owner_code),
        href=reverse("masterplan:programme", args=[win.programme_code]),
    )

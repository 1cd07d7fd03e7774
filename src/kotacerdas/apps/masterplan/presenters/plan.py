"""The page of the whole plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.lines import Bearings, TargetLine, draw_line, take_bearings
from kotacerdas.apps.masterplan.presenters.wording import (
    count_statuses,
    say,
    say_programmes,
    say_standing,
    say_targets,
    switch_sets,
)
from kotacerdas.apps.masterplan.types import Goal, Pillar, PillarSet, Plan, Programme, TargetStatus
from kotacerdas.ui.shapes import Cell, Column, Crumb, Row, StatusCount, Tab, Table
from kotacerdas.ui.templatetags.ui import STATE_WORDS


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What the reader wants to see of the targets; empty means everything."""

    state: str = ""
    owner_code: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class PillarCard:
    """A pillar with how its targets stand."""

    title: str
    href: str
    counts: tuple[StatusCount, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal with its programmes."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class MissionCard:
    """A mission with its goals."""

    number: int
    title: str
    goals: tuple[GoalCard, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Vision to targets on one page."""

    crumbs: tuple[Crumb, ...]
    title: str
    heading: str
    place: str
    vision: str
    vision_source: str
    note: str
    is_example: bool
    sets: tuple[Tab, ...]
    set_title: str
    set_source: str
    counts: tuple[StatusCount, ...]
    pillars: tuple[PillarCard, ...]
    missions: tuple[MissionCard, ...]
    alignment: Table
    states: tuple[Option, ...]
    owners: tuple[Option, ...]
    targets: Table
    shown: str
    add_href: str
    add_programme_href: str


def present_plan(area_code: str, set_code: str, wanted: PlanFilter, *, on: date, may_plan: bool) -> PlanPage:
    """The plan in force of an area under one pillar set; raises ``PlanNotFound`` or ``PillarNotFound``."""
    plan = queries.get_plan(area_code)
    pillar_sets = queries.list_pillar_sets()
    pillar_set = next((each for each in pillar_sets if each.code == set_code), pillar_sets[0])
    programmes = queries.list_programmes(area_code=area_code)
    statuses = queries.list_statuses(area_code, on=on)
    bearings = take_bearings(statuses, programmes)
    shown = [status for status in statuses if _is_wanted(status, wanted)]
    return PlanPage(
        crumbs=(Crumb(gettext("Command centre"), reverse("site:home")), Crumb(gettext("Masterplan"))),
        title=say(plan.title),
        heading=say_standing(statuses),
        place=areas.get_area(area_code).title,
        vision=say(plan.vision),
        vision_source=plan.vision_source,
        note=say(plan.note),
        is_example=plan.is_example,
        sets=switch_sets(pillar_sets, pillar_set.code),
        set_title=say(pillar_set.title),
        set_source=pillar_set.source,
        counts=count_statuses(statuses),
        pillars=tuple(_pillar_card(pillar, programmes, statuses) for pillar in pillar_set.pillars),
        missions=_mission_cards(plan, programmes, statuses),
        alignment=_align(plan, pillar_set, programmes),
        states=_state_options(statuses, wanted),
        owners=_owner_options(statuses, bearings, wanted),
        targets=_target_table([draw_line(status, bearings) for status in shown]),
        shown=say_targets(len(shown)),
        add_href=reverse("masterplan:add_target") if may_plan else "",
        add_programme_href=reverse("masterplan:add_programme") if may_plan else "",
    )


def _target_table(lines: Sequence[TargetLine]) -> Table:
    """Targets with their reasons; a card each on a phone."""
    return Table(
        caption=gettext("Targets of the plan"),
        columns=(
            Column(gettext("Target")),
            Column(gettext("State")),
            Column(gettext("Measured"), is_number=True),
            Column(gettext("Wanted"), is_number=True),
            Column(gettext("Owner")),
        ),
        rows=tuple(
            (
                Cell(line.title, line.href, note=line.reason),
                Cell(str(STATE_WORDS[line.state]), tag=line.state),
                Cell(line.measured, line.trace_href, note=line.period),
                Cell(line.wanted),
                Cell(line.owner),
            )
            for line in lines
        ),
        empty=gettext("No target matches. Choose every state and every owner to see them all."),
    )


def _is_wanted(status: TargetStatus, wanted: PlanFilter) -> bool:
    return wanted.state in ("", status.state.value) and wanted.owner_code in ("", status.target.owner_code)


def _pillar_card(pillar: Pillar, programmes: Sequence[Programme], statuses: Sequence[TargetStatus]) -> PillarCard:
    own = [status for status in statuses if pillar.code in status.target.pillar_codes]
    count = sum(pillar.code in programme.pillar_codes for programme in programmes)
    return PillarCard(
        title=say(pillar.title),
        href=reverse("masterplan:pillar", args=[pillar.code]),
        counts=count_statuses(own),
        detail=f"{say_programmes(count)} · {say_targets(len(own))}",
    )


def _mission_cards(
    plan: Plan, programmes: Sequence[Programme], statuses: Sequence[TargetStatus]
) -> tuple[MissionCard, ...]:
    return tuple(
        MissionCard(
            number=number,
            title=say(mission.title),
            goals=tuple(
                _goal_card(goal, programmes, statuses) for goal in plan.goals if goal.mission_code == mission.code
            ),
        )
        for number, mission in enumerate(plan.missions, start=1)
    )


def _goal_card(goal: Goal, programmes: Sequence[Programme], statuses: Sequence[TargetStatus]) -> GoalCard:
    return GoalCard(
        title=say(goal.title),
        rows=tuple(
            Row(
                text=say(programme.title),
                detail=_say_programme(programme, statuses),
                value=str(STATE_WORDS[programme.state.value]),
                tag=programme.state.value,
                href=reverse("masterplan:programme", args=[programme.code]),
            )
            for programme in programmes
            if programme.goal_code == goal.code
        ),
    )


def _say_programme(programme: Programme, statuses: Sequence[TargetStatus]) -> str:
    own = [status for status in statuses if status.target.programme_code == programme.code]
    if not own:
        return gettext("no target yet")
    return ", ".join(count.text for count in count_statuses(own) if count.count)


def _align(plan: Plan, pillar_set: PillarSet, programmes: Sequence[Programme]) -> Table:
    """How many programmes of each mission stand in each pillar; those without one here get a row of their own."""
    missions = {goal.code: goal.mission_code for goal in plan.goals}
    codes = [pillar.code for pillar in pillar_set.pillars]
    placed = [
        (missions.get(programme.goal_code), next((code for code in programme.pillar_codes if code in codes), ""))
        for programme in programmes
    ]
    shown = [*codes, ""] if any(not pillar for _, pillar in placed) else codes
    titles = {pillar.code: say(pillar.title) for pillar in pillar_set.pillars} | {"": gettext("no pillar here")}
    return Table(
        caption=gettext("Programmes by pillar and mission"),
        columns=(
            Column(gettext("Pillar")),
            *(
                Column(gettext("Mission %(number)s") % {"number": number}, is_number=True)
                for number, _ in enumerate(plan.missions, start=1)
            ),
        ),
        rows=tuple(
            (
                Cell(titles[code], reverse("masterplan:pillar", args=[code]) if code else ""),
                *(Cell(str(placed.count((mission.code, code)) or "–")) for mission in plan.missions),
            )
            for code in shown
        ),
    )


def _state_options(statuses: Sequence[TargetStatus], wanted: PlanFilter) -> tuple[Option, ...]:
    counted = [count for count in count_statuses(statuses) if count.count]
    return (
        Option("", gettext("every state"), is_chosen=not wanted.state),
        *(Option(count.state, count.text, is_chosen=count.state == wanted.state) for count in counted),
    )


def _owner_options(statuses: Sequence[TargetStatus], bearings: Bearings, wanted: PlanFilter) -> tuple[Option, ...]:
    names = sorted(
        (bearings.agencies.get(code, code), code) for code in {status.target.owner_code for status in statuses}
    )
    return (
        Option("", gettext("every owner"), is_chosen=not wanted.owner_code),
        *(Option(code, name, is_chosen=code == wanted.owner_code) for name, code in names),
    )

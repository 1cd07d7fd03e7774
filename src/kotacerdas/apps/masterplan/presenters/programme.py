"""The page of one programme."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.masterplan import queries
from kotacerdas.apps.masterplan.presenters.lines import TargetLine, draw_line, take_bearings
from kotacerdas.apps.masterplan.presenters.programming import list_history
from kotacerdas.apps.masterplan.presenters.wording import say
from kotacerdas.apps.masterplan.types import Plan, Programme
from kotacerdas.kernel.areas import AreaCode, AreaLevel
from kotacerdas.kernel.money import Money
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import (
    Cell,
    Column,
    Crumb,
    Hexagon,
    HexMap,
    KeyValue,
    LegendItem,
    ShareBar,
    Table,
    TimelineEvent,
)
from kotacerdas.ui.templatetags.ui import STATE_WORDS


HERE = 5


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything the plan says about a programme, and how its targets stand."""

    crumbs: tuple[Crumb, ...]
    title: str
    description: str
    purpose: tuple[KeyValue, ...]
    state: str
    is_example: bool
    facts: tuple[KeyValue, ...]
    targets: tuple[TargetLine, ...]
    innovations: tuple[str, ...]
    quick_win: str
    quick_win_share: float
    quick_win_text: str
    budget_total: str
    budget_bars: tuple[ShareBar, ...]
    budget: Table
    places: HexMap
    history: tuple[TimelineEvent, ...]
    change_href: str


def present_programme(area_code: str, code: str, *, on: date, may_plan: bool) -> ProgrammePage:
    """One programme of the plan in force; raises ``ProgrammeNotFound``."""
    programme = queries.get_programme(code, area_code)
    plan = queries.get_plan(area_code)
    statuses = [status for status in queries.list_statuses(area_code, on=on) if status.target.programme_code == code]
    bearings = take_bearings(statuses, [programme])
    percent = programme.quick_win_percent or 0
    return ProgrammePage(
        crumbs=(
            Crumb(gettext("Command centre"), reverse("site:home")),
            Crumb(gettext("Masterplan"), reverse("masterplan:plan")),
            Crumb(say(programme.title)),
        ),
        title=say(programme.title),
        description=say(programme.description),
        purpose=(
            KeyValue(gettext("The problem"), say(programme.problem)),
            KeyValue(gettext("The benefit"), say(programme.benefit)),
        ),
        state=programme.state.value,
        is_example=programme.is_example,
        facts=_facts(programme, plan),
        targets=tuple(draw_line(status, bearings) for status in statuses),
        innovations=tuple(say(innovation) for innovation in programme.innovations),
        quick_win=say(programme.quick_win),
        quick_win_share=percent / 100,
        quick_win_text=gettext("%(percent)s %% done, as its owner reports") % {"percent": percent},
        budget_total=formats.money(_sum(money for _, _, money in programme.budgets), active_language()),
        budget_bars=_budget_bars(programme),
        budget=_budget_table(programme),
        places=_places(programme),
        history=list_history(code),
        change_href=reverse("masterplan:change_programme", args=[code]) if may_plan else "",
    )


def _facts(programme: Programme, plan: Plan) -> tuple[KeyValue, ...]:
    codes = (programme.owner_code, *programme.supporting_codes)
    names = {agency.code: agency.name for agency in agencies.list_agencies(codes=codes)}
    goal = next(goal for goal in plan.goals if goal.code == programme.goal_code)
    mission = next(mission for mission in plan.missions if mission.code == goal.mission_code)
    facts = [
        KeyValue(gettext("Owner"), names.get(programme.owner_code, programme.owner_code)),
        KeyValue(gettext("Supported by"), _join(names.get(code, code) for code in programme.supporting_codes)),
        KeyValue(gettext("Partners"), _join(programme.partners)),
        KeyValue(gettext("Mission"), say(mission.title)),
        KeyValue(gettext("Goal"), say(goal.title)),
        *_pillar_facts(programme),
        KeyValue(gettext("Years"), f"{programme.starts_in}–{programme.ends_in}"),
        KeyValue(gettext("State"), str(STATE_WORDS[programme.state.value])),
        KeyValue(gettext("Legal basis"), programme.legal_basis),
        KeyValue(gettext("Application"), programme.application),
    ]
    return tuple(fact for fact in facts if fact.text)


def _pillar_facts(programme: Programme) -> list[KeyValue]:
    """One line per pillar set, with the sub-dimension where there is one."""
    return [
        KeyValue(
            say(pillar_set.title),
            say(pillar.title),
            reverse("masterplan:pillar", args=[pillar.code]),
            _join(say(part.title) for part in pillar.sub_dimensions if part.code in programme.sub_dimension_codes),
        )
        for pillar_set in queries.list_pillar_sets()
        for pillar in pillar_set.pillars
        if pillar.code in programme.pillar_codes
    ]


def _budget_bars(programme: Programme) -> tuple[ShareBar, ...]:
    """The budget of each year, against the largest."""
    by_year = _group({(year, source): money for year, source, money in programme.budgets}, key=0)
    most = max(by_year.values(), default=Money(0))
    return tuple(
        ShareBar(label=str(year), text=formats.money(money, active_language()), share=money.share_of(most))
        for year, money in sorted(by_year.items())
    )


def _budget_table(programme: Programme) -> Table:
    """Sources by year with totals."""
    cells = {(year, source): money for year, source, money in programme.budgets}
    by_year, by_source = _group(cells, key=0), _group(cells, key=1)
    years = sorted(by_year)
    rows = [
        (
            Cell(str(source)),
            *(_money_cell(cells.get((int(year), str(source)))) for year in years),
            _money_cell(by_source[source]),
        )
        for source in sorted(by_source)
    ]
    total = (Cell(gettext("Total")), *(_money_cell(by_year[year]) for year in years), _money_cell(_sum(cells.values())))
    return Table(
        caption=gettext("Budget by source and year"),
        columns=(
            Column(gettext("Source")),
            *(Column(str(year), is_number=True) for year in years),
            Column(gettext("Total"), is_number=True),
        ),
        rows=(*rows, total) if rows else (),
        empty=gettext("No budget is written in the plan yet."),
    )


def _group(cells: Mapping[tuple[int, str], Money], *, key: int) -> dict[int | str, Money]:
    sums: dict[int | str, Money] = {}
    for place, money in cells.items():
        sums[place[key]] = sums.get(place[key], Money(0)) + money
    return sums


def _sum(amounts: Iterable[Money]) -> Money:
    return sum(amounts, Money(0))


def _money_cell(money: Money | None) -> Cell:
    return Cell(formats.money(money, active_language()) if money else formats.NOTHING)


def _places(programme: Programme) -> HexMap:
    """The villages the programme works in, on the home regency's hexagons."""
    layout = areas.get_layout(settings.HOME_AREA, AreaLevel.VILLAGE)
    inside = {cell.area_code for cell in layout.cells if _works_in(programme, cell.area_code)}
    words = {True: gettext("works here"), False: gettext("not here")}
    return HexMap(
        title=gettext("Where it works"),
        note=gettext("%(here)s of %(count)s villages") % {"here": len(inside), "count": len(layout.cells)},
        cells=tuple(
            Hexagon(
                code=cell.area_code,
                name=cell.name,
                q=cell.q,
                r=cell.r,
                group_code=cell.group_code,
                group_name=cell.group_name,
                shade=HERE if cell.area_code in inside else 0,
                text=words[cell.area_code in inside],
                detail=cell.group_name,
                href=reverse("site:area", args=[cell.area_code]),
            )
            for cell in layout.cells
        ),
        legend=(LegendItem(HERE, words[True]), LegendItem(0, words[False])),
        value_label=gettext("Programme"),
        scale="category",
    )


def _works_in(programme: Programme, area_code: AreaCode) -> bool:
    return any(area_code.is_within(code) for code in programme.location_codes)


def _join(words: Iterable[str]) -> str:
    return " · ".join(words)

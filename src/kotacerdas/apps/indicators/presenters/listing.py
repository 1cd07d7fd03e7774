"""The list of indicators by pillar, as they stand in one area."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.presenters import words
from kotacerdas.apps.indicators.types import Definition, Value, ValueState
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui.shapes import Crumb, Tab


MOU, MINISTRY = "mou", "kementerian"


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in the list."""

    title: str
    note: str
    href: str
    text: str
    state: str
    trace_href: str
    period: str
    coverage: str
    age: str
    points: tuple[float | None, ...]
    points_label: str


@dataclass(frozen=True, slots=True)
class Section:
    """One pillar and its indicators."""

    anchor: str
    title: str
    summary: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything the list shows."""

    title: str
    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    sets: tuple[Tab, ...]
    sections: tuple[Section, ...]
    search: str


def present_list(*, area_code: AreaCode, pillar_set: str, search: str, on: date) -> ListPage:
    """Indicators whose title or formula holds ``search``, under the pillars of ``mou`` or ``kementerian``."""
    area = areas.get_area(area_code)
    series = queries.list_series(area.code)
    found = [definition for definition in queries.list_indicators() if _matches(definition, search)]
    measured = sum(1 for definition in found if definition.code in series)
    counts = {"measured": words.number(measured), "all": words.number(len(found)), "area": area.title}
    return ListPage(
        title=gettext("Indicators"),
        heading=gettext("%(measured)s of %(all)s indicators are measured in %(area)s") % counts,
        lede=gettext("Every figure comes from released data; nobody types it. Follow any of them back to its rows."),
        crumbs=(Crumb(gettext("Home"), "/"), Crumb(gettext("Indicators"))),
        sets=_sets(pillar_set, search),
        sections=tuple(_sections(found, series, pillar_set, on)),
        search=search,
    )


def _matches(definition: Definition, search: str) -> bool:
    wanted = search.casefold().split()
    given = " ".join((definition.code, *definition.title.values(), *definition.concept.values())).casefold()
    return all(word in given for word in wanted)


def _sets(current: str, search: str) -> tuple[Tab, ...]:
    titles = {MOU: gettext("Pillars of the agreement"), MINISTRY: gettext("Dimensions of the ministry")}
    query = f"&q={search}" if search else ""
    return tuple(Tab(title, f"?set={code}{query}", code == current) for code, title in titles.items())


def _sections(
    definitions: Sequence[Definition], series: Mapping[str, tuple[Value, ...]], pillar_set: str, on: date
) -> list[Section]:
    by_pillar: dict[str, list[Definition]] = {pillar: [] for pillar in words.PILLARS}
    for definition in definitions:
        pillars = definition.pillars.kementerian if pillar_set == MINISTRY else definition.pillars.mou
        for pillar in pillars:
            by_pillar[pillar].append(definition)
    return [
        Section(
            anchor=pillar,
            title=str(words.PILLARS[pillar]),
            summary=gettext("%(count)s indicators") % {"count": words.number(len(members))},
            lines=tuple(
                _line(definition, series.get(definition.code, ()), on) for definition in sorted(members, key=_in_order)
            ),
        )
        for pillar, members in by_pillar.items()
        if members
    ]


def _in_order(definition: Definition) -> tuple[str, int, str]:
    """G2 before G11."""
    head = definition.code.partition("-")[0]
    number = "".join(sign for sign in head if sign.isdigit())
    return head.rstrip("0123456789abc"), int(number or 0), definition.code


def _line(definition: Definition, values: Sequence[Value], on: date) -> Line:
    latest = values[-1] if values else None
    return Line(
        title=words.text(definition.title),
        note=str(words.DIRECTIONS[definition.direction]),
        href=reverse("indicators:indicator", args=[definition.code]),
        text=words.value_text(latest, definition),
        state=(latest.state if latest else ValueState.MISSING).value,
        trace_href=words.trace_href(latest.indicator_code, latest.area_code, latest.period) if latest else "",
        period=words.period(latest.period) if latest else "",
        coverage=words.coverage(latest.coverage, definition.grain) if latest else "",
        age=words.age(latest, on),
        points=tuple(value.value for value in values),
        points_label=", ".join(
            f"{words.period(value.period)}: {words.value_text(value, definition)}" for value in values
        ),
    )

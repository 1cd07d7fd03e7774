"""Page objects of the movement, ready in the active language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.areas.types import Area
from kotacerdas.apps.movement import queries, rules
from kotacerdas.apps.movement.types import Cohort, Count, Membership, Repeat
from kotacerdas.kernel.areas import NATION, AreaCode, AreaLevel
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Cell, Column, Crumb, Hexagon, HexMap, LegendItem, Row, ShareBar, Table, TimelineEvent


SHADES = 6


@dataclass(frozen=True, slots=True)
class MovementPage:
    """The nation's movement on one page."""

    crumbs: tuple[Crumb, ...]
    heading: str
    lede: str
    latest: str
    regencies: str
    places: str
    difference: str
    map: HexMap
    timeline: tuple[TimelineEvent, ...]
    table: Table
    completeness: tuple[ShareBar, ...]
    repeats: tuple[Row, ...]
    repeats_note: str


@dataclass(frozen=True, slots=True)
class CohortPage:
    """One intake with the members known by name."""

    crumbs: tuple[Crumb, ...]
    title: str
    heading: str
    lede: str
    note: str
    source: str
    is_complete: bool
    completeness: str
    share: float
    missing: str
    members: Table
    previous_href: str
    next_href: str


def present_movement() -> MovementPage:
    """The movement since 2017; ten or so database queries, however many members."""
    cohorts, memberships = queries.list_cohorts(), queries.list_memberships()
    counts = rules.count_up(cohorts)
    known = rules.count_known(memberships)
    repeats = rules.find_repeats(memberships)
    nation = areas.count_units(NATION, AreaLevel.REGENCY)
    latest = counts[-1] if counts else Count(0, 0, 0)
    names = {area.code: area for area in areas.list_areas(repeat.area_code for repeat in repeats)}
    return MovementPage(
        crumbs=(Crumb(gettext("Command centre"), reverse("site:home")), Crumb(gettext("Movement"))),
        heading=_say_size(latest, nation),
        lede=_say_known(latest, known),
        latest=str(latest.year),
        regencies=_number(latest.regencies),
        places=_number(latest.places),
        difference=_number(latest.places - latest.regencies),
        map=_map(memberships, cohorts),
        timeline=_timeline(cohorts, counts),
        table=_table(cohorts, counts),
        completeness=tuple(_completeness(cohort) for cohort in cohorts),
        repeats=tuple(_repeat_row(repeat, names) for repeat in repeats),
        repeats_note=_say_repeats(cohorts, repeats),
    )


def present_cohort(year: int) -> CohortPage:
    """One cohort; raises ``CohortNotFound``."""
    cohort = queries.get_cohort(year)
    years = [each.year for each in queries.list_cohorts()]
    place = years.index(year)
    facts = {"year": year, "published": cohort.published, "known": cohort.known_members}
    return CohortPage(
        crumbs=(
            Crumb(gettext("Command centre"), reverse("site:home")),
            Crumb(gettext("Movement"), reverse("movement:home")),
            Crumb(str(year)),
        ),
        title=gettext("Cohort of %(year)s") % facts,
        heading=gettext("%(published)s joined in %(year)s.") % facts,
        lede=gettext("All of them are known by name.")
        if not cohort.missing_members
        else gettext("%(known)s of %(published)s are known by name.") % facts,
        note=formats.in_language(cohort.note, active_language()),
        source=cohort.source,
        is_complete=not cohort.missing_members,
        completeness=gettext("%(known)s of %(published)s") % facts,
        share=cohort.known_members / cohort.published,
        missing=_say_missing(cohort),
        members=_members(year),
        previous_href=reverse("movement:cohort", args=[years[place - 1]]) if place else "",
        next_href=reverse("movement:cohort", args=[years[place + 1]]) if place + 1 < len(years) else "",
    )


def _say_size(latest: Count, nation: int) -> str:
    if not latest.year:
        return gettext("No cohort is loaded yet.")
    return gettext("%(regencies)s of %(nation)s regencies and cities have joined the movement.") % {
        "regencies": _number(latest.regencies),
        "nation": _number(nation),
    }


def _say_known(latest: Count, known: Sequence[Count]) -> str:
    if not latest.year:
        return gettext("The figures come with the definitions; ask who keeps this site to load them.")
    return gettext(
        "Published figures up to %(year)s. We know %(known)s of them by name; the rest wait for a source."
    ) % {"year": latest.year, "known": _number(known[-1].regencies if known else 0)}


def _map(memberships: Sequence[Membership], cohorts: Sequence[Cohort]) -> HexMap:
    """Every regency of the nation, coloured by the year it first joined."""
    first = rules.first_years(memberships)
    years_of: dict[AreaCode, list[int]] = {}
    for membership in memberships:
        years_of.setdefault(membership.area_code, []).append(membership.year)
    years = [cohort.year for cohort in cohorts]
    shades = {year: min(number, SHADES) for number, year in enumerate(years, start=1)}
    unknown = gettext("not known to have joined")
    return HexMap(
        title=gettext("First cohort of each regency and city"),
        note=gettext("Grey does not mean that a regency never joined: %(missing)s members were counted without a name.")
        % {"missing": _number(sum(cohort.missing_members for cohort in cohorts))},
        cells=tuple(
            Hexagon(
                code=cell.area_code,
                name=cell.name,
                q=cell.q,
                r=cell.r,
                group_code=cell.group_code,
                group_name=cell.group_name,
                shade=shades.get(first.get(cell.area_code, 0), 0),
                text=str(first.get(cell.area_code, unknown)),
                detail=" · ".join([cell.group_name, *_say_again(years_of.get(cell.area_code, []))]),
                href=reverse("site:area", args=[cell.area_code]),
            )
            for cell in areas.get_layout(NATION, AreaLevel.REGENCY).cells
        ),
        legend=(*_legend(years), LegendItem(0, unknown)),
        value_label=gettext("First joined"),
        scale="category",
        shows_group_names=False,
    )


def _legend(years: Sequence[int]) -> tuple[LegendItem, ...]:
    """One colour a year; the last colour stands for the last years together."""
    single = [LegendItem(number, str(year)) for number, year in enumerate(years[: SHADES - 1], start=1)]
    rest = years[SHADES - 1 :]
    if not rest:
        return tuple(single)
    return (*single, LegendItem(SHADES, str(rest[0]) if len(rest) == 1 else f"{rest[0]}–{rest[-1]}"))


def _say_again(years: Sequence[int]) -> list[str]:
    if len(years) < 2:
        return []
    return [gettext("joined again in %(years)s") % {"years": ", ".join(str(year) for year in sorted(years)[1:])}]


def _timeline(cohorts: Sequence[Cohort], counts: Sequence[Count]) -> tuple[TimelineEvent, ...]:
    return tuple(
        TimelineEvent(
            when=str(cohort.year),
            text=gettext("%(published)s joined") % {"published": cohort.published},
            detail=gettext("%(regencies)s regencies, %(places)s places so far")
            % {"regencies": _number(count.regencies), "places": _number(count.places)},
            href=reverse("movement:cohort", args=[cohort.year]),
        )
        for cohort, count in zip(cohorts, counts, strict=True)
    )


def _table(cohorts: Sequence[Cohort], counts: Sequence[Count]) -> Table:
    return Table(
        caption=gettext("Cohorts under both counting rules"),
        columns=(
            Column(gettext("Year")),
            Column(gettext("Published"), is_number=True),
            Column(gettext("Of them repeating"), is_number=True),
            Column(gettext("Regencies so far"), is_number=True),
            Column(gettext("Places so far"), is_number=True),
            Column(gettext("Known by name"), is_number=True),
        ),
        rows=tuple(
            (
                Cell(str(cohort.year), reverse("movement:cohort", args=[cohort.year]), note=cohort.source),
                Cell(_number(cohort.published)),
                Cell(_number(cohort.repeats)),
                Cell(_number(count.regencies)),
                Cell(_number(count.places)),
                Cell(_number(cohort.known_members), note=_say_missing(cohort)),
            )
            for cohort, count in zip(cohorts, counts, strict=True)
        ),
        empty=gettext("No cohort is loaded yet."),
    )


def _completeness(cohort: Cohort) -> ShareBar:
    facts = {"known": cohort.known_members, "published": cohort.published}
    return ShareBar(
        label=str(cohort.year),
        text=gettext("%(known)s of %(published)s") % facts,
        share=cohort.known_members / cohort.published,
        href=reverse("movement:cohort", args=[cohort.year]),
    )


def _repeat_row(repeat: Repeat, names: dict[AreaCode, Area]) -> Row:
    return Row(
        text=names[repeat.area_code].title if repeat.area_code in names else repeat.area_code,
        value=", ".join(str(year) for year in repeat.years),
        href=reverse("site:area", args=[repeat.area_code]),
    )


def _say_repeats(cohorts: Sequence[Cohort], repeats: Sequence[Repeat]) -> str:
    """What the published repeats say beside those found among the names, for the years where either is not zero."""
    sentences = [
        gettext("%(year)s: %(published)s stated as repeating, %(known)s found among the names.")
        % {"year": cohort.year, "published": cohort.repeats, "known": known}
        for cohort in cohorts
        for known in [rules.count_repeats_in(cohort.year, repeats)]
        if cohort.repeats or known
    ]
    return " ".join(sentences)


def _say_missing(cohort: Cohort) -> str:
    if not cohort.missing_members:
        return ""
    return gettext("%(missing)s names missing") % {"missing": cohort.missing_members}


def _members(year: int) -> Table:
    memberships = queries.list_memberships(year)
    joined = rules.find_repeats(queries.list_memberships())
    before = {repeat.area_code: [other for other in repeat.years if other < year] for repeat in joined}
    found = _find_areas(memberships)
    return Table(
        caption=gettext("Members known by name"),
        columns=(
            Column(gettext("Regency or city")),
            Column(gettext("Province")),
            Column(gettext("Code")),
            Column(gettext("Joined before")),
            Column(gettext("Source")),
        ),
        rows=tuple(
            (
                Cell(found[member.area_code].title, reverse("site:area", args=[member.area_code])),
                Cell(found[AreaCode(member.area_code[:2])].name),
                Cell(member.area_code),
                Cell(", ".join(str(other) for other in before.get(member.area_code, [])) or formats.NOTHING),
                Cell(urlsplit(member.source).netloc, member.source),
            )
            for member in memberships
        ),
        empty=gettext("No member of this cohort is known by name."),
    )


def _find_areas(memberships: Iterable[Membership]) -> dict[AreaCode, Area]:
    """The members' areas and their provinces, in one query."""
    codes = {code for member in memberships for code in (member.area_code, member.area_code[:2])}
    return {area.code: area for area in areas.list_areas(codes)}


def _number(value: int) -> str:
    return formats.number(value, 0, active_language())

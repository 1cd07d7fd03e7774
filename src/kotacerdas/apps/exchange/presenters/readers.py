"""Who read the data about an area, or of an agency, and what for: in words for the people the data is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import OpenReads, ReadSum
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.ui.shapes import Cell, Column, Crumb, Table


@dataclass(frozen=True, slots=True)
class MonthOfReads:
    """The reads of one month."""

    title: str
    summary: str
    table: Table


@dataclass(frozen=True, slots=True)
class ReadersPage:
    """Who read, month by month, newest first."""

    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    months: tuple[MonthOfReads, ...]
    public: Table
    note: str


def present_area_readers(code: AreaCode, *, actor: Actor) -> ReadersPage:
    """Who read rows about an area. Persons are named only to staff who may see the area's rows."""
    area = areas.get_area(code)
    return _page(
        gettext("Who read the data about %(area)s") % {"area": area.title},
        crumb=gettext("Who reads about us"),
        sums=queries.list_read_sums(area=code),
        public=(),
        names_persons=rules.is_staff(actor) and (actor.may_view(code) or actor.may_capture(code)),
    )


def present_agency_readers(datasets: Sequence[str]) -> ReadersPage:
    """Who read the datasets of one agency, for its own staff."""
    return _page(
        gettext("Who reads our data"),
        crumb=gettext("Who reads our data"),
        sums=queries.list_read_sums(datasets=datasets),
        public=queries.list_open_reads(datasets),
        names_persons=True,
    )


def _page(
    title: str, *, crumb: str, sums: Sequence[ReadSum], public: Sequence[OpenReads], names_persons: bool
) -> ReadersPage:
    names = words.agency_names(each.agency_code for each in sums if each.agency_code)
    titles = {each.name: words.title(each.title) for each in queries.list_datasets()} if sums or public else {}
    numbers = _agreement_numbers(sums)
    months = tuple(
        _month(month, tuple(group), names, titles, numbers, names_persons=names_persons)
        for month, group in groupby(sums, key=lambda each: each.month)
    )
    return ReadersPage(
        title=title,
        lede=_lede(sums),
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(crumb)),
        months=months,
        public=_public(public, titles),
        note=""
        if names_persons
        else gettext("Names of persons are shown only to staff of the area; every agency is shown to everybody."),
    )


def _lede(sums: Sequence[ReadSum]) -> str:
    if not sums:
        return gettext("Nobody has read these rows yet. As soon as somebody does, it stands here with the reason.")
    agencies = {each.agency_code for each in sums if each.agency_code}
    personal = sum(each.reads for each in sums if each.columns)
    text = ngettext(
        "%(agencies)s agency read %(reads)s times.", "%(agencies)s agencies read %(reads)s times.", len(agencies)
    ) % {"agencies": words.number(len(agencies)), "reads": words.number(sum(each.reads for each in sums))}
    if not personal:
        return " ".join((text, gettext("No column about persons was opened.")))
    opened = ngettext(
        "Columns about persons were opened %(count)s time, each with a reason.",
        "Columns about persons were opened %(count)s times, each with a reason.",
        personal,
    ) % {"count": words.number(personal)}
    return f"{text} {opened}"


def _month(
    month: str,
    sums: Sequence[ReadSum],
    names: Mapping[str, str],
    titles: Mapping[str, str],
    numbers: Mapping[int, str],
    *,
    names_persons: bool,
) -> MonthOfReads:
    columns = [
        Column(gettext("Who")),
        Column(gettext("Which data")),
        Column(gettext("What for")),
        Column(gettext("Columns about persons")),
        Column(gettext("Times"), is_number=True),
        Column(gettext("Last on")),
    ]
    if names_persons:
        columns.insert(1, Column(gettext("Persons")))
    rows = []
    for each in sums:
        cells = [
            Cell(names.get(each.agency_code, each.agency_code) or gettext("an account of no agency")),
            Cell(
                titles.get(each.dataset_name, each.dataset_name),
                href=reverse("exchange:dataset", args=[each.dataset_name]),
            ),
            Cell(each.purpose or gettext("no reason needed"), note=_ground(each, numbers)),
            Cell(", ".join(words.column_titles(each.dataset_name, each.columns)) or gettext("none, open columns only")),
            Cell(words.number(each.reads)),
            Cell(words.day(each.last_day)),
        ]
        if names_persons:
            cells.insert(1, Cell(", ".join(each.usernames)))
        rows.append(tuple(cells))
    title = words.period(Period.parse(month))
    return MonthOfReads(
        title=title,
        summary=ngettext("%(count)s read", "%(count)s reads", sum(each.reads for each in sums))
        % {"count": words.number(sum(each.reads for each in sums))},
        table=Table(title, tuple(columns), tuple(rows)),
    )


def _ground(each: ReadSum, numbers: Mapping[int, str]) -> str:
    if each.grant is None:
        return ""
    return gettext("under %(agreement)s, grant %(grant)s") % {
        "agreement": numbers.get(each.grant, "—"),
        "grant": each.grant,
    }


def _agreement_numbers(sums: Sequence[ReadSum]) -> dict[int, str]:
    wanted = {each.grant for each in sums if each.grant is not None}
    if not wanted:
        return {}
    return {grant.id: grant.agreement_number for grant in agreements.list_grants(limit=5000) if grant.id in wanted}


def _public(public: Sequence[OpenReads], titles: Mapping[str, str]) -> Table:
    columns = (Column(gettext("Month")), Column(gettext("Which data")), Column(gettext("Times"), is_number=True))
    rows = tuple(
        (
            Cell(words.period(Period.parse(each.month))),
            Cell(titles.get(each.dataset_name, each.dataset_name)),
            Cell(words.number(each.reads)),
        )
        for each in public
    )
    return Table(gettext("Read by the public"), columns, rows)

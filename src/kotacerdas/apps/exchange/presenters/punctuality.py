"""How producers keep their days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Punctuality, Submission
from kotacerdas.kernel.actors import Actor, Role
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


AGENCIES_SHOWN = 60
LETTERS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class PunctualityPage:
    """All producers in one year."""

    heading: str
    lede: str
    crumbs: tuple[Crumb, ...]
    years: tuple[Crumb, ...]
    table: Table
    letters: Table
    more: str


@dataclass(frozen=True, slots=True)
class AgencyPunctuality:
    """One producer in one year."""

    year: int
    facts: tuple[KeyValue, ...]


def present_punctuality(actor: Actor, *, year: int, on: date) -> PunctualityPage:
    """Every agency that handed in or owes something, those with overdue letters first."""
    found = sorted(
        queries.list_punctuality(year=year, on=on),
        key=lambda each: (-each.overdue, -each.owed, -each.returned_whole, each.agency_code),
    )
    letters = queries.list_overdue_letters(on=on)
    names = words.agency_names([each.agency_code for each in found])
    overdue = sum(each.overdue for each in found)
    return PunctualityPage(
        heading=gettext("Returns and deadlines %(year)s") % {"year": year},
        lede=gettext("%(agencies)s producers handed in; %(overdue)s letters are past their day.")
        % {"agencies": words.number(len(found)), "overdue": words.number(overdue)},
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Returns and deadlines"))),
        years=tuple(
            Crumb(str(each), f"{reverse('exchange:punctuality')}?year={each}") for each in (on.year, on.year - 1)
        ),
        table=_table(found[:AGENCIES_SHOWN], names),
        letters=_letters(letters[:LETTERS_SHOWN], on=on, opens=actor.has(Role.DATA_STEWARD)),
        more=gettext("Shown are the %(shown)s that need most; each producer’s page has its own counts.")
        % {"shown": AGENCIES_SHOWN}
        if len(found) > AGENCIES_SHOWN
        else "",
    )


def present_agency_punctuality(agency_code: str, *, year: int, on: date) -> AgencyPunctuality:
    """One agency's returns and deadlines, for its page: counts only, which anybody may see."""
    found = queries.list_punctuality(year=year, on=on, agency_code=agency_code)
    return AgencyPunctuality(year, _facts(found[0]) if found else ())


def _facts(each: Punctuality) -> tuple[KeyValue, ...]:
    late = _more(gettext("%(count)s late"), each.delivered_late)
    answered = _more(gettext("%(count)s late"), each.answered_late)
    part = _more(gettext("%(count)s more in part"), each.returned_in_part)
    return (
        KeyValue(gettext("Files handed in"), words.number(each.handed_in)),
        KeyValue(gettext("Returned whole"), words.number(each.returned_whole), note=part),
        KeyValue(gettext("Letters answered in time"), words.number(each.answered_in_time), note=answered),
        KeyValue(gettext("Letters past their day"), words.number(each.overdue)),
        KeyValue(gettext("Delivered in time"), words.number(each.delivered_in_time), note=late),
        KeyValue(gettext("Owed now"), words.number(each.owed)),
    )


def _table(found: Sequence[Punctuality], names: Mapping[str, str]) -> Table:
    columns = (
        Column(gettext("Producer")),
        Column(gettext("Handed in"), is_number=True),
        Column(gettext("Returned whole"), is_number=True),
        Column(gettext("Answered in time"), is_number=True),
        Column(gettext("Letters past their day"), is_number=True),
        Column(gettext("Delivered in time"), is_number=True),
        Column(gettext("Owed now"), is_number=True),
    )
    rows = tuple(
        (
            Cell(names.get(each.agency_code, each.agency_code), reverse("agencies:agency", args=[each.agency_code])),
            Cell(words.number(each.handed_in)),
            Cell(
                words.number(each.returned_whole), note=_more(gettext("%(count)s more in part"), each.returned_in_part)
            ),
            Cell(words.number(each.answered_in_time), note=_more(gettext("%(count)s late"), each.answered_late)),
            Cell(words.number(each.overdue)),
            Cell(words.number(each.delivered_in_time), note=_more(gettext("%(count)s late"), each.delivered_late)),
            Cell(words.number(each.owed)),
        )
        for each in found
    )
    return Table(gettext("Returns and deadlines by producer"), columns, rows, gettext("Nobody handed in anything yet."))


def _more(sentence: str, count: int) -> str:
    return sentence % {"count": words.number(count)} if count else ""


def _letters(found: Sequence[Submission], *, on: date, opens: bool) -> Table:
    titles = words.area_titles(each.area_code for each in found)
    datasets = {each.name: each for each in queries.list_datasets()}
    page = "exchange:letter" if opens else "exchange:submission"
    rows = tuple(
        (
            Cell(str(each.id), reverse(page, args=[each.id])),
            Cell(words.title(datasets[each.dataset_name].title), note=words.period(each.period)),
            Cell(titles.get(each.area_code, each.area_code)),
            Cell(each.submitted_by_name),
            Cell(words.day(each.answer_by) if each.answer_by else ""),
            Cell(words.number((on - each.answer_by).days) if each.answer_by else ""),
        )
        for each in found
    )
    columns = (
        Column(gettext("Number")),
        Column(gettext("Dataset")),
        Column(gettext("Area")),
        Column(gettext("Handed in by")),
        Column(gettext("Answer by")),
        Column(gettext("Days past"), is_number=True),
    )
    return Table(
        gettext("Letters past their day"), columns, rows, gettext("Every letter is answered or still in time.")
    )

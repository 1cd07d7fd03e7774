"""How long rows are kept, what is due to go, and what went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import DueRemoval, RemovalReason, Tombstone
from kotacerdas.contracts.retention import Retention
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, Table


SHOWN = 200  # of a list to sign; what is left comes with the next one


@dataclass(frozen=True, slots=True)
class DueLine:
    """One submission on the list."""

    id: int
    href: str
    title: str
    detail: str
    rows: str
    due_on: str


@dataclass(frozen=True, slots=True)
class RetentionPage:
    """What is due, the schedule of every dataset, the newest removals."""

    lede: str
    crumbs: tuple[Crumb, ...]
    due: tuple[DueLine, ...]
    schedule: Table
    removed: Table | None


def present_retention(actor: Actor, *, on: date) -> RetentionPage:
    """The page of who decides about removals."""
    due = queries.list_due_removals(on=on, actor=actor)
    titles = {each.name: words.title(each.title) for each in queries.list_datasets()}
    removed = queries.list_tombstones()
    count = len(due)
    lede = ngettext("%(count)s file is past its time.", "%(count)s files are past their time.", count)
    return RetentionPage(
        lede=lede % {"count": words.number(count)},
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(gettext("Retention"))),
        due=_due_lines(due[:SHOWN], titles),
        schedule=_schedule(titles),
        removed=_removed(removed) if removed else None,
    )


def say_removed(stone: Tombstone) -> str:
    """Why rows are gone, on whose decision, when, and what stays; for everybody to read, so nobody is named."""
    why = {
        RemovalReason.RETENTION: gettext("the time for which they may be kept was over"),
        RemovalReason.ERASURE: gettext("a person had the right to have their data erased (UU 27/2022)"),
    }
    sentence = gettext(
        "The rows and files were removed on %(day)s by decision of the data steward, as %(why)s. "
        "What stays: the counts, the fingerprint, who handed in when, and the figures measured from the rows."
    )
    return sentence % {"day": words.local_day(stone.decided_at), "why": why[stone.reason]}


def say_retention(retention: Retention | None) -> str:
    """How long rows are kept."""
    if retention is None:
        return gettext("not agreed yet: nothing is removed for its age")
    if retention.months is None:
        return gettext("for ever")
    years, months = divmod(retention.months, 12)
    if months:
        return ngettext("%(count)s month", "%(count)s months", retention.months) % {"count": retention.months}
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}


def _due_lines(due: Sequence[DueRemoval], titles: dict[str, str]) -> tuple[DueLine, ...]:
    places = words.area_titles(each.submission.area_code for each in due)
    return tuple(
        DueLine(
            id=each.submission.id,
            href=reverse("exchange:submission", args=[each.submission.id]),
            title=titles[each.submission.dataset_name],
            detail=f"{words.period(each.submission.period)} · {places.get(each.submission.area_code, '')}",
            rows=words.number(each.submission.rows_read),
            due_on=words.day(each.due_on),
        )
        for each in due
    )


def _schedule(titles: dict[str, str]) -> Table:
    columns = (
        Column(gettext("Dataset")),
        Column(gettext("Kept")),
        Column(gettext("On what ground")),
        Column(gettext("Removed by")),
    )
    contracts = {name: contract for name, (contract, _) in queries.list_contracts().items()}
    rows = tuple(
        (
            Cell(titles.get(name, name), href=reverse("exchange:dataset", args=[name])),
            Cell(say_retention(contract.retention)),
            Cell(words.title(contract.retention.basis) if contract.retention else "–"),
            Cell(_decider(contract.retention)),
        )
        for name, contract in sorted(contracts.items(), key=lambda pair: titles.get(pair[0], pair[0]))
    )
    return Table(gettext("How long rows are kept"), columns, rows)


def _decider(retention: Retention | None) -> str:
    if retention is None or retention.is_permanent:
        return "–"
    return gettext("the platform, by contract") if retention.is_automatic else gettext("the data steward")


def _removed(stones: Sequence[Tombstone]) -> Table:
    columns = (
        Column(gettext("Submission")),
        Column(gettext("Decided")),
        Column(gettext("By")),
        Column(gettext("Why")),
        Column(gettext("Files")),
    )
    rows = tuple(
        (
            Cell(f"#{each.submission_id}", href=reverse("exchange:submission", args=[each.submission_id])),
            Cell(words.moment(each.decided_at)),
            Cell(each.decided_by_name),
            Cell(each.note),
            Cell(gettext("gone") if each.cleared_at else gettext("being removed")),
        )
        for each in stones
    )
    return Table(gettext("The newest removals"), columns, rows)

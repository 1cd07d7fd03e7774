"""Rows that came back, as a grid to correct them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import FailingRow, Submission
from kotacerdas.contracts.contract import Field
from kotacerdas.ui.shapes import Crumb, Pages


ROWS_SHOWN = 50
_NARROW, _WIDE = 6, 28  # in characters


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One field as a column."""

    name: str
    title: str
    is_number: bool
    is_required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; ``is_wrong`` where a sentence is about it."""

    name: str
    label: str
    value: str
    width: int
    is_wrong: bool
    is_number: bool
    list_id: str


@dataclass(frozen=True, slots=True)
class RowSaid:
    """What is wrong with one row, in sentences."""

    line: int
    wrong: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row with what is wrong with it."""

    line: int
    cells: tuple[GridCell, ...]
    said: RowSaid


@dataclass(frozen=True, slots=True)
class GridPage:
    """The failing rows of a submission."""

    id: int
    lede: str
    crumbs: tuple[Crumb, ...]
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    check_href: str
    pages: Pages
    back_href: str
    note: str


def present_grid(submission: Submission, rows: Sequence[FailingRow], page: int) -> GridPage:
    """Failing rows to type over."""
    dataset = queries.get_dataset(submission.dataset_name)
    contract = queries.get_contract(dataset.name)
    columns = tuple(_column(field) for field in contract.fields)
    here = reverse("exchange:edit_rows", args=[submission.id])
    return GridPage(
        id=submission.id,
        lede=f"{words.title(dataset.title)} · {words.period(submission.period)} · {submission.file_name}",
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(words.title(dataset.title), reverse("exchange:dataset", args=[dataset.name])),
            Crumb(
                gettext("Submission %(number)s") % {"number": submission.id},
                reverse("exchange:submission", args=[submission.id]),
            ),
            Crumb(gettext("Correct rows")),
        ),
        columns=columns,
        rows=tuple(_row(row, columns) for row in rows),
        check_href=reverse("exchange:check_row", args=[submission.id]),
        pages=_pages(here, page, submission.rows_failed),
        back_href=reverse("exchange:submission", args=[submission.id]),
        note=ngettext(
            "%(count)s row came back. Only the rows you change are handed in; all others stay as they are.",
            "%(count)s rows came back. Only the rows you change are handed in; all others stay as they are.",
            submission.rows_failed,
        )
        % {"count": words.number(submission.rows_failed)},
    )


def check_again(
    submission_id: int, rows: Sequence[FailingRow], typed: Mapping[int, Mapping[str, str]]
) -> tuple[FailingRow, ...]:
    """The rows as they are typed now, with what is wrong now."""
    now = [replace(row, cells=row.cells | dict(typed.get(row.line, {}))) for row in rows]
    problems = queries.try_rows(submission_id, [row.cells for row in now])
    return tuple(replace(row, problems=found) for row, found in zip(now, problems, strict=True))


def say_row(line: int, problems: Mapping[str, Sequence[str]]) -> RowSaid:
    """What is wrong with a row; nothing when it is good."""
    sentences = tuple(sentence for said in problems.values() for sentence in said)
    return RowSaid(line, " ".join(name for name in problems if name), sentences)


def _pages(here: str, page: int, failed: int) -> Pages:
    first, last = (page - 1) * ROWS_SHOWN + 1, min(page * ROWS_SHOWN, failed)
    text = gettext("Rows %(first)s–%(last)s of %(total)s") % {
        "first": words.number(first),
        "last": words.number(last),
        "total": words.number(failed),
    }
    previous = f"{here}?page={page - 1}" if page > 1 else ""
    return Pages(text, previous, f"{here}?page={page + 1}" if last < failed else "")


def _column(field: Field) -> GridColumn:
    choices = tuple(category.code for category in field.categories)
    return GridColumn(field.name, words.title(field.title), field.is_numeric, field.is_required, choices)


def _row(row: FailingRow, columns: Sequence[GridColumn]) -> GridRow:
    cells = tuple(
        GridCell(
            name=column.name,
            label=gettext("%(column)s, line %(line)s") % {"column": column.title, "line": row.line},
            value=row.cells.get(column.name, ""),
            width=min(max(len(row.cells.get(column.name, "")) + 2, _NARROW), _WIDE),
            is_wrong=column.name in row.problems,
            is_number=column.is_number,
            list_id=f"choices-{column.name}" if column.choices else "",
        )
        for column in columns
    )
    return GridRow(row.line, cells, say_row(row.line, row.problems))

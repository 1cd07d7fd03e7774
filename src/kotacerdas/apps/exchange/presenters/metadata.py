"""Forms of statistical metadata as pages, sheets and JSON."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.errors import UnknownSheetFormat
from kotacerdas.apps.exchange.presenters import sheets, words
from kotacerdas.apps.exchange.types import DatasetMetadata, MetadataForm
from kotacerdas.ui.shapes import Cell, Column, Crumb, Table


CONTENT_TYPES = {"json": "application/json", "xlsx": sheets.CONTENT_TYPES["xlsx"]}
_QUESTIONS = ("Bagian", "Pertanyaan", "Isian", "Dilengkapi di")


@dataclass(frozen=True, slots=True)
class MetadataPage:
    """The forms of a dataset and what they still lack."""

    title: str
    crumbs: tuple[Crumb, ...]
    summary: str
    is_whole: bool
    missing: Table
    activity: Table
    variables: tuple[Table, ...]
    downloads: tuple[Crumb, ...]


def present_metadata(name: str, *, on: date) -> MetadataPage:
    """The forms of one dataset; raise ``DatasetNotFound``."""
    dataset, metadata = queries.get_dataset(name), queries.get_metadata(name, on=on)
    missing = [(form, line) for form in metadata.forms for line in form.missing]
    title = words.title(dataset.title)
    return MetadataPage(
        title=title,
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(title, reverse("exchange:dataset", args=[name])),
            Crumb(gettext("Metadata")),
        ),
        summary=ngettext(
            "%(count)s question has no answer yet.", "%(count)s questions have no answer yet.", len(missing)
        )
        % {"count": words.number(len(missing))}
        if missing
        else gettext("Every question has an answer."),
        is_whole=not missing,
        missing=Table(
            gettext("Still to be filled in"),
            (Column(gettext("Form")), Column(gettext("Question")), Column(gettext("Say it in the contract as"))),
            tuple(
                (Cell(form.code, note=form.subject), Cell(line.question), Cell(line.fill_in)) for form, line in missing
            ),
        ),
        activity=_table(metadata.activity),
        variables=tuple(_table(form) for form in metadata.variables),
        downloads=tuple(
            Crumb(label, reverse("exchange:metadata_file", args=[name, each]))
            for each, label in (("xlsx", "Excel"), ("json", "JSON"))
        ),
    )


def write_metadata(name: str, *, on: date, format: str) -> Iterator[bytes]:
    """The forms as ``xlsx``, one sheet each, or ``json``; raise :class:`UnknownSheetFormat`."""
    metadata = queries.get_metadata(name, on=on)
    if format == "json":
        return iter([json.dumps(as_json(metadata), ensure_ascii=False, indent=2).encode()])
    if format != "xlsx":
        raise UnknownSheetFormat(format=format)
    activity = (_QUESTIONS, [_line(line) for line in metadata.activity.lines])
    first, *_ = metadata.variables
    header = [line.question for line in first.lines]
    variables = (header, [[line.answer for line in form.lines] for form in metadata.variables])
    return sheets.write_book({"MS-Keg": activity, "MS-Var": variables})


def as_json(metadata: DatasetMetadata) -> dict[str, object]:
    """The forms as the API gives them."""
    return {
        "ms_keg": _form(metadata.activity),
        "ms_var": [_form(form) for form in metadata.variables],
        "missing": [
            {"form": form.code, "subject": form.subject, "question": line.question, "fill_in": line.fill_in}
            for form in metadata.forms
            for line in form.missing
        ],
    }


def _form(form: MetadataForm) -> dict[str, object]:
    lines = [{"part": line.part, "question": line.question, "answer": line.answer} for line in form.lines]
    return {"subject": form.subject, "lines": lines}


def _line(line: object) -> list[str]:
    return [getattr(line, name) for name in ("part", "question", "answer", "fill_in")]


def _table(form: MetadataForm) -> Table:
    columns = (Column(gettext("Part")), Column(gettext("Question")), Column(gettext("Answer")))
    rows = tuple((Cell(line.part), Cell(line.question), Cell(line.answer or "–")) for line in form.lines)
    return Table(f"{form.code}: {form.subject}", columns, rows)

"""Code lists as pages and as files."""

import csv
import io
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.exchange import queries
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.contracts import codelists
from kotacerdas.contracts.codelists import CodeList, Edition
from kotacerdas.contracts.contract import CodeListRef
from kotacerdas.ui.shapes import Cell, Column, Crumb, Row, Table


@dataclass(frozen=True, slots=True)
class EditionPart:
    """One edition of a list: its codes, and where it can be downloaded."""

    title: str
    table: Table
    href: str


@dataclass(frozen=True, slots=True)
class CodeListPage:
    """A list with its editions, the newest first, and the codes between which a person has to choose."""

    title: str
    source: str
    crumbs: tuple[Crumb, ...]
    editions: tuple[EditionPart, ...]
    choices: tuple[str, ...]


def list_rows() -> tuple[Row, ...]:
    """Every list as one line."""
    found = sorted(queries.list_code_lists().values(), key=lambda each: words.title(each.title))
    return tuple(
        Row(
            words.title(each.title),
            each.source,
            ngettext("%(count)s edition", "%(count)s editions", len(each.editions)) % {"count": len(each.editions)},
            href=reverse("exchange:code_list", args=[each.name]),
        )
        for each in found
    )


def present_code_list(known: CodeList) -> CodeListPage:
    """One list."""
    newest_first = sorted(known.editions, key=lambda edition: edition.valid_from, reverse=True)
    lists = {known.name: known}
    unclear = codelists.ambiguities(CodeListRef(known.name, newest_first[0].code), lists)
    return CodeListPage(
        title=words.title(known.title),
        source=known.source,
        crumbs=(
            Crumb(gettext("Data"), reverse("exchange:catalogue")),
            Crumb(gettext("Code lists"), reverse("exchange:code_lists")),
            Crumb(words.title(known.title)),
        ),
        editions=tuple(_part(known, edition) for edition in newest_first),
        choices=tuple(
            gettext("The former code %(code)s can be any of %(choices)s; choose by hand.")
            % {"code": each.code, "choices": ", ".join(each.choices)}
            for each in unclear
        ),
    )


def write_csv(edition: Edition) -> str:
    """An edition as CSV: code, label in Indonesian and English, other spellings."""
    sink = io.StringIO(newline="")
    writer = csv.writer(sink)
    writer.writerow(["kode", "arti", "meaning", "ejaan_lain"])
    for entry in edition.entries:
        writer.writerow([entry.code, entry.label["id"], entry.label.get("en", ""), "; ".join(entry.aliases)])
    return sink.getvalue()


def _part(known: CodeList, edition: Edition) -> EditionPart:
    title = gettext("Edition %(code)s, from %(day)s") % {"code": edition.code, "day": words.day(edition.valid_from)}
    columns = (Column(gettext("Code")), Column(gettext("Meaning")), Column(gettext("Other spellings")))
    rows = tuple(
        (Cell(entry.code), Cell(words.title(entry.label)), Cell(", ".join(entry.aliases) or "–"))
        for entry in edition.entries
    )
    href = reverse("exchange:code_list_file", args=[known.name, edition.code])
    return EditionPart(title, Table(title, columns, rows), href)

"""One dataset's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import Dataset, Due, Release
from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.kernel.actors import Actor
from kotacerdas.kernel.areas import AreaLevel
from kotacerdas.kernel.periods import Frequency
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Row, Table


RELEASES_SHOWN = 25
DUES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DatasetPage:
    """One dataset: what it holds, who hands it in, what has been released."""

    name: str
    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    columns: Table
    rules: tuple[str, ...]
    releases: Table
    dues: tuple[Row, ...]
    more_dues: str
    submit_href: str
    reason: str
    login_href: str
    downloads: tuple[Crumb, ...]
    template_hrefs: tuple[Crumb, ...]
    is_synthetic: bool
    ask_href: str = ""


def present_dataset(name: str, *, actor: Actor, on: date) -> DatasetPage:
    """One dataset for one reader; raise ``DatasetNotFound``."""
    dataset, contract = queries.get_dataset(name), queries.get_contract(name)
    reason = rules.find_reason_not_to_submit(actor, dataset)
    dues = [due for due in queries.list_due(on=on, dataset_name=name) if due.days_late > 0]
    titles = words.area_titles(due.area_code for due in dues[:DUES_SHOWN])
    releases = queries.list_releases(name, RELEASES_SHOWN)
    return DatasetPage(
        name=name,
        title=words.title(dataset.title),
        description=words.title(dataset.description),
        crumbs=(Crumb(gettext("Data"), reverse("exchange:catalogue")), Crumb(words.title(dataset.title))),
        facts=_facts(dataset, contract, releases),
        columns=contract_table(contract),
        rules=tuple(words.title(rule.message) for rule in contract.rules),
        releases=_release_table(releases),
        dues=tuple(_due_row(due, titles) for due in dues[:DUES_SHOWN]),
        more_dues=_more_dues(len(dues)),
        submit_href="" if reason else reverse("exchange:submit", args=[name]),
        reason=words.refusal(reason) if reason else "",
        login_href=""
        if actor.username
        else f"{reverse('account_login')}?next={reverse('exchange:submit', args=[name])}",
        downloads=download_links(releases[0]) if releases else (),
        template_hrefs=template_links(name),
        ask_href=reverse("exchange:ask_grant", args=[name])
        if actor.agency_code and actor.agency_code != dataset.producer_code
        else "",
        is_synthetic=dataset.is_synthetic,
    )


def contract_table(contract: Contract) -> Table:
    """The agreed columns, one row each."""
    columns = (
        Column(gettext("Column")),
        Column(gettext("Holds")),
        Column(gettext("Kind")),
        Column(gettext("Allowed")),
        Column(gettext("Privacy")),
    )
    return Table(gettext("Agreed columns"), columns, tuple(_field_row(contract, field) for field in contract.fields))


def download_links(release: Release, query: str = "") -> tuple[Crumb, ...]:
    """Links to a release in each format; ``query`` narrows the rows."""
    path = Path(release.file_path)
    size = f" ({words.size(path.stat().st_size)})" if path.is_file() and not query else ""
    labels = (
        *(("csv", "CSV"), ("json", "JSON"), ("jsonl", gettext("JSON lines")), ("parquet", f"Parquet{size}")),
        *(("arrow", "Arrow"), ("zip", "Data Package")),
    )
    asked = f"?{query}" if query else ""
    return tuple(Crumb(label, reverse("exchange:download", args=[release.id, each]) + asked) for each, label in labels)


def template_links(name: str) -> tuple[Crumb, ...]:
    """Links to an empty file with the agreed header."""
    labels = (("xlsx", gettext("Excel template")), ("csv", gettext("CSV template")))
    return tuple(Crumb(label, reverse("exchange:template", args=[name, each])) for each, label in labels)


def _facts(dataset: Dataset, contract: Contract, releases: Sequence[Release]) -> tuple[KeyValue, ...]:
    producer = agencies.find_agency(dataset.producer_code)
    rows = ngettext("%(count)s column", "%(count)s columns", len(contract.fields)) % {"count": len(contract.fields)}
    return (
        KeyValue(gettext("Data producer"), producer.name if producer else dataset.producer_code),
        KeyValue(gettext("Handed in by"), _who(dataset)),
        KeyValue(gettext("How often"), str(words.FREQUENCIES[dataset.frequency]), note=_due(dataset)),
        KeyValue(gettext("Finest area"), str(words.LEVELS[dataset.grain])),
        KeyValue(
            gettext("Contract"),
            gettext("Version %(version)s") % {"version": dataset.contract_version},
            reverse("exchange:contract", args=[dataset.name]),
            note=rows,
        ),
        KeyValue(
            gettext("Newest release"),
            words.moment(releases[0].released_at) if releases else gettext("none yet"),
            reverse("exchange:release", args=[releases[0].id]) if releases else "",
        ),
    )


def _due(dataset: Dataset) -> str:
    schedule = dataset.schedule
    if dataset.is_occasional:
        return gettext("whenever there is a file")
    if dataset.frequency is not Frequency.YEAR:
        return gettext("by day %(day)s of the month after") % {"day": schedule.day}
    day = words.day_of_year(schedule.month, schedule.day)
    if schedule.year_offset:
        return gettext("by %(day)s of the following year") % {"day": day}
    return gettext("by %(day)s") % {"day": day}


def _who(dataset: Dataset) -> str:
    if dataset.submit_level is AreaLevel.VILLAGE:
        return gettext("Each village, or the producer for several villages at once")
    return gettext("The data producer, for the whole area")


def _field_row(contract: Contract, field: Field) -> tuple[Cell, ...]:
    marks = []
    if field.name in contract.primary_key:
        marks.append(gettext("key"))
    if field.is_required:
        marks.append(gettext("required"))
    kind = gettext("Area code (Kemendagri, with dots)") if field.is_area else str(words.TYPES[field.type.value])
    return (
        Cell(field.name, note=", ".join(marks)),
        Cell(words.title(field.title), note=words.title(field.description)),
        Cell(f"{kind}, {field.unit}" if field.unit else kind),
        Cell(
            _allowed(field),
            note=gettext("for example %(example)s") % {"example": field.example} if field.example else "",
        ),
        Cell(str(words.PRIVACY[field.privacy])),
    )


def _allowed(field: Field) -> str:
    if field.categories:
        return ", ".join(category.code for category in field.categories)
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        return f"{low:g}–{high:g}"
    if low is not None:
        return f"≥ {low:g}"
    return f"≤ {high:g}" if high is not None else "–"


def _release_table(releases: Sequence[Release]) -> Table:
    titles = words.area_titles(release.area_code for release in releases)
    columns = (
        Column(gettext("Release")),
        Column(gettext("Period")),
        Column(gettext("Area")),
        Column(gettext("Rows"), is_number=True),
        Column(gettext("Released")),
    )
    rows = tuple(
        (
            Cell(str(release.id), reverse("exchange:release", args=[release.id]), note=release.sha256[:12]),
            Cell(words.period(release.period)),
            Cell(titles.get(release.area_code, release.area_code)),
            Cell(words.number(release.rows)),
            Cell(words.moment(release.released_at)),
        )
        for release in releases
    )
    return Table(gettext("Releases, newest first"), columns, rows, gettext("Nothing has been released yet."))


def _due_row(due: Due, titles: dict[str, str]) -> Row:
    return Row(
        titles.get(due.area_code, due.area_code),
        gettext("%(period)s, due %(day)s") % {"period": words.period(due.period), "day": words.day(due.due_on)},
        gettext("returned, not yet corrected")
        if due.was_returned
        else ngettext("%(days)s day late", "%(days)s days late", due.days_late) % {"days": words.number(due.days_late)},
        "returned" if due.was_returned else "late",
    )


def _more_dues(count: int) -> str:
    if count <= DUES_SHOWN:
        return ""
    return gettext("and %(count)s more") % {"count": words.number(count - DUES_SHOWN)}

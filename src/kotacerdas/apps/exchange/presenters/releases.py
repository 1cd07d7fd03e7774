"""One release."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.presenters.catalogue import download_links
from kotacerdas.apps.exchange.presenters.retention import say_removed
from kotacerdas.apps.exchange.types import Comparison, Release, Submission
from kotacerdas.kernel.actors import Actor
from kotacerdas.ui.shapes import Cell, Column, Crumb, KeyValue, Table


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """One release: what it is, where it came from, what it changed."""

    id: int
    title: str
    lede: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[KeyValue, ...]
    check: str
    in_force: str
    is_in_force: bool
    changes: tuple[KeyValue, ...]
    changes_lede: str
    changed_cells: Table | None
    sha256: str
    rows_href: str
    downloads: tuple[Crumb, ...]
    is_synthetic: bool
    removed: str


def present_release(release: Release, *, actor: Actor) -> ReleasePage:
    """Everything about one release; who handed it in is named to staff only, the agency to everybody."""
    dataset = queries.get_dataset(release.dataset_name)
    submission = queries.get_submission(release.submission_id)
    area = areas.get_area(release.area_code)
    title = words.title(dataset.title)
    parts = queries.list_parts(dataset.name, period=release.period)
    lost = next((part.except_areas for part in parts if part.release.id == release.id), None)
    comparison = queries.find_comparison(release)
    stone = queries.find_tombstone(submission.id) if release.is_removed else None
    origin = queries.find_origin(submission.id)
    return ReleasePage(
        id=release.id,
        title=title,
        lede=f"{words.period(release.period)} · {area.title}",
        crumbs=crumbs(release, title),
        facts=(
            KeyValue(gettext("Rows"), words.number(release.rows)),
            KeyValue(gettext("Released"), words.moment(release.released_at)),
            KeyValue(
                gettext("Handed in by"),
                _sender(submission),
                note=submission.submitted_by_name if rules.is_staff(actor) else "",
            ),
            KeyValue(gettext("Contract"), gettext("Version %(version)s") % {"version": release.contract_version}),
            KeyValue(gettext("Area"), area.title, note=area.code),
            *((words.origin_fact(origin),) if origin else ()),
        ),
        check=gettext("%(kept)s of %(read)s rows passed the check; %(failed)s were returned to the producer.")
        % {
            "kept": words.number(submission.rows_kept),
            "read": words.number(submission.rows_read),
            "failed": words.number(submission.rows_failed),
        },
        in_force=_in_force(lost),
        is_in_force=lost is not None,
        changes=(
            KeyValue(gettext("Rows added"), words.number(comparison.added)),
            KeyValue(gettext("Rows changed"), words.number(comparison.changed)),
            KeyValue(gettext("Rows removed"), words.number(comparison.removed)),
        )
        if comparison
        else (),
        changes_lede=gettext("Against release %(number)s of %(day)s.")
        % {"number": comparison.before.id, "day": words.local_day(comparison.before.released_at)}
        if comparison
        else _no_comparison(release),
        changed_cells=_changed_cells(comparison) if comparison and comparison.cells else None,
        sha256=release.sha256,
        rows_href=reverse("exchange:rows", args=[release.id]),
        downloads=() if stone else download_links(release),
        is_synthetic=dataset.is_synthetic,
        removed=say_removed(stone) if stone else "",
    )


def _no_comparison(release: Release) -> str:
    if queries.find_previous_release(release) is None:
        return gettext("The first release of this period and area.")
    return gettext("It cannot be compared with the release before, as rows were removed.")


def _changed_cells(comparison: Comparison) -> Table:
    columns = (
        Column(gettext("Row")),
        Column(gettext("Column")),
        Column(gettext("Before")),
        Column(gettext("Now")),
    )
    rows = tuple(
        (Cell(each.key or gettext("masked")), Cell(each.field), Cell(each.old or "–"), Cell(each.new or "–"))
        for each in comparison.cells
    )
    return Table(gettext("The first changed cells"), columns, rows)


def _sender(submission: Submission) -> str:
    agency = agencies.find_agency(submission.agency_code) if submission.agency_code else None
    return agency.name if agency else gettext("the platform itself")


def _in_force(lost: tuple[str, ...] | None) -> str:
    if lost is None:
        return gettext("A newer release has taken its place.")
    if not lost:
        return gettext("In force in its whole area.")
    return gettext("In force, but %(count)s areas have handed in newer rows of their own.") % {
        "count": words.number(len(lost))
    }


def crumbs(release: Release, title: str) -> tuple[Crumb, ...]:
    """The way to a release."""
    return (
        Crumb(gettext("Data"), reverse("exchange:catalogue")),
        Crumb(title, reverse("exchange:dataset", args=[release.dataset_name])),
        Crumb(gettext("Release %(number)s") % {"number": release.id}),
    )

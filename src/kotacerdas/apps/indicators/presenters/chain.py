"""What a number was made of: its releases with check and submitter, and the rows themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.areas import queries as areas
from kotacerdas.apps.exchange import queries as exchange
from kotacerdas.apps.exchange.types import RowPage
from kotacerdas.apps.indicators.presenters import words
from kotacerdas.apps.indicators.types import Definition, Trace, TracedRelease, Value
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.ui.shapes import Row, SheetCell


_FEW_ROWS = 4


@dataclass(frozen=True, slots=True)
class RowCard:
    """Some rows of one release in the area, the columns that count first."""

    title: str
    reason: str
    columns: tuple[str, ...]
    rows: tuple[tuple[SheetCell, ...], ...]
    more: str
    href: str


def present_chain(releases: Sequence[TracedRelease]) -> tuple[Row, ...]:
    """Release, check and submitter of each release, and the agreement that is to come."""
    names = {area.code: area.title for area in areas.list_areas({each.release.area_code for each in releases})}
    titles = _dataset_titles() if releases else {}
    submitters = {each.submission.agency_code for each in releases if each.submission.agency_code}
    agency_names = {agency.code: agency.name for agency in agencies.list_agencies(codes=submitters)}
    rows: list[Row] = []
    for traced in releases:
        dataset = titles.get(traced.release.dataset_name, traced.release.dataset_name)
        agency = agency_names.get(traced.submission.agency_code or "", gettext("a registered officer"))
        rows += (
            _links(traced, dataset, names, agency) if len(releases) == 1 else [_link(traced, dataset, names, agency)]
        )
    if releases:
        rows.append(
            Row(
                text=gettext("Agreement"),
                detail=gettext("Not linked yet: a later version shows the clause under which this data was given."),
                value=gettext("not linked"),
                tag="none",
            )
        )
    return tuple(rows)


def _links(traced: TracedRelease, dataset: str, names: Mapping[AreaCode, str], agency: str) -> list[Row]:
    release, submission = traced.release, traced.submission
    place = names.get(release.area_code, release.area_code)
    sha = f"{release.sha256[:4]}…{release.sha256[-4:]}"
    return [
        Row(
            text=gettext("Release: %(dataset)s, %(period)s, %(area)s")
            % {"dataset": dataset, "period": words.period(release.period), "area": place},
            detail=f"sha256 {sha} · {words.rows(release.rows)} · {words.local_day(release.released_at)}",
            value=_file_text(traced),
            tag="none" if release.is_removed else "ok" if traced.is_intact else "off",
            href=reverse("exchange:release", args=[release.id]),
        ),
        Row(
            text=gettext("Check against contract version %(version)s")
            % {"version": words.number(release.contract_version)},
            detail=gettext("%(read)s read, %(kept)s kept, %(failed)s returned")
            % {
                "read": words.rows(submission.rows_read),
                "kept": words.number(submission.rows_kept),
                "failed": words.number(submission.rows_failed),
            },
            value=gettext("all good") if not submission.rows_failed else gettext("some returned"),
            tag="ok" if not submission.rows_failed else "risk",
            href=reverse("exchange:release", args=[release.id]),
        ),
        Row(
            text=gettext("Handed in by %(name)s") % {"name": agency},
            detail=words.moment(submission.received_at),
        ),
    ]


def _file_text(traced: TracedRelease) -> str:
    if traced.release.removed_at is not None:
        return gettext("rows removed %(day)s") % {"day": words.local_day(traced.release.removed_at)}
    return gettext("intact") if traced.is_intact else gettext("changed")


def _link(traced: TracedRelease, dataset: str, names: Mapping[AreaCode, str], agency: str) -> Row:
    """A release among several, on one line."""
    whole, *_ = _links(traced, dataset, names, agency)
    failed = traced.submission.rows_failed
    returned = gettext("%(rows)s returned") % {"rows": words.rows(failed)} if failed else gettext("all good")
    return replace(whole, detail=f"{whole.detail} · {returned} · {agency}")


def count_more(value: Value, shown: Sequence[TracedRelease]) -> str:
    """How many releases stand under the number besides those shown."""
    more = len(value.release_ids) - len(shown)
    if more <= 0:
        return ""
    return gettext(
        "The newest are shown; %(count)s more releases stand under this number. Go down to an area to see its own."
    ) % {"count": words.number(more)}


def present_rows(definition: Definition, trace: Trace, pages: Mapping[int, RowPage]) -> tuple[RowCard, ...]:
    """A card of rows for each release that was opened."""
    titles = _dataset_titles() if pages else {}
    return tuple(
        _row_card(
            definition,
            trace.area_name,
            traced,
            pages[traced.release.id],
            titles.get(traced.release.dataset_name, traced.release.dataset_name),
        )
        for traced in trace.releases
        if traced.release.id in pages
    )


def _dataset_titles() -> dict[str, str]:
    return {dataset.name: words.text(dataset.title) for dataset in exchange.list_datasets()}


def _row_card(definition: Definition, area_name: str, traced: TracedRelease, page: RowPage, title: str) -> RowCard:
    counted = next((given.columns for given in definition.inputs if given.dataset == traced.release.dataset_name), ())
    # Where a reader may not see what was counted, a few lines say so as well as many.
    shown = _FEW_ROWS if page.masked.issuperset(counted) else len(page.rows)
    order = sorted(range(len(page.columns)), key=lambda index: (page.columns[index] not in counted, index))
    return RowCard(
        title=gettext("%(rows)s of %(dataset)s in %(area)s")
        % {
            "rows": words.rows(page.total),
            "dataset": title,
            "area": area_name,
        },
        reason=page.reason,
        columns=tuple(page.columns[index] for index in order),
        rows=tuple(
            tuple(SheetCell(row[index], page.columns[index] in page.masked) for index in order)
            for row in page.rows[:shown]
        ),
        more=gettext("and %(rows)s more") % {"rows": words.rows(page.total - shown)} if page.total > shown else "",
        href=reverse("exchange:rows", args=[traced.release.id]),
    )

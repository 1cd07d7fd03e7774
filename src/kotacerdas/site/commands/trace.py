"""``kotacerdas trace INDICATOR AREA PERIOD``: the way back from a number to its rows, as a tree."""

from collections.abc import Iterator

import click
from django.utils import timezone

from kotacerdas.apps.exchange import operations as exchange
from kotacerdas.apps.exchange.types import Channel, RowPage
from kotacerdas.apps.indicators import queries
from kotacerdas.apps.indicators.types import Definition, Trace, TracedRelease, Value, ValueState
from kotacerdas.kernel.actors import ANONYMOUS, Actor
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.site.commands.kinds import AREA, PERIOD, actor
from kotacerdas.site.console import Answer, Command, gettext
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language


_MASK = "•••"
_NAME_WIDTH = 34


@click.command(
    cls=Command, help=gettext("Walk INDICATOR of AREA in PERIOD back: areas, formula, releases and, with --rows, rows.")
)
@click.argument("indicator")
@click.argument("area", type=AREA)
@click.argument("period", type=PERIOD)
@click.option("--rows", "row_count", default=0, metavar="N", help=gettext("Show the first N rows as well."))
@click.option(
    "--as", "username", metavar="USER", help=gettext("Read the rows as this account; as the public unless given.")
)
def command(*, indicator: str, area: AreaCode, period: Period, row_count: int, username: str | None) -> Answer:
    """Show the trace."""
    definition = queries.get_indicator(indicator)
    trace = queries.get_trace(indicator, area, period)
    pages = _read(trace, actor(username) if username else ANONYMOUS, row_count) if row_count else ()
    lines = [*_tree(definition, trace), *_releases(trace), *(line for page in pages for line in _rows(page))]
    return Answer(lines=lines, data=_data(trace, pages))


def _tree(definition: Definition, trace: Trace) -> Iterator[str]:
    lang = active_language()
    yield (
        f"{formats.in_language(definition.title, lang)} · {formats.period_text(trace.value.period, lang)} · "
        + gettext("definition version %(version)s") % {"version": trace.value.version}
    )
    yield gettext("Formula: %(formula)s") % {"formula": formats.in_language(definition.formula, lang)}
    yield ""
    for depth, (_, name, value) in enumerate(trace.path):
        branch = "   " * (depth - 1) + "└─ " if depth else ""
        yield _branch(branch, name, value, definition)
    indent = "   " * (len(trace.path) - 1)
    for position, child in enumerate(trace.children):
        corner = "└─ " if position == len(trace.children) - 1 else "├─ "
        yield _branch(indent + corner, child.name, child.value, definition)


def _branch(branch: str, name: str, value: Value | None, definition: Definition) -> str:
    head = f"{branch + name:<{_NAME_WIDTH}}"
    if value is None or value.value is None:
        return f"{head} {_why_not(value)}"
    lang = active_language()
    shown = formats.value_text(value.value, formats.in_language(definition.unit, lang), definition.decimals, lang)
    parts = [f"{head} {shown:>12}"]
    if value.numerator is not None and value.denominator is not None:
        decimals = 0 if float(value.numerator).is_integer() else definition.decimals
        fraction = f"{formats.number(value.numerator, decimals, lang)} / {formats.number(value.denominator, 0, lang)}"
        parts.append(f"= {fraction}" + (f" × {definition.scale}" if definition.scale != 1 else ""))
    covered = value.coverage
    if covered.expected > 1:
        parts.append(formats.coverage_text(covered.reported, covered.expected, covered.population_share, lang=lang))
    return "   ".join(parts)


def _why_not(value: Value | None) -> str:
    sentences = {
        ValueState.MISSING: gettext("not reported"),
        ValueState.NO_CASES: gettext("no cases"),
        ValueState.SUPPRESSED: gettext("hidden: so few cases could point at people"),
    }
    return sentences[value.state if value else ValueState.MISSING]


def _releases(trace: Trace) -> Iterator[str]:
    count = len(trace.value.release_ids)
    if not count:
        return
    yield ""
    yield gettext("Releases: %(count)s, the newest %(shown)s:") % {"count": count, "shown": len(trace.releases)}
    for traced in trace.releases:
        yield f"  {_release(traced)}"


def _release(traced: TracedRelease) -> str:
    release, submission, lang = traced.release, traced.submission, active_language()
    sentence = gettext(
        "#%(number)s %(dataset)s %(period)s %(area)s · %(rows)s rows · %(sha)s %(intact)s · "
        "%(file)s by %(by)s on %(date)s · %(failed)s returned"
    )
    return sentence % {
        "number": release.id,
        "dataset": release.dataset_name,
        "period": release.period,
        "area": release.area_code,
        "rows": formats.number(release.rows, 0, lang),
        "sha": release.sha256[:12],
        "intact": _file_text(traced),
        "file": submission.file_name,
        "by": submission.submitted_by_name,
        "date": formats.date_text(timezone.localdate(submission.received_at), lang),
        "failed": formats.number(submission.rows_failed, 0, lang),
    }


def _file_text(traced: TracedRelease) -> str:
    if traced.release.removed_at is not None:
        day = formats.date_text(timezone.localdate(traced.release.removed_at), active_language())
        return gettext("rows removed %(day)s") % {"day": day}
    return gettext("intact") if traced.is_intact else gettext("CHANGED")


def _read(trace: Trace, by: Actor, row_count: int) -> tuple[RowPage, ...]:
    """The first rows of the newest releases, as far as the area goes; looking at personal columns is recorded.

    Under a hidden number none are opened, as its counts would stand there in full.
    """
    if trace.value.state is ValueState.SUPPRESSED:
        return ()
    pages: list[RowPage] = []
    left = row_count
    for traced in trace.releases:
        if left <= 0:
            break
        if traced.release.is_removed:
            continue
        page = exchange.read_rows(
            release_id=traced.release.id,
            area_code=trace.value.area_code,
            purpose=f"trace {trace.value.indicator_code}",
            channel=Channel.COMMAND,
            limit=left,
            by=by,
            at=timezone.now(),
        )
        pages.append(page)
        left -= len(page.rows)
    return tuple(pages)


def _rows(page: RowPage) -> Iterator[str]:
    shown = [page.columns, *(_masked(page, row) for row in page.rows)]
    widths = [max(len(row[position]) for row in shown) for position in range(len(page.columns))]
    yield ""
    for row in shown:
        yield "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip()
    if page.total > len(page.rows):
        yield "  " + gettext("… and %(count)s more rows") % {"count": page.total - len(page.rows)}
    if page.reason:
        yield "  " + gettext(page.reason)


def _masked(page: RowPage, row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_MASK if name in page.masked else cell for name, cell in zip(page.columns, row, strict=True))


def _data(trace: Trace, pages: tuple[RowPage, ...]) -> dict[str, object]:
    return {
        **_value_data(trace.value),
        "path": [
            {"area": code, "name": name, "value": value.value if value else None} for code, name, value in trace.path
        ],
        "children": [
            {"area": child.area_code, "name": child.name, "value": child.value.value if child.value else None}
            for child in trace.children
        ],
        "releases": [
            {
                "id": traced.release.id,
                "dataset": traced.release.dataset_name,
                "area": traced.release.area_code,
                "rows": traced.release.rows,
                "sha256": traced.release.sha256,
                "is_intact": traced.is_intact,
                "removed_at": traced.release.removed_at,
                "submission": traced.submission.id,
                "submitted_by": traced.submission.submitted_by_name,
                "rows_failed": traced.submission.rows_failed,
            }
            for traced in trace.releases
        ],
        "rows": [dict(zip(page.columns, _masked(page, row), strict=True)) for page in pages for row in page.rows],
    }


def _value_data(value: Value) -> dict[str, object]:
    return {
        "indicator": value.indicator_code,
        "area": value.area_code,
        "period": str(value.period),
        "state": value.state.value,
        "value": value.value,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "coverage": {
            "reported": value.coverage.reported,
            "expected": value.coverage.expected,
            "population_share": value.coverage.population_share,
        },
        "oldest_input": value.oldest_input.isoformat() if value.oldest_input else None,
        "release_ids": list(value.release_ids),
    }

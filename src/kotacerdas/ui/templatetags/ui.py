"""Components as template tags, in the active language. The manual is the gallery page."""

import itertools
from collections.abc import Sequence

from django import forms, template
from django.utils.translation import gettext, gettext_lazy

from kotacerdas.ui import hexagons, lines, shapes


register = template.Library()
_numbers = itertools.count(1)
_MASKS_SHOWN = 4

STATE_WORDS = {
    "on_track": gettext_lazy("on track"),
    "at_risk": gettext_lazy("at risk"),
    "off_track": gettext_lazy("off track"),
    "not_measured": gettext_lazy("not measured"),
    "late": gettext_lazy("late"),
    "received": gettext_lazy("being checked"),
    "checked": gettext_lazy("waits for the data steward"),
    "approved": gettext_lazy("waits for the data supervisor"),
    "released": gettext_lazy("released"),
    "partly_released": gettext_lazy("released in part"),
    "returned": gettext_lazy("returned"),
    "planned": gettext_lazy("planned"),
    "running": gettext_lazy("running"),
    "finished": gettext_lazy("finished"),
    "stopped": gettext_lazy("stopped"),
    "known": gettext_lazy("known"),
    "missing": gettext_lazy("not reported"),
    "suppressed": gettext_lazy("too few to show"),
    "no_cases": gettext_lazy("no cases"),
}


def _new_id(prefix: str) -> str:
    """An id unique within any page: pages are far smaller than the counter's round."""
    return f"{prefix}-{next(_numbers) % 1_000_000}"


@register.inclusion_tag("ui/components/figure.html")
def figure(figure: shapes.Figure, variant: str = "") -> dict[str, object]:
    """A number with unit, period, coverage, age and trace; ``variant`` is "", "large" or "row"."""
    return {"figure": figure, "variant": variant}


@register.inclusion_tag("ui/components/hexmap.html")
def hexmap(hexmap: shapes.HexMap) -> dict[str, object]:
    """A hexagon cartogram with its legend and its table twin."""
    return {"map": hexmap, "drawing": hexagons.draw(hexmap), "id": _new_id("map")}


@register.inclusion_tag("ui/components/trend.html")
def trend(trend: shapes.Trend, variant: str = "") -> dict[str, object]:
    """A line with its target path and a table twin; ``variant`` may be "small"."""
    data = {
        "title": trend.title,
        "unit": trend.unit,
        "labels": {"value": gettext("measured"), "target": gettext("target"), "missing": gettext("not measured")},
        "points": [
            {
                "period": point.period,
                "value": point.value,
                "target": point.target,
                "text": point.text,
                "coverage": point.coverage,
            }
            for point in trend.points
        ],
    }
    has_target = any(point.target is not None for point in trend.points)
    return {"trend": trend, "data": data, "id": _new_id("trend"), "variant": variant, "has_target": has_target}


@register.inclusion_tag("ui/components/sparkline.html")
def sparkline(points: Sequence[float | None], label: str = "") -> dict[str, object]:
    """A small line without axes; pass ``label`` unless the words beside it already say it."""
    return {"spark": lines.spark(points), "label": label}


@register.inclusion_tag("ui/components/status_bar.html")
def status_bar(counts: Sequence[shapes.StatusCount], variant: str = "") -> dict[str, object]:
    """How many targets stand in each state, as one bar with the words for screen readers."""
    label = ", ".join(count.text for count in counts if count.count)
    return {"segments": lines.segments(counts), "label": label, "variant": variant}


@register.inclusion_tag("ui/components/status_legend.html")
def status_legend() -> dict[str, object]:
    """The words for the colours of a status bar."""
    return {}


@register.inclusion_tag("ui/components/status_tag.html")
def status_tag(state: str, text: str = "") -> dict[str, object]:
    """A word with a mark, so that colour never stands alone; ``state`` is ok, risk, off, none or a known state."""
    return {"tone": lines.tone(state), "text": text or STATE_WORDS.get(str(state), str(state))}


@register.inclusion_tag("ui/components/data_table.html")
def data_table(table: shapes.Table, variant: str = "") -> dict[str, object]:
    """A table that becomes cards on a phone; ``variant`` "lines" keeps it a sheet with fixed letters."""
    rows = [list(zip(table.columns, row, strict=True)) for row in table.rows]
    return {"table": table, "rows": rows, "variant": variant}


@register.inclusion_tag("ui/components/sheet.html")
def sheet(
    columns: Sequence[str | shapes.SheetColumn],
    rows: Sequence[Sequence[shapes.SheetCell]],
    caption: str,
    label: str = "",
) -> dict[str, object]:
    """Rows of a register, masked cells marked; ``label`` tells it from other sheets of the page.

    A wall of masks says no more than a corner of it: of wholly masked columns the first few are drawn, of rows that
    look alike the first few, and a line below says what was left out.
    """
    heads = [each if isinstance(each, shapes.SheetColumn) else shapes.SheetColumn(each) for each in columns]
    masked = [index for index in range(len(heads)) if rows and all(row[index].is_masked for row in rows)]
    left_out = frozenset(masked[_MASKS_SHOWN:])
    drawn = [[cell for index, cell in enumerate(row) if index not in left_out] for row in rows]
    look_alike = bool(masked) and all(row == drawn[0] for row in drawn)
    return {
        "columns": [head for index, head in enumerate(heads) if index not in left_out],
        "rows": drawn[:_MASKS_SHOWN] if look_alike else drawn,
        "left_out": ", ".join(heads[index].text for index in sorted(left_out)),
        "alike": max(0, len(drawn) - _MASKS_SHOWN) if look_alike else 0,
        "caption": caption,
        "label": label or caption,
    }


@register.inclusion_tag("ui/components/steps.html")
def steps(steps: Sequence[shapes.Step]) -> dict[str, object]:
    """The levels of a trace, widest first."""
    return {"steps": [(step, lines.tone(step.state)) for step in steps]}


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs(crumbs: Sequence[shapes.Crumb]) -> dict[str, object]:
    """A breadcrumb."""
    return {"crumbs": crumbs}


@register.inclusion_tag("ui/components/empty.html")
def empty(text: str, href: str = "", label: str = "") -> dict[str, object]:
    """What to say, and what to do, when there is nothing."""
    return {"text": text, "href": href, "label": label}


@register.inclusion_tag("ui/components/notice.html")
def notice(kind: str, text: str, title: str = "") -> dict[str, object]:
    """A message in the page; ``kind`` is info, ok, warn or error."""
    return {"kind": kind, "text": text, "title": title}


@register.inclusion_tag("ui/components/rows.html")
def rows(rows: Sequence[shapes.Row], empty: str = "") -> dict[str, object]:
    """A list of lines with a value or status mark on the right."""
    return {"rows": rows, "empty": empty}


@register.inclusion_tag("ui/components/facts.html")
def facts(facts: Sequence[shapes.KeyValue]) -> dict[str, object]:
    """Labelled facts."""
    return {"facts": facts}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(tabs: Sequence[shapes.Tab], label: str) -> dict[str, object]:
    """Links between views of the same thing."""
    return {"tabs": tabs, "label": label, "class": "tabs"}


@register.inclusion_tag("ui/components/tabs.html")
def switch(tabs: Sequence[shapes.Tab], label: str) -> dict[str, object]:
    """A small choice between two or three ways to see the same thing."""
    return {"tabs": tabs, "label": label, "class": "switch"}


@register.inclusion_tag("ui/components/shares.html")
def shares(bars: Sequence[shapes.ShareBar]) -> dict[str, object]:
    """Labelled bars of shares."""
    drawn = [
        (bar, "" if bar.share is None else f"{100 * min(1.0, max(0.0, bar.share)):.1f}%", lines.tone(bar.state))
        for bar in bars
    ]
    return {"bars": drawn}


@register.inclusion_tag("ui/components/histogram.html")
def histogram(histogram: shapes.Histogram) -> dict[str, object]:
    """A small histogram with a table twin for those who do not see it."""
    return {"histogram": histogram, "drawn": lines.sticks([stick.size for stick in histogram.sticks])}


@register.inclusion_tag("ui/components/progress.html")
def progress(text: str, share: float | None, label: str) -> dict[str, object]:
    """How far something has come; ``share`` is 0–1, none when nobody can say."""
    width = "" if share is None else f"{100 * min(1.0, max(0.0, share)):.1f}%"
    return {"text": text, "width": width, "label": label}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(events: Sequence[shapes.TimelineEvent]) -> dict[str, object]:
    """What happened, newest first."""
    return {"events": [(event, lines.tone(event.state)) for event in events]}


@register.inclusion_tag("ui/components/pagination.html")
def pagination(pages: shapes.Pages) -> dict[str, object]:
    """Previous and next."""
    return {"pages": pages}


@register.inclusion_tag("ui/components/copy.html")
def copy_button(text: str = "") -> dict[str, object]:
    """A button that copies ``text``, or the address of the page."""
    return {"text": text}


@register.inclusion_tag("ui/components/geomap.html")
def geomap(geomap: shapes.GeoMap) -> dict[str, object]:
    """Imported boundaries over the outline of the land."""
    data = {"shapes": geomap.shapes, "land": geomap.land}
    return {"map": geomap, "data": data, "id": _new_id("geo")}


@register.inclusion_tag("ui/components/field.html")
def field(field: forms.BoundField) -> dict[str, object]:
    """A form field with label, help, errors and the right control."""
    widget = field.field.widget
    kind = "text"
    css = "form-control"
    if isinstance(widget, forms.CheckboxInput):
        kind, css = "check", "form-check-input"
    elif isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        kind, css = "choices", "form-check-input"
    elif isinstance(widget, forms.Select):
        css = "form-select"
    elif isinstance(widget, forms.FileInput):
        kind, css = "file", ""
    attrs: dict[str, str | bool] = {"class": css} if css else {}
    return {"field": field, "kind": kind, "control": field.as_widget(attrs=attrs)}

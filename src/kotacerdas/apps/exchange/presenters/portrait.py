"""What a dataset looks like from outside: its columns drawn, its quality over time, its use, who may read it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kotacerdas.apps.agencies import queries as agencies
from kotacerdas.apps.agreements import queries as agreements
from kotacerdas.apps.agreements.types import Grant, GrantState
from kotacerdas.apps.exchange import queries, rules
from kotacerdas.apps.exchange.presenters import words
from kotacerdas.apps.exchange.types import CheckShare, Listed, MonthOfUse
from kotacerdas.contracts.contract import Contract, Field
from kotacerdas.kernel.periods import Frequency, Period
from kotacerdas.lake.summaries import Bar, Shape, Summary
from kotacerdas.ui import formats
from kotacerdas.ui.language import active_language
from kotacerdas.ui.shapes import Crumb, Histogram, KeyValue, Row, ShareBar, Stick


CHECKS_SHOWN = 6
GRANTS_SHOWN = 10
CODES_SHOWN = 6


@dataclass(frozen=True, slots=True)
class ColumnPortrait:
    """One column drawn: a histogram of numbers and days, bars of codes, or only words."""

    title: str
    name: str
    facts: str
    histogram: Histogram | None
    bars: tuple[ShareBar, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """The side of the page that is made of counts."""

    listing: tuple[KeyValue, ...]
    columns_lede: str
    columns: tuple[ColumnPortrait, ...]
    no_columns: str
    quality: str
    sparkline: tuple[float, ...]
    checks: tuple[ShareBar, ...]
    use: str
    use_chart: Histogram
    grants: tuple[Row, ...]
    publications: tuple[Crumb, ...]
    rows_href: str


def present_portrait(name: str, *, on: date) -> Portrait:
    """The counts of one dataset; raise ``DatasetNotFound``."""
    listed = queries.get_listed(name, on=on)
    period, summaries = queries.find_summary(name, on=on)
    checks = queries.list_check_shares(name)
    use = queries.list_use(name, on=on)
    grants = agreements.list_grants(dataset_name=name, states=[GrantState.OPEN], limit=GRANTS_SHOWN)
    return Portrait(
        listing=_listing(listed),
        columns_lede=words.period(period) if period else "",
        columns=tuple(_column(listed.contract, each) for each in summaries),
        no_columns=_why_nothing(listed, period),
        quality=_quality(checks),
        sparkline=tuple(each.share for each in checks),
        checks=_checks(checks),
        use=_use(use),
        use_chart=_use_chart(use),
        grants=_grants(grants),
        publications=_publications(name),
        rows_href=reverse("exchange:rows", args=[listed.entry.newest.id]) if listed.entry.newest else "",
    )


def _listing(listed: Listed) -> tuple[KeyValue, ...]:
    said = listed.listing
    steward = rules.steward_agency(listed.dataset.home_code)
    found = agencies.find_agency(steward)
    due = listed.next_due
    return tuple(
        each
        for each in (
            KeyValue(gettext("Openness"), str(words.OPENNESS[said.openness]), note=words.title(said.openness_reason)),
            KeyValue(gettext("Priority data"), gettext("yes") if said.is_priority else gettext("no")),
            KeyValue(gettext("Next due"), words.day(due.on), note=words.period(due.period)) if due else None,
            KeyValue(gettext("Data steward"), found.name if found else steward),
            KeyValue(gettext("Pillar"), ", ".join(str(words.THEMES[theme]) for theme in said.themes)),
            KeyValue(gettext("Ask at"), said.contact.title, note=said.contact.email) if said.contact else None,
            KeyValue(
                gettext("Licence"),
                ", ".join(licence.title for licence in said.licences),
                next((licence.path for licence in said.licences), ""),
            ),
            KeyValue(gettext("Keywords"), ", ".join(said.keywords)),
        )
        if each and each.text
    )


def _column(contract: Contract, summary: Summary) -> ColumnPortrait:
    field = contract.field(summary.column.name)
    is_drawn = summary.column.shape in (Shape.NUMBERS, Shape.DAYS) and bool(summary.bars)
    return ColumnPortrait(
        title=words.title(field.title),
        name=field.name,
        facts=" · ".join(_facts(field, summary)),
        histogram=_histogram(field, summary) if is_drawn else None,
        bars=() if is_drawn else _code_bars(field, summary),
    )


def _facts(field: Field, summary: Summary) -> list[str]:
    facts = []
    if summary.mean is not None:
        facts.append(gettext("mean %(mean)s") % {"mean": _number(summary.mean, field)})
    if summary.different is not None and not summary.bars:
        facts.append(gettext("about %(count)s different values") % {"count": words.number(summary.different)})
    missing = summary.rows - summary.filled
    if missing:
        facts.append(gettext("empty %(share)s") % {"share": words.percent(missing, summary.rows)})
    if any(bar.count is None for bar in summary.bars):
        facts.append(gettext("small numbers withheld"))
    return facts


def _histogram(field: Field, summary: Summary) -> Histogram:
    longest = max((bar.count or 0 for bar in summary.bars), default=0) or 1
    is_days = summary.column.shape is Shape.DAYS
    low, high = (summary.bars[0].value, summary.bars[-1].value) if is_days else ("", "")
    if not is_days and summary.low is not None and summary.high is not None:
        low, high = _number(float(str(summary.low)), field), _number(float(str(summary.high)), field)
    sticks = tuple(
        Stick(_bar_label(field, bar), _count(bar), None if bar.count is None else bar.count / longest)
        for bar in summary.bars
    )
    return Histogram(words.title(field.title), sticks, low, high)


def _bar_label(field: Field, bar: Bar) -> str:
    if bar.low is None or bar.high is None:
        return bar.value
    return f"{_number(bar.low, field)}–{_number(bar.high, field)}"


def _code_bars(field: Field, summary: Summary) -> tuple[ShareBar, ...]:
    labels = {category.code: words.title(category.label) for category in field.categories}
    labels |= {"true": gettext("yes"), "false": gettext("no")}
    return tuple(
        ShareBar(
            labels.get(bar.value, bar.value),
            _count(bar),
            None if bar.count is None else bar.count / summary.filled,
        )
        for bar in summary.bars[:CODES_SHOWN]
    )


def _count(bar: Bar) -> str:
    return gettext("withheld") if bar.count is None else words.number(bar.count)


def _number(value: float, field: Field) -> str:
    text = formats.number(value, 0 if float(value).is_integer() else 2, active_language())
    return f"{text} {field.unit}" if field.unit else text


def _why_nothing(listed: Listed, period: Period | None) -> str:
    if period is None:
        return gettext("Nothing has been released yet.")
    return gettext("The public reads no rows of this dataset, so nothing is drawn of them: %(reason)s") % {
        "reason": words.title(listed.listing.openness_reason)
    }


def _quality(checks: Sequence[CheckShare]) -> str:
    if not checks:
        return gettext("No file has been checked yet.")
    read, kept = sum(each.rows_read for each in checks), sum(each.rows_kept for each in checks)
    return ngettext(
        "%(share)s of the rows in the last %(count)s file passed the check.",
        "%(share)s of the rows in the last %(count)s files passed the check.",
        len(checks),
    ) % {"share": words.percent(kept, read), "count": words.number(len(checks))}


def _checks(checks: Sequence[CheckShare]) -> tuple[ShareBar, ...]:
    newest = tuple(reversed(checks[-CHECKS_SHOWN:]))
    titles = words.area_titles(each.area_code for each in newest)
    return tuple(
        ShareBar(
            f"{titles.get(each.area_code, each.area_code)}, {words.period(each.period)}",
            words.percent(each.rows_kept, each.rows_read),
            each.share,
        )
        for each in newest
    )


def _use(use: Sequence[MonthOfUse]) -> str:
    named, public = sum(each.named for each in use), sum(each.public for each in use)
    if not named + public:
        return gettext("Nobody has read its rows in the last twelve months.")
    return gettext(
        "Read %(reads)s times in the last twelve months: %(public)s by the public, %(named)s by name and on record."
    ) % {"reads": words.number(named + public), "public": words.number(public), "named": words.number(named)}


def _use_chart(use: Sequence[MonthOfUse]) -> Histogram:
    longest = max((each.named + each.public for each in use), default=0) or 1
    sticks = tuple(
        Stick(_month(each.month), words.number(each.named + each.public), (each.named + each.public) / longest)
        for each in use
    )
    return Histogram(gettext("Reads by month"), sticks, sticks[0].label, sticks[-1].label)


def _month(text: str) -> str:
    year, month = text.split("-")
    return words.period(Period.containing(date(int(year), int(month), 1), Frequency.MONTH))


def _grants(grants: Sequence[Grant]) -> tuple[Row, ...]:
    names: Mapping[str, str] = words.agency_names(each.grantee_code for each in grants)
    return tuple(
        Row(
            names.get(each.grantee_code, each.grantee_code),
            f"{each.purpose} · {each.agreement_number}",
            gettext("until %(day)s") % {"day": words.day(each.until)} if each.until else gettext("while in force"),
            href=reverse("agreements:agreement", args=[each.agreement_id]) if each.agreement_id else "",
        )
        for each in grants
    )


def _publications(name: str) -> tuple[Crumb, ...]:
    return (
        Crumb(gettext("Metadata"), reverse("exchange:metadata", args=[name])),
        Crumb("DCAT (Turtle)", reverse("exchange:dataset_ttl", args=[name])),
        Crumb("DCAT (JSON-LD)", reverse("exchange:dataset_jsonld", args=[name])),
    )

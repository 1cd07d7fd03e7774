"""What everybody may know of a dataset's columns, its quality and its use: counts, never a row."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from kotacerdas.apps.exchange import models, rules
from kotacerdas.apps.exchange.queries.datasets import get_dataset
from kotacerdas.apps.exchange.queries.reads import list_open_reads, list_read_sums
from kotacerdas.apps.exchange.queries.releases import list_periods
from kotacerdas.apps.exchange.queries.tables import PERIOD_COLUMN, open_table
from kotacerdas.apps.exchange.types import Channel, CheckShare, MonthOfUse, Openness, Reader, Scope
from kotacerdas.contracts.contract import Field, FieldType
from kotacerdas.kernel.actors import ANONYMOUS
from kotacerdas.kernel.areas import AreaCode
from kotacerdas.kernel.periods import Period
from kotacerdas.lake import summaries
from kotacerdas.lake.selections import Part


_SHAPES = {
    FieldType.STRING: summaries.Shape.TEXTS,
    FieldType.INTEGER: summaries.Shape.NUMBERS,
    FieldType.NUMBER: summaries.Shape.NUMBERS,
    FieldType.BOOLEAN: summaries.Shape.TRUTHS,
    FieldType.DATE: summaries.Shape.DAYS,
}


def find_summary(name: str, *, on: date) -> tuple[Period | None, tuple[summaries.Summary, ...]]:
    """The newest period of a dataset, and what its public columns look like; nothing where the public reads no rows.

    It goes through the door as the public does, whoever asks. Of rows about persons small counts and the ends of a
    column are withheld.
    """
    periods = list_periods(name)
    if not periods or get_dataset(name).openness is not Openness.OPEN:
        return (periods[-1] if periods else None), ()
    scope = Scope(dataset_name=name, period=periods[-1])
    table = open_table(scope, reader=Reader(ANONYMOUS, Channel.PAGE, on))
    shown = (field for key, field in table.fields.items() if key != PERIOD_COLUMN and not field.is_area)
    columns = tuple(_column(field) for field in shown if field.type in _SHAPES)
    parts = tuple(
        Part(
            path=Path(part.access.release.file_path),
            release=part.access.release.id,
            period=str(part.access.release.period),
            keep=part.access.keep,
            except_areas=part.except_areas,
            shape=part.access.release.contract_version,
        )
        for part in table.parts
    )
    found = summaries.summarise(parts, columns)
    return periods[-1], tuple(_guarded(each) for each in found) if table.is_guarded else found


def list_check_shares(name: str, limit: int = 24) -> tuple[CheckShare, ...]:
    """How many rows of each checked submission passed, oldest first."""
    rows = models.Submission.objects.filter(dataset__name=name, rows_read__gt=0).order_by("-pk")
    columns = ("pk", "period", "area_code", "received_at", "rows_read", "rows_kept")
    return tuple(
        CheckShare(number, Period.parse(period), AreaCode(area), at, read, kept)
        for number, period, area, at, read, kept in reversed(rows.values_list(*columns)[:limit])
    )


def list_use(name: str, *, on: date, months: int = 12) -> tuple[MonthOfUse, ...]:
    """Reads of a dataset in each of the last months, oldest first, the current one included."""
    named: dict[str, int] = {}
    for each in list_read_sums(datasets=[name], limit=10_000):
        named[each.month] = named.get(each.month, 0) + each.reads
    public = {each.month: each.reads for each in list_open_reads([name])}
    last = on.year * 12 + on.month - 1
    shown = [f"{place // 12:04}-{place % 12 + 1:02}" for place in range(last - months + 1, last + 1)]
    return tuple(MonthOfUse(month, named.get(month, 0), public.get(month, 0)) for month in shown)


def _column(field: Field) -> summaries.Column:
    return summaries.Column(field.name, _SHAPES[field.type], field.type is FieldType.INTEGER)


def _guarded(summary: summaries.Summary) -> summaries.Summary:
    drawn = [place for place, bar in enumerate(summary.bars) if bar.count]
    small = rules.small_groups([summary.bars[place].count or 0 for place in drawn])
    withheld = {drawn[place] for place in small}
    bars = tuple(replace(bar, count=None) if place in withheld else bar for place, bar in enumerate(summary.bars))
    is_small = summary.filled < rules.SMALLEST_GROUP
    return replace(summary, bars=() if is_small else bars, low=None, high=None, mean=None if is_small else summary.mean)

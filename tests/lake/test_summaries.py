"""Columns are summed up as a plain loop over the rows would."""

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.lake.selections import Part
from kotacerdas.lake.summaries import BINS, MOST_VALUES, Column, Shape, summarise


def summed(folder: Path, values: list, shape: Shape, kind: pa.DataType, *, is_whole: bool = False):
    path = folder / f"{abs(hash((tuple(values), shape)))}.parquet"
    pq.write_table(pa.table({"nilai": pa.array(values, kind)}), path)
    return summarise((Part(path),), (Column("nilai", shape, is_whole),))[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("ringkasan")


@given(values=st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=40))
def test_whole_numbers_fall_into_bins_that_hold_all_of_them(folder, values):
    summary = summed(folder, values, Shape.NUMBERS, pa.int64(), is_whole=True)

    known = [value for value in values if value is not None]
    assert (summary.rows, summary.filled) == (len(values), len(known))
    assert sum(bar.count for bar in summary.bars) == len(known)
    assert len(summary.bars) <= BINS
    for bar in summary.bars:
        assert bar.count == sum(bar.low <= value <= bar.high for value in known)
    if known:
        assert (summary.low, summary.high) == (min(known), max(known))
        assert summary.mean == pytest.approx(sum(known) / len(known))


@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_fractions_are_all_counted(folder, values):
    summary = summed(folder, values, Shape.NUMBERS, pa.float64())

    assert sum(bar.count for bar in summary.bars) == len(values)
    assert summary.bars[0].low == min(values)


def test_few_texts_are_counted_most_frequent_first(folder):
    values = ["b", "a", "b", None, "b", "a"]

    summary = summed(folder, values, Shape.TEXTS, pa.string())

    assert [(bar.value, bar.count) for bar in summary.bars] == Counter(filter(None, values)).most_common()


def test_names_of_everybody_are_only_counted(folder):
    summary = summed(folder, [f"nama {number}" for number in range(MOST_VALUES * 4)], Shape.TEXTS, pa.string())

    assert summary.bars == ()
    assert summary.different == pytest.approx(MOST_VALUES * 4, rel=0.2)


def test_truths_and_days_are_counted(folder):
    truths = summed(folder, [True, False, True, None], Shape.TRUTHS, pa.bool_())
    days = summed(folder, [date(2026, 1, 5), date(2026, 1, 9), date(2026, 3, 1)], Shape.DAYS, pa.date32())
    years = summed(folder, [date(2020, 1, 1), date(2020, 1, 1) + timedelta(3000)], Shape.DAYS, pa.date32())

    assert [(bar.value, bar.count) for bar in truths.bars] == [("true", 2), ("false", 1)]
    assert [(bar.value, bar.count) for bar in days.bars] == [("2026-01", 2), ("2026-03", 1)]
    assert [bar.value for bar in years.bars] == ["2020", "2028"]


def test_an_empty_column_has_nothing_to_draw(folder):
    summary = summed(folder, [None, None], Shape.NUMBERS, pa.float64())

    assert (summary.rows, summary.filled, summary.bars, summary.mean) == (2, 0, (), None)

"""Periods are written one way and follow each other without gaps."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.kernel.periods import Frequency, MalformedPeriod, Period


PERIODS = st.builds(
    Period.containing,
    st.dates(date(1910, 1, 1), date(2090, 12, 31)),
    st.sampled_from(Frequency),
)


@given(PERIODS)
def test_a_period_reads_back_what_it_writes(period):
    assert Period.parse(str(period)) == period


@given(PERIODS)
def test_periods_follow_without_gap_or_overlap(period):
    assert period.next.start == period.end
    assert period.next.previous == period
    assert period.previous.end == period.start


@given(PERIODS)
def test_a_period_contains_its_first_and_last_day(period):
    last_day = date.fromordinal(period.end.toordinal() - 1)

    assert Period.containing(period.start, period.frequency) == period
    assert Period.containing(last_day, period.frequency) == period
    assert Period.containing(period.end, period.frequency) == period.next


def test_quarters_and_months_are_read_as_people_write_them():
    assert Period.parse("2026-Q3").start == date(2026, 7, 1)
    assert Period.parse("2026-09").end == date(2026, 10, 1)
    assert Period.parse("2026").year == 2026


@pytest.mark.parametrize(
    "text", ["", "26", "2026-Q5", "2026-13", "2026-9", "2026/09", "2026-Q3 ", "semester 1", "1826"]
)
def test_other_text_is_refused(text):
    with pytest.raises(MalformedPeriod, match="2026-Q3"):
        Period.parse(text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.ui import lines
from kotacerdas.ui.shapes import StatusCount


def test_a_missing_point_breaks_the_line():
    assert lines.spark([1, None, 3, 4]).path.count("M") == 2


def test_a_series_of_nothing_is_drawn_as_nothing_known():
    assert lines.spark([None, None]).x == ""


def test_a_flat_series_runs_through_the_middle():
    assert lines.spark([5, 5, 5]).y == "14.0"


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=12))
def test_the_line_stays_in_its_box(points):
    path = lines.spark(points).path.replace("M", " ").replace("L", " ")
    pairs = [pair.split(",") for pair in path.split() if "," in pair and "H" not in pair]

    assert all(0 <= float(x) <= 96 and 0 <= float(y) <= 28 for x, y in pairs)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=5).filter(any))
def test_a_bar_is_filled_to_its_end(counts):
    segments = lines.segments([StatusCount("late", count, str(count)) for count in counts])
    last = segments[-1]

    assert float(last.x.rstrip("%")) + float(last.width.rstrip("%")) == pytest.approx(100, abs=0.1)
    assert len(segments) == sum(count > 0 for count in counts)


@pytest.mark.parametrize("state", ["late", "not_measured", "missing", "suppressed", "whatever"])
def test_what_is_not_known_is_grey(state):
    assert lines.tone(state) == "none"

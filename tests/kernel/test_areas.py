"""Area codes keep their dots and know where they lie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.kernel.areas import NATION, AmbiguousAreaCode, AreaCode, AreaLevel, MalformedAreaCode


PARTS = st.tuples(
    st.integers(11, 96).map("{:02}".format),
    st.integers(1, 79).map("{:02}".format),
    st.integers(1, 60).map("{:02}".format),
    st.integers(1001, 2999).map("{:04}".format),
)
CODES = st.builds(lambda parts, depth: ".".join(parts[:depth]), PARTS, st.integers(1, 4))


@given(CODES)
def test_area_code_is_the_text_it_was_made_of(text):
    assert AreaCode(text) == text
    assert AreaCode(AreaCode(text)) == text


@given(CODES)
def test_ancestors_climb_one_level_at_a_time_to_the_nation(text):
    code = AreaCode(text)

    depths = [area.level.depth for area in (code, *code.ancestors)]

    assert depths == list(range(code.level.depth, -1, -1))
    assert code.ancestors[-1] == NATION
    assert all(code.is_within(ancestor) for ancestor in code.ancestors)


@given(CODES, CODES)
def test_is_within_agrees_with_the_ancestors(one, other):
    assert AreaCode(one).is_within(other) == (other == one or AreaCode(other) in AreaCode(one).ancestors)


def test_a_code_that_merely_begins_alike_is_not_inside():
    assert not AreaCode("51.02.01.2001").is_within("51.0")
    assert not AreaCode("51").is_within("5")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ID", AreaLevel.NATION),
        ("51", AreaLevel.PROVINCE),
        ("51.02", AreaLevel.REGENCY),
        ("51.02.01", AreaLevel.DISTRICT),
        ("51.02.01.2001", AreaLevel.VILLAGE),
    ],
)
def test_level_follows_from_the_shape(text, level):
    assert AreaCode(text).level is level


@pytest.mark.parametrize("text", ["5102012001", "5102", "510201"])
def test_digits_without_dots_are_refused_as_ambiguous(text):
    with pytest.raises(AmbiguousAreaCode, match="no dots"):
        AreaCode(text)


@pytest.mark.parametrize(
    "text", ["", "51.2", "51.02.", " 51.02", "51.02.01.201", "51.02.01.2001.1", "id", "Tabanan", "51.02\n", "٥١"]
)
def test_other_text_is_refused_with_an_example(text):
    with pytest.raises(MalformedAreaCode, match=r"51\.02\.01\.2001"):
        AreaCode(text)


def test_prefix_finds_what_lies_inside_and_not_the_area_itself():
    regency = AreaCode("51.02")

    assert "51.02.01".startswith(regency.prefix)
    assert not "51.02".startswith(regency.prefix)
    assert NATION.prefix == ""

"""Patterns: what Python and RE2 read alike, and no more than RE2 agrees to hold."""

import re

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotacerdas.contracts import patterns


@pytest.mark.parametrize(
    "pattern",
    ["[1-9][0-9]{15}", r"\d{4}-\d{2}", "(?i)rt-[a-z]+", "(a|b{3}){2}", "[A-Za-z0-9][A-Za-z0-9./-]{1,29}", "", "x?y*z+", "[]a]"],
)  # fmt: skip
def test_is_safe_takes_ordinary_patterns(pattern):
    assert patterns.is_safe(pattern)


@pytest.mark.parametrize(
    "pattern",
    ["(?=x)x", r"(a)\1", "(?P<n>a)", "a++", "(?>a)", r"a\Z", r"\u0041", "[[:alpha:]]", "a{1001}", "((a{10}){11}){10}", "[a-", "x" * 501, "a{,3}"],
)  # fmt: skip
def test_is_safe_refuses_what_only_one_engine_knows_or_grows_too_large(pattern):
    assert not patterns.is_safe(pattern)


pieces = st.sampled_from(
    ["a", "b", ".", "0", "é", "[ab]", "[^a-c]", r"\d", r"\w", r"\.", r"\s", "(", ")", "(?:", "(?i)", "|", "*", "+", "?",
     "{2}", "{1,3}", "{200}", "{2,}", "^", "$", "]", "}", "{", "-"]
)  # fmt: skip


@settings(max_examples=200)
@given(parts=st.lists(pieces, max_size=10), subject=st.text("ab0é.] ", max_size=8))
def test_safe_patterns_mean_the_same_to_both_engines(parts, subject):
    pattern = "".join(parts)
    if not patterns.is_safe(pattern):
        return

    theirs = duckdb.execute("SELECT regexp_full_match(?, ?)", [subject, f"(?:{pattern})"]).fetchone()

    assert theirs == (re.fullmatch(rf"(?a:{pattern})" if "(?i)" not in pattern else pattern, subject) is not None,)

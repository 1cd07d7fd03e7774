"""Rupiah are whole and never divided by nothing."""

from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.kernel.money import Money


AMOUNTS = st.integers(0, 10**15).map(Money)


@given(AMOUNTS, AMOUNTS)
def test_adding_loses_no_rupiah(one, other):
    assert (one + other).amount_idr == one.amount_idr + other.amount_idr


def test_share_of_nothing_is_unknown_and_not_zero():
    assert Money(5).share_of(Money(0)) is None
    assert Money(0).share_of(Money(5)) == 0


def test_money_is_ordered_by_amount():
    assert max(Money(2), Money(10)) == Money(10)

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.demo.streams import apportion, stream, uniform_ranks


@given(st.integers(0, 100_000), st.lists(st.floats(0.01, 1000), min_size=1, max_size=40))
def test_apportioned_parts_add_up_and_stay_near_their_share(total, weights):
    shares = np.array(weights)

    parts = apportion(total, shares)

    assert parts.sum() == total
    assert (np.abs(parts - total * shares / shares.sum()) < 1.0001).all()


def test_a_stream_repeats_itself_and_differs_from_others():
    assert stream("a", 1).random() == stream("a", 1).random()
    assert stream("a", 1).random() != stream("a", 2).random()


def test_ranks_are_even_and_keep_the_order():
    ranks = uniform_ranks(np.array([5.0, -1.0, 2.0]))

    assert ranks.tolist() == [2.5 / 3, 0.5 / 3, 1.5 / 3]

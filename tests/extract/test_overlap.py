"""The one policy for finds that overlap."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.overlap import settle

CLAIMS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9), st.integers(0, 3)), max_size=12)


@given(CLAIMS, st.randoms(use_true_random=False))
def test_what_is_kept_never_overlaps_and_does_not_depend_on_the_order_of_claims(drawn, random):
    claims = sorted({(start, start + length, order, (start, start + length)) for start, length, order in drawn})
    shuffled = list(claims)
    random.shuffle(shuffled)
    kept = settle(claims, lambda span: span)
    assert kept == settle(shuffled, lambda span: span)
    assert all(one[1] <= other[0] for one, other in pairwise(kept))
    dropped = [span for *_, span in claims if span not in kept]
    assert all(any(a < end and start < b for a, b in kept) for start, end in dropped)


def test_a_claim_that_comes_to_nothing_leaves_its_text_free():
    assert settle([(0, 9, 0, None), (3, 5, 1, "是")], lambda content: content) == ["是"]
    assert settle([(0, 5, 1, "后"), (0, 5, 0, "先")], lambda content: content) == ["先"]

"""Intervals against published values and against what they must obey."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.analysis.intervals import paired_difference, verdict, wilson

NEWCOMBE_1998_A = [
    # Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3.
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0000, 0.1611),
    (1, 29, 0.0061, 0.1718),
]


@pytest.mark.parametrize(("count", "total", "low", "high"), NEWCOMBE_1998_A)
def test_wilson_gives_the_published_limits(count: int, total: int, low: float, high: float) -> None:
    assert wilson(count, total) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


PAIRED = [
    # Newcombe, Statistics in Medicine 17, 1998, 2635-2650, method 10.
    ((36, 2, 12, 0), 0.2000, 0.0569, 0.3404, 5e-5),
    ((54, 0, 0, 0), 0.0000, -0.0664, 0.0664, 5e-5),
    # Fagerland, Lydersen and Laake, Statistical Analysis of Contingency Tables, 2017, chapter 8.
    ((1, 1, 7, 12), 0.286, 0.026, 0.507, 5e-4),
]


@pytest.mark.parametrize(("table", "difference", "low", "high", "within"), PAIRED)
def test_newcombe_gives_the_published_limits(
    table: tuple[int, int, int, int], difference: float, low: float, high: float, within: float
) -> None:
    assert paired_difference(*table) == tuple(pytest.approx(x, abs=within) for x in (difference, low, high))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_holds_its_share_and_mirrors(case: tuple[int, int]) -> None:
    count, total = case
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    other_low, other_high = wilson(total - count, total)
    assert (low, high) == (pytest.approx(1 - other_high), pytest.approx(1 - other_low))


_pairs = st.tuples(*[st.integers(0, 400)] * 4).filter(any)


@given(_pairs)
def test_a_paired_interval_holds_its_difference_and_turns_round_with_the_arms(table: tuple[int, ...]) -> None:
    both, first, second, neither = table
    difference, low, high = paired_difference(both, first, second, neither)
    assert -1 <= low <= difference <= high <= 1
    turned = paired_difference(both, second, first, neither)
    assert turned == (pytest.approx(-difference), pytest.approx(-high), pytest.approx(-low))


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_two_runs_that_never_differ_cannot_be_told_apart(both: int, neither: int) -> None:
    if both + neither:
        difference, low, high = paired_difference(both, 0, 0, neither)
        assert difference == 0
        assert verdict(low, high) == "cannot tell"


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(0, 0)
    with pytest.raises(ValueError, match="pairs"):
        paired_difference(0, 0, 0, 0)


def test_a_verdict_needs_the_whole_interval_on_one_side() -> None:
    assert verdict(0.001, 0.2) == "more likely"
    assert verdict(-0.2, -0.001) == "less likely"
    assert verdict(0.0, 0.2) == "cannot tell"

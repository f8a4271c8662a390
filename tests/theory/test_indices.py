"""Power indices against the literature, against listing every coalition, and against another program."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import factorial

import pytest
import tucoopy.power as other
from hypothesis import given, settings
from hypothesis import strategies as st
from tucoopy.games import weighted_voting_game

from game.theory import (
    banzhaf,
    deegan_packel,
    holler,
    majority_quota,
    minimal_winning,
    shapley_shubik,
)

INDICES = (banzhaf, shapley_shubik, deegan_packel, holler)


def fractions(text: str) -> list[Fraction]:
    """Fractions as a table prints them: ``1/3 x3, 0``."""
    out = []
    for part in text.split(","):
        value, _, times = part.strip().partition(" x")
        out += [Fraction(value)] * int(times or 1)
    return out


@pytest.mark.parametrize(
    ("index", "quota", "weights", "expected"),
    [
        (banzhaf, 39, [7] * 5 + [1] * 10, "848/5080 x5, 84/5080 x10"),
        (shapley_shubik, 39, [7] * 5 + [1] * 10, "421/2145 x5, 4/2145 x10"),
        (shapley_shubik, 27, [5] * 5 + [1] * 6, "76/385 x5, 1/462 x6"),
        (banzhaf, 12, [4, 4, 4, 2, 2, 1], "5/21 x3, 1/7 x2, 0"),
        (shapley_shubik, 12, [4, 4, 4, 2, 2, 1], "7/30 x3, 3/20 x2, 0"),
        (banzhaf, 16, [9, 9, 7, 3, 1, 1], "1/3 x3, 0 x3"),
        (banzhaf, 58, [31, 31, 28, 21, 2, 2], "1/3 x3, 0 x3"),
        (banzhaf, 6, [4, 3, 2, 1], "5/12, 1/4, 1/4, 1/12"),
        (banzhaf, 51, [50, 49, 1], "3/5, 1/5, 1/5"),
        (shapley_shubik, 51, [50, 49, 1], "2/3, 1/6, 1/6"),
        (deegan_packel, 51, [35, 20, 15, 15, 15], "18/60, 9/60, 11/60 x3"),
        (holler, 51, [35, 20, 15, 15, 15], "16/60, 8/60, 12/60 x3"),
        (banzhaf, 4, [5, 4, 3, 1], "3/8 x2, 1/8 x2"),
    ],
)
def test_the_index_is_the_published_one(index: object, quota: int, weights: list[int], expected: str) -> None:
    assert index(weights, quota) == fractions(expected)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("index", "quota", "weights", "expected"),
    [
        (banzhaf, 41, [10, 5, 3, 2], ".167 .091 .066 .016"),
        (shapley_shubik, 41, [10, 5, 3, 2], ".179 .081 .057 .010"),
        (banzhaf, 45, [10, 5, 3, 2], ".158 .082 .041 .041"),
        (shapley_shubik, 45, [10, 5, 3, 2], ".174 .071 .030 .030"),
    ],
)
def test_the_european_council_of_1973_and_1981(
    index: object, quota: int, weights: list[int], expected: str
) -> None:
    council = [10] * 4 + ([5, 5, 3, 3, 2] if quota == 41 else [5, 5, 5, 3, 3, 2])
    by_weight = dict(zip(council, index(council, quota), strict=True))  # type: ignore[operator]
    assert [f"{float(by_weight[w]):.3f}"[1:] for w in weights] == expected.split()


def test_minimal_winning_coalitions_are_listed_by_position() -> None:
    assert minimal_winning([4, 3, 2, 1], 6) == [(0, 1), (0, 2), (1, 2, 3)]
    assert minimal_winning([1, 4, 2, 3], 6) == [(0, 2, 3), (1, 2), (1, 3)]
    assert minimal_winning([0, 5, 0], 3) == [(1,)]


def by_listing(weights: list[int], quota: int) -> dict[str, list[Fraction]]:
    """All four indices and the minimal winning coalitions from a walk over every coalition."""
    n = len(weights)
    every = [set(c) for size in range(n + 1) for c in combinations(range(n), size)]

    def wins(c: set[int]) -> bool:
        return sum(weights[i] for i in c) >= quota

    swings = [[c for c in every if i in c and wins(c) and not wins(c - {i})] for i in range(n)]
    minimal = [c for c in every if wins(c) and not any(wins(c - {i}) for i in c)]

    def norm(raw: list[Fraction]) -> list[Fraction]:
        return [r / sum(raw) for r in raw]

    return {
        "banzhaf": norm([Fraction(len(s)) for s in swings]),
        "shapley_shubik": norm(
            [
                sum((Fraction(factorial(len(c) - 1) * factorial(n - len(c))) for c in s), Fraction(0))
                for s in swings
            ]
        ),
        "deegan_packel": norm(
            [sum((Fraction(1, len(c)) for c in minimal if i in c), Fraction(0)) for i in range(n)]
        ),
        "holler": norm([Fraction(sum(i in c for c in minimal)) for i in range(n)]),
        "minimal": sorted(tuple(sorted(c)) for c in minimal),
    }  # type: ignore[return-value]


@st.composite
def votes(draw: st.DrawFn, most: int = 7) -> tuple[list[int], int]:
    """A weighted vote with a reachable quota, below half of the total included."""
    weights = draw(st.lists(st.integers(0, 12), min_size=1, max_size=most).filter(any))
    return weights, draw(st.integers(1, sum(weights)))


@settings(max_examples=200, deadline=None)
@given(votes())
def test_counting_gives_what_listing_every_coalition_gives(vote: tuple[list[int], int]) -> None:
    expected = by_listing(*vote)
    for index in INDICES:
        assert index(*vote) == expected[index.__name__], index.__name__
    assert minimal_winning(*vote) == expected["minimal"]


@settings(max_examples=40, deadline=None)
@given(votes(9))
def test_another_program_agrees(vote: tuple[list[int], int]) -> None:
    weights, quota = vote
    game = weighted_voting_game(weights, quota=quota)
    theirs = {
        banzhaf: other.banzhaf_index(game),
        shapley_shubik: other.shapley_shubik_index(game),
        deegan_packel: other.deegan_packel_index(game),
        holler: other.holler_index(game),
    }
    for index, values in theirs.items():
        assert [float(x) for x in index(weights, quota)] == pytest.approx(values, abs=1e-9), index.__name__


def test_another_program_agrees_on_forty_voters() -> None:
    weights = [1 + (7 * i) % 19 for i in range(40)]
    quota = majority_quota(weights)
    theirs = other.banzhaf_index_weighted_voting(weights, quota)
    assert [float(x) for x in banzhaf(weights, quota)] == pytest.approx(theirs)
    theirs = other.shapley_shubik_index_weighted_voting(weights, quota)
    assert [float(x) for x in shapley_shubik(weights, quota)] == pytest.approx(theirs)


@settings(max_examples=60, deadline=None)
@given(votes())
def test_shares_add_up_to_one_and_equal_weights_have_equal_power(vote: tuple[list[int], int]) -> None:
    weights, quota = vote
    for index in INDICES:
        shares = index(weights, quota)
        assert sum(shares) == 1
        for (a, x), (b, y) in combinations(list(zip(weights, shares, strict=True)), 2):
            assert a != b or x == y
        assert all(isinstance(x, Fraction) and x >= 0 for x in shares)


def test_a_voter_without_weight_has_no_power() -> None:
    for index in INDICES:
        assert index([0, 3, 2, 0, 2], 4) == [0, *index([3, 2, 2], 4)[:2], 0, index([3, 2, 2], 4)[2]]


def test_the_lightest_of_six_in_1958_could_never_matter() -> None:
    for index in INDICES:
        assert index([4, 4, 4, 2, 2, 1], 12)[5] == 0


@pytest.mark.parametrize("index", INDICES, ids=lambda f: f.__name__)
def test_three_hundred_voters_are_counted_exactly(index: object) -> None:
    weights = [1 + (37 * i) % 18 for i in range(300)]
    assert sum(weights) <= 3000
    shares = index(weights, majority_quota(weights))  # type: ignore[operator]
    assert sum(shares) == 1
    by_weight = dict(zip(weights, shares, strict=True))
    assert len(by_weight) == 18
    if index in (banzhaf, shapley_shubik):
        assert [by_weight[w] for w in sorted(by_weight)] == sorted(by_weight.values())


def test_three_hundred_equals_share_equally() -> None:
    for index in INDICES:
        assert index([10] * 300, 1501) == [Fraction(1, 300)] * 300


def test_few_voters_may_have_huge_weights() -> None:
    assert banzhaf([4 * 10**12, 3 * 10**12, 2 * 10**12, 10**12], 6 * 10**12) == banzhaf([4, 3, 2, 1], 6)
    assert holler([10**30, 10**30, 1], 10**30 + 1) == holler([2, 2, 1], 3)


@pytest.mark.parametrize(("weights", "quota"), [([4, 3, 2, 1], 6), ([1, 1], 2), ([5], 3), ([0, 3], 2)])
def test_a_simple_majority_is_half_the_votes_and_one_more(weights: list[int], quota: int) -> None:
    assert majority_quota(weights) == quota


@pytest.mark.parametrize(
    ("weights", "quota", "sentence"),
    [
        ([3, 2], 0, "the quota must lie between 1 and the total weight 5; 0 does not"),
        ([3, 2], 6, "the quota must lie between 1 and the total weight 5; 6 does not"),
        ([3, 2], 2.5, "the quota must lie between 1 and the total weight 5; 2.5 does not"),
        ([0, 0], 1, "at least one number must be above zero"),
        ([2, -2, 1], 1, "no number may be negative; number 2 of the list is -2"),
        ([], 1, "at least one number is needed"),
        (["a"], 1, "only whole numbers are accepted; number 1 of the list is a"),
        ([1] * 601, 301, "power indices are exact for up to 600 voters; 601 were given"),
        (
            [10**6 + i for i in range(30)],
            15 * 10**6,
            "these weights are too large for so many voters; divide them all by a common number",
        ),
    ],
)
def test_a_vote_that_cannot_be_counted_is_refused_with_the_reason(
    weights: list[int], quota: int, sentence: str
) -> None:
    for ask in (*INDICES, minimal_winning):
        with pytest.raises(ValueError, match=f"^{sentence}$"):
            ask(weights, quota)


def test_a_listing_too_long_to_read_is_refused_with_its_length() -> None:
    with pytest.raises(
        ValueError, match=r"^there are 184756 minimal winning coalitions, more than the 100000"
    ):
        minimal_winning([1] * 20, 10)


def test_the_majority_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above zero"):
        majority_quota([0, 0])

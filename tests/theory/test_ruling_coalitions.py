"""Ultimate ruling coalitions against their definition and against the values of the literature."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.theory import Refused, next_out, ruling_coalitions, self_enforcing

MAJORITIES = [(1, 2), (3, 5), (2, 3), (3, 4)]
small = st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(any)
majorities = st.sampled_from(MAJORITIES)


def by_definition(powers: list[int], num: int, den: int) -> list[tuple[int, ...]]:
    """The induction of the theorem, word by word, on tuples; actors without power are set aside."""
    seats = [i for i, p in enumerate(powers) if p]
    known: dict[tuple[int, ...], list[tuple[int, ...]]] = {}

    def strength(x: tuple[int, ...]) -> int:
        return sum(powers[i] for i in x)

    for size in range(1, len(seats) + 1):
        for x in combinations(seats, size):
            able = [
                z
                for smaller in range(1, size)
                for z in combinations(x, smaller)
                if den * strength(z) > num * strength(x) and z in known[z]
            ]
            least = min(strength(z) for z in [*able, x])
            known[x] = sorted(z for z in [*able, x] if strength(z) == least)
    return known[tuple(seats)]


@settings(max_examples=200, deadline=None)
@given(small, majorities)
def test_the_answer_is_that_of_the_definition(powers: list[int], share: tuple[int, int]) -> None:
    assert ruling_coalitions(powers, *share) == by_definition(powers, *share)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=3, max_size=6), majorities)
def test_equal_powers_follow_the_definition_too(powers: list[int], share: tuple[int, int]) -> None:
    assert ruling_coalitions(powers, *share) == by_definition(powers, *share)


@pytest.mark.parametrize(
    ("powers", "ruling"),
    [
        ([3, 4, 5], [(0, 1, 2)]),
        ([3, 4, 5, 10], [(0, 1, 2)]),
        ([10, 5, 3, 4], [(1, 2, 3)]),
        ([3, 4, 5, 10, 20], [(0, 1, 2, 3, 4)]),
        ([7, 9, 15], [(0, 1, 2)]),
        ([2, 10, 11, 16, 17], [(0, 3, 4)]),
        ([2, 10, 11, 16, 21], [(1, 2, 3)]),
        ([2, 4, 7, 8], [(0, 2, 3)]),
        ([9, 4, 7, 8], [(1, 2, 3)]),
        ([1], [(0,)]),
        ([0, 7, 0], [(1,)]),
    ],
)
def test_the_examples_of_the_literature_at_one_half(powers: list[int], ruling: list[tuple[int, ...]]) -> None:
    assert ruling_coalitions(powers, 1, 2) == ruling


def test_the_strongest_falls_when_the_rest_outweigh_him_and_can_hold() -> None:
    assert next_out([3, 4, 5, 10], 1, 2) == (3,)
    assert next_out([3, 4, 5], 1, 2) == ()


@pytest.mark.parametrize("dead", [3, 4, 5, 10])
def test_after_the_death_of_any_lesser_man_the_strongest_of_five_rules_alone(dead: int) -> None:
    left = [p for p in [3, 4, 5, 10, 20] if p != dead]
    assert ruling_coalitions(left, 1, 2) == [(left.index(20),)]


def test_after_the_death_of_the_strongest_of_five_the_three_weakest_rule() -> None:
    assert ruling_coalitions([3, 4, 5, 10], 1, 2) == [(0, 1, 2)]


def test_a_higher_bar_can_give_a_smaller_coalition() -> None:
    assert ruling_coalitions([3, 4, 5], 1, 2) == [(0, 1, 2)]
    assert ruling_coalitions([3, 4, 5], 575, 1000) == [(0, 1)]
    assert ruling_coalitions([3, 4, 5], 4, 7) == [(0, 1)]
    assert ruling_coalitions([3, 4, 5], 7, 12) == [(1, 2)]


def test_an_exact_half_does_not_win() -> None:
    assert self_enforcing([1, 1], 1, 2)
    assert ruling_coalitions([5, 3, 2], 1, 2) == [(0, 1, 2)]


def test_the_bar_is_counted_in_whole_numbers() -> None:
    # 63 of 90 is exactly seven tenths and 55 of 100 exactly eleven twentieths: neither is above.
    assert ruling_coalitions([63, 27], 7, 10) == [(0, 1)]
    assert ruling_coalitions([55, 45], 55, 100) == [(0, 1)]
    assert ruling_coalitions([56, 44], 55, 100) == [(0,)]


def test_powers_beyond_sixty_four_bits_are_exact() -> None:
    huge = 10**30
    assert ruling_coalitions([3 * huge, 4 * huge, 5 * huge, 10 * huge], 1, 2) == [(0, 1, 2)]
    assert ruling_coalitions([huge, huge], 1, 2) == [(0, 1)]
    assert ruling_coalitions([huge + 1, huge], 1, 2) == [(0,)]


@pytest.mark.parametrize(
    ("share", "sizes"),
    [((1, 2), [1, 3, 7, 15]), ((3, 5), [1, 2, 4, 7, 12]), ((2, 3), [1, 2, 4, 7, 11])],
)
def test_near_equals_hold_together_only_in_certain_numbers(share: tuple[int, int], sizes: list[int]) -> None:
    near = [100_000 + 2**i for i in range(15)]
    held = [n for n in range(1, 16) if self_enforcing(near[:n], *share)]
    assert held == sizes


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_no_unequal_pair_holds_at_one_half(a: int, b: int) -> None:
    assert self_enforcing([a, b], 1, 2) == (a == b)


@given(st.tuples(*[st.integers(1, 100)] * 3).filter(lambda t: len(set(t)) == 3))
def test_a_triple_of_unequals_holds_at_one_half_unless_one_outweighs_two(
    powers: tuple[int, int, int],
) -> None:
    assert self_enforcing(powers, 1, 2) == (2 * max(powers) <= sum(powers))


def generic(count: int) -> st.SearchStrategy[list[int]]:
    """Powers of which no two different coalitions are equally strong (low bits tell coalitions apart)."""
    return st.lists(st.integers(1, 40), min_size=count, max_size=count).map(
        lambda ps: [p * 2**count + 2**i for i, p in enumerate(ps)]
    )


@settings(max_examples=60, deadline=None)
@given(generic(7))
def test_at_one_half_two_stable_coalitions_never_make_a_stable_one(powers: list[int]) -> None:
    seats = range(len(powers))
    stable = {
        s
        for size in range(1, 8)
        for s in combinations(seats, size)
        if self_enforcing([powers[i] for i in s], 1, 2)
    }
    for a in stable:
        for b in stable:
            if not set(a) & set(b):
                assert tuple(sorted(a + b)) not in stable


@settings(max_examples=60, deadline=None)
@given(generic(6), majorities)
def test_there_is_one_answer_when_no_coalitions_are_equal(powers: list[int], share: tuple[int, int]) -> None:
    assert len(ruling_coalitions(powers, *share)) == 1


@settings(max_examples=100, deadline=None)
@given(small, majorities)
def test_the_rulers_win_hold_together_and_are_the_weakest_who_do(
    powers: list[int], share: tuple[int, int]
) -> None:
    num, den = share
    for ruling in ruling_coalitions(powers, num, den):
        inside = [powers[i] for i in ruling]
        assert den * sum(inside) > num * sum(powers)
        assert self_enforcing(inside, num, den)
        assert 0 not in inside
    least = sum(inside)
    for size in range(1, len(powers) + 1):
        for other in combinations(range(len(powers)), size):
            weight = [powers[i] for i in other]
            if den * sum(weight) > num * sum(powers) and sum(weight) < least:
                assert not self_enforcing(weight, num, den)


@settings(max_examples=60, deadline=None)
@given(small, majorities, st.integers(2, 50))
def test_only_proportions_matter(powers: list[int], share: tuple[int, int], times: int) -> None:
    assert ruling_coalitions(powers, *share) == ruling_coalitions([times * p for p in powers], *share)


@settings(max_examples=60, deadline=None)
@given(small, majorities, st.randoms(use_true_random=False))
def test_the_seat_number_decides_nothing(powers: list[int], share: tuple[int, int], chance: object) -> None:
    order = list(range(len(powers)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    moved = ruling_coalitions([powers[i] for i in order], *share)
    assert sorted(tuple(sorted(order[i] for i in s)) for s in moved) == ruling_coalitions(powers, *share)


@given(small, majorities)
def test_whoever_holds_more_than_the_bar_rules_alone(powers: list[int], share: tuple[int, int]) -> None:
    num, den = share
    mighty = den * sum(powers) + 1
    assert ruling_coalitions([mighty, *powers], num, den) == [(0,)]


@settings(max_examples=60, deadline=None)
@given(generic(5))
def test_a_tiny_newcomer_changes_nothing(powers: list[int]) -> None:
    # At 1/2 no share is met exactly once coalitions differ by low bits and are counted in the thousands.
    large = [1000 * p for p in powers]
    if any(2 * sum(large[i] for i in s) == sum(large[i] for i in t)
           for k in range(1, 6) for t in combinations(range(5), k)
           for m in range(1, k) for s in combinations(t, m)):  # fmt: skip
        return
    assert ruling_coalitions([*large, 1], 1, 2) == ruling_coalitions(large, 1, 2)


@pytest.mark.parametrize(
    "powers",
    [
        [5],
        [3, 4, 5],
        [3, 4, 9, 14],
        [6, 9, 11, 14, 35],
        [3, 4, 5, 8, 10, 29],
        [20, 26, 27, 30, 32, 34, 37],
    ],
    ids=len,
)
def test_every_number_of_rulers_but_two_occurs_at_one_half(powers: list[int]) -> None:
    assert self_enforcing(powers, 1, 2)


@settings(max_examples=100, deadline=None)
@given(generic(6))
def test_two_unequal_men_never_rule_at_one_half(powers: list[int]) -> None:
    assert all(len(ruling) != 2 for ruling in ruling_coalitions(powers, 1, 2))


def test_a_pair_can_rule_above_one_half() -> None:
    assert ruling_coalitions([3, 4], 3, 5) == [(0, 1)]


def test_a_tie_names_every_weakest_coalition_and_nobody_in_one_of_them_is_next() -> None:
    assert ruling_coalitions([1, 1, 1], 1, 2) == [(0, 1), (0, 2), (1, 2)]
    assert next_out([1, 1, 1], 1, 2) == ()


def test_the_powerless_never_rule_and_are_always_next() -> None:
    assert ruling_coalitions([3, 0, 4, 5, 0], 1, 2) == [(0, 2, 3)]
    assert next_out([3, 0, 4, 5, 0], 1, 2) == (1, 4)
    assert not self_enforcing([3, 4, 5, 0], 1, 2)


def test_sixteen_actors_are_answered() -> None:
    # Sixteen near-equals at one half: fifteen hold, so the weakest fifteen throw out the strongest.
    assert next_out([100_000 + 2**i for i in range(16)], 1, 2) == (15,)


@pytest.mark.parametrize(
    ("powers", "share", "sentence"),
    [
        ([], (1, 2), "at least one number is needed"),
        ([0, 0], (1, 2), "at least one number must be above zero"),
        ([3, -1], (1, 2), "no number may be negative; number 2 of the list is -1"),
        ([3, 1.5], (1, 2), "only whole numbers are accepted; number 2 of the list is 1.5"),
        ([1] * 17, (1, 2), "ruling coalitions are exact for up to 16 actors; 17 were given"),
        ([1, 2], (1, 3), "a majority is at least 1/2 and less than 1; 1/3 is not"),
        ([1, 2], (1, 1), "a majority is at least 1/2 and less than 1; 1/1 is not"),
        ([1, 2], (1, 0), "a majority is at least 1/2 and less than 1; 1/0 is not"),
        ([1, 2], (0.5, 1), "a majority is at least 1/2 and less than 1; 0.5/1 is not"),
    ],
)
def test_a_question_without_an_answer_is_refused_with_the_reason(
    powers: list[int], share: tuple[int, int], sentence: str
) -> None:
    for ask in (ruling_coalitions, self_enforcing, next_out):
        with pytest.raises(ValueError, match="^" + sentence.replace("/", r"\/") + "$") as caught:
            ask(powers, *share)
        assert isinstance(caught.value, Refused)

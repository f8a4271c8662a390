"""Many societies at once must be answered like each of them alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from game.theory import next_out, ruling_batch, ruling_coalitions, self_enforcing


def mask(seats: tuple[int, ...]) -> int:
    """A coalition as a bit mask."""
    return sum(1 << seat for seat in seats)


@pytest.mark.parametrize("share", [(1, 2), (3, 5), (2, 3)])
@pytest.mark.parametrize(
    ("n", "most"), [(1, 3), (2, 3), (3, 3), (4, 5), (5, 4), (5, 1000), (6, 9), (7, 6), (8, 400)]
)
def test_a_batch_is_its_members_one_by_one(n: int, most: int, share: tuple[int, int]) -> None:
    draw = np.random.default_rng(1924 + n)
    powers = draw.integers(0, most + 1, (40, n)).astype(np.int32)
    holds, rules = ruling_batch(powers, *share)
    assert holds.shape == (40, 2**n)
    assert holds.dtype == np.bool_
    for row in range(40):
        society = powers[row].tolist()
        if not any(society):
            assert rules[row] == 0
            continue
        answers = ruling_coalitions(society, *share)
        fewest = [a for a in answers if len(a) == min(map(len, answers))]
        assert rules[row] == mask(tuple(set().union(*fewest)))
        if len(answers) == 1:
            out = {seat for seat in range(n) if not int(rules[row]) >> seat & 1}
            assert out == set(next_out(society, *share))
    for row in range(10 if n < 7 else 2):
        for size in range(1, n + 1):
            for some in combinations(range(n), size):
                inside = [int(powers[row, i]) for i in some]
                assert holds[row, mask(some)] == (any(inside) and self_enforcing(inside, *share))
        assert not holds[row, 0]


def test_the_members_of_a_batch_do_not_touch_each_other() -> None:
    powers = np.random.default_rng(5).integers(0, 6, (64, 5)).astype(np.int32)
    tie = np.random.default_rng(6).integers(0, 9, (64, 5)).astype(np.int32)
    holds, rules = ruling_batch(powers, 1, 2, tie)
    for row in range(64):
        one_holds, one_rules = ruling_batch(powers[row : row + 1], 1, 2, tie[row : row + 1])
        assert (one_holds[0] == holds[row]).all()
        assert one_rules[0] == rules[row]
    half, _ = ruling_batch(np.asfortranarray(powers), 1, 2, tie)
    assert (half == holds).all()


def test_equal_coalitions_go_by_fewest_members() -> None:
    # At 2/3 both {4, 4} and {4, 2, 2}-like groups may weigh the same; the smaller group is named.
    draw = np.random.default_rng(8)
    powers = draw.integers(1, 5, (300, 5)).astype(np.int32)
    seen = 0
    for share in ((1, 2), (3, 5), (2, 3)):
        _, rules = ruling_batch(powers, *share, np.tile(np.arange(5, dtype=np.int32), (300, 1)))
        for row in range(300):
            answers = ruling_coalitions(powers[row].tolist(), *share)
            least = min(map(len, answers))
            seen += any(len(a) > least for a in answers)
            assert int(rules[row]).bit_count() == least
            assert int(rules[row]) in {mask(a) for a in answers}
    assert seen > 0


def test_then_by_the_member_with_the_lowest_tie_key() -> None:
    powers = np.array([[1, 1, 1]] * 4, dtype=np.int32)
    tie = np.array([[1, 2, 3], [3, 2, 1], [2, 9, 1], [-5, 7, 7]], dtype=np.int32)
    _, rules = ruling_batch(powers, 1, 2, tie)
    assert rules.tolist() == [0b011, 0b110, 0b101, 0b111]


def test_a_tie_without_keys_names_all_who_may_rule() -> None:
    _, rules = ruling_batch(np.array([[1, 1, 1, 0]], dtype=np.int32), 1, 2)
    assert rules.tolist() == [0b0111]


def test_permuting_the_seats_permutes_the_answer() -> None:
    draw = np.random.default_rng(11)
    powers = draw.integers(0, 4, (200, 5)).astype(np.int32)
    tie = draw.integers(0, 4, (200, 5)).astype(np.int32)
    order = np.array([3, 0, 4, 1, 2])
    for keys, moved in ((tie, tie[:, order]), (None, None)):
        _, rules = ruling_batch(powers, 1, 2, keys)
        _, after = ruling_batch(powers[:, order], 1, 2, moved)
        for seat in range(5):
            assert ((after >> seat & 1) == (rules >> order[seat] & 1)).all()


def test_powers_at_the_edge_of_thirty_two_bits_do_not_wrap() -> None:
    top = 2**31 - 1
    _, rules = ruling_batch(np.array([[top] * 8, [top, 1, 1, 1, 1, 1, 1, 1]], dtype=np.int32), 2, 3)
    assert rules[1] == 1
    answers = ruling_coalitions([top] * 8, 2, 3)
    assert rules[0] == mask(tuple(set().union(*answers)))


def test_no_societies_give_no_answers() -> None:
    holds, rules = ruling_batch(np.zeros((0, 5), dtype=np.int32), 1, 2)
    assert holds.shape == (0, 32)
    assert rules.shape == (0,)


def test_histories_lie_side_by_side_in_memory() -> None:
    holds, _ = ruling_batch(np.ones((10, 3), dtype=np.int32), 1, 2)
    assert holds.flags["F_CONTIGUOUS"]


def test_what_cannot_be_answered_is_refused() -> None:
    with pytest.raises(ValueError, match="number 2 of the list is -4"):
        ruling_batch(np.array([[1, -4]], dtype=np.int32), 1, 2)
    with pytest.raises(ValueError, match="up to 8 actors; 9 were given"):
        ruling_batch(np.ones((1, 9), dtype=np.int32), 1, 2)
    with pytest.raises(ValueError, match="at least 1/2"):
        ruling_batch(np.ones((1, 3), dtype=np.int32), 1, 3)

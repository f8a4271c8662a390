"""Power in a weighted vote: how often each voter matters, by four counts, exactly.

A coalition wins when its weight is at least the quota. All indices are fractions that add up to one. They
are counted with generating functions in whole numbers, so three hundred voters are no trouble.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import factorial, lcm
from typing import Final

from game.theory.checks import Refused, amounts, countable, game
from game.theory.counting import by_size, minimal_memberships, ways, without

MOST_LISTED: Final = 100_000
"""Minimal winning coalitions that are listed one by one."""


def majority_quota(weights: Sequence[int]) -> int:
    """The votes a simple majority needs: more than half of all.

    Raises ValueError for negative or all-zero weights.

    >>> majority_quota([4, 3, 2, 1])
    6
    """
    return sum(amounts(weights)) // 2 + 1


def _shared(weights: list[int], scores: dict[int, Fraction]) -> list[Fraction]:
    """Scores by weight, handed to the voters and normalised; no weight, no power."""
    whole = sum((scores[weight] for weight in weights if weight), Fraction(0))
    return [scores[weight] / whole if weight else Fraction(0) for weight in weights]


def _swings(weights: list[int], quota: int, bits: int) -> dict[int, int]:
    """For each weight the coalitions of the others that a voter of that weight turns from losing to winning.

    Swings are the same in the mirrored vote, where a coalition wins if the rest cannot block it; of the
    two quotas the smaller one means the smaller table.
    """
    bar = min(quota, sum(weights) - quota + 1)
    table = ways(weights, bar, bits)
    out = {}
    for weight in set(weights):
        others = without(table, weight, bits)
        out[weight] = sum(count for held, count in others.items() if held >= bar - weight)
    return out


def banzhaf(weights: Sequence[int], quota: int) -> list[Fraction]:
    """Of all the times when one voter's change of mind would change the result, each voter's part.

    Normalised Banzhaf index, one fraction a voter in the input order. Raises ValueError for negative or
    all-zero weights, a quota of 0 or above the total, or too large a vote.

    >>> [str(share) for share in banzhaf([4, 3, 2, 1], 6)]
    ['5/12', '1/4', '1/4', '1/12']
    """
    voters, bar = game(weights, quota)
    positive = [weight for weight in voters if weight]
    countable(positive, bar)
    return _shared(voters, {weight: Fraction(n) for weight, n in _swings(positive, bar, 0).items()})


def shapley_shubik(weights: Sequence[int], quota: int) -> list[Fraction]:
    """If voters joined one by one in any order, how often each would be the one who brings victory.

    Shapley-Shubik index, one fraction a voter in the input order. Errors as for `banzhaf`.

    >>> [str(share) for share in shapley_shubik([50, 49, 1], 51)]
    ['2/3', '1/6', '1/6']
    """
    voters, bar = game(weights, quota)
    positive = [weight for weight in voters if weight]
    countable(positive, bar)
    n = len(positive)
    bits = n + 1
    # A voter who is pivotal after s others: the s came in any order, the n - 1 - s left in any order.
    orders = [factorial(s) * factorial(n - 1 - s) for s in range(n)]
    scores = {
        weight: Fraction(sum(count * orders[s] for s, count in by_size(packed, bits)), factorial(n))
        for weight, packed in _swings(positive, bar, bits).items()
    }
    return _shared(voters, scores)


def deegan_packel(weights: Sequence[int], quota: int) -> list[Fraction]:
    """Each voter's part if every minimal winning coalition is equally likely and shares equally.

    Deegan-Packel index, one fraction a voter in the input order. More weight may mean less of it. Errors
    as for `banzhaf`.

    >>> [str(60 * share) for share in deegan_packel([35, 20, 15, 15, 15], 51)]
    ['18', '9', '11', '11', '11']
    """
    voters, bar = game(weights, quota)
    positive = [weight for weight in voters if weight]
    countable(positive, bar)
    n = len(positive)
    bits = n + 1
    member, _ = minimal_memberships(positive, bar, bits)
    common = lcm(*range(1, n + 1))
    scores = {
        weight: Fraction(sum(count * (common // size) for size, count in by_size(packed, bits) if count))
        for weight, packed in member.items()
    }
    return _shared(voters, scores)


def holler(weights: Sequence[int], quota: int) -> list[Fraction]:
    """Each voter's part of all the memberships in minimal winning coalitions.

    Holler's public good index, one fraction a voter in the input order. More weight may mean less of it.
    Errors as for `banzhaf`.

    >>> [str(60 * share) for share in holler([35, 20, 15, 15, 15], 51)]
    ['16', '8', '12', '12', '12']
    """
    voters, bar = game(weights, quota)
    positive = [weight for weight in voters if weight]
    countable(positive, bar)
    member, _ = minimal_memberships(positive, bar)
    return _shared(voters, {weight: Fraction(count) for weight, count in member.items()})


def minimal_winning(weights: Sequence[int], quota: int) -> list[tuple[int, ...]]:
    """The coalitions that win and in which everybody is needed, as positions in the input order.

    Members and coalitions are sorted by position. Errors as for `banzhaf`; also a ValueError when there
    are more than 100,000 of them.

    >>> minimal_winning([4, 3, 2, 1], 6)
    [(0, 1), (0, 2), (1, 2, 3)]
    """
    voters, bar = game(weights, quota)
    positive = [weight for weight in voters if weight]
    countable(positive, bar)
    _, count = minimal_memberships(positive, bar)
    if count > MOST_LISTED:
        raise Refused("theory.listing", given=count, most=MOST_LISTED)
    order = sorted((seat for seat, weight in enumerate(voters) if weight), key=lambda seat: -voters[seat])
    left = [0] * (len(order) + 1)  # what all voters from a place on weigh together
    for place in reversed(range(len(order))):
        left[place] = left[place + 1] + voters[order[place]]
    found: list[tuple[int, ...]] = []
    open_ones: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    while open_ones:
        start, held, members = open_ones.pop()
        for place in range(start, len(order)):
            if held + left[place] < bar:
                break  # even all the lighter ones would not be enough
            seat = order[place]
            joined = (*members, seat)
            if held + voters[seat] >= bar:
                found.append(tuple(sorted(joined)))
            else:
                open_ones.append((place + 1, held + voters[seat], joined))
    return sorted(found)

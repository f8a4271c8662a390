"""Ultimate ruling coalitions: who can rule together because no part of them would dare to rule alone.

Acemoglu, Egorov and Sonin, "Coalition Formation in Non-Democracies", Review of Economic Studies 75(4),
2008. A coalition wins within a larger one when it holds strictly more than a given share of its power;
whoever is left out loses his power for good; so a coalition holds only if no winning part of it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from game.theory.checks import actors, majority

_INT64 = 2**63


def _above(mask: int, n: int) -> tuple[int | slice, ...]:
    """An index that picks all supersets of `mask` from a table of shape (2,) * n; bit 0 is the last axis."""
    return tuple(1 if mask >> bit & 1 else slice(None) for bit in reversed(range(n)))


def _self_enforcing(powers: list[int], numerator: int, denominator: int) -> Iterator[tuple[int, int]]:
    """Every self-enforcing coalition as (power, bitmask), weakest first. All powers are positive.

    Going up by power each coalition is reached after all its parts. One that no part has overthrown
    holds, and overthrows every larger one of which it is a majority.
    """
    n = len(powers)
    # Python integers when the products could leave 64 bits; the rule itself never rounds.
    kind = np.int64 if denominator * sum(powers) < _INT64 else np.object_
    total: NDArray[np.int64] = np.zeros((2,) * n, dtype=kind)
    for bit, power in enumerate(powers):
        total[_above(1 << bit, n)] += power
    flat = total.reshape(-1)
    bar = numerator * total
    fallen = np.zeros((2,) * n, dtype=np.bool_)
    gone = fallen.reshape(-1)
    for mask in np.argsort(flat, kind="stable")[1:].tolist():
        if gone[mask]:
            continue
        above = _above(mask, n)
        fallen[above] |= bar[above] < denominator * flat[mask]
        yield int(flat[mask]), mask


def ruling_coalitions(powers: Sequence[int], numerator: int, denominator: int) -> list[tuple[int, ...]]:
    """Who will rule in the end: the weakest coalition that wins and that nobody inside can break.

    `powers` are whole numbers, one an actor, at most 16 actors; a coalition wins when
    ``denominator * its power > numerator * all power``. Returns positions in the input order; several
    coalitions when they tie for the least power, in the order of their positions. An actor without power
    never rules. Raises ValueError for negative or all-zero powers, more than 16 actors or a majority
    outside [1/2, 1).

    >>> ruling_coalitions([3, 4, 5, 10], 1, 2)
    [(0, 1, 2)]
    >>> ruling_coalitions([1, 1, 1], 1, 2)
    [(0, 1), (0, 2), (1, 2)]
    """
    everyone = actors(powers)
    top, bottom = majority(numerator, denominator)
    seats = [seat for seat, power in enumerate(everyone) if power]
    whole = sum(everyone)
    found: list[tuple[int, ...]] = []
    least = whole
    for power, mask in _self_enforcing([everyone[seat] for seat in seats], top, bottom):
        if power > least:
            break
        if bottom * power > top * whole:
            least = power
            found.append(tuple(seat for bit, seat in enumerate(seats) if mask >> bit & 1))
    return sorted(found)


def self_enforcing(powers: Sequence[int], numerator: int, denominator: int) -> bool:
    """Whether these actors can hold together: no part of them wins among them and would itself hold.

    Arguments and errors as for `ruling_coalitions`. A society with a powerless member never holds: the
    others lose nothing by leaving him out.

    >>> self_enforcing([3, 4, 5], 1, 2), self_enforcing([3, 4], 1, 2)
    (True, False)
    """
    return ruling_coalitions(powers, numerator, denominator) == [tuple(range(len(powers)))]


def next_out(powers: Sequence[int], numerator: int, denominator: int) -> tuple[int, ...]:
    """Who is next to fall: the positions that belong to no ruling coalition.

    When several coalitions tie, only those who are in none of them are named. Arguments and errors as
    for `ruling_coalitions`.

    >>> next_out([3, 4, 5, 10], 1, 2)
    (3,)
    """
    safe = set().union(*ruling_coalitions(powers, numerator, denominator))
    return tuple(seat for seat in range(len(powers)) if seat not in safe)

"""Ruling coalitions of many societies at once, for rules that play thousands of histories together."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.theory.checks import Refused, majority

MOST_SEATS: Final = 8
_MOST_DENOMINATOR: Final = 1_000_000


@lru_cache(maxsize=MOST_SEATS)
def _supersets(n: int) -> tuple[tuple[int | slice, ...], ...]:
    """For each coalition an index of all that contain it, in a table of shape (2,) * n; bit 0 is last."""
    return tuple(
        tuple(1 if mask >> bit & 1 else slice(None) for bit in reversed(range(n))) for mask in range(2**n)
    )


def _keys(tie: NDArray[Any]) -> NDArray[np.int64]:
    """What each member brings to his coalition's precedence: int64[n, h], most for the lowest tie key."""
    n = tie.shape[1]
    lower = (tie[:, :, None] > tie[:, None, :]).sum(axis=2)
    out: NDArray[np.int64] = np.left_shift(1, n - 1 - lower).astype(np.int64).T
    return out


def _summed(parts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sums over all coalitions: int64[2**n, h] of int64[n, h]."""
    n, h = parts.shape
    out = np.zeros((2**n, h), dtype=np.int64)
    for bit in range(n):
        np.add(out[: 1 << bit], parts[bit], out=out[1 << bit : 2 << bit])
    return out


def ruling_batch(
    powers: NDArray[np.integer[Any]],
    numerator: int,
    denominator: int,
    tie: NDArray[np.integer[Any]] | None = None,
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """For each history which coalitions would hold, and which one of them rules.

    powers: int[h, n], n up to 8, none negative; numerator/denominator as in `ruling_coalitions`.
    Returns (self_enforcing: bool[h, 2**n], ruling: int64[h]). Coalitions are bit masks, bit i for seat i;
    memory has histories side by side. `ruling` is the least-power winning coalition that holds; of equal
    ones that of fewest members; then by `tie` (int[h, n], such as a named draw or a rank by seniority) the
    one with the member of the lowest key, then of the next lowest. What is still equal, or equal with no
    `tie` given, is answered by all members of those coalitions together: the seat number decides nothing.
    A powerless seat never rules; in a history without any power `ruling` is 0. Raises ValueError for
    negative powers, more than 8 seats or a majority outside [1/2, 1).

    >>> holds, rules = ruling_batch(np.array([[3, 4, 5, 10], [3, 4, 5, 0]]), 1, 2)
    >>> rules.tolist(), bool(holds[0, 0b0111]), bool(holds[0, 0b1111])
    ([7, 7], True, False)
    """
    top, bottom = majority(numerator, denominator)
    if bottom > _MOST_DENOMINATOR:
        raise Refused("theory.majority", numerator=numerator, denominator=denominator)
    h, n = powers.shape
    if not 1 <= n <= MOST_SEATS:
        raise Refused("theory.actors", most=MOST_SEATS, given=n)
    # Subset axis first, histories contiguous: the inner loops run over histories (int64: no product wraps).
    seats = np.ascontiguousarray(powers.T, dtype=np.int64)
    if h and seats.min() < 0:
        raise Refused("theory.negative", place=int(seats.min(axis=1).argmin()) + 1, value=int(seats.min()))
    total = _summed(seats)
    weight, bar = bottom * total, top * total
    holds = total > 0
    cube = (*(2,) * n, h)
    holding, bars = holds.reshape(cube), bar.reshape(cube)
    for mask, above in enumerate(_supersets(n)):
        if mask == 0:
            continue
        # Every part of a coalition has a smaller mask, so this one's own answer is final by now.
        mine = holds[mask].copy()
        holding[above] &= ~(mine & (weight[mask] > bars[above]))
        holds[mask] = mine
    return holds.T, _least(holds, total, weight > bar[-1], tie)


def _least(
    holds: NDArray[np.bool_],
    total: NDArray[np.int64],
    wins: NDArray[np.bool_],
    tie: NDArray[np.integer[Any]] | None,
) -> NDArray[np.int64]:
    """The first coalition by power, members and tie key in each history: int64[h] bit masks."""
    count, h = total.shape
    masks = np.arange(count, dtype=np.int64)
    if h == 0:
        return np.zeros(0, dtype=np.int64)
    fits = holds & wins
    power = np.where(fits, total, np.iinfo(np.int64).max)
    fits &= power == power.min(axis=0)
    contested = np.flatnonzero(fits.sum(axis=0) > 1)
    if contested.size:
        some = fits[:, contested]
        size = np.array([int(mask).bit_count() for mask in masks], dtype=np.int64)[:, None]
        members = np.where(some, size, MOST_SEATS + 1)
        some &= members == members.min(axis=0)
        if tie is not None:
            first = np.where(some, _summed(np.ascontiguousarray(_keys(tie[contested]))), -1)
            some &= first == first.max(axis=0)
        fits[:, contested] = some
    out: NDArray[np.int64] = np.bitwise_or.reduce(np.where(fits, masks[:, None], 0), axis=0)
    return out

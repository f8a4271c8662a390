"""Choosing the best of several, history by history, without a seat number ever deciding a tie."""

from __future__ import annotations

import numpy as np

from game.rules import dice
from game.rules.terms import NOBODY, BoolArray, IntArray, LongArray
from game.rules.world import World, tie_for


def spread(values: IntArray, row: IntArray | LongArray, by: np.ufunc) -> IntArray:
    """`by(values[..., None], row)` with histories side by side: int32[..., n].

    Where an axis comes from a constant row alone, numpy would lay it innermost and run short loops: ten times slower.
    """
    out: IntArray = np.empty((*values.shape, len(row)), dtype=np.int32, order="F")
    by(values[..., None], row, out=out)
    return out


def equals(values: IntArray | LongArray, row: IntArray | LongArray) -> BoolArray:
    """``values[..., None] == row`` with histories side by side: bool[..., n]."""
    out: BoolArray = np.empty((*values.shape, len(row)), dtype=bool, order="F")
    np.equal(values[..., None], row, out=out)
    return out


def by_viewer(table: IntArray, seats: LongArray | IntArray) -> BoolArray:
    """Where a table all read alike names each viewer: bool[h, v, n] from [h, n]."""
    out: BoolArray = np.empty((table.shape[0], len(seats), table.shape[1]), dtype=bool, order="F")
    np.equal(table[:, None], seats[:, None], out=out)
    return out


def best(
    world: World,
    score: IntArray | LongArray,
    question: str,
    who: tuple[str, ...],
    allowed: BoolArray | None = None,
) -> IntArray:
    """The index of the highest score in each history: int32[h] from [h, n]; -1 when none is allowed.

    Ties go by named draws of `question` over the stable ids `who`; equal draws by the ids themselves.
    """
    key = score.astype(np.int64) * 1024 + tie_for(world, question, who)
    place = dice.places(question, who, 1)
    key = key * 512 + (score.shape[1] - 1 - place)
    if allowed is not None:
        key = np.where(allowed, key, np.iinfo(np.int64).min // 2)
    top = key.max(axis=1)
    index = np.argsort(place, kind="stable")[score.shape[1] - 1 - (top & 511)].astype(np.int32)
    if allowed is not None:
        index[~allowed.any(axis=1)] = NOBODY
    found: IntArray = index
    return found


def ranks(
    world: World,
    score: IntArray | LongArray,
    question: str,
    who: tuple[str, ...],
    rows: LongArray | None = None,
) -> IntArray:
    """Each one's place from the top, 0 first: int32[h, n]; ties by named draws, equal draws by ids.

    `rows` names the histories meant, where not all are.
    """
    seed = world.seed if rows is None else world.seed[rows]
    key = score.astype(np.int64) * 1024 + dice.tie(seed, world.quarter, question, who)
    key = key * 512 + dice.places(question, who, 1)
    order = np.argsort(-key, axis=1, kind="stable")
    place = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(
        place, order, np.broadcast_to(np.arange(score.shape[1], dtype=np.int32), order.shape), axis=1
    )
    return place


def apportion(claims: LongArray, seats: IntArray | LongArray | int, tie: IntArray | None = None) -> LongArray:
    """Whole seats by largest remainder: int64[..., n] that sums to `seats` ([...] or one number).

    `claims` are non-negative weights; `tie` breaks equal remainders (higher first). All zero: no seats.
    Source: Hamilton's method.

    >>> import numpy as np
    >>> apportion(np.array([[6, 3, 1]]), 5).tolist()
    [[3, 2, 0]]
    """
    claims = np.maximum(claims.astype(np.int64), 0)
    total = claims.sum(axis=-1, keepdims=True)
    want = np.broadcast_to(np.asarray(seats, dtype=np.int64)[..., None], total.shape)
    scaled = claims * want
    safe = np.maximum(total, 1)
    whole = scaled // safe
    left = np.where(total > 0, want - whole.sum(axis=-1, keepdims=True), 0)
    n = claims.shape[-1]
    low = (tie.astype(np.int64) if tie is not None else 0) * 64 + np.arange(n - 1, -1, -1)
    key = (scaled - whole * safe) * 65536 + low
    place = np.zeros(claims.shape, dtype=np.int64)
    for i in range(n):
        for j in range(n):
            if i != j:
                place[..., i] += key[..., j] > key[..., i]
    found: LongArray = whole + (place < left)
    return found

"""Marks: two small numbers a table and quarter that name the place where two ensembles part.

They are sums over histories, so they do not depend on how the histories are cut into chunks.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.rules.terms import IntArray, SeedArray
from game.rules.world import TABLES, World

Marks = NDArray[np.uint64]


@lru_cache(maxsize=256)
def _weights(name: str, shape: tuple[int, ...]) -> NDArray[np.int32]:
    """Two odd 32-bit weights for each cell of a table, the same in every process: int32[2, ...cells]."""
    raw = hashlib.shake_128(f"marks/{name}".encode()).digest(8 * int(np.prod(shape, dtype=int)))
    weights = (np.frombuffer(raw, dtype="<i4").astype(np.int32) | np.int32(1)).reshape(2, *shape)
    weights.flags.writeable = False
    return weights


def marks(world: World) -> Marks:
    """One number for each table over all histories: uint64[tables].

    A history's cells are weighted by place, mixed with its seed, and summed; sums of parts add up to the sum
    of the whole.
    """
    out = np.zeros(len(TABLES), dtype=np.uint64)
    # A table that has not changed since it was last marked keeps its mark.
    kept: dict[str, tuple[int, np.uint64]] = world.memo.setdefault("marks", {})
    for n, table in enumerate(TABLES):
        stamp = world.stamps[table.name]
        if table.name in kept and kept[table.name][0] == stamp:
            out[n] = kept[table.name][1]
            continue
        values: IntArray = getattr(world, table.name)
        axes = tuple(range(1, values.ndim))
        # Sums of 32 bits that wrap are as good a mark as exact ones, and four times as fast.
        low, high = (
            (values * w).sum(axis=axes, dtype=np.int32) if axes else values * w
            for w in _weights(table.name, values.shape[1:])
        )
        rows = (high.astype(np.int64) << 32 | low.view(np.uint32)).view(np.uint64)
        out[n] = _mixed(rows, world.seed).sum(dtype=np.uint64)
        kept[table.name] = stamp, out[n]
    return out


def _mixed(rows: NDArray[np.uint64], seed: SeedArray) -> NDArray[np.uint64]:
    """Rows tied to their seed, so that two histories that change places are noticed."""
    z = rows ^ seed
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def written(quarter: Marks) -> str:
    """The marks of one quarter as text, four hex digits a table."""
    return "".join(f"{int(value) >> 48:04x}" for value in quarter)


def parting(old: str, new: str) -> str | None:
    """The first table in which two written marks differ, or None.

    >>> parting("0000" * 2, "0000" + "0001") == TABLES[1].name
    True
    """
    for n, table in enumerate(TABLES):
        if old[4 * n : 4 * n + 4] != new[4 * n : 4 * n + 4]:
            return table.name
    return None


def first_table(a: World, b: World) -> int | None:
    """The place in TABLES of the first table in which two batches differ, or None."""
    for n, table in enumerate(TABLES):
        if not np.array_equal(getattr(a, table.name), getattr(b, table.name)):
            return n
    return None

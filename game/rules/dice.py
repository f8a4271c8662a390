"""Chance drawn by name: a keyed hash of (seed, quarter, question, subject), the same in every branch.

There is no stream and no counter, so asking an extra question changes no other answer, and a changed
decision leaves all unrelated luck as it was. Subjects are hashed from stable ids, never from a place
in a list. The mixing step is the splitmix64 finaliser (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.rules.terms import IntArray, SeedArray

_MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_M1 = np.uint64(0xBF58476D1CE4E5B9)
_M2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S32, _S33 = (np.uint64(n) for n in (30, 27, 31, 32, 33))


@lru_cache(maxsize=65536)
def word(*parts: str) -> int:
    """A 64-bit number that stands for a name; equal in every process and on every machine.

    >>> word("congress.turnout", "urals") == word("congress.turnout", "urals")
    True
    """
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=4096)
def subjects(ids: tuple[str, ...]) -> NDArray[np.uint64]:
    """The words of several subjects as an array, made once and kept.

    >>> subjects(("moscow", "urals")).shape
    (2,)
    """
    table = np.array([word("subject", name) for name in ids], dtype=np.uint64)
    table.flags.writeable = False
    return table


@lru_cache(maxsize=1024)
def places(question: str, names: tuple[str, ...], size: int) -> IntArray:
    """The place of each name, 0 first, by its number below `size` and then by the name itself: int32[n].

    No two names share a place, so the last of all ties goes by names and never by their order in a file.

    >>> places("x", ("b", "a", "c"), 1).tolist()
    [1, 0, 2]
    """
    order = sorted(range(len(names)), key=lambda n: (word(question, names[n]) % size, names[n]))
    table = np.empty(len(names), dtype=np.int32)
    table[order] = np.arange(len(names), dtype=np.int32)
    table.flags.writeable = False
    return table


def seeds(text: str, histories: int) -> SeedArray:
    """Seeds of the histories of ``--seed TEXT``: history i has the seed text ``TEXT/i``.

    >>> bool(seeds("7", 3)[2] == seed_of("7/2")[0])
    True
    """
    return np.array([word("seed", f"{text}/{i}") for i in range(histories)], dtype=np.uint64)


def seed_of(text: str) -> SeedArray:
    """The seed of a single game, as ``play --seed TEXT`` opens it: uint64[1]."""
    return np.array([word("seed", text)], dtype=np.uint64)


def _mix(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    z = z ^ (z >> _S30)
    z *= _M1
    z ^= z >> _S27
    z *= _M2
    z ^= z >> _S31
    return z


def draw(seed: SeedArray, quarter: int, question: str, who: tuple[str, ...] = ("",)) -> NDArray[np.uint64]:
    """One 64-bit draw for each history and subject: uint64[h, len(who)], Fortran order.

    `question` names what is asked, `who` names the subjects by stable ids.
    """
    base = np.array([word("question", question, str(quarter))], dtype=np.uint64)
    key = _mix(seed ^ base)
    out: NDArray[np.uint64] = np.empty((seed.shape[0], len(who)), dtype=np.uint64, order="F")
    np.add(key[:, None], subjects(who)[None, :], out=out)
    return _mix(out)


def per_mille(seed: SeedArray, quarter: int, question: str, who: tuple[str, ...] = ("",)) -> IntArray:
    """Uniform whole numbers 0..999 for each history and subject: int32[h, n].

    >>> s = seeds("1", 4)
    >>> bool((per_mille(s, 0, "illness") < 1000).all())
    True
    """
    return _scaled(draw(seed, quarter, question, who), 1000)


def between(
    seed: SeedArray, quarter: int, question: str, low: int, high: int, who: tuple[str, ...] = ("",)
) -> IntArray:
    """Uniform whole numbers from `low` to `high`, both included: int32[h, n]."""
    return np.add(_scaled(draw(seed, quarter, question, who), high - low + 1), np.int32(low), dtype=np.int32)


def bell(seed: SeedArray, quarter: int, question: str, spread: int, who: tuple[str, ...] = ("",)) -> IntArray:
    """Roughly bell-shaped whole numbers, the sum of two uniform ones, within +-`spread`: int32[h, n]."""
    bits = draw(seed, quarter, question, who)
    half = spread + 1
    high = _scaled(bits, half)
    low = _scaled(bits << _S33, half)
    return (high - low).astype(np.int32)


def blur(minds: SeedArray, quarter: int, question: str, spread: int, who: tuple[str, ...]) -> IntArray:
    """How several minds misjudge several things, within +-`spread` (below 32,768): int32[h, v * n], minds side by side.

    Roughly bell-shaped, from 32 bits a draw (the finaliser "lowbias32" of Wellons, 2018): good enough for an
    error of judgement, three times as fast as `bell`. The luck of the world is never drawn with it.
    """
    base = np.array([word("question", question, str(quarter))], dtype=np.uint64)
    h, v = minds.shape
    key = (_mix(minds ^ base) >> _S32).astype(np.uint32)
    bits: NDArray[np.uint32] = np.empty((h, v, len(who)), dtype=np.uint32, order="F")
    np.add(key[:, :, None], (subjects(who) >> _S32).astype(np.uint32)[None, None, :], out=bits)
    bits ^= bits >> np.uint32(16)
    bits *= np.uint32(0x7FEB352D)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(0x846CA68B)
    bits ^= bits >> np.uint32(16)
    half = np.uint32(spread + 1)
    high = bits >> np.uint32(16)
    high *= half
    high >>= np.uint32(16)
    bits &= np.uint32(0xFFFF)
    bits *= half
    bits >>= np.uint32(16)
    out: IntArray = high.view(np.int32)
    out -= bits.view(np.int32)
    return out.reshape(h, v * len(who), order="F")


def tie(seed: SeedArray, quarter: int, question: str, who: tuple[str, ...]) -> IntArray:
    """Named draws that break ties, 0..1023, so that no seat number ever does: int32[h, n]."""
    return _scaled(draw(seed, quarter, "tie." + question, who), 1024)


def _scaled(bits: NDArray[np.uint64], size: int) -> IntArray:
    """Map 64 random bits to 0..size-1 by the high half (no modulo bias worth naming below 2**20)."""
    return (((bits >> np.uint64(32)) * np.array([size], dtype=np.uint64)) >> np.uint64(32)).astype(np.int32)

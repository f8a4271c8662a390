"""Hearsay: what one makes out of others' minds, with an error of one's own that shrinks with contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from game.rules import dice
from game.rules.terms import INTELLIGENCE, BoolArray, IntArray, SeedArray
from game.rules.world import World

if TYPE_CHECKING:
    from game.rules.view import Views


def minds(world: World, seats: tuple[int, ...]) -> SeedArray:
    """The seed of each viewer's imagination, the same all game: uint64[h, v]."""
    key = "minds." + ".".join(str(k) for k in seats)
    if key not in world.memo:
        out: SeedArray = np.empty((world.histories, len(seats)), dtype=np.uint64, order="F")
        for v, k in enumerate(seats):
            word = np.array([dice.word("mind", world.scenario.contenders[k])], dtype=np.uint64)
            out[:, v] = dice.draw(world.seed ^ word, 0, "mind")[:, 0]
        world.memo[key] = out
    found: SeedArray = world.memo[key]
    return found


def sharing(world: World, seats: tuple[int, ...]) -> BoolArray | None:
    """Whether each viewer is in a pact that shares what its members hear: bool[h, v]; None where nobody is."""
    live = (world.pact_clause[:, :, INTELLIGENCE] > 0) & (world.pact_state > 0)
    if not live.any():
        return None
    found: BoolArray = np.any((world.pact_in[:, :, list(seats)] > 0) & live[:, :, None], axis=1)
    return found


def lean(world: World, views: Views) -> IntArray:
    """Leans as each viewer sees them: int32[h, v, f, c].

    Contact shrinks the error: his own people he knows well, a client's mind almost exactly.
    """
    s = world.scenario
    names = tuple(f"{f}/{k}" for k in s.contenders for f in s.figures)
    f, c, v = len(s.figures), len(s.contenders), len(views.seats)
    noise = _errors(world, views, "lean", 150, names).reshape(world.histories, v, f, c, order="F")
    # What is beyond 1000 no lean is.
    far = np.int32(1024) - np.maximum(world.lean[:, :, views.seats], np.int32(0)).transpose(0, 2, 1)
    out: IntArray = noise * far[:, :, :, None]
    out >>= np.int32(10)
    out += world.lean[:, None]
    return _within(out)


def trust(world: World, views: Views) -> IntArray:
    """Trust as each viewer sees it: int32[h, v, c, c]; what he gives and gets he knows."""
    s = world.scenario
    c, v = len(s.contenders), len(views.seats)
    names = tuple(f"{a}/{b}" for b in s.contenders for a in s.contenders)
    blur = _errors(world, views, "trust", 100, names).reshape(world.histories, v, c, c, order="F")
    mask = np.ones((1, v, c, c), dtype=np.int32)
    mask[0, views.order, views.seats] = 0
    mask[0, views.order, :, views.seats] = 0
    out: IntArray = blur * mask
    out += world.trust[:, None]
    return _within(out)


def _within(minds: IntArray) -> IntArray:
    """Leans and trust kept within +-1000, in place."""
    return np.clip(minds, np.int32(-1000), np.int32(1000), out=minds)


def _errors(world: World, views: Views, question: str, spread: int, names: tuple[str, ...]) -> IntArray:
    """The public error of each viewer, the same all quarter: int32[h, v * n], viewers side by side.

    It is halved for who shares what he hears with a partner.
    """
    key = f"error.{question}.{'.'.join(str(k) for k in views.seats)}"
    kept = world.memo.get(key)
    if kept is None or kept[0] != world.quarter:
        plain = dice.blur(views.mind, world.quarter, question, spread, names)
        kept = world.memo[key] = (world.quarter, plain, None, plain)
    quarter, plain, sharing, found = kept
    if not alike(sharing, views.sharing):
        found = plain if views.sharing is None else _halved(plain, views.sharing)
        world.memo[key] = (quarter, plain, views.sharing, found)
    return cast(IntArray, found)


def _halved(errors: IntArray, sharing: BoolArray) -> IntArray:
    """Errors int32[h, v * n], half of them where `sharing` bool[h, v]."""
    h, v = sharing.shape
    apart = errors.reshape(h, v, -1, order="F")
    return (apart >> sharing.astype(np.int32)[:, :, None]).reshape(errors.shape, order="F")


def alike(one: BoolArray | None, other: BoolArray | None) -> bool:
    """Whether two answers to who shares what he hears are the same."""
    if one is None or other is None:
        return one is other
    return np.array_equal(one, other)


def locked(array: np.ndarray) -> np.ndarray:
    """The same numbers, closed to writing; a view, so that the World's own table stays open."""
    seen = array.view()
    seen.flags.writeable = False
    return seen

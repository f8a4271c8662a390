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
    noise = _shared(views, noise)
    far = np.int32(1024) - np.clip(world.lean[:, :, views.seats], 0, 1000).transpose(0, 2, 1)
    out: IntArray = noise * far[:, :, :, None]
    out >>= np.int32(10)
    out += world.lean[:, None]
    np.clip(out, -1000, 1000, out=out)
    return out


def trust(world: World, views: Views) -> IntArray:
    """Trust as each viewer sees it: int32[h, v, c, c]; what he gives and gets he knows."""
    s = world.scenario
    c, v = len(s.contenders), len(views.seats)
    names = tuple(f"{a}/{b}" for b in s.contenders for a in s.contenders)
    blur = _errors(world, views, "trust", 100, names).reshape(world.histories, v, c, c, order="F")
    mask = np.ones((1, v, c, c), dtype=np.int32)
    mask[0, views.order, views.seats] = 0
    mask[0, views.order, :, views.seats] = 0
    out: IntArray = _shared(views, blur) * mask
    out += world.trust[:, None]
    np.clip(out, -1000, 1000, out=out)
    return out


def _errors(world: World, views: Views, question: str, spread: int, names: tuple[str, ...]) -> IntArray:
    """The public error of each viewer, the same all quarter: int32[h, v * n], viewers side by side."""
    key = f"error.{question}.{'.'.join(str(k) for k in views.seats)}"
    kept = world.memo.get(key)
    if kept is not None and kept[0] == world.quarter:
        return cast(IntArray, kept[1])
    out = dice.blur(views.mind, world.quarter, question, spread, names)
    world.memo[key] = (world.quarter, out)
    return out


def _shared(views: Views, errors: IntArray) -> IntArray:
    """Errors int32[h, v, ...] of viewers, halved for who shares what he hears with a partner."""
    if views.sharing is None:
        return errors
    return np.where(
        views.sharing.reshape(*views.sharing.shape, *(1,) * (errors.ndim - 2)), errors >> 1, errors
    )


def locked(array: np.ndarray) -> np.ndarray:
    """The same numbers, closed to writing; a view, so that the World's own table stays open."""
    seen = array.view()
    seen.flags.writeable = False
    return seen

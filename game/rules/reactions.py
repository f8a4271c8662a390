"""Free reactions: what one may do at a sitting without an order, in place of speaking there.

Answer a polemic; be ill when it is wise; when ill in earnest, vote by letter through a partner.
"""

from __future__ import annotations

import numpy as np

from game.rules import halls, power
from game.rules.changes import Changes
from game.rules.scenario import Sitting
from game.rules.terms import BoolArray, IntArray, Motion, Rung, Stance
from game.rules.votes import Docket
from game.rules.world import World

ABOUT_ONESELF = (Stance.ILL, Stance.PROXY, Stance.ANSWER)
"""Reactions that are about no motion: they are written without one and carry no stake."""


def due(world: World, sitting: Sitting, docket: Docket) -> BoolArray:
    """Who has something to decide at a sitting: bool[h, c].

    Whoever is there and in the party, where there is a motion or he was attacked; and the ill who have a partner.
    """
    c = len(world.scenario.contenders)
    live = np.any(docket.motion != Motion.NONE, axis=1)[:, None]
    member = world.rung[:, :c] >= Rung.MEMBER
    away = world.absent[:, :c] > 0
    out: BoolArray = member & ~away & (live | (world.attacked > 0))
    if away.any():
        out |= away & live & power.allied(world).any(axis=2) & halls.members(world, sitting.body)[:, :c]
    return out


def allowed(world: World, sitting: Sitting, seat: int, stance: IntArray) -> BoolArray:
    """Whether `seat` may take one of the stances about himself int32[h]: bool[h]."""
    away = world.absent[:, seat] > 0
    seated = halls.members(world, sitting.body)[:, seat]
    answer = (stance == Stance.ANSWER) & (world.attacked[:, seat] > 0) & ~away
    ill = (stance == Stance.ILL) & seated & ~away
    letter = (stance == Stance.PROXY) & away & seated
    if letter.any():
        letter &= power.allied(world)[:, seat].any(axis=1)
    found: BoolArray = answer | ill | letter
    return found


def open_sitting(world: World, decisions: IntArray) -> None:
    """Do what was reacted before the first vote: answers are heard, the ill stay at home, letters are opened."""
    stance = np.where(decisions[:, :, 0] >= 0, decisions[:, :, 1], 0)
    if not (stance >= Stance.ILL).any():
        return
    p = world.scenario.parameter
    ch = Changes(world)
    h, k = np.nonzero((stance == Stance.ANSWER) & (world.attacked > 0))
    if len(h):
        back = world.attacked[h, k] * p["answer.mantle"] // 1000
        ch.rows("bases", h, (k, np.ones_like(k)), back, "floor.answer", k)
        stand = np.abs(world.position[h, k]) * 4 + np.arange(world.position.shape[2])[::-1]
        ch.rows("pages", h, (k, stand.argmax(axis=1)), 1, "floor.answer", k)
        ch.put_rows("attacked", h, (k,), 0, "floor.answer")
    h, k = np.nonzero(stance == Stance.ILL)
    ch.put_rows("absent", h, (k,), 1, "floor.ill")
    ch.rows("feigned", h, (k,), 1, "floor.ill", k)
    h, k = np.nonzero(stance == Stance.PROXY)
    ch.put_rows("absent", h, (k,), 0, "floor.proxy")
    ch.apply()


def reckon(ch: Changes) -> None:
    """The quarter's end: an illness of policy is talked about, and what was not answered is forgotten."""
    world = ch.world
    ch.add("attacked", (), -world.attacked, "reckoning.time")
    h, k = np.nonzero(world.feigned)
    if len(h):
        cost = world.feigned[h, k] * world.scenario.parameter["ill.lean"]
        for f in range(len(world.scenario.figures)):
            ch.rows("lean", h, (f, k), -cost, "floor.ill", k)
        ch.put_rows("feigned", h, (k,), 0, "reckoning.time")


def close_sitting(world: World, decisions: IntArray) -> None:
    """The ill of policy are well again, the ill in earnest are not."""
    stance = np.where(decisions[:, :, 0] >= 0, decisions[:, :, 1], 0)
    if not (stance >= Stance.ILL).any():
        return
    ch = Changes(world)
    h, k = np.nonzero(stance == Stance.ILL)
    ch.put_rows("absent", h, (k,), 0, "floor.ill")
    h, k = np.nonzero(stance == Stance.PROXY)
    ch.put_rows("absent", h, (k,), 1, "floor.proxy")
    ch.apply()

"""Halls: who sits in a body with a vote, how delegates come there, and how seats follow their patron."""

from __future__ import annotations

import numpy as np

from game.rules import dice, houses, power, statutes
from game.rules.choose import apportion
from game.rules.scenario import Sitting
from game.rules.terms import (
    CC,
    CELLS,
    CONFERENCE,
    CONGRESS,
    JOINT,
    POLITBURO,
    BoolArray,
    IntArray,
    LongArray,
    Rung,
)
from game.rules.world import World


def voters(world: World, body: int) -> BoolArray:
    """Who has a vote of his own in a body and is there: bool[h, p]."""
    found: BoolArray = members(world, body) & (world.absent == 0)
    return found


def members(world: World, body: int) -> BoolArray:
    """Who has a vote of his own in a body, there or not: bool[h, p]."""
    if body == POLITBURO:
        out: BoolArray = world.rung == Rung.POLITBURO
    elif body in (CC, JOINT):
        out = world.rung >= Rung.CC
    else:
        out = np.zeros(world.rung.shape, dtype=bool)
    return out


def bloc_seats(world: World, body: int, delegates: LongArray | None) -> LongArray:
    """Bloc seats with a vote in a body: int64[h, x]."""
    if body == POLITBURO:
        return np.zeros((world.histories, world.bloc.shape[2]), dtype=np.int64)
    if body == CC:
        return world.bloc[:, 0].astype(np.int64)
    if body == JOINT:
        found: LongArray = world.bloc.sum(axis=1, dtype=np.int64)
        return found
    assert delegates is not None
    out: LongArray = delegates.sum(axis=1)
    return out


def bloc_votes(
    world: World,
    sitting: Sitting,
    seats: LongArray,
    side: IntArray,
    score: IntArray,
    limit: int,
    general: IntArray,
    roll_call: BoolArray,
) -> LongArray:
    """How bloc seats divide: int64[h, x, 3] for, against, abstaining.

    A bloc's score sets its direction; `discipline` per mille of the General Secretary's bloc follow, half the
    rest cross and half abstain; others obey at 1000. Of the unaligned, `conscience` per mille abstain and the
    rest join the largest bloc, unless they are of a firm mind of their own; called by name, half as many abstain.
    """
    h, x = seats.shape
    c = x - 1
    obey = np.full((h, x), 1000, dtype=np.int64)
    mine = general >= 0
    if sitting.body <= CONGRESS:
        # The rank and file are nobody's appointees, nor are the houses.
        obey[np.flatnonzero(mine), general[mine]] = power.discipline(world)[mine]
    largest = (seats[:, :c] * 1024 + ids_of(world.scenario.contenders)).argmax(axis=1)
    join = side[np.arange(h), largest]
    firm = np.abs(score[:, c]) >= 3 * limit
    direction = side.copy()
    direction[:, c] = np.where(firm, side[:, c], join)
    obey[:, c] = 1000
    follow = seats * obey // 1000
    silent = np.zeros_like(seats)
    silent[:, c] = seats[:, c] * sitting.conscience // (1000 * (1 + roll_call))
    follow[:, c] = seats[:, c] - silent[:, c]
    rest = seats - follow - silent
    cross = rest // 2
    out = np.zeros((h, x, 3), dtype=np.int64)
    out[:, :, 0] = np.where(direction > 0, follow, 0) + np.where(direction < 0, cross, 0)
    out[:, :, 1] = np.where(direction < 0, follow, 0) + np.where(direction > 0, cross, 0)
    out[:, :, 2] = seats - out[:, :, 0] - out[:, :, 1]
    return out


def delegates(world: World, sitting: Sitting) -> LongArray | None:
    """Delegates of each bloc from each region: int64[h, r, x]; None for bodies that need none.

    Regions send by membership (largest remainder); inside a delegation every tier of indirect election leaves a
    minority (1000 - grip)/1000 of itself and gives the rest to the largest bloc.
    """
    if sitting.body == CELLS:
        return _show_of_hands(world, sitting)
    if sitting.body in houses.HOUSES:
        return houses.delegates(world, sitting, ids_of((*world.scenario.contenders, "")))
    if sitting.body not in (CONFERENCE, CONGRESS):
        return None
    s = world.scenario
    seats = apportion(world.members.astype(np.int64), sitting.seats, ids_of(s.regions))
    shares = (world.cells if sitting.source_cells else world.secretaries).astype(np.int64)
    blocs = shares[:, :, :-1].copy(order="F")
    ids = np.array([dice.word("bloc", name) % 1024 for name in s.contenders])
    largest = (blocs * 1024 + ids).argmax(axis=2)
    secret = s.parameter["statute.secret-ballot"] * statutes.in_force(world, "secret-ballot")[:, None]
    talk = s.parameter["discussion.grip"] * (world.discussion > 0)[:, None]
    grip = np.clip(sitting.grip + (world.grip - 500) // 2 - secret - talk, 0, 1000).astype(np.int64)[
        :, :, None
    ]
    for _ in range(sitting.tiers):
        kept = blocs * (1000 - grip) // 1000
        lost = blocs - kept
        gain = lost.sum(axis=2, keepdims=True)
        blocs = kept
        now = np.take_along_axis(blocs, largest[:, :, None], axis=2) + gain
        np.put_along_axis(blocs, largest[:, :, None], now, axis=2)
    full = np.concatenate([blocs, shares[:, :, -1:]], axis=2)
    return apportion(full, seats, ids_of((*s.contenders, "")))


def _show_of_hands(world: World, sitting: Sitting) -> LongArray:
    """Voters in the cells of each region by whom they go with: int64[h, r, x]; they add up to the sitting's seats.

    A hand goes up in front of everybody: of each following only (1000 - fear)/1000 dare, the rest raise theirs with
    the Secretariat, which asks; without one, with the largest following there. To the fear of the day comes the
    sitting's own `grip`, which takes its part of what is left.
    """
    s = world.scenario
    seats = apportion(world.members.astype(np.int64), sitting.seats, ids_of(s.regions))
    shares = world.cells.astype(np.int64)
    blocs = shares[:, :, :-1].copy(order="F")
    general = power.secretary_general(world)[:, None]
    largest = (blocs * 1024 + ids_of(s.contenders)).argmax(axis=2)
    largest = np.where(general >= 0, general, largest)[:, :, None]
    fear = sitting.grip + (1000 - sitting.grip) * world.fear.astype(np.int64) // 1000
    kept = blocs * (1000 - fear)[:, None, None] // 1000
    now = np.take_along_axis(kept, largest, axis=2) + (blocs - kept).sum(axis=2, keepdims=True)
    np.put_along_axis(kept, largest, now, axis=2)
    return apportion(np.concatenate([kept, shares[:, :, -1:]], axis=2), seats, ids_of((*s.contenders, "")))


def ids_of(names: tuple[str, ...]) -> IntArray:
    """A stable number of each name for breaking equal remainders: int32[n], no two alike."""
    return dice.places("seat", names, 1000)

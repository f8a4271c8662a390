"""Appeals: what one body has decided goes to the body above it, from the Politburo to the plenum and on to a congress.

Two contenders may appeal together, or one whose side had a third of the votes. A decision that is appealed waits;
a sanction that puts somebody out takes effect, and the body above is asked to bring him back.
"""

from __future__ import annotations

import numpy as np

from game.rules import calendar, motions
from game.rules.changes import Changes
from game.rules.scenario import Sitting
from game.rules.terms import (
    CC,
    CONGRESS,
    JOINT,
    NOBODY,
    POLITBURO,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Stance,
)
from game.rules.view import Views
from game.rules.votes import Count, Docket, Floor
from game.rules.world import World

ABOVE: dict[int, tuple[int, ...]] = {POLITBURO: (CC, JOINT, CONGRESS), CC: (CONGRESS,), JOINT: (CONGRESS,)}
"""Which bodies hear an appeal from a body."""
TO_PLENUM, TO_CONGRESS = 1, 2
"""Where an appeal waits to be heard; two more where the man was to stay a candidate."""


def open_to(world: World | Views, sitting: Sitting) -> BoolArray:
    """Whether a body above sits later in this quarter, or in the next, to hear an appeal: bool[h]."""
    above = ABOVE.get(sitting.body, ())
    late = calendar.sits(world, above, world.quarter, sitting)
    return late | calendar.sits(world, above, world.quarter + 1)


def lodge(ch: Changes, sitting: Sitting, docket: Docket, slot: int, result: Count, floor: Floor) -> BoolArray:
    """Enter the appeals against one count; where a carried motion is held up by one: bool[h]."""
    world = ch.world
    waits: BoolArray = np.zeros(len(result.carried), dtype=bool)
    asked = floor.stance == Stance.APPEAL
    if not asked.any():
        return waits
    c = asked.shape[1]
    side = result.persons[:, :c]
    mover, place = docket.mover[:, slot], docket.catalogue[:, slot]
    beaten = np.where(result.carried[:, None], side == -1, (side == 1) | (mover[:, None] == np.arange(c)))
    mine = asked & beaten & (place >= 0)[:, None] & open_to(world, sitting)[:, None]
    votes = np.where(result.carried, result.against, result.for_)
    total = result.for_ + result.against + result.abstain
    heard = (mine.sum(axis=1) >= 2) | (mine.any(axis=1) & (3 * votes >= total))
    h = np.flatnonzero(heard)
    if not len(h):
        return waits
    row, who = np.nonzero(mine & heard[:, None])
    ch.rows("capital", row, (who,), -1, "appeal", who)
    catalogue = motions.catalogue(world.scenario)
    out = (
        heard & result.carried & (docket.motion[:, slot] == Motion.SANCTION) & (docket.severity[:, slot] >= 6)
    )
    back = next(n for n, m in enumerate(catalogue) if m.kind == Motion.RETURN)
    motion = np.where(out, back + docket.subject[:, slot], place)[h]
    level = TO_PLENUM if sitting.body == POLITBURO else TO_CONGRESS
    stays = (docket.motion[h, slot] == Motion.SANCTION) & (docket.object[h, slot] == 1)
    ch.put_rows("appeal_at", h, (motion,), level + 2 * stays, "appeal")
    # Who was heard for it moves it again; for one who was put out the first of the appellants speaks.
    first = mine[h].argmax(axis=1)
    ch.put_rows("appeal_of", h, (motion,), np.where(out[h], first, mover[h]), "appeal")
    named = np.isin(docket.motion[h, slot], list(motions.PERSONAL))
    ch.put_rows("appeal_who", h, (motion,), np.where(named, docket.object[h, slot], NOBODY), "appeal")
    result.appealed = heard
    found: BoolArray = heard & result.carried & ~out
    return found


def on_docket(world: World, sitting: Sitting, docket: Docket, first: int, held: BoolArray) -> IntArray:
    """Put what was appealed before the body above where it is held, from slot `first` on; the next free slot: int32[h]."""
    free = np.full(world.histories, first, dtype=np.int32)
    if sitting.body not in (CC, JOINT, CONGRESS) or not world.appeal_at.any():
        return free
    level = (world.appeal_at - 1) % 2 + 1
    here = held[:, None] & (world.appeal_at > 0) & ((level == TO_PLENUM) | (sitting.body == CONGRESS))
    names = motions.by_name(world.scenario)
    ch = Changes(world)
    for m in names[here[:, names].any(axis=0)]:
        h = np.flatnonzero(here[:, m] & (free < docket.slots - 1))
        _enter(world, docket, h, free[h], int(m))
        free[h] += 1
        ch.put_rows("appeal_at", h, (int(m),), 0, "appeal.heard")
        ch.put_rows("appeal_of", h, (int(m),), NOBODY, "appeal.heard")
        ch.put_rows("appeal_who", h, (int(m),), NOBODY, "appeal.heard")
    ch.apply()
    return free


def _enter(world: World, docket: Docket, h: LongArray, slot: IntArray, m: int) -> None:
    motion = motions.catalogue(world.scenario)[m]
    docket.motion[h, slot] = int(motion.kind)
    docket.subject[h, slot] = motion.subject
    docket.severity[h, slot] = motion.severity
    docket.direction[h, slot] = motion.direction
    docket.mover[h, slot] = world.appeal_of[h, m]
    docket.catalogue[h, slot] = m
    stays = world.appeal_at[h, m] > TO_CONGRESS
    docket.object[h, slot] = np.where(stays, 1, world.appeal_who[h, m])


def reckon(ch: Changes) -> None:
    """An appeal that no body above can hear in the coming quarter lapses, and with it the decision that waited."""
    world = ch.world
    if not world.appeal_at.any():
        return
    high = calendar.sits(world, (CONGRESS,), world.quarter + 1)[:, None]
    plenum = high | calendar.sits(world, (CC, JOINT), world.quarter + 1)[:, None]
    top = (world.appeal_at - 1) % 2 + 1 == TO_CONGRESS
    h, m = np.nonzero((world.appeal_at > 0) & np.where(top, ~high, ~plenum))
    ch.put_rows("appeal_at", h, (m,), 0, "appeal.lapsed")
    ch.put_rows("appeal_of", h, (m,), NOBODY, "appeal.lapsed")
    ch.put_rows("appeal_who", h, (m,), NOBODY, "appeal.lapsed")

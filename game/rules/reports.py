"""The report and the co-report: two drafts before one hall, a roll call, and what a lost draft costs.

Who brings forty delegates may give a co-report: the draft loses what it is worth as the only one, each delegate is
called by name, and the co-reporter speaks as long as the reporter. A report that fails goes to a commission: a
public defeat.
"""

from __future__ import annotations

import numpy as np

from game.rules import halls
from game.rules.changes import Changes
from game.rules.scenario import Sitting
from game.rules.terms import CONGRESS, BoolArray, IntArray, LongArray, Motion, Stance
from game.rules.votes import Docket, Floor
from game.rules.world import World


def mandates(world: World, sitting: Sitting) -> LongArray:
    """Delegates each contender brings to a congress: int64[h, c]; nothing elsewhere."""
    made = halls.delegates(world, sitting) if sitting.body == CONGRESS else None
    if made is None:
        return np.zeros((world.histories, len(world.scenario.contenders)), dtype=np.int64)
    found: LongArray = made.sum(axis=1)[:, :-1]
    return found


def may_co_report(world: World, sitting: Sitting, docket: Docket, seat: int, slot: IntArray) -> BoolArray:
    """Whether `seat` may give a co-report to what lies in a slot int32[h]: bool[h]."""
    rows = np.arange(world.histories)
    enough = mandates(world, sitting)[:, seat] >= world.scenario.parameter["report.delegates"]
    report = docket.motion[rows, slot] == Motion.REPORT
    found: BoolArray = enough & report & (docket.mover[rows, slot] != seat)
    return found


def settle(ch: Changes, docket: Docket, slot: int, floor: Floor, carried: BoolArray) -> None:
    """What a co-report brings its speaker, and what a failed report costs the reporter and the secretaries."""
    world = ch.world
    p = world.scenario.parameter
    report = docket.motion[:, slot] == Motion.REPORT
    if not report.any():
        return
    gave = (floor.stance == Stance.CO_REPORT) & report[:, None]
    h, k = np.nonzero(gave)
    if len(h):
        # He puts in writing what he stands for most firmly.
        stand = np.abs(world.position[h, k]) * 4 + np.arange(world.position.shape[2])[::-1]
        ch.rows("pages", h, (k, stand.argmax(axis=1)), 1, "floor.co-report", k)
        ch.rows("bases", h, (k, np.ones_like(k)), p["report.co-report"], "floor.co-report", k)
    mover = docket.mover[:, slot]
    lost = np.flatnonzero(report & ~carried & (mover >= 0))
    if len(lost):
        ch.rows("bases", lost, (mover[lost], 1), -p["report.defeat"], "vote.report-lost", mover[lost])
        ch.rows("security", lost, (), -p["report.security"], "vote.report-lost", mover[lost])
        row, who = np.nonzero(gave[lost])
        ch.rows("bases", lost[row], (who, 1), p["report.co-report"], "vote.report-lost", who)

"""Rights of procedure: when a politician does something else with his one word at a sitting than speak.

The weights are assumptions, tuned by play.
"""

from __future__ import annotations

import numpy as np

from game.players.appraise import i32
from game.players.facts import Table
from game.rules import appeals
from game.rules.choose import equals
from game.rules.scenario import Sitting
from game.rules.terms import CONGRESS, POLITBURO, BoolArray, IntArray, Motion, Rung, Stance
from game.rules.view import Views


def reconsider(table: Table, want: IntArray, wanted: IntArray, out: IntArray) -> None:
    """Turn a word int32[h, v, 3] into a better one where procedure offers it.

    `want` int32[h, v, slots] is what each wants of every motion, `wanted` int32[h, v] of the one he has in mind.
    """
    sitting = table.sitting
    if sitting is None:
        return
    _appeal(table, sitting, out)
    if sitting.body == CONGRESS:
        _co_report(table, wanted, out)
    if table.docket.off.any():
        _force(table, sitting, want, out)


def pooled(views: Views, own: IntArray) -> IntArray:
    """What each viewer and his partners carry together of int32[h, v, c], or of int32[h, c] all can see: int32[h, v]."""
    if own.ndim == 2:
        own = np.broadcast_to(own[:, None], (len(own), len(views.seats), own.shape[1]))
    found: IntArray = views.own(own) + (views.own(views.allied) * own).sum(axis=2, dtype=np.int32)
    return found


def _put(out: IntArray, here: BoolArray, stance: Stance) -> None:
    """Take `stance` toward the motion he has in mind, without a stake."""
    np.copyto(out[:, :, 1], int(stance), where=here)
    np.copyto(out[:, :, 2], 0, where=here)


def _appeal(table: Table, sitting: Sitting, out: IntArray) -> None:
    """Who is weak here and strong above does not waste his breath: he reserves an appeal."""
    if sitting.body not in appeals.ABOVE:
        return
    views, docket = table.views, table.docket
    can = appeals.open_to(views, sitting)
    if not can.any():
        return
    if sitting.body == POLITBURO:
        size = views.politburo_size[:, None]
        here = pooled(views, views.politburo)
        above = pooled(views, views.plenum) * i32(1000) // np.maximum(views.plenum_size, 1)[:, None]
        right = views.mine(views.rung) == Rung.POLITBURO
    else:
        size = views.plenum_size[:, None]
        here = pooled(views, views.plenum)
        above = pooled(views, views.control)
        right = views.mine(views.rung) >= Rung.CC
    slot = out[:, :, 0]
    rows = np.arange(views.histories)[:, None]
    ordered = docket.catalogue[rows, np.maximum(slot, 0)] >= 0
    weak = (2 * here <= size) & (above >= 450) & (above > here * i32(1000) // np.maximum(size, 1))
    rich = views.own(views.capital) >= 2
    go: BoolArray = (slot >= 0) & right & ordered & weak & rich & can[:, None]
    _put(out, go, Stance.APPEAL)


def _co_report(table: Table, wanted: IntArray, out: IntArray) -> None:
    """Who is against the report and brings delegates enough speaks as long as the reporter."""
    views, docket = table.views, table.docket
    slot = np.maximum(out[:, :, 0], 0)
    rows = np.arange(views.histories)[:, None]
    report = (docket.motion[rows, slot] == Motion.REPORT) & (docket.mover[rows, slot] != views.seats)
    enough = views.mine(table.mandates) >= views.scenario.parameter["report.delegates"]
    go: BoolArray = (out[:, :, 0] >= 0) & report & enough & (wanted < -150)
    np.copyto(out[:, :, 1], int(Stance.CO_REPORT), where=go)


def _force(table: Table, sitting: Sitting, want: IntArray, out: IntArray) -> None:
    """An item kept off the docket is forced by its mover, or by who wants it much, if they are strong enough."""
    views, docket = table.views, table.docket
    last = docket.slots - 1
    waits = (docket.motion[:, last] != Motion.NONE) & (docket.off[:, last] > 0)
    if not waits.any():
        return
    if sitting.body == POLITBURO:
        third = 3 * pooled(views, views.politburo) >= views.politburo_size[:, None]
    elif sitting.body == CONGRESS:
        third = 3 * pooled(views, table.mandates.astype(np.int32)) >= i32(sitting.seats)
    else:
        third = 3 * pooled(views, views.plenum) >= views.plenum_size[:, None]
    own = docket.mover[:, last, None] == views.seats
    second = (
        views.own(views.allied)
        & equals(docket.mover[:, last], np.arange(len(views.scenario.contenders)))[:, None]
    ).any(2)
    keen = np.where(own, want[:, :, last] > 100, (want[:, :, last] > 350) & second)
    go: BoolArray = waits[:, None] & keen & (third | second) & (views.own(views.capital) >= 2)
    go &= views.mine(views.rung) >= Rung.CANDIDATE
    np.copyto(out[:, :, 0], i32(last), where=go)
    _put(out, go, Stance.FORCE)

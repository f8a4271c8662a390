"""Rights of procedure: when a politician does something else with his one word at a sitting than speak.

The weights are assumptions, tuned by play.
"""

from __future__ import annotations

import numpy as np

from game.players.appraise import i32
from game.players.facts import Table
from game.rules import appeals
from game.rules.scenario import Sitting
from game.rules.terms import POLITBURO, BoolArray, IntArray, Rung, Stance
from game.rules.view import Views


def reconsider(table: Table, wanted: IntArray, out: IntArray) -> None:
    """Turn a word int32[h, v, 3] into a better one where procedure offers it; `wanted` int32[h, v] what he wants of it."""
    sitting = table.sitting
    if sitting is None:
        return
    _appeal(table, sitting, out)


def pooled(views: Views, own: IntArray) -> IntArray:
    """What each viewer and his partners carry together of int32[h, v, c]: int32[h, v]."""
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
        above = pooled(views, np.broadcast_to(views.control[:, None], views.plenum.shape))
        right = views.mine(views.rung) >= Rung.CC
    slot = out[:, :, 0]
    rows = np.arange(views.histories)[:, None]
    ordered = docket.catalogue[rows, np.maximum(slot, 0)] >= 0
    weak = (2 * here <= size) & (above >= 450) & (above > here * i32(1000) // np.maximum(size, 1))
    rich = views.own(views.capital) >= 2
    go: BoolArray = (slot >= 0) & right & ordered & weak & rich & can[:, None]
    _put(out, go, Stance.APPEAL)

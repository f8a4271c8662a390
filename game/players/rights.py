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
from game.rules.terms import CC, CONGRESS, JOINT, POLITBURO, BoolArray, IntArray, Motion, Rung, Stance
from game.rules.view import Views

WALK_OUT_CASE, WALK_OUT_BOLD = 200, 150
"""How heavy the case against a man must be, and by how much his boldness outweighs his caution, before he walks out."""


def reconsider(table: Table, persona: IntArray, want: IntArray, wanted: IntArray, out: IntArray) -> None:
    """Turn a word int32[h, v, 3] into a better one where procedure offers it.

    `want` int32[h, v, slots] is what each wants of every motion, `wanted` int32[h, v] of the one he has in mind.
    """
    sitting = table.sitting
    if sitting is None:
        return
    _withdraw(table, out)
    _appeal(table, sitting, out)
    if sitting.body == CONGRESS:
        _co_report(table, wanted, out)
        _walk_out(table, persona, sitting, out)
    if table.docket.off.any():
        _force(table, sitting, want, out)
    _illness(table, persona, sitting, out)


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
    blocs = views.bloc[:, 0]
    seats = blocs[:, :-1] * i32(1000) // np.maximum(blocs.sum(axis=1, dtype=np.int32), 1)[:, None]
    plenum = pooled(views, seats)
    if sitting.body == POLITBURO:
        right = views.mine(views.rung) == Rung.POLITBURO
        weak = views.mine(views.won) == 0
        strong = plenum >= 450
    else:
        right = views.mine(views.rung) >= Rung.CC
        above = pooled(views, views.control)
        weak = plenum <= 500
        strong = (above >= 450) & (above > plenum)
    slot = out[:, :, 0]
    rows = np.arange(views.histories)[:, None]
    ordered = docket.catalogue[rows, np.maximum(slot, 0)] >= 0
    rich = views.own(views.capital) >= 2
    go: BoolArray = (slot >= 0) & right & ordered & weak & strong & rich & can[:, None]
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


def _walk_out(table: Table, persona: IntArray, sitting: Sitting, out: IntArray) -> None:
    """Shut out, with a case against him and more than a third of the hall behind him and his partners, the bold man leaves it.

    It needs pride and tempo beyond caution and patience: most who can do it do not.
    """
    views = table.views
    hall = pooled(views, table.mandates.astype(np.int32))
    bold = persona[:, 0] + persona[:, 2] - persona[:, 1] - persona[:, 5]
    pressed = (views.own(views.exposure) >= WALK_OUT_CASE) & ~views.own(views.commanding)
    live = (table.docket.motion != Motion.NONE).any(axis=1)[:, None]
    go: BoolArray = live & pressed & (bold > WALK_OUT_BOLD) & (3 * hall >= i32(sitting.seats))
    go &= 3 * hall <= i32(2 * sitting.seats)
    np.copyto(out[:, :, 0], 0, where=go & (out[:, :, 0] < 0))
    _put(out, go, Stance.WALK_OUT)


def _force(table: Table, sitting: Sitting, want: IntArray, out: IntArray) -> None:
    """An item kept off the docket is forced by its mover, or by who wants it much, if they are strong enough."""
    views, docket = table.views, table.docket
    last = docket.slots - 1
    waits = (docket.motion[:, last] != Motion.NONE) & (docket.off[:, last] > 0)
    if not waits.any():
        return
    if sitting.body == POLITBURO:
        full = (views.rung[:, : views.bloc.shape[2] - 1] == Rung.POLITBURO).astype(np.int32)
        third = 3 * pooled(views, full) >= views.politburo_size[:, None]
    elif sitting.body == CONGRESS:
        third = 3 * pooled(views, table.mandates.astype(np.int32)) >= i32(sitting.seats)
    else:
        third = 3 * pooled(views, views.bloc[:, 0, :-1]) >= views.bloc[:, 0].sum(axis=1)[:, None]
    own = docket.mover[:, last, None] == views.seats
    second = (
        views.own(views.allied)
        & equals(docket.mover[:, last], np.arange(len(views.scenario.contenders)))[:, None]
    ).any(2)
    keen = np.where(own, want[:, :, -1] > 100, (want[:, :, -1] > 350) & second)
    go: BoolArray = waits[:, None] & keen & (third | second) & (views.own(views.capital) >= 2)
    go &= views.mine(views.rung) >= Rung.CANDIDATE
    np.copyto(out[:, :, 0], i32(last), where=go)
    _put(out, go, Stance.FORCE)


def _withdraw(table: Table, out: IntArray) -> None:
    """A harsh motion against one who has just recanted is taken back before it is lost."""
    views, docket = table.views, table.docket
    slot = np.maximum(out[:, :, 0], 0)
    rows = np.arange(views.histories)[:, None]
    mine = (docket.motion[rows, slot] == Motion.SANCTION) & (docket.mover[rows, slot] == views.seats)
    mine &= out[:, :, 0] >= 0
    if not mine.any():
        return
    accused = np.where(mine, docket.subject[rows, slot], 0)
    fresh = views.recanted[rows, accused] >= 3
    missing = i32(100) * (docket.severity[rows, slot] - 1) - views.exposure[rows, views.order, accused]
    _put(out, mine & fresh & (missing >= 100), Stance.WITHDRAW)


def _illness(table: Table, persona: IntArray, sitting: Sitting, out: IntArray) -> None:
    """Torn between a promise and his own mind the cautious man is ill; who is ill in earnest writes to a partner."""
    views = table.views
    least = Rung.POLITBURO if sitting.body == POLITBURO else Rung.CC
    seated = (views.mine(views.rung) >= least) & (sitting.body in (POLITBURO, CC, JOINT))
    away = views.mine(views.absent) > 0
    torn = views.scratch.get("torn")
    if torn is not None:
        wise = torn & seated & ~away & (persona[:, 1] >= 550) & (out[:, :, 0] >= 0)
        np.copyto(out[:, :, 0], 0, where=wise)
        _put(out, wise, Stance.ILL)
    if away.any():
        live = (table.docket.motion != Motion.NONE).any(axis=1)[:, None]
        letter = away & seated & live & views.own(views.allied).any(axis=2)
        np.copyto(out[:, :, 0], -1, where=away)
        np.copyto(out[:, :, 0], 0, where=letter)
        _put(out, away, Stance.SILENT)
        _put(out, letter, Stance.PROXY)


def answer(table: Table, strength: IntArray, out: IntArray) -> None:
    """Who was attacked and has nothing weightier to say answers; `strength` int32[h, v] of what he would have said."""
    views = table.views
    hit = views.mine(views.attacked)
    if not hit.any():
        return
    there = (views.mine(views.absent) == 0) & (views.mine(views.rung) >= Rung.MEMBER)
    go: BoolArray = there & (hit >= 15) & (strength < hit) & (out[:, :, 1] <= Stance.SPEAK_AGAINST)
    np.copyto(out[:, :, 0], 0, where=go)
    _put(out, go, Stance.ANSWER)

"""The floor: what a politician wants of each motion before a sitting, and whether he speaks and stakes on it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.players import aims, papers, promises, rights
from game.players.appraise import i32
from game.players.facts import Table
from game.players.standing import Standing, on_the_floor
from game.rules import calendar, power
from game.rules.choose import by_viewer, equals
from game.rules.motions import STATUTE, STATUTES
from game.rules.terms import IntArray, Motion, Stance
from game.rules.view import Views
from game.rules.votes import Docket

HASTE = 300
"""What is missing in a case times patience, by this: how far a patient man opposes it on the floor (assumption)."""


def stands(views: Views, docket: Docket, patience: IntArray) -> tuple[IntArray, IntArray]:
    """What each wants of each motion (-1000..1000) and how much it matters (per cent): int32[h, v, slots] each.

    `patience` int32[v] is of their temperaments.
    """
    s = views.scenario
    c = len(s.contenders)
    shape = (views.histories, len(views.seats), docket.slots)
    kind, subject, obj, mover = (
        x[:, None] for x in (docket.motion, docket.subject, docket.object, docket.mover)
    )
    every, viewer = np.arange(shape[0])[:, None, None], np.arange(shape[1])[:, None]
    regard = views.own(views.trust).copy()
    regard[:, np.arange(len(views.seats)), views.seats] = 1000
    hate = regard - (views.menace // i32(8) + _machine(views))[:, None]
    bound = views.own(views.allied).astype(np.int32)

    def of(who: IntArray, values: IntArray) -> IntArray:
        """The value of contender `who` [h, v or 1, slots], 0 for nobody: int32[h, v, slots]."""
        valid = (who >= 0) & (who < c)
        found: IntArray = values[every, viewer, np.clip(who, 0, c - 1)] * valid
        return found

    want = np.zeros(shape, dtype=np.int32, order="F")
    weight = np.full(shape, 40, dtype=np.int32, order="F")

    def put(here: np.ndarray, what: IntArray, matters: IntArray | int) -> None:
        np.copyto(want, what, where=here)
        np.copyto(weight, matters, where=here)

    his = by_viewer(docket.mover, views.seats)
    sanction = kind == Motion.SANCTION
    own = sanction & by_viewer(docket.subject, views.seats)
    of_mover = of(mover, regard)
    if sanction.any():
        severity = docket.severity[:, None]
        spare = i32(aims.FLOOR_COMRADE) * aims.comrades(views)
        missing = np.clip(i32(100) * (severity - i32(1)) - of(subject, views.exposure), 0, 1000)
        early = missing * patience[:, None] // i32(HASTE)
        put(sanction, of_mover // i32(3) - of(subject, hate + spare) - early, i32(40) + i32(10) * severity)
        np.copyto(want, -1000, where=own)
        np.copyto(want, 800, where=sanction & his)
    fill, swap = kind == Motion.FILL, kind == Motion.SECRETARY
    rows = np.arange(views.histories)[:, None]
    if fill.any():
        put(
            fill,
            of(_patron_of(views, docket.object), regard) - of(_boss_of(views, docket.subject), regard),
            70,
        )
    if swap.any():
        first = views.first[rows, np.clip(docket.subject, 0, views.first.shape[1] - 1)][:, None]
        put(swap, of(obj, regard) - of(first, regard), 70)
    seat, relieve = kind == Motion.SEAT, kind == Motion.RELIEVE
    if seat.any() or relieve.any():
        his_man = of(_patron_of(views, docket.object), regard)
        put(seat, his_man, 60)
        put(relieve, -his_man, 60)
    line = kind == Motion.LINE
    if line.any():
        issue = np.clip(docket.subject, 0, 2)
        now = views.line[rows, issue][:, None]
        step = (docket.direction * i32(s.parameter["line.step"]))[:, None]
        stand = np.stack([views.position[rows, k, issue] for k in views.seats], axis=1)
        gain = np.abs(stand - now) - np.abs(stand - np.clip(now + step, -1000, 1000))
        push = aims.wanted_line(views, rows, issue) * docket.direction[:, None] * i32(aims.FLOOR_LINE)
        put(line, i32(4) * gain + push, 60)
    report = (kind == Motion.REPORT) | (kind == Motion.THESES) | (kind == Motion.CONFIRM)
    if report.any():
        put(report, of_mover, 70)
    resign = kind == Motion.RESIGN
    if resign.any():
        np.copyto(want, -of(mover, hate), where=resign)
    back = kind == Motion.RETURN
    if back.any():
        np.copyto(want, of(subject, regard), where=back)
    paper = kind == Motion.PUBLISH
    if paper.any():
        glad = of_mover // i32(4)
        row, slot = np.nonzero(docket.motion == Motion.PUBLISH)
        glad[row, :, slot] += papers.glad(views, row, docket.subject[row, slot])
        put(paper, glad, 60)
    if (kind >= Motion.STATUTE).any():
        _structural(views, docket, of, regard, hate, put)
    # A promise to vote together weighs more than taste.
    friend = (of(mover, bound) > 0) & ~his
    # What he has promised and would hate to do: then it is wise to be ill.
    views.scratch["torn"] = (friend & ~own & (want < -600)).any(axis=2)
    np.copyto(want, np.maximum(want, 300), where=friend & ~own)
    victim = sanction & (of(subject, bound) > 0) & ~his
    np.copyto(want, np.minimum(want, -400), where=victim)
    # What is written in a pact is kept by a word or by silence, whatever else he would like.
    written = promises.way(views, docket)
    if written is not None:
        np.copyto(want, np.maximum(want, 300), where=(written > 0) & ~own)
        np.copyto(want, 0, where=(written < 0) & ~own)
    return np.clip(want, -1000, 1000), weight


def _structural(
    views: Views,
    docket: Docket,
    of: Callable[[IntArray, IntArray], IntArray],
    regard: IntArray,
    hate: IntArray,
    put: Callable[[np.ndarray, IntArray, IntArray | int], None],
) -> None:
    """Structural motions: against the Secretariat as one fears its head, for safety of posts, for the accused."""
    kind, subject = docket.motion[:, None], docket.subject[:, None]
    # Who won the last vote in the Politburo takes himself for the leadership.
    commands = views.mine(views.won)[:, :, None] > 0
    office = views.scenario.office_with("prepare")
    general = views.boss[:, :, office : office + 1] if office >= 0 else np.full((1, 1, 1), -1, dtype=np.int32)
    his = general == views.seats[:, None]
    law = kind == Motion.STATUTE
    if law.any():
        hits = np.array([s.hits for s in STATUTES])[np.clip(subject, 0, len(STATUTES) - 1)]
        against = np.where(his, -1000, -of(general, hate))
        ruling = np.where(commands, 250, -250).astype(np.int32)
        put(law & hits, against, 60)
        put(law & ~hits, ruling + np.zeros_like(against), 50)
        exposed = views.own(views.exposure)[:, :, None]
        put(law & (subject == STATUTE["lift-ban"]), np.where(commands, -400, exposed) + 0 * against, 60)
        put(law & (subject == STATUTE["tenure"]), 200 + 0 * against, 50)
    sent = kind == Motion.DELEGATION
    if sent.any():
        rows = np.arange(views.histories)[:, None]
        first = views.first[rows, np.clip(docket.subject, 0, views.first.shape[1] - 1)][:, None]
        put(sent, of(docket.mover[:, None], regard) // i32(2) - of(first, regard), 70)
    moved = kind == Motion.CALENDAR
    if moved.any():
        # A congress is called by who has more secretaries than plenum votes, a plenum by who is weak in the Politburo.
        ahead = congress_ahead(views)[:, :, None] * np.where(subject == calendar.POSTPONE_CONGRESS, 1, -1)
        stronger = plenum_ahead(views)[:, :, None] * np.where(subject == calendar.CONVENE_PLENUM, 1, -1)
        about = (subject == calendar.POSTPONE_CONGRESS) | (subject == calendar.CONVENE_CONGRESS)
        put(moved, np.where(about, ahead, stronger).astype(np.int32), 60)
    mild = kind == Motion.COMMISSION
    if mild.any():
        put(mild, of(subject, regard) // i32(2) + i32(100), 50)


def congress_ahead(views: Views) -> IntArray:
    """How much more of the plenum than of the secretaries each carries, per mille: int32[h, v]."""
    share = views.own(views.plenum) * i32(1000) // np.maximum(views.plenum_size, 1)[:, None]
    found: IntArray = share - views.mine(views.control)
    return found


def plenum_ahead(views: Views) -> IntArray:
    """How much more of the plenum than of the Politburo each carries, per mille: int32[h, v]."""
    share = views.own(views.plenum) * i32(1000) // np.maximum(views.plenum_size, 1)[:, None]
    found: IntArray = (
        share - views.own(views.politburo) * i32(1000) // np.maximum(views.politburo_size, 1)[:, None]
    )
    return found


def _machine(views: Views) -> IntArray:
    """How far each contender's people outnumber the rest of the Central Committee, as all can see: int32[h, c].

    The share of its bloc seats above 350 per mille.
    """
    blocs = views.bloc[:, 0]
    share = blocs[:, :-1] * i32(1000) // np.maximum(blocs.sum(axis=1, dtype=np.int32), 1)[:, None]
    found: IntArray = np.maximum(share - i32(350), 0)
    return found


def _patron_of(views: Views, person: IntArray) -> IntArray:
    """Whose man each viewer takes a person for: int32[h, v, slots] from [h, slots]; a contender is his own."""
    s = views.scenario
    c = len(s.contenders)
    own = (person < c)[:, None]
    if own.all() or not s.figures:
        return person[:, None]
    rows = np.arange(views.histories)[:, None]
    figure = np.clip(person - c, 0, len(s.figures) - 1)
    lean = np.empty((views.histories, len(views.seats), person.shape[1], c), dtype=np.int32, order="F")
    for v in range(len(views.seats)):
        for k in range(c):
            lean[:, v, :, k] = views.lean[:, v, :, k][rows, figure]
    patron = power.patrons_of(lean, s.parameter["client"], s.contenders)
    return np.where(own, person[:, None], patron).astype(np.int32)


def _boss_of(views: Views, office: IntArray) -> IntArray:
    """Who each viewer thinks answers for an office: int32[h, v, slots] from [h, slots]."""
    rows = np.arange(views.histories)[:, None]
    return _patron_of(views, views.holder[rows, np.clip(office, 0, views.holder.shape[1] - 1)])


def speak(
    table: Table, persona: IntArray, out: IntArray, standing: tuple[Standing | None, ...] = ()
) -> IntArray:
    """Which motion each speaks to, how, and what he stakes: int32[h, v, 3] (slot, stance, stake)."""
    used = np.flatnonzero((table.docket.motion != Motion.NONE).any(axis=0))
    if not len(used):
        rights.answer(table, np.zeros(out.shape[:2], dtype=np.int32), out)
        return out
    # Slots that are empty everywhere are not thought about.
    views, docket = table.views, table.docket.columns(used)
    number = used.astype(np.int32)
    live = (docket.motion != Motion.NONE)[:, None]
    want, weight = stands(views, docket, persona[:, 5])
    for v, instruction in enumerate(standing):
        if instruction is not None:
            want[:, v] = np.clip(want[:, v] + on_the_floor(docket, instruction), -1000, 1000)
    strength = np.abs(want) * weight // i32(100)
    # Speaking alone against a leadership exposes: the cautious keep silent.
    shy = persona[:, 1] // i32(12) + views.own(views.exposure) // i32(15)
    lost_cause = (want < 0) & (views.mine(views.won) == 0)[:, :, None]
    strength -= shy[:, :, None] * lost_cause
    strength *= live & (docket.off == 0)[:, None]
    # The first of equals on the docket; below 25 nothing is worth a word.
    key = strength * i32(8) + (i32(7) - number)
    top = key.max(axis=2)
    go = (top >> i32(3)) > 25
    slot = i32(7) - (top & i32(7))
    picked = equals(slot, number)
    wanted = (want * picked).sum(axis=2)
    stake = np.clip((top >> i32(3)) // i32(110), 0, 3)
    stake = np.minimum(stake, np.maximum(views.own(views.capital) - i32(1), 0))
    stance = np.where(wanted > 0, int(Stance.SPEAK_FOR), int(Stance.SPEAK_AGAINST))
    out[:, :, 0] = np.where(go, slot, -1)
    out[:, :, 1] = stance * go
    out[:, :, 2] = stake * go
    rights.reconsider(table, persona, want, wanted, out)
    rights.answer(table, (top >> i32(3)) * go, out)
    return out

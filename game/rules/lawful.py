"""What may stand of a decision: offers, orders and words on the floor, history by history."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import appeals, clauses, halls, motions, orders, pacts, reactions, reports
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import STANCE_IDS, BoolArray, IntArray, LongArray, Motion, Rung, Stance
from game.rules.view import look
from game.rules.votes import Docket
from game.rules.world import World


def lawful_offer(world: World, seat: int, given: IntArray, neutral: IntArray) -> IntArray:
    """The offers that may stand; the neutral decision where one may not."""
    c = len(world.scenario.contenders)
    mask = given[:, 0]
    count = sum((mask >> k) & 1 for k in range(c))
    bad = ((mask >> seat) & 1 == 1) | (count > 2) | (mask < 0) | (mask >= 1 << c)
    for k in range(c):
        bad |= ((mask >> k) & 1 == 1) & (world.rung[:, k] < Rung.MEMBER)
    enemy = given[:, pacts.ENEMY]
    inside = (mask >> np.maximum(enemy, 0)) & 1
    bad |= (enemy >= c) | ((enemy >= 0) & ((enemy == seat) | (inside == 1)))
    bad |= (given[:, pacts.TERM] < 2) | (given[:, pacts.TERM] > 8)
    papers = given[:, [pacts.C_SILENCE, pacts.C_COLLATERAL]]
    bad |= ((papers < 0) | (papers > len(world.scenario.documents))).any(axis=1)
    bad |= ~clauses.allowed(world.scenario, given[:, pacts.C_NOMINATE :], mask | (1 << seat))
    return np.where((bad | (mask == 0))[:, None], neutral, given)


def lawful_answer(world: World, given: IntArray, made: IntArray, neutral: IntArray) -> IntArray:
    """The answers that may stand, int32[h, c, columns]; `made` int32[h, c] are the partners each has asked, as bits."""
    members = made | (np.int32(1) << np.arange(made.shape[1], dtype=np.int32))
    ok = clauses.allowed(world.scenario, given[:, :, pacts.A_NOMINATE :], members)
    return np.where(ok[:, :, None], given, neutral)


def allowed(
    world: World, sitting: Sitting, docket: Docket, seat: int, slot: IntArray, stance: IntArray
) -> BoolArray:
    """Whether `seat` may take a stance int32[h] toward the motion in a slot int32[h]: bool[h]."""
    himself = np.isin(stance, reactions.ABOUT_ONESELF)
    if himself.all():
        his: BoolArray = reactions.allowed(world, sitting, seat, stance) & (slot == 0)
        return his
    rows = np.arange(world.histories)
    at = np.clip(slot, 0, docket.slots - 1)
    motion = docket.motion[rows, at]
    mover = docket.mover[rows, at]
    bad = (slot < 0) | (slot >= docket.slots) | (motion == Motion.NONE)
    bad |= (stance < 0) | (stance >= len(STANCE_IDS))
    bad |= (stance == Stance.WITHDRAW) & (mover != seat)
    bad |= (stance == Stance.AMEND) & (motion != Motion.SANCTION)
    # What was kept off the docket is forced or left; nothing else is said of it.
    off = docket.off[rows, at] > 0
    bad |= np.where(off, (stance != Stance.FORCE) & (stance != Stance.SILENT), stance == Stance.FORCE)
    bad |= (stance == Stance.FORCE) & (world.capital[:, seat] < 1)
    if (stance == Stance.CO_REPORT).any():
        bad |= (stance == Stance.CO_REPORT) & ~reports.may_co_report(world, sitting, docket, seat, at)
    appeal = stance == Stance.APPEAL
    if appeal.any():
        # Only who has a vote in it, or moved it, appeals against what was decided.
        right = halls.voters(world, sitting.body)[:, seat] | (mover == seat)
        may = right & (docket.catalogue[rows, at] >= 0) & (world.capital[:, seat] >= 1)
        bad |= appeal & ~(may & appeals.open_to(world, sitting))
    # Who is ill does nothing but write a letter.
    bad |= (stance != Stance.SILENT) & (world.absent[:, seat] > 0)
    bad = np.where(himself, ~reactions.allowed(world, sitting, seat, stance) | (slot != 0), bad)
    found: BoolArray = ~bad
    return found


def lawful_floor(
    world: World, sitting: Sitting | None, docket: Docket, seat: int, given: IntArray, neutral: IntArray
) -> IntArray:
    """What may be done on the floor; the neutral decision where it may not."""
    if sitting is None:
        return neutral
    slot, stance, stake = given[:, 0], given[:, 1], given[:, 2]
    bad = ~allowed(world, sitting, docket, seat, slot, stance)
    dear = stake + (stance == Stance.APPEAL) + (stance == Stance.FORCE)
    bad |= np.isin(stance, reactions.ABOUT_ONESELF) & (stake != 0)
    bad |= (stake < 0) | (stake > 3) | (dear > world.capital[:, seat])
    return np.where(bad[:, None], neutral, given)


@lru_cache(maxsize=8)
def _may_name(scenario: Scenario) -> tuple[LongArray, LongArray]:
    """Between which numbers what comes with an order must lie, the upper one left out: int64[options] each."""
    c, many = len(scenario.contenders), len(scenario.people)
    named = {
        Motion.FILL: (0, many),
        Motion.SEAT: (0, many),
        Motion.RELIEVE: (0, many - c),
        Motion.SECRETARY: (0, c),
        Motion.SANCTION: (0, 2 << c),
    }
    listed = motions.catalogue(scenario)
    table = orders.spans(scenario)[orders.KIND["table"]]
    out = np.full((2, len(orders.options(scenario))), -(2**31), dtype=np.int64)
    out[1] = 2**31
    for n in range(table.start, table.stop):
        found = named.get(listed[orders.options(scenario)[n].target].kind)
        if found is not None:
            out[:, n] = found
    return out[0], out[1]


def lawful_orders(world: World, seat: int, given: IntArray) -> IntArray:
    """The orders that may stand: open, affordable together, at most one a group unless an office gives a second.

    What may not is struck out (-1), later rows first; the others move up, so that a line says all there is to say.
    """
    if not (given[:, :, 0] >= 0).any():
        return np.where(given[:, :, :1] >= 0, given, -1)
    view = look(world, seat)
    s = world.scenario
    n = len(orders.options(s))
    closed = orders.reasons(view)
    price = orders.costs(s)
    group = orders.groups(s)
    room = orders.extra_places(view)
    purse = world.capital[:, seat].astype(np.int64)
    rows = np.arange(world.histories)
    shift, pages = orders.spans(s)[orders.KIND["shift"]], world.pages[:, seat]
    fewest, most = _may_name(s)
    used = np.zeros(room.shape, dtype=np.int32)
    out = given.copy()
    seen: list[IntArray] = []
    for slot in range(3):
        option = given[:, slot, 0]
        at = np.clip(option, 0, n - 1)
        # Going back on one's word costs more the more one has written.
        own = (at >= shift.start) & (at < shift.stop)
        issue = np.clip((at - shift.start) // 2, 0, pages.shape[1] - 1)
        due = price[at] + orders.words_price(pages[rows, issue]) * own
        good = (option >= 0) & (option < n) & (closed[rows, at] == 0) & (due <= purse)
        good &= used[rows, group[at]] < room[rows, group[at]]
        # A motion that names a person names one there is.
        good &= (given[:, slot, 1] >= fewest[at]) & (given[:, slot, 1] < most[at])
        for old in seen:
            good &= old != option
        purse = purse - np.where(good, due, 0)
        used[rows, group[at]] += good
        out[:, slot] = np.where(good[:, None], given[:, slot], -1)
        seen.append(np.where(good, option, -2))
    return orders.close_up(out)

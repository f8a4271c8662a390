"""What may stand of a decision: offers, orders and words on the floor, history by history."""

from __future__ import annotations

import numpy as np

from game.rules import orders, pacts
from game.rules.terms import IntArray, Motion, Rung, Stance
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
    return np.where((bad | (mask == 0))[:, None], neutral, given)


def lawful_floor(world: World, docket: Docket, seat: int, given: IntArray, neutral: IntArray) -> IntArray:
    """What may be done on the floor; the neutral decision where it may not."""
    slot, stance, stake = given[:, 0], given[:, 1], given[:, 2]
    rows = np.arange(world.histories)
    at = np.clip(slot, 0, docket.slots - 1)
    bad = (slot < 0) | (slot >= docket.slots)
    bad |= (docket.motion[rows, at] == Motion.NONE) | (stance < 0) | (stance > Stance.WALK_OUT)
    bad |= (stance == Stance.WITHDRAW) & (docket.mover[rows, at] != seat)
    bad |= (stance == Stance.AMEND) & (docket.motion[rows, at] != Motion.SANCTION)
    bad |= (stake < 0) | (stake > 3) | (stake > world.capital[:, seat])
    return np.where(bad[:, None], neutral, given)


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
        for old in seen:
            good &= old != option
        purse = purse - np.where(good, due, 0)
        used[rows, group[at]] += good
        out[:, slot] = np.where(good[:, None], given[:, slot], -1)
        seen.append(np.where(good, option, -2))
    return orders.close_up(out)

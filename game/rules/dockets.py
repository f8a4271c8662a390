"""Dockets: what comes before a sitting, from the calendar and by order, and in which order it is taken."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import appeals, calendar, houses, motions, orders, power
from game.rules.changes import Changes
from game.rules.choose import ranks
from game.rules.scenario import Agenda, Scenario, Sitting
from game.rules.terms import (
    CC,
    CELLS,
    COMINTERN,
    CONFERENCE,
    CONGRESS,
    JOINT,
    NOBODY,
    POLITBURO,
    UNIONS,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Stance,
)
from game.rules.votes import Docket, Floor
from game.rules.world import World

SLOTS = {POLITBURO: 3, CC: 4, JOINT: 4, CONFERENCE: 3, CONGRESS: 5, CELLS: 1, UNIONS: 3, COMINTERN: 3}
"""How many motions fit on a docket."""


def form_docket(world: World, sitting: Sitting, place: int, given: IntArray | None) -> Docket:
    """The docket of a sitting: the calendar's own items, then motions by order as the docket's owner ranks them.

    `given` int32[h, c, 3, 3] are the quarter's orders, `place` the sitting's place in the quarter. What finds
    no slot is dropped. The owner puts his own motions first, then those of whom he trusts.
    """
    s = world.scenario
    h = world.histories
    held = calendar.held(world, sitting.quarter, place) if place >= 0 else np.ones(h, dtype=bool)
    docket = Docket.empty(h, SLOTS[sitting.body] + 1)
    items = agenda(world, sitting)
    if sitting.body in houses.HOUSES:
        items = houses.agenda(s, sitting.body)
    if not held.any():
        return docket
    for n, item in enumerate(items[: docket.slots - 1]):
        docket.motion[:, n] = item.motion
        docket.subject[:, n] = item.subject
        docket.object[:, n] = item.object
        docket.severity[:, n] = item.severity
        docket.mover[:, n] = item.mover
        docket.direction[:, n] = 1 if item.motion == Motion.LINE and item.object > 0 else -1
        if item.motion == Motion.REPORT:
            office = s.office_with("report")
            reporter = power.boss(world)[:, office] if office >= 0 else np.full(h, NOBODY)
            docket.mover[:, n] = reporter
            docket.subject[:, n] = reporter
        elif item.motion == Motion.CONFIRM:
            docket.object[:, n] = world.holder[:, item.subject]
            docket.mover[:, n] = power.boss(world)[:, item.subject]
            docket.motion[:, n] = np.where(world.holder[:, item.subject] >= 0, int(Motion.CONFIRM), 0)
        elif item.motion == Motion.THESES:
            # The theses are the Central Committee's: whoever answers for its Secretariat answers for them.
            docket.mover[:, n] = power.secretary_general(world)
    first = appeals.on_docket(world, sitting, docket, len(items), held)
    if given is not None and sitting.body in (CONGRESS, COMINTERN):
        first = _pleas(world, given, docket, first)
    if given is not None:
        _orders_on_docket(world, sitting, place, given, docket, first)
    if sitting.body in (CC, JOINT) and world.called.any():
        _called_on_docket(world, docket, held)
    if not held.all():
        docket.motion[~held] = Motion.NONE
    return docket


def _called_on_docket(world: World, docket: Docket, held: BoolArray) -> None:
    """Who was called to face the plenum does so now, as its last item: whatever stood there is dropped."""
    boss, last = power.boss(world), docket.slots - 1
    ch = Changes(world)
    for o in np.flatnonzero(world.called.any(axis=0)):
        h = np.flatnonzero((world.called[:, o] > 0) & (boss[:, o] >= 0) & held)
        for column, value in (
            (docket.motion, int(Motion.RESIGN)), (docket.subject, int(o)), (docket.object, NOBODY),
            (docket.severity, 0), (docket.direction, 0), (docket.catalogue, -1),
        ):  # fmt: skip
            column[h, last] = value
        docket.mover[h, last] = boss[h, o]
        ch.put("called", (o,), 0, (world.called[:, o] > 0) & held, "vote.called")
    ch.apply()


def _pleas(world: World, given: IntArray, docket: Docket, first: IntArray) -> IntArray:
    """Those outside the party who appealed to this congress are heard before any order: the next free slot, int32[h]."""
    s = world.scenario
    plea = orders.spans(s)[orders.KIND["appeal"]].start
    asked = (given[:, :, :, 0] == plea).any(axis=2)
    if not asked.any():
        return first
    first = first.copy()
    back = next(n for n, m in enumerate(motions.catalogue(s)) if m.kind == Motion.RETURN)
    # The order of their names, so that the order of a file decides nothing.
    for k in sorted(range(len(s.contenders)), key=s.contenders.__getitem__):
        h = np.flatnonzero(asked[:, k] & (first < docket.slots - 1))
        docket.motion[h, first[h]] = int(Motion.RETURN)
        docket.subject[h, first[h]] = k
        docket.mover[h, first[h]] = k
        docket.catalogue[h, first[h]] = back + k
        first[h] += 1
    return first


def agenda(world: World, sitting: Sitting) -> tuple[Agenda, ...]:
    """What the calendar brings to this sitting without an order; the choice of a reporter is not voted on a docket."""
    return tuple(a for a in sitting.agenda if a.motion != Motion.REPORTER)


def _orders_on_docket(
    world: World, sitting: Sitting, place: int, given: IntArray, docket: Docket, first: IntArray
) -> None:
    s = world.scenario
    span = orders.spans(s)
    line, resign = span[orders.KIND["line"]], span[orders.KIND["resign"]]
    c = len(s.contenders)
    catalogue = motions.catalogue(s)
    tabled, columns, names = _tabling(s)
    right = np.array([sitting.body in m.bodies for m in catalogue])
    flat = given.reshape(world.histories, c * 3, 3)
    option = flat[:, :, 0]
    motion = tabled[option]
    mine = (motion >= 0) & (flat[:, :, 2] == place)
    first_line = calendar.first_of(world, motions.BODIES_FOR[Motion.LINE])
    for n in range(line.start, line.stop):
        mine |= (option == n) & (first_line == place)[:, None]
    mine &= right[np.maximum(motion, 0)]
    resigning = np.zeros_like(mine)
    if sitting.body in (CC, JOINT, POLITBURO):
        resigning = (option >= resign.start) & (option < resign.stop)
        plenum = calendar.sits(world, (CC, JOINT), world.quarter)
        resigning &= (~plenum | (sitting.body in (CC, JOINT)))[:, None]
    cand = mine | resigning
    if not cand.any():
        return
    mover = np.repeat(np.arange(c), 3)[None, :]
    owner = (
        power.boss(world)[:, s.office_with("chair")]
        if sitting.body in (POLITBURO, CONGRESS) and s.office_with("chair") >= 0
        else power.secretary_general(world)
    )
    trust = world.trust[np.arange(world.histories), np.maximum(owner, 0)]
    liking = np.where(owner[:, None] >= 0, trust, 0)
    liking = np.where(np.arange(c)[None, :] == owner[:, None], 1500, liking)
    # Of one mover's own the first that he wrote comes first.
    score = np.where(cand, (liking[:, mover[0]] + 2000) * 4 - np.arange(c * 3) % 3, -36_000)
    # Only histories in which somebody tabled something have an order to find.
    some = np.flatnonzero(cand.any(axis=1))
    place_of = ranks(world, score[some], "docket." + sitting.id, names, some)
    here = cand[some]
    wait, free = docket.slots - 1, docket.slots - 1 - first[some]
    waits = _kept_off(world, given, here, place_of, owner, some, free)
    row, nth = np.nonzero(here & ((place_of < free[:, None]) | (place_of == waits[:, None])))
    hh, off = some[row], place_of[row, nth] == waits[row]
    slot = np.where(off, wait, first[hh] + place_of[row, nth])
    docket.off[hh, slot] = off
    m = motion[hh, nth]
    known = m >= 0
    kind, about, severity, direction = columns[:, np.maximum(m, 0)]
    docket.motion[hh, slot] = np.where(known, kind, int(Motion.RESIGN))
    docket.subject[hh, slot] = np.where(known, about, option[hh, nth] - resign.start)
    # An order says which figure is to be relieved; a docket speaks of persons.
    docket.object[hh, slot] = flat[hh, nth, 1] + np.where(known & (kind == Motion.RELIEVE), c, 0)
    docket.severity[hh, slot] = np.where(known, severity, 0)
    docket.direction[hh, slot] = np.where(known, direction, 0)
    docket.mover[hh, slot] = nth // 3
    docket.catalogue[hh, slot] = m
    _each_by_name(docket, s.contenders)
    # The same motion twice is one motion, and what the calendar brings comes first.
    for b in range(max(int(first.min()), 1), docket.slots):
        for a in range(b):
            same = docket.motion[:, a] == docket.motion[:, b]
            for column in (docket.subject, docket.severity, docket.direction):
                same &= column[:, a] == column[:, b]
            ordered = docket.catalogue[:, a] == docket.catalogue[:, b]
            twin = (docket.catalogue[:, b] >= 0) & np.where(docket.catalogue[:, a] >= 0, ordered, same)
            docket.motion[:, b] = np.where(twin, 0, docket.motion[:, b])


def _each_by_name(docket: Docket, contenders: tuple[str, ...]) -> None:
    """A sanction that names several is voted on man by man: each further name takes the next free slot, if there is one."""
    last = docket.slots - 1
    for slot in range(last):
        named = (docket.motion[:, slot] == Motion.SANCTION) & (docket.catalogue[:, slot] >= 0)
        extra = np.where(named, np.maximum(docket.object[:, slot], 0), 0)
        if not (extra > 1).any():
            continue
        docket.object[:, slot] = np.where(named, extra & 1, docket.object[:, slot])
        # In the order of their names, so that the order of a file decides nothing.
        for k in sorted(range(len(contenders)), key=contenders.__getitem__):
            free = (docket.motion[:, :last] == Motion.NONE).argmax(axis=1)
            room = (docket.motion[:, :last] == Motion.NONE).any(axis=1)
            h = np.flatnonzero(((extra & motions.naming(k)) > 0) & room & (docket.subject[:, slot] != k))
            if not len(h):
                continue
            place = docket.catalogue[h, slot] - docket.subject[h, slot] + k
            for name in docket.FIELDS:
                column = getattr(docket, name)
                column[h, free[h]] = column[h, slot]
            docket.subject[h, free[h]] = k
            docket.catalogue[h, free[h]] = place
            docket.off[h, free[h]] = 0


def _kept_off(
    world: World,
    given: IntArray,
    here: BoolArray,
    place_of: IntArray,
    owner: IntArray,
    some: LongArray,
    free: IntArray,
) -> IntArray:
    """Which place in the owner's ranking waits outside the docket: int32[n], of the histories `some`.

    The first that finds no slot; or, where all would find one and the owner has prepared the sitting, the last that
    is not his own.
    """
    s = world.scenario
    many = here.sum(axis=1, dtype=np.int32)
    prepared = (given[some, :, :, 0] == orders.spans(s)[orders.KIND["prepare"]].start).any(axis=2)
    own = np.maximum(owner[some], 0)
    keeps = (owner[some] >= 0) & prepared[np.arange(len(some)), own]
    last = (here & (place_of == many[:, None] - 1)).argmax(axis=1)
    keeps &= (last // 3 != own) & (many <= free)
    found: IntArray = np.where(keeps, many - 1, free).astype(np.int32)
    return found


def force(
    world: World, sitting: Sitting, docket: Docket, slot: int, floor: Floor, made: LongArray | None
) -> None:
    """Put an item that was kept off to the vote where two contenders, or one with a third of the body, force it."""
    asked = floor.stance == Stance.FORCE
    enough = asked.sum(axis=1) >= 2
    rows = np.flatnonzero(asked.any(axis=1) & ~enough)
    if len(rows):
        # A ballot is held only where one man alone asks.
        part, some = world.excerpt(rows), made[rows] if made is not None else None
        third = 3 * following(part, sitting, some) >= body_size(part, sitting, some)[:, None]
        enough[rows] = (asked[rows] & third).any(axis=1)
    forced = (docket.off[:, slot] > 0) & enough
    ch = Changes(world)
    h, k = np.nonzero(asked & forced[:, None])
    ch.rows("capital", h, (k,), -1, "floor.force", k)
    ch.apply()
    docket.motion[:, slot] = np.where((docket.off[:, slot] > 0) & ~forced, 0, docket.motion[:, slot])
    # It is taken after the last item that was not kept off.
    used = (docket.motion[:, :slot] != Motion.NONE) * np.arange(1, slot + 1)
    free = used.max(axis=1) if slot else np.zeros(len(forced), dtype=np.int64)
    h = np.flatnonzero(forced & (free < slot))
    for name in docket.FIELDS:
        column = getattr(docket, name)
        column[h, free[h]] = column[h, slot]
    docket.off[h, free[h]] = 0
    docket.motion[h, slot] = Motion.NONE


def following(world: World, sitting: Sitting, made: LongArray | None) -> LongArray:
    """What each contender and his partners carry of a body: int64[h, c]."""
    if sitting.body == POLITBURO:
        own = power.politburo_own(world).astype(np.int64)
    elif made is None:
        own = power.cc_own(world).astype(np.int64)
        if sitting.body == JOINT:
            own = own + world.bloc[:, 1, :-1]
    else:
        own = made.sum(axis=1)[:, :-1]
    found: LongArray = own + (power.allied(world) * own[:, None]).sum(axis=2)
    return found


def body_size(world: World, sitting: Sitting, made: LongArray | None) -> LongArray:
    """Votes in a body: int64[h]."""
    if sitting.body == POLITBURO:
        return power.politburo_size(world).astype(np.int64)
    if made is not None:
        whole: LongArray = made.sum(axis=(1, 2))
        return whole
    size = power.cc_size(world)
    return size + world.bloc[:, 1].sum(axis=1, dtype=np.int64) if sitting.body == JOINT else size


@lru_cache(maxsize=8)
def _tabling(s: Scenario) -> tuple[IntArray, IntArray, tuple[str, ...]]:
    """Which motion each option tables (catalogue place or -1), the catalogue's columns, the names of order slots."""
    options = orders.options(s)
    span = orders.spans(s)
    table, line = span[orders.KIND["table"]], span[orders.KIND["line"]]
    tabled = np.full(len(options) + 1, -1, dtype=np.int32)
    for n in range(table.start, table.stop):
        tabled[n] = options[n].target
    for n in range(line.start, line.stop):
        tabled[n] = orders.line_motion(s, n - line.start)
    columns = [(m.kind, m.subject, m.severity, m.direction) for m in motions.catalogue(s)]
    names = tuple(f"{name}/{k}" for name in s.contenders for k in range(3))
    return tabled, np.array(columns, dtype=np.int32).T, names

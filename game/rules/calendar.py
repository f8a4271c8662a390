"""The calendar: which sittings are held. A congress can be put off or called early, a plenum skipped or called.

Beside the written sittings every quarter has places for others: a plenum where none is written, a congress that was
postponed or convened. Which are held is state, 0 or 1 for each place, so that histories part and still go in step.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules.changes import Changes
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import CC, CONGRESS, JOINT, BoolArray, IntArray, LongArray
from game.rules.view import Views
from game.rules.world import World

MOVES = ("postpone-congress", "postpone-plenum", "convene-congress", "convene-plenum")
"""What a motion on the calendar does; its place is the motion's subject."""
POSTPONE_CONGRESS, POSTPONE_PLENUM, CONVENE_CONGRESS, CONVENE_PLENUM = range(4)
PLENUMS = (CC, JOINT)


def held(world: World | Views, quarter: int, place: int) -> BoolArray:
    """Whether a sitting of a quarter is held: bool[h]."""
    found: BoolArray = world.calendar[:, world.scenario.first_place[quarter] + place] > 0
    return found


def sits(
    world: World | Views, bodies: tuple[int, ...], quarter: int, after: Sitting | None = None
) -> BoolArray:
    """Whether one of `bodies` sits in a quarter, or later in it than the sitting `after`: bool[h]."""
    out: BoolArray = np.zeros(world.histories, dtype=bool)
    if 0 <= quarter < world.scenario.quarters:
        for n, x in enumerate(world.scenario.sittings_by_quarter[quarter]):
            if x.body in bodies and (after is None or x.date > after.date):
                out |= held(world, quarter, n)
    return out


def before_congress(world: World | Views) -> BoolArray:
    """Whether words are free because a congress sits in this quarter or the next: bool[h]."""
    return sits(world, (CONGRESS,), world.quarter) | sits(world, (CONGRESS,), world.quarter + 1)


def as_written(world: World | Views) -> bool:
    """Whether in every history this quarter's sittings are those that are written."""
    s = world.scenario
    a, b = s.first_place[world.quarter : world.quarter + 2]
    written = [not x.spare for x in s.sittings_by_quarter[world.quarter]]
    found: bool = (world.calendar[:, a:b] == np.array(written, dtype=np.int32)).all()
    return found


def first_of(world: World | Views, bodies: tuple[int, ...]) -> IntArray:
    """The first sitting of this quarter, by its place, that is held and of one of `bodies`: int32[h], -1 for none."""
    out = np.full(world.histories, -1, dtype=np.int32)
    for n in reversed(range(len(world.scenario.sittings_by_quarter[world.quarter]))):
        if world.scenario.sittings_by_quarter[world.quarter][n].body in bodies:
            out = np.where(held(world, world.quarter, n), np.int32(n), out)
    return out


def last_of(world: World | Views, bodies: tuple[int, ...]) -> IntArray:
    """The last such sitting: int32[h], -1 for none."""
    out = np.full(world.histories, -1, dtype=np.int32)
    for n, x in enumerate(world.scenario.sittings_by_quarter[world.quarter]):
        if x.body in bodies:
            out = np.where(held(world, world.quarter, n), np.int32(n), out)
    return out


def last_places(world: World | Views, right: BoolArray) -> IntArray:
    """The last held sitting that may pass each motion: int32[h, n], -1 for none; `right` bool[bodies, n]."""
    out: IntArray = np.full((world.histories, right.shape[1]), -1, dtype=np.int32, order="F")
    for n, x in enumerate(world.scenario.sittings_by_quarter[world.quarter]):
        here = held(world, world.quarter, n)
        for column in np.flatnonzero(right[x.body]):
            out[here, column] = n
    return out


@lru_cache(maxsize=8)
def _congresses(s: Scenario) -> tuple[LongArray, LongArray, tuple[str, ...]]:
    """Places of all congresses, held or not, in order of time; the quarter and the id of each."""
    found = [
        (s.first_place[q] + n, q, x.id)
        for q in range(s.quarters)
        for n, x in enumerate(s.sittings_by_quarter[q])
        if x.body == CONGRESS
    ]
    places, quarters, ids = zip(*found, strict=True) if found else ((), (), ())
    return np.array(places, dtype=np.int64), np.array(quarters, dtype=np.int64), tuple(ids)


def moves(world: World | Views, after: Sitting | None = None) -> tuple[BoolArray, LongArray, LongArray]:
    """What a motion on the calendar could do now: bool[h, 4], and the two places [h, 4] it takes away and gives.

    A congress is postponed by one quarter, twice at most; it is convened for the coming quarter. A place is -1 where
    none is meant. `after` is the sitting that decides: what is over cannot be moved.
    """
    s = world.scenario
    h, now = world.histories, world.quarter
    may: BoolArray = np.zeros((h, 4), dtype=bool)
    gone, given = np.full((h, 4), -1, dtype=np.int64), np.full((h, 4), -1, dtype=np.int64)
    places, quarters, ids = _congresses(s)
    due = np.full(h, -1, dtype=np.int64)
    for n in reversed(range(len(places))):
        late = quarters[n] > now
        if quarters[n] == now:
            x = s.sittings_by_quarter[now][int(places[n]) - s.first_place[now]]
            late = after is None or x.date > after.date
        if late:
            due = np.where(world.calendar[:, places[n]] > 0, n, due)
    names = np.array([ids.index(name) for name in ids], dtype=np.int64)
    for n in range(len(places) - 1):
        # The next place of the same congress, a quarter later.
        if ids[n + 1] == ids[n] and quarters[n + 1] == quarters[n] + 1:
            here = due == n
            may[:, POSTPONE_CONGRESS] |= here
            gone[here, POSTPONE_CONGRESS], given[here, POSTPONE_CONGRESS] = places[n], places[n + 1]
    for k in np.flatnonzero(quarters == now + 1):
        n = int(k)
        sat = world.calendar[:, places[(names == names[n]) & (quarters <= now)]].any(axis=1)
        same = np.where(due >= 0, names[np.maximum(due, 0)] == names[n], True) if len(names) else due < 0
        here = ~sat & same & (due != n) & (world.calendar[:, places[n]] == 0)
        may[:, CONVENE_CONGRESS] |= here
        given[here, CONVENE_CONGRESS] = places[n]
        there = here & (due >= 0)
        gone[there, CONVENE_CONGRESS] = places[due[there]]
    soon, then = (_plenum_place(s, q) for q in (now + 1, now + 2))
    if soon >= 0:
        may[:, CONVENE_PLENUM] = world.calendar[:, soon] == 0
        given[:, CONVENE_PLENUM] = soon
    written = sits(world, PLENUMS, now + 1) & ~sits(world, (CONGRESS,), now + 1)
    may[:, POSTPONE_PLENUM] = written & (now + 2 < s.quarters)
    if then >= 0:
        given[:, POSTPONE_PLENUM] = np.where(sits(world, PLENUMS, now + 2), -1, then)
    return may, gone, given


def _plenum_place(s: Scenario, quarter: int) -> int:
    """The place kept for a plenum in a quarter in which none is written, or -1."""
    if not 0 <= quarter < s.quarters:
        return -1
    spare = (n for n, x in enumerate(s.sittings_by_quarter[quarter]) if x.spare and x.body == CC)
    return next((s.first_place[quarter] + n for n in spare), -1)


def carry(ch: Changes, sitting: Sitting, h: LongArray, move: IntArray, mover: IntArray) -> None:
    """Move the calendar in the histories `h`; what has become impossible meanwhile changes nothing."""
    world = ch.world
    s = world.scenario
    may, gone, given = moves(world, sitting)
    ok = may[h, move]
    h, move, mover = h[ok], move[ok], mover[ok]
    off, on = gone[h, move], given[h, move]
    ch.put_rows("calendar", h[off >= 0], (off[off >= 0],), 0, "calendar")
    ch.put_rows("calendar", h[on >= 0], (on[on >= 0],), 1, "calendar")
    skip = h[move == POSTPONE_PLENUM]
    if len(skip) and world.quarter + 1 < s.quarters:
        for n, x in enumerate(s.sittings_by_quarter[world.quarter + 1]):
            if x.body in PLENUMS:
                ch.put_rows("calendar", skip, (s.first_place[world.quarter + 1] + n,), 0, "calendar")
    # Who may keep his post a quarter longer sleeps better; who is called early does not.
    calm = np.where(move == POSTPONE_CONGRESS, 1, np.where(move == CONVENE_CONGRESS, -1, 0))
    ch.rows("security", h, (), calm * s.parameter["calendar.security"], "calendar", mover)

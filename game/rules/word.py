"""Orders of the word: doctrine, attack, programme, and letters from outside.

While a party discussion is open words carry further and nobody is charged for them.
"""

from __future__ import annotations

import numpy as np

from game.rules import calendar, documents, power
from game.rules.changes import Changes
from game.rules.rows import Rows, everywhere, parameter
from game.rules.terms import IntArray
from game.rules.world import World


def loud(world: World, rows: Rows) -> IntArray:
    """How far each one's words carry, in halves: 2, or 3 while the party discussion is open: int32[rows]."""
    found: IntArray = np.int32(2) + (world.discussion[rows.h] > 0)
    return found


def discussion(ch: Changes, rows: Rows) -> None:
    """The party discussion is opened for this quarter and the next: the cells may talk, the secretaries are uneasy."""
    world = ch.world
    ch.put_rows("discussion", rows.h, (), 2, "order.discussion")
    opened = np.unique(rows.h)
    ch.rows("security", opened, (), -parameter(world, "discussion.security"), "order.discussion")


def expound(ch: Changes, rows: Rows) -> None:
    world = ch.world
    gain = parameter(world, "expound.mantle") * (1000 - world.bases[rows.h, rows.c, 1]) // 600
    gain = gain * loud(world, rows) // 2
    ch.rows("bases", rows.h, (rows.c, np.ones_like(rows.c)), gain, "order.expound", rows.c)
    ch.rows("pages", rows.h, (rows.c, rows.t), 1, "order.expound", rows.c)
    n = len(world.scenario.contenders)
    stand = world.position[rows.h, :, rows.t]
    own = stand[np.arange(len(rows.h)), rows.c]
    near = np.abs(stand[:, n:] - own[:, None]) <= 200
    r, f = np.nonzero(near)
    ch.rows("lean", rows.h[r], (f, rows.c[r]), parameter(world, "expound.lean"), "order.expound", rows.c[r])


def polemic(ch: Changes, rows: Rows) -> None:
    world = ch.world
    press = world.bases[rows.h, rows.c, 2]
    carries = loud(world, rows)
    hit = (parameter(world, "polemic.mantle") + press // 25) * carries // 2
    ones = np.ones_like(rows.c)
    ch.rows("bases", rows.h, (rows.t, ones), -hit, "order.polemic", rows.c)
    all_, r = everywhere(world, rows)
    ch.share_rows(
        "cells",
        "loss",
        all_.h,
        (r, all_.t),
        parameter(world, "polemic.cells") * loud(world, all_) // 2,
        "order.polemic",
        all_.c,
    )
    ch.rows("trust", rows.h, (rows.c, rows.t), -parameter(world, "polemic.trust"), "order.polemic", rows.c)
    ch.rows("trust", rows.h, (rows.t, rows.c), -parameter(world, "polemic.trust"), "order.polemic", rows.c)
    ch.rows("alarm", rows.h, (rows.c,), parameter(world, "polemic.alarm"), "order.polemic", rows.c)
    # In an open discussion nobody is charged for what he says.
    outside = ~power.commanding(world)[rows.h, rows.c] & (carries == 2)
    ch.rows(
        "exposure",
        rows.h,
        (rows.c,),
        np.where(outside, parameter(world, "exposure.polemic"), 0),
        "order.polemic",
        rows.c,
    )


def platform(ch: Changes, rows: Rows) -> None:
    """A programme of his own: read everywhere, free before a congress, a case against him at any other time."""
    world = ch.world
    stand = np.abs(world.position[rows.h, rows.c])
    # The two issues on which he stands farthest out; equal ones by their order in the language of the game.
    weakest = (stand * 4 + np.arange(stand.shape[1])[::-1]).argmin(axis=1)
    for issue in range(stand.shape[1]):
        told = weakest != issue
        ch.rows("pages", rows.h[told], (rows.c[told], issue), 2, "order.platform", rows.c[told])
    all_, r = everywhere(world, rows)
    ch.share_rows(
        "cells",
        "gain",
        all_.h,
        (r, all_.c),
        parameter(world, "platform.cells") * loud(world, all_) // 2,
        "order.platform",
        all_.c,
    )
    free = calendar.before_congress(world) | (world.discussion > 0)
    shut = rows.where(~free[rows.h])
    ch.rows("exposure", shut.h, (shut.c,), parameter(world, "platform.exposure"), "order.platform", shut.c)
    documents.platform(ch, rows)


def letters(ch: Changes, rows: Rows) -> None:
    """Letters and a bulletin from outside: pages that can still be proved right."""
    world = ch.world
    stand = np.abs(world.position[rows.h, rows.c]) * 4 + np.arange(world.position.shape[2])[::-1]
    ch.rows("pages", rows.h, (rows.c, stand.argmax(axis=1)), 1, "order.letters", rows.c)
    ch.rows(
        "bases",
        rows.h,
        (rows.c, np.ones_like(rows.c)),
        parameter(world, "letters.mantle"),
        "order.letters",
        rows.c,
    )

"""Seats: what it is worth to a politician to contest a place in the Politburo, or to have a rival's man relieved."""

from __future__ import annotations

import numpy as np

from game.rules import orders
from game.rules.motions import STATUTE
from game.rules.nominees import relieved, seated
from game.rules.terms import IntArray, Rung
from game.rules.view import Views

i32 = np.int32
SEAT = (130, 60)
"""What a full seat and a candidate's place are worth to who wins one for himself or for a man of his (assumption)."""


def add(
    views: Views, out: IntArray, table: int, outer: IntArray, hostility: IntArray, own_share: IntArray
) -> None:
    """Appraise contested seats and reliefs: into `out` int32[h, v, n], whose `table` options begin at `table`.

    `outer` int32[h, v, c] is the margin he expects of the plenum for a blow against each, `own_share` int32[h, v] his
    part of it, per mille.
    """
    s = views.scenario
    c = len(s.contenders)
    listed = orders.slate(s, views.quarter)
    if (listed.body[listed.seats] < 0).all():
        return
    rung = views.rung
    who = seated(views)
    friends = (views.own(views.allied) * views.plenum).sum(axis=2, dtype=np.int32)
    friends = friends * i32(1000) // np.maximum(views.plenum_size, 1)[:, None]
    himself = who == views.seats[:, None]
    for n, top in enumerate((Rung.POLITBURO, Rung.CANDIDATE)):
        free = (rung == top).sum(axis=1, dtype=np.int32) < views.size[:, n]
        # A free seat is given; to win one from another takes more.
        hope = i32(2) * own_share + friends - i32(150) - i32(250) * ~free[:, None]
        hope -= himself[:, :, n] * views.own(views.exposure)
        chance = np.clip(hope, 20, 950)
        value = chance * i32(SEAT[n] + 55) // i32(1000) - i32(55) + i32(70) * himself[:, :, n]
        value -= i32(1000) * (who[:, :, n] < 0)
        out[:, :, table + listed.seats.start + n] = value
    # More candidates are wanted by who has a man to make one, and no place for him.
    crowded = (rung == Rung.CANDIDATE).sum(axis=1, dtype=np.int32) >= views.size[:, 1]
    wish = crowded & (views.size[:, 1] < 9)
    glad = (own_share > 450) & wish[:, None] & (who[:, :, 1] >= 0)
    out[:, :, table + listed.statutes.start + STATUTE["enlarge-candidates"]] = np.where(
        glad, i32(35), i32(-60)
    )
    if not s.figures or listed.relieves.start == listed.relieves.stop:
        return
    man = relieved(views)
    rows = np.arange(views.histories)
    for v in range(len(views.seats)):
        figure = np.clip(man[:, v] - c, 0, len(s.figures) - 1)
        patron = np.maximum(views.patron[rows, v, figure], 0)
        missing = np.clip(i32(s.parameter["fill.case"]) - views.exposure[rows, v, patron], 0, 1000)
        chance = np.clip(outer[rows, v, patron] - i32(2) * missing + i32(400), 20, 950)
        prize = i32(30) + hostility[rows, v, patron] // i32(12) + i32(25) * views.posts[rows, c + figure]
        value = chance * (prize + i32(55)) // i32(1000) - i32(60)
        out[:, v, table + listed.relieves.start] = value - i32(1000) * (man[:, v] < 0)


__all__ = ["SEAT", "add"]

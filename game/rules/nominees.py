"""Nominees: whom a contender puts forward where a motion needs a person."""

from __future__ import annotations

import numpy as np

from game.rules import motions, orders
from game.rules.power import precedence
from game.rules.terms import NOBODY, BoolArray, IntArray, Motion, Rung
from game.rules.view import View, Views


def nominee(view: View, motion: int) -> IntArray:
    """Whom he would put forward where a motion needs a person: int32[h] of persons, -1 for nobody.

    Himself for an office he does not hold and may hold; else his most devoted client of CC rank. A secretary
    is named by his patron's number, and who is to be relieved, a man of whom he likes least, by his figure's.
    """
    listed = motions.catalogue(view.scenario)[motion]
    kind = listed.kind
    if kind == Motion.SECRETARY:
        return np.full(view.histories, view.me, dtype=np.int32)
    if kind == Motion.SEAT:
        return seated(view.views)[:, 0, listed.subject]
    if kind == Motion.RELIEVE:
        man = relieved(view.views)[:, 0]
        return np.where(man < 0, NOBODY, man - np.int32(len(view.scenario.contenders)))
    if kind != Motion.FILL:
        return np.full(view.histories, NOBODY, dtype=np.int32)
    return nominees(view.views)[:, 0]


def may_be_named(view: View, motion: int) -> BoolArray:
    """Who may be named in a motion that its mover tables: bool[h, person].

    For a post or a seat whoever has the rank; for a first secretary a contender of the Central Committee; to be
    relieved, a figure with a post; beside the first in a sanction, each other contender whom the same blow may hit.
    """
    s = view.scenario
    c = len(s.contenders)
    m = motions.catalogue(s)[motion]
    rung = view.views.rung
    figure = np.arange(len(s.people)) >= c
    out: BoolArray = np.zeros(rung.shape, dtype=bool)
    if m.kind == Motion.FILL:
        out = (rung >= Rung.CC) & (view.views.holder[:, m.subject, None] != np.arange(len(s.people)))
    elif m.kind == Motion.SECRETARY:
        out = (rung >= Rung.CC) & ~figure
    elif m.kind == Motion.SEAT:
        out = (rung >= Rung.CC) & (rung < (Rung.POLITBURO, Rung.CANDIDATE)[m.subject])
    elif m.kind == Motion.RELIEVE:
        out = (view.views.posts > 0) & figure
    elif m.kind == Motion.SANCTION:
        closed = orders.reasons(view)
        places = orders.by_token(s)
        for k, name in enumerate(s.contenders):
            if k not in (m.subject, view.me):
                out[:, k] = closed[:, places[f"table:sanction-{m.severity}:{name}"]] == 0
    return out


def nominees(views: Views) -> IntArray:
    """Whom each viewer would put forward for an office: int32[h, v] of persons, -1 for nobody."""
    if "nominees" not in views.scratch:
        views.scratch["nominees"] = _nominees(views)
    found: IntArray = views.scratch["nominees"]
    return found


def _nominees(views: Views) -> IntArray:
    """Work out `nominees`."""
    s = views.scenario
    c = len(s.contenders)
    h, many = views.histories, len(views.seats)
    out = np.full((h, many), NOBODY, dtype=np.int32, order="F")
    if s.figures:
        burden = 2000 - 300 * views.posts[:, c:]
        able = views.rung[:, c:] >= Rung.CC
        order = precedence("nominee", s.figures, 64)
        for v, k in enumerate(views.seats):
            his = able & (views.patron[:, v] == k)
            key = (views.lean[:, v, :, k] + burden) * np.int32(4096) + order
            top = (key * his).max(axis=1)
            out[:, v] = np.where(top > 0, c + (top & 63), NOBODY)
    own = ((views.holder[:, None] == views.seats[:, None]).sum(axis=2, dtype=np.int32) < 2) & (
        views.mine(views.rung) >= Rung.CC
    )
    return np.where(own, views.seats.astype(np.int32), out)


def seated(views: Views) -> IntArray:
    """Whom each viewer would bring into the Politburo, and whom among its candidates: int32[h, v, 2], -1 for nobody.

    Himself where he lacks the seat; else his most devoted client who sits one step lower, or in the Central Committee.
    """
    if "seated" in views.scratch:
        found: IntArray = views.scratch["seated"]
        return found
    s = views.scenario
    c = len(s.contenders)
    out = np.full((views.histories, len(views.seats), 2), NOBODY, dtype=np.int32, order="F")
    rung = views.rung[:, c:]
    order = precedence("seated", s.figures, 64) if s.figures else np.zeros(0, dtype=np.int32)
    own = views.mine(views.rung)
    for n, top in enumerate((Rung.POLITBURO, Rung.CANDIDATE)):
        if s.figures:
            able = (rung >= Rung.CC) & (rung < top)
            for v, k in enumerate(views.seats):
                his = able & (views.patron[:, v] == k)
                key = (views.lean[:, v, :, k] + 2000 + 400 * (rung == Rung.CANDIDATE)) * np.int32(
                    4096
                ) + order
                best = (key * his).max(axis=1)
                out[:, v, n] = np.where(best > 0, c + (best & 63), NOBODY)
        himself = (own >= Rung.CC) & (own < top)
        out[:, :, n] = np.where(himself, views.seats.astype(np.int32), out[:, :, n])
    views.scratch["seated"] = out
    return out


def relieved(views: Views) -> IntArray:
    """Whose posts each viewer would take: a figure with a post whose patron he likes least, int32[h, v], -1 for nobody."""
    if "relieved" in views.scratch:
        found: IntArray = views.scratch["relieved"]
        return found
    s = views.scenario
    c = len(s.contenders)
    out = np.full((views.histories, len(views.seats)), NOBODY, dtype=np.int32, order="F")
    order = precedence("relieved", s.figures, 64) if s.figures else np.zeros(0, dtype=np.int32)
    posts = views.posts[:, c:]
    for v, k in enumerate(views.seats if s.figures else ()):
        dislike = np.clip(views.menace // np.int32(3) - views.trust[:, v, k], 0, 2000)
        dislike = dislike * ~views.allied[:, v, k]
        score = np.zeros(posts.shape, dtype=np.int32, order="F")
        for j in range(c):
            if j != k:
                score += (views.patron[:, v] == j) * (dislike[:, j, None] + np.int32(100) * posts)
        key = score * (posts > 0) * np.int32(4096) + order
        best = key.max(axis=1)
        out[:, v] = np.where(best >= 4096 * 64, c + (best & 63), NOBODY)
    views.scratch["relieved"] = out
    return out

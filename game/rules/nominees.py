"""Nominees: whom a contender puts forward where a motion needs a person."""

from __future__ import annotations

import numpy as np

from game.rules import motions
from game.rules.power import precedence
from game.rules.terms import NOBODY, IntArray, Motion, Rung
from game.rules.view import View, Views


def nominee(view: View, motion: int) -> IntArray:
    """Whom he would put forward where a motion needs a person: int32[h] of persons, -1 for nobody.

    Himself for an office he does not hold and may hold; else his most devoted client of CC rank. A secretary
    is named by his patron's number.
    """
    kind = motions.catalogue(view.scenario)[motion].kind
    if kind == Motion.SECRETARY:
        return np.full(view.histories, view.me, dtype=np.int32)
    if kind != Motion.FILL:
        return np.full(view.histories, NOBODY, dtype=np.int32)
    return nominees(view.views)[:, 0]


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

"""Structural motions: what changes the rules of the struggle itself and so breaks the circuit (rulebook 3.4).

A statute is in force from the sitting that carries it. Each joint of the circuit - office, secretaries, delegates,
Central Committee - has one that opens it and, where the record knows one, its counterpart.
"""

from __future__ import annotations

import numpy as np

from game.rules import power
from game.rules.changes import Changes
from game.rules.motions import COUNTERPART, STATUTE, STATUTES
from game.rules.terms import NOBODY, IntArray, LongArray, Motion, Rung
from game.rules.world import World


def in_force(world: World, name: str) -> np.ndarray:
    """Whether a statute is in force: bool[h]."""
    found: np.ndarray = world.statute[:, STATUTE[name]] > 0
    return found


def serves(world: World, kind: IntArray, subject: IntArray, mover: IntArray) -> tuple[IntArray, IntArray]:
    """Whom structural motions serve and hit, as contenders: int32[h] each, -1 for nobody.

    What opens the circuit hits whoever answers for the Secretariat; a delegation to a region hits its patron;
    a commission serves the accused.
    """
    c = len(world.scenario.contenders)
    plus, minus = mover.copy(), np.full_like(mover, NOBODY)
    law = kind == Motion.STATUTE
    if law.any():
        hits = np.array([s.hits for s in STATUTES])[np.clip(subject, 0, len(STATUTES) - 1)]
        minus = np.where(law & hits, power.secretary_general(world), minus)
    sent = kind == Motion.DELEGATION
    if sent.any():
        first = world.first[np.arange(world.histories), np.clip(subject, 0, world.first.shape[1] - 1)]
        minus = np.where(sent & (first < c), first, minus)
    plus = np.where(kind == Motion.COMMISSION, subject, plus)
    return plus.astype(np.int32), minus.astype(np.int32)


def carry(ch: Changes, h: LongArray, statute: IntArray, mover: IntArray) -> None:
    """Put carried statutes into force in the histories `h`; `statute`, `mover` int32[rows]."""
    world = ch.world
    p = world.scenario.parameter
    for n, law in enumerate(STATUTES):
        here = h[statute == n]
        if not len(here):
            continue
        cause = "statute." + law.id
        if not law.once:
            ch.put_rows("statute", here, (n,), 1, cause)
        if law.id in COUNTERPART:
            ch.put_rows("statute", here, (STATUTE[COUNTERPART[law.id]],), 0, cause)
        security = p.get("statute.security." + law.id, 0)
        if security:
            ch.rows("security", here, (), security, cause)
        if law.id == "abolish-general-secretary":
            office = world.scenario.office_with("prepare")
            if office >= 0:
                ch.put_rows("holder", here, (office,), NOBODY, cause)
        elif law.id == "close-discussion":
            ch.put_rows("discussion", here, (), 0, cause)
        elif law.id == "enlarge-politburo":
            ch.rows("size", here, (0,), 2, cause)
        elif law.id == "enlarge-candidates":
            ch.rows("size", here, (1,), 3, cause)
        elif law.id == "enlarge-committee":
            _enlarge(ch, here, cause)
        elif law.id == "lift-ban":
            for k in range(len(world.scenario.contenders)):
                ch.rows("exposure", here, (k,), -(world.exposure[here, k] // 2), cause, k)


def _enlarge(ch: Changes, h: LongArray, cause: str) -> None:
    """A tenth more seats in the Central Committee, shared out as the seats are now."""
    blocs = ch.world.bloc[h, 0]
    for x in range(blocs.shape[1]):
        ch.rows("bloc", h, (0, x), blocs[:, x] // 10, cause)


def send(ch: Changes, h: LongArray, region: IntArray, mover: IntArray) -> None:
    """A delegation of the Central Committee goes to a region for two quarters, for whoever moved it."""
    ok = mover >= 0
    ch.put_rows("delegated", h[ok], (region[ok],), 2, "statute.delegation")
    ch.put_rows("delegate_of", h[ok], (region[ok],), mover[ok], "statute.delegation")


def commission(ch: Changes, h: LongArray, accused: IntArray, mover: IntArray) -> None:
    """A commission instead of a sentence: the case is lighter, the secretaries breathe again, the accused remembers."""
    p = ch.world.scenario.parameter
    ch.rows("exposure", h, (accused,), -p["commission.exposure"], "statute.commission", mover)
    ch.rows("security", h, (), p["commission.security"], "statute.commission", mover)
    thanks = (mover >= 0) & (mover != accused)
    ch.rows("trust", h[thanks], (accused[thanks], mover[thanks]), 60, "statute.commission", mover[thanks])


def reckon(ch: Changes) -> None:
    """A quarter of the delegations in the regions: a quarter of the secretaries change sides, the fortress falls."""
    world = ch.world
    c = len(world.scenario.contenders)
    h, r = np.nonzero(world.delegated > 0)
    if not len(h):
        return
    who, first = world.delegate_of[h, r], world.first[h, r]
    ch.share_rows("secretaries", "gain", h, (r, who), 250, "statute.delegation", who)
    other = (first < c) & (first != who)
    held = world.secretaries[h[other], r[other], first[other]] // 4
    ch.share_rows(
        "secretaries", "loss", h[other], (r[other], first[other]), held, "statute.delegation", who[other]
    )
    ch.rows("delegated", h, (r,), -1, "statute.delegation")
    last = (world.delegated[h, r] == 1) & (world.rung[h, who] >= Rung.MEMBER)
    ch.put_rows("first", h[last], (r[last],), who[last], "statute.delegation")

"""Pacts: offers and answers, what binds, what counts as breach, how a pact ends.

A pact has members, a common enemy, clauses, a term and secrecy. One that commands the Politburo is "the
leadership"; one that does not is "a faction" and, once known outside, exposes its members.
"""

from __future__ import annotations

import numpy as np

from game.rules import dice, power
from game.rules.changes import Changes
from game.rules.terms import PACT_SLOTS, PEACE, REGION, REPORT, VOTE, BoolArray, IntArray
from game.rules.world import tie_for

PARTNERS, ENEMY, C_VOTE, C_PEACE, C_REGION, C_REPORT, TERM, SECRET = range(8)
"""Columns of an offer."""
REFUSE, ACCEPT, COUNTER = range(3)
"""Replies in an answer."""


def members_of(offers: IntArray) -> IntArray:
    """Who would belong to each offer, proposer included: int32[h, c(proposer), c], 0 where there is none."""
    c = offers.shape[1]
    bits = (offers[:, :, PARTNERS, None] >> np.arange(c)) & 1
    own = np.eye(c, dtype=np.int32)[None]
    out = np.where(offers[:, :, PARTNERS, None] > 0, np.maximum(bits, own), 0)
    return out.astype(np.int32)


def conclude(ch: Changes, offers: IntArray, answers: IntArray, takes: IntArray) -> None:
    """Make the pacts on which all agreed: a pact of two or three stands when all accept the same text.

    offers int32[h, c, 8], answers int32[h, c(proposer), c, 6], takes int32[h, c]. A taken counter replaces
    the text between two; with a third member it may change the term only.
    """
    world = ch.world
    h, c, _ = offers.shape
    members = members_of(offers)
    reply = answers[:, :, :, 0]
    asked = members.copy()
    asked[:, np.arange(c), np.arange(c)] = 0
    text = offers.copy()
    agreed = np.zeros((h, c), dtype=bool)
    for a in range(c):
        wants = asked[:, a] > 0
        live = offers[:, a, PARTNERS] > 0
        yes = live & (~wants | (reply[:, a] == ACCEPT)).all(axis=1)
        counters = wants & (reply[:, a] == COUNTER)
        one = (
            live
            & (counters.sum(axis=1) == 1)
            & (~wants | (reply[:, a] != REFUSE)).all(axis=1)
            & (takes[:, a] > 0)
        )
        if one.any():
            who = counters.argmax(axis=1)
            new = answers[np.arange(h), a, who, 1:]
            pair = wants.sum(axis=1) == 1
            same = (new[:, :4] == offers[:, a, C_VOTE : C_REPORT + 1]).all(axis=1)
            fits = one & (pair | same)
            text[fits, a, C_VOTE : TERM + 1] = new[fits]
            yes = yes | fits
        agreed[:, a] = yes
    if not agreed.any():
        return
    # The order decides which slot a pact gets, and the slot when its secret comes out: equal draws go by ids.
    names = world.scenario.contenders
    lot = tie_for(world, "pact", names).astype(np.int64) * 64 + dice.places("pact", names, 1)
    order = np.argsort(lot, axis=1, kind="stable")
    taken = world.pact_state > 0
    present = [world.pact_in[:, k].copy() for k in range(PACT_SLOTS)]
    menace = power.menace(world)
    rows = np.arange(h)
    for n in range(c):
        who_offers = order[:, n]
        go = agreed[rows, who_offers]
        mine = members[rows, who_offers]
        slot = np.full(h, -1)
        for k in range(PACT_SLOTS - 1, -1, -1):
            slot = np.where(~taken[:, k], k, slot)
        for k in range(PACT_SLOTS):
            same = taken[:, k] & (present[k] == mine).all(axis=1)
            slot = np.where(same, k, slot)
        go = go & (slot >= 0)
        hh = np.flatnonzero(go)
        if not len(hh):
            continue
        s = slot[hh]
        t = text[hh, who_offers[hh]]
        for k in range(c):
            ch.put_rows("pact_in", hh, (s, np.full(len(hh), k)), mine[hh, k], "pact.made")
            known = np.where(t[:, SECRET] > 0, mine[hh, k], 1)
            ch.put_rows("pact_known", hh, (s, np.full(len(hh), k)), known, "pact.made")
        ch.put_rows("pact_enemy", hh, (s,), t[:, ENEMY], "pact.made")
        ch.put_rows("pact_state", hh, (s,), 1, "pact.made")
        ch.put_rows("pact_term", hh, (s,), np.clip(t[:, TERM], 2, 8), "pact.made")
        enemy = np.where(t[:, ENEMY] >= 0, menace[hh, np.maximum(t[:, ENEMY], 0)], 0)
        ch.put_rows("pact_menace", hh, (s,), enemy, "pact.made")
        for n_clause, column in ((VOTE, C_VOTE), (PEACE, C_PEACE), (REGION, C_REGION), (REPORT, C_REPORT)):
            ch.put_rows("pact_clause", hh, (s, np.full(len(hh), n_clause)), t[:, column], "pact.made")
        for i in range(c):
            for j in range(c):
                if i != j:
                    both = (mine[hh, i] & mine[hh, j]) > 0
                    ch.rows(
                        "trust", hh[both], (np.full(both.sum(), i), np.full(both.sum(), j)), 60, "pact.made"
                    )
        taken[hh, s] = True
        for k in range(PACT_SLOTS):
            at = hh[s == k]
            present[k][at] = mine[at]


def breach(ch: Changes, slot: int, who: int, mask: BoolArray, cause: str) -> None:
    """Contender `who` has broken pact `slot` where `mask`: seen by all, paid in name and trust; the pact ends."""
    world = ch.world
    h = np.flatnonzero(mask & (world.pact_in[:, slot, who] > 0) & (world.pact_state[:, slot] > 0))
    if not len(h):
        return
    one = np.full(len(h), who)
    ch.rows("reputation", h, (one,), -world.scenario.parameter["pact.breach"], cause, one)
    for k in range(len(world.scenario.contenders)):
        partner = world.pact_in[h, slot, k] > 0
        if k != who:
            hh = h[partner]
            ch.rows("trust", hh, (np.full(len(hh), k), np.full(len(hh), who)), -250, cause, who)
    ch.put_rows("pact_state", h, (np.full(len(h), slot),), 0, cause)


def breaches_of_orders(ch: Changes, polemic: IntArray, placed: IntArray) -> None:
    """Breach by orders: a polemic against a partner, people placed in a region left to a partner.

    polemic int32[h, c, c] (author, target) 0/1; placed int32[h, c, r] 0/1.
    """
    world = ch.world
    c = len(world.scenario.contenders)
    if not (world.pact_state > 0).any():
        return
    for slot in range(PACT_SLOTS):
        live = world.pact_state[:, slot] > 0
        if not live.any():
            continue
        peace = live & (world.pact_clause[:, slot, PEACE] > 0)
        region = world.pact_clause[:, slot, REGION] - 1
        for a in range(c):
            inside = world.pact_in[:, slot, a] > 0
            hit = np.zeros(world.histories, dtype=bool)
            if peace.any():
                hit |= peace & inside & ((polemic[:, a] * world.pact_in[:, slot]).sum(axis=1) > 0)
            left = live & inside & (region >= 0)
            if left.any():
                r = np.maximum(region, 0)
                rows = np.arange(world.histories)
                hit |= left & (placed[rows, a, r] > 0) & (world.first[rows, r] != a)
            breach(ch, slot, a, hit, "breach.order")


def breaches_of_votes(
    ch: Changes, mover: IntArray, target: IntArray, side: IntArray, stance: IntArray
) -> None:
    """Breach on the floor: voting against a partner's motion, or to punish a partner, under a clause to vote together.

    mover, target int32[h] contenders or -1; side int32[h, c] +1/-1/0/-9; stance as side of speech.
    """
    world = ch.world
    c = len(world.scenario.contenders)
    rows = np.arange(world.histories)
    for slot in range(PACT_SLOTS):
        live = (world.pact_state[:, slot] > 0) & (world.pact_clause[:, slot, VOTE] > 0)
        if not live.any():
            continue
        of_mover = live & (mover >= 0) & (world.pact_in[rows, slot, np.maximum(mover, 0)] > 0)
        of_target = live & (target >= 0) & (world.pact_in[rows, slot, np.maximum(target, 0)] > 0)
        for a in range(c):
            inside = world.pact_in[:, slot, a] > 0
            against = of_mover & (mover != a) & (side[:, a] == -1)
            stab = of_target & (target != a) & (side[:, a] == 1)
            breach(ch, slot, a, inside & (against | stab) & ~(of_mover & of_target), "breach.vote")


def reckon(ch: Changes) -> None:
    """The quarter's end of every pact: terms run down, secrets come out, done work is wound up, factions pay."""
    world = ch.world
    s = world.scenario
    live = world.pact_state > 0
    if not live.any():
        return
    menace = power.menace(world)
    rows = np.arange(world.histories)
    commands = power.pact_commands(world)
    seen = dice.per_mille(world.seed, world.quarter, "pact.seen", tuple(str(k) for k in range(PACT_SLOTS)))
    c = len(s.contenders)
    for slot in range(PACT_SLOTS):
        here = live[:, slot]
        if not here.any():
            continue
        ch.add("pact_term", (slot,), -here.astype(np.int64), "pact.term")
        enemy = world.pact_enemy[:, slot]
        weak = (
            here
            & (enemy >= 0)
            & (
                menace[rows, np.maximum(enemy, 0)] * 1000
                < world.pact_menace[:, slot] * s.parameter["pact.liquidation"]
            )
        )
        state = world.pact_state[:, slot]
        ended = here & ((world.pact_term[:, slot] <= 1) | (state == 3))
        out = (world.pact_in[:, slot] > 0) & (world.rung[:, :c] < 4)
        ended |= here & out.any(axis=1)
        ch.put("pact_state", (slot,), 3, weak & ~ended, "pact.liquidation")
        ch.put("pact_state", (slot,), 0, ended, "pact.ended")
        hidden = here & (world.pact_known[:, slot] == 0).any(axis=1)
        told = hidden & (seen[:, slot] < s.parameter["pact.seen"])
        for k in range(c):
            ch.put("pact_known", (slot, k), 1, told, "pact.seen")
        public = here & ~hidden & ~commands[:, slot]
        for k in range(c):
            member = public & (world.pact_in[:, slot, k] > 0)
            ch.add("exposure", (k,), np.where(member, s.parameter["exposure.faction"], 0), "pact.faction", k)

"""Pacts: offers and answers, what binds, what counts as breach, how a pact ends.

A pact has members, a common enemy, clauses, a term and secrecy. One that commands the Politburo is "the
leadership"; one that does not is "a faction" and, once known outside, exposes its members.
"""

from __future__ import annotations

import numpy as np

from game.rules import clauses, dice, documents, orders, power, statutes
from game.rules.changes import Changes
from game.rules.rows import Rows
from game.rules.terms import (
    COLLATERAL,
    PACT_SLOTS,
    PEACE,
    RED_LINES,
    REGION,
    SILENCE,
    VOTE,
    BoolArray,
    IntArray,
    LongArray,
)
from game.rules.world import tie_for

PARTNERS, ENEMY, C_VOTE, C_PEACE, C_REGION, C_REPORT, TERM, SECRET, C_SILENCE, C_COLLATERAL = range(10)
C_NOMINATE, C_INTELLIGENCE, C_FAVOUR, C_TENURE, C_SHIELD = range(10, 15)
"""Columns of an offer."""
TRUCE = RED_LINES.index("broken-truce")
CLAUSE_COLUMNS = (C_VOTE, C_PEACE, C_REGION, C_REPORT, C_SILENCE, *range(C_COLLATERAL, C_SHIELD + 1))
"""Where each of CLAUSES stands in an offer."""
A_TERM, A_NOMINATE = 5, 8
"""The term in an answer, and where the last five clauses begin."""
ANSWER_CLAUSES = (1, 2, 3, 4, 6, 7, *range(A_NOMINATE, A_NOMINATE + 5))
"""Where each of CLAUSES stands in an answer; its reply is 0."""
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

    offers int32[h, c, 15], answers int32[h, c(proposer), c, 13], takes int32[h, c]. A taken counter replaces
    the text between two; with a third member it may change the term only.
    """
    world = ch.world
    p = world.scenario.parameter
    h, c, _ = offers.shape
    # Members as bits: a set is one whole number.
    sets = offers[:, :, PARTNERS] | (np.int32(1) << np.arange(c, dtype=np.int32))
    reply = answers[:, :, :, 0]
    text = offers.copy(order="F")
    agreed = np.zeros((h, c), dtype=bool, order="F")
    rows = np.arange(h)
    for a in range(c):
        partners = offers[:, a, PARTNERS]
        live = partners > 0
        if not live.any():
            continue
        balked, refused = ~live, ~live
        asked, counters, who = (np.zeros(h, dtype=np.int32) for _ in range(3))
        for k in range(c):
            here = ((partners >> k) & 1) > 0
            said = reply[:, a, k]
            counter = here & (said == COUNTER)
            balked = balked | (here & (said != ACCEPT))
            refused = refused | (here & (said == REFUSE))
            asked += here
            counters += counter
            who += k * counter
        agreed[:, a] = ~balked
        one = ~refused & (counters == 1) & (takes[:, a] > 0)
        if one.any():
            r = np.flatnonzero(one)
            new = answers[r, a, who[r]]
            said_so = new[:, ANSWER_CLAUSES]
            same = (said_so == offers[r, a][:, CLAUSE_COLUMNS]).all(axis=1)
            fits = (asked[r] == 1) | same
            for n, column in enumerate(CLAUSE_COLUMNS):
                text[r[fits], a, column] = said_so[fits, n]
            text[r[fits], a, TERM] = new[fits, A_TERM]
            agreed[r[fits], a] = True
    if not agreed.any():
        return
    # The order decides which slot a pact gets, and the slot when its secret comes out: equal draws go by ids.
    names = world.scenario.contenders
    lot = tie_for(world, "pact", names).astype(np.int64) * 64 + dice.places("pact", names, 1)
    order = np.argsort(lot, axis=1, kind="stable")
    taken = world.pact_state > 0
    present = sum(world.pact_in[:, :, k] << k for k in range(c)) * taken
    menace = power.menace(world)
    every = np.arange(c)
    written: list[tuple[LongArray, IntArray]] = []
    pledged: list[tuple[LongArray, LongArray, IntArray, IntArray]] = []
    lent: list[tuple[LongArray, LongArray, IntArray, IntArray]] = []
    for n in range(c):
        who_offers = order[:, n]
        go = agreed[rows, who_offers]
        bits = sets[rows, who_offers]
        slot = np.full(h, -1)
        for k in range(PACT_SLOTS - 1, -1, -1):
            slot = np.where(~taken[:, k], k, slot)
        for k in range(PACT_SLOTS):
            slot = np.where(present[:, k] == bits, k, slot)
        go = go & (slot >= 0)
        hh = np.flatnonzero(go)
        if not len(hh):
            continue
        s = slot[hh]
        t = text[hh, who_offers[hh]]
        cells = (np.repeat(s, c), np.tile(every, len(hh)))
        inside = (bits[hh][:, None] >> every) & 1
        ch.put_rows("pact_in", np.repeat(hh, c), cells, inside.ravel(), "pact.made")
        known = np.where(t[:, SECRET : SECRET + 1] > 0, inside, 1)
        ch.put_rows("pact_known", np.repeat(hh, c), cells, known.ravel(), "pact.made")
        ch.put_rows("pact_enemy", hh, (s,), t[:, ENEMY], "pact.made")
        ch.put_rows("pact_state", hh, (s,), 1, "pact.made")
        ch.put_rows("pact_term", hh, (s,), np.clip(t[:, TERM], 2, 8), "pact.made")
        enemy = np.where(t[:, ENEMY] >= 0, menace[hh, np.maximum(t[:, ENEMY], 0)], 0)
        ch.put_rows("pact_menace", hh, (s,), enemy, "pact.made")
        wide = len(CLAUSE_COLUMNS)
        cells = (np.repeat(s, wide), np.tile(np.arange(wide), len(hh)))
        ch.put_rows("pact_clause", np.repeat(hh, wide), cells, t[:, CLAUSE_COLUMNS].ravel(), "pact.made")
        fresh = (present[hh, s] != bits[hh]) & (t[:, SECRET] > 0)
        written.append((hh[fresh], bits[hh[fresh]]))
        laid = t[:, C_COLLATERAL] > 0
        if laid.any():
            pledged.append((hh[laid], s[laid], t[laid, C_COLLATERAL] - 1, inside[laid]))
        owed = t[:, C_FAVOUR] > 0
        if owed.any():
            lent.append((hh[owed], s[owed], t[owed, C_FAVOUR] - 1, inside[owed]))
        both = (inside[:, :, None] & inside[:, None, :]) > 0
        both[:, every, every] = False
        row, i, j = np.nonzero(both)
        # A new partner is a gain; a pact renewed only confirms what there was.
        known = power.allied(world)[hh[row], i, j]
        by = np.where(known, p["pact.renewed"], p["pact.trust"])
        ch.rows("trust", hh[row], (i, j), by, "pact.made")
        taken[hh, s] = True
        present[hh, s] = bits[hh]
    if pledged:
        _deposit(ch, *(np.concatenate(column) for column in zip(*pledged, strict=True)))
    if lent:
        clauses.lend(ch, *(np.concatenate(column) for column in zip(*lent, strict=True)))
    if written:
        documents.record(ch, *(np.concatenate(column) for column in zip(*written, strict=True)))


def _deposit(ch: Changes, h: LongArray, slot: LongArray, d: IntArray, inside: IntArray) -> None:
    """Lay down the papers `d` [rows] as pledges: every member gets a copy; what no member holds cannot be pledged.

    `inside` int[rows, c] are the members.
    """
    world = ch.world
    held = (world.copied[h, d] * inside).any(axis=1) & (world.document[h, d] >= 0)
    row, k = np.nonzero((inside > 0) & held[:, None])
    ch.put_rows("copied", h[row], (d[row], k), 1, "pact.deposit")
    ch.put_rows("pact_clause", h[~held], (slot[~held], COLLATERAL), 0, "pact.made")


def breach(ch: Changes, rows: LongArray, broken: BoolArray, cause: str) -> None:
    """Contenders have broken pacts in the histories `rows` where `broken` bool[rows, s, c]: seen by all.

    It is paid for in name and trust, and the pact ends; what was laid down as a pledge is read out at the quarter's end.
    """
    world = ch.world
    row, slot, who = np.nonzero(broken & (world.pact_in[rows] > 0) & (world.pact_state[rows] > 0)[:, :, None])
    if not len(row):
        return
    h = rows[row]
    ch.rows("reputation", h, (who,), -world.scenario.parameter["pact.breach"], cause, who)
    for k in range(world.pact_in.shape[2]):
        hurt = (world.pact_in[h, slot, k] > 0) & (who != k)
        ch.rows("trust", h[hurt], (np.full(hurt.sum(), k), who[hurt]), -250, cause, who[hurt])
    ch.put_rows("pact_state", h, (slot,), 0, cause)
    paper = world.pact_clause[h, slot, COLLATERAL]
    if paper.any():
        row = np.flatnonzero(paper > 0)
        ch.put_rows("forfeit", h[row], (paper[row] - 1,), 1, "breach.collateral")
    # A truce is a promise of peace that all know of.
    truce = (world.pact_clause[h, slot, PEACE] > 0) & (world.pact_known[h, slot] > 0).all(axis=1)
    ch.put_rows("offence", h[truce], (TRUCE, who[truce]), 1, cause)


def breaches_of_orders(
    ch: Changes,
    polemic: IntArray,
    placed: IntArray,
    told: IntArray | None = None,
    by_kind: dict[str, Rows] | None = None,
) -> None:
    """Breach by orders: a polemic against a partner, people placed in a region left to a partner, a paper brought out.

    polemic int32[h, c, c] (author, target) 0/1; placed int32[h, c, r] 0/1; told int32[h, c, d] who is seen to have
    brought out which document, None where nobody is: a leak that is not traced breaks nothing that anybody sees.
    `by_kind` are the orders given, for those who move secretaries they promised to leave, or spread half-truths.
    """
    world = ch.world
    broken = np.zeros(world.pact_in.shape, dtype=bool)
    struck = (polemic > 0) & power.allied(world)
    h, a, b = np.nonzero(struck)
    row, slot = np.nonzero(
        (world.pact_in[h, :, a] & world.pact_in[h, :, b] & world.pact_clause[h][:, :, PEACE]) > 0
    )
    broken[h[row], slot, a[row]] = True
    # A region left to a partner, and who placed people there all the same.
    h, slot = np.nonzero((world.pact_clause[:, :, REGION] > 0) & (world.pact_state > 0))
    region = world.pact_clause[h, slot, REGION] - 1
    row, who = np.nonzero((placed[h, :, region] > 0) & (world.pact_in[h, slot] > 0))
    away = world.first[h[row], region[row]] != who
    broken[h[row[away]], slot[row[away]], who[away]] = True
    if told is not None:
        h, slot = np.nonzero((world.pact_clause[:, :, SILENCE] > 0) & (world.pact_state > 0))
        paper = world.pact_clause[h, slot, SILENCE] - 1
        row, who = np.nonzero(told[h, :, paper] * world.pact_in[h, slot])
        broken[h[row], slot[row], who] = True
    given = by_kind or {}
    if "transfer" in given:
        broken |= clauses.moved_secretaries(world, given["transfer"])
    if "rumour" in given:
        broken |= clauses.half_truths(world, given["rumour"], np.array(orders.pairs(world.scenario)))
    h = np.flatnonzero(broken.any(axis=(1, 2)))
    breach(ch, h, broken[h], "breach.order")


def breaches_of_votes(
    ch: Changes, mover: IntArray, target: IntArray, side: IntArray, way: IntArray | None = None
) -> None:
    """Breach on the floor: voting against a partner's motion, or to punish a partner, under a clause to vote together.

    mover, target int32[h] contenders or -1; side int32[h, c] +1/-1/0/-9; `way` int32[h, s] what `clauses.promised`
    says of the motion: to vote otherwise is a breach, too.
    """
    world = ch.world
    torn = None if way is None else clauses.crossed(world, way, side)
    bound = power.bound_to_vote(world)
    rows = np.arange(world.histories)
    # A partner of the one it serves voted against, or a partner of the one it hits voted for.
    crossed = (side == -1) & bound[rows, np.maximum(mover, 0)] & (mover >= 0)[:, None]
    crossed |= (side == 1) & bound[rows, np.maximum(target, 0)] & (target >= 0)[:, None]
    some = crossed.any(axis=1) if torn is None else crossed.any(axis=1) | torn.any(axis=(1, 2))
    h = np.flatnonzero(some)
    if not len(h):
        return
    mover, target, side = mover[h], target[h], side[h][:, None]
    inside = world.pact_in[h] > 0
    rows = np.arange(len(h))
    live = (world.pact_state[h] > 0) & (world.pact_clause[h][:, :, VOTE] > 0)
    of_mover = live & (mover >= 0)[:, None] & inside[rows, :, np.maximum(mover, 0)]
    of_target = live & (target >= 0)[:, None] & inside[rows, :, np.maximum(target, 0)]
    order = np.arange(inside.shape[2])
    against = (of_mover & ~of_target)[:, :, None] & (mover[:, None, None] != order) & (side == -1)
    stab = (of_target & ~of_mover)[:, :, None] & (target[:, None, None] != order) & (side == 1)
    broken = against | stab
    if torn is not None:
        broken |= torn[h]
    breach(ch, h, broken, "breach.vote")


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
    # The ban on factions, lifted or enforced, says how dear one is.
    lifted, enforced = (statutes.in_force(world, name) for name in ("lift-ban", "enforce-ban"))
    zeal = s.parameter["exposure.faction"] * (2 - lifted + 2 * enforced) // 2
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
        unpaid = clauses.repay(ch, slot, ended)
        if unpaid is not None:
            row = np.flatnonzero(unpaid.any(axis=1))
            fails = np.zeros((len(row), *world.pact_in.shape[1:]), dtype=bool)
            fails[:, slot] = unpaid[row]
            breach(ch, row, fails, "breach.favour")
        ch.put("pact_state", (slot,), 3, weak & ~ended, "pact.liquidation")
        ch.put("pact_state", (slot,), 0, ended, "pact.ended")
        hidden = here & (world.pact_known[:, slot] == 0).any(axis=1)
        told = hidden & (seen[:, slot] < s.parameter["pact.seen"])
        h = np.flatnonzero(told)
        for k in range(c):
            ch.put_rows("pact_known", h, (slot, k), 1, "pact.seen")
        public = here & ~hidden & ~commands[:, slot]
        h, member = np.nonzero(public[:, None] & (world.pact_in[:, slot] > 0))
        ch.rows("exposure", h, (member,), zeal[h], "pact.faction", member)

"""Clauses of pacts that reach beyond the two who sign: a nomination, a shield, posts kept safe, news shared, a debt.

What a clause binds to on the floor is the same for all three that bind there: how a member has promised to vote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from game.rules import dice, power
from game.rules.changes import Changes
from game.rules.rows import Rows
from game.rules.scenario import Scenario
from game.rules.terms import (
    FAVOUR,
    INTELLIGENCE,
    NOMINATE,
    SHIELD,
    TENURE,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
)
from game.rules.world import World

if TYPE_CHECKING:
    from game.rules.votes import Docket

LADDER = 8
"""Severities of sanctions: a shield is written as person times this, and the mildest severity it is against."""


def nomination(scenario: Scenario, office: int, person: int) -> int:
    """The number under which a pact keeps the promise of an office to a person, 0 being none.

    >>> from tests.builders import a_scenario
    >>> s = a_scenario()
    >>> nominated(s, np.array([nomination(s, 1, 2)]))[0].tolist()
    [1]
    """
    return office * len(scenario.people) + person + 1


def nominated(scenario: Scenario, value: IntArray) -> tuple[IntArray, IntArray]:
    """Office and person of a nomination: int[...] each, -1 where there is none."""
    found = value > 0
    many = len(scenario.people)
    return np.where(found, (value - 1) // many, -1), np.where(found, (value - 1) % many, -1)


def shield(person: int, severity: int) -> int:
    """The number under which a pact keeps the promise to punish a person less hard than `severity` (1 to 8).

    >>> shielded(np.array([shield(3, 4)]))
    (array([3]), array([4]))
    """
    return person * LADDER + severity


def shielded(value: IntArray) -> tuple[IntArray, IntArray]:
    """Person and mildest severity that a shield is against: int[...] each, -1 where there is none."""
    found = value > 0
    return np.where(found, (value - 1) // LADDER, -1), np.where(found, (value - 1) % LADDER + 1, -1)


def allowed(scenario: Scenario, given: IntArray, members: IntArray) -> BoolArray:
    """Whether the five clauses, int[..., 5] in their order, can be written: bool[...]; `members` int[...] as bits."""
    c, many = len(scenario.contenders), len(scenario.people)
    name, news, debt, posts, guard = (given[..., n] for n in range(5))
    ok = (name >= 0) & (name <= len(scenario.offices) * many) & (guard >= 0) & (guard <= many * LADDER)
    ok &= (news >= 0) & (news <= 1) & (posts >= 0) & (posts <= 1) & (debt >= 0) & (debt <= c)
    # Only a member lends.
    found: BoolArray = ok & ((debt <= 0) | (((members >> np.maximum(debt - 1, 0)) & 1) > 0))
    return found


def promised(world: World, docket: Docket, slot: int) -> IntArray | None:
    """How each pact has promised its members to vote on a motion: int32[h, s], 1 for, -1 against, None where none has.

    For the one it nominates and against others for that office; against a sanction as hard as the shield forbids;
    against moving secretaries whose posts it has promised to keep safe.
    """
    wide = world.pact_clause
    if not (wide[:, :, NOMINATE].any() or wide[:, :, SHIELD].any() or wide[:, :, TENURE].any()):
        return None
    kind, subject = docket.motion[:, slot, None], docket.subject[:, slot, None]
    office, person = nominated(world.scenario, wide[:, :, NOMINATE])
    here = (kind == Motion.FILL) & (office == subject)
    way = np.where(here, np.where(person == docket.object[:, slot, None], 1, -1), 0)
    whom, least = shielded(wide[:, :, SHIELD])
    hard = (kind == Motion.SANCTION) & (whom == subject) & (docket.severity[:, slot, None] >= least)
    moved = (kind == Motion.SECRETARY) & (wide[:, :, TENURE] > 0)
    way = np.where(hard | moved, -1, way) * (world.pact_state > 0)
    found: IntArray = way.astype(np.int32)
    return found if found.any() else None


def bound(world: World, way: IntArray) -> IntArray:
    """How each contender is bound by `way` int32[h, s] of his pacts: int32[h, c], 1 for, -1 against, 0 torn or free."""
    found: IntArray = np.clip((way[:, :, None] * world.pact_in).sum(axis=1, dtype=np.int32), -1, 1)
    return found


def crossed(world: World, way: IntArray, side: IntArray) -> BoolArray:
    """Who voted against what his pacts had promised: bool[h, s, c]; `side` int32[h, c] is how each voted."""
    found: BoolArray = (way[:, :, None] * side[:, None] == -1) & (world.pact_in > 0)
    return found


def moved_secretaries(world: World, transfers: Rows) -> BoolArray:
    """Who moved a secretary although a pact of his keeps posts safe: bool[h, s, c]."""
    out: BoolArray = np.zeros(world.pact_in.shape, dtype=bool)
    row, slot = np.nonzero(world.pact_clause[transfers.h][:, :, TENURE])
    out[transfers.h[row], slot, transfers.c[row]] = True
    return out


def half_truths(world: World, rumours: Rows, pairs: IntArray) -> BoolArray:
    """Who spread a rumour about one with whom he shares what he hears, and was found out: bool[h, s, c].

    `pairs` int[n, 2] are the two that each rumour is about. A chance of `pact.half-truth` per mille.
    """
    out: BoolArray = np.zeros(world.pact_in.shape, dtype=bool)
    shares = world.pact_clause[:, :, INTELLIGENCE] > 0
    if not shares.any():
        return out
    lot = dice.per_mille(world.seed, world.quarter, "pact.half-truth", world.scenario.contenders)
    found = lot[rumours.h, rumours.c] < world.scenario.parameter["pact.half-truth"]
    for side in (0, 1):
        who = pairs[rumours.t, side]
        deceived = shares[rumours.h] & (world.pact_in[rumours.h, :, who] > 0)
        row, slot = np.nonzero(deceived & (found & (who != rumours.c))[:, None])
        out[rumours.h[row], slot, rumours.c[row]] = True
    return out


def lend(ch: Changes, h: LongArray, slot: LongArray, payer: IntArray, inside: IntArray) -> None:
    """Those who promise a favour pay at once what it takes: `payer` int[rows], `inside` int[rows, c] the members.

    Who has not enough for all of his partners lends nothing, and the clause is void; so is a second one at a time.
    """
    world = ch.world
    now = world.scenario.parameter["favour.now"]
    first = np.zeros(len(h), dtype=bool)
    first[np.unique(h * inside.shape[1] + payer, return_index=True)[1]] = True
    price = now * (inside.sum(axis=1) - 1)
    lends = first & (world.capital[h, payer] >= price)
    ch.put_rows("pact_clause", h[~lends], (slot[~lends], FAVOUR), 0, "pact.made")
    ch.rows("capital", h[lends], (payer[lends],), -price[lends], "pact.favour", payer[lends])
    row, k = np.nonzero((inside > 0) & lends[:, None] & (np.arange(inside.shape[1]) != payer[:, None]))
    ch.rows("capital", h[row], (k,), now, "pact.favour", payer[row])


def repay(ch: Changes, slot: int, ended: BoolArray) -> BoolArray | None:
    """Debts of pacts that end in good order in `slot`, bool[h]: who can pays; bool[h, c] who cannot, None if nobody owes."""
    world = ch.world
    payer = world.pact_clause[:, slot, FAVOUR] - 1
    h = np.flatnonzero(ended & (payer >= 0))
    if not len(h):
        return None
    later = world.scenario.parameter["favour.later"]
    row, k = np.nonzero(
        (world.pact_in[h, slot] > 0) & (np.arange(world.pact_in.shape[2]) != payer[h][:, None])
    )
    able = world.capital[h[row], k] >= later
    paid, by = h[row[able]], k[able]
    ch.rows("capital", paid, (by,), -later, "pact.repaid", by)
    ch.rows("capital", paid, (payer[paid],), later, "pact.repaid", by)
    out: BoolArray = np.zeros((world.histories, world.pact_in.shape[2]), dtype=bool)
    out[h[row[~able]], k[~able]] = True
    return out


def calm(world: World) -> IntArray:
    """How much safer secretaries feel where their patrons have promised them their posts: int32[h].

    `pact.tenure` at most, as far as the members of the widest such pact carry the secretaries.
    """
    live = (world.pact_clause[:, :, TENURE] > 0) & (world.pact_state > 0)
    if not live.any():
        return np.zeros(world.histories, dtype=np.int32)
    control = power.control(world)
    held = (world.pact_in * control[:, None]).sum(axis=2, dtype=np.int32) * live
    found: IntArray = held.max(axis=1) * np.int32(world.scenario.parameter["pact.tenure"]) // np.int32(1000)
    return found

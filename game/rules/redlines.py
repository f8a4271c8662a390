"""What figures do not forgive: one red line each (rulebook 3.6).

A red line is crossed once by each contender, costs much and is told to all. What orders, sittings, pacts and events
report as it happens is reckoned at the quarter's end; some lines are read off the state.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import power
from game.rules.changes import Changes
from game.rules.scenario import Scenario
from game.rules.terms import PEASANTS, RED_LINES, BoolArray, IntArray, LongArray, Rung
from game.rules.wants import HARD, answers, only
from game.rules.world import World

EXPULSION = 7
"""The severity of an expulsion from the party."""

(_BULK, _MUTINY, _TRUCE, _FACTION, _PATRON, _REMOVED, _STAFF, _ONE_MAN) = (
    RED_LINES.index(word)
    for word in (
        "bulk-expulsion", "mutiny", "broken-truce", "faction-in-cc", "patron-falls", "men-removed",
        "politics-in-staff", "one-man-secretariat",
    )
)  # fmt: skip


@lru_cache(maxsize=8)
def strict(scenario: Scenario) -> tuple[LongArray, ...]:
    """For each red line the figures who do not forgive it."""
    red = np.asarray(scenario.red)
    return tuple(np.flatnonzero(red == n) for n in range(len(RED_LINES)))


def guilty(world: World) -> dict[int, BoolArray]:
    """Who has done what this quarter, by place in RED_LINES: bool[h, c] each; what nobody did is left out."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    out: dict[int, BoolArray] = {}
    cared = strict(s)
    for n in np.flatnonzero(world.offence.any(axis=(0, 2))):
        out[int(n)] = world.offence[:, n] > 0
    if len(cared[_MUTINY]):
        risk = world.dial[:, PEASANTS] <= p["want.mutiny"]
        if risk.any():
            done = only(answers(world), c) & risk[:, None]
            out[_MUTINY] = out[_MUTINY] | done if _MUTINY in out else done
    if len(cared[_ONE_MAN]):
        general = only(power.secretary_general(world), c)
        alone = general & (power.control(world) >= p["want.one-man"])
        out[_ONE_MAN] = out[_ONE_MAN] | alone if _ONE_MAN in out else alone
    if len(cared[_FACTION]) and (world.pact_state > 0).any():
        # A pact all know of that does not command, and members of the Central Committee who could be charged for it.
        open_ = (world.pact_state > 0) & (world.pact_known > 0).all(axis=2) & ~power.pact_commands(world)
        inside = ((world.pact_in > 0) & open_[:, :, None]).any(axis=1) & (world.rung[:, :c] >= Rung.CC)
        inside &= world.exposure >= p["charge.needs"]
        out[_FACTION] = out[_FACTION] | inside if _FACTION in out else inside
    return out


def reckon(ch: Changes) -> None:
    """Red lines crossed this quarter, each once by each contender; then the quarter's deeds are past."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    there = world.rung[:, c:] >= Rung.MEMBER
    cost = s.parameter["want.red"]
    deeds = guilty(world)
    falls = strict(s)[_PATRON] if (world.struck >= HARD).any() else ()
    for f in falls:
        patron = power.patrons(world)[:, f]
        rows = np.arange(world.histories)
        deed = (world.struck[rows, :, np.maximum(patron, 0)] >= HARD) & (patron >= 0)[:, None]
        # A patron's own hand does not cost him his man.
        _cross(ch, int(f), deed & ~only(patron, c) & there[:, f : f + 1], cost)
    for n, deed in deeds.items():
        for f in strict(s)[n]:
            if n != _PATRON:
                # The village is feared for once, whoever then answers for it.
                here = there[:, f]
                if n == _MUTINY:
                    here = here & ~(world.crossed[:, f] > 0).any(axis=1)
                elif n in (_TRUCE, _REMOVED):
                    # He brokers a truce from an office; his own men are those of his region.
                    offices = world.holder if n == _TRUCE else world.holder[:, _local(s).any(axis=1)]
                    here = here & (offices == c + f).any(axis=1)
                _cross(ch, int(f), deed & here[:, None], cost)
    for name in ("struck", "offence"):
        values: IntArray = getattr(world, name)
        if values.any():
            ch.add(name, (), -values, "reckoning.time")


def _cross(ch: Changes, figure: int, deed: BoolArray, cost: int) -> None:
    """Charge who crossed a figure's red line, unless he had crossed it before: `deed` bool[h, c]."""
    new = deed & (ch.world.crossed[:, figure] == 0)
    for k in np.flatnonzero(new.any(axis=0)):
        now = new[:, k].astype(np.int32)
        ch.add("lean", (figure, int(k)), -cost * now, "want.red", int(k))
        ch.add("crossed", (figure, int(k)), now, "want.red", int(k))


# What orders, sittings and pacts report as it happens.


def note_sanctions(
    ch: Changes, hit: BoolArray, mover: IntArray, victim: IntArray, severity: IntArray
) -> None:
    """Remember the sanctions that were carried where `hit` bool[h], and whether expulsions are in bulk."""
    world = ch.world
    c = len(world.scenario.contenders)
    h = np.flatnonzero(hit & (mover >= 0) & (victim >= 0) & (victim < c) & (mover < c))
    if not len(h):
        return
    by, who = mover[h], victim[h]
    ch.put_rows("struck", h, (by, who), np.maximum(world.struck[h, by, who], severity[h]), "sanction")
    out = (world.rung[:, :c] < Rung.MEMBER) & (world.rung[:, :c] > Rung.DEAD)
    bulk = (severity[h] == EXPULSION) & out[h].any(axis=1)
    ch.put_rows("offence", h[bulk], (_BULK, by[bulk]), 1, "sanction")


def note_removals(ch: Changes, h: LongArray, mover: IntArray, region: IntArray) -> None:
    """Remember who had a secretary replaced in a region that a figure's office answers for: rows of `h`."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    here = _local(s)
    his = np.isin(world.holder[h], c + strict(s)[_REMOVED]) & here[:, region].T & (mover >= 0)[:, None]
    done = his.any(axis=1)
    ch.put_rows("offence", h[done], (_REMOVED, mover[done]), 1, "vote.secretary")


@lru_cache(maxsize=8)
def _local(scenario: Scenario) -> BoolArray:
    """Which regions an office of some regions and not all answers for: bool[o, r]."""
    out = np.zeros((len(scenario.offices), len(scenario.regions)), dtype=bool)
    for o, office in enumerate(scenario.offices):
        if len(office.domain) < len(scenario.regions):
            out[o, list(office.domain)] = True
    return out


def note_courting(ch: Changes, h: LongArray, who: LongArray) -> None:
    """Remember who was seen courting commanders without answering for the army: rows of `h`."""
    world = ch.world
    office = world.scenario.office_with("court")
    if office >= 0:
        meddled = power.boss(world)[h, office] != who
        h, who = h[meddled], who[meddled]
    ch.put_rows("offence", h, (_STAFF, who), 1, "order.court")


__all__ = ["EXPULSION", "guilty", "note_courting", "note_removals", "note_sanctions", "reckon", "strict"]

"""What a man has reached: readings of the World for conditions that are weighed at the end of a game.

They work at any time; ambitions (``grades.py``) ask them once, when the last quarter is done.
"""

from __future__ import annotations

import numpy as np

from game.rules import endings, power
from game.rules.scenario import Scenario
from game.rules.terms import ENDINGS, BoolArray, IntArray, Rung
from game.rules.world import World

LED = tuple(ENDINGS.index(name) for name in ("sole-leader", "duumvirate", "triumvirate"))
"""Endings in which somebody leads, alone or with others."""

Args = tuple[IntArray, ...]


def _of(table: np.ndarray, who: IntArray) -> IntArray:
    """One column of a table in each history, 0 for nobody: int32[h] from [h, n]."""
    found = table[np.arange(len(table)), np.maximum(who, 0)]
    return np.where(who < 0, 0, found).astype(np.int32)


def leading(ending: endings.Ending) -> BoolArray:
    """Who leads, alone or as one of two or three bound by a pact: bool[h, c]."""
    found: BoolArray = ending.who & np.isin(ending.kind, LED)[:, None]
    return found


def ending(world: World, args: Args) -> IntArray:
    """How it would end now: a place in ENDINGS, int32[h]."""
    return endings.judge(world).kind


def leads(world: World, args: Args) -> IntArray:
    """Whether a contender leads, alone or with others: int32[h] 0 or 1."""
    return _of(leading(endings.judge(world)), args[0])


def heads(world: World, args: Args) -> IntArray:
    """Whether a person is at the head of a collective leadership: int32[h] 0 or 1."""
    found: BoolArray = (endings.judge(world).head == args[0]) & (args[0] >= 0)
    return found.astype(np.int32)


def offices(world: World, args: Args) -> IntArray:
    """How many offices a person holds: int32[h]."""
    found: IntArray = (
        ((world.holder == args[0][:, None]) & (args[0] >= 0)[:, None]).sum(axis=1).astype(np.int32)
    )
    return found


def fortress(world: World, args: Args) -> IntArray:
    """Whether a region is a contender's fortress: his first secretary, and his men hold it: int32[h] 0 or 1."""
    region, who = args
    rows, at = np.arange(world.histories), np.maximum(who, 0)
    own = world.secretaries[rows, region, at] >= world.scenario.parameter["fortress"]
    found: BoolArray = own & (world.first[rows, region] == who)
    return found.astype(np.int32)


def highest(world: World, args: Args) -> IntArray:
    """Whether nobody has more of a power base than a contender: int32[h] 0 or 1; equals share the first place."""
    base, who = int(args[0][0]), args[1]
    if base >= 2:
        values = world.bases[:, :, base - 2]
    else:
        values = power.support(world) if base else power.control(world)
    found: BoolArray = (_of(values, who) >= values.max(axis=1)) & (who >= 0)
    return found.astype(np.int32)


def vindicated(world: World, args: Args) -> IntArray:
    """On how many issues the line has come to where a contender stood at the start and stands still: int32[h], 0..3.

    Near means within the parameter ``grade.near``. Who recants moves to the line, and is not vindicated by it.
    """
    s = world.scenario
    who = args[0]
    near = s.parameter["grade.near"]
    stood = np.asarray(s.positions)[np.maximum(who, 0)]
    stands = world.position[np.arange(world.histories), np.maximum(who, 0)]
    there = (np.abs(world.line - stood) <= near) & (np.abs(stands - stood) <= near)
    return np.where(who < 0, 0, there.sum(axis=1)).astype(np.int32)


def old_guard_of(scenario: Scenario) -> tuple[int, ...]:
    """The persons a scenario calls the old guard; where it names none, the full members of its first day."""
    return scenario.old_guard or tuple(
        int(p) for p in np.flatnonzero(np.asarray(scenario.rung) == Rung.POLITBURO)
    )


def old_guard(world: World, args: Args) -> IntArray:
    """How many of the old guard are full members of the Politburo: int32[h]."""
    members = list(old_guard_of(world.scenario))
    found: IntArray = (world.rung[:, members] == Rung.POLITBURO).sum(axis=1).astype(np.int32)
    return found


SEEN = frozenset(
    ("rung", "holder", "line", "position", "pages", "ownership", "dial", "fear", "first", "secretaries", "cells",
     "reports", "reversals", "offices", "fortress", "vindicated", "old-guard", "mantle", "army", "press")
)  # fmt: skip
"""Quantities that are read from what everybody may see: a View will do for them in place of the World."""

"""Ambitions: each contender secretly wants one of three things of the whole game (rulebook 4).

A scenario writes them in the language of conditions; where it writes none, everybody has the same three: to
lead, to keep his seat, to have the first word in doctrine.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import dice
from game.rules.changes import Changes
from game.rules.conditions import all_hold
from game.rules.hearsay import minds
from game.rules.scenario import Ambition, Condition, Scenario
from game.rules.terms import MANTLE, PERSONA, BoolArray, Rung
from game.rules.world import World

USUAL = ("lead", "seat", "word")
"""Ids of the ambitions of whoever has none of his own."""


@lru_cache(maxsize=8)
def of(scenario: Scenario) -> tuple[tuple[Ambition, ...], ...]:
    """The three ambitions of each contender, in the order of the scenario's file."""
    own = scenario.ambitions or ((),) * len(scenario.contenders)
    return tuple(three or _usual(k) for k, three in enumerate(own))


def _usual(k: int) -> tuple[Ambition, ...]:
    """What contender `k` may want where a scenario says nothing."""
    ways = (
        Condition("leads", (k,), "=", 1),
        Condition("rung", (k,), "=", int(Rung.POLITBURO)),
        Condition("highest", (MANTLE, k), "=", 1),
    )
    return tuple(Ambition(name, ((way,),)) for name, way in zip(USUAL, ways, strict=True))


def draw(world: World) -> None:
    """Let every contender choose his ambition at the opening: by temperament and his own mood.

    The mood is drawn from his own mind and named by the ambition's id, so that no order of a file decides. A person
    may choose otherwise in the first quarter (order ``aim``). Assumption: no source measures ambition.
    """
    s = world.scenario
    c = len(s.contenders)
    mind = minds(world, tuple(range(c)))
    ch = Changes(world)
    for k, three in enumerate(of(s)):
        ids = tuple(a.id for a in three)
        score = dice.bell(mind[:, k], 0, "ambition", s.parameter["ambition.mood"], ids).astype(np.int64)
        words = dict(zip(PERSONA, np.asarray(s.persona)[k].tolist(), strict=True))
        for n, ambition in enumerate(three):
            score[:, n] += sum(weight * words[word] // 1000 for word, weight in ambition.urge)
        key = score * 4 + dice.places("ambition", ids, 1)
        chosen = key.argmax(axis=1).astype(np.int32)
        ch.put("ambition", (k,), chosen, np.ones(world.histories, dtype=bool), "ambition.drawn", k)
    ch.apply()


def met(world: World) -> BoolArray:
    """Whether each contender's own ambition is met as things stand: bool[h, c]."""
    out = np.zeros(world.ambition.shape, dtype=bool, order="F")
    for k, three in enumerate(of(world.scenario)):
        for n, ambition in enumerate(three):
            rows = np.flatnonzero(world.ambition[:, k] == n)
            if len(rows):
                out[rows, k] = any_way(world.excerpt(rows), ambition.ways)
    return out


def any_way(world: World, ways: tuple[tuple[Condition, ...], ...]) -> BoolArray:
    """Whether all conditions of one of several ways hold: bool[h]; without any way it always holds."""
    out: BoolArray = np.full(world.histories, not ways)
    for way in ways:
        out |= all_hold(world, way)
    return out


def name(world: World, k: int) -> str:
    """The id of the ambition that contender `k` holds in a single game."""
    return of(world.scenario)[k][int(world.ambition[0, k])].id

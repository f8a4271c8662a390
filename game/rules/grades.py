"""Grades: what each contender's game came to, judged once at the end (rulebook 4).

Nothing here counts exile, arrest or death for anybody: a grade looks only at where its own man stands.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np

from game.rules import ambitions, country, endings, reached
from game.rules.changes import Changes
from game.rules.scenario import Collective
from game.rules.terms import ENDINGS, BoolArray, IntArray, Rung, plainly
from game.rules.world import World


@plainly
class Grade(IntEnum):
    """What a game came to for one contender."""

    FALLEN = 0
    SURVIVED = 1
    HONOURED = 2
    PREVAILED = 3


GRADES: Final = ("fallen", "survived", "honoured", "prevailed")
"""Grades as files and results write them, lowest first."""
_USUAL: Final = Collective(int(Grade.HONOURED))


def judge(world: World) -> IntArray:
    """The grade of each contender as things stand: int32[h, c], places in GRADES.

    Prevailed: his ambition is met and he sits in the Central Committee or higher. Honoured: it is met though he is
    outside, or he leads alone or with others without it. Survived: he is in the party. Fallen: he is not. Under a
    collective leadership who is in the party gets at least the grade that the scenario names for him; to prevail
    by it he too must sit in the Central Committee. The dead are not honoured. After a shared failure nobody is
    above Survived.
    """
    s = world.scenario
    c = len(s.contenders)
    ending = endings.judge(world)
    rung = world.rung[:, :c]
    inside, seated = rung >= Rung.MEMBER, rung >= Rung.CC
    met = ambitions.met(world)
    plain = np.where(inside, int(Grade.SURVIVED), int(Grade.FALLEN))
    out = np.where((met & (rung > Rung.DEAD)) | reached.leading(ending), int(Grade.HONOURED), plain)
    out = np.where(met & seated, int(Grade.PREVAILED), out)
    together = ending.kind == ENDINGS.index("collective-leadership")
    if together.any():
        for k, column in enumerate(s.collective or (_USUAL,) * c):
            given = np.full(world.histories, column.grade)
            if column.ways:
                given = np.where(ambitions.any_way(world, column.ways), given, int(Grade.HONOURED))
            given = np.where(seated[:, k], given, np.minimum(given, int(Grade.HONOURED)))
            out[:, k] = np.where(together & inside[:, k], np.maximum(out[:, k], given), out[:, k])
    return np.where(failed(world, ending)[:, None], plain, out).astype(np.int32)


def failed(world: World, ending: endings.Ending) -> BoolArray:
    """Whether all have failed together: the party split, the army rules, or hunger two years running: bool[h]."""
    lost = (ENDINGS.index("party-split"), ENDINGS.index("military-rule"))
    found: BoolArray = np.isin(ending.kind, lost) | (world.hungry >= world.scenario.parameter["grade.years"])
    return found


def reckon(ch: Changes) -> None:
    """Count hungry years: in the autumn of each year deliveries are held against what a town needs to eat.

    Enough years in a row stay counted for good; a better year before that clears the count.
    """
    world = ch.world
    s = world.scenario
    if (s.first_quarter + world.quarter) % 4 != 3:
        return
    poor = country.procurement(world) < s.parameter["grade.hunger"]
    kept = world.hungry >= s.parameter["grade.years"]
    ch.add("hungry", (), np.where(kept, 0, np.where(poor, 1, -world.hungry)), "reckoning.hungry")

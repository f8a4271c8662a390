"""Houses: the trade-union congress and the executive of the Comintern, with delegates and an office of their own.

Who heads such a house brings his apparatus to it; the rest comes from the works, or from parties that look to whoever
holds the secretaries at home. So a head of the unions does not fall by one vote: his house must be besieged.
"""

from __future__ import annotations

import numpy as np

from game.rules import power
from game.rules.choose import apportion
from game.rules.scenario import Agenda, Scenario, Sitting
from game.rules.terms import COMINTERN, NOBODY, UNIONS, IntArray, LongArray, Motion
from game.rules.world import World

HOUSES = (UNIONS, COMINTERN)
INDUSTRIAL = 2
"""The bit of a region that is industrial."""


def offices_of(scenario: Scenario, body: int) -> tuple[int, ...]:
    """The offices that a house elects to, in the order of their names."""
    found = [n for n, office in enumerate(scenario.offices) if office.body == body]
    return tuple(sorted(found, key=lambda n: scenario.offices[n].id))


def agenda(scenario: Scenario, body: int) -> tuple[Agenda, ...]:
    """What a house votes on without an order: whether it keeps who holds its office."""
    return tuple(Agenda(int(Motion.CONFIRM), o, NOBODY, 0, NOBODY) for o in offices_of(scenario, body))


def delegates(world: World, sitting: Sitting, tie: IntArray) -> LongArray:
    """Delegates of each bloc: int64[h, 1, x]; they add up to the sitting's seats.

    `house.unions` or `house.comintern` per mille go with who answers for its first office; of the unions the rest
    follows the cells of the industrial regions, of the Comintern the secretaries at home.
    """
    s = world.scenario
    c = len(s.contenders)
    if sitting.body == UNIONS:
        works = np.flatnonzero(np.asarray(s.towns) & INDUSTRIAL)
        works = works if len(works) else np.arange(len(s.regions))
        rest = power.weighted(world.cells[:, works], world.members[:, works])
    else:
        rest = power.control(world)
    own = s.parameter["house.unions" if sitting.body == UNIONS else "house.comintern"]
    claims = np.zeros((world.histories, c + 1), dtype=np.int64)
    claims[:, :c] = rest.astype(np.int64) * (1000 - own)
    claims[:, c] = (1000 - rest.sum(axis=1, dtype=np.int64)) * (1000 - own)
    held = offices_of(s, sitting.body)
    head = power.boss(world)[:, held[0]] if held else np.full(world.histories, NOBODY)
    # The apparatus of a head who is nobody's man is nobody's.
    claims[np.arange(world.histories), np.where(head >= 0, head, c)] += 1000 * own
    return apportion(claims, sitting.seats, tie)[:, None]

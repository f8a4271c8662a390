"""Roles: how a scenario means "whoever holds that office" instead of a name.

A compiled argument is an index when it is 0 or more; below that it is one of the codes here.
"""

from __future__ import annotations

import numpy as np

from game.rules.terms import IntArray
from game.rules.world import World

ASKED = -2
"""The contender whom the event asks."""
ALL = -3
"""Every figure, region or contender, where an effect allows it."""
STRONGEST = -4
"""The contender with the largest General Secretary control."""
FEARED = -5
"""The contender with the highest menace."""
_HOLDER = -100

WORDS: dict[str, int] = {"asked": ASKED, "all": ALL, "strongest": STRONGEST, "feared": FEARED}


def holder_of(office: int) -> int:
    """The code of "holder of this office".

    >>> holder_of(0), holder_of(3)
    (-100, -103)
    """
    return _HOLDER - office


def office_of(code: int) -> int | None:
    """The office a code means, or None when it is not such a role.

    >>> office_of(-103), office_of(-2)
    (3, None)
    """
    return _HOLDER - code if code <= _HOLDER else None


def contender(world: World, code: int, asked: int | IntArray | None = None) -> IntArray:
    """The contender a compiled argument means in each history: int32[h], -1 for nobody.

    An office held by a figure answers to the figure's patron.
    """
    h = world.histories
    if code >= 0:
        return np.full(h, code, dtype=np.int32)
    if code == ASKED:
        if asked is None:
            raise ValueError("nobody was asked here")
        return np.broadcast_to(np.asarray(asked, dtype=np.int32), (h,))
    from game.rules import power

    office = office_of(code)
    if office is not None:
        found: IntArray = power.boss(world)[:, office]
        return found
    if code == STRONGEST:
        score = power.control(world)
    elif code == FEARED:
        score = power.menace(world)
    else:
        raise ValueError(f"unknown role {code}")
    from game.rules.choose import best

    return best(world, score, "role", world.scenario.contenders)


def person(world: World, code: int, asked: int | IntArray | None = None) -> IntArray:
    """The person a compiled argument means: as `contender`, but an office is its holder himself."""
    office = office_of(code)
    if office is not None:
        return world.holder[:, office]
    return contender(world, code, asked)

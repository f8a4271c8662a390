"""Inclination: whom a politician likes and whom he dreads beyond reason, the same from the first quarter to the last.

What passed between these men in person nobody recorded. Every history draws it anew, by names, so that the same
temperaments do not make the same alliances in all of them. It is seen from his own mind alone: nobody else's.
"""

from __future__ import annotations

import numpy as np

from game.rules import dice
from game.rules.terms import IntArray
from game.rules.view import Views

LIKING = 160
"""How far a liking without a reason goes in bargaining, in points of ``talks.worth`` (assumption)."""
DREAD = 300
"""How far one man looms larger or smaller than he is, per mille of what all take him for (assumption)."""


def _drawn(views: Views, question: str, most: int) -> IntArray:
    """Bell-shaped draws within +-`most` for each viewer and contender, none for himself: int32[h, v, c]."""
    names = views.scenario.contenders
    flat = dice.blur(views.mind, 0, question, most, names)
    out = flat.reshape(views.histories, len(views.seats), len(names), order="F")
    out[:, views.order, views.seats] = 0
    return out


def liking(views: Views) -> IntArray:
    """How much each viewer likes each contender beyond what he has of him: int32[h, v, c], within +-LIKING."""
    if "liking" not in views.scratch:
        views.scratch["liking"] = _drawn(views, "liking", LIKING)
    found: IntArray = views.scratch["liking"]
    return found


def dreaded(views: Views) -> IntArray:
    """How menacing each contender looks to each viewer: int32[h, v, c].

    What all take him for, DREAD per mille more or less.
    """
    if "dreaded" not in views.scratch:
        factor = np.int32(1000) + _drawn(views, "dread", DREAD)
        views.scratch["dreaded"] = views.menace[:, None] * factor // np.int32(1000)
    found: IntArray = views.scratch["dreaded"]
    return found


__all__ = ["DREAD", "LIKING", "dreaded", "liking"]

"""Wooing: what the wants and red lines of undecided figures are worth to a politician.

All may read wants, so a man who is nobody's is wooed with what he wants; what he does not forgive is avoided while he
can still be lost. Weights are assumptions, tuned by play.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from game.rules import redlines
from game.rules.scenario import Scenario
from game.rules.terms import (
    GOODS,
    MEASURES,
    OUTPUT,
    PEASANTS,
    PRICE,
    RED_LINES,
    SCARE,
    WANTS,
    WORKERS,
    IntArray,
    Rung,
)
from game.rules.view import Views

VOTE = 8
"""What one wavering member of the Politburo is worth in a decision that pleases him."""
GRUDGE = 40
"""What it is worth not to cross the red line of one seated figure."""
PEACE, TENURE, PEASANT, WORKS = (WANTS.index(word) for word in ("peace", "tenure", "peasants", "industry"))
BULK, STAFF = RED_LINES.index("bulk-expulsion"), RED_LINES.index("politics-in-staff")


def waverers(views: Views) -> IntArray:
    """Full members among the figures whom each viewer neither owns nor has lost, by want: int32[h, v, 8]."""
    if "waverers" not in views.scratch:
        s = views.scenario
        c = len(s.contenders)
        out = np.zeros((views.histories, len(views.seats), len(WANTS)), dtype=np.int32, order="F")
        full = views.rung[:, c:] == Rung.POLITBURO
        for f in np.flatnonzero(full.any(axis=0)) if len(s.wants) else ():
            for v, k in enumerate(views.seats):
                wavers = (np.abs(views.lean[:, v, f, k] - np.int32(250)) < 450) & full[:, f]
                for want in s.wants[f]:
                    if want >= 0:
                        out[:, v, want] += wavers
        views.scratch["waverers"] = out
    found: IntArray = views.scratch["waverers"]
    return found


def pulled(views: Views) -> IntArray:
    """How many more waverers a step to industry would please than a step away from it: int32[h, v]."""
    by = waverers(views)
    found: IntArray = by[:, :, WORKS] - by[:, :, PEASANT]
    return found


def cost(views: Views, red: int) -> IntArray:
    """What each viewer would lose by crossing a red line: int32[h, v], so much for each seated figure not yet lost."""
    name = f"grudges.{red}"
    if name not in views.scratch:
        s = views.scenario
        c = len(s.contenders)
        out = np.zeros((views.histories, len(views.seats)), dtype=np.int32, order="F")
        for f in redlines.strict(s)[red]:
            seated = views.rung[:, c + f] >= Rung.CC
            for v, k in enumerate(views.seats):
                open_ = (views.lean[:, v, f, k] > -200) & (views.crossed[:, f, k] == 0)
                out[:, v] += np.int32(GRUDGE) * (seated & open_)
        views.scratch[name] = out
    found: IntArray = views.scratch[name]
    return found


def meddling(views: Views) -> IntArray:
    """What it costs to court commanders without answering for the army: int32[h, v]."""
    office = views.scenario.office_with("court")
    if office < 0 or not len(redlines.strict(views.scenario)[STAFF]):
        return np.zeros((1, 1), dtype=np.int32)
    # A chance of being seen, not a certainty.
    found: IntArray = cost(views, STAFF) // 4 * (views.boss[:, :, office] != views.seats)
    return found


def of_choice(views: Views, event: int, choice: int, viewer: int) -> IntArray:
    """What a choice in an event is worth by the wants it serves and the red lines it crosses: int32[h] or [1]."""
    favour, crosses = _moves(views.scenario, event, choice)
    out: IntArray = np.zeros(1, dtype=np.int32)
    if favour.any():
        out = (waverers(views)[:, viewer] * favour).sum(axis=1, dtype=np.int32) // np.int32(8)
    for red in crosses:
        out = out - cost(views, red)[:, viewer]
    return out


@lru_cache(maxsize=512)
def _moves(scenario: Scenario, event: int, choice: int) -> tuple[IntArray, tuple[int, ...]]:
    """How far a choice moves the country toward each want, in points of a dial: int32[8]; the red lines it crosses."""
    out = dict.fromkeys(WANTS, 0)
    crosses = []
    for effect in scenario.events[event].choices[choice].effects:
        if effect.table == "dial" and not effect.absolute:
            for word, per_mille in _SERVES.get(effect.args[0], ()):
                out[word] += effect.amount * per_mille // 1000
        elif effect.table == "offence":
            crosses.append(effect.args[0])
    return np.array([out[word] for word in WANTS], dtype=np.int32), tuple(crosses)


_SERVES: dict[int, tuple[tuple[str, int], ...]] = {
    PEASANTS: (("peasants", 1000), ("army", 500)),
    PRICE: (("peasants", 300),),
    MEASURES: (("peasants", -400), ("army", -200)),
    WORKERS: (("workers", 1000),),
    GOODS: (("workers", -300),),
    OUTPUT: (("industry", 1000),),
    SCARE: (("army", -500),),
}
"""Which wants a dial serves when it rises, per mille of a point."""

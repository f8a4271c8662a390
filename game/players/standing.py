"""Standing instructions: what a person leaves behind for the quarters that he does not play himself.

Between chapters his seat plays by its own temperament; the instruction leans it one way. How far is an assumption.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from game.rules import motions, orders
from game.rules.scenario import Scenario
from game.rules.terms import NOBODY, IntArray, Motion
from game.rules.votes import Docket

KINDS: Final = ("build", "wait", "court", "attack", "defend")
"""What an instruction can be; the last two name a contender."""
PERSONAL: Final = ("attack", "defend")
LEAN = 90
"""What an order that the instruction asks for gains, in points of utility (assumption)."""
WORD = 400
"""How far the instruction moves what is wanted of a sanction on the floor (assumption)."""
_ASKED: Final = {
    "build": {"place": 1, "prepare": 1, "transfer": 1, "tour": 1, "levy": 1, "expound": 1, "run": 1},
    "wait": {"rest": 2, "polemic": -1, "rumour": -1, "charge": -2, "table": -1, "line": -1, "inspect": -1},
    "court": {"lobby": 1, "sound": 1, "court": 1, "polemic": -1},
    "attack": {},
    "defend": {},
}
"""How many times LEAN an order of a kind gains."""
_AT_HIM: Final = {"polemic": -1, "charge": -1, "inspect": -1, "sound": 1}
"""Orders at a contender: whether one attacks him by them or comes nearer to him."""


@dataclass(frozen=True)
class Standing:
    """What to lean to until the next chapter: a kind of KINDS and, for two of them, a contender."""

    kind: str
    target: int = NOBODY


def read(scenario: Scenario, seat: int, text: str) -> Standing | None:
    """An instruction as it is written, ``wait`` or ``attack:NAME``; None for what is none, or names oneself."""
    kind, _, name = text.partition(":")
    if kind not in KINDS or (kind in PERSONAL) != bool(name):
        return None
    if not name:
        return Standing(kind)
    if name not in scenario.contenders or name == scenario.contenders[seat]:
        return None
    return Standing(kind, scenario.contenders.index(name))


def written(scenario: Scenario, seat: int) -> tuple[str, ...]:
    """Every instruction that a seat can leave, as it is written."""
    others = [n for k, n in enumerate(scenario.contenders) if k != seat]
    plain = [k for k in KINDS if k not in PERSONAL]
    return (*plain, *(f"{kind}:{name}" for kind in PERSONAL for name in others))


@lru_cache(maxsize=64)
def bias(scenario: Scenario, standing: Standing) -> IntArray:
    """What each option gains or loses: int32[options]."""
    out = np.zeros(len(orders.options(scenario)), dtype=np.int32)
    asked = _ASKED[standing.kind]
    sign = {"attack": -1, "defend": 1}.get(standing.kind, 0)
    for n, option in enumerate(orders.options(scenario)):
        kind = orders.KINDS[option.kind].id
        out[n] = LEAN * asked.get(kind, 0)
        if sign and kind in _AT_HIM and option.target == standing.target:
            out[n] = LEAN * sign * _AT_HIM[kind]
        if sign and kind == "table":
            m = motions.catalogue(scenario)[option.target]
            if m.kind == Motion.SANCTION and m.subject == standing.target:
                out[n] = -LEAN * sign
    return out


def on_the_floor(docket: Docket, standing: Standing) -> IntArray:
    """How far it moves what is wanted of each motion: int32[h, slots]; only a sanction on the man it names."""
    if standing.kind not in PERSONAL:
        return np.zeros(docket.motion.shape, dtype=np.int32)
    about = (docket.motion == Motion.SANCTION) & (docket.subject == standing.target)
    found: IntArray = about * np.int32(WORD if standing.kind == "attack" else -2 * WORD)
    return found


__all__ = ["KINDS", "LEAN", "PERSONAL", "WORD", "Standing", "bias", "on_the_floor", "read", "written"]

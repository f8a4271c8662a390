"""What machines leave alone: kinds of order, clauses and motions closed to them for an ablation.

The rules do not change: a person's order, a recorded line or a changed line may still use what machines do without.
Names are those of records (`place`, `region`, `secret-ballot`, `sanction-5`); `pacts`, `theory` and `distance` are
words of their own.
"""

from __future__ import annotations

from difflib import get_close_matches
from functools import lru_cache

import numpy as np

from game.rules import motions, orders
from game.rules.pacts import CLAUSE_COLUMNS
from game.rules.scenario import Scenario
from game.rules.terms import CLAUSES, MOTION_IDS, BoolArray, IntArray, Motion

PACTS, THEORY, DISTANCE = "pacts", "theory", "distance"
WORDS = (PACTS, THEORY, DISTANCE)
"""No offers at all; no asking who would be next in a pact; no distance of doctrine between partners."""
_STRUCTURAL = (Motion.DELEGATION, Motion.COMMISSION)
_KINDS = (
    Motion.SANCTION,
    Motion.FILL,
    Motion.SECRETARY,
    Motion.RETURN,
    Motion.SEAT,
    Motion.RELIEVE,
    *_STRUCTURAL,
)


@lru_cache(maxsize=1)
def names() -> dict[str, tuple[str, str]]:
    """Everything machines can do without: by its name, what sort of thing it is and what it is called there.

    A name that stands for two sorts of thing is written with the sort before it: ``clause:report``.

    >>> names()["place"], names()["secret-ballot"], names()["order:place"]
    (('order', 'place'), ('motion', 'secret-ballot'), ('order', 'place'))
    """
    listed = [("word", word) for word in WORDS]
    listed += [("order", kind.id) for kind in orders.KINDS]
    listed += [("clause", word) for word in CLAUSES]
    listed += [("motion", MOTION_IDS[kind]) for kind in _KINDS]
    listed += [("motion", f"sanction-{n}") for n in range(1, 9)]
    listed += [("motion", law.id) for law in motions.STATUTES]
    out: dict[str, tuple[str, str]] = {}
    for sort, word in listed:
        out[f"{sort}:{word}"] = (sort, word)
        if [other for _, other in listed].count(word) == 1:
            out[word] = (sort, word)
    return out


def structural() -> tuple[str, ...]:
    """The structural motions by name: statutes, delegations, commissions."""
    return (*(law.id for law in motions.STATUTES), *(MOTION_IDS[kind] for kind in _STRUCTURAL))


def near(word: str) -> str:
    """The name that a mistyped word is nearest to, or nothing."""
    found = get_close_matches(word, list(names()), n=1)
    return found[0] if found else ""


def does_without(scenario: Scenario, word: str) -> bool:
    """Whether machines do without one of WORDS."""
    return bool(scenario.without) and ("word", word) in _left(scenario)


def _left(scenario: Scenario) -> set[tuple[str, str]]:
    return {names()[word] for word in scenario.without}


@lru_cache(maxsize=64)
def options(scenario: Scenario) -> BoolArray | None:
    """Which options of orders machines leave alone: bool[n], or None where they leave nothing alone."""
    if not scenario.without:
        return None
    left = _left(scenario)
    catalogue = motions.catalogue(scenario)
    out = np.zeros(len(orders.options(scenario)), dtype=bool)
    for n, option in enumerate(orders.options(scenario)):
        kind = orders.KINDS[option.kind]
        out[n] = ("order", kind.id) in left
        if kind.id == "table":
            m = catalogue[option.target]
            first, _, rest = m.token.partition(":")
            out[n] |= any(("motion", word) in left for word in (first, MOTION_IDS[m.kind], rest))
    return out


def clauses(scenario: Scenario) -> tuple[int, ...]:
    """Places in CLAUSES that machines never offer."""
    if not scenario.without:
        return ()
    left = _left(scenario)
    return tuple(n for n, word in enumerate(CLAUSES) if ("clause", word) in left)


def drop(scenario: Scenario, offers: IntArray) -> IntArray:
    """Offers int32[..., columns] with the clauses left out that machines do without."""
    for n in clauses(scenario):
        offers[..., CLAUSE_COLUMNS[n]] = 0
    return offers

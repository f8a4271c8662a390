"""Counting endings: how often each, who led, how sure that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.analysis.intervals import paired_difference, verdict, wilson
from game.rules.grades import GRADES
from game.rules.scenario import Scenario
from game.rules.terms import ENDINGS, BoolArray, IntArray

LEADING = ("sole-leader", "duumvirate", "triumvirate", "military-rule")
"""Endings that name who leads; in the others nobody is named."""

Cell = tuple[str, tuple[str, ...]]
"""An ending and the sorted ids of those who lead."""


@dataclass(frozen=True)
class Outcome:
    """How often one ending came, with whom, and the 95 % interval of that share."""

    ending: str
    who: tuple[str, ...]
    count: int
    share: float
    low: float
    high: float

    def fields(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "ending": self.ending,
            "who": list(self.who),
            "share": self.share,
            "low": self.low,
            "high": self.high,
            "count": self.count,
        }


@dataclass(frozen=True)
class Graded:
    """How often a contender got one grade, and the 95 % interval of that share."""

    grade: str
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Difference:
    """How much more often an ending comes after the change than before it."""

    ending: str
    who: tuple[str, ...]
    difference: float
    low: float
    high: float
    verdict: str

    def fields(self) -> dict[str, object]:
        """As JSON has it."""
        return {
            "ending": self.ending,
            "who": list(self.who),
            "difference": self.difference,
            "low": self.low,
            "high": self.high,
            "verdict": self.verdict,
        }


def cells(scenario: Scenario, kind: IntArray, who: BoolArray) -> list[Cell]:
    """The ending of each history in words: ``kind`` int32[h], ``who`` bool[h, c]."""
    ids = scenario.contenders
    out: list[Cell] = []
    for k, row in zip(kind.tolist(), who.tolist(), strict=True):
        ending = ENDINGS[k]
        led = tuple(sorted(name for name, leads in zip(ids, row, strict=True) if leads))
        out.append((ending, led if ending in LEADING else ()))
    return out


def outcomes(found: list[Cell]) -> list[Outcome]:
    """Every ending with its share and Wilson's interval; shares add up to one.

    Endings stand in their published order, within one the most frequent first; an ending that never came
    is listed once with share 0. Raises ValueError for no histories.
    """
    total = len(found)
    count = Counter(found)
    out = []
    for ending in ENDINGS:
        mine = [(cell, n) for cell, n in count.items() if cell[0] == ending] or [((ending, ()), 0)]
        for (_, who), n in sorted(mine, key=lambda item: (-item[1], item[0])):
            out.append(Outcome(ending, who, n, n / total, *wilson(n, total)))
    return out


def leaders(scenario: Scenario, found: list[Cell]) -> dict[str, float]:
    """For each contender the share of histories in which he alone leads."""
    total = len(found)
    return {c: sum(cell == ("sole-leader", (c,)) for cell in found) / total for c in scenario.contenders}


def coleaders(scenario: Scenario, found: list[Cell]) -> dict[str, float]:
    """For each contender his share of leadership: 1 where he alone leads, 1/n where he is one of n."""
    total = len(found)
    out = dict.fromkeys(scenario.contenders, 0.0)
    # Whole counts first: a sum of many thirds would depend on the order of the histories.
    for (ending, who), n in sorted(Counter(found).items()):
        if ending in ("sole-leader", "duumvirate", "triumvirate"):
            for c in who:
                out[c] += n / len(who) / total
    return out


def heads(scenario: Scenario, head: IntArray) -> dict[str, float]:
    """Who heads the collective leaderships, as shares of all histories; those who never do are left out."""
    total = len(head)
    places, counts = np.unique(head[head >= 0], return_counts=True)
    ids = scenario.people
    return {ids[p]: n / total for p, n in zip(places.tolist(), counts.tolist(), strict=True)}


def graded(scenario: Scenario, grade: IntArray) -> dict[str, list[Graded]]:
    """For each contender every grade with its share and Wilson's interval, lowest first: from int32[h, c].

    The shares of a contender add up to one. Raises ValueError for no histories.
    """
    total = len(grade)
    counts = {c: np.bincount(grade[:, k], minlength=len(GRADES)) for k, c in enumerate(scenario.contenders)}
    return {
        c: [
            Graded(name, n, n / total, *wilson(n, total))
            for name, n in zip(GRADES, row.tolist(), strict=True)
        ]
        for c, row in counts.items()
    }


@dataclass(frozen=True)
class Turn:
    """How often a turn of the struggle came, with Wilson's interval, and the band it is held against."""

    id: str
    count: int
    share: float
    low: float
    high: float
    band: tuple[int, int] | None

    @property
    def held(self) -> bool | None:
        """Whether the share lies in the band; None where there is none."""
        return None if self.band is None else self.band[0] <= 100 * self.share <= self.band[1]

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        band = list(self.band) if self.band else None
        return {
            "id": self.id,
            "share": self.share,
            "low": self.low,
            "high": self.high,
            "band": band,
            "held": self.held,
        }


def turns(scenario: Scenario, came: BoolArray) -> list[Turn]:
    """Every turn of the struggle in the order of the scenario, from bool[h, beats]; raises ValueError for no histories."""
    total = len(came)
    counts = came.sum(axis=0).tolist()
    return [
        Turn(beat.id, n, n / total, *wilson(n, total), beat.band)
        for beat, n in zip(scenario.beats, counts, strict=True)
    ]


def differences(before: list[Cell], after: list[Cell]) -> list[Difference]:
    """The change in each ending between two runs of the same seeds, with Newcombe's paired interval.

    `before` and `after` are paired by place. Endings that came in neither are listed once.
    """
    seen = set(before) | set(after)
    for ending in ENDINGS:
        if not any(cell[0] == ending for cell in seen):
            seen.add((ending, ()))
    out = []
    for cell in sorted(seen, key=lambda cell: (ENDINGS.index(cell[0]), cell[1])):
        both = first = second = neither = 0
        for old, new in zip(before, after, strict=True):
            was, now = old == cell, new == cell
            both += was and now
            first += was and not now
            second += now and not was
            neither += not (was or now)
        by, low, high = paired_difference(both, first, second, neither)
        out.append(Difference(*cell, by, low, high, verdict(low, high)))
    return out


@dataclass(frozen=True)
class Shift:
    """How much oftener something came in the second of two paired runs, with Newcombe's interval."""

    id: str
    before: float
    difference: float
    low: float
    high: float
    verdict: str

    def fields(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "id": self.id,
            "baseline": self.before,
            "difference": self.difference,
            "low": self.low,
            "high": self.high,
            "verdict": self.verdict,
        }


def shifts(ids: Sequence[str], before: BoolArray, after: BoolArray) -> list[Shift]:
    """For each of several things, from bool[h, n] in two runs of the same seeds, how much oftener it came."""
    out = []
    for n, id in enumerate(ids):
        was, now = before[:, n], after[:, n]
        both, first, second = (int(x.sum()) for x in (was & now, was & ~now, now & ~was))
        by, low, high = paired_difference(both, first, second, len(was) - both - first - second)
        out.append(Shift(id, float(was.mean()), by, low, high, verdict(low, high)))
    return out

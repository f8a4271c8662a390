"""How much of the replay hangs on single numbers: starting shares shifted a little, and each vote left out in turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

import numpy as np

from game.analysis.follow import Followed
from game.analysis.plan import with_parameters
from game.record import Record
from game.record.replay import opening
from game.rules import dice
from game.rules.anchors import UNSEEN, Anchor, Watch
from game.rules.scenario import Scenario
from game.rules.terms import IntArray

SHIFT: Final = 50
"""Per mille by which a starting share may be shifted either way."""
WIDER: Final = 3
"""Times an anchor's tolerance that a result may be off when the shares are shifted."""
FITTED: Final = {"vote.patron": (-60, 0, 60), "vote.draft": (-20, 0, 20), "discipline.floor": (-150, 0, 150)}
"""What is fitted anew for each vote left out: steps from the scenario's own numbers."""


@dataclass(frozen=True)
class Shifted:
    """One vote of the record in the replay and in replays with shifted shares."""

    anchor: str
    record: int
    tolerance: int
    replay: int
    low: int
    high: int
    within: int
    """In how many of the shifted replays it lay within ``WIDER`` times the tolerance."""
    of: int


@dataclass(frozen=True)
class LeftOut:
    """One vote predicted from numbers that were fitted to all the others."""

    anchor: str
    record: int
    tolerance: int
    predicted: int
    numbers: Mapping[str, int]

    @property
    def held(self) -> bool:
        """Whether the prediction lies within the tolerance."""
        return abs(self.predicted - self.record) <= self.tolerance


def counted(anchors: tuple[Anchor, ...]) -> list[Anchor]:
    """The anchors that are votes with a number to hit."""
    return [a for a in anchors if a.kind == "vote" and a.weight and a.expected.isdigit()]


def votes_of(
    scenario: Scenario, record: Record, script: Followed, anchors: tuple[Anchor, ...]
) -> dict[str, int]:
    """Replay the recorded decisions, where each is still allowed, and read off the votes that were held.

    What is no longer allowed is left to the default; nobody else decides anything.
    """
    watch = Watch(scenario, anchors)
    play = opening(record, scenario, watch=watch)
    seats = range(len(scenario.contenders))
    while not play.over:
        decisions: list[IntArray] = []
        for seat in seats:
            neutral = play.default(seat)
            written = script.written(play, seat, neutral)
            decisions.append(neutral if written is None or not written.fits[0] else written.given)
        play.submit(decisions)
    found = {a.id: int(watch.seen[a.id][0]) for a in counted(anchors) if a.id in watch.seen}
    return {name: value for name, value in found.items() if value != UNSEEN}


def shifted(scenario: Scenario, name: str) -> Scenario:
    """The scenario with every contender's share of secretaries and cells shifted by up to ``SHIFT`` per mille of itself.

    The unaligned take what is left of the thousand. The shifts are drawn by `name`.
    """
    seed = dice.seed_of(name)
    tables: dict[str, IntArray] = {}
    for table in ("secretaries", "cells"):
        shares = np.array(getattr(scenario, table), dtype=np.int64)
        cells = tuple(f"{r}/{k}" for r in scenario.regions for k in scenario.contenders)
        by = dice.between(seed, 0, f"shift.{table}", -SHIFT, SHIFT, cells)[0].reshape(shares[:, :-1].shape)
        shares[:, :-1] += shares[:, :-1] * by // 1000
        over = np.maximum(shares[:, :-1].sum(axis=1) - 1000, 0)
        # Where the shares of a full region grow beyond it, the largest gives way.
        shares[np.arange(len(shares)), shares[:, :-1].argmax(axis=1)] -= over
        shares[:, -1] = 1000 - shares[:, :-1].sum(axis=1)
        tables[table] = shares.astype(np.int32)
    return replace(scenario, secretaries=tables["secretaries"], cells=tables["cells"])


def perturbed(
    scenario: Scenario, anchors: tuple[Anchor, ...], record: Record, seed: str, many: int
) -> list[Shifted]:
    """The votes of the record in `many` replays with shifted starting shares."""
    script = Followed(scenario, record)
    chosen = counted(anchors)
    plain = votes_of(scenario, record, script, anchors)
    runs = [votes_of(shifted(scenario, f"{seed}/{n}"), record, script, anchors) for n in range(many)]
    out = []
    for a in chosen:
        values = [run[a.id] for run in runs if a.id in run]
        if a.id not in plain or not values:
            continue
        expected = int(a.expected)
        near = sum(abs(v - expected) <= WIDER * a.tolerance for v in values)
        out.append(
            Shifted(a.id, expected, a.tolerance, plain[a.id], min(values), max(values), near, len(runs))
        )
    return out


def left_out(scenario: Scenario, anchors: tuple[Anchor, ...], record: Record) -> list[LeftOut]:
    """Each counted vote predicted by the numbers of ``FITTED`` that fit all the other votes best.

    The grid is small on purpose: what is asked is whether one vote alone holds the numbers where they are.
    """
    script = Followed(scenario, record)
    own = dict(scenario.parameters)
    chosen = counted(anchors)
    grid: list[tuple[dict[str, int], dict[str, int]]] = []
    for steps in product(*FITTED.values()):
        numbers = {name: own[name] + step for name, step in zip(FITTED, steps, strict=True)}
        changed = with_parameters(scenario, numbers)
        grid.append((numbers, votes_of(changed, record, script, anchors)))

    def off(votes: dict[str, int], a: Anchor) -> float:
        # A vote that did not take place is as wrong as one that missed by ten tolerances.
        if a.id not in votes:
            return 10.0 * a.weight
        return a.weight * min(abs(votes[a.id] - int(a.expected)) / max(a.tolerance, 1), 10.0)

    out = []
    for a in chosen:
        others = [b for b in chosen if b.id != a.id]
        numbers, votes = min(grid, key=lambda point: sum(off(point[1], b) for b in others))
        if a.id in votes:
            out.append(LeftOut(a.id, int(a.expected), a.tolerance, votes[a.id], numbers))
    return out

"""How far the program reproduces the record: the replay anchor by anchor, and free play held against the same facts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.analysis.anchored import fields
from game.analysis.intervals import wilson
from game.players import decide_all, level
from game.record import Record, resume
from game.rules import dice, quarter
from game.rules.anchors import Anchor, Watch, agreement
from game.rules.scenario import Scenario
from game.rules.terms import BoolArray, IntArray

CHUNK = 500
REJOINED = 80
"""Per cent of the weight of the last year's anchors that must hold for a history to have come back to the record."""
YEAR = 4


@dataclass(frozen=True)
class Line:
    """Agreement up to the end of one quarter, 0 to 100: of the replay, and of free play with the middle nine tenths."""

    quarter: str
    record: int
    low: int
    median: int
    high: int


@dataclass(frozen=True)
class Validation:
    """Everything `docs/validation.md` tells."""

    scenario: str
    seed: str
    histories: int
    replay: dict[str, Any]
    """As `replay` has it: anchors, sets, held, total, agreement."""
    lines: tuple[Line, ...]
    free: tuple[tuple[str, float], ...]
    """For each weighted anchor the share of free histories in which it holds."""
    partings: tuple[tuple[str, int], ...]
    """How many free histories part first in each quarter: miss an anchor, votes apart, that the replay holds."""
    rejoined: int
    """How many of them agree again with most of the last year."""
    low: float
    high: float
    """Wilson's interval of that share."""


def free_play(
    scenario: Scenario, anchors: tuple[Anchor, ...], seed: str, histories: int
) -> dict[str, BoolArray]:
    """Which anchors hold when politicians play freely: bool[h] for each weighted anchor, in the order of the file."""
    held: dict[str, list[BoolArray]] = {a.id: [] for a in anchors if a.weight}
    for first in range(0, histories, CHUNK):
        seeds = dice.seeds(seed, min(first + CHUNK, histories))[first:]
        watch = Watch(scenario, anchors)
        play = quarter.start(scenario, seeds, watch=watch)
        seats = [level("politician", scenario, k) for k in range(len(scenario.contenders))]
        while not play.over:
            play.submit(decide_all(play, seats), lawful=True)
        for a in anchors:
            if a.weight:
                held[a.id].append(watch.held(a))
    return {name: np.concatenate(parts) for name, parts in held.items()}


def validated(
    scenario: Scenario, anchors: tuple[Anchor, ...], record: Record, seed: str, histories: int
) -> Validation:
    """Replay the record, play freely, hold both against the anchors.

    Raises RecordError when the record cannot be followed.
    """
    watch = Watch(scenario, anchors)
    resume(record, scenario, watch=watch)
    weighted = [a for a in anchors if a.weight and a.id in watch.seen]
    free = free_play(scenario, anchors, seed, histories)
    lines = []
    for q in range(scenario.quarters):
        until = [a for a in weighted if a.quarter <= q]
        if not until or not any(a.quarter == q for a in until):
            continue
        mine = agreement(until, [watch.held(a) for a in until])
        theirs = agreement(until, [free[a.id] for a in until])
        low, median, high = (int(x) for x in np.percentile(theirs, (5, 50, 95)).round())
        lines.append(Line(scenario.quarter_id(q), int(mine[0]), low, median, high))
    # Who gave no such speech or tabled no such motion has not parted yet; nor can anybody miss more than the replay.
    states = [a for a in weighted if a.kind != "vote" and watch.held(a)[0]]
    parted = first_missed(states, free, histories, scenario.quarters)
    counted = Counter(int(q) for q in parted if q < scenario.quarters)
    last = [a for a in weighted if a.quarter >= scenario.quarters - YEAR]
    back = (agreement(last, [free[a.id] for a in last]) >= REJOINED) & (parted < scenario.quarters)
    many = max(1, int((parted < scenario.quarters).sum()))
    low_share, high_share = wilson(int(back.sum()), many)
    return Validation(
        scenario.id,
        seed,
        histories,
        fields(watch),
        tuple(lines),
        tuple((a.id, float(free[a.id].mean())) for a in weighted),
        tuple((scenario.quarter_id(q), counted[q]) for q in sorted(counted)),
        int(back.sum()),
        low_share,
        high_share,
    )


def first_missed(
    anchors: list[Anchor], held: dict[str, BoolArray], histories: int, quarters: int
) -> IntArray:
    """The quarter of the first anchor that each history misses, `quarters` where it misses none: int32[h]."""
    out = np.full(histories, quarters, dtype=np.int32)
    for a in anchors:
        out = np.where(held[a.id], out, np.minimum(out, a.quarter)).astype(np.int32)
    return out

"""The whip count: what a seat can guess of a vote from its own View, as a range."""

from __future__ import annotations

from typing import Any

import numpy as np

from game.rules.terms import POLITBURO, Motion
from game.rules.view import View


def guess(view: View, docket: Any, slot: int, sitting: Any) -> tuple[int, int]:
    """Per cent of the body that may be for a motion, lowest and highest guess.

    Each contender's following goes with what he is thought to think of the mover and of the man concerned.
    """
    s = view.scenario
    c = len(s.contenders)
    kind = int(docket.motion[0, slot])
    mover, subject = int(docket.mover[0, slot]), int(docket.subject[0, slot])
    votes = view.politburo[0] if sitting is not None and sitting.body == POLITBURO else view.plenum[0]
    size = max(
        1,
        int(
            view.politburo_size[0]
            if sitting is not None and sitting.body == POLITBURO
            else view.plenum_size[0]
        ),
    )
    sure = open_ = 0
    for k in range(c):
        regard = view.trust[0, k].astype(np.int64).copy()
        regard[k] = 1000
        score = int(regard[mover]) // 3 if mover >= 0 else 150
        if kind == Motion.SANCTION and subject < c:
            score -= int(regard[subject])
            score -= max(0, 100 * (int(docket.severity[0, slot]) - 1) - int(view.exposure[0, subject]))
        if kind == Motion.LINE:
            now = int(view.line[0, subject])
            score += int(docket.direction[0, slot]) * (int(view.position[0, k, subject]) - now)
        if score > 150:
            sure += int(votes[k])
        elif score > -150:
            open_ += int(votes[k])
    open_ += size - int(votes.sum())
    low, high = 100 * sure // size, 100 * min(size, sure + open_) // size
    return min(low, 100), max(min(low, 100), min(high, 100))

"""Facts: what a seat may know at a stage, beside its View: offers made to it, the docket, its open choices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from game.rules import pacts
from game.rules.quarter import Play
from game.rules.terms import BoolArray, IntArray
from game.rules.view import View, look
from game.rules.votes import Docket


@dataclass
class Facts:
    """What one seat may know now: its View and what lies on the table before it."""

    seat: int
    due: BoolArray
    """[h] whether it has anything to decide"""
    default: IntArray
    offers: IntArray
    """[h, c, 8] offers that name this seat, and its own; the rest are blank"""
    replies: IntArray
    """[h, c, 6] what others answered to its own offer"""
    docket: Docket
    choices: BoolArray
    """[h, n] open answers to the bulletin's question"""
    body: int
    _play: Play

    @cached_property
    def view(self) -> View:
        """What the seat may know of the World; made when first asked for."""
        memo = self._play.world.memo
        key = f"view.{self.seat}"
        if key not in memo:
            memo[key] = look(self._play.world, self.seat)
        seen: View = memo[key]
        return seen


def facts(play: Play, seat: int) -> Facts:
    """What contender number `seat` may know at the stage that is due."""
    kind = play.stage.kind
    if kind in ("answers", "counters"):
        members = pacts.members_of(play.offers)
        blank = np.zeros_like(play.offers)
        blank[:, :, pacts.ENEMY] = -1
        shown = np.where((members[:, :, seat] > 0)[:, :, None], play.offers, blank)
    else:
        shown = np.zeros_like(play.offers)
    due = play.due()[:, seat]
    sitting = play.sitting
    return Facts(
        seat,
        due,
        play.default(seat),
        shown,
        play.answers[:, seat],
        play.docket,
        play.choices_open(seat)
        if kind in ("before", "after") and due.any()
        else np.zeros((len(due), 1), dtype=bool),
        sitting.body if sitting is not None else -1,
        play,
    )

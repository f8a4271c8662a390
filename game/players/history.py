"""The history player: does what the record says as long as it is allowed and makes sense, then plays by himself.

He follows a line of the record while it is legal and not worse for his own temperament than his best order by more
than the parameter `record.leave`. Leaving is for that order; after two quarters in a row it is for good. Each
leaving is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from game.players.appraise import utilities
from game.players.facts import Facts
from game.players.politician import Politician
from game.rules import orders
from game.rules.lawful import lawful_orders
from game.rules.quarter import Play, Stage
from game.rules.scenario import Scenario
from game.rules.terms import BoolArray, IntArray, Rung

NAME: Final = "history"
"""The level's name in records and on the command line."""


@dataclass
class Written:
    """What a record says for a seat at a stage: in which histories it can be done, and the decision."""

    fits: BoolArray
    given: IntArray


class Script(Protocol):
    """A record that can be asked what a seat did; it looks only at what lies on the table before that seat."""

    def written(self, play: Play, seat: int, own: IntArray) -> Written | None:
        """What the record says for the stage that is due, None where it says nothing."""
        ...

    def ordered(self, play: Play, seat: int) -> IntArray | None:
        """The recorded orders of the quarter as int32[3, 3], allowed or not; None where there are none."""
        ...


@dataclass(frozen=True)
class Leaving:
    """One departure from the record in one history: whose, which order (a place in ``orders.options``), and why."""

    seat: int
    option: int
    why: str
    """legal: it was not allowed; worse: something else promised much more; good: from now on for good; line: another
    recorded line could not be done."""


class History:
    """A seat that follows a record. `gone` says in which histories it has left it for good."""

    def __init__(self, scenario: Scenario, seat: int, script: Script, noise: int) -> None:
        self.scenario, self.seat, self.script = scenario, seat, script
        self.mind = Politician(scenario, seat, noise)
        self.gone: BoolArray | None = None
        self._left: BoolArray | None = None
        """[h] whether an order of the quarter before was left"""
        self.leavings: list[Leaving] = []
        """What was left at the last stage, in history 0."""

    def remember(self, left_last: bool, gone: bool) -> None:
        """Take up a game that was loaded: whether the quarter before was left, and whether the record was for good."""
        self._left, self.gone = np.array([left_last]), np.array([gone])

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """The recorded decision where it can be done and makes sense, else his own: int32[h, ...]."""
        self.leavings = []
        h = len(facts.due)
        if self.gone is None or len(self.gone) != h or self._left is None:
            self.gone, self._left = np.zeros(h, dtype=bool), np.zeros(h, dtype=bool)
        own = self.mind.decide(facts, stage)
        if self.gone.all():
            return own
        play = facts.play
        if stage.kind == "orders":
            return self._orders(facts, play, own)
        written = self.script.written(play, self.seat, own)
        if written is None:
            # Who made no offer and gave no speech in the record does not begin now; a question must be answered.
            if stage.kind in ("before", "after", "answers", "counters"):
                return own
            follow, given = ~self.gone, facts.default
        else:
            follow, given = written.fits & ~self.gone, written.given
            if not written.fits[0] and not self.gone[0] and facts.due[0]:
                self.leavings.append(Leaving(self.seat, -1, "line"))
        wide = follow.reshape((-1,) + (1,) * (given.ndim - 1))
        out: IntArray = np.where(wide, given, own).astype(np.int32)
        return out

    def _orders(self, facts: Facts, play: Play, own: IntArray) -> IntArray:
        """Recorded orders one by one; in place of what is left he does what he himself thinks best."""
        assert self.gone is not None
        assert self._left is not None
        h, world = len(facts.due), play.world
        rows = self.script.ordered(play, self.seat)
        if rows is None:
            # Nothing is recorded of who was out of the room; who still sits in it now acts by himself.
            inside = world.rung[:, self.seat] >= Rung.CC
            self._settle(np.zeros(h, dtype=bool), play)
            return np.where((inside | self.gone)[:, None, None], own, facts.default).astype(np.int32)
        views = facts.view.views
        score = utilities(views, np.asarray(self.scenario.persona)[[self.seat]])[:, 0]
        codes = orders.closed(views)[:, 0]
        best = np.where(codes == 0, score, -1_000_000).max(axis=1)
        given = np.broadcast_to(rows, (h, 3, 3)).astype(np.int32)
        option = given[:, :, 0]
        at = np.maximum(option, 0)
        each = np.arange(h)[:, None]
        legal = (codes[each, at] == 0) | (option < 0)
        worse = (option >= 0) & (best[:, None] - score[each, at] > self.scenario.parameter["record.leave"])
        kept = np.where((legal & ~worse)[:, :, None], given, -1)
        out = lawful_orders(world, self.seat, kept)
        missing = (option >= 0) & (out[:, :, 0] < 0)
        left: BoolArray = np.any(missing, axis=1)
        self._tell(missing[0], legal[0], option[0])
        if left.any():
            out = np.where(left[:, None, None], self._filled(play, out, own), out)
        out = np.where(self.gone[:, None, None], own, out)
        self._settle(left, play)
        return out.astype(np.int32)

    def _filled(self, play: Play, kept: IntArray, own: IntArray) -> IntArray:
        """The kept orders with the player's own in the empty places, as far as they may stand together."""
        out = kept.copy()
        rows = np.arange(len(out))
        for n in range(3):
            empty = out[:, :, 0] < 0
            slot = np.where(empty, 1, 0).argmax(axis=1)
            tried = out.copy()
            free = empty.any(axis=1)
            tried[rows[free], slot[free]] = own[free, n]
            stands = lawful_orders(play.world, self.seat, tried)
            whole = (stands == tried).all(axis=(1, 2)) & free
            out = np.where(whole[:, None, None], tried, out)
        return out

    def _tell(self, missing: BoolArray, legal: BoolArray, option: IntArray) -> None:
        assert self.gone is not None
        if self.gone[0]:
            return
        for n in np.flatnonzero(missing):
            self.leavings.append(Leaving(self.seat, int(option[n]), "worse" if legal[n] else "legal"))

    def _settle(self, left: BoolArray, play: Play) -> None:
        """A second quarter in a row is for good."""
        assert self.gone is not None
        assert self._left is not None
        twice = left & self._left & ~self.gone
        if twice[0]:
            self.leavings.append(Leaving(self.seat, -1, "good"))
        self.gone = self.gone | twice
        self._left = left


__all__ = ["NAME", "History", "Leaving", "Script", "Written"]

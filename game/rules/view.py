"""View: what one contender may know. Players, screens, options and errors see this and never the World.

Public: offices, rungs, the line, positions, pages, secretaries, delegates, the country. Known with an error
that shrinks with contact: leans, trust between others. Seen only roughly: exposure (to a hundred), others'
purses (low, middle, full). Secret: pacts he is not told of, others' orders, the seed. Two worlds that look
alike to a contender give him equal Views (rulebook 2.3).
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from game.rules import dice, power
from game.rules.scenario import Scenario
from game.rules.terms import ARMY, BoolArray, IntArray, SeedArray
from game.rules.world import World

PUBLIC = (
    "bases", "secretaries", "cells", "members", "first", "grip", "fear", "belief", "alarm", "shield", "rung",
    "absent", "holder", "position", "line", "pages", "ownership", "dial", "health", "reputation", "bloc", "size",
    "beaten", "won", "barred", "placed", "offered", "recanted", "charged", "purge", "fired", "answer",
)  # fmt: skip
"""Tables every contender may read as they are."""


class View:
    """What contender `me` may know, in each of H histories. Arrays as in World, read-only.

    `mind` seeds his own imagination; it is made from the seed in one direction and tells nothing of it.
    """

    scenario: Scenario
    me: int
    quarter: int
    histories: int
    mind: SeedArray
    kept: dict[Any, Any]
    """What a player has worked out from this View, kept while it lasts."""

    bases: IntArray
    secretaries: IntArray
    cells: IntArray
    members: IntArray
    first: IntArray
    grip: IntArray
    fear: IntArray
    belief: IntArray
    alarm: IntArray
    shield: IntArray
    rung: IntArray
    absent: IntArray
    holder: IntArray
    position: IntArray
    line: IntArray
    pages: IntArray
    ownership: IntArray
    dial: IntArray
    health: IntArray
    reputation: IntArray
    bloc: IntArray
    size: IntArray
    beaten: IntArray
    won: IntArray
    barred: IntArray
    placed: IntArray
    offered: IntArray
    recanted: IntArray
    charged: IntArray
    purge: IntArray
    fired: IntArray
    answer: IntArray

    def __init__(self, world: World, me: int) -> None:
        s = self.scenario = world.scenario
        self.me = me
        self.kept = {}
        self.quarter = world.quarter
        self.histories = world.histories
        for name in PUBLIC:
            setattr(self, name, _locked(getattr(world, name)))
        self.mind = world.seed ^ np.array([dice.word("mind", s.contenders[me])], dtype=np.uint64)
        self.mind = dice.draw(self.mind, 0, "mind")[:, 0]
        noise, blur = _errors(world, me, self.mind)
        # Contact shrinks the error: his own people he knows well, a client's mind almost exactly.
        contact = np.clip(world.lean[:, :, me : me + 1], 0, 1000)
        self.lean: IntArray = _locked(
            np.clip(world.lean + noise * (1000 - contact) // 1000, -1000, 1000).astype(np.int32)
        )
        trust = np.clip(world.trust + blur, -1000, 1000).astype(np.int32)
        self.trust: IntArray = _locked(trust)
        exposure = (world.exposure // 100) * 100 + 50
        exposure[:, me] = world.exposure[:, me]
        self.exposure: IntArray = _locked(exposure.astype(np.int32))
        purse = (world.capital // 3) * 3 + 1
        purse[:, me] = world.capital[:, me]
        self.capital: IntArray = _locked(purse.astype(np.int32))
        self.security: IntArray = _locked((world.security // 100 * 100 + 50).astype(np.int32))
        self.asked: IntArray = _locked(world.asked[:, me])
        known = (world.pact_known[:, :, me] > 0) & (world.pact_state > 0)
        self.pact_in: IntArray = _locked(world.pact_in * known[:, :, None])
        self.pact_state: IntArray = _locked(world.pact_state * known)
        self.pact_enemy: IntArray = _locked(np.where(known, world.pact_enemy, -1))
        self.pact_clause: IntArray = _locked(world.pact_clause * known[:, :, None])
        self.pact_term: IntArray = _locked(world.pact_term * known)
        self._near: IntArray = _locked(power.near(world))
        self.inside: BoolArray = _locked(self.rung[:, me] >= 4)

    @cached_property
    def control(self) -> IntArray:
        """General Secretary control of each contender: int32[h, c]."""
        return power.weighted(self.secretaries, self.members)

    @cached_property
    def support(self) -> IntArray:
        """Party support of each contender: int32[h, c]."""
        return power.weighted(self.cells, self.members)

    @cached_property
    def all_bases(self) -> IntArray:
        """The five power bases: int32[h, c, 5]."""
        out = np.empty((self.histories, self.bases.shape[1], 5), dtype=np.int32, order="F")
        out[:, :, 0] = self.control
        out[:, :, 1] = self.support
        out[:, :, 2:] = self.bases
        return out

    @cached_property
    def menace(self) -> IntArray:
        """Strength as feared: int32[h, c]."""
        return power.by_standing(power.menace_of(self.all_bases, self.belief, self.alarm), self.rung)

    @cached_property
    def dominance(self) -> IntArray:
        """How near each contender is to ruling alone, 0 where he is far from it: int32[h, c].

        Twice the share of the plenum above 350 per mille, and 300 for half of the Politburo.
        """
        size = np.maximum(self.plenum_size, 1)[:, None]
        share = self.plenum * 1000 // size
        out = 2 * np.maximum(share - 350, 0)
        found: IntArray = (out + 300 * (2 * self.politburo >= self.politburo_size[:, None])).astype(np.int32)
        return found

    @cached_property
    def patron(self) -> IntArray:
        """Whose client he takes each figure for: int32[h, f]."""
        s = self.scenario
        if not s.figures:
            return np.zeros((self.histories, 0), dtype=np.int32)
        return power.patrons_of(self.lean, s.parameter["client"], s.contenders)

    @cached_property
    def boss(self) -> IntArray:
        """Who answers for each office, as he sees it: int32[h, o]."""
        return power.bosses(self.holder, self.patron, len(self.scenario.contenders))

    @cached_property
    def allied(self) -> BoolArray:
        """Who sits with whom in a pact he knows of: bool[h, c, c]."""
        c = len(self.scenario.contenders)
        out: BoolArray = np.zeros((self.histories, c, c), dtype=bool, order="F")
        if self.pact_in.any():
            for a in range(c):
                for b in range(a + 1, c):
                    out[:, a, b] = out[:, b, a] = (self.pact_in[:, :, a] & self.pact_in[:, :, b]).any(axis=1)
        return out

    @property
    def near(self) -> IntArray:
        """How near each person stands to each contender in doctrine, -125..125: int32[h, p, c]."""
        return self._near

    @cached_property
    def follows(self) -> IntArray:
        """Whom he expects each person to follow: int32[h, p]."""
        return self._ballot()

    @cached_property
    def politburo(self) -> IntArray:
        """Politburo votes he expects each contender to carry, pacts aside: int32[h, c]."""
        return power.tally(self.follows, self.rung == 7, len(self.scenario.contenders))

    @cached_property
    def plenum(self) -> IntArray:
        """Central Committee votes he expects each contender to carry: int32[h, c]."""
        c = len(self.scenario.contenders)
        return power.tally(self.follows, self.rung >= 5, c) + self.bloc[:, 0, :c]

    @cached_property
    def politburo_size(self) -> IntArray:
        """Full members: int32[h]."""
        found: IntArray = (self.rung == 7).sum(axis=1).astype(np.int32)
        return found

    @cached_property
    def plenum_size(self) -> IntArray:
        """Votes in the Central Committee: int32[h]."""
        found: IntArray = ((self.rung >= 5).sum(axis=1) + self.bloc[:, 0].sum(axis=1)).astype(np.int32)
        return found

    @cached_property
    def commanding(self) -> BoolArray:
        """Who is of the leadership, as far as he knows: bool[h, c]."""
        alone: BoolArray = 2 * self.politburo > self.politburo_size[:, None]
        if not self.pact_in.any():
            return alone
        pooled = np.einsum("hsc,hc->hs", self.pact_in, self.politburo)
        commands = 2 * pooled > self.politburo_size[:, None]
        found: BoolArray = alone | (np.einsum("hsc,hs->hc", self.pact_in, commands.astype(np.int32)) > 0)
        return found

    def _ballot(self) -> IntArray:
        """As ``power.ballot``, from what he believes of leans and trust."""
        s = self.scenario
        c = len(s.contenders)
        weight = s.parameter["vote.patron"]
        score = self.near.copy(order="F")
        score[:, c:, :] += (self.lean * weight) // 1000
        score[:, :c, :] += (self.trust * weight) // 1000
        office = s.office_with("prepare")
        if office >= 0:
            appoint = s.parameter["vote.appoint"] * np.minimum(
                1000, s.parameter["discipline.floor"] + self.security
            )
            appoint = appoint // 1000
            below = self.rung[:, c:] < 6
            for k in range(c):
                score[:, c:, k] += np.where(self.boss[:, office] == k, appoint, 0)[:, None] * below
        ids = np.array([dice.word("ballot", name) % 1024 for name in s.contenders], dtype=np.int32)
        key = ((score + 2000) * 1024 + ids) * 8 + np.arange(c, dtype=np.int32)
        top = key.max(axis=2)
        follows = np.where((top >> 13) - 2000 >= s.parameter["vote.bound"], top & 7, -1).astype(np.int32)
        follows[:, :c] = np.arange(c, dtype=np.int32)
        follows[self.rung < 4] = -1
        return follows

    def holds(self, power_word: str) -> BoolArray:
        """Whether he answers for an office that unlocks `power_word`: bool[h]."""
        out: BoolArray = np.zeros(self.histories, dtype=bool)
        for o, office in enumerate(self.scenario.offices):
            if power_word in office.powers:
                out |= self.boss[:, o] == self.me
        return out

    @property
    def army(self) -> IntArray:
        """Everybody's army prestige: int32[h, c]."""
        return self.all_bases[:, :, ARMY]


def _errors(world: World, me: int, mind: SeedArray) -> tuple[IntArray, IntArray]:
    """The public error of leans [h, f, c] and trust [h, c, c] as `me` sees them, the same all quarter."""
    s = world.scenario
    c = len(s.contenders)
    kept = world.errors.get(me)
    if kept is not None and kept[0] == world.quarter:
        return kept[1], kept[2]
    h = world.histories
    noise = (
        dice.bell(
            mind, world.quarter, "lean", 150, tuple(f"{f}/{k}" for f in s.figures for k in s.contenders)
        )
        if s.figures
        else np.zeros((h, 0), dtype=np.int32)
    )
    lean: IntArray = np.empty((h, len(s.figures), c), dtype=np.int32, order="F")
    for f in range(len(s.figures)):
        for k in range(c):
            lean[:, f, k] = noise[:, f * c + k]
    flat = dice.bell(
        mind, world.quarter, "trust", 100, tuple(f"{a}/{b}" for a in s.contenders for b in s.contenders)
    )
    blur: IntArray = np.empty((h, c, c), dtype=np.int32, order="F")
    for a in range(c):
        for b in range(c):
            blur[:, a, b] = flat[:, a * c + b] if a not in (me, b) else 0
    world.errors[me] = (world.quarter, lean, blur)
    return lean, blur


def _locked(array: np.ndarray) -> np.ndarray:
    """The same numbers, closed to writing; a view, so that the World's own table stays open."""
    seen = array.view()
    seen.flags.writeable = False
    return seen


def look(world: World, me: int) -> View:
    """What contender number `me` may know of `world`."""
    return View(world, me)

"""Plan: what decides how an ensemble comes out, and nothing else. Equal plans give equal digests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from game.analysis.branch import Trunk
from game.analysis.refusal import Refusal
from game.players import without as left_alone
from game.rules import dice
from game.rules.parameters import PARAMETERS
from game.rules.scenario import Scenario
from game.rules.terms import PERSONA, SeedArray

__all__ = ["Plan", "Refusal", "Trunk", "tempered", "with_parameters", "without"]


@dataclass(frozen=True, eq=False)
class Plan:
    """N histories of a scenario: who plays, with which seeds, from where, and what is changed.

    `players` names the level of each contender in the order of the scenario. `trunk` is a recorded game that
    the histories branch from at quarter `at`; without it they start at the opening. `changes` are record
    lines that the changed arm of a comparison plays instead of what the seat would have chosen.
    """

    scenario: Scenario
    players: tuple[str, ...]
    seed: str = "1"
    histories: int = 1000
    luck: int = 2
    trunk: Trunk | None = None
    at: int = 0
    changes: tuple[str, ...] = ()
    series: bool = False
    parameters: tuple[tuple[str, int], ...] = ()
    """Parameters that differ from the scenario's own; they are in `scenario` already."""
    base_digest: str = ""
    """Digest of the scenario before `parameters`; empty when nothing was changed."""

    @property
    def without(self) -> tuple[str, ...]:
        """What the machines leave alone, sorted."""
        return self.scenario.without

    def seeds(self, first: int, count: int) -> SeedArray:
        """Seeds of `count` histories from `first` on: uint64[count]; history i has ``seed/i``."""
        return _seeds(self.seed, first, count)


def _seeds(seed: str, first: int, count: int) -> SeedArray:
    """Seeds of a stretch of an ensemble, whatever chunk it is cut into.

    >>> bool((_seeds("7", 2, 3) == dice.seeds("7", 5)[2:]).all())
    True
    """
    return dice.seeds(seed, first + count)[first:]


def with_parameters(scenario: Scenario, changed: dict[str, int]) -> Scenario:
    """The scenario with some numbers of the rules set otherwise.

    Raises Refusal for a name that is no parameter or a value outside its range.
    """
    known = {p.name: p for p in PARAMETERS}
    for name, value in changed.items():
        if name not in known:
            near = get_close_matches(name, known, n=1)
            if near:
                raise Refusal("analysis.parameter-near", name=name, near=near[0])
            raise Refusal("analysis.parameter", name=name)
        low, high = known[name].low, known[name].high
        if not low <= value <= high:
            raise Refusal("analysis.parameter-range", name=name, value=value, low=low, high=high)
    table = {**dict(scenario.parameters), **changed}
    return replace(scenario, parameters=tuple(table.items()))


def without(scenario: Scenario, words: Iterable[str]) -> Scenario:
    """The scenario as machines play it when they leave some kinds of order, clauses or motions alone.

    Raises Refusal for a word that names none of them.
    """
    for word in words:
        if word not in left_alone.names():
            near = left_alone.near(word)
            if near:
                raise Refusal("analysis.without-near", name=word, near=near)
            raise Refusal("analysis.without", name=word)
    return replace(scenario, without=tuple(sorted(set(words))))


def tempered(scenario: Scenario, seed: str) -> Scenario:
    """The scenario as machines of other temperaments play it: every attribute drawn from 0 to 1000 by its name.

    Rules, starting values and digest stay as they are, so a record of such a game is one of the scenario.
    """
    names = tuple(f"{who}/{word}" for who in scenario.contenders for word in PERSONA)
    drawn = dice.between(dice.seed_of(seed), 0, "temper", 0, 1000, names)[0].reshape(-1, len(PERSONA))
    return replace(scenario, temper=tuple(tuple(int(x) for x in row) for row in drawn))

"""Levels of play: how well a machine player thinks, from drawing lots to weighing named terms."""

from __future__ import annotations

from typing import Protocol

from game.players.facts import Facts
from game.rules.quarter import Stage
from game.rules.scenario import Scenario
from game.rules.terms import IntArray


class Player(Protocol):
    """Anything that can sit in a seat: it answers every stage with one decision array."""

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """The decision of this seat: int32[h, ...] as ``Play.default`` is shaped."""
        ...


LEVELS = ("random", "novice", "politician")
"""Levels that exist, weakest first."""


def level(name: str, scenario: Scenario, seat: int) -> Player:
    """A player of a named level for a seat; raises ValueError naming the levels when there is none."""
    from game.players.politician import Politician
    from game.players.random import Random

    if name == "random":
        return Random(scenario, seat)
    if name == "novice":
        return Politician(scenario, seat, noise=140)
    if name == "politician":
        return Politician(scenario, seat, noise=25)
    raise ValueError(f"no level is called '{name}'; there are {', '.join(LEVELS)}")

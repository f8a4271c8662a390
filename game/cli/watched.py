"""What is seen by watching games: which cause moved which table, and which parameters anything asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

from game.content import handbook
from game.rules import dice, quarter
from game.rules.scenario import Scenario

GAMES: Final = 8
"""Whole games in which it is read off what moves each table."""


class _Read(dict[str, int]):
    """Parameters that remember which of them were asked for."""

    def __init__(self, values: dict[str, int]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> int:
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None, /) -> Any:
        """As of any mapping; asking counts, whether it is there or not."""
        self.asked.add(name)
        return super().get(name, default)


@lru_cache(maxsize=4)
def watched(scenario: Scenario) -> tuple[frozenset[tuple[str, str]], frozenset[str]]:
    """Which cause moved which table in whole games of drawn lots, and every parameter that was read.

    Read in those games, in one of politicians, or while orders and motions were measured.
    """
    from game.players import decide_all, level

    pairs: set[tuple[str, str]] = set()
    own = replace(scenario)
    read = _Read(scenario.parameter)
    # A scenario works out its parameters once and keeps them under this name.
    own.__dict__["parameter"] = read
    for n, word in enumerate(("random",) * GAMES + ("politician",)):
        seats = [level(word, own, k) for k in range(len(own.contenders))]
        play = quarter.start(own, dice.seed_of(f"handbook/{n}"), ledger=word == "random")
        while not play.over:
            play.submit(decide_all(play, seats))
        if play.world.ledger is not None:
            pairs |= {(entry.table, entry.cause) for entry in play.world.ledger.entries}
    handbook.order_kinds(own)
    handbook.motion_kinds(own)
    return frozenset(pairs), frozenset(read.asked)

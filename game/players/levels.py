"""Levels of play: how well a machine player thinks, from drawing lots to weighing named terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from game.players.facts import Facts, facts, table
from game.players.history import NAME, History, Script
from game.players.politician import Politician, decide_table
from game.players.random import Random
from game.players.standing import Standing
from game.rules.quarter import Play, Stage
from game.rules.scenario import Scenario
from game.rules.terms import IntArray


class Player(Protocol):
    """Anything that can sit in a seat: it answers every stage with one decision array."""

    def decide(self, facts: Facts, stage: Stage) -> IntArray:
        """The decision of this seat: int32[h, ...] as ``Play.default`` is shaped."""
        ...


NOISE = {"novice": 140, "politician": 25}
"""How much each level misjudges."""

LEVELS = ("random", *NOISE)
"""Levels that exist, weakest first."""


def instructed(scenario: Scenario, seat: int, standing: Standing) -> Player:
    """A politician who plays for a person between chapters, by the instruction that was left."""
    return Politician(scenario, seat, NOISE["politician"], standing)


def level(name: str, scenario: Scenario, seat: int, script: Script | None = None) -> Player:
    """A player of a named level for a seat; `script` is the record that the level `history` follows.

    Raises ValueError naming the levels when there is none of that name.
    """
    if name == NAME and script is not None:
        return History(scenario, seat, script, NOISE["politician"])
    if name == "random":
        return Random(scenario, seat)
    if name in NOISE:
        return Politician(scenario, seat, NOISE[name])
    raise ValueError(f"no level is called '{name}'; there are {', '.join(LEVELS)}")


def decide_all(play: Play, seated: Sequence[Player | None]) -> list[IntArray]:
    """What every seat decides at the stage that is due; the neutral decision where nobody sits or nothing is due.

    Politicians think side by side; the outcome is the same as if each were asked alone.
    """
    due = play.due()
    if play.stage.kind == "floor":
        # A sitting that few histories hold, or with an empty docket in most, is thought about only where it matters.
        rows = np.flatnonzero(due.any(axis=1))
        if 4 * len(rows) < len(due):
            every = [play.default(k) for k in range(len(seated))]
            if len(rows):
                for whole, part in zip(every, decide_all(play.take(rows), seated), strict=True):
                    whole[rows] = part
            return every
    out = [play.default(k) for k in range(len(seated))]
    together: list[tuple[int, Politician]] = []
    for k, player in enumerate(seated):
        if player is None or not due[:, k].any():
            continue
        if isinstance(player, Politician):
            together.append((k, player))
        else:
            out[k] = player.decide(facts(play, k), play.stage)
    if together:
        # The whole table is looked at once, so that views last from stage to stage whoever is asked.
        seats = tuple(k for k, player in enumerate(seated) if isinstance(player, Politician))
        noise = tuple(p.noise for p in seated if isinstance(p, Politician))
        standing = tuple(p.standing for p in seated if isinstance(p, Politician))
        given = standing if any(standing) else ()
        decided = decide_table(table(play, seats), play.stage, noise, given)
        for k, _ in together:
            out[k] = decided[:, seats.index(k)]
    return out

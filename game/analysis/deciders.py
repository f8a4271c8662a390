"""Who casts the deciding vote: a named voter without whom, had he voted the other way, a motion would have gone the other way.

Everybody else's vote is held as it was; who abstained decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.rules.anchors import Watch
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import BoolArray, LongArray
from game.rules.votes import Count, Docket, passes, token
from game.rules.world import World


def deciding(body: int, count: Count) -> BoolArray:
    """Whose vote alone decided a motion: bool[h, p]. Example: at 4 to 3 each of the four, at 6 to 3 nobody."""
    yes, no = count.persons == 1, count.persons == -1
    way = no.astype(np.int64) - yes
    for_ = count.for_[:, None] + way
    against = count.against[:, None] - way
    total = (count.for_ + count.against + count.abstain)[:, None]
    other = passes(body, count.kind[:, None], count.severity[:, None], for_, against, total)
    found: BoolArray = (yes | no) & (other != count.carried[:, None])
    return found


@dataclass(frozen=True)
class Case:
    """The first deciding vote that somebody cast: in which game of the batch, when, on what, and how it went."""

    game: int
    quarter: str
    sitting: str
    motion: str
    tally: str


@dataclass
class Deciders(Watch):
    """Looks at a batch of games and counts the deciding votes of everybody who has a name."""

    votes: LongArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """[p] deciding votes"""
    games: BoolArray = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    """[h, p] whether he decided anything in a game"""
    first: dict[int, Case] = field(default_factory=dict)

    def opened(self, world: World) -> None:
        """A batch is about to begin."""
        self.votes = np.zeros(len(self.scenario.people), dtype=np.int64)
        self.games = np.zeros((world.histories, len(self.scenario.people)), dtype=bool)

    def sat(
        self,
        world: World,
        sitting: Sitting,
        docket: Docket,
        counts: list[tuple[int, Count]],
        seats: LongArray | None,
    ) -> None:
        """A sitting was held: whose votes decided it."""
        for slot, count in counts:
            found = deciding(sitting.body, count)
            if not found.any():
                continue
            rows = count.rows
            self.votes += found.sum(axis=0)
            self.games[rows] |= found
            for p in np.flatnonzero(found.any(axis=0)):
                if int(p) not in self.first:
                    at = int(np.flatnonzero(found[:, p])[0])
                    self.first[int(p)] = self._case(world.quarter, sitting, docket, slot, count, at, rows)

    def _case(
        self,
        quarter: int,
        sitting: Sitting,
        docket: Docket,
        slot: int,
        count: Count,
        at: int,
        rows: LongArray,
    ) -> Case:
        h = int(rows[at])
        tally = ":".join(str(int(n[at])) for n in (count.for_, count.against, count.abstain))
        name = token(self.scenario, docket, slot, h)
        return Case(h, self.scenario.quarter_id(quarter), sitting.id, name, tally)


def watching(scenario: Scenario) -> Deciders:
    """A watch for a batch of games of `scenario`."""
    return Deciders(scenario, ())


__all__ = ["Case", "Deciders", "deciding", "watching"]

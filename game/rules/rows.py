"""Orders of one kind as rows (history, who ordered, target), and what every rule of rows needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules import dice, power
from game.rules.terms import NOBODY, IntArray, LongArray
from game.rules.world import World


@dataclass(frozen=True)
class Rows:
    """Orders of one kind in many histories: `h` history, `c` who ordered, `t` target, `x` extra."""

    h: LongArray
    c: LongArray
    t: LongArray
    x: LongArray

    def where(self, mask: np.ndarray) -> Rows:
        """Only the rows in `mask`."""
        return Rows(self.h[mask], self.c[mask], self.t[mask], self.x[mask])


def everywhere(world: World, rows: Rows, regions: LongArray | None = None) -> tuple[Rows, LongArray]:
    """Each row once for every region (or those named), and the region of each."""
    where = np.arange(len(world.scenario.regions)) if regions is None else regions
    n = len(where)
    return (
        Rows(*(np.repeat(column, n) for column in (rows.h, rows.c, rows.t, rows.x))),
        np.tile(where, len(rows.h)),
    )


def chance(world: World, question: str, rows: Rows) -> IntArray:
    """A draw 0..999 for each row, named by who ordered: int32[rows]."""
    draws = dice.per_mille(world.seed, world.quarter, question, world.scenario.contenders)
    return draws[rows.h, rows.c]


def parameter(world: World, name: str) -> int:
    return world.scenario.parameter[name]


def detect(world: World, rows: Rows) -> IntArray:
    """What the police or the Control Commission of a rival adds to being found out: int32[rows]."""
    office = world.scenario.office_with("detect")
    if office < 0:
        return np.zeros(len(rows.h), dtype=np.int32)
    keeper = power.boss(world)[rows.h, office]
    return np.where((keeper != NOBODY) & (keeper != rows.c), 200, 0).astype(np.int32)

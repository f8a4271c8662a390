"""Beats: whether a turn of the struggle has come, in every history at once."""

from __future__ import annotations

import numpy as np

from game.rules import conditions
from game.rules.terms import BoolArray
from game.rules.world import World


def none_yet(world: World) -> BoolArray:
    """Nothing has come: bool[h, beats]."""
    out: BoolArray = np.zeros((world.histories, len(world.scenario.beats)), dtype=bool)
    return out


def note(world: World, quarter: int, seen: BoolArray) -> None:
    """Mark in `seen` bool[h, beats] what has come by the end of `quarter`; it stays marked."""
    for n, beat in enumerate(world.scenario.beats):
        if quarter == beat.quarter or (beat.ever and quarter < beat.quarter):
            for way in beat.ways:
                seen[:, n] |= conditions.all_hold(world, way)

"""Endings, judged at the last quarter by the operational test of the contracts; exhaustive and exclusive."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.rules import power
from game.rules.terms import ENDINGS, PACT_SLOTS, BoolArray, IntArray, Rung
from game.rules.world import World


@dataclass(frozen=True)
class Ending:
    """How it stands: kind int32[h] (place in ENDINGS), who leads bool[h, c], head int32[h] person or -1."""

    kind: IntArray
    who: BoolArray
    head: IntArray


def judge(world: World) -> Ending:
    """The ending of each history as things stand now.

    First match of: military rule, party split, sole leader, duumvirate or triumvirate, collective leadership,
    unresolved.
    """
    s = world.scenario
    c = len(s.contenders)
    h = world.histories
    own = power.politburo_own(world).astype(np.int64)
    half = power.politburo_size(world).astype(np.int64)[:, None]
    plenum = power.cc_own(world).astype(np.int64)
    total = power.cc_size(world)[:, None]
    full = world.rung[:, :c] == Rung.POLITBURO
    rival = np.stack(
        [np.delete(plenum, k, axis=1).max(axis=1) if c > 1 else 0 * plenum[:, 0] for k in range(c)], axis=1
    )
    sole = full & (2 * own > half) & (3 * plenum >= 2 * total) & (4 * rival <= total)
    pair = np.zeros((h, c), dtype=bool)
    size = np.zeros(h, dtype=np.int64)
    large = np.zeros(h, dtype=bool)
    weight = np.full(h, -1, dtype=np.int64)
    for slot in range(PACT_SLOTS):
        inside = (world.pact_in[:, slot] > 0) & (world.pact_state[:, slot] > 0)[:, None]
        n = inside.sum(axis=1)
        pooled_pb = (own * inside).sum(axis=1)
        pooled_cc = (plenum * inside).sum(axis=1)
        commands = (2 * pooled_pb > half[:, 0]) & (2 * pooled_cc > total[:, 0])
        large |= commands & (n >= 4)
        better = commands & (n >= 2) & (n <= 3) & (pooled_cc > weight)
        weight = np.where(better, pooled_cc, weight)
        pair = np.where(better[:, None], inside, pair)
        size = np.where(better, n, size)
    any_sole = sole.any(axis=1)
    alone = (2 * own > half).any(axis=1)
    quiet = world.purge == 0
    collective = (large | (~alone & (size == 0))) & quiet
    kind = np.full(h, ENDINGS.index("unresolved"), dtype=np.int32)
    kind = np.where(collective, ENDINGS.index("collective-leadership"), kind)
    kind = np.where(size == 3, ENDINGS.index("triumvirate"), kind)
    kind = np.where(size == 2, ENDINGS.index("duumvirate"), kind)
    kind = np.where(any_sole, ENDINGS.index("sole-leader"), kind)
    kind = np.where(world.split > 0, ENDINGS.index("party-split"), kind)
    kind = np.where(world.coup > 0, ENDINGS.index("military-rule"), kind).astype(np.int32)
    who = np.zeros((h, c), dtype=bool)
    who = np.where((kind == ENDINGS.index("sole-leader"))[:, None], sole, who)
    bound = (kind == ENDINGS.index("duumvirate")) | (kind == ENDINGS.index("triumvirate"))
    who = np.where(bound[:, None], pair, who)
    soldier = np.zeros((h, c), dtype=bool)
    army = world.bases[:, :, 0].argmax(axis=1)
    soldier[np.arange(h), army] = True
    who = np.where((kind == ENDINGS.index("military-rule"))[:, None], soldier, who)
    return Ending(kind, who, head(world, kind))


def head(world: World, kind: IntArray) -> IntArray:
    """Who heads a collective leadership: the first full member in the scenario's order of offices: int32[h]."""
    out = np.full(world.histories, -1, dtype=np.int32)
    rows = np.arange(world.histories)
    for o in range(len(world.scenario.offices) - 1, -1, -1):
        holder = world.holder[:, o]
        sits = (holder >= 0) & (world.rung[rows, np.maximum(holder, 0)] == Rung.POLITBURO)
        out = np.where(sits, holder, out)
    return np.where(kind == ENDINGS.index("collective-leadership"), out, -1).astype(np.int32)


def causes(world: World) -> list[tuple[str, dict[str, int]]]:
    """Three facts that made the ending of history 0: catalogue keys under `cause.` with their numbers."""
    own = power.politburo_own(world)[0]
    plenum = power.cc_own(world)[0]
    control = power.control(world)[0]
    top = int(plenum.argmax())
    out: list[tuple[str, dict[str, int]]] = [
        (
            "cause.politburo",
            {"who": int(own.argmax()), "votes": int(own.max()), "of": int(power.politburo_size(world)[0])},
        ),
        ("cause.plenum", {"who": top, "votes": int(plenum[top]), "of": int(power.cc_size(world)[0])}),
        ("cause.control", {"who": int(control.argmax()), "share": int(control.max())}),
    ]
    return out

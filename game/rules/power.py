"""Power as it is and as it is feared: bases, menace, patrons, who answers for an office, who commands.

Nothing here is stored: it is derived from the World and kept until the next change.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np

from game.rules import dice
from game.rules.terms import NOBODY, BoolArray, IntArray, LongArray, Rung
from game.rules.world import World

Derived = Callable[[World], Any]


def derived(f: Derived) -> Derived:
    """Keep a derived table until the World changes."""

    @wraps(f)
    def kept(world: World) -> Any:
        if f.__name__ not in world.memo:
            world.memo[f.__name__] = f(world)
        return world.memo[f.__name__]

    return kept


def weighted(shares: IntArray, members: IntArray) -> IntArray:
    """National share of each contender in a table by region: int32[h, c], weighted by membership."""
    total = np.maximum(members.sum(axis=1, dtype=np.int64), 1)
    c = shares.shape[2] - 1
    out = np.empty((shares.shape[0], c), dtype=np.int32, order="F")
    for i in range(c):
        out[:, i] = (shares[:, :, i].astype(np.int64) * members).sum(axis=1) // total
    return out


@derived
def control(world: World) -> IntArray:
    """General Secretary control: the weighted share of the secretaries, int32[h, c]."""
    return weighted(world.secretaries, world.members)


@derived
def support(world: World) -> IntArray:
    """Party support: the weighted share of the rank and file, int32[h, c]."""
    return weighted(world.cells, world.members)


@derived
def all_bases(world: World) -> IntArray:
    """The five power bases in the order of BASES: int32[h, c, 5]."""
    h, c, _ = world.bases.shape
    out = np.empty((h, c, 5), dtype=np.int32, order="F")
    out[:, :, 0] = control(world)
    out[:, :, 1] = support(world)
    out[:, :, 2:] = world.bases
    return out


def menace_of(bases: IntArray, belief: IntArray, alarm: IntArray) -> IntArray:
    """Strength as feared: sum(belief x base)/1000 + alarm, at least 0: int32[h, c]."""
    total = alarm.astype(np.int64)
    for k in range(5):
        total = total + bases[:, :, k].astype(np.int64) * belief[:, k : k + 1] // 1000
    return np.maximum(total, 0).astype(np.int32)


@derived
def menace(world: World) -> IntArray:
    """Strength as feared, int32[h, c]; out of the Politburo a man frightens less, out of the party a third as much."""
    return by_standing(menace_of(all_bases(world), world.belief, world.alarm), world.rung)


def by_standing(menace: IntArray, rung: IntArray) -> IntArray:
    """Menace as a contender's rung lets it count: int32[h, c]."""
    now = rung[:, : menace.shape[1]]
    out = np.where(now >= Rung.CANDIDATE, menace, menace * 7 // 10)
    return np.where(now >= Rung.MEMBER, out, menace // 3)


def patrons_of(lean: IntArray, least: int, contenders: tuple[str, ...]) -> IntArray:
    """Whose client each figure is: int32[h, f], the contender of highest lean if at least `least`, else -1.

    Equal leans go by a number made from the contender's id, never by seat.
    """
    ids = np.array([dice.word("patron", name) % 1024 for name in contenders], dtype=np.int32)
    key = ((lean + 1000) * 1024 + ids) * 8 + np.arange(lean.shape[2], dtype=np.int32)
    top = key.max(axis=2)
    who = top & 7
    return np.where((top >> 13) - 1000 >= least, who, NOBODY).astype(np.int32)


@derived
def patrons(world: World) -> IntArray:
    """Whose client each figure is: int32[h, f], -1 for nobody's."""
    return patrons_of(world.lean, world.scenario.parameter["client"], world.scenario.contenders)


def bosses(holder: IntArray, patron: IntArray, contenders: int) -> IntArray:
    """Who answers for each office: its holder, or a figure's patron; int32[h, o], -1 for nobody."""
    figure = np.clip(holder - contenders, 0, patron.shape[1] - 1) if patron.shape[1] else holder
    by_patron = np.take_along_axis(patron, figure, axis=1) if patron.shape[1] else np.full_like(holder, -1)
    return np.where(holder < contenders, holder, by_patron).astype(np.int32)


@derived
def boss(world: World) -> IntArray:
    """Who answers for each office: a contender or -1, int32[h, o]."""
    return bosses(world.holder, patrons(world), len(world.scenario.contenders))


def secretary_general(world: World) -> IntArray:
    """The contender who answers for the office with credentials (the Secretariat): int32[h], -1 for nobody."""
    office = world.scenario.office_with("prepare")
    if office < 0:
        return np.full(world.histories, NOBODY, dtype=np.int32)
    out: IntArray = boss(world)[:, office]
    return out


def discipline(world: World) -> IntArray:
    """How many per mille of his delegates the General Secretary can count on: int32[h]."""
    return np.minimum(1000, world.scenario.parameter["discipline.floor"] + world.security).astype(np.int32)


@derived
def allied(world: World) -> BoolArray:
    """Who sits with whom in a pact in force: bool[h, c, c]."""
    live = world.pact_in * (world.pact_state > 0)[:, :, None]
    out: BoolArray = np.einsum("hsc,hsd->hcd", live, live) > 0
    c = out.shape[1]
    out[:, np.arange(c), np.arange(c)] = False
    return out


@derived
def bound_to_vote(world: World) -> BoolArray:
    """Who has promised whom to vote together: bool[h, c, c]."""
    live = world.pact_in * ((world.pact_state > 0) & (world.pact_clause[:, :, 0] > 0))[:, :, None]
    out: BoolArray = np.einsum("hsc,hsd->hcd", live, live) > 0
    c = out.shape[1]
    out[:, np.arange(c), np.arange(c)] = False
    return out


def doctrine(position: IntArray, contenders: int) -> IntArray:
    """How near each person stands to each contender, -125..125: int32[h, p, c]."""
    out = np.empty((position.shape[0], position.shape[1], contenders), dtype=np.int32, order="F")
    for c in range(contenders):
        distance = np.abs(position[:, :, 0] - position[:, c : c + 1, 0])
        for i in (1, 2):
            distance += np.abs(position[:, :, i] - position[:, c : c + 1, i])
        # A third of the distance against 500, a quarter of that: (500 - d/3)/4, in steps numpy does fast.
        out[:, :, c] = np.minimum(np.maximum(125 - ((distance * 85) >> 10), -125), 125)
    return out


@derived
def near(world: World) -> IntArray:
    """`doctrine` for everybody as they stand now: int32[h, p, c]."""
    return doctrine(world.position, len(world.scenario.contenders))


def tally(follows: IntArray, seats: BoolArray, contenders: int) -> IntArray:
    """How many of the seated follow each contender: int32[h, c] from [h, p]."""
    out = np.empty((follows.shape[0], contenders), dtype=np.int32, order="F")
    held = np.where(seats, follows, NOBODY)
    for k in range(contenders):
        out[:, k] = (held == k).sum(axis=1)
    return out


@derived
def ballot(world: World) -> IntArray:
    """Whom each person would follow on a plain motion of confidence: int32[h, p], -1 for nobody.

    The highest sum of patron, lean or trust, doctrine and appointing power, if at least the bound.
    """
    s = world.scenario
    c = len(s.contenders)
    p = s.parameter
    score = near(world).copy(order="F")
    score[:, c:, :] += (world.lean * p["vote.patron"]) // 1000
    score[:, :c, :] += (world.trust * p["vote.patron"]) // 1000
    general = secretary_general(world)
    appoint = (p["vote.appoint"] * discipline(world)) // 1000
    # The Secretariat appoints up to the Central Committee; those who sit in the Politburo it did not make.
    below = world.rung[:, c:] < Rung.CANDIDATE
    for k in range(c):
        score[:, c:, k] += np.where(general == k, appoint, 0)[:, None] * below
    ids = np.array([dice.word("ballot", name) % 1024 for name in s.contenders], dtype=np.int32)
    key = ((score + 2000) * 1024 + ids) * 8 + np.arange(c, dtype=np.int32)
    top = key.max(axis=2)
    follows = np.where((top >> 13) - 2000 >= p["vote.bound"], top & 7, NOBODY).astype(np.int32)
    follows[:, :c] = np.arange(c, dtype=np.int32)
    follows[world.rung < Rung.MEMBER] = NOBODY
    return follows


@derived
def politburo_own(world: World) -> IntArray:
    """Politburo votes that go with each contender, no pact counted: int32[h, c]."""
    return tally(ballot(world), world.rung == Rung.POLITBURO, len(world.scenario.contenders))


@derived
def cc_own(world: World) -> IntArray:
    """Central Committee votes that go with each contender, no pact counted: int32[h, c]."""
    c = len(world.scenario.contenders)
    return tally(ballot(world), world.rung >= Rung.CC, c) + world.bloc[:, 0, :c]


def politburo_size(world: World) -> IntArray:
    """Full members who are there: int32[h]."""
    found: IntArray = (world.rung == Rung.POLITBURO).sum(axis=1).astype(np.int32)
    return found


def cc_size(world: World) -> LongArray:
    """Votes in the Central Committee: int64[h]."""
    out: LongArray = (world.rung >= Rung.CC).sum(axis=1) + world.bloc[:, 0].sum(axis=1)
    return out


@derived
def pact_commands(world: World) -> BoolArray:
    """Whether each pact's pooled votes are above half of the full members: bool[h, s]."""
    pooled = np.einsum("hsc,hc->hs", world.pact_in, politburo_own(world))
    out: BoolArray = (world.pact_state > 0) & (2 * pooled > politburo_size(world)[:, None])
    return out


@derived
def commanding(world: World) -> BoolArray:
    """Who is of the leadership: in a pact that commands the Politburo, or commanding it alone: bool[h, c]."""
    by_pact = np.einsum("hsc,hs->hc", world.pact_in, pact_commands(world).astype(np.int32)) > 0
    out: BoolArray = by_pact | (2 * politburo_own(world) > politburo_size(world)[:, None])
    return out

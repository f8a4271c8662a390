"""What figures want: two of eight words each (rulebook 3.6).

Every quarter each want is met, denied or neither, from causes in the state. Met, it wins the one to whom it is
owed some lean; denied, it costs more; what goes on as it was counts for less. Wants stand in the scenario and are
public; what they do in a vote and in lobbying is in ``wishes.py``, what figures do not forgive in ``redlines.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.rules import power
from game.rules.changes import Changes
from game.rules.scenario import Scenario
from game.rules.terms import (
    INDUSTRY,
    MEASURES,
    OUTPUT,
    PEASANTS,
    RED_LINES,
    SCARE,
    WORKERS,
    BoolArray,
    IntArray,
    LongArray,
    Rung,
)
from game.rules.terms import WANTS as WORDS
from game.rules.world import World

HARD = 5
"""The severity from which a sanction breaks the peace among comrades (rulebook 3.6)."""

POST = WORDS.index("post")


@dataclass(frozen=True)
class Outcome:
    """How a quarter dealt with one want of n figures.

    `met` and `denied` are bool[h, n or 1]; who is thanked and who is blamed bool[h, n or 1, c].
    """

    met: BoolArray
    denied: BoolArray
    thanked: BoolArray
    blamed: BoolArray


Rule = Callable[[World, LongArray], Outcome]


@lru_cache(maxsize=8)
def holders(scenario: Scenario) -> tuple[tuple[LongArray, LongArray], ...]:
    """For each of the eight words the figures who want it, and whether it is their first want or their second."""
    wants = np.asarray(scenario.wants)
    found = (np.nonzero(wants == n) for n in range(len(WORDS)))
    return tuple((f, slot) for f, slot in found)


def only(who: IntArray, contenders: int) -> BoolArray:
    """One contender named in each history, nobody where it is -1: bool[h, c]."""
    out: BoolArray = np.empty((len(who), contenders), dtype=bool, order="F")
    np.equal(who[:, None], np.arange(contenders), out=out)
    return out


def answers(world: World) -> IntArray:
    """Who answers for the country: of those who command, the one who most owns the line on industry.

    Votes in the plenum tell equals apart. int32[h], -1 where nobody commands (assumption).
    """
    score = world.ownership[:, INDUSTRY] * np.int32(2) + power.cc_own(world) + np.int32(1)
    score = score * power.commanding(world)
    return power.first_of(score, 1, "answers", world.scenario.contenders)


def posted(world: World, figures: LongArray) -> BoolArray:
    """Who of some figures holds an office: bool[h, n]."""
    c = len(world.scenario.contenders)
    out: BoolArray = np.empty((world.histories, len(figures)), dtype=bool, order="F")
    for n, f in enumerate(figures):
        out[:, n] = (world.holder == c + f).any(axis=1)
    return out


def _shared(world: World, met: BoolArray, denied: BoolArray, who: IntArray) -> Outcome:
    """A want that is the same for all who have it, owed to one contender."""
    to = only(who, len(world.scenario.contenders))[:, None]
    return Outcome(met[:, None], denied[:, None], to, to)


def _post(world: World, figures: LongArray) -> Outcome:
    """Met while he holds an office somebody gave him; denied in the quarter in which he lost the last."""
    now = posted(world, figures)
    lost = (world.had[:, figures] > 0) & ~now
    taken: BoolArray = world.sponsor[:, figures] < 0
    nobody: BoolArray = ~np.any(taken, axis=2, keepdims=True)
    blamed = taken | (nobody & only(answers(world), taken.shape[2])[:, None])
    given = (world.sponsor[:, figures] > 0) | _given(world, figures, now)
    return Outcome(now & given.any(axis=2), lost, given, blamed)


def _given(world: World, figures: LongArray, now: BoolArray) -> BoolArray:
    """Who weighed most in the plenum when an office came to a figure without a motion: bool[h, n, c]."""
    new = now & (world.had[:, figures] == 0) & ~(world.sponsor[:, figures] > 0).any(axis=2)
    votes = power.cc_own(world)
    who = power.first_of(votes, 1, "sponsor", world.scenario.contenders)
    found: BoolArray = only(who, votes.shape[1])[:, None] & new[:, :, None]
    return found


def _tenure(world: World, figures: LongArray) -> Outcome:
    """Safety of the secretaries, and storms of new people; owed to who answers for the Secretariat."""
    p = world.scenario.parameter
    general = power.secretary_general(world)
    mine = only(general, world.placed.shape[1])
    new = ((world.placed & 1).sum(axis=2, dtype=np.int32) * mine).sum(axis=1, dtype=np.int32)
    storm = new >= p["want.storm"]
    met = (world.security >= p["want.safe"]) & ~storm
    return _shared(world, met, storm | (world.security <= p["want.unsafe"]), general)


def _peace(world: World, figures: LongArray) -> Outcome:
    """Met by a quarter without any sanction, denied by a hard one and laid to who moved it."""
    hard: BoolArray = np.any(world.struck >= HARD, axis=2)
    to = only(answers(world), hard.shape[1])
    quiet: BoolArray = ~np.any(world.struck > 0, axis=(1, 2))
    return Outcome(quiet[:, None], np.any(hard, axis=1, keepdims=True), to[:, None], hard[:, None])


def _peasants(world: World, figures: LongArray) -> Outcome:
    """The mood of the village, and coercion."""
    p, d = world.scenario.parameter, world.dial
    harsh = d[:, MEASURES] >= p["want.measures"]
    denied = (d[:, PEASANTS] <= p["want.village"]) | harsh
    return _shared(world, (d[:, PEASANTS] >= p["want.peasants"]) & ~harsh, denied, answers(world))


def _industry(world: World, figures: LongArray) -> Outcome:
    """The tempo of the line and what is made: a fast line or a full output."""
    p = world.scenario.parameter
    growth = world.line[:, INDUSTRY] + world.dial[:, OUTPUT] - np.int32(400)
    return _shared(world, growth >= p["want.growth"], growth <= p["want.stagnation"], answers(world))


def _orthodoxy(world: World, figures: LongArray) -> Outcome:
    """How far the line stands from his own position, on average over the issues; a buried letter denies it."""
    p = world.scenario.parameter
    c = len(world.scenario.contenders)
    far = np.zeros((world.histories, len(figures)), dtype=np.int32, order="F")
    for i in range(world.line.shape[1]):
        far += np.abs(world.position[:, c + figures, i] - world.line[:, i : i + 1])
    mocked = world.offence[:, RED_LINES.index("letter-buried")] > 0
    any_: BoolArray = np.any(mocked, axis=1, keepdims=True)
    to = only(answers(world), c)
    denied = (far >= 3 * p["want.far"]) | any_
    met = (far <= 3 * p["want.near"]) & ~any_
    return Outcome(met, denied, to[:, None], np.where(any_, mocked, to)[:, None])


def _army(world: World, figures: LongArray) -> Outcome:
    """A quiet army: no war scare and no unrest in the village its soldiers come from."""
    p, d = world.scenario.parameter, world.dial
    denied = (d[:, SCARE] >= p["want.alert"]) | (d[:, PEASANTS] <= p["want.mutiny"])
    met = (d[:, SCARE] <= p["want.calm"]) & (d[:, PEASANTS] > p["want.village"])
    return _shared(world, met, denied, answers(world))


def _workers(world: World, figures: LongArray) -> Outcome:
    """The mood of the works."""
    p, d = world.scenario.parameter, world.dial
    met = d[:, WORKERS] >= p["want.workers"]
    return _shared(world, met, d[:, WORKERS] <= p["want.works"], answers(world))


WANTS: dict[str, Rule] = {
    "post": _post,
    "tenure": _tenure,
    "peace": _peace,
    "peasants": _peasants,
    "industry": _industry,
    "orthodoxy": _orthodoxy,
    "army": _army,
    "workers": _workers,
}
"""What each word asks of a quarter; country words are owed to who answers for the country."""


def reckon(ch: Changes) -> None:
    """The quarter's end: what was met and denied, and to whom it is owed."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    there = world.rung[:, c:] >= Rung.MEMBER
    table = _amounts(s)
    for (figures, slot), (word, rule) in zip(holders(s), WANTS.items(), strict=True):
        if not len(figures):
            continue
        found = rule(world, figures)
        here = there[:, figures]
        state = (found.met & ~found.denied & here).astype(np.int32) - (found.denied & here)
        old = world.wish[:, figures, slot]
        # Met twice running counts for less, and so does what is denied twice: people get used to both.
        by = table[state + np.int32(1) + np.int32(3) * (state == old)]
        gain, loss = np.maximum(by, 0), np.minimum(by, 0)
        for k in range(c):
            to, of = found.thanked[:, :, k], found.blamed[:, :, k]
            if to.any() or of.any():
                ch.add("lean", (figures, k), gain * to + loss * of, f"want.{word}", k)
        ch.add("wish", (figures, slot), state - old, f"want.{word}")
    _posts(ch)


@lru_cache(maxsize=8)
def _amounts(scenario: Scenario) -> IntArray:
    """Lean for denied, neither, met; then the same when the quarter before was so too: int32[6]."""
    p = scenario.parameter
    met, denied = p["want.met"], p["want.denied"]
    used = p["want.habit"]
    return np.array([-denied, 0, met, -(denied * used // 1000), 0, met * used // 1000], dtype=np.int32)


def _posts(ch: Changes) -> None:
    """Remember who holds an office, and whom he has to thank for it."""
    world = ch.world
    figures = holders(world.scenario)[POST][0]
    if not len(figures):
        return
    now = posted(world, figures)
    old = world.sponsor[:, figures]
    new = ((old > 0) | _given(world, figures, now)) & now[:, :, None]
    if (new != old).any():
        for n, f in enumerate(figures):
            ch.add("sponsor", (int(f),), new[:, n].astype(np.int32) - old[:, n], "want.post")
    had = now.astype(np.int32) - world.had[:, figures]
    if had.any():
        ch.add("had", (figures,), had, "want.post")


def note_posts(ch: Changes, h: LongArray, mover: IntArray, office: IntArray, person: IntArray) -> None:
    """Remember who moved that an office be given to a figure, and taken from another: rows of `h`."""
    world = ch.world
    c = len(world.scenario.contenders)
    old = world.holder[h, office]
    for who, given in ((old, -1), (person, 1)):
        go = (who >= c) & (mover >= 0) & (old != person)
        for k in range(c) if given > 0 else ():
            ch.put_rows("sponsor", h[go], (who[go] - c, k), 0, "vote.fill")
        ch.put_rows("sponsor", h[go], (who[go] - c, mover[go]), given, "vote.fill")


__all__ = ["HARD", "POST", "WANTS", "WORDS", "answers", "holders", "note_posts", "only", "reckon"]

"""What a want does in a vote and in lobbying: how it weighs on a motion, and who can offer what a figure wants."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from game.rules import power
from game.rules.motions import STATUTE
from game.rules.scenario import Scenario
from game.rules.terms import (
    INDUSTRY,
    OUTPUT,
    PEASANTS,
    PRICE,
    WORKERS,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
)
from game.rules.wants import HARD, POST, WORDS, holders
from game.rules.world import World

# How a want weighs on a motion.


def weigh(
    world: World,
    kind: IntArray,
    subject: IntArray,
    obj: IntArray,
    severity: IntArray,
    direction: IntArray,
    doctrine: IntArray,
) -> IntArray:
    """What a motion does for each figure's wants, as a term of his vote: int32[h, f]; motions int32[h] each.

    Which motion serves which want is an assumption: none is in the sources. `doctrine` int32[h, f] is how much nearer
    a motion on the line comes to each. Example: a step to industry pleases who wants industry, not who wants the
    village left alone.
    """
    s = world.scenario
    weight = np.int32(s.parameter["vote.want"])
    out: IntArray = np.zeros((world.histories, len(s.figures)), dtype=np.int32, order="F")
    cared = holders(s)

    def tell(word: str, by: IntArray) -> None:
        for f in cared[WORDS.index(word)][0]:
            out[:, f] += by

    kinds = {int(k) for k in np.unique(kind)}
    if Motion.SANCTION in kinds:
        hard = (kind == Motion.SANCTION) & (severity >= HARD)
        tell("peace", -weight * hard)
    if kinds & {Motion.COMMISSION, Motion.RETURN}:
        tell("peace", weight * ((kind == Motion.COMMISSION) | (kind == Motion.RETURN)))
    if Motion.LINE in kinds:
        line = kind == Motion.LINE
        tempo = weight * direction * (line & (subject == INDUSTRY))
        tell("industry", tempo)
        tell("peasants", -tempo)
        restless = world.dial[:, PEASANTS] <= s.parameter["want.village"]
        tell("army", -np.maximum(tempo, 0) * restless)
        for f in cared[WORDS.index("orthodoxy")][0]:
            out[:, f] += weight * (np.sign(doctrine[:, f]) * line)
    if Motion.FILL in kinds:
        _weigh_post(world, kind == Motion.FILL, subject, obj, weight, out, tell)
    if Motion.SECRETARY in kinds:
        tell("tenure", -weight * (kind == Motion.SECRETARY))
    if Motion.RELIEVE in kinds:
        tell("tenure", -weight * (kind == Motion.RELIEVE))
    if Motion.SEAT in kinds:
        for f in holders(s)[POST][0]:
            out[:, f] += weight * ((kind == Motion.SEAT) & (obj == len(s.contenders) + f))
    if Motion.STATUTE in kinds:
        law = kind == Motion.STATUTE
        safer = (subject == STATUTE["tenure"]).astype(np.int32) - (subject == STATUTE["rotation"])
        tell("tenure", weight * (safer * law))
        more = (subject == STATUTE["enlarge-politburo"]) | (subject == STATUTE["enlarge-committee"])
        tell("post", weight * (law & more))
    return out


def _weigh_post(
    world: World,
    fill: BoolArray,
    office: IntArray,
    person: IntArray,
    weight: np.int32,
    out: IntArray,
    tell: Callable[[str, IntArray], None],
) -> None:
    """To get a post, to lose one, and to see another lose his."""
    s = world.scenario
    c = len(s.contenders)
    at = np.clip(office, 0, len(s.offices) - 1)
    old = world.holder[np.arange(world.histories), at]
    taken = fill & (old >= 0) & (old != person)
    for f in holders(s)[POST][0]:
        mine = ((person == c + f) & fill).astype(np.int32) - ((old == c + f) & taken)
        out[:, f] += weight * mine
    tell("tenure", -weight * taken)
    for word in ("workers", "army"):
        # A new man over the works, or over the troops, is unrest there.
        tell(word, -weight * (taken & means(s)[at, WORDS.index(word)]))


# What a contender has to offer.


@lru_cache(maxsize=8)
def means(scenario: Scenario) -> BoolArray:
    """What each office lets who answers for it offer: bool[o, 8]. Peace and doctrine are in no office."""
    army = {r for r, town in enumerate(np.asarray(scenario.towns)) if town & 8}
    out = np.zeros((len(scenario.offices), len(WORDS)), dtype=bool)
    for o, office in enumerate(scenario.offices):
        moved = {dial for dial, _ in office.dials}
        offered = {
            "post": bool({"prepare", "second"} & set(office.powers)),
            "tenure": "prepare" in office.powers,
            "peasants": bool(moved & {PEASANTS, PRICE}),
            "industry": OUTPUT in moved,
            "workers": WORKERS in moved,
            "army": "court" in office.powers or (bool(office.domain) and set(office.domain) <= army),
        }
        out[o] = [offered.get(word, False) for word in WORDS]
    return out


@lru_cache(maxsize=8)
def pleasing(scenario: Scenario) -> BoolArray:
    """Which offices let one meet a want of each figure: bool[o, f]."""
    wants = np.asarray(scenario.wants)
    out = np.zeros((len(scenario.offices), len(scenario.figures)), dtype=bool)
    for f in range(len(wants)):
        for want in wants[f]:
            if want >= 0:
                out[:, f] |= means(scenario)[:, want]
    return out


def meets_rows(world: World, h: LongArray, who: LongArray, figure: LongArray) -> BoolArray:
    """Whether contender `who` has what `figure` wants, row by row: bool[rows]."""
    his = power.boss(world)[h] == who[:, None]
    found: BoolArray = (his & pleasing(world.scenario).T[figure]).any(axis=1)
    return found


def meets(boss: IntArray, seats: LongArray | IntArray, scenario: Scenario) -> BoolArray:
    """Which figures' wants each viewer can meet, as he sees who answers for what: bool[h, v, f] from [h, v, o]."""
    can = pleasing(scenario)
    out: BoolArray = np.zeros((*boss.shape[:2], can.shape[1]), dtype=bool, order="F")
    for o in np.flatnonzero(can.any(axis=1)):
        mine = boss[:, :, o] == seats
        for f in np.flatnonzero(can[o]):
            out[:, :, f] |= mine
    return out


__all__ = ["means", "meets", "meets_rows", "pleasing", "weigh"]

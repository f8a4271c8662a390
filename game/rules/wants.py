"""What figures want and what they do not forgive: two words and a red line each (rulebook 3.6).

Every quarter each want is met, denied or neither, from causes in the state. Met, it wins the one to whom it is
owed some lean; denied, it costs more; what goes on as it was counts for less. A red line is crossed once by each
contender, costs much and is told to all. Wants stand in the scenario and are public.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.rules import power
from game.rules.changes import Changes
from game.rules.motions import STATUTE
from game.rules.scenario import Scenario
from game.rules.terms import (
    INDUSTRY,
    MEASURES,
    OUTPUT,
    PEASANTS,
    PRICE,
    RED_LINES,
    SCARE,
    WORKERS,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
)
from game.rules.terms import WANTS as WORDS
from game.rules.world import World

HARD = 5
"""The severity from which a sanction breaks the peace among comrades (rulebook 3.6)."""

(_BULK, _MUTINY, _TRUCE, _FACTION, _PATRON, _REMOVED, _STAFF, _ONE_MAN) = (
    RED_LINES.index(word)
    for word in (
        "bulk-expulsion", "mutiny", "broken-truce", "faction-in-cc", "patron-falls", "men-removed",
        "politics-in-staff", "one-man-secretariat",
    )
)  # fmt: skip
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


@lru_cache(maxsize=8)
def strict(scenario: Scenario) -> tuple[LongArray, ...]:
    """For each red line the figures who do not forgive it."""
    red = np.asarray(scenario.red)
    return tuple(np.flatnonzero(red == n) for n in range(len(RED_LINES)))


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
    """The quarter's end: what was met and denied, which red lines were crossed; then the quarter's deeds are past."""
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
    _red(ch, there)
    _posts(ch)
    for name in ("struck", "offence"):
        values: IntArray = getattr(world, name)
        if values.any():
            ch.add(name, (), -values, "reckoning.time")


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


def guilty(world: World) -> dict[int, BoolArray]:
    """Who has done what this quarter, by place in RED_LINES: bool[h, c] each; what nobody did is left out."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    out: dict[int, BoolArray] = {}
    cared = strict(s)
    for n in np.flatnonzero(world.offence.any(axis=(0, 2))):
        out[int(n)] = world.offence[:, n] > 0
    if len(cared[_MUTINY]):
        risk = world.dial[:, PEASANTS] <= p["want.mutiny"]
        if risk.any():
            done = only(answers(world), c) & risk[:, None]
            out[_MUTINY] = out[_MUTINY] | done if _MUTINY in out else done
    if len(cared[_ONE_MAN]):
        general = only(power.secretary_general(world), c)
        alone = general & (power.control(world) >= p["want.one-man"])
        out[_ONE_MAN] = out[_ONE_MAN] | alone if _ONE_MAN in out else alone
    if len(cared[_FACTION]) and (world.pact_state > 0).any():
        # A pact all know of that does not command, and members of the Central Committee who could be charged for it.
        open_ = (world.pact_state > 0) & (world.pact_known > 0).all(axis=2) & ~power.pact_commands(world)
        inside = ((world.pact_in > 0) & open_[:, :, None]).any(axis=1) & (world.rung[:, :c] >= Rung.CC)
        inside &= world.exposure >= p["charge.needs"]
        out[_FACTION] = out[_FACTION] | inside if _FACTION in out else inside
    return out


def _red(ch: Changes, there: BoolArray) -> None:
    """Red lines crossed this quarter, each once by each contender."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    cost = s.parameter["want.red"]
    deeds = guilty(world)
    falls = strict(s)[_PATRON] if (world.struck >= HARD).any() else ()
    for f in falls:
        patron = power.patrons(world)[:, f]
        rows = np.arange(world.histories)
        deed = (world.struck[rows, :, np.maximum(patron, 0)] >= HARD) & (patron >= 0)[:, None]
        # A patron's own hand does not cost him his man.
        _cross(ch, int(f), deed & ~only(patron, c) & there[:, f : f + 1], cost)
    for n, deed in deeds.items():
        for f in strict(s)[n]:
            if n != _PATRON:
                # The village is feared for once, whoever then answers for it.
                here = there[:, f]
                if n == _MUTINY:
                    here = here & ~(world.crossed[:, f] > 0).any(axis=1)
                elif n in (_TRUCE, _REMOVED):
                    # He brokers a truce from an office; his own men are those of his region.
                    offices = world.holder if n == _TRUCE else world.holder[:, _local(s).any(axis=1)]
                    here = here & (offices == c + f).any(axis=1)
                _cross(ch, int(f), deed & here[:, None], cost)


def _cross(ch: Changes, figure: int, deed: BoolArray, cost: int) -> None:
    """Charge who crossed a figure's red line, unless he had crossed it before: `deed` bool[h, c]."""
    new = deed & (ch.world.crossed[:, figure] == 0)
    for k in np.flatnonzero(new.any(axis=0)):
        now = new[:, k].astype(np.int32)
        ch.add("lean", (figure, int(k)), -cost * now, "want.red", int(k))
        ch.add("crossed", (figure, int(k)), now, "want.red", int(k))


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


# What orders, sittings and pacts report as it happens.


def note_sanctions(
    ch: Changes, hit: BoolArray, mover: IntArray, victim: IntArray, severity: IntArray
) -> None:
    """Remember the sanctions that were carried where `hit` bool[h], and whether expulsions are in bulk."""
    world = ch.world
    c = len(world.scenario.contenders)
    h = np.flatnonzero(hit & (mover >= 0) & (victim >= 0) & (victim < c) & (mover < c))
    if not len(h):
        return
    by, who = mover[h], victim[h]
    ch.put_rows("struck", h, (by, who), np.maximum(world.struck[h, by, who], severity[h]), "sanction")
    out = (world.rung[:, :c] < Rung.MEMBER) & (world.rung[:, :c] > Rung.DEAD)
    bulk = (severity[h] == 7) & out[h].any(axis=1)
    ch.put_rows("offence", h[bulk], (_BULK, by[bulk]), 1, "sanction")


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


def note_removals(ch: Changes, h: LongArray, mover: IntArray, region: IntArray) -> None:
    """Remember who had a secretary replaced in a region that a figure's office answers for: rows of `h`."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    here = _local(s)
    his = np.isin(world.holder[h], c + strict(s)[_REMOVED]) & here[:, region].T & (mover >= 0)[:, None]
    done = his.any(axis=1)
    ch.put_rows("offence", h[done], (_REMOVED, mover[done]), 1, "vote.secretary")


@lru_cache(maxsize=8)
def _local(scenario: Scenario) -> BoolArray:
    """Which regions an office of some regions and not all answers for: bool[o, r]."""
    out = np.zeros((len(scenario.offices), len(scenario.regions)), dtype=bool)
    for o, office in enumerate(scenario.offices):
        if len(office.domain) < len(scenario.regions):
            out[o, list(office.domain)] = True
    return out


def note_courting(ch: Changes, h: LongArray, who: LongArray) -> None:
    """Remember who was seen courting commanders without answering for the army: rows of `h`."""
    world = ch.world
    office = world.scenario.office_with("court")
    if office >= 0:
        meddled = power.boss(world)[h, office] != who
        h, who = h[meddled], who[meddled]
    ch.put_rows("offence", h, (_STAFF, who), 1, "order.court")


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


__all__ = ["WANTS", "WORDS", "answers", "guilty", "means", "meets", "reckon", "strict", "weigh"]

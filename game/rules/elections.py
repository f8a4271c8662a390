"""Elections: delegates make the Central Committee, the Central Committee makes the Politburo and fills offices."""

from __future__ import annotations

import numpy as np

from game.rules import dice, power, statutes
from game.rules.changes import Changes
from game.rules.choose import apportion, ranks
from game.rules.halls import ids_of
from game.rules.scenario import Sitting
from game.rules.terms import NOBODY, BoolArray, IntArray, LongArray, Rung
from game.rules.world import World


def standing(world: World) -> IntArray:
    """How the Central Committee's majority weighs each person: int32[h, p].

    Every contender's weight is what he carries in the plenum; he gives it by trust or lean. Tenure, a name in
    doctrine and print, and a factional case count beside it.
    """
    s = world.scenario
    c = len(s.contenders)
    weight = power.cc_own(world)
    total = np.maximum(weight.sum(axis=1, dtype=np.int32), 1)
    # At most a thousand of regard times a few hundred seats: int32 holds it.
    out = np.zeros(world.rung.shape, dtype=np.int32, order="F")
    for k in range(c):
        mine = weight[:, k : k + 1]
        out[:, :c] += world.trust[:, k] * mine
        out[:, k] += 1000 * weight[:, k]
        out[:, c:] += world.lean[:, :, k] * mine
    out //= total[:, None]
    out[:, :c] += (world.bases[:, :, 1] + world.bases[:, :, 2]) // 5 - world.exposure // 4
    out += s.parameter["tenure.full"] * (world.rung == Rung.POLITBURO)
    out += s.parameter["tenure.candidate"] * (world.rung == Rung.CANDIDATE)
    return out


def elect_central_committee(ch: Changes, sitting: Sitting, delegates: LongArray, held: BoolArray) -> None:
    """A congress gives each bloc seats by largest remainder of its delegates; sitting members stay. `held` bool[h]."""
    world = ch.world
    blocs = delegates.sum(axis=1)
    named = (world.rung >= Rung.CC).sum(axis=1)
    ids = ids_of((*world.scenario.contenders, ""))
    for body, size in ((0, sitting.cc), (1, sitting.ccc)):
        if size:
            seats = np.maximum(size - named, 0) if body == 0 else np.full(world.histories, size)
            new = apportion(blocs, seats, ids)
            for x in range(new.shape[1]):
                ch.add("bloc", (body, x), (new[:, x] - world.bloc[:, body, x]) * held, "elected.cc")
    score = standing(world)
    rising = (world.rung == Rung.MEMBER) & (score > 150)
    for p in range(world.rung.shape[1]):
        ch.put("rung", (p,), int(Rung.CC), rising[:, p] & held, "elected.cc")


def elect_politburo(ch: Changes, full: IntArray, candidates: IntArray, keep: bool, mask: BoolArray) -> None:
    """The plenum fills the Politburo where `mask`: the highest standing first; with `keep` only vacancies are filled."""
    world = ch.world
    h = np.flatnonzero(mask)
    if not len(h):
        return
    rung = world.rung[h]
    score = standing(world)[h]
    if keep:
        score += 100_000 * (rung == Rung.POLITBURO) + 5_000 * (rung == Rung.CANDIDATE)
    able = rung >= Rung.CC
    # Who heads the Control Commission judges the leaders and is not raised among them.
    post = world.scenario.office_with("inspect")
    if post >= 0:
        judge = world.holder[h, post, None] == np.arange(rung.shape[1])
        able &= ~(judge & (rung < Rung.CANDIDATE))
    score = np.where(able, score, -1_000_000)
    place = ranks(world, score, "politburo", world.scenario.people, h)
    full, candidates = full[h], candidates[h]
    new = np.where(
        place < full[:, None],
        int(Rung.POLITBURO),
        np.where(place < (full + candidates)[:, None], int(Rung.CANDIDATE), int(Rung.CC)),
    )
    row, who = np.nonzero(able & (new != rung))
    ch.put_rows("rung", h[row], (who,), new[row, who], "elected.politburo")
    ch.put_rows("size", h, (0,), full, "elected.politburo")
    ch.put_rows("size", h, (1,), candidates, "elected.politburo")


def fill_offices(ch: Changes) -> None:
    """Posts left empty go to who stands best with the plenum and has fewest posts already."""
    world = ch.world
    s = world.scenario
    vacant = world.holder == NOBODY
    if not vacant.any():
        return
    c = len(s.contenders)
    taken = np.zeros(world.rung.shape, dtype=np.int32, order="F")
    rows = np.arange(world.histories)
    for o in range(len(s.offices)):
        who = world.holder[:, o]
        taken[rows, np.maximum(who, 0)] += 400 * (who >= 0)
    base = standing(world)
    base[:, :c] -= 400
    able = world.rung >= Rung.CC
    # Of several at once, by their names: the order of a file decides nothing.
    for o in np.argsort(dice.places("office", tuple(x.id for x in s.offices), 1), kind="stable"):
        if s.offices[o].holder == NOBODY and world.quarter < s.empty:
            continue
        empty = vacant[:, o]
        if "prepare" in s.offices[o].powers:
            empty = empty & ~statutes.in_force(world, "abolish-general-secretary")
        need = np.flatnonzero(empty)
        if not len(need):
            continue
        score = base[need] - taken[need]
        tie = dice.tie(world.seed[need], world.quarter, "office." + s.offices[o].id, s.people)
        key = np.where(able[need], score, -1_000_000).astype(np.int64) * 1024 + tie
        who = (key * 64 + dice.places("office", s.people, 1)).argmax(axis=1)
        ch.put_rows("holder", need, (o,), who, "elected.office")
        taken[need, who] += 400


def vacate(ch: Changes) -> None:
    """Nobody outside the party holds an office."""
    world = ch.world
    if (world.rung >= Rung.MEMBER).all():
        return
    out = np.take_along_axis(world.rung, np.maximum(world.holder, 0), axis=1) < Rung.MEMBER
    for o in range(world.holder.shape[1]):
        ch.put("holder", (o,), NOBODY, out[:, o] & (world.holder[:, o] >= 0), "office.lost")


def choose_reporter(ch: Changes, mask: BoolArray) -> None:
    """The Politburo names who gives the political report, where `mask`: each full member follows his man, pacts bind."""
    world = ch.world
    s = world.scenario
    office = s.office_with("report")
    if office < 0:
        return
    c = len(s.contenders)
    follows = power.ballot(world)
    full = world.rung == Rung.POLITBURO
    votes = np.zeros((world.histories, c), dtype=np.int64, order="F")
    promised = np.zeros((world.histories, c), dtype=np.int64)
    for slot in range(world.pact_state.shape[1]):
        to = np.where(world.pact_state[:, slot] > 0, world.pact_clause[:, slot, 3] - 1, -1)
        for k in range(c):
            weight = (world.pact_in[:, slot] * (np.arange(c) != k)).sum(axis=1)
            promised[:, k] += np.where(to == k, weight, 0)
    regard = world.trust.astype(np.int64)
    for k in range(c):
        votes[:, k] = 1000 * ((follows == k) & full).sum(axis=1) + 1500 * promised[:, k]
        votes[:, k] += (regard[:, :, k] * full[:, :c]).sum(axis=1) + world.bases[:, k, 1]
    votes += np.where(world.holder[:, office : office + 1] == np.arange(c), 900, 0)
    votes = np.where(world.rung[:, :c] == Rung.POLITBURO, votes, -1_000_000)
    best = ranks(world, votes, "reporter", s.contenders).argmin(axis=1)
    ch.put("holder", (office,), best, mask, "elected.reporter")

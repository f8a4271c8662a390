"""Elections: delegates make the Central Committee, the Central Committee makes the Politburo and fills offices."""

from __future__ import annotations

import numpy as np

from game.rules import calendar, dice, power, statutes
from game.rules.changes import Changes
from game.rules.choose import apportion, ranks
from game.rules.halls import ids_of
from game.rules.scenario import Sitting
from game.rules.terms import COMINTERN, NOBODY, UNIONS, BoolArray, IntArray, LongArray, Rung
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
    # Who is close to a man with a case against him is passed over.
    close = s.parameter["client"] // 2
    near = np.zeros(world.lean.shape[:2], dtype=np.int32, order="F")
    for k in range(c):
        near += np.maximum(world.lean[:, :, k] - close, 0) * world.exposure[:, k : k + 1] // 1000
    out[:, c:] -= near * s.parameter["seat.case"] // 1000
    out += s.parameter["tenure.full"] * (world.rung == Rung.POLITBURO)
    out += s.parameter["tenure.candidate"] * (world.rung == Rung.CANDIDATE)
    return out


def elect_central_committee(ch: Changes, sitting: Sitting, delegates: LongArray, held: BoolArray) -> None:
    """A congress gives each bloc seats by largest remainder of its delegates; sitting members stay. `held` bool[h]."""
    world = ch.world
    blocs = delegates.sum(axis=1)
    # Nobody is elected as the man of one who is out of the party.
    c = len(world.scenario.contenders)
    gone = blocs[:, :c] * (world.rung[:, :c] < Rung.MEMBER)
    blocs = np.concatenate([blocs[:, :c] - gone, blocs[:, c:] + gone.sum(axis=1, keepdims=True)], axis=1)
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
    # Who heads the Control Commission sits in it, not in the Central Committee.
    post = world.scenario.office_with("inspect")
    if post >= 0:
        rising &= world.holder[:, post, None] != np.arange(world.rung.shape[1])
    for p in range(world.rung.shape[1]):
        ch.put("rung", (p,), int(Rung.CC), rising[:, p] & held, "elected.cc")


def claims(world: World) -> IntArray:
    """What each person's post and name count when seats are given out: int32[h, p].

    The best of the posts he holds, or, of a figure, what the scenario says of his name and of posts that it does not
    have. Contenders' names are in their standing already. Source: the scenario's, editorial.
    """
    s = world.scenario
    out = np.zeros(world.rung.shape, dtype=np.int32, order="F")
    if len(s.claim):
        out[:, len(s.contenders) :] = s.claim
    rows = np.arange(world.histories)
    for o, office in enumerate(s.offices):
        if office.seat:
            who = world.holder[:, o]
            held = np.flatnonzero(who >= 0)
            out[held, who[held]] = np.maximum(out[rows[held], who[held]], office.seat)
    return out


def elect_politburo(
    ch: Changes,
    full: IntArray,
    candidates: IntArray,
    keep: bool,
    mask: BoolArray,
    new_places: IntArray | None = None,
) -> None:
    """The plenum fills the Politburo where `mask`: the highest standing first.

    With `keep` nobody is put out and a place that has fallen vacant is filled only by one who stands high enough
    (`seat.full`, `seat.candidate`): between congresses a seat may stay empty, unless this very plenum has made new
    ones (`new_places` int[h, 2]). Source: assumption, after the record, in which the seats of 23 July 1926 were filled
    and that of 23 October 1926 was not.
    """
    world = ch.world
    p = world.scenario.parameter
    h = np.flatnonzero(mask)
    if not len(h):
        return
    rung = world.rung[h]
    plain = standing(world)[h] + claims(world)[h]
    score = plain.copy()
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
    chosen = place < full[:, None]
    # What a man's seat counts for him is no reason to give him a better one.
    worth = (
        plain - p["tenure.full"] * (rung == Rung.POLITBURO) - p["tenure.candidate"] * (rung == Rung.CANDIDATE)
    )
    if keep:
        made = np.zeros((len(h), 2), dtype=bool) if new_places is None else new_places[h] > 0
        bar = np.where(made, -1_000_000, np.array([p["seat.full"], p["seat.candidate"]]))
        chosen &= (rung == Rung.POLITBURO) | (worth >= bar[:, :1])
    after = place - chosen.sum(axis=1)[:, None]
    named = ~chosen & (after < candidates[:, None])
    if keep:
        named &= (rung >= Rung.CANDIDATE) | (worth >= bar[:, 1:])
    new = np.where(chosen, int(Rung.POLITBURO), np.where(named, int(Rung.CANDIDATE), int(Rung.CC)))
    row, who = np.nonzero(able & (new != rung))
    ch.put_rows("rung", h[row], (who,), new[row, who], "elected.politburo")
    ch.put_rows("size", h, (0,), full, "elected.politburo")
    ch.put_rows("size", h, (1,), candidates, "elected.politburo")


def take_seat(ch: Changes, h: LongArray, seat: IntArray, person: IntArray) -> None:
    """Give contested seats to who was voted in; where the list is full, the figure who stands lowest on it makes room.

    `seat` int[rows] is a place in ``motions.SEATS``, `person` int[rows] who was named. Who sits there or higher
    already, and who has no place in the Central Committee, stays what he is.
    """
    world = ch.world
    to = np.where(seat == 0, int(Rung.POLITBURO), int(Rung.CANDIDATE))
    now = world.rung[h, person]
    ok = (now >= Rung.CC) & (now < to)
    h, seat, person, to = h[ok], seat[ok], person[ok], to[ok]
    if not len(h):
        return
    free = (world.rung[h] == to[:, None]).sum(axis=1) < world.size[h, seat]
    out = displaced(world, h, seat)
    ok = free | (out >= 0)
    ch.put_rows("rung", h[ok], (person[ok],), to[ok], "vote.seat")
    full = ok & ~free
    ch.put_rows("rung", h[full], (out[full],), int(Rung.CC), "vote.seat")


def makes_room(world: World, h: LongArray, seat: IntArray) -> LongArray:
    """Who would lose his place if a seat were given away now: int64[rows], -1 where one is free."""
    to = np.where(seat == 0, int(Rung.POLITBURO), int(Rung.CANDIDATE))
    free = (world.rung[h] == to[:, None]).sum(axis=1) < world.size[h, seat]
    found: LongArray = np.where(free, NOBODY, displaced(world, h, seat))
    return found


def displaced(world: World, h: LongArray, seat: IntArray) -> LongArray:
    """Who would make room on a full list: the figure of that rung who stands lowest: int64[rows], -1 for nobody."""
    c = len(world.scenario.contenders)
    to = np.where(seat == 0, int(Rung.POLITBURO), int(Rung.CANDIDATE))
    rung = world.rung[h, c:]
    score = (standing(world)[h] + claims(world)[h])[:, c:].astype(np.int64)
    there = rung == to[:, None]
    key = np.where(there, -score, -(1 << 40)) * 64 + dice.places("seat", world.scenario.figures, 1)
    if not rung.shape[1]:
        return np.full(len(h), NOBODY, dtype=np.int64)
    found: LongArray = np.where(there.any(axis=1), c + key.argmax(axis=1), NOBODY)
    return found


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
    post = s.office_with("inspect")
    able = world.rung >= Rung.CC
    # Of several at once, by their names: the order of a file decides nothing.
    for o in np.argsort(dice.places("office", tuple(x.id for x in s.offices), 1), kind="stable"):
        if s.offices[o].holder == NOBODY and world.quarter < max(s.empty, s.offices[o].opens):
            continue
        empty = vacant[:, o]
        if s.offices[o].body in (UNIONS, COMINTERN):
            # Who elects to it is about to meet: until then his deputies carry on.
            soon = calendar.sits(world, (s.offices[o].body,), world.quarter + 1)
            empty = empty & ~soon
        if "prepare" in s.offices[o].powers:
            empty = empty & ~statutes.in_force(world, "abolish-general-secretary")
        need = np.flatnonzero(empty)
        if not len(need):
            continue
        fit = able[need]
        if post >= 0:
            # Who judges the leaders is none of them, and holds no other post.
            judge = world.holder[need, post, None] == np.arange(fit.shape[1])
            fit = fit & ((world.rung[need] < Rung.POLITBURO) if o == post else ~judge)
        score = base[need] - taken[need]
        tie = dice.tie(world.seed[need], world.quarter, "office." + s.offices[o].id, s.people)
        key = np.where(fit, score, -1_000_000).astype(np.int64) * 1024 + tie
        who = (key * 64 + dice.places("office", s.people, 1)).argmax(axis=1)
        ch.put_rows("holder", need, (o,), who, "elected.office")
        if o == post:
            judges(ch, need, who)
        taken[need, who] += 400


def judges(ch: Changes, h: LongArray, person: LongArray | IntArray) -> None:
    """Who takes the chair of the Control Commission leaves the Central Committee and his other posts: rows of `h`."""
    world = ch.world
    post = world.scenario.office_with("inspect")
    low = (world.rung[h, person] == Rung.CANDIDATE) | (world.rung[h, person] == Rung.CC)
    ch.put_rows("rung", h[low], (person[low],), int(Rung.MEMBER), "elected.judge")
    for o in range(len(world.scenario.offices)):
        if o != post:
            held = world.holder[h, o] == person
            ch.put_rows("holder", h[held], (o,), NOBODY, "elected.judge")


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

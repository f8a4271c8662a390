"""How a politician bargains: whom to ask, what to answer. An answer is a sum of named terms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

import numpy as np

from game.players import inclination, papers, promises, without
from game.players.appraise import i32
from game.players.facts import Table
from game.rules import dice
from game.rules.pacts import A_TERM, ANSWER_CLAUSES, CLAUSE_COLUMNS
from game.rules.power import precedence
from game.rules.scenario import Scenario
from game.rules.terms import NOBODY, PERSONA, IntArray, LongArray
from game.rules.view import View, Views
from game.theory.batch import ruling_batch

MOOD = 4
"""How much further a mood goes in bargaining than in giving orders (assumption)."""
HATE = 12_000
"""Hatred counts with its object's strength: a beaten man unites nobody. Trust times menace by this."""
BURDEN = 90
"""What every promise already given weighs against the next."""

WIDE = 0
"""By how much more gladly a man speaks to two at once than to one (assumption)."""
SHORT = 6
"""For how many quarters a man who keeps few promises offers to be bound; others for eight (assumption)."""
LOATHED = -200
"""Trust below which nobody signs with a man for votes alone: only a common defeat makes one forget it."""
SHELTER = 4
"""A case against him by this: what it is worth to who is shut out to stand under a ruler's hand."""

TERMS = ("votes", "enemy", "doctrine", "trust", "reputation", "next", "override", "honour", "shelter")
"""The named terms of an answer."""


def common_enemy(view: View, members: tuple[int, ...]) -> IntArray:
    """Whom a set of contenders fears most outside itself: int32[h]."""
    c = len(view.scenario.contenders)
    score = view.menace + 2 * view.dominance
    for k in members:
        score = score - view.trust[:, k] * view.menace // 1500
    score = score - 10_000 * (view.rung[:, :c] < 5)
    for k in members:
        score[:, k] -= 20_000
    found: IntArray = ((score << 6) + precedence("enemy", view.scenario.contenders)).max(axis=1) & 7
    return found


def worth(view: View, who: int, members: tuple[int, ...], enemy: IntArray) -> LongArray:
    """What a pact of `members` against `enemy` is worth to `who`, as `view` sees it: int64[h].

    Votes gained, menace of the common enemy, doctrinal distance, trust, reputation, fear of being next, and the
    override when both lose to the same bloc twice running.
    """
    return sum(terms(view, who, members, enemy).values(), np.zeros(view.histories, dtype=np.int64))


def terms(view: View, who: int, members: tuple[int, ...], enemy: IntArray) -> dict[str, LongArray]:
    """The named terms of `worth`: int64[h] each."""
    h = view.histories
    rows = np.arange(h)
    others = [k for k in members if k != who]
    half = view.politburo_size
    own = view.politburo[:, who]
    pooled = sum(view.politburo[:, k] for k in members)
    plenum = sum(view.plenum[:, k] for k in members)
    total = view.plenum_size
    # Only what is new counts: partners one has already and a leadership one belongs to are worth nothing twice.
    # Who carries both houses by himself needs nobody.
    alone = (2 * own > half) & (3 * view.plenum[:, who] > 2 * total)
    gain = sum(view.politburo[:, k] * ~view.allied[:, who, k] for k in others) * 40 - alone * 150
    outside = ~view.commanding[:, who]
    gain += ((2 * pooled > half) & (2 * own <= half) & outside) * 220
    gain += ((2 * plenum > total) & (2 * view.plenum[:, who] <= total) & outside) * 120
    # A pact that the new one contains is no further burden.
    bits = (view.pact_in << np.arange(view.pact_in.shape[2])).sum(axis=2)
    outside_it = (bits & ~sum(1 << k for k in members)) > 0
    gain -= BURDEN * (view.pact_in[:, :, who] * outside_it).sum(axis=1)
    foe = np.maximum(enemy, 0)
    feared = view.menace[rows, foe]
    hate = view.trust[rows, who, foe]
    enemy_term = np.where(
        enemy >= 0, feared // 16 + view.dominance[rows, foe] // 5 - hate * feared // HATE, 0
    )
    # Nobody gladly feeds the one who needs only a little more to rule without his partners.
    fed = sum(np.maximum(view.dominance[:, k] - view.dominance[:, who], 0) for k in others)
    fed = fed * int(_resents(view.scenario)[who]) // 1000
    n = len(others)
    near = sum(view.near[:, who, k] for k in others) * int(_believes(view.scenario)[who]) // (250 * n)
    if without.does_without(view.scenario, without.DISTANCE):
        near = np.zeros(h, dtype=np.int64)
    trust = sum(view.trust[:, who, k] for k in others) * 2 // (5 * n)
    name = (sum(view.reputation[:, k] for k in others) - 500 * n) // (4 * n)
    # Who would be next? In the coalition theory of Acemoglu, Egorov and Sonin, within this pact.
    next_term = np.zeros(h, dtype=np.int64)
    if len(members) > 2 and not without.does_without(view.scenario, without.THEORY):
        group = sorted(members)
        powers = np.stack([view.menace[:, k] for k in group], axis=1)
        ids = precedence("next", view.scenario.contenders)[group] // 8
        inside = (ruling_batch(powers, 1, 2, np.broadcast_to(ids, powers.shape))[1] >> group.index(who)) & 1
        next_term = np.where(inside == 1, 30, -90)
    lost = view.beaten[:, who] >= 2
    for k in others:
        lost &= view.beaten[:, k] >= 2
    override = np.where(lost, 260, 0)
    # Shut out together by a leadership of others one forgets much.
    shut = view.commanding.any(axis=1)
    for k in members:
        shut = shut & ~view.commanding[:, k]
    loathed = sum(np.maximum(LOATHED - view.trust[:, who, k], 0) for k in others)
    trust = trust - np.where(lost | shut, 0, loathed * 11 // 16)
    gone = np.zeros(h, dtype=bool)
    for k in members:
        gone |= view.rung[:, k] < 4
    # Who is shut out and charged is safer under the hand of one who rules.
    ruled = np.zeros(h, dtype=bool)
    for k in others:
        ruled |= view.commanding[:, k]
    shelter = view.exposure[:, who] // SHELTER * (ruled & outside)
    # Old promises bind: no pact with one against whom another pact stands, none against an old partner.
    loyal = int(promise(view.scenario)[who])
    honour = sum(view.sworn[:, who, k] * loyal for k in others)
    honour = honour + (view.allied[rows, who, foe] & (enemy >= 0)) * loyal
    return {
        "votes": gain,
        "enemy": enemy_term,
        "doctrine": near,
        "trust": trust,
        "reputation": name,
        "next": next_term - fed,
        "override": override - np.where(gone, 5000, 0),
        "honour": -honour,
        "shelter": shelter,
    }


@lru_cache(maxsize=8)
def _resents(scenario: Scenario) -> IntArray:
    """How much it galls each contender to make another great, per mille of what he feeds: int32[c].

    The proud play no second part for long (assumption).
    """
    pride = scenario.temperament[:, PERSONA.index("pride")]
    found: IntArray = ((pride + 100) // 2).astype(np.int32)
    return found


@lru_cache(maxsize=8)
def _believes(scenario: Scenario) -> IntArray:
    """How much doctrine counts with each contender, 250 for once its plain weight: int32[c] (assumption)."""
    found: IntArray = (250 + scenario.temperament[:, PERSONA.index("doctrine")]).astype(np.int32)
    return found


@lru_cache(maxsize=8)
def promise(scenario: Scenario) -> IntArray:
    """What it costs each contender to go against a promise already given: int32[c] (assumption)."""
    loyalty = scenario.temperament[:, PERSONA.index("loyalty")]
    found: IntArray = (150 + loyalty // 3).astype(np.int32)
    return found


@dataclass(frozen=True)
class _Sets:
    """Every pact of two or three that seats could make, and who would ask what it is worth to whom.

    An entry is one seat with one set that holds him; a judgement is one member of an entry.
    """

    members: tuple[tuple[int, ...], ...]
    """Every set, members in seat order."""
    bits: IntArray
    entry_viewer: IntArray
    entry_set: IntArray
    per_seat: int
    judges: tuple[IntArray, IntArray]
    """For pairs and for triples: rows (entry, viewer, who, other, other) of every judgement; int32[5, n]."""
    inside: IntArray
    """int32[entries, c] 1 for members"""
    precedence: IntArray
    """int32[entries] of a number made from the members' names"""
    position: IntArray
    """int32[v, 2**c] the place among the seat's own entries of the set with these members, or -1"""


@lru_cache(maxsize=16)
def _sets(scenario: Scenario, seats: tuple[int, ...]) -> _Sets:
    c = len(scenario.contenders)
    members = (*combinations(range(c), 2), *combinations(range(c), 3))
    names = tuple("+".join(sorted(scenario.contenders[k] for k in group)) for group in members)
    order = precedence("set", names, 64) // 64
    entries = [(v, n) for v, seat in enumerate(seats) for n, group in enumerate(members) if seat in group]
    judges: tuple[list[tuple[int, ...]], list[tuple[int, ...]]] = ([], [])
    inside = np.zeros((len(entries), c), dtype=np.int32)
    position = np.full((len(seats), 1 << c), -1, dtype=np.int32)
    per_seat = len(entries) // len(seats)
    bits = [sum(1 << k for k in group) for group in members]
    for e, (v, n) in enumerate(entries):
        group = members[n]
        inside[e, list(group)] = 1
        position[v, bits[n]] = e - v * per_seat
        # The seat itself first, then the partners.
        for who in sorted(group, key=lambda k: (k != seats[v], k)):
            others = [k for k in group if k != who]
            judges[len(group) - 2].append((e, v, who, others[0], others[-1]))
    return _Sets(
        members,
        np.array(bits, dtype=np.int32),
        np.array([v for v, _ in entries]),
        np.array([n for _, n in entries]),
        per_seat,
        (np.array(judges[0]).reshape(-1, 5).T, np.array(judges[1]).reshape(-1, 5).T),
        inside,
        order[[n for _, n in entries]].astype(np.int32),
        position,
    )


@dataclass
class Bargain:
    """What every entry's members would make of it: base worth int32[h, entries, 3] (seat first) and the enemy."""

    base: IntArray
    """Without the enemy's term; what has no third member repeats the second."""
    enemy: IntArray
    """int32[h, entries] whom the set fears most outside itself"""
    members: LongArray
    """int64[entries, 3] the seat first"""


def enemy_value(views: Views) -> IntArray:
    """What an enemy is worth to a pact before a member's own feelings: int32[h, v, c]."""
    found: IntArray = (views.menace // i32(16))[:, None] + views.dominance // i32(5)
    return found


def _bargain(views: Views) -> Bargain:
    """Work out every set that the viewers could make."""
    s = views.scenario
    c = len(s.contenders)
    sets = _sets(s, tuple(int(k) for k in views.seats))
    ev = sets.entry_viewer
    h = views.histories
    # Whom a set fears most outside itself.
    dread = views.menace[:, None] + i32(2) * views.dominance
    score = dread[:, ev]
    for k in range(c):
        part = np.flatnonzero(sets.inside[:, k])
        score[:, part] -= views.trust[:, ev[part], k] * views.menace[:, None] // i32(1500)
    score -= i32(20_000) * sets.inside
    score -= i32(10_000) * (views.rung[:, None, :c] < 5)
    enemy = (((score << i32(6)) + precedence("enemy", s.contenders)).max(axis=2)) & i32(7)
    # Where everybody is a member nobody is left to be against.
    enemy -= (enemy + i32(1)) * (sets.inside[np.arange(len(ev)), enemy] > 0)
    # What two think of each other, and what one would feed the other.
    near = views.near[:, None, :c]
    believes = _believes(s)
    dominance = views.dominance
    fed = np.maximum(dominance[:, :, None] - dominance[:, :, :, None], 0)
    lost = views.beaten >= 2
    gone = (views.rung[:, :c] < 4).astype(np.int32)
    out = np.empty((h, len(ev), 3), dtype=np.int32, order="F")
    members = np.zeros((len(ev), 3), dtype=np.int64)
    held, plenum = views.politburo, views.plenum
    resents, loyal = _resents(s), promise(s)
    theory = not without.does_without(s, without.THEORY)
    distance = i32(not without.does_without(s, without.DISTANCE))
    sworn = views.sworn
    free = (~views.allied).astype(np.int32)
    leading, kept = views.commanding, _kept(views, sets)
    half, total = views.politburo_size[:, None], views.plenum_size[:, None]
    for size, rows in zip((2, 3), sets.judges, strict=True):
        if not rows.size:
            continue
        e, v, who, one, two = rows
        own, own_cc = held[:, v, who], plenum[:, v, who]
        pooled, pooled_cc = own + held[:, v, one], own_cc + plenum[:, v, one]
        new = held[:, v, one] * free[:, v, who, one]
        if size == 3:
            pooled = pooled + held[:, v, two]
            new = new + held[:, v, two] * free[:, v, who, two]
            pooled_cc = pooled_cc + plenum[:, v, two]
        leads = i32(2) * own > half
        alone = leads & (i32(3) * own_cc > i32(2) * total)
        outside = ~leading[:, v, who]
        value = new * i32(40) - alone * i32(150)
        value += ((i32(2) * pooled > half) & ~leads & outside) * i32(220)
        value += ((i32(2) * pooled_cc > total) & (i32(2) * own_cc <= total) & outside) * i32(120)
        value -= i32(BURDEN) * kept[:, v, sets.entry_set[e], who]
        trust, name = views.trust[:, v, who, one], views.reputation[:, one]
        closeness, food = near[:, 0, who, one], fed[:, v, who, one]
        override = lost[:, who] & lost[:, one]
        broken = sworn[:, v, who, one].astype(np.int32)
        loathed = np.maximum(i32(LOATHED) - trust, 0)
        out_of = gone[:, who] + gone[:, one]
        ruled = leading[:, v, one]
        ruled_over = leading.any(axis=2)[:, v]
        if size == 3:
            trust, name = trust + views.trust[:, v, who, two], name + views.reputation[:, two]
            closeness = closeness + near[:, 0, who, two]
            food = food + fed[:, v, who, two]
            override = override & lost[:, two]
            broken = broken + sworn[:, v, who, two]
            loathed = loathed + np.maximum(i32(LOATHED) - views.trust[:, v, who, two], 0)
            out_of = out_of + gone[:, two]
            ruled = ruled | leading[:, v, two]
            if theory:
                rules = _ruling(views, sets)[:, sets.entry_set[e] - (len(sets.members) - _triples(c))]
                value += i32(120) * ((rules >> who.astype(np.int32)) & 1) - i32(90)
            value += trust // i32(5) + (name - i32(1000)) // i32(8)
        else:
            value += trust * i32(2) // i32(5) + (name - i32(500)) // i32(4)
        value += (
            distance * (closeness * believes[who] // i32(250 * (size - 1)))
            - food * resents[who] // i32(1000)
            + override * i32(260)
            - (out_of > 0) * i32(5000)
        )
        value -= broken * loyal[who]
        forgiven = override | (ruled_over & outside & ~ruled)
        value -= loathed * i32(11) // i32(16) * ~forgiven
        value += views.exposure[:, v, who] // i32(SHELTER) * (ruled & outside)
        nth = np.arange(len(e)) % size
        out[:, e, nth] = value
        members[e, nth] = who
        if size == 2:
            out[:, e[::2], 2] = value[:, 1::2]
            members[e[::2], 2] = who[1::2]
    return Bargain(out, enemy.astype(np.int32), members)


def _kept(views: Views, sets: _Sets) -> IntArray:
    """How many pacts of each a new one would not contain, by set and member: int32[h, v, sets, c]."""
    inside = views.pact_in
    c = inside.shape[3]
    bits = (inside << np.arange(c, dtype=np.int32)).sum(axis=3, dtype=np.int32)
    out = np.zeros((*bits.shape[:2], len(sets.members), c), dtype=np.int32, order="F")
    used = np.flatnonzero(bits.any(axis=(0, 1)))
    for slot in used:
        theirs = [inside[:, :, slot, k] for k in range(c)]
        for n, group in enumerate(sets.members):
            beyond = (bits[:, :, slot] & np.int32(~sum(1 << k for k in group))) > 0
            for k in group:
                out[:, :, n, k] += theirs[k] * beyond
    return out


def _triples(c: int) -> int:
    """How many sets of three there are among c."""
    return c * (c - 1) * (c - 2) // 6


def _ruling(views: Views, sets: _Sets) -> IntArray:
    """Who would rule inside each set of three, by their menace: bit masks of contenders int32[h, triples]."""
    triples = np.array([group for group in sets.members if len(group) == 3])
    h, n = views.histories, len(triples)
    powers = np.stack([views.menace[:, triples[:, k]].T.ravel() for k in range(3)], axis=1)
    ids = precedence("next", views.scenario.contenders)[triples] // 8
    inside = ruling_batch(powers, 1, 2, np.repeat(ids, h, axis=0))[1].astype(np.int32).reshape(n, h).T
    out = np.zeros((h, n), dtype=np.int32, order="F")
    for k in range(3):
        out += ((inside >> k) & 1) << triples[:, k].astype(np.int32)
    return out


def bargain(views: Views) -> Bargain:
    """The bargain of these views, worked out once."""
    if "bargain" not in views.scratch:
        views.scratch["bargain"] = _bargain(views)
    found: Bargain = views.scratch["bargain"]
    return found


def make_offers(views: Views, persona: IntArray, noise: IntArray, out: IntArray) -> IntArray:
    """The best offer each seat can think of, or none: int32[h, v, columns] as ``Play.default`` for offers."""
    s = views.scenario
    c = len(s.contenders)
    seats = tuple(int(k) for k in views.seats)
    sets = _sets(s, seats)
    deal = bargain(views)
    h, many, per = views.histories, len(seats), sets.per_seat
    ev = sets.entry_viewer
    value = deal.base.copy(order="F")
    dread, loyal = enemy_value(views), promise(s)
    own_dread = inclination.dreaded(views)
    for k in range(c):
        his = (deal.enemy == k)[:, :, None]
        if his.any():
            hate = views.trust[:, ev[:, None], deal.members, k] * views.menace[:, k, None, None] // i32(HATE)
            feeling = dread[:, ev, k][:, :, None] - hate
            feeling -= views.allied[:, ev[:, None], deal.members, k] * loyal[deal.members]
            # The others fear him as all do; he himself, as his own mind has it.
            feeling[:, :, 0] += (own_dread[:, ev, k] - views.menace[:, k, None]) // i32(16)
            value += his * feeling
    partners = deal.members[:, 1:]
    liking = inclination.liking(views)[:, ev[:, None], partners].sum(axis=2, dtype=np.int32)
    value[:, :, 0] += liking // i32(2)
    mine, theirs = value[:, :, 0], np.minimum(value[:, :, 1], value[:, :, 2])
    already = np.ones(mine.shape, dtype=bool)
    for nth in (1, 2):
        already &= views.allied[:, ev, deal.members[:, 0], deal.members[:, nth]]
    names = tuple("+".join(sorted(s.contenders[k] for k in group)) for group in sets.members)
    blur = dice.blur(views.mind, views.quarter, "offers", 1023, names)
    blur = blur.reshape(h, many, len(names), order="F")[:, ev, sets.entry_set] * (
        noise[ev] * i32(MOOD)
    ) >> i32(10)
    score = mine + np.minimum(theirs, i32(250)) + blur - i32(900) * already
    score += i32(WIDE) * (deal.members[:, 1] != deal.members[:, 2]).astype(np.int32)
    open_ = (mine > 60) & (theirs > 0) & (score > (i32(120) + persona[:, 5] // i32(12))[ev])
    key = np.where(open_, score.astype(np.int32) * 64 + sets.precedence, -1).reshape(h, per, many, order="F")
    entry = key.argmax(axis=1)
    go = key.max(axis=1) >= 0
    if not go.any():
        return out
    rows = np.arange(h)[:, None]
    at = entry + np.arange(many) * per
    mask = sets.bits[sets.entry_set[at]] & ~(1 << views.seats.astype(np.int32))
    out[:, :, 0] = mask * go
    out[:, :, 1] = np.where(go, deal.enemy[rows, at], -1)
    out[:, :, 2] = out[:, :, 3] = go
    out[:, :, 6] = np.where(persona[:, 4] < 500, SHORT, 8) * go
    out[:, :, 7] = (persona[:, 1] > 400) * go
    # A partner with a region of his own is promised that it will be left alone.
    region, share = _fortresses(views)
    strongest = np.full((h, many), -1, dtype=np.int32, order="F")
    order = precedence("fortress", s.contenders)
    for k in range(c):
        here = go & (((mask >> k) & 1) > 0) & (region[:, k] >= 0)[:, None]
        weight = np.where(here, (share[:, k] * 64 + order[k])[:, None], -1)
        better = weight > strongest
        strongest = np.maximum(strongest, weight)
        out[:, :, 4] = np.where(better, region[:, k, None] + 1, out[:, :, 4])
    report = s.office_with("report")
    if report >= 0:
        holder = views.boss[:, :, report]
        full = mask | (1 << views.seats.astype(np.int32))
        bound = go & (holder >= 0) & (((full >> np.maximum(holder, 0)) & 1) > 0)
        out[:, :, 5] = np.where(bound, holder + 1, out[:, :, 5])
    promises.ask(views, go, mask | (1 << views.seats.astype(np.int32)), out[:, :, 1], out)
    if s.documents:
        papers.ask_silence(views, go, mask | (1 << views.seats.astype(np.int32)), out)
    return out


def _fortresses(views: Views) -> tuple[IntArray, IntArray]:
    """The region that is each contender's fortress and his share there: int32[h, c] each, -1 and 0 for none."""
    s = views.scenario
    c = len(s.contenders)
    region = np.full((views.histories, c), NOBODY, dtype=np.int32, order="F")
    share = np.zeros((views.histories, c), dtype=np.int32, order="F")
    order = precedence("region", s.regions, 64)
    for k in range(c):
        own = views.secretaries[:, :, k] * (views.first == k)
        top = (own * i32(4096) + order).max(axis=1)
        strong = (top >> i32(12)) >= s.parameter["fortress"]
        region[:, k] = np.where(strong, top & 63, NOBODY)
        share[:, k] = (top >> i32(12)) * strong
    return region, share


def answer_offers(table: Table, persona: IntArray, noise: IntArray, out: IntArray) -> IntArray:
    """Accept what is worth more than one's bar, counter a long term one doubts, refuse the rest.

    int32[h, v, c(proposer), columns].
    """
    views = table.views
    s = views.scenario
    c = len(s.contenders)
    offers = table.offers
    if not (offers[:, :, :, 0] > 0).any():
        return out
    h, many = views.histories, len(table.seats)
    sets = _sets(s, table.seats)
    deal = bargain(views)
    base = deal.base[:, :, 0].reshape(h, sets.per_seat, many, order="F")
    dread = enemy_value(views) + (inclination.dreaded(views) - views.menace[:, None]) // i32(16)
    liking = inclination.liking(views)
    hate = views.own(views.trust)
    bound = views.own(views.allied)
    blur = dice.blur(views.mind, views.quarter, "answers", 1023, s.contenders)
    blur = blur.reshape(h, many, c, order="F") * (noise[:, None] * i32(MOOD)) >> i32(10)
    bar = i32(s.parameter["pact.accept"] + 60) + persona[:, 1] // i32(20)
    for a in range(c):
        partners = offers[:, :, a, 0]
        named = (partners > 0) & (views.seats != a) & (((partners >> views.seats) & 1) > 0)
        h_, v_ = np.nonzero(named)
        if not len(h_):
            continue
        place = sets.position[v_, partners[h_, v_] | (1 << a)]
        enemy = offers[h_, v_, a, 1]
        score = base[h_, place, v_] + blur[h_, v_, a]
        both = sets.inside[place + v_ * sets.per_seat]
        score += (liking[h_, v_] * both).sum(axis=1, dtype=np.int32) // (
            both.sum(axis=1, dtype=np.int32) - i32(1)
        )
        foe = np.maximum(enemy, 0)
        known = enemy >= 0
        score += known * (dread[h_, v_, foe] - hate[h_, v_, foe] * views.menace[h_, foe] // i32(HATE))
        # Old partners named as the enemy are defended.
        score -= (known & bound[h_, v_, foe]) * promise(s)[views.seats[v_]]
        score += promises.price(views, h_, v_, a, offers[h_, v_, a])
        if s.documents:
            score += papers.price_of_silence(views, h_, v_, offers[h_, v_, a])
        yes = score > bar[v_]
        near = ~yes & (score > bar[v_] - 40) & (offers[h_, v_, a, 6] > 4)
        out[h_, v_, a, 0] = np.where(yes, 1, np.where(near, 2, 0))
        hn, vn = h_[near], v_[near]
        said_so = offers[hn, vn, a][:, CLAUSE_COLUMNS]
        for n, column in enumerate(ANSWER_CLAUSES):
            out[hn, vn, a, column] = said_so[:, n]
        out[hn, vn, a, A_TERM] = 4
    return out


def take_counters(table: Table, out: IntArray) -> IntArray:
    """A shorter term is better than none."""
    countered = (table.replies[:, :, :, 0] == 2).any(axis=2)
    out[:, :, 0] = table.due & countered
    return out

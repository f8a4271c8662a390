"""How a politician bargains: whom to ask, what to answer. An answer is a sum of named terms."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from game.players.facts import Facts
from game.rules import dice
from game.rules.terms import NOBODY, IntArray, LongArray
from game.rules.view import View
from game.theory.batch import ruling_batch

TERMS = ("votes", "enemy", "doctrine", "trust", "reputation", "next", "override")
"""The named terms of an answer."""


def common_enemy(view: View, members: tuple[int, ...]) -> IntArray:
    """Whom a set of contenders fears most outside itself: int32[h]."""
    c = len(view.scenario.contenders)
    score = np.zeros((view.histories, c), dtype=np.int64)
    for k in members:
        score += (view.menace.astype(np.int64) + 2 * view.dominance) // len(members) - view.trust[:, k]
    score = np.where(view.rung[:, :c] >= 5, score, -10_000)
    for k in members:
        score[:, k] = -20_000
    ids = np.array([dice.word("enemy", name) % 512 for name in view.scenario.contenders])
    found: IntArray = (score * 512 + ids).argmax(axis=1).astype(np.int32)
    return found


def worth(view: View, who: int, members: tuple[int, ...], enemy: IntArray, noise: int) -> LongArray:
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
    pooled, plenum = _pooled(view, tuple(sorted(members)))
    total = view.plenum_size
    gain = (pooled - own) * 40 - (2 * own > half) * 150
    gain += ((2 * pooled > half) & (2 * own <= half)) * 220
    gain += ((2 * plenum > total) & (2 * view.plenum[:, who] <= total)) * 120
    foe = np.maximum(enemy, 0)
    feared = view.menace[rows, foe]
    hate = view.trust[rows, who, foe]
    enemy_term = np.where(enemy >= 0, feared // 16 - hate // 6 + view.dominance[rows, foe] // 3, 0)
    # Nobody gladly feeds the one who needs only a little more to rule without his partners.
    fed = sum(np.maximum(view.dominance[:, k] - view.dominance[:, who], 0) for k in others) // 4
    n = len(others)
    near = sum(view.near[:, who, k] for k in others) * 2 // n
    trust = sum(view.trust[:, who, k] for k in others) * 2 // (5 * n)
    name = (sum(view.reputation[:, k] for k in others) - 500 * n) // (4 * n)
    # Who would be next? In the coalition theory of Acemoglu, Egorov and Sonin, within this pact.
    next_term = np.zeros(h, dtype=np.int64)
    if len(members) > 2:
        inside = (_ruling(view, tuple(sorted(members))) >> sorted(members).index(who)) & 1
        next_term = np.where(inside == 1, 30, -90)
    lost = view.beaten[:, who] >= 2
    for k in others:
        lost &= view.beaten[:, k] >= 2
    override = np.where(lost, 260, 0)
    gone = np.zeros(h, dtype=bool)
    for k in members:
        gone |= view.rung[:, k] < 4
    return {
        "votes": gain,
        "enemy": enemy_term,
        "doctrine": near,
        "trust": trust,
        "reputation": name,
        "next": next_term - fed,
        "override": override - np.where(gone, 5000, 0),
    }


def _ruling(view: View, members: tuple[int, ...]) -> LongArray:
    """Who would rule inside a set of contenders by what he sees of their menace: a bit mask, int64[h]."""
    key = ("ruling", members)
    if key not in view.kept:
        powers = np.stack([view.menace[:, k] for k in members], axis=1)
        ids = np.array([dice.word("next", view.scenario.contenders[k]) % 64 for k in members], dtype=np.int32)
        view.kept[key] = ruling_batch(powers, 1, 2, np.broadcast_to(ids, powers.shape))[1]
    out: LongArray = view.kept[key]
    return out


def _pooled(view: View, members: tuple[int, ...]) -> tuple[IntArray, IntArray]:
    """Votes a set of contenders would carry in the Politburo and in the plenum: int32[h] each."""
    key = ("pooled", members)
    if key not in view.kept:
        view.kept[key] = (
            sum(view.politburo[:, k] for k in members),
            sum(view.plenum[:, k] for k in members),
        )
    out: tuple[IntArray, IntArray] = view.kept[key]
    return out


def make_offer(view: View, persona: IntArray, noise: int, out: IntArray) -> IntArray:
    """The best offer a seat can think of, or none: as ``Play.default`` for offers."""
    me = view.me
    c = len(view.scenario.contenders)
    h = view.histories
    rivals = [k for k in range(c) if k != me]
    sets = [(k,) for k in rivals] + list(combinations(rivals, 2))
    best = np.full(h, (120 + int(persona[5]) // 12) * 64, dtype=np.int64)
    pick = np.full(h, -1)
    foes = np.zeros((h, len(sets)), dtype=np.int32)
    names = tuple("+".join(sorted(view.scenario.contenders[k] for k in group)) for group in sets)
    blur = dice.bell(view.mind, view.quarter, "offers", noise, names)
    for n, group in enumerate(sets):
        members = (me, *group)
        foe = common_enemy(view, members)
        foes[:, n] = foe
        mine = worth(view, me, members, foe, noise)
        theirs = np.full(h, 10_000, dtype=np.int64)
        for k in group:
            theirs = np.minimum(theirs, worth(view, k, members, foe, noise))
        already = np.ones(h, dtype=bool)
        for k in group:
            already &= view.allied[:, me, k]
        score = mine + np.minimum(theirs, 250) + blur[:, n] - np.where(already, 900, 0)
        score = score * 64 + dice.places("set", names, 64)[n]
        better = (score > best) & (mine > 60) & (theirs > 0)
        best = np.where(better, score, best)
        pick = np.where(better, n, pick)
    for n, group in enumerate(sets):
        here = pick == n
        if not here.any():
            continue
        out[here, 0] = sum(1 << k for k in group)
        out[here, 1] = foes[here, n]
        out[here, 2] = 1
        out[here, 3] = 1
        out[here, 6] = 4 if persona[4] < 500 else 8
        out[here, 7] = 1 if persona[1] > 400 else 0
        # A partner with a region of his own is promised that it will be left alone.
        strongest = np.zeros(h, dtype=np.int64)
        for k in group:
            region, share = _fortress(view, k)
            key = share.astype(np.int64) * 1024 + dice.word("fortress", view.scenario.contenders[k]) % 1024
            better = here & (region >= 0) & (key > strongest)
            strongest = np.where(better, key, strongest)
            out[:, 4] = np.where(better, region + 1, out[:, 4])
        report = view.scenario.office_with("report")
        if report >= 0:
            holder = view.boss[:, report]
            inside = np.zeros(h, dtype=bool)
            for k in (me, *group):
                inside |= holder == k
            out[:, 5] = np.where(here & inside, holder + 1, out[:, 5])
    return out


def _fortress(view: View, who: int) -> tuple[IntArray, IntArray]:
    """The region that is a contender's fortress and his share there: int32[h] each, -1 and 0 for none."""
    own = np.where(view.first == who, view.secretaries[:, :, who], 0)
    ids = np.array([dice.word("region", name) % 1024 for name in view.scenario.regions])
    top = (own.astype(np.int64) * 1024 + ids).argmax(axis=1)
    best = own.max(axis=1)
    strong = best >= view.scenario.parameter["fortress"]
    return np.where(strong, top, NOBODY).astype(np.int32), np.where(strong, best, 0).astype(np.int32)


def answer_offers(facts: Facts, persona: IntArray, noise: int, out: IntArray) -> IntArray:
    """Accept what is worth more than one's bar, counter a long term one doubts, refuse the rest."""
    view = facts.view
    me = view.me
    c = len(view.scenario.contenders)
    h = view.histories
    blur = dice.bell(view.mind, view.quarter, "answers", noise, view.scenario.contenders)
    for a in range(c):
        mask = facts.offers[:, a, 0]
        if a == me or not (mask > 0).any():
            continue
        for bits in np.unique(mask):
            if bits == 0 or not (int(bits) >> me) & 1:
                continue
            members = tuple(sorted({a, *(k for k in range(c) if (int(bits) >> k) & 1)}))
            here = mask == bits
            enemy = facts.offers[:, a, 1]
            score = worth(view, me, members, enemy, noise) + blur[:, a]
            # Old partners named as the enemy are defended.
            friend = view.allied[np.arange(h), me, np.maximum(enemy, 0)] & (enemy >= 0)
            score -= np.where(friend, 150 + int(persona[4]) // 3, 0)
            bar = view.scenario.parameter["pact.accept"] + 60 + int(persona[1]) // 20
            yes = here & (score > bar)
            near = here & ~yes & (score > bar - 40) & (facts.offers[:, a, 6] > 4)
            out[:, a, 0] = np.where(yes, 1, np.where(near, 2, out[:, a, 0]))
            out[near, a, 1:5] = facts.offers[near, a, 2:6]
            out[near, a, 5] = 4
    return out


def take_counters(facts: Facts, out: IntArray) -> IntArray:
    """A shorter term is better than none."""
    out[:, 0] = np.where(facts.due & (facts.replies[:, :, 0] == 2).any(axis=1), 1, 0)
    return out

"""Papers in a politician's head: what each document would be worth to him if it came out, and what he does about it."""

from __future__ import annotations

import numpy as np

from game.rules import documents, orders
from game.rules.pacts import C_COLLATERAL, C_SILENCE
from game.rules.power import precedence
from game.rules.terms import PRINT, SILENCE, BoolArray, IntArray, LongArray
from game.rules.view import Views

i32 = np.int32

OWN = 1000
"""How much one's own loss weighs, beside one's hostility to others of at most 3000 (assumption)."""
FRIEND = 700
"""How much the loss of a partner weighs against it (assumption)."""
FEARED = 60
"""What a paper must still be able to cost one before one asks for silence on it (assumption)."""


def worth(views: Views) -> IntArray:
    """What the whole harm of each document would be worth to each viewer, in points: int32[h, v, d]; unknown ones 0.

    A sum over whom it touches of what it does to him and how one feels about him; worked out once.
    """
    if "papers" in views.scratch:
        known: IntArray = views.scratch["papers"]
        return known
    s = views.scenario
    c = len(s.contenders)
    harm = documents.harm_of(s)
    feel = feelings(views)
    out = np.zeros((views.histories, len(views.seats), len(s.documents)), dtype=np.int32, order="F")
    about = np.flatnonzero(np.abs(harm.parties) + np.abs(harm.cases))
    outside = ~views.commanding
    for k in range(c):
        for d in np.flatnonzero(harm.named[:, k]):
            out[:, :, d] += feel[:, :, k] * harm.named[d, k]
        case = outside[:, :, k].astype(np.int32)
        for d in about:
            inside = (views.party[:, :, d] >> i32(k)) & i32(1)
            out[:, :, d] += feel[:, :, k] * inside * (harm.parties[d] + harm.cases[d] * case)
    for d in np.flatnonzero(harm.opposition):
        out[:, :, d] += (feel * outside).sum(axis=2, dtype=np.int32) * harm.opposition[d]
    for paper, office, points in harm.offices:
        who = views.boss[:, :, office]
        for k in range(c):
            out[:, :, paper] += feel[:, :, k] * (who == k) * i32(points)
    out >>= i32(11)
    out *= views.document >= 0
    views.scratch["papers"] = out
    return out


def feelings(views: Views) -> IntArray:
    """How gladly each viewer would see each contender hurt: int32[h, v, c], his own loss below 0."""
    out: IntArray = np.clip(
        (views.menace // i32(3))[:, None] - views.own(views.trust) + views.dominance, 0, 2000
    )
    out *= i32(3)
    out //= i32(2)
    out -= i32(FRIEND) * views.own(views.allied)
    for v, k in enumerate(views.seats):
        out[:, v, k] = -OWN
    return out


def silent(views: Views) -> IntArray:
    """Whether each has promised to keep silent on each document: int32[h, v, d] 0/1."""
    out = np.zeros(
        (views.histories, len(views.seats), len(views.scenario.documents)), dtype=np.int32, order="F"
    )
    bound = views.pact_clause[:, :, :, SILENCE] * views.own(views.pact_in.transpose(0, 1, 3, 2))
    if bound.any():
        h, v, slot = np.nonzero(bound)
        out[h, v, bound[h, v, slot] - 1] = 1
    return out


def add(views: Views, persona: IntArray, out: IntArray, at: dict[str, slice]) -> None:
    """Add what bringing out, putting away, leaking and moving to read papers is worth: `out` int32[h, v, options]."""
    s = views.scenario
    if not s.documents:
        return
    harm = documents.harm_of(s)
    gain, read, level = worth(views), views.read, views.document
    loyalty, caution = persona[:, 4], persona[:, 1]
    # In halves of a point: what its discloser pays at full.
    price = harm.backfire // 2
    broken = silent(views) * (i32(150) + loyalty // i32(3))[:, None]
    left = i32(1000) - read
    share = documents.fresh(read, views.step)
    # A first step is worth something for the steps that may follow.
    share += (left - share) // i32(5)
    out[:, :, at["document"]] = share * (gain - price) // i32(1000) - broken - i32(18)
    # A leak goes wider and is mostly not paid for; the cautious and the loyal do not like it.
    share = documents.fresh(read, documents.leaked(level))
    shy = i32(35) + caution // i32(25) + loyalty // i32(30)
    out[:, :, at["leak"]] = share * (gain - price // 2) // i32(1000) - broken // i32(2) - shy[:, None]
    # What would hurt when the next circle hears it is better locked up.
    out[:, :, at["bury"]] = -gain * left // i32(9000) + i32(10) * (level > 0) - i32(45)
    listed = orders.slate(s, views.quarter)
    if (listed.body[listed.published] >= 0).any():
        wider = np.minimum(level + i32(1), PRINT)
        share = documents.fresh(read, wider)
        size = np.maximum(views.plenum_size, 1)[:, None]
        hope = np.clip(views.own(views.plenum) * i32(1000) // size + i32(120), 100, 800)
        table = at["table"].start
        span = slice(table + listed.published.start, table + listed.published.stop)
        prize = share * (gain - price) // i32(1000) - broken
        out[:, :, span] = hope[:, :, None] * (prize + i32(55)) // i32(1000) - i32(80)


def ask_silence(views: Views, go: BoolArray, members: IntArray, out: IntArray) -> None:
    """Into each offer that is made: silence on the paper its maker fears most, and a record of all its members as pledge.

    `go` bool[h, v], `members` int32[h, v] as bits, `out` int32[h, v, columns of an offer].
    """
    s = views.scenario
    fear = worth(views) * (i32(1000) - views.read) // i32(1000)
    order = precedence("silence", tuple(d.id for d in s.documents), 64)
    worst = ((-fear << i32(12)) + order).max(axis=2)
    asks = go & ((worst >> i32(12)) > FEARED)
    out[:, :, C_SILENCE] = ((worst & i32(63)) + i32(1)) * asks
    for d in documents.of_paper(s, documents.RECORD):
        whole = (views.party[:, :, d] & members) == members
        lies = go & whole & (views.has_copy[:, :, d] > 0) & (views.document[:, :, d] == 0)
        out[:, :, C_COLLATERAL] = np.where(lies, d + 1, out[:, :, C_COLLATERAL])


def price_of_silence(views: Views, h: LongArray, v: LongArray, offer: IntArray) -> IntArray:
    """What an offer's clauses on papers are worth to who is asked: int32[rows]; what he could use he sells dear."""
    gain = worth(views)
    out = np.zeros(len(h), dtype=np.int32)
    paper = offer[:, C_SILENCE]
    if paper.any():
        d = np.maximum(paper - 1, 0)
        out -= gain[h, v, d] * (i32(1000) - views.read[h, v, d]) // i32(6000) * (paper > 0)
    # A pledge binds the others as well.
    return out + i32(15) * (offer[:, C_COLLATERAL] > 0)

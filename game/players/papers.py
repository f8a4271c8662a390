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
NEXT = 340
"""How much of a paper's harm its next reading stands for, with what may follow, per 1024 (assumption)."""
FEARED = 60
"""What a paper must still be able to cost one, in points, before one asks for silence on it (assumption)."""


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
    outside, party = ~views.commanding, views.party
    # Papers of one kind have one harm: what it is worth that a man is in one is worked out once.
    kinds = sorted({(int(harm.parties[d]), int(harm.cases[d])) for d in about})
    for k in range(c):
        for d in np.flatnonzero(harm.named[:, k]):
            out[:, :, d] += feel[:, :, k] * harm.named[d, k]
        for plain, case in kinds:
            value = feel[:, :, k] * (i32(plain) + i32(case) * outside[:, :, k])
            for d in about:
                if (harm.parties[d], harm.cases[d]) == (plain, case):
                    out[:, :, d] += value * ((party[:, :, d] >> i32(k)) & i32(1))
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


def glad(views: Views, h: LongArray, d: IntArray) -> IntArray:
    """How each viewer would like a document read one circle wider, one a row: int32[rows, v], +-1000.

    Reckoned by the victims that everybody can see: it is a matter for the floor, where few papers come.
    """
    s = views.scenario
    harm = documents.harm_of(s)
    feel = np.clip(views.menace[h][:, None] // i32(3) - views.own(views.trust)[h], 0, 2000)
    feel -= i32(FRIEND) * views.own(views.allied)[h]
    for v, k in enumerate(views.seats):
        feel[:, v, k] = -OWN
    out = np.zeros(feel.shape[:2], dtype=np.int32)
    rows = np.arange(len(h))
    bits = views.party[h][rows, :, d]
    for k in range(len(s.contenders)):
        points = harm.named[d, k][:, None] + (harm.parties + harm.cases)[d][:, None] * (
            (bits >> i32(k)) & i32(1)
        )
        for paper, office, plus in harm.offices:
            points = points + plus * (views.boss[h][:, :, office] == k) * (d == paper)[:, None]
        out += feel[:, :, k] * points
    level, read = views.document[h][rows, :, d], views.read[h][rows, :, d]
    share = documents.fresh(read, np.clip(level + i32(1), 0, PRINT))
    found: IntArray = np.clip((out >> i32(11)) * share // i32(150), -1000, 1000).astype(np.int32)
    return found


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


def silent(views: Views) -> IntArray | None:
    """Whether each has promised to keep silent on each document: int32[h, v, d] 0/1, None where nobody has."""
    promised = views.pact_clause[:, :, :, SILENCE]
    if not promised.any():
        return None
    h, v, slot = np.nonzero(promised)
    mine = views.pact_in[h, v, slot, views.seats[v]] > 0
    h, v, slot = h[mine], v[mine], slot[mine]
    out = np.zeros(
        (views.histories, len(views.seats), len(views.scenario.documents)), dtype=np.int32, order="F"
    )
    out[h, v, promised[h, v, slot] - 1] = 1
    return out


def add(views: Views, persona: IntArray, out: IntArray, at: dict[str, slice]) -> None:
    """Add what bringing out, putting away, leaking and moving to read papers is worth: `out` int32[h, v, options].

    The next circle and what may follow it are reckoned as about a third of a paper's harm, or what is left of it: a
    rough measure that costs little.
    """
    s = views.scenario
    if not s.documents:
        return
    loyalty, caution = persona[:, 4], persona[:, 1]
    # What its discloser pays, from halves of a point.
    value: IntArray = worth(views) - documents.harm_of(s).backfire // 2
    value *= np.minimum(i32(1024) - views.read, i32(NEXT))
    value >>= i32(10)
    out[:, :, at["bury"]] = value // i32(-3) - i32(45)
    bound = silent(views)
    if bound is not None:
        value -= bound * (i32(150) + loyalty // i32(3))[:, None]
    out[:, :, at["document"]] = value - i32(18)
    # A leak is mostly not paid for, but the cautious and the loyal do not like it.
    out[:, :, at["leak"]] = value - (i32(35) + caution // i32(25) + loyalty // i32(30))[:, None]
    listed = orders.slate(s, views.quarter)
    if (listed.body[listed.published] >= 0).any():
        size = np.maximum(views.plenum_size, 1)[:, None]
        hope = np.clip(views.own(views.plenum) * i32(1024) // size + i32(120), 100, 800)
        table = at["table"].start
        value += i32(55)
        value *= hope[:, :, None]
        value >>= i32(10)
        value -= i32(80)
        out[:, :, table + listed.published.start : table + listed.published.stop] = value


def own_harm(views: Views) -> IntArray:
    """What each document he knows would still cost each viewer, in points: int32[h, v, d]; worked out once."""
    if "own harm" in views.scratch:
        known: IntArray = views.scratch["own harm"]
        return known
    harm = documents.harm_of(views.scenario)
    out = np.empty(views.party.shape, dtype=np.int32, order="F")
    out[...] = harm.named.T[views.seats]
    for d in np.flatnonzero(harm.parties + harm.cases):
        out[:, :, d] += ((views.party[:, :, d] >> views.seats) & 1) * (harm.parties[d] + harm.cases[d])
    for paper, office, points in harm.offices:
        out[:, :, paper] += (views.boss[:, :, office] == views.seats) * i32(points)
    out *= (views.document >= 0) & (views.document < PRINT)
    out *= i32(1000) - views.read
    out >>= i32(11)
    views.scratch["own harm"] = out
    return out


def ask_silence(views: Views, go: BoolArray, members: IntArray, out: IntArray) -> None:
    """Into each offer that is made: silence on the paper its maker fears most, and a record of all its members as pledge.

    `go` bool[h, v], `members` int32[h, v] as bits, `out` int32[h, v, columns of an offer].
    """
    s = views.scenario
    order = precedence("silence", tuple(d.id for d in s.documents), 64)
    worst = ((own_harm(views) << i32(12)) + order).max(axis=2)
    asks = go & ((worst >> i32(12)) > FEARED)
    out[:, :, C_SILENCE] = ((worst & i32(63)) + i32(1)) * asks
    for d in documents.of_paper(s, documents.RECORD):
        whole = (views.party[:, :, d] & members) == members
        lies = go & whole & (views.has_copy[:, :, d] > 0) & (views.document[:, :, d] == 0)
        if lies.any():
            out[:, :, C_COLLATERAL] = np.where(lies, d + 1, out[:, :, C_COLLATERAL])


def price_of_silence(views: Views, h: LongArray, v: LongArray, offer: IntArray) -> IntArray:
    """What an offer's clauses on papers are worth to who is asked: int32[rows].

    He likes silence on what would hurt him, and sells dear what he could use; a pledge binds the others as well.
    """
    if "silence" not in views.scratch:
        price = own_harm(views) // i32(8)
        np.minimum(price, i32(30), out=price)
        price -= i32(30) * views.has_copy
        views.scratch["silence"] = price
    paper = offer[:, C_SILENCE]
    value = views.scratch["silence"][h, v, np.maximum(paper - 1, 0)]
    found: IntArray = value * (paper > 0) + i32(15) * (offer[:, C_COLLATERAL] > 0)
    return found

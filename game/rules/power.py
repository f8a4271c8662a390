"""Power as it is and as it is feared: bases, menace, patrons, who answers for an office, who commands.

Nothing here is stored: it is derived from the World and kept until a table it is made from changes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

import numpy as np

from game.rules import dice
from game.rules.scenario import Scenario
from game.rules.terms import NOBODY, BoolArray, IntArray, LongArray, Rung
from game.rules.world import World

Derived = Callable[[World], Any]

DERIVED: dict[str, tuple[Derived, tuple[str, ...]]] = {}
"""Every derived table by name, with the tables it is made from."""


def derived(*tables: str) -> Callable[[Derived], Derived]:
    """Keep a derived table until one of the `tables` it is made from changes."""

    def wrap(f: Derived) -> Derived:
        name = f.__name__
        DERIVED[name] = (f, tables)

        @wraps(f)
        def kept(world: World) -> Any:
            now = [world.stamps[t] for t in tables]
            old = world.memo.get(name)
            if old is None or old[0] != now:
                found = world.inherited(name, tables)
                old = world.memo[name] = (now, f(world) if found is None else found)
            return old[1]

        return kept

    return wrap


BALLOT = ("position", "lean", "holder", "security", "rung")
"""What the trial ballot is made from."""


def weighted(shares: IntArray, members: IntArray) -> IntArray:
    """National share of each contender in a table by region: int32[h, c], weighted by membership."""
    total = np.maximum(members.sum(axis=1, dtype=np.int64), 1)
    c = shares.shape[2] - 1
    out = np.empty((shares.shape[0], c), dtype=np.int32, order="F")
    for i in range(c):
        out[:, i] = (shares[:, :, i].astype(np.int64) * members).sum(axis=1) // total
    return out


@derived("secretaries", "members")
def control(world: World) -> IntArray:
    """General Secretary control: the weighted share of the secretaries, int32[h, c]."""
    return weighted(world.secretaries, world.members)


@derived("cells", "members")
def support(world: World) -> IntArray:
    """Party support: the weighted share of the rank and file, int32[h, c]."""
    return weighted(world.cells, world.members)


@derived("secretaries", "cells", "members", "bases")
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


@derived("secretaries", "cells", "members", "bases", "belief", "alarm", "rung")
def menace(world: World) -> IntArray:
    """Strength as feared, int32[h, c]; out of the Politburo a man frightens less, out of the party a third as much."""
    return by_standing(menace_of(all_bases(world), world.belief, world.alarm), world.rung)


def by_standing(menace: IntArray, rung: IntArray) -> IntArray:
    """Menace as a contender's rung lets it count: int32[h, c]."""
    now = rung[:, : menace.shape[1]]
    out = np.where(now >= Rung.CANDIDATE, menace, menace * 7 // 10)
    return np.where(now >= Rung.MEMBER, out, menace // 3)


@lru_cache(maxsize=64)
def precedence(question: str, names: tuple[str, ...], base: int = 8) -> IntArray:
    """`base` times each one's place by a number made from his id, plus his index: int32[n], for packing keys."""
    index = np.arange(len(names), dtype=np.int32)
    return dice.places(question, names, 1 << 64) * np.int32(base) + index


def first_of(score: IntArray, least: int, question: str, contenders: tuple[str, ...]) -> IntArray:
    """The contender of the highest score on the last axis if it is at least `least`, else -1: int32[...].

    `score` int32[..., c] within +-100,000. Equal scores go by a number made from the contender's id, never by seat.
    """
    # One contender after another: whole columns, nothing laid out anew.
    order = precedence(question, contenders)
    top: IntArray = (score[..., 0] << np.int32(6)) + order[0]
    for k in range(1, len(contenders)):
        key = score[..., k] << np.int32(6)
        key += order[k]
        np.maximum(top, key, out=top)
    # Index plus one where it is high enough, nothing elsewhere: branch-free, so that odd masks cost no time.
    found: IntArray = ((top & np.int32(7)) + np.int32(1)) * ((top >> np.int32(6)) >= least)
    return found - np.int32(1)


def patrons_of(lean: IntArray, least: int, contenders: tuple[str, ...]) -> IntArray:
    """Whose client each figure is: int32[..., f], the contender of highest lean if at least `least`, else -1."""
    return first_of(lean, least, "patron", contenders)


@derived("lean")
def patrons(world: World) -> IntArray:
    """Whose client each figure is: int32[h, f], -1 for nobody's."""
    return patrons_of(world.lean, world.scenario.parameter["client"], world.scenario.contenders)


def patron_of(world: World, person: IntArray, rows: LongArray | None = None) -> IntArray:
    """Whose man a person is: a contender is his own; int32[rows] from persons int[rows], -1 for nobody's and nobody."""
    c = len(world.scenario.contenders)
    patron = patrons(world) if rows is None else patrons(world)[rows]
    figure = np.clip(person - c, 0, max(patron.shape[1] - 1, 0))
    of = patron[np.arange(len(figure)), figure] if patron.shape[1] else np.full(len(person), NOBODY)
    found: IntArray = np.where(person < c, person, of).astype(np.int32)
    return found


@derived("lean")
def devotion(world: World) -> IntArray:
    """How much each figure is inclined to the contender he likes best: int32[h, f]."""
    found: IntArray = world.lean.max(axis=2)
    return found


def bosses(holder: IntArray, patron: IntArray, contenders: int) -> IntArray:
    """Who answers for each office: its holder, or a figure's patron; int32[..., o], -1 for nobody."""
    if not patron.shape[-1]:
        return holder + np.zeros((*patron.shape[:-1], 1), dtype=np.int32)
    # A table of everybody that a holder can be: contenders, figures' patrons, and at the end nobody.
    shape = patron.shape[:-1]
    known = np.empty((*shape, contenders + patron.shape[-1] + 1), dtype=np.int32, order="F")
    known[..., :contenders] = np.arange(contenders)
    known[..., contenders:-1] = patron
    known[..., -1] = NOBODY
    out: IntArray = np.empty((*shape, holder.shape[-1]), dtype=np.int32, order="F")
    rows = np.arange(shape[0])
    held = holder.reshape(holder.shape[0], -1, holder.shape[-1])[:, 0]
    # Most offices are held by one person in every history: then it is a column.
    common = (held == held[0]).all(axis=0)
    for o, first in enumerate(held[0]):
        if common[o]:
            out[..., o] = known[..., first]
        elif len(shape) == 1:
            out[:, o] = known[rows, held[:, o]]
        else:
            out[..., o] = known[rows, :, held[:, o]]
    return out


@derived("holder", "lean")
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


@derived("pact_in", "pact_state")
def allied(world: World) -> BoolArray:
    """Who sits with whom in a pact in force: bool[h, c, c]."""
    return _together(world, world.pact_state > 0)


@derived("pact_in", "pact_state", "pact_clause")
def bound_to_vote(world: World) -> BoolArray:
    """Who has promised whom to vote together: bool[h, c, c]."""
    return _together(world, (world.pact_state > 0) & (world.pact_clause[:, :, 0] > 0))


def _together(world: World, live: BoolArray) -> BoolArray:
    """Which two are members of one of the pacts `live` bool[h, s]: bool[h, c, c], nobody with himself."""
    c = world.pact_in.shape[2]
    out: BoolArray = np.zeros((world.histories, c, c), dtype=bool, order="F")
    for slot in np.flatnonzero(live.any(axis=0)):
        inside = (world.pact_in[:, slot] > 0) & live[:, slot, None]
        for a in range(c):
            for b in range(a + 1, c):
                out[:, a, b] |= inside[:, a] & inside[:, b]
    for a in range(c):
        for b in range(a + 1, c):
            out[:, b, a] = out[:, a, b]
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


@derived("position")
def near(world: World) -> IntArray:
    """`doctrine` for everybody as they stand now: int32[h, p, c]."""
    return doctrine(world.position, len(world.scenario.contenders))


def tally(follows: IntArray, seats: BoolArray, contenders: int) -> IntArray:
    """How many of the seated follow each contender: int32[..., c] from [..., p].

    Counts lie side by side in one whole number, some bits a contender, so that one sum counts for all.
    """
    bits = 6 if contenders <= 5 and follows.shape[-1] < 64 else 8
    kind = np.int32 if bits == 6 else np.int64
    word = np.left_shift(kind(1), follows * kind(bits) & kind(63), dtype=kind)
    word *= seats & (follows >= 0)
    total = word.sum(axis=-1, dtype=kind)
    out = np.empty((*follows.shape[:-1], contenders), dtype=np.int32, order="F")
    for k in range(contenders):
        out[..., k] = (total >> kind(bits * k)) & kind((1 << bits) - 1)
    return out


def ballot_of(
    scenario: Scenario,
    near: IntArray,
    lean: IntArray,
    rung: IntArray,
    general: IntArray | None,
    security: IntArray,
) -> IntArray:
    """Whom each person would follow on a plain motion of confidence: int32[..., p], -1 for nobody.

    A contender follows himself; a figure the highest sum of lean, doctrine and appointing power, if at least
    the bound. `near` [..., p, c], `lean` [..., f, c], `general` [...] who answers for the Secretariat.
    """
    c = len(scenario.contenders)
    p = scenario.parameter
    # Per 1024 instead of per mille: a shift costs half of a division.
    figures = lean * np.int32(p["vote.patron"] * 1024 // 1000)
    figures >>= np.int32(10)
    figures += near[..., c:, :]
    if general is not None:
        appoint = np.minimum(1000, p["discipline.floor"] + security) * p["vote.appoint"] // 1000
        # The Secretariat appoints up to the Central Committee; those who sit in the Politburo it did not make.
        below = (rung[..., c:] < Rung.CANDIDATE).astype(np.int32)
        for k in range(c):
            mine = ((general == k) * appoint).astype(np.int32)
            if mine.any():
                figures[..., k] += mine[..., None] * below
    out: IntArray = np.empty((*figures.shape[:-2], c + figures.shape[-2]), dtype=np.int32, order="F")
    out[..., c:] = first_of(figures, p["vote.bound"], "ballot", scenario.contenders)
    out[..., :c] = np.arange(c, dtype=np.int32)
    there = rung >= Rung.MEMBER
    if not there.all():
        out = (out + np.int32(1)) * there - np.int32(1)
    return out


@derived(*BALLOT)
def ballot(world: World) -> IntArray:
    """`ballot_of` as things are: int32[h, p], -1 for nobody."""
    s = world.scenario
    general = secretary_general(world) if s.office_with("prepare") >= 0 else None
    return ballot_of(s, near(world), world.lean, world.rung, general, world.security)


@derived(*BALLOT)
def politburo_own(world: World) -> IntArray:
    """Politburo votes that go with each contender, no pact counted: int32[h, c]."""
    return tally(ballot(world), world.rung == Rung.POLITBURO, len(world.scenario.contenders))


@derived(*BALLOT, "bloc")
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


@derived(*BALLOT, "pact_in", "pact_state")
def pact_commands(world: World) -> BoolArray:
    """Whether each pact's pooled votes are above half of the full members: bool[h, s]."""
    pooled = np.einsum("hsc,hc->hs", world.pact_in, politburo_own(world))
    out: BoolArray = (world.pact_state > 0) & (2 * pooled > politburo_size(world)[:, None])
    return out


@derived(*BALLOT, "pact_in", "pact_state")
def commanding(world: World) -> BoolArray:
    """Who is of the leadership: in a pact that commands the Politburo, or commanding it alone: bool[h, c]."""
    by_pact = np.einsum("hsc,hs->hc", world.pact_in, pact_commands(world).astype(np.int32)) > 0
    out: BoolArray = by_pact | (2 * politburo_own(world) > politburo_size(world)[:, None])
    return out


def bits(table: IntArray) -> IntArray:
    """Contenders of the last axis as bits of one whole number: int32[...] from 0/1 int32[..., c]."""
    out = np.zeros(table.shape[:-1], dtype=np.int32, order="F")
    for k in range(table.shape[-1]):
        out += table[..., k] << np.int32(k)
    return out


@derived("copied")
def paper_holders(world: World) -> IntArray:
    """Who holds each document, a bit a contender: int32[h, d]."""
    return bits(world.copied)


@derived("party")
def paper_subjects(world: World) -> IntArray:
    """Whom each document is about, a bit a contender: int32[h, d]."""
    return bits(world.party)


SHIFT_SEALED, SHIFT_READ, SHIFT_PARTY = 3, 7, 17
"""Where the parts of `paper_summary` begin."""


@derived("document", "read", "sealed", "party")
def paper_summary(world: World) -> IntArray:
    """All there is to know of each document in one whole number: level plus one, lock, share read, parties: int32[h, d]."""
    out: IntArray = world.document + np.int32(1)
    out += world.sealed << np.int32(SHIFT_SEALED)
    out += world.read << np.int32(SHIFT_READ)
    out += paper_subjects(world) << np.int32(SHIFT_PARTY)
    return out


_HEARD = np.array([99, Rung.CANDIDATE, Rung.CC, Rung.CC, 0, 0, 99], dtype=np.int32)


@derived("document")
def paper_heard_from(world: World) -> IntArray:
    """The rung from which one has heard of each document: int32[h, d]."""
    return np.asfortranarray(_HEARD[world.document])

"""Documents: papers that hurt when they are read out, the further the more; who may bring them out, and at what price.

A document hurts once: each wider circle adds only what the narrower ones had not heard. Who brings it out under his
own name pays in the same measure; a leak is paid for only when it is traced (rulebook 3.7; weights from there).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from game.rules import dice, power
from game.rules.changes import Changes
from game.rules.scenario import Scenario
from game.rules.terms import (
    ARCHIVE,
    CC,
    CONFERENCE,
    CONGRESS,
    FOREIGN,
    HARMS,
    HEARD,
    JOINT,
    NOBODY,
    PAPERS,
    PRINT,
    TO_CC,
    TO_DELEGATIONS,
    TO_POLITBURO,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
)
from game.rules.world import World

if TYPE_CHECKING:
    from game.rules.rows import Rows

WEIGHTS = np.array([*HEARD, 0], dtype=np.int32)
"""HEARD as an array; at the end, for -1: nowhere."""

PARTIES, OPPOSITION = -6, -7
"""Whom a document touches beside named contenders and holders of offices: those it is about; all who do not rule."""
ROLES = {"parties": PARTIES, "opposition": OPPOSITION}

POINTS = np.array([-2, 2, 1, -4, -2, -6, -3, -30], dtype=np.int32)
"""What one of each of HARMS is worth to an enemy, in halves of a point of a power base (assumption)."""

RECORD, MINUTES, PLATFORM = (PAPERS.index(name) for name in ("record", "minutes", "platform"))


@lru_cache(maxsize=8)
def of_paper(scenario: Scenario, paper: int) -> tuple[int, ...]:
    """Documents of one kind, in the order of their ids, so that the order of a file decides nothing."""
    found = [d for d, document in enumerate(scenario.documents) if document.paper == paper]
    return tuple(sorted(found, key=lambda d: scenario.documents[d].id))


@dataclass(frozen=True)
class Harm:
    """What documents do at full, in points: to named contenders int32[d, c], and to whom roles mean."""

    named: IntArray
    offices: tuple[tuple[int, int, int], ...]
    """(document, office, points) for holders of offices"""
    parties: IntArray
    cases: IntArray
    """of which a case of faction, which touches only who does not rule"""
    opposition: IntArray
    backfire: IntArray
    """int32[d] each"""


@lru_cache(maxsize=8)
def harm_of(scenario: Scenario) -> Harm:
    """The harm of every document of a scenario."""
    n, c = len(scenario.documents), len(scenario.contenders)
    named = np.zeros((n, c), dtype=np.int32)
    parties, cases, opposition, backfire = (np.zeros(n, dtype=np.int32) for _ in range(4))
    offices = []
    for d, document in enumerate(scenario.documents):
        if document.backfire:
            backfire[d] = POINTS @ np.array(document.backfire)
        for who, vector in document.hurts:
            points = int(POINTS @ np.array(vector))
            if who >= 0:
                named[d, who] += points
            elif who == PARTIES:
                case = int(POINTS[HARMS.index("exposure")]) * vector[HARMS.index("exposure")]
                parties[d] += points - case
                cases[d] += case
            elif who == OPPOSITION:
                opposition[d] += points
            else:
                offices.append((d, -100 - who, points))
    return Harm(named, tuple(offices), parties, cases, opposition, backfire)


def victims(world: World, h: LongArray, d: LongArray | IntArray) -> IntArray:
    """Whom documents hurt most, one a row, as everybody can see: int32[rows] of contenders, -1 for nobody.

    Who lost the last vote in the Politburo counts as the opposition.
    """
    s = world.scenario
    c = len(s.contenders)
    harm = harm_of(s)
    lost = 1 - world.won[h]
    total = harm.named[d] + (harm.parties + harm.cases)[d, None] * world.party[h, d]
    total += harm.opposition[d, None] * lost
    for paper, office, points in harm.offices:
        his = power.boss(world)[h, office, None] == np.arange(c)
        total += points * his * (d == paper)[:, None]
    return power.first_of(np.clip(total, -90_000, 90_000).astype(np.int32), 1, "victim", s.contenders)


def hand_over(ch: Changes) -> None:
    """Whoever answers for the keeper of a document gets a copy: a figure's patron, the head of an institution."""
    world = ch.world
    s = world.scenario
    c = len(s.contenders)
    for d, document in enumerate(s.documents):
        code = document.keeper
        if code is None:
            continue
        who = power.boss(world)[:, -100 - code] if code <= -100 else power.patrons(world)[:, code - c]
        h = np.flatnonzero(who >= 0)
        h = h[world.copied[h, d, who[h]] == 0]
        ch.put_rows("copied", h, (d, who[h]), 1, "document.keeper")


@dataclass(frozen=True)
class Roads:
    """Which circles a paper can reach in a quarter: plenum, congress or conference, the open months before one."""

    plenum: bool
    hall: bool
    window: bool


@lru_cache(maxsize=128)
def roads(scenario: Scenario, quarter: int) -> Roads:
    """The roads of a quarter, as its calendar is written: what is put off or called early opens and closes none."""
    sits = {x.body for x in scenario.sittings_by_quarter[quarter] if not x.spare}
    ahead = range(quarter, min(quarter + 2, scenario.quarters))
    window = any(x.body == CONGRESS for q in ahead for x in scenario.sittings_by_quarter[q] if not x.spare)
    return Roads(bool(sits & {CC, JOINT, CONGRESS}), bool(sits & {CONFERENCE, CONGRESS}), window)


def step(scenario: Scenario, quarter: int, level: IntArray, rung: IntArray, prints: np.ndarray) -> IntArray:
    """To which level a document can be brought openly, -1 for nowhere: int32 like `level`.

    `rung` and `prints` (whether he answers for a printing office) broadcast against it. One circle wider; the
    delegations may be passed over by who can print; who is outside the party has only the road abroad.
    """
    way = roads(scenario, quarter)
    inside = rung >= Rung.CC
    may_print = ((inside & way.window) | (prints & (rung >= Rung.MEMBER))).astype(np.int32)
    # To the next circle, by whoever sits in the Central Committee; print is another matter.
    known = level >= ARCHIVE
    out: IntArray = level + np.int32(2)
    top = TO_DELEGATIONS if way.hall else TO_CC if way.plenum else TO_POLITBURO
    out *= known & inside & (level < top)
    nearly = (level == TO_DELEGATIONS) if way.hall else (level == TO_DELEGATIONS) | (level == TO_CC)
    out += nearly * (may_print * np.int32(PRINT + 1))
    away = (rung < Rung.MEMBER) & (rung > Rung.DEAD)
    if away.any():
        out += known * (level < PRINT) * (away * np.int32(FOREIGN + 1))
    out -= np.int32(1)
    return out


def leaked(level: IntArray) -> IntArray:
    """Where a leak takes a document: the Central Committee talks of it, or it is printed abroad: int32 like `level`."""
    out: IntArray = (level >= ARCHIVE) * np.int32(TO_CC + 1)
    out += level == TO_CC
    out += (level == TO_DELEGATIONS) * np.int32(FOREIGN - TO_CC)
    out *= level < PRINT
    out -= np.int32(1)
    return out


def fresh(read: IntArray, to: IntArray) -> IntArray:
    """How much of its harm a document has still to do at a level, per mille: int32 like `to`; -1 does nothing."""
    # As WEIGHTS says, in steps that numpy does faster than looking them up.
    out: IntArray = to * np.int32(200)
    out += (to == PRINT) * np.int32(200)
    out -= (to == FOREIGN) * np.int32(300)
    out -= read
    np.maximum(out, 0, out=out)
    return out


def _prints(world: World, h: LongArray, c: LongArray | IntArray) -> BoolArray:
    """Whether contenders answer for a printing office: bool[rows]."""
    out: BoolArray = np.zeros(len(h), dtype=bool)
    for o, office in enumerate(world.scenario.offices):
        if "printing" in office.powers:
            out |= power.boss(world)[h, o] == c
    return out


def _leaders(world: World, leaders: BoolArray | None) -> BoolArray:
    """Who is of the leadership: as given, bool[h, c], or as things are."""
    found: BoolArray = power.commanding(world) if leaders is None else leaders
    return found


class _Blows:
    """Blows at contenders, gathered so that each table is written once."""

    def __init__(self, ch: Changes, cause: str, leaders: BoolArray | None) -> None:
        self.ch, self.cause, self.leaders = ch, cause, leaders
        self.parts: dict[str, list[tuple[LongArray, LongArray, IntArray]]] = {}

    def add(self, vector: tuple[int, ...], h: LongArray, who: LongArray | IntArray, share: IntArray) -> None:
        """`share` per mille of `vector` at contenders `who` in the histories `h`, one a row; nobody is -1."""
        there = who >= 0
        if not there.any():
            return
        h, who, share = h[there], who[there].astype(np.int64), share[there]
        for word, full in zip(HARMS, vector, strict=True):
            if full:
                by = (1 if full > 0 else -1) * (abs(full) * share // 1000)
                self.parts.setdefault(word, []).append((h, who, by.astype(np.int32)))

    def fall(self) -> None:
        """Write them all."""
        ch, cause = self.ch, self.cause
        world = ch.world
        c = len(world.scenario.contenders)
        for word in HARMS:
            if word not in self.parts:
                continue
            h, k, by = (np.concatenate(column) for column in zip(*self.parts[word], strict=True))
            if word == "mantle":
                ch.rows("bases", h, (k, 1), by, cause)
            elif word == "exposure":
                # A case is made only against who does not rule.
                out = ~_leaders(world, self.leaders)[h, k]
                ch.rows("exposure", h[out], (k[out],), by[out], cause)
            elif word == "cells":
                n = len(world.scenario.regions)
                for way, mask in (("gain", by > 0), ("loss", by < 0)):
                    hh, kk, amount = (np.repeat(x[mask], n) for x in (h, k, np.abs(by)))
                    ch.share_rows("cells", way, hh, (np.tile(np.arange(n), mask.sum()), kk), amount, cause)
            elif word == "lean":
                n = len(world.scenario.figures)
                hh, kk, amount = (np.repeat(x, n) for x in (h, k, by))
                ch.rows("lean", hh, (np.tile(np.arange(n), len(h)), kk), amount, cause)
            elif word == "trust":
                hh, kk, amount = (np.repeat(x, c) for x in (h, k, by))
                other = np.tile(np.arange(c), len(h))
                m = kk != other
                ch.rows("trust", hh[m], (other[m], kk[m]), amount[m], cause)
            elif word == "pages":
                # On the issue on which he stands farthest out; equal ones by their order in the language.
                stand = np.abs(world.position[h, k]) * 4 + np.arange(world.position.shape[2])[::-1]
                ch.rows("pages", h, (k, stand.argmax(axis=1)), by, cause)
            else:
                ch.rows(word, h, (k,), by, cause)


def read_out(
    ch: Changes,
    h: LongArray,
    d: LongArray | IntArray,
    to: IntArray,
    cause: str,
    leaders: BoolArray | None = None,
) -> None:
    """Documents are read at wider levels, one a row: what is new in them falls on whom they touch.

    What is no wider than now is passed over; two readings of one paper at once count as the wider one. `leaders`
    bool[h, c] says who was of the leadership when a sitting opened.
    """
    world = ch.world
    s = world.scenario
    before = ch.proposed_at("read", h, (d,))
    ok = to > world.document[h, d]
    if before is None:
        pending = np.zeros(len(h), dtype=np.int32)
    else:
        pending = before
        ok &= (before == 0) | (WEIGHTS[to] > world.read[h, d] + before)
    if not ok.any():
        return
    h, d, to, pending = h[ok], d[ok], to[ok], pending[ok]
    key = h * len(s.documents) + d
    order = np.lexsort((-to, key))
    first = np.ones(len(key), dtype=bool)
    first[1:] = np.diff(key[order]) > 0
    order = order[first]
    h, d, to, pending = h[order], d[order], to[order], pending[order]
    share = np.maximum(WEIGHTS[to] - world.read[h, d] - pending, 0)
    ch.put_rows("document", h, (d,), to, cause)
    ch.rows("read", h, (d,), share, cause)
    ch.put_rows("sealed", h, (d,), 0, cause)
    blows = _Blows(ch, cause, leaders)
    for n in np.unique(d):
        document, mine = s.documents[n], d == n
        hh, part = h[mine], share[mine]
        for who, vector in document.hurts:
            row, k = _meant(world, who, int(n), hh, leaders)
            blows.add(vector, hh[row], k, part[row])
        out = hh[to[mine] == FOREIGN]
        if document.abroad and len(out):
            row, k = np.nonzero(_suspects(world, int(n), leaders)[out])
            blows.add(document.abroad, out[row], k, np.full(len(row), 1000))
    blows.fall()
    _talks_known(ch, h, d, to, cause)


def _meant(
    world: World, who: int, d: int, h: LongArray, leaders: BoolArray | None
) -> tuple[LongArray, LongArray]:
    """Whom a word of a document's harm means in the histories `h`: (place in `h`, contender) pairs, -1 for nobody."""
    c = len(world.scenario.contenders)
    if who == PARTIES:
        row, k = np.nonzero(world.party[h, d])
    elif who == OPPOSITION:
        row, k = np.nonzero(~_leaders(world, leaders)[h] & (world.rung[h, :c] >= Rung.MEMBER))
    else:
        row = np.arange(len(h))
        k = np.full(len(h), who) if who >= 0 else power.boss(world)[h, -100 - who].astype(np.int64)
    return row, k


def _suspects(world: World, d: int, leaders: BoolArray | None) -> BoolArray:
    """Who could have sent a paper abroad: outside the leadership, with a copy or with an ear where it was read: bool[h, c]."""
    c = len(world.scenario.contenders)
    rung = world.rung[:, :c]
    level = world.document[:, d, None]
    heard = (world.copied[:, d] > 0) | ((level >= TO_CC) & (rung >= Rung.CC)) | (level >= TO_DELEGATIONS)
    found: BoolArray = heard & ~_leaders(world, leaders) & (rung >= Rung.MEMBER)
    return found


@lru_cache(maxsize=8)
def _of_talks(scenario: Scenario) -> BoolArray:
    """Documents that are records or minutes of talks: bool[d]."""
    return np.array([document.paper in (RECORD, MINUTES) for document in scenario.documents], dtype=bool)


def _talks_known(ch: Changes, h: LongArray, d: LongArray | IntArray, to: IntArray, cause: str) -> None:
    """Where the record of a pact is read in the Central Committee, the pact is a secret no more."""
    world = ch.world
    told = _of_talks(world.scenario)[d] & (to >= TO_CC)
    if not told.any():
        return
    h, d = h[told], d[told]
    c = world.party.shape[2]
    same = (power.bits(world.pact_in[h]) == power.paper_subjects(world)[h, d][:, None]) & (
        world.pact_state[h] > 0
    )
    row, slot = np.nonzero(same)
    if len(row):
        cells = (np.repeat(slot, c), np.tile(np.arange(c), len(row)))
        ch.put_rows("pact_known", np.repeat(h[row], c), cells, 1, cause)


def answer_for(
    ch: Changes,
    h: LongArray,
    d: LongArray,
    who: LongArray,
    to: IntArray,
    cause: str,
    leaders: BoolArray | None = None,
) -> None:
    """Who brought documents out pays what each costs its discloser, in the measure of what was new."""
    world = ch.world
    share = fresh(world.read[h, d], to)
    blows = _Blows(ch, cause, leaders)
    for n in np.unique(d):
        document, mine = world.scenario.documents[n], d == n
        if document.backfire:
            blows.add(document.backfire, h[mine], who[mine], share[mine])
    blows.fall()


def disclose(ch: Changes, rows: Rows) -> None:
    """He brings a document before the next wider circle under his own name."""
    world = ch.world
    to = _step_of(world, rows)
    ok = to > world.document[rows.h, rows.t]
    rows, to = rows.where(ok), to[ok]
    read_out(ch, rows.h, rows.t, to, "order.document")
    answer_for(ch, rows.h, rows.t, rows.c, to, "order.document")


def _step_of(world: World, rows: Rows) -> IntArray:
    """Where an order to disclose takes a document: int32[rows]."""
    level, rung = world.document[rows.h, rows.t], world.rung[rows.h, rows.c]
    return step(world.scenario, world.quarter, level, rung, _prints(world, rows.h, rows.c))


def leak(ch: Changes, rows: Rows) -> None:
    """A document gets about and nobody says from where; if it is traced, the name suffers as if he had signed."""
    world = ch.world
    p = world.scenario.parameter
    to = leaked(world.document[rows.h, rows.t])
    ok = to >= 0
    rows, to = rows.where(ok), to[ok]
    read_out(ch, rows.h, rows.t, to, "order.leak")
    seen = traced(world, rows)
    rows, to = rows.where(seen), to[seen]
    ch.rows("reputation", rows.h, (rows.c,), -p["leak.reputation"], "order.leak", rows.c)
    answer_for(ch, rows.h, rows.t, rows.c, to, "order.leak")


def traced(world: World, rows: Rows) -> BoolArray:
    """Whether each leak is traced to its source: bool[rows]; the police of a rival helps to."""
    draws = dice.per_mille(world.seed, world.quarter, "leak.seen", world.scenario.contenders)
    found: BoolArray = draws[rows.h, rows.c] < world.scenario.parameter["leak.seen"] + _police(world, rows)
    return found


def _police(world: World, rows: Rows) -> IntArray:
    office = world.scenario.office_with("detect")
    if office < 0:
        return np.zeros(len(rows.h), dtype=np.int32)
    keeper = power.boss(world)[rows.h, office]
    return np.where((keeper != NOBODY) & (keeper != rows.c), 200, 0).astype(np.int32)


def bury(ch: Changes, rows: Rows) -> None:
    """A document goes back a circle and under lock and key: for a year only a body or a leak brings it out."""
    world = ch.world
    p = world.scenario.parameter
    level = world.document[rows.h, rows.t]
    lower = (level > ARCHIVE) & (level < PRINT)
    rows, level = rows.where(level >= ARCHIVE), level[level >= ARCHIVE]
    lower = (level > ARCHIVE) & (level < PRINT)
    ch.put_rows("document", rows.h[lower], (rows.t[lower],), level[lower] - 1, "order.bury")
    ch.put_rows("sealed", rows.h, (rows.t,), p["bury.quarters"], "order.bury")
    c = len(world.scenario.contenders)
    for d, document in enumerate(world.scenario.documents):
        if document.keeper is not None and document.keeper >= c:
            m = rows.t == d
            keeper = np.full(m.sum(), document.keeper - c)
            ch.rows("lean", rows.h[m], (keeper, rows.c[m]), -p["bury.keeper"], "order.bury", rows.c[m])


def told(world: World, by_kind: dict[str, Rows]) -> IntArray | None:
    """Who is seen to bring out which document this quarter: int32[h, c, d] 0/1, None where nobody is.

    By order, by a traced leak, by tabling that it be read.
    """
    s = world.scenario
    if not s.documents or not by_kind.keys() & {"document", "leak", "table"}:
        return None
    out = np.zeros((world.histories, len(s.contenders), len(s.documents)), dtype=np.int32)
    if "document" in by_kind:
        rows = by_kind["document"]
        out[rows.h, rows.c, rows.t] = 1
    if "leak" in by_kind:
        rows = by_kind["leak"]
        rows = rows.where(traced(world, rows))
        out[rows.h, rows.c, rows.t] = 1
    if "table" in by_kind:
        rows = by_kind["table"]
        about = _published(s)[rows.t]
        rows, about = rows.where(about >= 0), about[about >= 0]
        out[rows.h, rows.c, about] = 1
    return out


@lru_cache(maxsize=8)
def _published(scenario: Scenario) -> LongArray:
    """Which document each motion of the catalogue would have read, -1 for none: int64[m]."""
    from game.rules.motions import catalogue

    return np.array([m.subject if m.kind == Motion.PUBLISH else -1 for m in catalogue(scenario)])


def publish(ch: Changes, h: LongArray, d: IntArray, mover: IntArray, leaders: BoolArray) -> None:
    """A body has decided: the document is read one circle wider, locked away or not."""
    world = ch.world
    level = world.document[h, d]
    ok = (level >= ARCHIVE) & (level < PRINT)
    h, d, mover = h[ok], d[ok], mover[ok]
    to = level[ok] + 1
    read_out(ch, h, d, to, "vote.publish", leaders)
    answer_for(ch, h, d.astype(np.int64), mover.astype(np.int64), to, "vote.publish", leaders)


def record(ch: Changes, h: LongArray, members: IntArray) -> None:
    """Secret pacts were made in the histories `h` by `members` int32[rows], bits: each member keeps a record of the talks.

    A free slot is taken, or that of a record that has done its harm; else that of a pact that is over; where there is
    none, nothing was written down. The members of one pact keep one record, and of two pacts in one quarter and
    history the later one's is kept.
    """
    world = ch.world
    slots = of_paper(world.scenario, RECORD)
    if not slots or not len(h):
        return
    parties = power.paper_subjects(world)
    pacts = power.bits(world.pact_in[h]) * (world.pact_state[h] > 0)
    best, at = np.zeros(len(h), dtype=np.int32), np.full(len(h), slots[0])
    kept = np.zeros(len(h), dtype=bool)
    for d in slots:
        level, read, about = world.document[h, d], world.read[h, d], parties[h, d]
        kept |= (about == members) & (level >= ARCHIVE) & (read == 0)
        free = (level < ARCHIVE) | (read >= WEIGHTS[TO_DELEGATIONS])
        # An empty slot first, then one whose pact is over and forgotten.
        room = 2 * free + ~(about[:, None] == pacts).any(axis=1)
        at = np.where(room > best, d, at)
        best = np.maximum(best, room)
    row = np.flatnonzero((best > 0) & ~kept)
    c = world.party.shape[2]
    inside = (members[row, None] >> np.arange(c)) & 1
    _write(ch, h[row], at[row], inside, "document.record")


def _write(
    ch: Changes, h: LongArray, d: LongArray, members: IntArray, cause: str, level: int = ARCHIVE
) -> None:
    """A paper comes into being, about `members` int32[rows, c] and with a copy for each."""
    ch.put_rows("document", h, (d,), level, cause)
    ch.put_rows("read", h, (d,), int(WEIGHTS[level]), cause)
    ch.put_rows("sealed", h, (d,), 0, cause)
    c = members.shape[1]
    cells = (np.repeat(d, c), np.tile(np.arange(c), len(h)))
    for table in ("party", "copied"):
        ch.put_rows(table, np.repeat(h, c), cells, members.ravel(), cause)


def platform(ch: Changes, rows: Rows) -> None:
    """Who gives out a platform has written a paper: the Politburo has it, and its authors may carry it further."""
    world = ch.world
    for d in of_paper(world.scenario, PLATFORM)[:1]:
        new = world.document[rows.h, d] < PRINT
        rows = rows.where(new)
        level = np.maximum(world.document[rows.h, d], TO_POLITBURO)
        ch.put_rows("document", rows.h, (d,), level, "order.platform")
        for table in ("party", "copied"):
            ch.put_rows(table, rows.h, (d, rows.c), 1, "order.platform")


def reckon(ch: Changes) -> None:
    """The quarter's end: locks loosen, a ruling secret pact has its minutes, and records get about by themselves."""
    world = ch.world
    s = world.scenario
    if not s.documents:
        return
    if world.sealed.any():
        ch.add("sealed", (), -(world.sealed > 0).astype(np.int32), "reckoning.time")
    hand_over(ch)
    _minutes(ch)
    h, d = np.nonzero(world.forfeit)
    if len(h):
        # To the Central Committee, or a circle wider than it was.
        level = world.document[h, d]
        to = np.where((level < ARCHIVE) | (level >= PRINT), -1, np.clip(level + 1, TO_CC, PRINT)).astype(
            np.int32
        )
        read_out(ch, h, d, to, "breach.collateral")
        ch.put_rows("forfeit", h, (d,), 0, "breach.collateral")
    slots = of_paper(s, RECORD)
    if not slots:
        return
    lying = world.document[:, slots] == ARCHIVE
    if not lying.any():
        return
    names = tuple(s.documents[d].id for d in slots)
    draws = dice.per_mille(world.seed, world.quarter, "document.leaks", names)
    odds = s.parameter["document.leaks"]
    h, n = np.nonzero(lying & (draws < 2 * odds))
    d = np.array(slots)[n]
    # Where the police answers to none of those who talked, walls have ears.
    office = s.office_with("detect")
    keen = np.zeros(len(h), dtype=np.int32)
    if office >= 0:
        keeper = power.boss(world)[h, office]
        keen = odds * ((keeper >= 0) & (world.party[h, d, np.maximum(keeper, 0)] == 0))
    out = draws[h, n] < odds + keen
    read_out(ch, h[out], d[out], np.full(out.sum(), TO_CC, dtype=np.int32), "document.found")


def _minutes(ch: Changes) -> None:
    """Who rules by a secret pact meets beforehand, and somebody keeps the minutes."""
    world = ch.world
    for d in of_paper(world.scenario, MINUTES)[:1]:
        hidden = (world.pact_known == 0).any(axis=2) & power.pact_commands(world)
        new = (world.document[:, d] < ARCHIVE) & hidden.any(axis=1)
        h = np.flatnonzero(new)
        slot = hidden[h].argmax(axis=1)
        _write(ch, h, np.full(len(h), d), world.pact_in[h, slot], "document.minutes")


def call(ch: Changes, h: LongArray, office: int, cause: str) -> None:
    """Whoever holds a post must face the next plenum."""
    ch.put_rows("called", h, (office,), 1, cause)

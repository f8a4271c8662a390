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
    from game.rules.resolve import Rows

WEIGHTS = np.array([0, 200, 400, 600, 1000, 700, 0], dtype=np.int32)
"""How much of its harm a document has done once it is read at each level, per mille; at the end: nowhere."""

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


def victim(world: World) -> IntArray:
    """Whom each document hurts most, as things are: int32[h, d] of contenders, -1 where it hurts nobody."""
    s = world.scenario
    c = len(s.contenders)
    harm = harm_of(s)
    total = np.zeros((world.histories, len(s.documents), c), dtype=np.int32, order="F")
    boss, outside = power.boss(world), ~power.commanding(world)
    for k in range(c):
        total[:, :, k] += harm.named[:, k]
        total[:, :, k] += (harm.parties + harm.cases * outside[:, k, None]) * world.party[:, :, k]
        total[:, :, k] += harm.opposition * outside[:, k, None]
        for d, office, points in harm.offices:
            total[:, d, k] += points * (boss[:, office] == k)
    return power.first_of(np.clip(total, -90_000, 90_000), 1, "victim", s.contenders)


def keepers(scenario: Scenario, patron: IntArray, boss: IntArray) -> list[tuple[int, IntArray]]:
    """For each document that somebody keeps, who answers for the keeper: (document, int32[...]) pairs.

    `patron` [..., f] of the figures, `boss` [..., o] of the offices.
    """
    c = len(scenario.contenders)
    out = []
    for d, document in enumerate(scenario.documents):
        code = document.keeper
        if code is None:
            continue
        if code <= -100:
            out.append((d, boss[..., -100 - code]))
        elif code >= c:
            out.append((d, patron[..., code - c]))
    return out


@dataclass(frozen=True)
class Roads:
    """Which circles a paper can reach in a quarter: plenum, congress or conference, the open months before one."""

    plenum: bool
    hall: bool
    window: bool


@lru_cache(maxsize=128)
def roads(scenario: Scenario, quarter: int) -> Roads:
    """The roads of a quarter."""
    sits = {x.body for x in scenario.sittings_by_quarter[quarter]}
    ahead = range(quarter, min(quarter + 2, scenario.quarters))
    window = any(x.body == CONGRESS for q in ahead for x in scenario.sittings_by_quarter[q])
    return Roads(bool(sits & {CC, JOINT, CONGRESS}), bool(sits & {CONFERENCE, CONGRESS}), window)


def step(scenario: Scenario, quarter: int, level: IntArray, rung: IntArray, prints: np.ndarray) -> IntArray:
    """To which level a document can be brought openly, -1 for nowhere: int32 like `level`.

    `rung` and `prints` (whether he answers for a printing office) broadcast against it. One circle wider; the
    delegations may be passed over by who can print; who is outside the party has only the road abroad.
    """
    way = roads(scenario, quarter)
    inside = rung >= Rung.CC
    may_print = (inside & way.window) | (prints & (rung >= Rung.MEMBER))
    out = np.full(np.broadcast_shapes(level.shape, rung.shape), -1, dtype=np.int32, order="F")
    out += (level == ARCHIVE) * inside * np.int32(TO_POLITBURO + 1)
    if way.plenum:
        out += (level == TO_POLITBURO) * inside * np.int32(TO_CC + 1)
    if way.hall:
        out += (level == TO_CC) * inside * np.int32(TO_DELEGATIONS + 1)
    passed = (level == TO_DELEGATIONS) if way.hall else (level == TO_DELEGATIONS) | (level == TO_CC)
    out += passed * may_print * np.int32(PRINT + 1)
    away = (level >= ARCHIVE) & (level < PRINT) & (rung < Rung.MEMBER) & (rung > Rung.DEAD)
    out += away * np.int32(FOREIGN + 1)
    return out


def leaked(level: IntArray) -> IntArray:
    """Where a leak takes a document: the Central Committee talks of it, or it is printed abroad: int32 like `level`."""
    out = np.where(level <= TO_POLITBURO, TO_CC, np.where(level == TO_CC, TO_DELEGATIONS, FOREIGN))
    return np.where((level < 0) | (level >= PRINT), -1, out).astype(np.int32)


def fresh(read: IntArray, to: IntArray) -> IntArray:
    """How much of its harm a document has still to do at a level, per mille: int32 like `to`; -1 does nothing."""
    found: IntArray = np.maximum(WEIGHTS[to] - read, 0)
    return found


def _prints(world: World, h: LongArray, c: LongArray | IntArray) -> BoolArray:
    """Whether contenders answer for a printing office: bool[rows]."""
    out: BoolArray = np.zeros(len(h), dtype=bool)
    for o, office in enumerate(world.scenario.offices):
        if "printing" in office.powers:
            out |= power.boss(world)[h, o] == c
    return out


class _Blows:
    """Blows at contenders, gathered so that each table is written once."""

    def __init__(self, ch: Changes, cause: str) -> None:
        self.ch, self.cause = ch, cause
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
                out = ~power.commanding(world)[h, k]
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
                for other in range(c):
                    m = k != other
                    ch.rows("trust", h[m], (np.full(m.sum(), other), k[m]), by[m], cause)
            elif word == "pages":
                # On the issue on which he stands farthest out; equal ones by their order in the language.
                stand = np.abs(world.position[h, k]) * 4 + np.arange(world.position.shape[2])[::-1]
                ch.rows("pages", h, (k, stand.argmax(axis=1)), by, cause)
            else:
                ch.rows(word, h, (k,), by, cause)


def read_out(ch: Changes, h: LongArray, d: LongArray | IntArray, to: IntArray, cause: str) -> None:
    """Documents are read at wider levels, one a row: what is new in them falls on whom they touch.

    What is no wider than now is passed over; two readings of one paper at once count as the wider one.
    """
    world = ch.world
    s = world.scenario
    want = np.full(world.document.shape, -1, dtype=np.int32)
    np.maximum.at(want, (h, d), to)
    before = ch.proposed("read")
    h, d = np.nonzero((want > world.document) & ((before == 0) | (WEIGHTS[want] > world.read + before)))
    if not len(h):
        return
    to = want[h, d]
    share = np.maximum(WEIGHTS[to] - world.read[h, d] - before[h, d], 0)
    ch.put_rows("document", h, (d,), to, cause)
    ch.rows("read", h, (d,), share, cause)
    ch.put_rows("sealed", h, (d,), 0, cause)
    blows = _Blows(ch, cause)
    for n in np.unique(d):
        document, mine = s.documents[n], d == n
        hh, part = h[mine], share[mine]
        for who, vector in document.hurts:
            row, k = _meant(world, who, int(n), hh)
            blows.add(vector, hh[row], k, part[row])
        out = hh[to[mine] == FOREIGN]
        if document.abroad and len(out):
            row, k = np.nonzero(_suspects(world, int(n))[out])
            blows.add(document.abroad, out[row], k, np.full(len(row), 1000))
    blows.fall()
    _talks_known(ch, h, d, to, cause)


def _meant(world: World, who: int, d: int, h: LongArray) -> tuple[LongArray, LongArray]:
    """Whom a word of a document's harm means in the histories `h`: (place in `h`, contender) pairs, -1 for nobody."""
    c = len(world.scenario.contenders)
    if who == PARTIES:
        row, k = np.nonzero(world.party[h, d])
    elif who == OPPOSITION:
        row, k = np.nonzero(~power.commanding(world)[h] & (world.rung[h, :c] >= Rung.MEMBER))
    else:
        row = np.arange(len(h))
        k = np.full(len(h), who) if who >= 0 else power.boss(world)[h, -100 - who].astype(np.int64)
    return row, k


def _suspects(world: World, d: int) -> BoolArray:
    """Who could have sent a paper abroad: outside the leadership, with a copy or with an ear where it was read: bool[h, c]."""
    c = len(world.scenario.contenders)
    rung = world.rung[:, :c]
    level = world.document[:, d, None]
    heard = (world.copied[:, d] > 0) | ((level >= TO_CC) & (rung >= Rung.CC)) | (level >= TO_DELEGATIONS)
    found: BoolArray = heard & ~power.commanding(world) & (rung >= Rung.MEMBER)
    return found


def _talks_known(ch: Changes, h: LongArray, d: LongArray, to: IntArray, cause: str) -> None:
    """Where the record of a pact is read in the Central Committee, the pact is a secret no more."""
    world = ch.world
    papers = (*of_paper(world.scenario, RECORD), *of_paper(world.scenario, MINUTES))
    told = np.isin(d, papers) & (to >= TO_CC)
    h, d = h[told], d[told]
    if not len(h):
        return
    c = world.party.shape[2]
    same = (world.pact_in[h] == world.party[h, d][:, None]).all(axis=2) & (world.pact_state[h] > 0)
    row, slot = np.nonzero(same)
    for k in range(c):
        ch.put_rows("pact_known", h[row], (slot, k), 1, cause)


def answer_for(ch: Changes, h: LongArray, d: LongArray, who: LongArray, to: IntArray, cause: str) -> None:
    """Who brought documents out pays what each costs its discloser, in the measure of what was new."""
    world = ch.world
    share = fresh(world.read[h, d], to)
    blows = _Blows(ch, cause)
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
        from game.rules.motions import catalogue

        rows = by_kind["table"]
        about = np.array([m.subject if m.kind is Motion.PUBLISH else -1 for m in catalogue(s)])[rows.t]
        rows, about = rows.where(about >= 0), about[about >= 0]
        out[rows.h, rows.c, about] = 1
    return out


def publish(ch: Changes, h: LongArray, d: IntArray, mover: IntArray) -> None:
    """A body has decided: the document is read one circle wider, locked away or not."""
    world = ch.world
    level = world.document[h, d]
    ok = (level >= ARCHIVE) & (level < PRINT)
    h, d, mover = h[ok], d[ok], mover[ok]
    to = level[ok] + 1
    read_out(ch, h, d, to, "vote.publish")
    answer_for(ch, h, d.astype(np.int64), mover.astype(np.int64), to, "vote.publish")


def record(ch: Changes, h: LongArray, members: IntArray) -> None:
    """A secret pact was made in the histories `h` by `members` int32[rows, c]: its talks leave a record with each.

    A free slot is taken, or that of a record that has done its harm; else that of a pact that is over; where there is
    none, nothing was written down. The members of one pact keep one record.
    """
    world = ch.world
    slots = of_paper(world.scenario, RECORD)
    if not slots or not len(h):
        return
    level, read = world.document[h][:, slots], world.read[h][:, slots]
    parties = world.party[h][:, slots]
    same = (parties == members[:, None]).all(axis=2) & (level >= ARCHIVE) & (read == 0)
    free = (level < ARCHIVE) | (read >= WEIGHTS[TO_DELEGATIONS])
    live = (parties[:, :, None] == world.pact_in[h][:, None]).all(axis=3) & (world.pact_state[h] > 0)[:, None]
    # An empty slot first, then one whose pact is over and forgotten.
    room = (2 * free + ~live.any(axis=2)) * ~same.any(axis=1)[:, None]
    row = np.flatnonzero(room.any(axis=1))
    _write(ch, h[row], np.array(slots)[room[row].argmax(axis=1)], members[row], "document.record")


def _write(
    ch: Changes, h: LongArray, d: LongArray, members: IntArray, cause: str, level: int = ARCHIVE
) -> None:
    """A paper comes into being, about `members` int32[rows, c] and with a copy for each."""
    ch.put_rows("document", h, (d,), level, cause)
    ch.put_rows("read", h, (d,), int(WEIGHTS[level]), cause)
    ch.put_rows("sealed", h, (d,), 0, cause)
    for k in range(members.shape[1]):
        ch.put_rows("party", h, (d, k), members[:, k], cause)
        ch.put_rows("copied", h, (d, k), members[:, k], cause)


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
    ch.add("sealed", (), -(world.sealed > 0).astype(np.int32), "reckoning.time")
    _minutes(ch)
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

"""Votes as sums of named terms: who votes how on a motion, and why (rulebook 3.3).

Voters are persons with the right, and blocs of seats that vote like a delegation of their patron. At or above
the bound a voter is for, at or below its negative against, between them he abstains.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from game.rules import dice, motions, power
from game.rules.choose import apportion
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import (
    CC,
    CONFERENCE,
    CONGRESS,
    ISSUES,
    JOINT,
    POLITBURO,
    BoolArray,
    IntArray,
    LongArray,
    Motion,
    Rung,
    Stance,
)
from game.rules.world import World

TERMS = (
    "patron", "pact", "doctrine", "appoint", "severity", "fear", "comrade", "draft", "speakers", "stake", "shield",
    "disposition", "bandwagon",
)  # fmt: skip
"""The named terms of a vote, in the order in which the X-ray shows them."""


@dataclass
class Docket:
    """What a sitting has before it: int32[h, slots]; `motion` 0 is an empty slot."""

    motion: IntArray
    subject: IntArray
    object: IntArray
    severity: IntArray
    direction: IntArray
    mover: IntArray
    catalogue: IntArray

    FIELDS = ("motion", "subject", "object", "severity", "direction", "mover", "catalogue")

    @classmethod
    def empty(cls, histories: int, slots: int) -> Docket:
        """A docket with nothing on it."""
        arrays = {name: np.zeros((histories, slots), dtype=np.int32, order="F") for name in cls.FIELDS}
        for name in ("subject", "object", "mover", "catalogue"):
            arrays[name][...] = -1
        return cls(**arrays)

    @property
    def slots(self) -> int:
        """How many motions fit."""
        return int(self.motion.shape[1])

    def take(self, rows: LongArray) -> Docket:
        """The docket of the histories `rows`."""
        return Docket(**{name: getattr(self, name)[rows] for name in self.FIELDS})


@dataclass
class Floor:
    """What the contenders do with one motion: stance and stake, int32[h, c]."""

    stance: IntArray
    stake: IntArray


@dataclass
class Count:
    """The outcome of one vote in each history: int[h], and the parts it is made of."""

    for_: LongArray
    against: LongArray
    abstain: LongArray
    carried: BoolArray
    persons: IntArray
    """[h, p] +1, 0, -1, or -9 where he has no vote"""
    blocs: LongArray
    """[h, x, 3] seats for, against, abstaining"""
    score: IntArray
    """[h, p]"""
    bloc_score: IntArray
    """[h, x]"""
    terms: dict[str, IntArray] = field(default_factory=dict)
    """[h, p] a term, kept only on request"""
    bloc_terms: dict[str, IntArray] = field(default_factory=dict)


def token(scenario: Scenario, docket: Docket, slot: int, h: int = 0) -> str:
    """The name of a motion on a docket, as records write it."""
    kind = Motion(int(docket.motion[h, slot]))
    place = int(docket.catalogue[h, slot])
    if kind is Motion.NONE:
        return "none"
    if place >= 0:
        m = motions.catalogue(scenario)[place]
        extra = int(docket.object[h, slot])
        if kind is Motion.FILL:
            return f"{m.token}/{scenario.people[extra] if extra >= 0 else 'nobody'}"
        if kind is Motion.SECRETARY:
            return f"{m.token}/{scenario.contenders[extra]}"
        if kind is Motion.SANCTION and m.severity == 5 and extra == 1:
            return f"{m.token}/candidate"
        return m.token
    if kind is Motion.RESIGN:
        return f"resign:{scenario.offices[int(docket.subject[h, slot])].id}"
    if kind is Motion.SANCTION:
        return f"sanction-{int(docket.severity[h, slot])}:{scenario.people[int(docket.subject[h, slot])]}"
    if kind is Motion.LINE:
        way = "up" if docket.direction[h, slot] > 0 else "down"
        return f"line:{ISSUES[int(docket.subject[h, slot])]}-{way}"
    return kind.name.lower()


def plus_minus(world: World, docket: Docket, slot: int) -> tuple[IntArray, IntArray]:
    """Whom the motion serves and whom it hits, as contenders: int32[h] each, -1 for nobody."""
    s = world.scenario
    c = len(s.contenders)
    kind = docket.motion[:, slot]
    mover = docket.mover[:, slot]
    subject = docket.subject[:, slot]
    obj = docket.object[:, slot]
    h = np.arange(world.histories)
    plus = mover.copy()
    minus = np.full_like(mover, -1)
    minus = np.where(kind == Motion.SANCTION, subject, minus)
    fill = kind == Motion.FILL
    if fill.any():
        who = np.maximum(obj, 0)
        patron = power.patrons(world)
        of = patron[h, np.clip(who - c, 0, max(patron.shape[1] - 1, 0))] if patron.shape[1] else who
        plus = np.where(fill, np.where(who < c, who, of), plus)
        minus = np.where(fill, power.boss(world)[h, np.clip(subject, 0, len(s.offices) - 1)], minus)
    swap = kind == Motion.SECRETARY
    if swap.any():
        first = world.first[h, np.clip(subject, 0, len(s.regions) - 1)]
        plus = np.where(swap, obj, plus)
        minus = np.where(swap, np.where(first < c, first, -1), minus)
    plus = np.where(kind == Motion.RETURN, subject, plus)
    resign = kind == Motion.RESIGN
    if resign.any():
        minus = np.where(resign, mover, minus)
        plus = np.where(resign, -1, plus)
    return plus.astype(np.int32), np.where(minus == plus, -1, minus).astype(np.int32)


def _of(table: IntArray, who: IntArray) -> IntArray:
    """Column `who`[h] of table [h, n, c] as [h, n]; 0 where who is nobody."""
    index = np.maximum(who, 0)[:, None, None].astype(np.intp)
    out: IntArray = np.take_along_axis(table, np.broadcast_to(index, (*table.shape[:2], 1)), axis=2)[:, :, 0]
    return np.where((who >= 0)[:, None], out, 0)


def count(
    world: World,
    sitting: Sitting,
    docket: Docket,
    slot: int,
    floor: Floor,
    delegates: LongArray | None,
    explain: bool = False,
) -> Count:
    """Vote on one slot of the docket in every history (empty slots count nothing and carry nothing)."""
    s = world.scenario
    p = s.parameter
    c = len(s.contenders)
    n = len(s.people)
    h = world.histories
    rows = np.arange(h)
    kind = docket.motion[:, slot]
    severity = docket.severity[:, slot]
    subject = docket.subject[:, slot]
    plus, minus = plus_minus(world, docket, slot)
    terms: dict[str, IntArray] = {}
    bloc_terms: dict[str, IntArray] = {}

    def column(values: IntArray, who: IntArray) -> IntArray:
        return np.where(who >= 0, values[rows, np.maximum(who, 0)], 0)

    # What every voter shares.
    sanction = kind == Motion.SANCTION
    exposure = column(world.exposure, np.where(sanction, subject, -1))
    charged = column(world.charged, np.where(sanction, subject, -1)) > 0
    missing = np.maximum(0, 100 * (severity - 1) - exposure - 100 * charged)
    gap = np.where(sanction, -(p["vote.severity"] * missing) // 100, 0)
    # To give away a post that somebody holds is to remove him from it: a step of severity 4.
    taken = (kind == Motion.FILL) & (world.holder[rows, np.clip(subject, 0, world.holder.shape[1] - 1)] >= 0)
    case = np.maximum(0, 300 - column(world.exposure, np.where(taken, minus, -1)))
    gap = np.where(taken, -(p["vote.severity"] * case) // 100 - p["vote.comrade"], gap)
    target_full = column(world.rung, np.where(sanction, subject, -1)) == Rung.POLITBURO
    comrade = np.where(sanction & (severity >= 5) & target_full, -p["vote.comrade"], 0)
    shielded = column(world.shield, np.where(sanction | (kind == Motion.RESIGN), minus, -1)) > 0
    shield = np.where(shielded & ((severity >= 4) | (kind == Motion.RESIGN)), -p["vote.shield"], 0)
    side = (floor.stance == Stance.SPEAK_FOR).astype(np.int32) - (floor.stance == Stance.SPEAK_AGAINST)
    weight = (world.bases[:, :, 1] + world.bases[:, :, 2]) // 20
    speakers = np.clip((side * weight).sum(axis=1), -p["vote.speaker"], p["vote.speaker"])
    stake = p["vote.stake"] * (side * floor.stake).sum(axis=1)
    countered = (side < 0).any(axis=1)
    drafted = (kind == Motion.REPORT) | (docket.catalogue[:, slot] < 0) & (kind != Motion.RESIGN)
    draft = np.where(drafted, p["vote.draft"], 0) + np.where(drafted & ~countered, p["vote.draft"], 0)
    amended = (floor.stance == Stance.AMEND).any(axis=1)
    draft = draft + np.where(amended & sanction, p["vote.severity"], 0)

    # Regard: lean or trust for whom it serves against whom it hits.
    regard = np.zeros((h, n, c), dtype=np.int32, order="F")
    regard[:, :c] = world.trust
    regard[:, np.arange(c), np.arange(c)] = 1000
    regard[:, c:] = world.lean
    patron_term = (p["vote.patron"] * (_of(regard, plus) - _of(regard, minus))) // 1000
    patron_term = np.clip(patron_term, -p["vote.patron"], p["vote.patron"])
    if (mover_half := (kind == Motion.LINE)).any():
        patron_term = np.where(mover_half[:, None], patron_term // 2, patron_term)

    pact = np.zeros((h, n), dtype=np.int32, order="F")
    bound = power.bound_to_vote(world).astype(np.int32)
    pact[:, :c] = p["vote.pact"] * (_of(bound, plus) - _of(bound, minus))

    doctrine = np.zeros((h, n), dtype=np.int32, order="F")
    is_line = kind == Motion.LINE
    if is_line.any():
        issue = np.where(is_line, subject, 0)
        line = world.line[rows, issue][:, None]
        step = (docket.direction[:, slot] * p["line.step"])[:, None]
        stand = np.take_along_axis(world.position, issue[:, None, None].astype(np.intp), axis=2)[:, :, 0]
        gain = (np.abs(stand - line) - np.abs(stand - np.clip(line + step, -1000, 1000))) * 5 // 8
        doctrine = np.where(is_line[:, None], np.clip(gain, -125, 125), 0).astype(np.int32)

    # The Secretariat's own: those it appoints lean to where it stands.
    general = power.secretary_general(world)
    power_of_post = p["vote.appoint"] * power.discipline(world) // 1000
    serves = (plus == general).astype(np.int32) - (minus == general)
    appoint_one = np.where(general >= 0, serves * power_of_post, 0)
    appoint = np.zeros((h, n), dtype=np.int32, order="F")
    appoint[:, c:] = appoint_one[:, None]

    patron = power.patrons(world)
    fear = np.zeros((h, n), dtype=np.int32, order="F")
    harsh = (sanction & (severity >= 5))[:, None]
    fear[:, :c] = np.where(harsh, -(p["vote.fear"] * world.exposure) // 1000, 0)
    if n > c:
        behind = np.take_along_axis(world.exposure, np.maximum(patron, 0), axis=1)
        fear[:, c:] = np.where(harsh & (patron >= 0), -(p["vote.fear"] * behind) // 1000, 0)

    names = tuple(f"{sitting.id}/{name}" for name in s.people)
    item = _item_seed(world, docket, slot)
    spread = p["vote.disposition"] if world.luck else 0
    disposition = (
        dice.bell(item, world.quarter, "disposition", spread, names) if spread else np.zeros_like(fear)
    )

    shared = (gap + comrade + draft + speakers + stake + shield)[:, None]
    own = patron_term + pact + doctrine + appoint + fear + disposition
    score = (own + shared).astype(np.int32)
    # Clients follow the word of a patron who has made up his mind.
    if n > c:
        lead = np.take_along_axis(score[:, :c], np.maximum(patron, 0), axis=1)
        devotion = np.take_along_axis(world.lean, np.maximum(patron, 0)[:, :, None], axis=2)[:, :, 0]
        word = np.clip(lead, -p["vote.patron"], p["vote.patron"]) * devotion // 1000
        follows = patron >= 0
        old = patron_term[:, c:]
        patron_term = patron_term.astype(np.int32)
        patron_term[:, c:] = np.where(follows, word, old)
        score[:, c:] += (patron_term[:, c:] - old).astype(np.int32)

    bloc_score = np.zeros((h, c + 1), dtype=np.int32, order="F")
    bloc_score[:, :c] = score[:, :c] - disposition[:, :c]
    bloc_score[:, c] = (shared[:, 0] + appoint_one).astype(np.int32)

    has_vote = voters(world, sitting.body)
    limit = p["vote.bound"]
    side_of = np.where(score >= limit, 1, np.where(score <= -limit, -1, 0))
    persons = np.where(has_vote, side_of, -9).astype(np.int32)
    seats = bloc_seats(world, sitting.body, delegates)
    margin = np.where(has_vote, side_of, 0).sum(axis=1)
    present = np.maximum(has_vote.sum(axis=1), 1)
    bandwagon = (p["vote.bandwagon"] * margin // present).astype(np.int32)
    bloc_score = bloc_score + bandwagon[:, None]
    bloc_side = np.where(bloc_score >= limit, 1, np.where(bloc_score <= -limit, -1, 0))
    blocs = _bloc_votes(world, sitting, seats, bloc_side, bloc_score, limit, general)

    live = kind != Motion.NONE
    for_ = (persons == 1).sum(axis=1) + blocs[:, :, 0].sum(axis=1)
    against = (persons == -1).sum(axis=1) + blocs[:, :, 1].sum(axis=1)
    abstain = (persons == 0).sum(axis=1) + blocs[:, :, 2].sum(axis=1)
    total = for_ + against + abstain
    carried = for_ > against
    if sitting.body == JOINT:
        carried = np.where(severity >= 6, 3 * for_ >= 2 * total, carried)
    carried = np.where(kind == Motion.REPORT, 2 * for_ > total, carried) & live & (total > 0)
    if explain:
        full = {
            "patron": patron_term, "pact": pact, "doctrine": doctrine, "appoint": appoint, "fear": fear,
            "disposition": disposition,
        }  # fmt: skip
        common = {
            "severity": gap,
            "comrade": comrade,
            "draft": draft,
            "speakers": speakers,
            "stake": stake,
            "shield": shield,
        }
        terms = {k: v.astype(np.int32) for k, v in full.items()}
        terms |= {k: np.broadcast_to(v[:, None], (h, n)).astype(np.int32) for k, v in common.items()}
        for k, v in full.items():
            if k != "disposition":
                bloc_terms[k] = np.concatenate(
                    [v[:, :c], (appoint_one if k == "appoint" else np.zeros(h, np.int32))[:, None]], axis=1
                ).astype(np.int32)
        bloc_terms |= {k: np.broadcast_to(v[:, None], (h, c + 1)).astype(np.int32) for k, v in common.items()}
        bloc_terms["bandwagon"] = np.broadcast_to(bandwagon[:, None], (h, c + 1)).astype(np.int32)
    return Count(
        np.where(live, for_, 0), np.where(live, against, 0), np.where(live, abstain, 0), carried, persons, blocs,
        score, bloc_score, terms, bloc_terms,
    )  # fmt: skip


def _item_seed(world: World, docket: Docket, slot: int) -> np.ndarray:
    """The seed of a voter's disposition on this very item: it is never re-rolled."""
    catalogue = motions.catalogue(world.scenario)
    words = np.array(
        [dice.word("motion", m.token) for m in catalogue] + [dice.word("motion", "calendar")], dtype=np.uint64
    )
    return world.seed ^ words[docket.catalogue[:, slot]]


def voters(world: World, body: int) -> BoolArray:
    """Who has a vote of his own in a body and is there: bool[h, p]."""
    here = world.absent == 0
    if body == POLITBURO:
        out: BoolArray = (world.rung == Rung.POLITBURO) & here
    elif body in (CC, JOINT):
        out = (world.rung >= Rung.CC) & here
    else:
        out = np.zeros(world.rung.shape, dtype=bool)
    return out


def bloc_seats(world: World, body: int, delegates: LongArray | None) -> LongArray:
    """Bloc seats with a vote in a body: int64[h, x]."""
    if body == POLITBURO:
        return np.zeros((world.histories, world.bloc.shape[2]), dtype=np.int64)
    if body == CC:
        return world.bloc[:, 0].astype(np.int64)
    if body == JOINT:
        found: LongArray = world.bloc.sum(axis=1, dtype=np.int64)
        return found
    assert delegates is not None
    out: LongArray = delegates.sum(axis=1)
    return out


def _bloc_votes(
    world: World,
    sitting: Sitting,
    seats: LongArray,
    side: IntArray,
    score: IntArray,
    limit: int,
    general: IntArray,
) -> LongArray:
    """How bloc seats divide: int64[h, x, 3] for, against, abstaining.

    A bloc's score sets its direction; `discipline` per mille of the General Secretary's bloc follow, half the
    rest cross and half abstain; others obey at 1000. Of the unaligned, `conscience` per mille abstain and the
    rest join the largest bloc, unless they are of a firm mind of their own.
    """
    h, x = seats.shape
    c = x - 1
    obey = np.full((h, x), 1000, dtype=np.int64)
    mine = general >= 0
    obey[np.flatnonzero(mine), general[mine]] = power.discipline(world)[mine]
    largest = (seats[:, :c] * 1024 + _ids(world.scenario.contenders)).argmax(axis=1)
    join = side[np.arange(h), largest]
    firm = np.abs(score[:, c]) >= 3 * limit
    direction = side.copy()
    direction[:, c] = np.where(firm, side[:, c], join)
    obey[:, c] = 1000
    follow = seats * obey // 1000
    silent = np.zeros_like(seats)
    silent[:, c] = seats[:, c] * sitting.conscience // 1000
    follow[:, c] = seats[:, c] - silent[:, c]
    rest = seats - follow - silent
    cross = rest // 2
    out = np.zeros((h, x, 3), dtype=np.int64)
    out[:, :, 0] = np.where(direction > 0, follow, 0) + np.where(direction < 0, cross, 0)
    out[:, :, 1] = np.where(direction < 0, follow, 0) + np.where(direction > 0, cross, 0)
    out[:, :, 2] = seats - out[:, :, 0] - out[:, :, 1]
    return out


def delegates(world: World, sitting: Sitting) -> LongArray | None:
    """Delegates of each bloc from each region: int64[h, r, x]; None for bodies that need none.

    Regions send by membership (largest remainder); inside a delegation every tier of indirect election leaves a
    minority (1000 - grip)/1000 of itself and gives the rest to the largest bloc.
    """
    if sitting.body not in (CONFERENCE, CONGRESS):
        return None
    s = world.scenario
    seats = apportion(world.members.astype(np.int64), sitting.seats, _ids(s.regions))
    shares = (world.cells if sitting.source_cells else world.secretaries).astype(np.int64)
    blocs = shares[:, :, :-1].copy(order="F")
    ids = np.array([dice.word("bloc", name) % 1024 for name in s.contenders])
    largest = (blocs * 1024 + ids).argmax(axis=2)
    grip = np.minimum(1000, sitting.grip + (world.grip - 500) // 2).astype(np.int64)[:, :, None]
    for _ in range(sitting.tiers):
        kept = blocs * (1000 - grip) // 1000
        lost = blocs - kept
        gain = lost.sum(axis=2, keepdims=True)
        blocs = kept
        now = np.take_along_axis(blocs, largest[:, :, None], axis=2) + gain
        np.put_along_axis(blocs, largest[:, :, None], now, axis=2)
    full = np.concatenate([blocs, shares[:, :, -1:]], axis=2)
    return apportion(full, seats, _ids((*s.contenders, "")))


def _ids(names: tuple[str, ...]) -> IntArray:
    """A stable number of each name for breaking equal remainders: int32[n]."""
    return np.array([dice.word("seat", name) % 1000 for name in names], dtype=np.int32)

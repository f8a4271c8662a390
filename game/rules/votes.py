"""Votes as sums of named terms: who votes how on a motion, and why (rulebook 3.3).

Voters are persons with the right, and blocs of seats that vote like a delegation of their patron. At or above
the bound a voter is for, at or below its negative against, between them he abstains.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from game.rules import clauses, dice, documents, elections, motions, power, statutes, wishes
from game.rules.choose import equals
from game.rules.halls import bloc_seats, bloc_votes, delegates, voters
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import (
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
    "patron", "pact", "doctrine", "want", "appoint", "severity", "fear", "comrade", "draft", "speakers", "stake", "shield",
    "word", "disposition", "bandwagon",
)  # fmt: skip
"""The named terms of a vote, in the order in which the X-ray shows them."""
WORD = 2000
"""What a speech counts in the speaker's own vote: more than all else together, so that nobody votes against his word."""


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
    off: IntArray
    """1 where the item waits outside the docket and is voted on only if it is forced"""

    FIELDS = ("motion", "subject", "object", "severity", "direction", "mover", "catalogue", "off")

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

    def first(self, slots: int) -> Docket:
        """The first `slots` of the docket, not copied."""
        return Docket(**{name: getattr(self, name)[:, :slots] for name in self.FIELDS})

    def columns(self, slots: LongArray) -> Docket:
        """Only some slots of the docket."""
        return Docket(**{name: getattr(self, name).T[slots].T for name in self.FIELDS})

    def take(self, rows: LongArray) -> Docket:
        """The docket of the histories `rows`."""
        return Docket(**{name: getattr(self, name)[rows] for name in self.FIELDS})


@dataclass
class Floor:
    """What the contenders do with one motion: stance and stake, int32[h, c]."""

    stance: IntArray
    stake: IntArray

    @property
    def against(self) -> BoolArray:
        """Who speaks against it, by a speech or by a co-report: bool[h, c]."""
        found: BoolArray = (self.stance == Stance.SPEAK_AGAINST) | (self.stance == Stance.CO_REPORT)
        return found

    @property
    def side(self) -> IntArray:
        """+1 for who speaks for it, -1 for who speaks against, 0 for the others: int32[h, c]."""
        found: IntArray = (self.stance == Stance.SPEAK_FOR).astype(np.int32) - self.against
        return found

    @property
    def roll_call(self) -> BoolArray:
        """Whether a co-report forces each delegate to be called by name: bool[h]."""
        found: BoolArray = (self.stance == Stance.CO_REPORT).any(axis=1)
        return found


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
    plus: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    """[h] whom the motion serves, and below whom it hits; -1 for nobody"""
    minus: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    kind: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    """[h] what kind of motion it was, and below how severe"""
    severity: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    rows: LongArray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    """[h] the histories of the batch that voted; set by the sitting"""
    appealed: BoolArray = field(default_factory=lambda: np.zeros(0, dtype=bool))
    """[h] whether it goes to the body above; empty where nobody appealed"""


def token(scenario: Scenario, docket: Docket, slot: int, h: int = 0) -> str:
    """The name of a motion on a docket, as records write it."""
    kind = Motion(int(docket.motion[h, slot]))
    place = int(docket.catalogue[h, slot])
    if kind == Motion.NONE:
        return "none"
    if place >= 0:
        m = motions.catalogue(scenario)[place]
        extra = int(docket.object[h, slot])
        if kind in (Motion.FILL, Motion.SEAT, Motion.RELIEVE):
            return f"{m.token}/{scenario.people[extra] if extra >= 0 else 'nobody'}"
        if kind == Motion.SECRETARY:
            return f"{m.token}/{scenario.contenders[extra]}"
        if kind == Motion.SANCTION and m.severity == 5 and extra == 1:
            return f"{m.token}/candidate"
        return m.token
    if kind == Motion.RESIGN:
        return f"resign:{scenario.offices[int(docket.subject[h, slot])].id}"
    if kind == Motion.SANCTION:
        return f"sanction-{int(docket.severity[h, slot])}:{scenario.people[int(docket.subject[h, slot])]}"
    if kind == Motion.CONFIRM:
        return f"confirm:{scenario.offices[int(docket.subject[h, slot])].id}"
    if kind == Motion.LINE:
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
        plus = np.where(fill, power.patron_of(world, obj), plus)
        minus = np.where(fill, power.boss(world)[h, np.clip(subject, 0, len(s.offices) - 1)], minus)
    swap = kind == Motion.SECRETARY
    if swap.any():
        first = world.first[h, np.clip(subject, 0, len(s.regions) - 1)]
        plus = np.where(swap, obj, plus)
        minus = np.where(swap, np.where(first < c, first, -1), minus)
    plus = np.where(kind == Motion.RETURN, subject, plus)
    structural = kind >= Motion.STATUTE
    if structural.any():
        serve, hit = statutes.serves(world, kind, subject, mover)
        plus, minus = np.where(structural, serve, plus), np.where(structural, hit, minus)
    seat, relieve = kind == Motion.SEAT, kind == Motion.RELIEVE
    if seat.any() or relieve.any():
        his = power.patron_of(world, obj)
        plus = np.where(seat, his, plus)
        minus = np.where(relieve, his, minus)
        rows = np.flatnonzero(seat)
        out = elections.makes_room(world, rows, subject[rows]).astype(np.int32)
        minus[rows] = power.patron_of(world, out, rows)
    paper = kind == Motion.PUBLISH
    if paper.any():
        rows = np.flatnonzero(paper)
        minus[rows] = documents.victims(world, rows, subject[rows])
    resign = kind == Motion.RESIGN
    if resign.any():
        minus = np.where(resign, mover, minus)
        plus = np.where(resign, -1, plus)
    return plus.astype(np.int32), np.where(minus == plus, -1, minus).astype(np.int32)


@dataclass
class _Item:
    """What every voter shares in one vote: int[h] each."""

    kind: IntArray
    severity: IntArray
    sanction: BoolArray
    toward: IntArray
    """[h, c] +1 for whom it serves, -1 for whom it hits"""
    gap: IntArray
    comrade: IntArray
    shield: IntArray
    speakers: IntArray
    stake: IntArray
    draft: IntArray
    appoint: IntArray
    """what the Secretariat's own are drawn by"""


def _item(world: World, docket: Docket, slot: int, floor: Floor, plus: IntArray, minus: IntArray) -> _Item:
    p = world.scenario.parameter
    rows = np.arange(world.histories)
    kind, severity, subject = docket.motion[:, slot], docket.severity[:, slot], docket.subject[:, slot]
    nil = np.zeros(world.histories, dtype=np.int32)
    order = np.arange(len(world.scenario.contenders), dtype=np.int32)
    toward = equals(plus, order).astype(np.int32) - equals(minus, order)

    def column(values: IntArray, who: IntArray) -> IntArray:
        return values[rows, np.maximum(who, 0)] * (who >= 0)

    sanction = kind == Motion.SANCTION
    resign = kind == Motion.RESIGN
    gap, comrade, shield = nil, nil, nil
    if sanction.any():
        accused = np.where(sanction, subject, -1)
        charged = column(world.charged, accused) > 0
        missing = np.maximum(0, 100 * (severity - 1) - column(world.exposure, accused) - 100 * charged)
        gap = -(p["vote.severity"] * missing) // 100 * sanction
        target_full = column(world.rung, accused) == Rung.POLITBURO
        # What has never been done is hardest to do; the second time there is a precedent.
        first = p["vote.precedent"] // (1 + world.precedent)
        comrade = -(p["vote.comrade"] + first) * (sanction & (severity >= 5) & target_full)
    # To give away a post that somebody holds is to remove him from it: a step of severity 4.
    fill = kind == Motion.FILL
    if fill.any():
        office = np.clip(subject, 0, world.holder.shape[1] - 1)
        # A patron who gives the post of one of his men to another removes nobody.
        taken = fill & (world.holder[rows, office] >= 0)
        taken &= power.boss(world)[rows, office] != docket.mover[:, slot]
        case = np.maximum(0, p["fill.case"] - column(world.exposure, minus))
        gap = np.where(taken, -(p["vote.severity"] * case) // 100 - p["vote.comrade"], gap)
    # To take his posts from a man, or his seat, is a blow at whose man he is.
    relieve = kind == Motion.RELIEVE
    pushed = relieve | ((kind == Motion.SEAT) & (minus >= 0))
    if pushed.any():
        case = np.maximum(0, p["fill.case"] - column(world.exposure, minus)) * relieve
        gap = np.where(pushed, -(p["vote.severity"] * case) // 100 - p["vote.comrade"], gap)
    law = (kind == Motion.STATUTE) | (kind == Motion.CALENDAR)
    if law.any():
        # New rules frighten those who live by the old ones; what makes secretaries safe they like.
        tenure = (kind == Motion.STATUTE) & (subject == motions.STATUTE["tenure"])
        gap = gap - p["vote.statute"] * (law & ~tenure) + p["vote.tenure"] * (law & tenure)
    back = kind == Motion.RETURN
    if back.any():
        # One who asks for himself is heard in the tone that the cells give.
        himself = back & (docket.mover[:, slot] == subject)
        who = np.where(himself, subject, -1)
        gap = gap + p["appeal.cells"] * column(power.support(world), who) // 1000
    mild = kind == Motion.COMMISSION
    gap = gap + p["vote.commission"] * mild
    # Nobody likes to see the party's papers read aloud.
    gap = gap - p["vote.publish"] * (kind == Motion.PUBLISH)
    removal = (sanction & (severity >= 4)) | resign
    if removal.any():
        shield = -p["vote.shield"] * (removal & (column(world.shield, minus) > 0))
    side = floor.side
    called = floor.roll_call
    spoken = bool(side.any())
    speakers = stake = nil
    if spoken:
        weight = (world.bases[:, :, 1] + world.bases[:, :, 2]) // 20
        # A co-report is as long as the report: twice the time of a speech.
        most = p["vote.speaker"] * (1 + called)
        weight = weight * (1 + (floor.stance == Stance.CO_REPORT))
        speakers = np.clip((side * weight).sum(axis=1, dtype=np.int32), -most, most)
        stake = p["vote.stake"] * (side * floor.stake).sum(axis=1, dtype=np.int32)
    drafted = (kind == Motion.REPORT) | (docket.catalogue[:, slot] < 0) & ~resign
    draft = p["vote.draft"] * (drafted & ~called)
    if drafted.any():
        draft = draft + p["vote.draft"] * (drafted & ~(side < 0).any(axis=1))
    amended = (floor.stance == Stance.AMEND).any(axis=1) & sanction
    draft = draft + p["vote.severity"] * amended
    general = power.secretary_general(world)
    serves = (plus == general).astype(np.int32) - (minus == general)
    post = p["vote.appoint"] * power.discipline(world) // 1000
    appoint = serves * post * (general >= 0)
    return _Item(kind, severity, sanction, toward, gap, comrade, shield, speakers, stake, draft, appoint)


def _doctrine(world: World, docket: Docket, slot: int) -> IntArray:
    """How much nearer a motion on the line brings it to where each stands: int32[h, p]."""
    rows = np.arange(world.histories)
    line = docket.motion[:, slot] == Motion.LINE
    issue = np.where(line, docket.subject[:, slot], 0)
    now = world.line[rows, issue][:, None]
    step = (docket.direction[:, slot] * world.scenario.parameter["line.step"])[:, None]
    stand = np.zeros(world.rung.shape, dtype=np.int32, order="F")
    for i in np.unique(issue):
        stand += world.position[:, :, i] * (issue == i)[:, None]
    gain = (np.abs(stand - now) - np.abs(stand - np.clip(now + step, -1000, 1000))) * 5 // 8
    found: IntArray = np.clip(gain, -125, 125) * line[:, None]
    return found


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
    c, n, h = len(s.contenders), len(s.people), world.histories
    kind = docket.motion[:, slot]
    plus, minus = plus_minus(world, docket, slot)
    item = _item(world, docket, slot, floor, plus, minus)

    # Regard: lean or trust for whom it serves against whom it hits; and what pacts promise.
    regard = np.zeros((h, n), dtype=np.int32, order="F")
    pact = np.zeros((h, n), dtype=np.int32, order="F")
    bound = power.bound_to_vote(world)
    promised = np.zeros((2, h, c), dtype=bool, order="F")
    for k in range(c):
        toward = item.toward[:, k]
        if not toward.any():
            continue
        regard[:, :c] += world.trust[:, :, k] * toward[:, None]
        regard[:, k] += 1000 * toward
        regard[:, c:] += world.lean[:, :, k] * toward[:, None]
        pact[:, :c] += bound[:, :, k] * (p["vote.pact"] * toward)[:, None]
        promised[0] |= bound[:, :, k] & (toward > 0)[:, None]
        promised[1] |= bound[:, :, k] & (toward < 0)[:, None]
    way = clauses.promised(world, docket, slot)
    if way is not None:
        ways = clauses.bound(world, way)
        pact[:, :c] += p["vote.pact"] * ways
        promised[0] |= ways > 0
        promised[1] |= ways < 0
    most = p["vote.patron"]
    regard *= np.int32(most)
    regard //= np.int32(1000)
    patron_term = np.clip(regard, -most, most)
    line = kind == Motion.LINE
    lines = bool(line.any())
    if lines:
        patron_term >>= line.astype(np.int32)[:, None]
    doctrine = _doctrine(world, docket, slot) if lines else np.zeros((h, n), dtype=np.int32, order="F")

    patron = power.patrons(world)
    fear = np.zeros((h, n), dtype=np.int32, order="F")
    harsh = item.sanction & (item.severity >= 5)
    his = [(patron == k).astype(np.int32) for k in range(c)] if n > c else []
    if harsh.any():
        afraid = -(p["vote.fear"] * world.exposure) // 1000 * harsh[:, None]
        fear[:, :c] = afraid
        for k, mine in enumerate(his):
            fear[:, c:] += mine * afraid[:, k, None]

    spread = p["vote.disposition"] if world.luck else 0
    disposition = (
        dice.bell(
            _item_seed(world, docket, slot), world.quarter, "disposition", spread, _voter_names(s, sitting.id)
        )
        if spread
        else np.zeros_like(fear)
    )

    want = wishes.weigh(
        world, kind, docket.subject[:, slot], docket.object[:, slot], docket.severity[:, slot],
        docket.direction[:, slot], doctrine[:, c:],
    )  # fmt: skip
    shared = (item.gap + item.comrade + item.draft + item.speakers + item.stake + item.shield).astype(
        np.int32
    )
    score = patron_term + pact
    score += doctrine
    score += fear
    score += disposition
    score += shared[:, None]
    score[:, c:] += item.appoint[:, None]
    score[:, c:] += want
    # Who has spoken votes as he spoke, and his own people with him.
    spoken = WORD * floor.side
    score[:, :c] += spoken
    # Clients follow the word of a patron who has made up his mind.
    if n > c:
        lead = np.zeros(patron.shape, dtype=np.int32, order="F")
        minds = np.clip(score[:, :c], -most, most)
        for k, mine in enumerate(his):
            lead += mine * minds[:, k, None]
        word = lead * power.devotion(world) // np.int32(1000)
        word -= patron_term[:, c:]
        word *= patron >= 0
        patron_term[:, c:] += word
        score[:, c:] += word

    bloc_score = np.empty((h, c + 1), dtype=np.int32, order="F")
    # What he carries in the hall votes by the reasons that it has: a delegation is not his to command.
    bloc_score[:, :c] = score[:, :c] - disposition[:, :c] - spoken
    bloc_score[:, c] = shared + item.appoint

    limit = p["vote.bound"]
    if promised.any():
        # A promise is broken by a word, not by silence: who keeps silent abstains rather than vote against it.
        free = (floor.side != 0) | (item.toward < 0)
        kept = np.where(promised[0] & ~free, np.maximum(score[:, :c], 1 - limit), score[:, :c])
        kept = np.where(promised[1] & ~free, np.minimum(kept, limit - 1), kept)
        spoken = spoken + kept - score[:, :c]
        score[:, :c] = kept
    has_vote = voters(world, sitting.body)
    side_of = ((score >= limit).view(np.int8) - (score <= -limit).view(np.int8)) * has_vote.view(np.int8)
    persons = side_of.astype(np.int32) - np.int32(9) * ~has_vote
    margin = side_of.sum(axis=1, dtype=np.int32)
    present = has_vote.sum(axis=1, dtype=np.int32)
    yes = (side_of > 0).sum(axis=1, dtype=np.int64)
    bandwagon = p["vote.bandwagon"] * margin // np.maximum(present, 1)
    bloc_score += bandwagon[:, None]
    if sitting.body == POLITBURO:
        blocs = np.zeros((h, c + 1, 3), dtype=np.int64, order="F")
    else:
        seats = bloc_seats(world, sitting.body, delegates)
        side = (bloc_score >= limit).astype(np.int32) - (bloc_score <= -limit)
        general = power.secretary_general(world)
        blocs = bloc_votes(world, sitting, seats, side, bloc_score, limit, general, floor.roll_call)

    live = kind != Motion.NONE
    for_ = yes + blocs[:, :, 0].sum(axis=1)
    against = (yes - margin) + blocs[:, :, 1].sum(axis=1)
    abstain = (present - 2 * yes + margin) + blocs[:, :, 2].sum(axis=1)
    total = for_ + against + abstain
    carried = passes(sitting.body, kind, item.severity, for_, against, total)
    terms: dict[str, IntArray] = {}
    bloc_terms: dict[str, IntArray] = {}
    if explain:
        appoint = np.zeros((h, n), dtype=np.int32)
        appoint[:, c:] = item.appoint[:, None]
        own = np.zeros((h, n), dtype=np.int32)
        own[:, :c] = spoken
        wish = np.zeros((h, n), dtype=np.int32)
        wish[:, c:] = want
        full = {
            "patron": patron_term, "pact": pact, "doctrine": doctrine, "want": wish, "appoint": appoint, "fear": fear,
            "word": own, "disposition": disposition,
        }  # fmt: skip
        common = {
            "severity": item.gap,
            "comrade": item.comrade,
            "draft": item.draft,
            "speakers": item.speakers,
            "stake": item.stake,
            "shield": item.shield,
        }
        terms = {k: v.astype(np.int32) for k, v in full.items()}
        terms |= {k: np.broadcast_to(v[:, None], (h, n)).astype(np.int32) for k, v in common.items()}
        for name, values in full.items():
            if name not in ("word", "disposition"):
                last = item.appoint if name == "appoint" else np.zeros(h, np.int32)
                bloc_terms[name] = np.concatenate([values[:, :c], last[:, None]], axis=1).astype(np.int32)
        bloc_terms |= {k: np.broadcast_to(v[:, None], (h, c + 1)).astype(np.int32) for k, v in common.items()}
        bloc_terms["bandwagon"] = np.broadcast_to(bandwagon[:, None], (h, c + 1)).astype(np.int32)
    return Count(
        for_ * live,
        against * live,
        abstain * live,
        carried,
        persons,
        blocs,
        score,
        bloc_score,
        terms,
        bloc_terms,
        plus,
        minus,
        kind,
        item.severity,
    )


def passes(
    body: int, kind: IntArray, severity: IntArray, for_: LongArray, against: LongArray, total: LongArray
) -> BoolArray:
    """Whether a motion is carried by so many votes: bool of the shape given.

    More for than against; two thirds of all for an expulsion before both commissions, half of all for a report.
    """
    carried: BoolArray = for_ > against
    if body == JOINT:
        carried = np.where(severity >= 6, 3 * for_ >= 2 * total, carried)
    carried = np.where(kind == Motion.REPORT, 2 * for_ > total, carried)
    found: BoolArray = carried & (kind != Motion.NONE) & (total > 0)
    return found


@lru_cache(maxsize=128)
def _voter_names(scenario: Scenario, sitting: str) -> tuple[str, ...]:
    """The names under which each person's disposition in a sitting is drawn."""
    return tuple(f"{sitting}/{name}" for name in scenario.people)


@lru_cache(maxsize=8)
def _item_words(scenario: Scenario) -> np.ndarray:
    """A word for every motion of the catalogue, and at the end one for what the calendar brings."""
    tokens = (*(m.token for m in motions.catalogue(scenario)), "calendar")
    return np.array([dice.word("motion", token) for token in tokens], dtype=np.uint64)


def _item_seed(world: World, docket: Docket, slot: int) -> np.ndarray:
    """The seed of a voter's disposition on this very item: it is never re-rolled."""
    found: np.ndarray = world.seed ^ _item_words(world.scenario)[docket.catalogue[:, slot]]
    return found


__all__ = ["TERMS", "Count", "Docket", "Floor", "count", "delegates", "passes", "plus_minus", "token"]

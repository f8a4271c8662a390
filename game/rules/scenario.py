"""Scenario: everything that does not change during a game, compiled to index tables.

Content builds it from files; rules read it. It holds numbers and ids, never words: a corrected
sentence breaks no save. State holds indices, the Scenario holds names.
"""

from __future__ import annotations

import hashlib
import itertools
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property

import numpy as np

from game.rules.terms import CC, CONGRESS, JOINT, POLITBURO, IntArray, quarter_id


@dataclass(frozen=True)
class Condition:
    """One sentence of a scenario's condition language, such as ``exposure trotsky >= 300``.

    `quantity` is a key of ``conditions.QUANTITIES``, `args` its compiled arguments (indices),
    `op` one of ``>= <= = !=``, `value` a number or, for quantities that are persons, an index.
    """

    quantity: str
    args: tuple[int, ...]
    op: str
    value: int


@dataclass(frozen=True)
class Effect:
    """One sentence of the effect language, such as ``mantle trotsky +40``.

    `table` is a key of ``effects.EFFECTS``; `args` are compiled indices; `amount` is what is added,
    or, when `absolute`, the new value. Arguments may be a role (see ``roles.py``): roles are
    negative numbers below -1.
    """

    table: str
    args: tuple[int, ...]
    amount: int
    absolute: bool = False
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Choice:
    """One answer to a question of the bulletin."""

    id: str
    effects: tuple[Effect, ...]
    urge: tuple[tuple[str, int], ...] = ()
    """How much a temperament is drawn to it: (persona word, per mille -1000..1000)."""
    conditions: tuple[Condition, ...] = ()
    tries: int = 1000
    """Chance per mille that `effects` follow; otherwise `fails` do."""
    fails: tuple[Effect, ...] = ()


@dataclass(frozen=True)
class Ambition:
    """What a contender may secretly want of the whole game: met when all conditions of one of its ways hold."""

    id: str
    ways: tuple[tuple[Condition, ...], ...]
    urge: tuple[tuple[str, int], ...] = ()
    """How much a temperament is drawn to it: (persona word, per mille -1000..1000)."""


@dataclass(frozen=True)
class Collective:
    """The grade a contender gets who is still in the party when a collective leadership rules."""

    grade: int
    """A place in ``grades.GRADES``."""
    ways: tuple[tuple[Condition, ...], ...] = ()
    """Where it is given only under conditions, these; otherwise he is honoured. Empty: always."""


@dataclass(frozen=True)
class Beat:
    """A turn of the struggle that free play is held against: how often it comes, and how often it should."""

    id: str
    quarter: int
    ever: bool
    """Whether it may have been so at the end of any quarter up to that one, or must be at the end of it."""
    ways: tuple[tuple[Condition, ...], ...]
    band: tuple[int, int] | None = None
    """Per cent of free games it should come in, from and to; None where a scenario inherits it without a claim."""
    averted: tuple[str, ...] = ()
    """The changed lines that are to keep it away: a policy that somebody could have had."""


@dataclass(frozen=True)
class Chapters:
    """Which quarters of a game people play; between them it runs on their standing instructions.

    >>> Chapters("two", 20, ((0, 0), (4, 5))).at(5), Chapters("two", 20, ((0, 0), (4, 5))).at(1)
    (1, -1)
    """

    id: str
    minutes: int
    """How long a class needs for them."""
    spans: tuple[tuple[int, int], ...]
    """First and last quarter of each."""

    def at(self, quarter: int) -> int:
        """The chapter that a quarter belongs to, -1 between chapters."""
        return next((n for n, (first, last) in enumerate(self.spans) if first <= quarter <= last), -1)

    def before(self, quarter: int) -> int:
        """How many chapters are over when a quarter begins: so are the times between them numbered."""
        return sum(last < quarter for _, last in self.spans)


@dataclass(frozen=True)
class Event:
    """Something the bulletin reports: dated, or a hazard with a window and odds."""

    id: str
    date: tuple[int, int, int]
    first: int
    last: int
    odds: int
    after: bool
    conditions: tuple[Condition, ...]
    effects: tuple[Effect, ...]
    asks: int | None
    """The contender or role who must choose; None when nobody is asked."""
    choices: tuple[Choice, ...]
    modifiers: tuple[tuple[tuple[Condition, ...], int], ...]
    source: str
    grade: str
    pinned: bool
    """Whether it is luck of the record (a death, a harvest): fixed in a replay, drawn otherwise."""


@dataclass(frozen=True)
class Agenda:
    """A motion that the calendar brings to a sitting without anybody's order."""

    motion: int
    subject: int
    object: int
    severity: int
    mover: int


@dataclass(frozen=True)
class Sitting:
    """One meeting of a body, as the calendar has it."""

    id: str
    """Such as ``congress.14`` or ``cc.2``: unique within its quarter, used in records as BODY.N."""
    body: int
    quarter: int
    date: tuple[int, int, int]
    seats: int
    """Delegates with a vote (congress and conference); 0 for standing bodies."""
    opening: bool
    source_cells: bool
    """Whether delegates come from the cells (True) or from the secretaries (False)."""
    tiers: int
    conscience: int
    grip: int
    cc: int
    ccc: int
    politburo: int
    candidates: int
    """Sizes that a congress gives the bodies it elects; 0 leaves them."""
    agenda: tuple[Agenda, ...]
    spare: bool = False
    """A place in the calendar that nobody has written: it is held only where it is convened."""


@dataclass(frozen=True)
class Office:
    """A post: what it unlocks, what it gives each quarter, who elects to it."""

    id: str
    holder: int
    body: int
    """The body that fills it: an index of BODIES."""
    powers: tuple[str, ...]
    """Words of ``orders.POWERS``: place, prepare, court, chair, report, run, credentials, detect, second."""
    domain: tuple[int, ...]
    """The regions in which its holder may place people; empty for none."""
    group: int
    """The order group in which it gives a second order, or -1."""
    capital: int
    drift: tuple[Effect, ...]
    dials: tuple[tuple[int, int], ...]
    """Dials its holder moves by the order `run`: (dial, amount)."""
    seat: int = 0
    """What it counts for its holder when seats in the Politburo are given out, 0..1000."""
    opens: int = 0
    """The quarter from which it is given to persons of the scenario: before it is held by men who are none."""


@dataclass(frozen=True)
class Document:
    """A piece of paper that can hurt: who has it, whom it hurts, what it costs who brings it out.

    Vectors are in the order of HARMS and hold at full, that is in print.
    """

    id: str
    paper: int = 0
    """How it comes into being: a place in PAPERS."""
    level: int = 0
    """Where it is at the start: a place in LEVEL_IDS, or -1 when it does not exist yet."""
    keeper: int | None = None
    """Who keeps it: a figure, whose patron gets a copy, or the role of an office, whose head does."""
    copies: tuple[int, ...] = ()
    """Contenders who hold a copy at the start."""
    hurts: tuple[tuple[int, tuple[int, ...]], ...] = ()
    """Whom it touches, a contender or a role (see ``documents.PARTIES``), and how."""
    backfire: tuple[int, ...] = ()
    """What falls on who brings it out, at full."""
    abroad: tuple[int, ...] = ()
    """What falls on everybody outside the leadership who could have sent it abroad."""
    disputed: bool = False
    """Whether its authorship is doubted."""


@dataclass(frozen=True, eq=False)
class Scenario:
    """The fixed part of a game: who there is, where they start, what the calendar brings.

    Arrays are int32 without a history axis. People are contenders first, then figures.
    """

    id: str
    first_quarter: int
    """``4 * year + quarter - 1`` of the first quarter."""
    quarters: int
    contenders: tuple[str, ...]
    figures: tuple[str, ...]
    regions: tuple[str, ...]
    offices: tuple[Office, ...]
    sittings: tuple[Sitting, ...]
    events: tuple[Event, ...]
    parameters: tuple[tuple[str, int], ...]

    bases: IntArray
    """[c, 3] army prestige, Lenin's mantle, press."""
    manner: IntArray
    oratory: IntArray
    health: IntArray
    capital: IntArray
    exposure: IntArray
    reputation: IntArray
    persona: IntArray
    """[c, 6] in the order of PERSONA."""
    pages: IntArray
    """[c, i]"""
    trust: IntArray
    """[c, c] row's attitude to column, -1000..1000."""
    rung: IntArray
    """[p]"""
    positions: IntArray
    """[p, i]"""
    lean: IntArray
    """[f, c]"""
    secretaries: IntArray
    """[r, x] rows sum to 1000."""
    cells: IntArray
    """[r, x] rows sum to 1000."""
    members: IntArray
    """[r] party members, hundreds of persons."""
    growth: IntArray
    """[years, r] members by 1 January of each year from the first, hundreds of persons."""
    first: IntArray
    """[r] patron of the first secretary: a contender or the number of contenders for nobody."""
    grip: IntArray
    """[r]"""
    towns: IntArray
    """[r] bit 1 university town, bit 2 industrial, bit 4 capital, bit 8 army."""
    line: IntArray
    """[i]"""
    ownership: IntArray
    """[i, c]"""
    dials: IntArray
    """[k]"""
    blocs: IntArray
    """[2, x] bloc seats of CC and CCC."""
    fear: int = 0
    security: int = 550
    ambitions: tuple[tuple[Ambition, ...], ...] = ()
    """For each contender three, or none: then the rules' own (``ambitions.py``)."""
    collective: tuple[Collective, ...] = ()
    """For each contender; where there are none, everybody is honoured."""
    old_guard: tuple[int, ...] = ()
    """Persons whose number in the Politburo ambitions may ask for; empty: its full members of the first day."""
    without: tuple[str, ...] = ()
    """What machine players leave alone (``players/without.py``): no rule asks, and the digest leaves it out."""
    temper: tuple[tuple[int, ...], ...] = ()
    """Temperaments that machine players have instead of `persona`, [c, 6]: no rule asks, and the digest leaves it out."""
    beats: tuple[Beat, ...] = ()
    """What free play is held against: no rule asks, and the digest leaves it out."""
    chapters: tuple[Chapters, ...] = ()
    """Divisions into what people play and what runs by itself: no rule asks, and the digest leaves it out."""
    documents: tuple[Document, ...] = ()
    """Papers that may come out, in the order of the file."""
    wants: IntArray = field(default_factory=lambda: np.zeros((0, 2), dtype=np.int32))
    """[f, 2] what each figure wants, places in WANTS, -1 for nothing; no rows where nobody wants anything."""
    red: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    """[f] what each figure does not forgive, places in RED_LINES, -1 for nothing; may be empty."""
    claim: IntArray = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    """[f] what each figure's name and his posts outside the scenario count when seats are given out; may be empty."""
    empty: int = 2
    """Quarters for which a post that nobody holds at the start is left to the bulletin and to motions."""
    state: tuple[tuple[str, IntArray], ...] = ()
    """Tables of the World that a later start has otherwise than empty, by name; the digest has them where there are."""
    origin: str = field(default="", compare=False)
    """The folder it came from; never part of the digest."""

    @cached_property
    def temperament(self) -> IntArray:
        """The temperaments with which machines play: int32[c, 6]."""
        return np.array(self.temper, dtype=np.int32) if self.temper else np.asarray(self.persona)

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Ids of all persons, contenders first."""
        return self.contenders + self.figures

    @cached_property
    def person_index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.people)}

    @cached_property
    def region_index(self) -> dict[str, int]:
        return {name: i for i, name in enumerate(self.regions)}

    @cached_property
    def office_index(self) -> dict[str, int]:
        return {office.id: i for i, office in enumerate(self.offices)}

    @cached_property
    def event_index(self) -> dict[str, int]:
        return {event.id: i for i, event in enumerate(self.events)}

    @cached_property
    def document_index(self) -> dict[str, int]:
        return {document.id: i for i, document in enumerate(self.documents)}

    @cached_property
    def parameter(self) -> dict[str, int]:
        """Every parameter by name."""
        return dict(self.parameters)

    @cached_property
    def sittings_by_quarter(self) -> tuple[tuple[Sitting, ...], ...]:
        """Sittings of each quarter in date order, spare places among them, the opening sitting left out."""
        every = (*(s for s in self.sittings if not s.opening), *_spares(self))
        return tuple(
            tuple(sorted((s for s in every if s.quarter == q), key=lambda s: (s.date, s.id)))
            for q in range(self.quarters)
        )

    @cached_property
    def first_place(self) -> tuple[int, ...]:
        """Where each quarter's sittings begin in the calendar; at the end how many places it has."""
        return tuple(itertools.accumulate((len(q) for q in self.sittings_by_quarter), initial=0))

    @cached_property
    def opening(self) -> Sitting | None:
        """The sitting that comes before anybody has an order, if the scenario has one."""
        return next((s for s in self.sittings if s.opening), None)

    def office_with(self, power: str) -> int:
        """The first office that unlocks `power`, or -1."""
        return next((i for i, office in enumerate(self.offices) if power in office.powers), -1)

    def quarter_id(self, quarter: int) -> str:
        """The name of a quarter of this scenario, such as ``1925Q4``."""
        return quarter_id(quarter, self.first_quarter)

    @cached_property
    def digest(self) -> str:
        """Eight hex digits over all rules content: equal scenarios have equal digests, words aside."""
        h = hashlib.blake2b(digest_size=4)
        for f in fields(self):
            usual = (f.name == "state" and not self.state) or (f.name == "empty" and self.empty == 2)
            if f.name not in ("origin", "without", "temper", "beats", "chapters") and not usual:
                _feed(h, f.name)
                _feed(h, getattr(self, f.name))
        return h.hexdigest()


def _spares(s: Scenario) -> list[Sitting]:
    """Places for sittings that nobody has written.

    A plenum in each quarter without one; each congress two quarters earlier and later, but never in the first
    quarter; and from a year after the last congress on the next one, of the same size.
    """
    out = []
    plenums = {x.quarter for x in s.sittings if x.body in (CC, JOINT)}
    congresses = sorted((x for x in s.sittings if x.body == CONGRESS), key=lambda x: x.quarter)
    taken = {x.quarter for x in congresses} | {0}

    def day(quarter: int, day: int) -> tuple[int, int, int]:
        year, part = divmod(s.first_quarter + quarter, 4)
        return year, part * 3 + 2, day

    def put(congress: Sitting, quarter: int, name: str) -> None:
        if quarter not in taken and 0 < quarter < s.quarters:
            taken.add(quarter)
            out.append(replace(congress, id=name, quarter=quarter, date=day(quarter, 20), spare=True))

    for x in congresses:
        for late in (1, 2):
            put(x, x.quarter + late, x.id)
    for x in congresses:
        for early in (1, 2):
            put(x, x.quarter - early, x.id)
    if congresses:
        last = congresses[-1]
        body, _, number = last.id.partition(".")
        name = f"{body}.{int(number) + 1}" if number.isdigit() else f"{last.id}-next"
        for quarter in range(last.quarter + 4, s.quarters):
            put(last, quarter, name)
    like = next((x for x in s.sittings if x.body in (CC, POLITBURO)), None)
    for quarter in range(s.quarters):
        if like is not None and quarter not in plenums:
            out.append(
                replace(
                    like,
                    id="cc.1",
                    body=CC,
                    quarter=quarter,
                    date=day(quarter, 10),
                    agenda=(),
                    opening=False,
                    spare=True,
                )
            )
    return out


def _feed(h: hashlib.blake2b, value: object) -> None:
    """Add a value to a digest in a way that does not depend on its memory layout."""
    if isinstance(value, np.ndarray):
        h.update(repr(value.shape).encode())
        h.update(np.ascontiguousarray(value).astype("<i4").tobytes())
    elif is_dataclass(value):
        for f in fields(value):
            _feed(h, getattr(value, f.name))
    elif isinstance(value, tuple):
        h.update(f"({len(value)}".encode())
        for item in value:
            _feed(h, item)
    else:
        h.update(f"{type(value).__name__}:{value};".encode())

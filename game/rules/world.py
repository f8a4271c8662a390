"""World: what is true now, in H parallel histories. A game is a batch of one.

Every table is int32 with a leading history axis and Fortran memory order (history contiguous), which
is 1.5 to 2.2 times faster over a whole quarter. `World.new` and `World.like` are the only allocators.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from game.rules import dice
from game.rules.pins import FREE, Pins
from game.rules.scenario import Scenario
from game.rules.terms import (
    CLAUSES,
    HEARD,
    NOBODY,
    PACT_SLOTS,
    RED_LINES,
    STATUTE_COUNT,
    IntArray,
    LongArray,
    SeedArray,
)

if TYPE_CHECKING:
    from game.rules.changes import Ledger


@dataclass(frozen=True)
class Table:
    """One table of the World: its axes after the history axis and the bounds of every cell."""

    name: str
    axes: str
    low: int
    high: int
    about: str
    shares: bool = False
    """Whether each last-axis row is a whole of 1000 that must stay one."""


TABLES: tuple[Table, ...] = (
    Table("bases", "cb", 0, 1000, "stored power bases: army prestige, Lenin's mantle, press"),
    Table("secretaries", "rx", 0, 1000, "allegiance of each party organisation's secretaries", shares=True),
    Table("cells", "rx", 0, 1000, "sympathy of the rank and file", shares=True),
    Table("members", "r", 0, 100_000, "party members, hundreds"),
    Table("first", "r", 0, 8, "patron of the region's first secretary (number of contenders = nobody)"),
    Table("grip", "r", 0, 1000, "how much of a minority each indirect election loses"),
    Table("fear", "", 0, 1000, "how much a show of hands hides"),
    Table("security", "", 0, 1000, "how safe the secretaries feel in their posts"),
    Table("belief", "u", 0, 5000, "contemporaries' weights of the five bases, per mille"),
    Table("alarm", "c", -1000, 3000, "fear of a contender beyond his bases; fades by a tenth a quarter"),
    Table("exposure", "c", 0, 1000, "the factional case against a contender"),
    Table(
        "attacked", "c", 0, 1000, "mantle that polemics took from him this quarter and he has not answered"
    ),
    Table("feigned", "c", 0, 9, "sittings of this quarter that he missed by an illness of policy"),
    Table("shield", "c", 0, 40, "quarters in which his removal is resisted"),
    Table("rung", "p", 0, 7, "ladder of standing"),
    Table("absent", "p", 0, 1, "ill or away this quarter"),
    Table("holder", "o", -1, 99, "who holds an office"),
    Table("lean", "fc", -1000, 1000, "figures' inclination to contenders"),
    Table("trust", "cd", -1000, 1000, "contenders' trust in each other"),
    Table("position", "pi", -1000, 1000, "where a person stands on an issue"),
    Table("line", "i", -1000, 1000, "the official line"),
    Table("pages", "ci", 0, 99, "what a contender has put in writing"),
    Table("ownership", "ic", 0, 1000, "who answers for the line"),
    Table("dial", "k", 0, 2000, "the country"),
    Table("health", "c", 0, 1000, "health"),
    Table("capital", "c", 0, 9, "political capital"),
    Table("reputation", "c", 0, 1000, "name for keeping one's word"),
    Table("pact_in", "sc", 0, 1, "members of a pact"),
    Table("pact_enemy", "s", -1, 7, "the common enemy of a pact"),
    Table("pact_clause", "sl", 0, 9999, "clauses: 1 for yes, or the number of their object plus one"),
    Table("pact_term", "s", 0, 8, "quarters left"),
    Table("pact_state", "s", 0, 3, "0 free, 1 in force, 2 under notice, 3 in liquidation"),
    Table("pact_known", "sc", 0, 1, "who knows of the pact"),
    Table("pact_menace", "s", 0, 9000, "menace of the enemy when the pact was made"),
    Table("bloc", "tx", 0, 400, "bloc seats in CC and CCC"),
    Table("size", "z", 0, 40, "full members and candidates of the Politburo"),
    Table("beaten", "c", 0, 99, "quarters in a row in which he lost in the Politburo"),
    Table("won", "c", 0, 1, "whether he was in the bloc that won this quarter's Politburo"),
    Table("barred", "m", 0, 3, "quarters before a defeated motion may be moved again"),
    Table("fired", "e", 0, 99, "quarter in which an event happened, plus one"),
    Table("answer", "e", 0, 9, "which choice was made, plus one"),
    Table("asked", "c", 0, 999, "event that waits for his choice, plus one"),
    Table("placed", "cr", 0, 63, "quarters of the last six in which he placed people there, one bit each"),
    Table("offered", "c", 0, 9, "quarters since which an offer to resign counts half"),
    Table("recanted", "c", 0, 9, "quarters of grace after a recantation"),
    Table("charged", "c", 0, 9, "quarters in which a case of faction is open"),
    Table("purge", "", 0, 9, "quarters since a full member was expelled count down from four"),
    Table("precedent", "", 0, 9, "how many full members have been put out of the Politburo by a vote"),
    Table("statute", "v", 0, 1, "structural motions in force"),
    Table("calendar", "y", 0, 1, "which sittings are held, written ones and spare places"),
    Table("discussion", "", 0, 2, "quarters for which the party discussion is open, this one counted"),
    Table("delegated", "r", 0, 2, "quarters left of a delegation of the Central Committee"),
    Table("delegate_of", "r", -1, 7, "for whom the delegation works"),
    Table(
        "appeal_at",
        "m",
        0,
        4,
        "where an appeal waits: 1 a plenum, 2 a congress; 3 and 4 the same, a candidate stays",
    ),
    Table("appeal_of", "m", -1, 7, "who moves it there"),
    Table("appeal_who", "m", -1, 99, "the person it puts forward"),
    Table("coup", "", 0, 1, "the army order succeeded"),
    Table("split", "", 0, 1, "rival congresses"),
    Table("ambition", "c", 0, 2, "which of his three ambitions a contender holds; his secret"),
    Table("ambition_changed", "c", 0, 1, "whether he has changed his ambition at a congress"),
    Table("reports", "c", 0, 9, "congresses to which he gave the political report"),
    Table("reversals", "c", 0, 99, "how often he went back on his own pages"),
    Table("hungry", "", 0, 99, "hungry years in a row; two are never forgotten"),
    Table("document", "w", -1, 5, "how far a document has gone; -1: it does not exist"),
    Table("read", "w", 0, 1000, "how much of its harm a document has done"),
    Table("copied", "wc", 0, 1, "who holds a copy of a document"),
    Table("party", "wc", 0, 1, "whom a record or a platform is about"),
    Table("sealed", "w", 0, 9, "quarters in which a document lies under lock and key"),
    Table("forfeit", "w", 0, 1, "whether a document is to be read out because a pact was broken"),
    Table("called", "o", 0, 1, "posts whose holders must face the next plenum"),
    Table("struck", "cd", 0, 8, "severest sanction that each carried against each this quarter"),
    Table("offence", "nc", 0, 1, "what each did this quarter that somebody may not forgive"),
    Table("had", "f", 0, 1, "whether a figure held an office when the last quarter closed"),
    Table("sponsor", "fc", -1, 1, "who gave a figure his post (1), or took it from him this quarter (-1)"),
    Table("wish", "fg", -1, 1, "whether each of a figure's wants was met or denied last quarter"),
    Table("crossed", "fc", 0, 1, "who has crossed a figure's red line"),
)
TABLE: dict[str, Table] = {t.name: t for t in TABLES}


class World:
    """All tables of H histories, the seeds of their luck, and the quarter they are in.

    `luck` is 0 none, 1 smoothed, 2 full. `ledger` is None in ensembles; in play it keeps every cause.
    """

    scenario: Scenario
    seed: SeedArray
    quarter: int
    luck: int
    ledger: Ledger | None
    memo: dict[str, Any]
    """Derived tables, kept until a table they are made from changes; whoever writes a table by hand clears it."""
    stamps: dict[str, int]
    """How often each table has changed."""
    pins: Pins
    """What of the luck is fixed, as in a replay of the record."""

    bases: IntArray
    secretaries: IntArray
    cells: IntArray
    members: IntArray
    first: IntArray
    grip: IntArray
    fear: IntArray
    security: IntArray
    belief: IntArray
    alarm: IntArray
    exposure: IntArray
    attacked: IntArray
    feigned: IntArray
    shield: IntArray
    rung: IntArray
    absent: IntArray
    holder: IntArray
    lean: IntArray
    trust: IntArray
    position: IntArray
    line: IntArray
    pages: IntArray
    ownership: IntArray
    dial: IntArray
    health: IntArray
    capital: IntArray
    reputation: IntArray
    pact_in: IntArray
    pact_enemy: IntArray
    pact_clause: IntArray
    pact_term: IntArray
    pact_state: IntArray
    pact_known: IntArray
    pact_menace: IntArray
    bloc: IntArray
    size: IntArray
    beaten: IntArray
    won: IntArray
    barred: IntArray
    fired: IntArray
    answer: IntArray
    asked: IntArray
    placed: IntArray
    offered: IntArray
    recanted: IntArray
    charged: IntArray
    purge: IntArray
    precedent: IntArray
    statute: IntArray
    calendar: IntArray
    discussion: IntArray
    delegated: IntArray
    delegate_of: IntArray
    appeal_at: IntArray
    appeal_of: IntArray
    appeal_who: IntArray
    coup: IntArray
    split: IntArray
    ambition: IntArray
    ambition_changed: IntArray
    reports: IntArray
    reversals: IntArray
    hungry: IntArray
    document: IntArray
    read: IntArray
    copied: IntArray
    party: IntArray
    sealed: IntArray
    forfeit: IntArray
    called: IntArray
    struck: IntArray
    offence: IntArray
    had: IntArray
    sponsor: IntArray
    wish: IntArray
    crossed: IntArray

    def __init__(self, scenario: Scenario, seed: SeedArray, luck: int = 2) -> None:
        self.scenario = scenario
        self.seed = seed
        self.quarter = 0
        self.luck = luck
        self.ledger = None
        self.memo = {}
        self.stamps = dict.fromkeys(TABLE, 0)
        self.pins = FREE

    @property
    def histories(self) -> int:
        """How many parallel histories this World holds."""
        return int(self.seed.shape[0])

    @staticmethod
    def shape(scenario: Scenario, table: Table) -> tuple[int, ...]:
        """Lengths of a table's axes after the history axis."""
        c, p, r = len(scenario.contenders), len(scenario.people), len(scenario.regions)
        length = {
            "c": c, "d": c, "p": p, "f": p - c, "r": r, "x": c + 1, "b": 3, "u": 5, "i": 3, "k": 12,
            "o": len(scenario.offices), "e": len(scenario.events), "m": motions(scenario),
            "s": PACT_SLOTS, "l": len(CLAUSES), "w": len(scenario.documents), "t": 2, "z": 2, "v": STATUTE_COUNT,
            "y": scenario.first_place[-1],
            "n": len(RED_LINES), "g": 2,
        }  # fmt: skip
        return tuple(length[a] for a in table.axes)

    @classmethod
    def new(cls, scenario: Scenario, seed: SeedArray, luck: int = 2) -> World:
        """The opening state of `scenario` in as many histories as there are seeds.

        `seed`: uint64[h] from ``dice.seeds`` or ``dice.seed_of``.
        """
        world = cls(scenario, seed, luck)
        for table in TABLES:
            full: IntArray = np.zeros(
                (world.histories, *cls.shape(scenario, table)), dtype=np.int32, order="F"
            )
            setattr(world, table.name, full)
        s = scenario
        world.pact_enemy[...] = NOBODY
        world.delegate_of[...] = NOBODY
        world.appeal_of[...] = NOBODY
        world.appeal_who[...] = NOBODY
        world.bases[...] = s.bases
        world.secretaries[...] = s.secretaries
        world.cells[...] = s.cells
        world.members[...] = s.members
        world.first[...] = s.first
        world.grip[...] = s.grip
        world.fear[...] = s.fear
        world.security[...] = s.security
        world.belief[...] = [
            s.parameter[f"belief.{name}"] for name in ("control", "support", "army", "mantle", "press")
        ]
        world.exposure[...] = s.exposure
        world.rung[...] = s.rung
        world.holder[...] = np.array([o.holder for o in s.offices], dtype=np.int32)
        world.lean[...] = s.lean
        world.trust[...] = s.trust
        world.position[...] = s.positions
        world.line[...] = s.line
        world.calendar[...] = [not x.spare for there in s.sittings_by_quarter for x in there]
        world.pages[...] = s.pages
        world.ownership[...] = s.ownership
        world.dial[...] = s.dials
        world.health[...] = s.health
        world.capital[...] = s.capital
        world.reputation[...] = s.reputation
        world.bloc[...] = s.blocs
        for d, paper in enumerate(s.documents):
            world.document[:, d] = paper.level
            world.read[:, d] = HEARD[max(paper.level, 0)]
            world.copied[:, d, list(paper.copies)] = 1
        for who in (o.holder - len(s.contenders) for o in s.offices):
            if who >= 0:
                world.had[:, who] = 1
        world.size[..., 0] = int((s.rung == 7).sum())
        world.size[..., 1] = int((s.rung == 6).sum())
        for name, cells in s.state:
            getattr(world, name)[...] = cells
        return world

    def like(self, seed: SeedArray) -> World:
        """An empty World of the same scenario and quarter for `seed`; tables are not yet filled."""
        other = World(self.scenario, seed, self.luck)
        other.quarter = self.quarter
        other.pins = self.pins
        for table in TABLES:
            old: IntArray = getattr(self, table.name)
            setattr(other, table.name, np.empty((seed.shape[0], *old.shape[1:]), dtype=np.int32, order="F"))
        return other

    def inherited(self, name: str, tables: tuple[str, ...]) -> IntArray | None:
        """A derived table that somebody else has worked out already, or None: see ``excerpt``."""
        return None

    def excerpt(self, rows: LongArray) -> World:
        """The histories `rows` for reading: a table is copied when it is first looked at, and none is kept in step."""
        return _Excerpt(self, rows)

    def take(self, rows: LongArray) -> World:
        """The histories named by `rows`, in that order; repeats are allowed."""
        other = self.like(self.seed[rows])
        for table in TABLES:
            getattr(other, table.name)[...] = getattr(self, table.name)[rows]
        return other

    def repeat(self, seed: SeedArray) -> World:
        """This one history copied for each seed, each with its own luck from here on."""
        if self.histories != 1:
            raise ValueError("only a single history can be repeated")
        other = self.take(np.zeros(seed.shape[0], dtype=np.int64))
        other.seed = seed
        return other

    def copy(self) -> World:
        """The same histories in new memory, without the ledger."""
        return self.take(np.arange(self.histories))

    def adopt(self, part: World, rows: LongArray) -> None:
        """Take over what has changed in `part`, which was taken from the histories `rows` of this World."""
        for table in TABLES:
            if part.stamps[table.name]:
                getattr(self, table.name)[rows] = getattr(part, table.name)
                self.stamps[table.name] += 1

    @staticmethod
    def stack(worlds: list[World]) -> World:
        """Several Worlds of one scenario and quarter as one batch."""
        first = worlds[0]
        other = first.like(np.concatenate([w.seed for w in worlds]))
        for table in TABLES:
            getattr(other, table.name)[...] = np.concatenate([getattr(w, table.name) for w in worlds])
        return other

    def digests(self) -> list[str]:
        """Eight hex digits for each history over all tables, free of memory layout and batch."""
        c_order = [
            np.ascontiguousarray(getattr(self, t.name)).astype("<i4").reshape(self.histories, -1)
            for t in TABLES
        ]
        out = []
        for h in range(self.histories):
            digest = hashlib.blake2b(self.quarter.to_bytes(2, "little"), digest_size=4)
            for rows in c_order:
                digest.update(rows[h].tobytes())
            out.append(digest.hexdigest())
        return out

    def marks(self, h: int = 0) -> str:
        """Two hex digits a table, in declared order: they name the table in which two replays differ."""
        return "".join(
            hashlib.blake2b(
                np.ascontiguousarray(getattr(self, t.name)[h]).astype("<i4").tobytes(), digest_size=1
            ).hexdigest()
            for t in TABLES
        )


class _Excerpt(World):
    """Some histories of a World, table by table as they are asked for."""

    def __init__(self, whole: World, rows: LongArray) -> None:
        super().__init__(whole.scenario, whole.seed[rows], whole.luck)
        self.quarter = whole.quarter
        self.pins = whole.pins
        self._whole, self._rows = whole, rows

    def __getattr__(self, name: str) -> IntArray:
        if name not in TABLE:
            raise AttributeError(name)
        # Reversed, so that the rows are taken from the contiguous axis and stay contiguous.
        table: IntArray = getattr(self._whole, name)
        part: IntArray = table.T.take(self._rows, axis=-1).T
        setattr(self, name, part)
        return part

    def inherited(self, name: str, tables: tuple[str, ...]) -> IntArray | None:
        """What the whole World has derived from tables that have not changed since, for these histories."""
        kept = self._whole.memo.get(name)
        if kept is None or kept[0] != [self._whole.stamps[t] for t in tables]:
            return None
        found: IntArray = kept[1].T.take(self._rows, axis=-1).T
        return found


def motions(scenario: Scenario) -> int:
    """How many different motions can be tabled by order: see ``motions.catalogue``."""
    from game.rules.motions import catalogue

    return len(catalogue(scenario))


def invariants(world: World) -> list[str]:
    """What must hold in every history at every phase; the names of what does not.

    Bounds of every table, wholes that are wholes, one holder an office, ranks that fit the bodies.
    """
    broken = []
    for table in TABLES:
        values: IntArray = getattr(world, table.name)
        if values.size and (values.min() < table.low or values.max() > table.high):
            broken.append(f"{table.name} leaves {table.low}..{table.high}")
        if values.dtype != np.int32:
            broken.append(f"{table.name} is not int32")
        if table.shares and not (values.sum(axis=-1) == 1000).all():
            broken.append(f"{table.name}: a row does not sum to 1000")
    dead = np.take_along_axis(world.rung, np.maximum(world.holder, 0), axis=1) < 4
    if (dead & (world.holder >= 0)).any():
        broken.append("holder: an office is held by somebody outside the party")
    if ((world.rung == 7).sum(axis=1) > world.size[:, 0]).any():
        broken.append("rung: more full members than the Politburo has seats")
    return broken


def tie_for(world: World, question: str, who: tuple[str, ...]) -> IntArray:
    """Named tie-breaking draws of this quarter: int32[h, len(who)], 0..1023."""
    return dice.tie(world.seed, world.quarter, question, who)

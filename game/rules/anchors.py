"""Anchors: dated facts of the record that a game can be held against, and how each is measured.

An anchor names a quarter, a thing to look at, and what the record says of it. What is looked at is read from the
World, or from a sitting while it is held, in every history at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.rules import endings, power
from game.rules.scenario import Scenario, Sitting
from game.rules.terms import ENDINGS, NOBODY, RUNG_IDS, BoolArray, IntArray, LongArray, Motion, Rung
from game.rules.votes import Count, Docket
from game.rules.world import World

OPENING: Final = "opening"
"""Written after a quarter for the state in which a game begins, before any sitting."""
SETS: Final = ("input", "calibration", "validation")
"""What an anchor is for: put in by hand, fitted to, or kept apart to test the fit."""
KINDS: Final = (
    "office", "rung", "politburo", "line", "vote", "delegation", "secretary", "country", "choice", "body", "ending",
)  # fmt: skip
"""What sort of fact an anchor is."""
UNSEEN: Final = -1_000_000
"""What is read where there was nothing to read: no such motion was voted on."""

Reader = Callable[[World, tuple[int, ...]], IntArray]


@dataclass(frozen=True)
class Measure:
    """One way of looking: what its subject names, what is read, and what it says."""

    subject: str
    """What stands in the column `subject`: person, office, issue, region, event, dial, seats, motion, mandates or
    nothing."""
    value: str
    """What it is compared with: number, rung, person, contender, people, ending, choice or truth."""
    about: str
    read: Reader | None = None
    """How it is read from the World; None for what a sitting alone can show."""


@dataclass(frozen=True)
class Anchor:
    """One dated fact with its tolerance, weight, source and grade; `args` and `wanted` are what its words mean."""

    id: str
    kind: str
    quarter: int
    after: str
    """The sitting after which it is looked at, "opening" for the first state, or empty for the quarter's end."""
    subject: str
    measure: str
    expected: str
    tolerance: int
    weight: int
    set: str
    source: tuple[str, ...]
    grade: str
    args: tuple[int, ...]
    op: str
    wanted: tuple[int, ...]

    @property
    def what(self) -> str:
        """What is looked at, in the words of the file, such as ``rung zinoviev``."""
        return f"{self.measure} {self.subject}".strip()


def _holder(world: World, args: tuple[int, ...]) -> IntArray:
    return world.holder[:, args[0]]


def _first(world: World, args: tuple[int, ...]) -> IntArray:
    first = world.first[:, args[0]]
    return np.where(first >= len(world.scenario.contenders), NOBODY, first).astype(np.int32)


def _size(world: World, args: tuple[int, ...]) -> IntArray:
    if args[0] == 0:
        return power.politburo_size(world)
    if args[0] == 1:
        found: IntArray = (world.rung == Rung.CANDIDATE).sum(axis=1).astype(np.int32)
        return found
    if args[0] == 2:
        return power.cc_size(world).astype(np.int32)
    control: IntArray = world.bloc[:, 1].sum(axis=1).astype(np.int32)
    return control


def _leads(world: World, args: tuple[int, ...]) -> IntArray:
    return endings.judge(world).who[:, args[0]].astype(np.int32)


SEATS: Final = ("politburo", "candidates", "cc", "ccc")
"""What can be counted by `size`."""

MEASURES: Final[dict[str, Measure]] = {
    "rung": Measure("person", "rung", "where a person stands", lambda w, a: w.rung[:, a[0]]),
    "holder": Measure("office", "person", "who holds an office", _holder),
    "full": Measure(
        "", "people", "who sits in the Politburo", lambda w, a: (w.rung == Rung.POLITBURO).astype(np.int32)
    ),
    "candidates": Measure(
        "", "people", "who are its candidates", lambda w, a: (w.rung == Rung.CANDIDATE).astype(np.int32)
    ),
    "size": Measure("seats", "number", "how many sit in a body", _size),
    "posts": Measure(
        "person",
        "number",
        "how many offices he holds",
        lambda w, a: (w.holder == a[0]).sum(axis=1).astype(np.int32),
    ),
    "line": Measure("issue", "number", "the official line", lambda w, a: w.line[:, a[0]]),
    "dial": Measure("dial", "number", "a dial of the country", lambda w, a: w.dial[:, a[0]]),
    "first": Measure("region", "contender", "patron of the first secretary", _first),
    "chose": Measure(
        "event", "choice", "the answer to a question of the bulletin", lambda w, a: w.answer[:, a[0]] - 1
    ),
    "happened": Measure(
        "event", "truth", "an event has happened", lambda w, a: (w.fired[:, a[0]] > 0).astype(np.int32)
    ),
    "ending": Measure("", "ending", "how it ends, or would end now", lambda w, a: endings.judge(w).kind),
    "leads": Measure("contender", "truth", "he leads, alone or with others", _leads),
    "for": Measure("motion", "number", "votes for a motion"),
    "against": Measure("motion", "number", "votes against it"),
    "neither": Measure("motion", "number", "votes for neither"),
    "carried": Measure("motion", "truth", "whether it was carried"),
    "mandates": Measure("mandates", "number", "delegates of a region, or those of them who follow one man"),
    "votes": Measure("", "number", "delegates with a vote in a sitting"),
}
"""Every measure by the word that stands for it."""


def meaning(scenario: Scenario, measure: str, subject: str) -> tuple[int, ...]:
    """What the words of a subject mean, as numbers; raises KeyError with the word that nobody knows."""
    kind = MEASURES[measure].subject
    if kind == "":
        if subject:
            raise KeyError(subject)
        return ()
    if kind == "motion":
        return _motion(scenario, subject)
    if kind == "mandates":
        region, colon, who = subject.partition(":")
        return _place(known(scenario, "region"), region), (
            _place(scenario.contenders, who) if colon else NOBODY
        )
    return (_place(known(scenario, kind), subject),)


def known(scenario: Scenario, kind: str) -> Sequence[str]:
    """The words that there are for a kind of subject or value."""
    from game.rules.motions import catalogue
    from game.rules.terms import DIALS, ISSUES

    return {
        "person": scenario.people, "contender": scenario.contenders, "region": scenario.regions,
        "office": tuple(o.id for o in scenario.offices), "issue": ISSUES, "dial": DIALS, "seats": SEATS,
        "event": tuple(e.id for e in scenario.events), "rung": RUNG_IDS, "ending": ENDINGS, "truth": ("no", "yes"),
        "motion": ("report", "theses", *(m.token for m in catalogue(scenario))), "mandates": scenario.regions,
    }[kind]  # fmt: skip


def _place(names: Sequence[str], word: str) -> int:
    if word not in names:
        raise KeyError(word)
    return list(names).index(word)


def _motion(scenario: Scenario, token: str) -> tuple[int, ...]:
    """A motion as what a docket shows of it: kind, subject, severity, direction; -1 for what does not matter."""
    from game.rules.motions import catalogue

    if token == "report":
        return int(Motion.REPORT), NOBODY, NOBODY, 0
    if token == "theses":
        return int(Motion.THESES), NOBODY, NOBODY, 0
    if token.startswith("resign:"):
        return int(Motion.RESIGN), _place(known(scenario, "office"), token[7:]), NOBODY, 0
    for m in catalogue(scenario):
        if m.token == token:
            severity = m.severity if m.kind == Motion.SANCTION else NOBODY
            return int(m.kind), m.subject, severity, m.direction
    raise KeyError(token)


def wanted(scenario: Scenario, measure: str, args: tuple[int, ...], text: str) -> tuple[str, tuple[int, ...]]:
    """What an expectation means: its comparison and its numbers; raises KeyError with the word nobody knows."""
    kind = MEASURES[measure].value
    if kind == "number":
        op = next((o for o in (">=", "<=") if text.startswith(o)), "=")
        number = text.removeprefix(op) if op != "=" else text
        if not number.lstrip("-").isdigit() or number.count("-") > 1:
            raise KeyError(text)
        return op, (int(number),)
    if kind == "people":
        return "=", tuple(_place(scenario.people, word) for word in text.split())
    if kind == "choice":
        return "=", (_place([c.id for c in scenario.events[args[0]].choices], text),)
    if kind in ("person", "contender") and text == "nobody":
        return "=", (NOBODY,)
    return "=", (_place(known(scenario, kind), text),)


@dataclass
class Watch:
    """Looks at a batch of games as they go and keeps what each anchor asks for."""

    scenario: Scenario
    anchors: tuple[Anchor, ...]
    seen: dict[str, IntArray] = field(default_factory=dict)
    """By anchor what was read: int32[h], or int32[h, p] for people."""

    def opened(self, world: World) -> None:
        """A game is about to begin."""
        self._look(world, OPENING)

    def sat(
        self,
        world: World,
        sitting: Sitting,
        docket: Docket,
        counts: list[tuple[int, Count]],
        seats: LongArray | None,
    ) -> None:
        """A sitting was held; `docket` as it stood before, `counts` with a row for each history that voted."""
        for anchor in self.anchors:
            if (anchor.quarter, anchor.after) != (world.quarter, sitting.id):
                continue
            if MEASURES[anchor.measure].read is None:
                self.seen[anchor.id] = _of_sitting(anchor, world, docket, counts, seats)
        self._look(world, sitting.id)

    def turned(self, world: World) -> None:
        """A quarter is at its end."""
        self._look(world, "")

    def _look(self, world: World, after: str) -> None:
        for anchor in self.anchors:
            if (anchor.quarter, anchor.after) == (world.quarter, after):
                read = MEASURES[anchor.measure].read
                if read is not None:
                    self.seen[anchor.id] = read(world, anchor.args).copy()

    def held(self, anchor: Anchor) -> BoolArray:
        """Whether an anchor holds in each history: bool[h]; raises KeyError when its day has not come."""
        return holds(anchor, self.seen[anchor.id])

    def actual(self, anchor: Anchor, h: int = 0) -> str:
        """What was found in a history, in the words of the file; a dash for what did not come to a vote."""
        return written(self.scenario, anchor, self.seen[anchor.id][h])


def _of_sitting(
    anchor: Anchor,
    world: World,
    docket: Docket,
    counts: list[tuple[int, Count]],
    seats: LongArray | None,
) -> IntArray:
    """What a sitting shows of an anchor: int32[h]."""
    out = np.full(world.histories, UNSEEN, dtype=np.int32)
    if anchor.measure in ("mandates", "votes"):
        if seats is None:
            return out
        if anchor.measure == "votes":
            total: IntArray = seats.sum(axis=(1, 2)).astype(np.int32)
            return total
        region, who = anchor.args
        part: LongArray = seats[:, region].sum(axis=1) if who < 0 else seats[:, region, who]
        return part.astype(np.int32)
    kind, subject, severity, direction = anchor.args
    for slot, count in counts:
        here = docket.motion[:, slot] == kind
        if subject >= 0:
            here &= docket.subject[:, slot] == subject
        if severity >= 0:
            here &= docket.severity[:, slot] == severity
        if direction:
            here &= docket.direction[:, slot] == direction
        voted = np.flatnonzero(docket.motion[:, slot] != Motion.NONE)
        values = {
            "for": count.for_, "against": count.against, "neither": count.abstain, "carried": count.carried,
        }[anchor.measure]  # fmt: skip
        full = np.zeros(world.histories, dtype=np.int64)
        if len(values) == world.histories:
            full[:] = values
        else:
            full[voted[: len(values)]] = values
        out = np.where(here & (out == UNSEEN), full, out).astype(np.int32)
    return out


def holds(anchor: Anchor, seen: IntArray) -> BoolArray:
    """Whether what was seen is what the record says, within the tolerance: bool[h]."""
    if MEASURES[anchor.measure].value == "people":
        there = np.zeros(seen.shape[1], dtype=np.int32)
        there[list(anchor.wanted)] = 1
        other: BoolArray = (seen != there).sum(axis=1) <= anchor.tolerance
        return other
    want = anchor.wanted[0]
    found: BoolArray = seen != UNSEEN
    if MEASURES[anchor.measure].value in ("number", "rung"):
        if anchor.op == ">=":
            found &= seen >= want - anchor.tolerance
        elif anchor.op == "<=":
            found &= seen <= want + anchor.tolerance
        else:
            found &= np.abs(seen.astype(np.int64) - want) <= anchor.tolerance
        return found
    same: BoolArray = found & (seen == want)
    return same


def written(scenario: Scenario, anchor: Anchor, seen: IntArray | np.int32) -> str:
    """What was read for an anchor in one history, as the file would write it."""
    value = MEASURES[anchor.measure].value
    if value == "people":
        return " ".join(sorted(scenario.people[p] for p in np.flatnonzero(seen)))
    n = int(seen)
    if n == UNSEEN:
        return "-"
    if value == "number":
        return str(n)
    if n < 0:
        return "nobody" if value in ("person", "contender") else "-"
    if value == "choice":
        return scenario.events[anchor.args[0]].choices[n].id
    return known(scenario, value)[n]


def agreement(anchors: Sequence[Anchor], held: Sequence[BoolArray]) -> IntArray:
    """The weighted share of anchors that hold, 0 to 100, rounded: int32[h].

    >>> import numpy as np
    >>> agreement([], []).tolist()
    [100]
    """
    total = sum(a.weight for a in anchors)
    if not total:
        return np.full(len(held[0]) if held else 1, 100, dtype=np.int32)
    got = sum(a.weight * ok.astype(np.int64) for a, ok in zip(anchors, held, strict=True))
    return np.asarray((200 * got + total) // (2 * total), dtype=np.int32)

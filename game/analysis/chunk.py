"""A chunk: some histories of a plan, played stage by stage, in one arm or in two.

Both arms of a comparison run in the same chunk with the same seeds; the second is a copy made when the first
changed line falls due, so what lies before it is played once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from game.analysis.follow import script_of
from game.analysis.lines import ChangedLine, read_lines
from game.analysis.marks import Marks, first_table, marks
from game.analysis.plan import Plan
from game.players import RECORDED, Player, decide_all, level
from game.rules import beats, endings, grades, power, quarter
from game.rules.quarter import Play
from game.rules.terms import BoolArray, IntArray
from game.rules.world import World

SERIES = (
    "control",
    "support",
    "army",
    "mantle",
    "press",
    "menace",
    "capital",
    "exposure",
    "rung",
    "politburo",
    "plenum",
)
"""What the long format tells of each contender at the end of each quarter."""

Parting = tuple[int, int, int]
"""Where two arms first differ: quarter, stage, place of the table in TABLES."""


@dataclass
class Part:
    """What one arm of a chunk came to. Arrays have a row a history, in the order of the seeds."""

    kind: IntArray
    who: BoolArray
    head: IntArray
    grade: IntArray
    """[h, c] places in GRADES."""
    digests: list[str]
    marks: dict[int, Marks]
    decisions: int
    quarters: int
    beats: BoolArray = field(default_factory=lambda: np.zeros((0, 0), dtype=bool))
    """[h, beats] which turns of the struggle came."""
    series: dict[int, IntArray] = field(default_factory=dict)
    """By quarter int32[h, c, len(SERIES)], when the plan asks for it."""


@dataclass
class Chunk:
    """What a stretch of histories came to: the plain arm and, in a comparison, the changed one."""

    first: int
    plain: Part
    changed: Part | None = None
    not_applicable: BoolArray | None = None
    """[h] whether some changed line was illegal there."""
    missed: tuple[int, ...] = ()
    """For each changed line the histories in which it was illegal."""
    parting: Parting | None = None


class Arm:
    """One batch of games under way with its players and its changed lines."""

    def __init__(self, plan: Plan, play: Play, lines: tuple[ChangedLine, ...] = ()) -> None:
        self.plan = plan
        self.play = play
        play.at_turn = lambda world: self._at_end(world, world.quarter - 1)
        self.lines = lines
        script = script_of(plan.scenario) if RECORDED in plan.players else None
        self.players: list[Player] = [
            level(name, plan.scenario, k, script) for k, name in enumerate(plan.players)
        ]
        h = play.world.histories
        self.not_applicable: BoolArray = np.zeros(h, dtype=bool)
        self.missed = [0] * len(lines)
        self.used = [False] * len(lines)
        # Players who choose among what is open need no second check; one who draws lots does.
        self.trusted = not {"random", RECORDED} & {*plan.players}
        self.decisions = 0
        self.quarters = 0
        self.marks: dict[int, Marks] = {}
        self.series: dict[int, IntArray] = {}
        self.beats: BoolArray = beats.none_yet(play.world)

    def fork(self, lines: tuple[ChangedLine, ...]) -> Arm:
        """The same games once more, to be played on with changed lines."""
        other = Arm(self.plan, self.play.copy(), lines)
        other.decisions, other.quarters = self.decisions, self.quarters
        other.marks, other.series = dict(self.marks), dict(self.series)
        other.beats = self.beats.copy()
        return other

    def step(self) -> None:
        """Let every seat decide the stage that is due, and resolve it."""
        play = self.play
        due = play.due()
        self.decisions += int(due.sum())
        decisions = decide_all(play, self.players)
        for n, line in enumerate(self.lines):
            if line.falls_due(play):
                self.used[n] = True
                fits, decision = line.decisions(play, decisions[line.seat])
                wide = fits.reshape((-1,) + (1,) * (decision.ndim - 1))
                decisions[line.seat] = np.where(wide, decision, decisions[line.seat]).astype(np.int32)
                self.missed[n] += int((~fits).sum())
                self.not_applicable |= ~fits
        play.submit(decisions, lawful=self.trusted)
        if play.over:
            self._at_end(play.world, play.quarter)

    def _at_end(self, world: World, at: int) -> None:
        self.quarters += world.histories
        self.marks[at] = marks(world)
        beats.note(world, at, self.beats)
        if self.plan.series:
            self.series[at] = standing(world)

    def result(self) -> Part:
        """What the games came to, once they are over."""
        ending = endings.judge(self.play.world)
        return Part(
            ending.kind,
            ending.who,
            ending.head,
            grades.judge(self.play.world),
            self.play.world.digests(),
            self.marks,
            self.decisions,
            self.quarters,
            self.beats,
            self.series,
        )


def standing(world: World) -> IntArray:
    """The numbers of SERIES for every history and contender: int32[h, c, n]."""
    c = len(world.scenario.contenders)
    bases = power.all_bases(world)
    columns = [bases[:, :, b] for b in range(5)]
    columns += [power.menace(world), world.capital, world.exposure, world.rung[:, :c]]
    columns += [power.politburo_own(world), power.cc_own(world)]
    return np.stack(columns, axis=2).astype(np.int32)


def opening(plan: Plan, first: int, count: int) -> Play:
    """The games of a chunk where they begin: at the opening, or where they branch from the trunk."""
    seeds = plan.seeds(first, count)
    if plan.trunk is None:
        return quarter.start(plan.scenario, seeds, plan.luck)
    return plan.trunk.begin(seeds, plan.luck)


def steps(plan: Plan, first: int, count: int, paired: bool) -> Iterator[Chunk | None]:
    """Play histories `first` to ``first + count - 1``; yields None after each stage and the Chunk at last.

    A paired chunk plays both arms of a comparison.
    """
    plain = Arm(plan, opening(plan, first, count))
    lines = read_lines(plan.scenario, plan.changes)
    branch = min([line.quarter for line in lines] + ([plan.at] if not lines else []))
    changed: Arm | None = None
    parting: Parting | None = None
    stage = 0
    while not plain.play.over:
        if paired and changed is None and plain.play.quarter >= branch:
            changed = plain.fork(lines)
        at = plain.play.quarter
        plain.step()
        yield None
        # A sitting that no history of an arm holds is no stage of that arm: who is behind goes on to the same stage.
        while changed is not None and _at(changed.play) < _at(plain.play):
            changed.step()
            if parting is None and _at(changed.play) == _at(plain.play):
                table = first_table(plain.play.world, changed.play.world)
                parting = None if table is None else (at, stage, table)
            yield None
        stage += 1
    if changed is None:
        yield Chunk(first, plain.result())
        return
    for n, used in enumerate(changed.used):
        if not used:
            changed.missed[n] = count
            changed.not_applicable[:] = True
    yield Chunk(
        first,
        plain.result(),
        changed.result(),
        changed.not_applicable,
        tuple(changed.missed),
        parting,
    )


def _at(play: Play) -> tuple[bool, int, int]:
    """How far a batch has come: whether it is over, the quarter, the stage in the order of the quarter."""
    return play.over, play.quarter, play.place


def whole(plan: Plan, first: int, count: int, paired: bool) -> Chunk:
    """A chunk from beginning to end."""
    *_, chunk = steps(plan, first, count, paired)
    assert chunk is not None
    return chunk


__all__ = ["SERIES", "Arm", "Chunk", "Part", "opening", "standing", "steps", "whole"]

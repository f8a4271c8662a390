"""Ensembles: N complete histories in chunks, in this process or in several, with progress and a way to stop.

The result depends on neither chunk nor jobs: history i has the seed text ``SEED/i``, in that order.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import multiprocessing
import signal
import sys
import time
from collections.abc import Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from functools import cache, cached_property

import numpy as np

from game.analysis import chunk as chunks
from game.analysis import outcomes
from game.analysis.chunk import Chunk, Part
from game.analysis.marks import Marks, written
from game.analysis.outcomes import Cell, Graded, Outcome, Turn
from game.analysis.plan import Plan
from game.rules.terms import BoolArray, IntArray

CHUNK = 5000
"""Histories that are played abreast; large enough for the arrays to pay, small enough for the memory."""


@dataclass(frozen=True)
class Progress:
    """How far a run has come: finished histories, counting the one under way by its stages."""

    done: float
    total: int
    seconds: float


@dataclass
class Timing:
    """How long a run took; the only part of a result that differs from run to run."""

    seconds: float = 0.0
    decisions: int = 0
    quarters: int = 0
    histories: int = 0

    def fields(self) -> dict[str, float]:
        """As JSON has it."""
        per = 1.0 / self.seconds if self.seconds > 0 else 0.0
        return {
            "seconds": round(self.seconds, 3),
            "histories_per_second": round(self.histories * per, 1),
            "quarters_per_second": round(self.quarters * per, 1),
            "decisions_per_second": round(self.decisions * per, 1),
        }


@dataclass(eq=False)
class Ensemble:
    """What N histories came to, in the order of their seeds."""

    plan: Plan
    kind: IntArray
    who: BoolArray
    head: IntArray
    grade: IntArray
    digests: list[str]
    quarter_marks: dict[int, Marks]
    came: BoolArray
    """[h, beats] which turns of the struggle came."""
    series: dict[int, IntArray] = field(default_factory=dict)
    timing: Timing = field(default_factory=Timing)

    @property
    def histories(self) -> int:
        """How many histories were finished."""
        return len(self.digests)

    @cached_property
    def cells(self) -> list[Cell]:
        """The ending of each history with those who lead."""
        return outcomes.cells(self.plan.scenario, self.kind, self.who)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """Every ending with its share and interval."""
        return outcomes.outcomes(self.cells)

    @property
    def leaders(self) -> dict[str, float]:
        """Share of histories in which each contender alone leads."""
        return outcomes.leaders(self.plan.scenario, self.cells)

    @property
    def coleaders(self) -> dict[str, float]:
        """Each contender's share of leadership, alone or with others."""
        return outcomes.coleaders(self.plan.scenario, self.cells)

    @property
    def heads(self) -> dict[str, float]:
        """Who heads the collective leaderships."""
        return outcomes.heads(self.plan.scenario, self.head)

    @cached_property
    def grades(self) -> dict[str, list[Graded]]:
        """For each contender how often he got each grade, lowest first."""
        return outcomes.graded(self.plan.scenario, self.grade)

    @cached_property
    def beats(self) -> list[Turn]:
        """Every turn of the struggle with its share and interval, and whether it came as often as it should."""
        return outcomes.turns(self.plan.scenario, self.came)

    @property
    def digest(self) -> str:
        """Sixteen hex digits of all final worlds in row order."""
        return hashlib.blake2b("\n".join(self.digests).encode(), digest_size=8).hexdigest()

    @property
    def marks(self) -> dict[str, str]:
        """Marks of every table at the end of each quarter, by the quarter's name."""
        return {self.plan.scenario.quarter_id(q): written(m) for q, m in sorted(self.quarter_marks.items())}


def together(plan: Plan, parts: list[Part]) -> Ensemble:
    """The parts of one arm as an ensemble; `parts` are in row order and at least one."""
    marks: dict[int, Marks] = {}
    for part in parts:
        for q, mark in part.marks.items():
            marks[q] = marks[q] + mark if q in marks else mark
    return Ensemble(
        plan,
        np.concatenate([p.kind for p in parts]),
        np.concatenate([p.who for p in parts]),
        np.concatenate([p.head for p in parts]),
        np.concatenate([p.grade for p in parts]),
        [d for p in parts for d in p.digests],
        marks,
        np.concatenate([p.beats for p in parts]),
        {q: np.concatenate([p.series[q] for p in parts]) for q in parts[0].series},
        Timing(
            0.0,
            sum(p.decisions for p in parts),
            sum(p.quarters for p in parts),
            sum(len(p.digests) for p in parts),
        ),
    )


@cache
def keep_memory() -> None:
    """Ask the C library to keep freed memory for the next array instead of giving it back to the system.

    Fresh pages took a twentieth of the time of a run. Where the library knows no such wish, nothing happens.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            library = ctypes.CDLL(None)
            library.mallopt(_MMAP_THRESHOLD, 1 << 30)
            library.mallopt(_TRIM_THRESHOLD, 1 << 30)


_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3


class Run:
    """Long work that can be watched and stopped: iterate for Progress, then read `chunks`.

    In one process it pauses after every stage, so a window stays alive between two of them. `cancel` ends
    it before the next pause; chunks that were finished stay valid.
    """

    def __init__(self, plan: Plan, *, paired: bool = False, chunk: int = CHUNK, jobs: int = 1) -> None:
        if plan.histories < 1 or chunk < 1 or jobs < 1:
            raise ValueError("histories, chunk and jobs are at least 1")
        self.plan = plan
        self.paired = paired
        size = min(chunk, -(-plan.histories // jobs))
        self._stretches = [(n, min(size, plan.histories - n)) for n in range(0, plan.histories, size)]
        self._jobs = min(jobs, len(self._stretches))
        self.chunks: list[Chunk] = []
        self.cancelled = False
        self.seconds = 0.0

    def cancel(self) -> None:
        """Stop before the next pause."""
        self.cancelled = True

    def __iter__(self) -> Iterator[Progress]:
        begin = time.perf_counter()
        keep_memory()
        steps = self._alone() if self._jobs == 1 else self._several()
        try:
            for done in steps:
                self.seconds = time.perf_counter() - begin
                yield Progress(done, self.plan.histories, self.seconds)
                if self.cancelled:
                    return
        finally:
            steps.close()
            self.seconds = time.perf_counter() - begin

    def _alone(self) -> Generator[float, None, None]:
        arms = 2 if self.paired else 1
        begun = self.plan.at if self.plan.trunk else 0
        by_quarter = self.plan.scenario.sittings_by_quarter
        stages = arms * sum(6 + len(by_quarter[q]) for q in range(begun, self.plan.scenario.quarters))
        for first, count in self._stretches:
            for n, chunk in enumerate(chunks.steps(self.plan, first, count, self.paired)):
                if chunk is not None:
                    self.chunks.append(chunk)
                    yield first + count
                else:
                    yield first + count * min(1.0, (n + 1) / stages) * 0.99

    def _several(self) -> Generator[float, None, None]:
        before = set(multiprocessing.active_children())
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(self._jobs, context, _settle, (self.plan, self.paired))
        finished = False
        try:
            futures = [pool.submit(_work, first, count) for first, count in self._stretches]
            waiting: set[Future[Chunk]] = set(futures)
            done = 0
            while waiting:
                ready, waiting = wait(waiting, timeout=0.1, return_when=FIRST_COMPLETED)
                done += sum(len(f.result().plain.digests) for f in ready)
                # Only an unbroken stretch from history 0 is a result.
                while len(self.chunks) < len(futures) and futures[len(self.chunks)].done():
                    self.chunks.append(futures[len(self.chunks)].result())
                yield float(done)
            finished = True
        finally:
            pool.shutdown(wait=finished, cancel_futures=True)
            if not finished:
                for child in set(multiprocessing.active_children()) - before:
                    child.terminate()

    def ensemble(self) -> Ensemble:
        """The plain arm of what was finished; raises ValueError when nothing was."""
        if not self.chunks:
            raise ValueError("no chunk was finished")
        out = together(self.plan, [c.plain for c in self.chunks])
        out.timing.seconds = self.seconds
        return out


_task: tuple[Plan, bool] | None = None
"""In a worker: the plan that all its chunks belong to, sent once."""


def _settle(plan: Plan, paired: bool) -> None:
    """Prepare a worker: keep the plan, leave an interrupt to the parent, which ends the workers itself."""
    global _task
    _task = (plan, paired)
    keep_memory()
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _work(first: int, count: int) -> Chunk:
    assert _task is not None
    return chunks.whole(_task[0], first, count, _task[1])


def simulate(plan: Plan, *, chunk: int = CHUNK, jobs: int = 1) -> Ensemble:
    """Play a whole plan and give its ensemble; for progress or cancelling use `Run`.

    Raises Refusal when a changed line cannot be read and ValueError for no histories.
    """
    run = Run(plan, chunk=chunk, jobs=jobs)
    for _ in run:
        pass
    return run.ensemble()

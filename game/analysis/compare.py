"""The same seeds with and without a change: what becomes more likely or less, and what cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from game.analysis import outcomes
from game.analysis.ensemble import CHUNK, Ensemble, Run, together
from game.analysis.outcomes import Difference, Shift
from game.analysis.plan import Plan
from game.rules.grades import GRADES
from game.rules.world import TABLES


@dataclass(eq=False)
class Comparison:
    """Two arms of the same seeds. `missed` counts, line by line, the histories in which it was illegal."""

    plan: Plan
    baseline: Ensemble
    changed: Ensemble
    not_applicable: int
    missed: tuple[int, ...]
    parting: tuple[int, int, int] | None
    seconds: float = 0.0

    @cached_property
    def differences(self) -> list[Difference]:
        """The paired difference in every ending."""
        return outcomes.differences(self.baseline.cells, self.changed.cells)

    @cached_property
    def turns(self) -> list[Shift]:
        """The paired difference in every turn of the struggle."""
        ids = [beat.id for beat in self.plan.scenario.beats]
        return outcomes.shifts(ids, self.baseline.came, self.changed.came)

    @cached_property
    def honoured(self) -> list[Shift]:
        """For each contender the paired difference in being honoured or better."""
        best = GRADES.index("honoured")
        return outcomes.shifts(
            self.plan.scenario.contenders, self.baseline.grade >= best, self.changed.grade >= best
        )

    @property
    def first_divergence(self) -> dict[str, str] | None:
        """The first quarter and table in which any history differs, or None when none does."""
        if self.parting is None:
            return None
        quarter, _, table = self.parting
        return {"quarter": self.plan.scenario.quarter_id(quarter), "table": TABLES[table].name}

    @property
    def touched(self) -> float:
        """Share of histories whose final world differs at all."""
        pairs = zip(self.baseline.digests, self.changed.digests, strict=True)
        return sum(old != new for old, new in pairs) / self.baseline.histories


def compared(run: Run) -> Comparison:
    """The comparison that a paired Run has come to so far; raises ValueError when no chunk was finished."""
    if not run.chunks:
        raise ValueError("no chunk was finished")
    plan = run.plan
    pairs = [(c.plain, c.changed) for c in run.chunks if c.changed is not None]
    partings = [c.parting for c in run.chunks if c.parting is not None]
    missed = [sum(column) for column in zip(*(c.missed for c in run.chunks), strict=True)]
    out = Comparison(
        plan,
        together(plan, [plain for plain, _ in pairs]),
        together(plan, [changed for _, changed in pairs]),
        sum(int(c.not_applicable.sum()) for c in run.chunks if c.not_applicable is not None),
        tuple(missed),
        min(partings) if partings else None,
        run.seconds,
    )
    out.baseline.timing.seconds = out.changed.timing.seconds = run.seconds
    return out


def compare(plan: Plan, *, chunk: int = CHUNK, jobs: int = 1) -> Comparison:
    """Play both arms of a plan and compare them; for progress or cancelling use ``Run(plan, paired=True)``.

    Raises Refusal when a changed line cannot be read.
    """
    run = Run(plan, paired=True, chunk=chunk, jobs=jobs)
    for _ in run:
        pass
    return compared(run)

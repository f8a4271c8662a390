"""What if, in the first quarter, a seat had rested? The question the ending screen asks, slice by slice."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from game.analysis.compare import compared
from game.analysis.ensemble import Run
from game.analysis.plan import Plan
from game.rules.scenario import Scenario


def ask(
    scenario: Scenario, seat: str, histories: int, order: str = "rest"
) -> Generator[float, None, list[dict[str, Any]]]:
    """Play the same lucks with and without `order` of `seat` in the first quarter.

    Yields the share that is done (0 to 1); returns the endings that changed beyond chance, or nearly so, with
    differences in whole percentage points: ``{ending, who, difference, low, high, verdict}``.
    """
    line = f"{scenario.quarter_id(0)} orders {seat} {order}"
    plan = Plan(
        scenario, tuple("politician" for _ in scenario.contenders), "what-if", histories, changes=(line,)
    )
    run = Run(plan, paired=True, chunk=max(1, histories // 4))
    for progress in run:
        yield min(1.0, progress.done / max(1, progress.total))
    verdicts = {"more likely": "more", "less likely": "less", "cannot tell": "cannot"}
    rows: list[dict[str, Any]] = [
        {
            "ending": d.ending,
            "who": d.who,
            "difference": round(100 * d.difference),
            "low": round(100 * d.low),
            "high": round(100 * d.high),
            "verdict": verdicts[d.verdict],
        }
        for d in compared(run).differences
        if d.difference
    ]
    return sorted(rows, key=lambda row: (row["verdict"] == "cannot", -abs(row["difference"])))[:8]

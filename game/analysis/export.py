"""Results as tables: JSON, CSV with a row a history, and a row a history, quarter and contender."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from game.analysis.chunk import SERIES
from game.analysis.compare import Comparison
from game.analysis.ensemble import Ensemble
from game.analysis.recipe import Recipe
from game.rules.grades import GRADES
from game.rules.terms import RUNG_IDS

Fields = dict[str, Any]


def ensemble_fields(result: Ensemble, recipe: Recipe, *, timing: bool = True) -> Fields:
    """An ensemble as JSON has it; `timing` stands outside every digest and may be left out."""
    out: Fields = {
        "recipe": recipe,
        "histories": result.histories,
        "outcomes": [o.fields() for o in result.outcomes],
        "leaders": result.leaders,
        "coleaders": result.coleaders,
        "head": result.heads,
        "grades": {id: {g.grade: g.share for g in row} for id, row in result.grades.items()},
        "grade_intervals": {id: {g.grade: [g.low, g.high] for g in row} for id, row in result.grades.items()},
        "beats": [turn.fields() for turn in result.beats],
        "digest": result.digest,
        "marks": result.marks,
    }
    if timing:
        out["timing"] = result.timing.fields()
    return out


def comparison_fields(result: Comparison, recipe: Recipe, *, timing: bool = True) -> Fields:
    """A comparison as JSON has it."""
    out: Fields = {
        "recipe": recipe,
        "histories": result.baseline.histories,
        "baseline": [o.fields() for o in result.baseline.outcomes],
        "changed": [o.fields() for o in result.changed.outcomes],
        "leaders": {"baseline": result.baseline.leaders, "changed": result.changed.leaders},
        "coleaders": {"baseline": result.baseline.coleaders, "changed": result.changed.coleaders},
        "differences": [d.fields() for d in result.differences],
        "beats": [shift.fields() for shift in result.turns],
        "honoured": [shift.fields() for shift in result.honoured],
        "not_applicable": result.not_applicable,
        "not_applicable_by_change": list(result.missed),
        "first_divergence": result.first_divergence,
        "touched": result.touched,
        "digest": {"baseline": result.baseline.digest, "changed": result.changed.digest},
        "marks": {"baseline": result.baseline.marks, "changed": result.changed.marks},
    }
    if timing:
        out["timing"] = {"seconds": round(result.seconds, 3)}
    return out


def histories_csv(result: Ensemble) -> str:
    """One row a history: its seed, its ending, who leads, who heads, the digest of its last World, each one's grade."""
    s = result.plan.scenario
    rows = (
        (
            f"{result.plan.seed}/{i}",
            ending,
            " ".join(who),
            s.people[head] if head >= 0 else "",
            digest,
            *(GRADES[g] for g in grades),
        )
        for i, ((ending, who), head, digest, grades) in enumerate(
            zip(result.cells, result.head.tolist(), result.digests, result.grade.tolist(), strict=True)
        )
    )
    columns = ("seed", "ending", "who", "head", "digest", *(f"grade.{id}" for id in s.contenders))
    return _csv(columns, rows)


def series_csv(result: Ensemble) -> str:
    """The long format: a row for each history, quarter and contender, with the numbers of SERIES."""
    s = result.plan.scenario
    rung = SERIES.index("rung")
    rows = []
    for q, table in sorted(result.series.items()):
        name = s.quarter_id(q)
        for i, history in enumerate(table.tolist()):
            for contender, values in zip(s.contenders, history, strict=True):
                values[rung] = RUNG_IDS[values[rung]]
                rows.append((i, f"{result.plan.seed}/{i}", q, name, contender, *values))
    rows.sort(key=lambda row: (row[0], row[2]))
    return _csv(("seed", "quarter", "contender", *SERIES), [(row[1], *row[3:]) for row in rows])


def _csv(head: tuple[str, ...], rows: Any) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def recipe_path(path: Path) -> Path:
    """Where the recipe of a CSV file stands: beside it.

    >>> recipe_path(Path("out/runs.csv")).name
    'runs.recipe.json'
    """
    return path.with_name(path.stem + ".recipe.json")

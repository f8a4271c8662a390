"""Games held against the anchors of the record: which hold, and the weighted share of those that do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from game.rules.anchors import Anchor, Watch, agreement


def fields(watch: Watch) -> dict[str, Any]:
    """What a watch saw of one game, as JSON has it; anchors whose day did not come are left out."""
    seen = [a for a in watch.anchors if a.id in watch.seen]
    rows = [
        {
            "id": a.id,
            "date": watch.scenario.quarter_id(a.quarter),
            "after": a.after,
            "kind": a.kind,
            "what": a.what,
            "expected": a.expected,
            "actual": watch.actual(a),
            "tolerance": a.tolerance,
            "held": bool(watch.held(a)[0]),
            "source": list(a.source),
            "weight": a.weight,
            "set": a.set,
            "grade": a.grade,
        }
        for a in seen
    ]
    sets = {}
    for name in ("calibration", "validation"):
        part = [a for a in seen if a.set == name]
        if part:
            sets[name] = summed(watch, part)
    return {"anchors": rows, **summed(watch, [a for a in seen if a.weight]), "sets": sets}


def summed(watch: Watch, anchors: Sequence[Anchor]) -> dict[str, int]:
    """How many of some anchors hold, of how many, and the weighted share, 0 to 100."""
    held = [watch.held(a) for a in anchors]
    return {
        "held": sum(int(ok[0]) for ok in held),
        "total": len(anchors),
        "agreement": int(agreement(anchors, held)[0]),
    }

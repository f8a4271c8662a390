"""A record as a script for seats that follow it: what each did at each stage, read against the game at hand."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from game.analysis.lines import ChangedLine, read_line
from game.players.history import Written
from game.record import Record, RecordError, parse
from game.record.notation import NONE_OF, fragment
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.terms import IntArray

HISTORY = "history.game"


class Followed:
    """A record's decisions by quarter, stage, sitting and seat."""

    def __init__(self, scenario: Scenario, record: Record) -> None:
        self.lines: dict[tuple[int, str, str, int], list[ChangedLine]] = {}
        for line in record.lines:
            word = line.text.split()[0]
            if word in ("end", "opening", "floors") or line.text in NONE_OF.values():
                continue
            read = read_line(scenario, f"{line.quarter} {line.text}", rest=False)
            self.lines.setdefault((read.quarter, read.stage, read.sitting, read.seat), []).append(read)

    def orders_text(self, quarter: int, seat: int) -> str | None:
        """The words of the recorded orders of a seat in a quarter, without the quarter; None where there are none."""
        lines = self.lines.get((quarter, "orders", "", seat), [])
        return lines[0].text.split(" ", 1)[1] if lines else None

    def _at(self, play: Play, seat: int) -> list[ChangedLine]:
        sitting = play.sitting.id if play.sitting is not None else ""
        return self.lines.get((play.quarter, play.stage.kind, sitting, seat), [])

    def written(self, play: Play, seat: int, own: IntArray) -> Written | None:
        """What the record says for a seat at the stage that is due; None where it says nothing."""
        lines = self._at(play, seat)
        if not lines:
            return None
        fits = np.ones(play.world.histories, dtype=bool)
        given = own
        for line in lines:
            here, given = line.decisions(play, given)
            fits &= here
        return Written(fits, given)

    def ordered(self, play: Play, seat: int) -> IntArray | None:
        """The recorded orders of the quarter: int32[3, 3], or None."""
        lines = self._at(play, seat)
        if not lines:
            return None
        rows: IntArray = fragment(play, seat, lines[0].text.split()[3:])[0]
        return rows


@lru_cache(maxsize=4)
def _read(scenario: Scenario, path: Path, _: tuple[int, int]) -> Followed | None:
    try:
        record = parse(path.read_text(encoding="utf-8"), path.name)
    except (OSError, UnicodeDecodeError, RecordError):
        return None
    return Followed(scenario, record)


def script_of(scenario: Scenario) -> Followed | None:
    """The scenario's own record as a script; None when it has none that can be read."""
    path = Path(scenario.origin) / HISTORY
    if not scenario.origin or not path.is_file():
        return None
    about = path.stat()
    return _read(scenario, path, (about.st_mtime_ns, about.st_size))


__all__ = ["Followed", "script_of"]

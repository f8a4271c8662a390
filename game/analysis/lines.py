"""Changed lines: a line of a record that the changed arm of a comparison plays in every history it can."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from game.analysis.plan import Refusal
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.terms import BoolArray, IntArray, quarter_of

STAGE_OF = {
    "bulletin": "before",
    "later": "after",
    "offer": "offers",
    "answer": "answers",
    "take": "counters",
    "orders": "orders",
    "floor": "floor",
}
"""The stage that each word of a record belongs to."""


@dataclass(frozen=True)
class ChangedLine:
    """One line of a record: its quarter, the stage it belongs to, whose it is, and its text."""

    text: str
    quarter: int
    stage: str
    seat: int
    sitting: str = ""

    def falls_due(self, play: Play) -> bool:
        """Whether this is the stage that the line is about."""
        if play.quarter != self.quarter or play.stage.kind != self.stage:
            return False
        sitting = play.sitting
        return sitting is None or sitting.id == self.sitting

    def decisions(self, play: Play) -> tuple[BoolArray, IntArray]:
        """In which histories the line is legal, and the seat's decision there: bool[h] and int32[h, ...]."""
        neutral = play.default(self.seat)
        fits: BoolArray = np.zeros(play.world.histories, dtype=bool)
        given = neutral.copy()
        for rows in self._alike(play):
            written = _written(self, play, int(rows[0]))
            if written is not None:
                fits[rows] = True
                given[rows] = written[0]
        fits &= play.due()[:, self.seat]
        fits &= _lawful(play, self.seat, given)
        return fits, given

    def _alike(self, play: Play) -> list[IntArray]:
        """Groups of histories in which the line means the same decision: the same question, the same docket."""
        h = play.world.histories
        if self.stage in ("before", "after"):
            key = play.world.asked[:, self.seat].reshape(h, 1)
        elif self.stage == "floor":
            d = play.docket
            key = np.concatenate(
                [d.motion, d.subject, d.object, d.severity, d.mover, d.direction, d.catalogue], axis=1
            )
        elif self.stage == "answers":
            key = play.offers.reshape(h, -1)
        else:
            key = np.zeros((h, 1), dtype=np.int32)
        _, group = np.unique(key, axis=0, return_inverse=True)
        group = group.reshape(-1)
        return [np.flatnonzero(group == n).astype(np.int32) for n in range(int(group.max()) + 1)]


def _lawful(play: Play, seat: int, given: IntArray) -> BoolArray:
    """In which histories the rules leave a decision as it was given: bool[h]."""
    h = play.world.histories
    if play.stage.kind in ("before", "after"):
        choice = given[:, 0]
        seen = play.choices_open(seat)
        inside = (choice >= 0) & (choice < seen.shape[1])
        return inside & seen[np.arange(h), np.clip(choice, 0, seen.shape[1] - 1)]
    decisions = [play.default(k) for k in range(len(play.scenario.contenders))]
    decisions[seat] = given
    left = play._legal(decisions)[seat]
    same: BoolArray = (left == given).reshape(h, -1).all(axis=1)
    return same


def read_line(scenario: Scenario, text: str) -> ChangedLine:
    """Read the head of a changed line; the rest is read against each history's own table.

    Raises Refusal for a line without quarter, word and contender, or outside the scenario's years.
    """
    words = text.split()
    if len(words) < 3:
        raise Refusal("analysis.line-short", line=text)
    try:
        at = quarter_of(words[0], scenario.first_quarter)
    except ValueError:
        raise Refusal("analysis.line-quarter", line=text, word=words[0]) from None
    if not 0 <= at < scenario.quarters:
        first, last = scenario.quarter_id(0), scenario.quarter_id(scenario.quarters - 1)
        raise Refusal("analysis.line-outside", line=text, word=words[0], first=first, last=last)
    if words[1] not in STAGE_OF:
        raise _unknown("analysis.line-word", text, words[1], list(STAGE_OF))
    if words[2] not in scenario.contenders:
        raise _unknown("analysis.line-seat", text, words[2], list(scenario.contenders))
    seat = scenario.contenders.index(words[2])
    sitting = ""
    if words[1] == "floor":
        held = [s.id for s in scenario.sittings_by_quarter[at]]
        sitting = words[3] if len(words) > 3 else ""
        if sitting not in held:
            raise _unknown("analysis.line-sitting", text, sitting, held)
    return ChangedLine(" ".join(words), at, STAGE_OF[words[1]], seat, sitting)


def read_lines(scenario: Scenario, texts: tuple[str, ...]) -> tuple[ChangedLine, ...]:
    """Read several changed lines; raises Refusal for the first that cannot be read, and for two that clash."""
    lines = tuple(read_line(scenario, text) for text in texts)
    seen: dict[tuple[int, str, int, str], str] = {}
    for line in lines:
        key = (line.quarter, line.stage, line.seat, line.sitting)
        if key in seen:
            raise Refusal("analysis.line-twice", line=line.text, other=seen[key])
        seen[key] = line.text
    return lines


def _unknown(key: str, line: str, word: str, known: list[str]) -> Refusal:
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    return Refusal(key, line=line, word=word, known=", ".join(known), near=near[0] if near else known[0])

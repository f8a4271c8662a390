"""Changed lines: a line of a record that the changed arm of a comparison plays in every history it can."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np

from game.analysis.plan import Refusal
from game.record.notation import STAGE_OF, NotationError, decide
from game.rules import dice, quarter
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.terms import STANCE_IDS, BoolArray, IntArray, LongArray, quarter_of


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

    def decisions(self, play: Play, own: IntArray) -> tuple[BoolArray, IntArray]:
        """In which histories the line is legal, and the seat's decision there: bool[h] and int32[h, ...].

        `own` is what the seat would have decided; only an answer keeps a part of it, the answers to others.
        """
        given = own.copy() if self.stage == "answers" else play.default(self.seat).copy()
        fits: BoolArray = np.zeros(play.world.histories, dtype=bool)
        body = self.text.split(" ", 1)[1]
        if self.stage == "answers" and body.split()[2:] == ["refuse"]:
            # Without a name every offer is refused, and nothing needs reading.
            return play.due()[:, self.seat], play.default(self.seat).copy()
        for rows in self._alike(play):
            one = play.take(rows[:1])
            try:
                _, written = decide(one, body)
            except NotationError:
                continue
            if self.stage == "answers":
                proposer = self._proposer(one)
                given[rows, proposer] = written[0, proposer]
            else:
                given[rows] = written[0]
            fits[rows] = True
        fits &= play.due()[:, self.seat]
        fits &= _lawful(play, self.seat, given)
        return fits, given

    def _proposer(self, play: Play) -> int:
        """Whose offer an answer is to: the one that is named, or the only one that addresses this seat."""
        words = self.text.split()
        contenders = play.scenario.contenders
        if words[3] == "to":
            return contenders.index(words[4])
        masks = play.offers[0, :, 0]
        return next(a for a in range(len(contenders)) if a != self.seat and (int(masks[a]) >> self.seat) & 1)

    def _alike(self, play: Play) -> list[LongArray]:
        """Groups of histories in which the line means the same decision: same question, same docket."""
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
        return [np.flatnonzero(group == n) for n in range(int(group.max()) + 1)]


def _lawful(play: Play, seat: int, given: IntArray) -> BoolArray:
    """In which histories the rules leave a decision as it was given: bool[h]."""
    h = play.world.histories
    if play.stage.kind in ("before", "after"):
        choice = given[:, 0]
        seen = play.choices_open(seat)
        inside: BoolArray = (choice >= 0) & (choice < seen.shape[1])
        open_there: BoolArray = seen[np.arange(h), np.clip(choice, 0, seen.shape[1] - 1)]
        inside &= open_there
        return inside
    decisions = [play.default(k) for k in range(len(play.scenario.contenders))]
    decisions[seat] = given
    left = play.lawful(decisions)[seat]
    same: BoolArray = (left == given).reshape(h, -1).all(axis=1)
    return same


def read_line(scenario: Scenario, text: str, rest: bool = True) -> ChangedLine:
    """Read the head of a changed line; the rest is read against each history's own table, looked over if `rest`.

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
    line = ChangedLine(" ".join(words), at, STAGE_OF[words[1]], seat, sitting)
    if rest:
        _check_rest(scenario, line, words[3:])
    return line


def _check_rest(scenario: Scenario, line: ChangedLine, rest: list[str]) -> None:
    """Refuse what no history could read, so that a slip of the pen is no thousand illegal moves."""
    if line.stage in ("offers", "orders", "counters"):
        # These are read without looking at what lies on the table, so any game at that stage will do.
        blank = quarter.start(scenario, dice.seed_of("blank"))
        blank.world.quarter = line.quarter
        kinds = [stage.kind for stage in quarter.stages(scenario, line.quarter)]
        blank.place = kinds.index(line.stage)
        try:
            decide(blank, line.text.split(" ", 1)[1])
        except NotationError as error:
            raise Refusal("analysis.line-rest", line=line.text, why=error.text) from None
    elif line.stage in ("before", "after"):
        event, _, choice = rest[0].partition(":") if len(rest) == 1 else ("", "", "")
        asking = {e.id: [c.id for c in e.choices] for e in scenario.events if e.choices}
        if event not in asking:
            raise _unknown("analysis.line-event", line.text, event, sorted(asking))
        if choice not in asking[event]:
            raise _unknown("analysis.line-choice", line.text, choice, asking[event])
    elif line.stage == "answers":
        reply = rest[2:3] if rest[:1] == ["to"] else rest[:1]
        if rest[:1] == ["to"] and (len(rest) < 3 or rest[1] not in scenario.contenders):
            raise _unknown("analysis.line-seat", line.text, [*rest, ""][1], list(scenario.contenders))
        if reply not in (["accept"], ["refuse"], ["counter"]):
            raise _unknown(
                "analysis.line-part", line.text, (reply or [""])[0], ["accept", "refuse", "counter"]
            )
    else:
        parts = rest[1:]
        if parts and not any(word in STANCE_IDS for word in parts):
            raise _unknown("analysis.line-part", line.text, parts[-1], list(STANCE_IDS))


def read_lines(scenario: Scenario, texts: tuple[str, ...]) -> tuple[ChangedLine, ...]:
    """Read several changed lines; raises Refusal for one that cannot be read and for two that clash.

    ``1924Q1..1925Q4 answer trotsky refuse`` stands for the same line in each of these quarters.
    """
    lines = tuple(line for text in texts for line in _spread(scenario, text))
    seen: dict[tuple[int, str, int, str], str] = {}
    for line in lines:
        whom = line.text.split()[4] if line.stage == "answers" and line.text.split()[3] == "to" else ""
        key = (line.quarter, line.stage, line.seat, line.sitting + whom)
        if key in seen:
            raise Refusal("analysis.line-twice", line=line.text, other=seen[key])
        seen[key] = line.text
    return lines


def _spread(scenario: Scenario, text: str) -> list[ChangedLine]:
    """The line in each quarter that its head names: one, or all from the first to the second."""
    head, _, body = text.strip().partition(" ")
    first, dots, last = head.partition("..")
    if not dots:
        return [read_line(scenario, text)]
    # Both ends are looked over like any line, so that a wrong one is told in the same words.
    ends = [read_line(scenario, f"{end} {body}", rest=False).quarter for end in (first, last)]
    if ends[0] > ends[1]:
        raise Refusal("analysis.line-backwards", line=text, first=first, last=last)
    return [read_line(scenario, f"{scenario.quarter_id(n)} {body}") for n in range(ends[0], ends[1] + 1)]


def _unknown(key: str, line: str, word: str, known: list[str]) -> Refusal:
    near = get_close_matches(word, known, n=1, cutoff=0.5) or known
    return Refusal(key, line=line, word=word, near=near[0] if near else "-")

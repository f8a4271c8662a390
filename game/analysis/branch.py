"""Branches: a recorded game played again up to a quarter, and from there with other luck and other hands."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from game.analysis.refusal import Refusal
from game.record import Line, Record, RecordError, parse, resume
from game.record.notation import NONE_OF, NotationError, decide, merge
from game.record.replay import blocks
from game.rules import quarter
from game.rules.pins import FREE
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.terms import IntArray, SeedArray
from game.rules.world import World


@dataclass(frozen=True, eq=False)
class Trunk:
    """A recorded game that an ensemble branches from at quarter `at`.

    `play` stands at the last stage of the quarter before, `last` holds what the record decides there; both
    are None when the branch is at the very opening and nothing of the record is played.
    """

    name: str
    text: str
    scenario: Scenario
    at: int
    play: Play | None
    last: tuple[IntArray, ...]

    def begin(self, seeds: SeedArray, luck: int) -> Play:
        """The trunk's game at the start of the quarter, before its bulletin, once for each seed."""
        if self.play is None:
            return quarter.start(self.scenario, seeds, luck)
        rows = np.zeros(len(seeds), dtype=np.int64)
        # The quarter before is reckoned with the trunk's own luck; the new one begins with the branch's.
        game = self.play.take(rows)

        def other_luck(world: World) -> None:
            world.seed, world.luck, world.pins = seeds, luck, FREE
            world.memo.clear()

        game.at_turn = other_luck
        game.submit([decision[rows] for decision in self.last])
        game.at_turn = None
        return game


def trunk_of(scenario: Scenario, name: str, text: str, at: int) -> Trunk:
    """Read a record and play it up to quarter `at`.

    Raises Refusal when it cannot be read, ends before, or no longer comes out as it says.
    """
    try:
        record = parse(text, name)
        if record.troubles:
            raise RecordError(record.troubles[0])
        if at == 0:
            return Trunk(name, text, scenario, at, None, ())
        before = scenario.quarter_id(at - 1)
        stages = [b for b in blocks(record) if b[0].quarter <= before and not b[0].text.startswith("end")]
        game, wrong, _, _ = resume(_first(record, stages[:-1]), scenario)
        if wrong:
            tables = ", ".join(wrong[0].tables)
            raise Refusal("cli.record-parts", file=name, quarter=wrong[0].quarter, table=tables)
        reached = scenario.quarter_id(game.quarter)
        complete = game.quarter == at - 1 and game.place == len(quarter.stages(scenario, at - 1)) - 1
        if not complete or not stages:
            raise Refusal("cli.record-short", file=name, at=scenario.quarter_id(at), last=reached)
        return Trunk(name, text, scenario, at, game, tuple(_decided(record, stages[-1], game)))
    except RecordError as error:
        t = error.trouble
        raise Refusal(
            "cli.record-broken", file=t.file, line=str(t.line), column=str(t.column), message=t.text
        ) from None


def _first(record: Record, stages: list[list[Line]]) -> Record:
    """The record cut after the given stages, digests of its quarters kept."""
    if not stages:
        return replace(record, lines=[])
    end = stages[-1][-1].number
    return replace(record, lines=[line for line in record.lines if line.number <= end])


def _decided(record: Record, block: list[Line], game: Play) -> list[IntArray]:
    """What the lines of one stage decide, read against the game that stands there: int32[1, ...] a seat."""
    decisions = [game.default(k) for k in range(len(game.scenario.contenders))]
    seen: dict[int, IntArray] = {}
    for line in block:
        if line.text in NONE_OF.values():
            continue
        try:
            seat, given = decide(game, line.text)
        except NotationError as error:
            raise Refusal(
                "cli.record-broken",
                file=record.name,
                line=str(line.number),
                column="1",
                message=error.text,
            ) from None
        seen[seat] = merge(game, seat, seen.get(seat), given)
    for seat, given in seen.items():
        decisions[seat] = given
    return decisions

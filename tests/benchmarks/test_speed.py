"""What is timed when somebody asks: ``pytest tests/benchmarks --benchmark-enable``. No time is asserted.

In the ordinary run each is done once, so that it keeps working.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from game import players
from game.analysis import what_if
from game.content import load
from game.players.appraise import utilities
from game.rules import dice, orders, quarter, sittings, votes
from game.rules.quarter import Play
from game.rules.scenario import Scenario
from game.rules.terms import Motion
from game.rules.view import look_together

MIDDLE = 7
"""The quarter that is timed: the last of 1925, with a congress."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("moscow-1924").scenario


@pytest.fixture(scope="module")
def seats(scenario: Scenario) -> list[players.Player]:
    return [players.level("politician", scenario, k) for k in range(len(scenario.contenders))]


def played_to(play: Play, seats: list[players.Player], at: int, stage: str = "before") -> Play:
    """The game gone on to a stage of a quarter."""
    while play.quarter < at or play.stage.kind != stage:
        play.submit(players.decide_all(play, seats), lawful=True)
    return play


def one_quarter(play: Play, seats: list[players.Player]) -> Play:
    """Everything from the bulletin to the reckoning."""
    now = play.quarter
    while play.quarter == now and not play.over:
        play.submit(players.decide_all(play, seats), lawful=True)
    return play


@pytest.mark.parametrize("histories", [1, 100, 1000])
def test_one_whole_quarter(benchmark: Any, scenario, seats, histories):
    # The rows of one short run are repeated, so that building a thousand games up costs nothing here.
    few = played_to(quarter.start(scenario, dice.seeds("bench", min(histories, 50))), seats, MIDDLE)
    rows = np.arange(histories) % few.world.histories
    done = benchmark.pedantic(
        one_quarter, setup=lambda: ((few.take(rows), seats), {}), rounds=5, warmup_rounds=1
    )
    assert done.quarter == MIDDLE + 1
    assert done.world.histories == histories


@pytest.fixture(scope="module")
def floor(scenario: Scenario, seats: list[players.Player]) -> Play:
    """A hundred histories at the first sitting of the quarter."""
    return played_to(quarter.start(scenario, dice.seeds("bench", 100)), seats, MIDDLE, "floor")


def test_a_vote(benchmark: Any, floor):
    # A motion that hits one contender is put into every docket, so that all histories vote.
    docket = floor.docket.take(np.arange(100))
    docket.motion[:, 0], docket.severity[:, 0] = int(Motion.SANCTION), 2
    docket.subject[:, 0], docket.mover[:, 0] = 0, 1
    silent = sittings.floor_of(np.full((100, len(floor.scenario.contenders), 3), -1, dtype=np.int32), 0)
    sitting = floor.sitting
    made = votes.delegates(floor.world, sitting)
    found = benchmark(votes.count, floor.world, sitting, docket, 0, silent, made)
    assert ((found.for_ + found.against + found.abstain) > 0).all()


def test_the_appraisal_of_every_option_by_every_seat(benchmark: Any, floor):
    views = look_together(floor.world, tuple(range(len(floor.scenario.contenders))))
    worth = benchmark(utilities, views, np.asarray(floor.scenario.persona))
    assert worth.shape == (100, len(floor.scenario.contenders), len(orders.options(floor.scenario)))


def test_a_what_if_of_two_hundred_histories(benchmark: Any, scenario):
    # Twenty are enough to see that it works when nobody looks at the time.
    histories = 20 if benchmark.disabled else 200

    def asked() -> list[dict[str, Any]]:
        question = what_if.ask(scenario, scenario.contenders[0], histories)
        while True:
            try:
                next(question)
            except StopIteration as end:
                return list(end.value)

    found = benchmark.pedantic(asked, rounds=2)
    assert all(row["verdict"] in ("more", "less", "cannot") for row in found)

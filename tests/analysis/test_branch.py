"""Branching from a record: the past stays as it was, the luck and the hands are new."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.analysis import Plan, Refusal, compare, simulate
from game.analysis.branch import trunk_of
from game.players import facts, level
from game.record import lines_of
from game.rules import dice, quarter
from game.rules.scenario import Scenario
from game.rules.world import World


@pytest.fixture(scope="module")
def trunk(short: Scenario) -> tuple[str, list[World]]:
    """A recorded game and its World at the last stage of each quarter."""
    play = quarter.start(short, dice.seed_of("trunk"))
    players = [level("novice", short, k) for k in range(5)]
    lines, worlds = [], []
    last = ""
    while not play.over:
        now = short.quarter_id(play.quarter)
        decisions = [p.decide(facts(play, k), play.stage) for k, p in enumerate(players)]
        if play.stage.kind == "after":
            worlds.append(play.world.copy())
        lines += [f"{now} {text}" for text in lines_of(play, decisions)]
        play.submit(decisions)
        last = now
    tags = f'[Record "1"]\n[Scenario "{short.id} {short.digest}"]\n[Rules "0.1"]\n'
    head = tags + '[Seed "trunk"]\n[Luck "full"]\n[Ending "*"]\n\n'
    assert last == "1924Q4"
    return head + "\n".join(lines) + "\n", worlds


def test_a_branch_begins_where_the_record_stands(
    plan: Plan, short: Scenario, trunk: tuple[str, list[World]]
) -> None:
    text, worlds = trunk
    branch = trunk_of(short, "t.game", text, 2)
    assert branch.play is not None
    assert branch.play.world.digests() == worlds[1].digests()
    games = branch.begin(plan.seeds(0, 3), 2)
    assert games.quarter == 2
    assert games.stage.kind == "before"
    assert np.array_equal(games.world.seed, plan.seeds(0, 3))


def test_histories_of_a_branch_differ_by_their_luck_alone(
    plan: Plan, short: Scenario, trunk: tuple[str, list[World]]
) -> None:
    branched = replace(plan, trunk=trunk_of(short, "t.game", trunk[0], 2), at=2)
    result = simulate(branched)
    assert simulate(branched, chunk=3).digest == result.digest
    assert simulate(branched, chunk=6, jobs=2).digest == result.digest
    assert len(set(result.digests)) > 1
    assert result.digest != simulate(plan).digest
    assert sorted(result.quarter_marks) == [2, 3]


def test_a_branch_at_the_opening_is_a_game_from_the_opening(
    plan: Plan, short: Scenario, trunk: tuple[str, list[World]]
) -> None:
    branched = replace(plan, trunk=trunk_of(short, "t.game", trunk[0], 0))
    assert simulate(branched).digest == simulate(plan).digest


def test_a_change_after_the_branch_is_compared_with_the_branch(
    plan: Plan, short: Scenario, trunk: tuple[str, list[World]]
) -> None:
    branched = replace(
        plan, trunk=trunk_of(short, "t.game", trunk[0], 2), at=2, changes=("1924Q3 orders anna rest",)
    )
    result = compare(branched)
    assert result.baseline.digest == simulate(branched).digest
    assert result.first_divergence is not None
    assert result.first_divergence["quarter"] == "1924Q3"


def test_a_record_that_ends_too_early_is_refused(short: Scenario, trunk: tuple[str, list[World]]) -> None:
    text = "\n".join(
        line for line in trunk[0].split("\n") if not line.startswith(("1924Q2", "1924Q3", "1924Q4"))
    )
    trunk_of(short, "t.game", text, 1)
    with pytest.raises(Refusal) as refused:
        trunk_of(short, "t.game", text, 2)
    assert refused.value.key == "cli.record-short"


def test_a_record_with_a_wrong_line_is_refused_with_its_place(
    short: Scenario, trunk: tuple[str, list[World]]
) -> None:
    text = trunk[0].replace("1924Q1 orders anna", "1924Q1 orders ana", 1)
    with pytest.raises(Refusal) as refused:
        trunk_of(short, "t.game", text, 3)
    assert refused.value.key == "cli.record-broken"
    assert int(str(refused.value.values["line"])) > 6

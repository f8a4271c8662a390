"""Changed lines: one head for several quarters, and an answer to whatever is offered."""

from __future__ import annotations

import pytest

from game.analysis.compare import compared
from game.analysis.ensemble import Run
from game.analysis.lines import read_lines
from game.analysis.plan import Plan, Refusal
from game.content import load
from game.rules.scenario import Scenario


@pytest.fixture(scope="module")
def history() -> Scenario:
    return load("moscow-1924").scenario


def test_a_head_of_two_quarters_stands_for_the_line_in_each_from_the_first_to_the_second(history):
    lines = read_lines(history, ("1924Q3..1925Q2 orders stalin rest",))
    assert [line.quarter for line in lines] == [2, 3, 4, 5]
    assert next(line.text for line in lines) == "1924Q3 orders stalin rest"
    assert {line.seat for line in lines} == {history.contenders.index("stalin")}


def test_quarters_the_wrong_way_round_or_outside_are_refused_with_the_line(history):
    with pytest.raises(Refusal) as backwards:
        read_lines(history, ("1925Q2..1924Q3 orders stalin rest",))
    assert backwards.value.key == "analysis.line-backwards"
    with pytest.raises(Refusal) as outside:
        read_lines(history, ("1924Q3..1931Q1 orders stalin rest",))
    assert outside.value.key == "analysis.line-outside"
    with pytest.raises(Refusal) as wrong:
        read_lines(history, ("1924Q3.. orders stalin rest",))
    assert wrong.value.key == "analysis.line-quarter"


def test_two_lines_that_meet_in_one_quarter_of_their_spans_are_refused(history):
    with pytest.raises(Refusal) as twice:
        read_lines(history, ("1924Q1..1924Q4 orders stalin rest", "1924Q4..1925Q2 orders stalin rest"))
    assert twice.value.key == "analysis.line-twice"


def test_to_refuse_without_a_name_is_to_refuse_whatever_is_offered(history):
    lines = ("1924Q1..1924Q4 offer stalin none", "1924Q1..1924Q4 answer stalin refuse")
    plan = Plan(history, ("politician",) * 5, histories=24, seed="refuse", changes=lines)
    run = Run(plan, paired=True, jobs=1)
    for _ in run:
        pass
    both = compared(run)
    bound = [beat.id for beat in history.beats].index("three-against-one")
    assert both.baseline.came[:, bound].any()
    assert not both.changed.came[:, bound].any()


def test_every_turn_of_the_shipped_scenario_says_what_averts_it_in_lines_that_can_be_read(history):
    for beat in history.beats:
        assert beat.averted, beat.id
        assert read_lines(history, beat.averted), beat.id

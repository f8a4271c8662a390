"""Changed lines: one head for several quarters, and an answer to whatever is offered."""

from __future__ import annotations

import json

import pytest

from game.analysis.compare import compared
from game.analysis.ensemble import Run
from game.analysis.lines import read_lines
from game.analysis.plan import Plan, Refusal
from game.content import load
from game.rules.scenario import Scenario
from tests.cli.run import who_whom


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


def test_a_spanning_line_is_told_quarter_by_quarter_where_it_was_not_allowed(tmp_path):
    change = "1924Q1..1924Q2 orders bukharin resign:war"
    done = who_whom(f"compare --histories 4 --seed 1 --no-timing --change '{change}'", home=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "1924Q1 orders bukharin resign:war" in done.stdout
    assert "1924Q2 orders bukharin resign:war" in done.stdout


def test_a_comparison_tells_turns_and_honours_that_differ(tmp_path):
    told = tmp_path / "c.json"
    lines = "--change '1924Q1..1924Q4 offer stalin none' --change '1924Q1..1924Q4 answer stalin refuse'"
    done = who_whom(f"compare --histories 40 --seed 1 --no-timing --json {told} {lines}", home=tmp_path)
    assert done.returncode == 0, done.stderr
    fields = json.loads(told.read_text(encoding="utf-8"))
    (bound,) = (x for x in fields["beats"] if x["id"] == "three-against-one")
    assert bound["verdict"] == "less likely"
    assert bound["difference"] == -bound["baseline"]
    assert [x["id"] for x in fields["honoured"]] == ["stalin", "trotsky", "zinoviev", "kamenev", "bukharin"]
    assert "bound by the end of 1924" in done.stdout
    again = who_whom(f"verify {told}", home=tmp_path)
    assert again.returncode == 0, again.stderr

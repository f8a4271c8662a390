"""Comparison: nothing changed is nothing told; what is changed is found, counted and placed."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.analysis import Plan, Refusal, compare, simulate
from game.analysis.lines import read_line, read_lines
from game.analysis.outcomes import differences
from game.analysis.plan import with_parameters
from game.content import load
from game.rules.scenario import Scenario
from game.rules.terms import ENDINGS


def test_a_comparison_of_nothing_cannot_tell_anything(plan: Plan) -> None:
    result = compare(plan)
    assert [d.difference for d in result.differences] == [0.0] * len(result.differences)
    assert {d.verdict for d in result.differences} == {"cannot tell"}
    assert {d.ending for d in result.differences} == set(ENDINGS)
    assert result.first_divergence is None
    assert result.touched == 0
    assert result.baseline.digest == result.changed.digest == simulate(plan).digest


def test_a_change_is_found_in_its_quarter_and_leaves_the_baseline_alone(plan: Plan, short: Scenario) -> None:
    line = f"1924Q2 orders {short.contenders[1]} rest"
    result = compare(replace(plan, changes=(line,)))
    assert result.baseline.digest == simulate(plan).digest
    assert result.changed.digest != result.baseline.digest
    assert result.first_divergence is not None
    assert result.first_divergence["quarter"] == "1924Q2"
    assert result.touched > 0
    assert result.not_applicable == 0


def test_a_comparison_does_not_depend_on_the_chunk(plan: Plan, short: Scenario) -> None:
    changed = replace(plan, changes=(f"1924Q2 orders {short.contenders[0]} rest",))
    one, other = compare(changed), compare(changed, chunk=4)
    assert one.changed.digests == other.changed.digests
    assert one.differences == other.differences
    assert one.first_divergence == other.first_divergence
    assert one.missed == other.missed


def test_arms_whose_calendars_part_are_both_played_to_the_end() -> None:
    # In games of one a plenum that nobody convened is no stage; in one arm it may be convened, in the other not.
    scenario = load("moscow-1924").scenario
    plan = Plan(scenario, ("politician",) * 5, seed="1", histories=6)
    plan = replace(plan, changes=(f"1926Q2 orders {scenario.contenders[2]} rest",))
    alone, together = compare(plan, chunk=1), compare(plan)
    assert alone.baseline.digests == together.baseline.digests
    assert alone.changed.digests == together.changed.digests
    assert alone.differences == together.differences


def test_a_line_that_is_not_allowed_is_counted_and_the_history_plays_on(plan: Plan, short: Scenario) -> None:
    weak = short.contenders[1]
    # The garrisons follow nobody with so little standing in the army, in any history.
    result = compare(replace(plan, changes=(f"1924Q1 orders {weak} garrisons",)))
    assert result.not_applicable == plan.histories
    assert result.missed == (plan.histories,)
    assert result.changed.digest == result.baseline.digest


def test_a_line_that_is_sometimes_allowed_is_played_where_it_is(plan: Plan, short: Scenario) -> None:
    boris = short.contenders[1]
    table = f"1924Q3 orders {boris} polemic:anna expound:industry rest"
    result = compare(replace(plan, changes=(table,), histories=30))
    same = [a == b for a, b in zip(result.baseline.digests, result.changed.digests, strict=True)]
    assert sum(same) >= result.not_applicable
    assert result.touched == pytest.approx(1 - sum(same) / 30)


def test_differences_pair_histories_by_their_place() -> None:
    sole, split = ("sole-leader", ("anna",)), ("party-split", ())
    found = {
        (d.ending, d.who): d for d in differences([sole] * 40 + [split] * 60, [sole] * 90 + [split] * 10)
    }
    assert found[sole].difference == pytest.approx(0.5)
    assert found[sole].verdict == "more likely"
    assert found[split].verdict == "less likely"
    assert found[("unresolved", ())].verdict == "cannot tell"


NONSENSE = [
    ("", "analysis.line-short"),
    ("1924Q1 orders", "analysis.line-short"),
    ("1924Q9 orders anna rest", "analysis.line-quarter"),
    ("1931Q1 orders anna rest", "analysis.line-outside"),
    ("1924Q1 order anna rest", "analysis.line-word"),
    ("1924Q1 orders ana rest", "analysis.line-seat"),
    ("1924Q1 orders anna dance", "analysis.line-rest"),
    ("1924Q1 orders anna rest rest rest rest", "analysis.line-rest"),
    ("1924Q1 offer anna duumvirate", "analysis.line-rest"),
    ("1924Q1 offer anna duumvirate boris term 99", "analysis.line-rest"),
    ("1924Q1 bulletin anna no-such:thing", "analysis.line-event"),
    ("1924Q1 answer anna perhaps", "analysis.line-part"),
    ("1924Q1 floor anna congress.99 motion:report speak-for", "analysis.line-sitting"),
]


@pytest.mark.parametrize(("line", "key"), NONSENSE)
def test_a_line_that_makes_no_sense_is_refused_with_its_reason(short: Scenario, line: str, key: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_line(short, line)
    assert refused.value.key == key


def test_two_lines_for_one_moment_are_refused(short: Scenario) -> None:
    with pytest.raises(Refusal) as refused:
        read_lines(short, ("1924Q1 orders anna rest", "1924Q1 orders anna expound:industry"))
    assert refused.value.key == "analysis.line-twice"


def test_a_parameter_changes_the_rules_within_its_range(plan: Plan, short: Scenario) -> None:
    other = with_parameters(short, {"place.gain": 500})
    assert other.digest != short.digest
    assert short.parameter["place.gain"] != 500
    assert simulate(replace(plan, scenario=other)).digest != simulate(plan).digest
    for wrong, key in (
        ({"place.gian": 1}, "analysis.parameter-near"),
        ({"place.gain": 501}, "analysis.parameter-range"),
    ):
        with pytest.raises(Refusal) as refused:
            with_parameters(short, wrong)
        assert refused.value.key == key


def test_seeds_of_a_stretch_are_those_of_the_whole(plan: Plan) -> None:
    assert np.array_equal(plan.seeds(3, 4), plan.seeds(0, 9)[3:7])

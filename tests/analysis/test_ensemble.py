"""Ensembles: the same whatever way the work is cut, and counted so that it adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.analysis import Ensemble, Plan, Run, simulate
from game.analysis.marks import parting
from game.players import facts, level
from game.rules import dice, endings, quarter
from game.rules.scenario import Scenario
from game.rules.terms import ENDINGS
from game.rules.world import TABLES


@pytest.fixture(scope="module")
def whole(plan: Plan) -> Ensemble:
    return simulate(plan)


@pytest.mark.parametrize("size", [1, 4, 1000])
def test_the_result_does_not_depend_on_the_chunk(plan: Plan, whole: Ensemble, size: int) -> None:
    again = simulate(plan, chunk=size)
    assert again.digests == whole.digests
    assert again.digest == whole.digest
    assert again.marks == whole.marks
    assert again.outcomes == whole.outcomes
    assert again.coleaders == whole.coleaders


def test_the_result_does_not_depend_on_the_jobs(plan: Plan, whole: Ensemble) -> None:
    again = simulate(plan, chunk=3, jobs=2)
    assert again.digests == whole.digests
    assert again.marks == whole.marks
    assert again.timing.decisions == whole.timing.decisions


def test_a_history_of_an_ensemble_is_the_single_game_of_its_seed(plan: Plan, whole: Ensemble) -> None:
    for i in (0, 5):
        play = quarter.start(plan.scenario, dice.seed_of(f"7/{i}"), plan.luck)
        players = [level("novice", plan.scenario, k) for k in range(5)]
        while not play.over:
            play.submit([p.decide(facts(play, k), play.stage) for k, p in enumerate(players)])
        assert play.world.digests() == [whole.digests[i]]
        assert int(endings.judge(play.world).kind[0]) == int(whole.kind[i])


def test_another_seed_gives_other_histories(plan: Plan, whole: Ensemble) -> None:
    assert simulate(replace(plan, seed="8")).digest != whole.digest


def test_more_histories_leave_the_first_ones_as_they_were(plan: Plan, whole: Ensemble) -> None:
    assert simulate(replace(plan, histories=13)).digests[:11] == whole.digests


def test_every_ending_is_listed_and_shares_add_up(whole: Ensemble) -> None:
    assert {o.ending for o in whole.outcomes} == set(ENDINGS)
    assert sum(o.count for o in whole.outcomes) == whole.histories
    assert sum(o.share for o in whole.outcomes) == pytest.approx(1)
    assert all(0 <= o.low <= o.share <= o.high <= 1 for o in whole.outcomes)
    assert all(list(o.who) == sorted(o.who) for o in whole.outcomes)


def test_leadership_is_shared_out_among_those_who_lead(whole: Ensemble) -> None:
    led = sum(o.share for o in whole.outcomes if o.ending in ("sole-leader", "duumvirate", "triumvirate"))
    assert sum(whole.coleaders.values()) == pytest.approx(led)
    sole = sum(o.share for o in whole.outcomes if o.ending == "sole-leader")
    assert sum(whole.leaders.values()) == pytest.approx(sole)


def test_the_series_has_every_quarter_and_starts_near_the_opening(plan: Plan, short: Scenario) -> None:
    result = simulate(replace(plan, series=True, histories=3))
    assert sorted(result.series) == list(range(short.quarters))
    assert result.series[0].shape[:2] == (3, 5)
    assert (result.series[0] >= 0).all()


def test_progress_grows_to_the_whole(plan: Plan) -> None:
    run = Run(plan, chunk=4)
    done = [at.done for at in run]
    assert done == sorted(done)
    assert done[-1] == plan.histories
    assert len(done) > 3 * 4


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_cancelled_run_keeps_the_chunks_it_finished(plan: Plan, whole: Ensemble, jobs: int) -> None:
    run = Run(replace(plan, histories=40), chunk=5, jobs=jobs)
    for at in run:
        if at.done >= 5 and run.chunks:
            run.cancel()
    kept = run.ensemble()
    assert 5 <= kept.histories < 40
    assert kept.digests[:5] == whole.digests[:5]


def test_marks_name_the_table_that_differs(whole: Ensemble) -> None:
    last = list(whole.marks.values())[-1]
    assert parting(last, last) is None
    place = [t.name for t in TABLES].index("trust")
    other = last[: 4 * place] + ("ffff" if last[4 * place] != "f" else "0000") + last[4 * place + 4 :]
    assert parting(last, other) == "trust"


def test_an_ensemble_of_nothing_is_refused(plan: Plan) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Run(replace(plan, histories=0))

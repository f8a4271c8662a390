"""Grades of an ensemble: whole, the same however the work is cut, and written where a reader looks for them."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest

from game.analysis import Ensemble, Plan, export, simulate
from game.analysis.intervals import wilson
from game.players import facts, level
from game.rules import dice, grades, quarter


@pytest.fixture(scope="module")
def whole(plan: Plan) -> Ensemble:
    return simulate(plan)


def test_the_shares_of_every_contender_add_up_to_one(whole: Ensemble) -> None:
    fields = export.ensemble_fields(whole, {}, timing=False)
    assert list(fields["grades"]) == list(whole.plan.scenario.contenders)
    for id, row in fields["grades"].items():
        assert tuple(row) == grades.GRADES
        assert sum(row.values()) == pytest.approx(1)
        for name, share in row.items():
            low, high = fields["grade_intervals"][id][name]
            assert (low, high) == wilson(round(share * whole.histories), whole.histories)
            assert 0 <= low <= share <= high <= 1


@pytest.mark.parametrize(("size", "jobs"), [(1, 1), (4, 1), (1000, 1), (3, 2)])
def test_grades_depend_on_neither_chunk_nor_jobs(plan: Plan, whole: Ensemble, size: int, jobs: int) -> None:
    again = simulate(plan, chunk=size, jobs=jobs)
    assert again.grade.tolist() == whole.grade.tolist()
    assert again.grades == whole.grades


def test_a_row_of_grades_is_that_of_the_single_game_of_its_seed(plan: Plan, whole: Ensemble) -> None:
    for i in (0, 7):
        play = quarter.start(plan.scenario, dice.seed_of(f"7/{i}"), plan.luck)
        players = [level("novice", plan.scenario, k) for k in range(5)]
        while not play.over:
            play.submit([p.decide(facts(play, k), play.stage) for k, p in enumerate(players)])
        assert grades.judge(play.world)[0].tolist() == whole.grade[i].tolist()


def test_the_table_of_histories_has_a_column_of_grades_for_every_seat(whole: Ensemble) -> None:
    rows = list(csv.DictReader(io.StringIO(export.histories_csv(whole))))
    for id, graded in whole.grades.items():
        counted = Counter(row[f"grade.{id}"] for row in rows)
        assert counted == {g.grade: g.count for g in graded if g.count}


def test_leaders_are_never_below_honour_unless_all_have_failed(whole: Ensemble) -> None:
    for (ending, who), row in zip(whole.cells, whole.grade.tolist(), strict=True):
        if ending in ("sole-leader", "duumvirate", "triumvirate"):
            for name in who:
                assert row[whole.plan.scenario.contenders.index(name)] >= grades.Grade.HONOURED

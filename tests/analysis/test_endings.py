"""Endings with drawn temperaments at a hundredth of the full volume (tools/endings.py), and the shipped record of each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from game.analysis.plan import tempered
from game.content import load
from game.record import read, replay
from game.rules import dice, endings, grades
from game.rules.terms import ENDINGS
from tests.builders import a_scenario
from tools import endings as tool

ROOT = Path(__file__).resolve().parents[2]
RECORDS = sorted((ROOT / "scenarios" / "moscow-1924" / "records").glob("*.game"))
AGAIN = "make them again with: python tools/endings.py --out docs --records scenarios/moscow-1924/records"


@pytest.fixture(scope="module")
def moscow():
    return load("moscow-1924").scenario


@pytest.fixture(scope="module")
def found(moscow) -> list[tool.Batch]:
    return [tool.batch(moscow, tool.SEED, n, tool.GROUP) for n in range(2)]


def test_temperaments_are_drawn_by_name_and_leave_rules_and_digest_alone():
    small = a_scenario(quarters=2)
    one, same, other = (tempered(small, seed) for seed in ("a", "a", "b"))
    assert one.temper == same.temper != other.temper
    assert one.digest == small.digest
    assert np.array_equal(one.persona, small.persona)
    drawn = np.array([tempered(small, str(n)).temperament for n in range(200)])
    assert drawn.min() >= 0
    assert drawn.max() <= 1000
    assert abs(drawn.mean() - 500) < 15


def test_several_endings_and_grades_come_even_in_a_hundred_games(found):
    kinds = np.bincount([k for b in found for k in b.kind], minlength=len(ENDINGS))
    assert kinds.sum() == 2 * tool.GROUP
    # At 10,000 games each ending should have 0.3 %; at 100 only the common ones can be asked for.
    assert (kinds > 0).sum() >= 3
    graded = np.array([g for b in found for g in b.grade])
    assert all(len(set(column)) >= 2 for column in graded.T)
    assert found[0].kind != found[1].kind


def test_a_game_of_a_set_played_alone_ends_as_it_did_among_the_others(moscow, found, tmp_path):
    game = tool.GROUP + 3
    ending = tool.write_record("moscow-1924", tool.SEED, game, tmp_path / "alone.game")
    assert ending == ENDINGS[found[1].kind[3]]
    record = read(tmp_path / "alone.game")
    assert record.tag("Seed") == f"{tool.SEED}/{game}"
    assert record.tag("Temper") == tool.temper_seed(tool.SEED, 1)
    play, wrong = replay(record, moscow)
    assert wrong == []
    assert grades.judge(play.world)[0].tolist() == found[1].grade[3]


@pytest.mark.parametrize("path", RECORDS, ids=lambda p: p.stem)
def test_a_shipped_record_replays_to_the_ending_it_is_named_for(moscow, path):
    record = read(path)
    assert record.troubles == []
    play, wrong = replay(record, moscow)
    assert wrong == [], AGAIN
    assert play.over
    ending = endings.judge(play.world)
    who = [c for k, c in enumerate(moscow.contenders) if ending.who[0, k]]
    assert ENDINGS[int(ending.kind[0])] == path.stem, AGAIN
    assert record.tag("Ending") == " ".join([path.stem, *who])
    assert play.world.seed[0] == dice.seed_of(record.tag("Seed"))[0]


def test_most_endings_have_a_shipped_record():
    assert {p.stem for p in RECORDS} <= set(ENDINGS)
    assert len(RECORDS) >= 5, AGAIN


def test_finished_sets_are_kept_and_a_torn_line_is_played_again(tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "GROUP", 2)
    first = list(tool.batches("moscow-1924", "kept", 3, tmp_path, 1))
    assert [(b.number, len(b.kind)) for b in first] == [(0, 2), (1, 1)]
    monkeypatch.setattr(tool, "task", lambda *a: pytest.fail("played again"))
    assert list(tool.batches("moscow-1924", "kept", 3, tmp_path, 1)) == first
    page = tmp_path / "endings.jsonl"
    page.write_text(page.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(pytest.fail.Exception):
        list(tool.batches("moscow-1924", "kept", 3, tmp_path, 1))


def test_wrong_options_are_told_in_one_line(tmp_path):
    for words in (["--out", str(tmp_path / "none")], ["--games", "0"]):
        command = [sys.executable, str(ROOT / "tools" / "endings.py"), *words]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, cwd=ROOT)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)

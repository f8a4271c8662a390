"""A start that lies later than the record begins as the record has things by then, but for what is explained."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import numpy as np
import pytest

from game import players
from game.content import ContentError, available, check, load
from game.places import shipped
from game.record.file import parse
from game.record.replay import replay
from game.rules import dice, quarter
from game.rules.world import TABLES, World, invariants
from game.session import Session
from tools import starts

STARTS = [id for id in starts.STARTS if id in available()]
LATER = [id for id in STARTS if starts.standing(id) is not None]


@pytest.mark.parametrize("id", STARTS)
def test_every_cell_that_differs_from_the_record_is_explained(id: str) -> None:
    left = starts.unexplained(id)
    assert not left, [" ".join((c.table, *c.words)) for c in left[:9]]


@pytest.mark.parametrize("id", LATER)
def test_what_the_record_has_is_written_as_it_is_now(id: str) -> None:
    kept = (shipped("scenarios") / id / "standing.yaml").read_text(encoding="utf-8")
    assert kept == starts.standing(id), "write it again with: python tools/starts.py"


def test_the_page_of_differences_is_up_to_date() -> None:
    assert starts.PAGE.read_text(encoding="utf-8") == starts.page(), "write it with: python tools/starts.py"


@pytest.mark.parametrize("id", STARTS)
def test_every_reason_has_a_source_and_a_grade(id: str) -> None:
    for entry in starts.reasons(id).values():
        assert entry["source"]
        assert entry["grade"]
        assert len(entry["why"]) > 20


@pytest.mark.parametrize("id", STARTS)
def test_the_first_world_holds_together_and_reaches_the_end_of_1929(id: str) -> None:
    s = load(id).scenario
    assert invariants(World.new(s, dice.seed_of("1"))) == []
    assert s.quarter_id(s.quarters - 1) == "1929Q4"


@pytest.mark.parametrize("id", LATER)
def test_nothing_that_is_over_comes_again(id: str) -> None:
    s = load(id).scenario
    assert all(sitting.quarter >= 0 for sitting in s.sittings)
    play = quarter.start(s, dice.seeds("7", 4))
    over = [n for n, event in enumerate(s.events) if event.last < 0]
    assert over
    before = play.world.fired[:, over].copy()
    for _ in range(12):
        play.submit([play.default(k) for k in range(len(s.contenders))])
    assert np.array_equal(play.world.fired[:, over], before)


def test_an_unexplained_cell_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    s = load("january-1926").scenario
    fear = dataclasses.replace(s, fear=s.fear + 1)
    assert [(c.table, c.words) for c in starts.differences(fear) if c.table == "fear"] == [("fear", ())]
    assert ("fear",) not in starts.reasons("january-1926")


@pytest.mark.parametrize("id", STARTS)
def test_alone_and_in_a_batch_a_start_is_the_same_game(id: str) -> None:
    s = load(id).scenario
    seeds = dice.seeds("5", 3)
    seats = [players.level("politician", s, k) for k in range(len(s.contenders))]
    together = quarter.start(s, seeds)
    alone = [quarter.start(s, seeds[h : h + 1]) for h in range(3)]
    for play in (together, *alone):
        while not play.over and play.quarter < 6:
            play.submit(players.decide_all(play, seats))
            assert invariants(play.world) == []
    for table in TABLES:
        rows = np.concatenate([getattr(play.world, table.name) for play in alone])
        assert np.array_equal(getattr(together.world, table.name), rows), table.name


@pytest.mark.parametrize("id", STARTS)
def test_a_whole_game_is_recorded_and_plays_again_to_the_same_end(id: str) -> None:
    loaded = load(id)
    session = Session.new(loaded, {}, "5", path=None)
    for _ in session.advance():
        pass
    again, wrong = replay(parse(str(session.record)), loaded.scenario)
    assert again.over
    assert not wrong
    assert again.world.digests() == session.play.world.digests()


@pytest.mark.parametrize("id", LATER)
def test_the_opening_hands_out_no_paper_that_the_record_has_not_handed_out(id: str) -> None:
    s = load(id).scenario
    seeds = dice.seeds("9", 1)
    assert np.array_equal(quarter.start(s, seeds).world.copied, World.new(s, seeds).copied)


def test_before_its_first_paper_is_written_nobody_holds_it() -> None:
    s = load("december-1922").scenario
    world = World.new(s, dice.seeds("9", 1))
    for id in ("letter", "national-notes", "antonov"):
        d = s.document_index[id]
        assert int(world.document[0, d]) == -1
        assert not world.copied[0, d].any()


def spoilt(tmp_path: Path, old: str, new: str) -> Path:
    """January 1926 beside its base, one line of its departures made wrong."""
    for id in ("moscow-1924", "january-1926"):
        shutil.copytree(shipped("scenarios") / id, tmp_path / id)
    path = tmp_path / "january-1926" / "departs.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return tmp_path / "january-1926"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kamenev: candidate", "kamenev: kandidate", "rung"),
        ("kamenev: candidate", "kamenew: candidate", "kamenew"),
        ("rung: {", "rungs: {", "rungs"),
        ("security: 560", "security: 5600", "security"),
        ("security: 560", "security: {all: 1}", "security"),
        ("kamenev: 110,", "kamenev: 111,", "1001"),
        ("had: {mikoyan: 0}", "had: 0", "had"),
        ("kaganovich: cc, mikoyan: cc", "kaganovich: politburo, mikoyan: cc", "Politburo"),
        ("security: 560", "ambition: {stalin: 1}", "ambition"),
        ("WP-UGL: 20 August", "WP-NOBODY: 20 August", "WP-NOBODY"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = spoilt(tmp_path, old, new)
    found = [p for p in check(folder) if p.severity == "error"]
    assert found
    assert found[0].file == "departs.yaml"
    assert found[0].line > 1
    assert found[0].column > 1
    assert said in str(found[0])
    assert found[0].hint
    with pytest.raises(ContentError):
        load(folder)

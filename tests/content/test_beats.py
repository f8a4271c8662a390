"""Beats: what a turn of the struggle says, what is wrong with one, and how often it is counted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from game.analysis import simulate
from game.analysis.plan import Plan
from game.content import check, load
from game.rules import beats, dice
from game.rules.scenario import Beat, Condition
from game.rules.terms import Rung
from game.rules.world import World
from tests.builders import a_scenario
from tests.content.builder import FILES, written

GOOD = """\
beats:
  - id: anna-stays
    at: 1924Q4
    if: ["rung anna >= member"]
    band: [40, 70]
    source: E
    grade: E
  - id: chair-changed-hands
    by: 1924Q3
    if: ["holder chair != anna"]
    or-if: ["army anna >= 900"]
    band: [3, 100]
    source: E
    grade: E
"""


def with_beats(folder: Path, text: str) -> Path:
    return written(folder, {**FILES, "beats.yaml": text})


def wrong(folder: Path, text: str) -> list[str]:
    return [str(p) for p in check(with_beats(folder, text)) if p.severity == "error"]


def test_a_beat_that_names_a_quarter_twice_or_not_at_all_is_told_with_its_place(tmp_path):
    both = wrong(tmp_path / "a", GOOD.replace("    at: 1924Q4", "    at: 1924Q4\n    by: 1924Q3"))
    none = wrong(tmp_path / "b", GOOD.replace("    at: 1924Q4\n", ""))
    assert len(both) == len(none) == 1
    assert both[0].startswith("beats.yaml:2:")
    assert none[0].startswith("beats.yaml:2:")


def test_a_band_wider_than_thirty_points_is_refused_unless_one_of_its_sides_is_open(tmp_path):
    found = wrong(tmp_path / "a", GOOD.replace("[40, 70]", "[40, 71]"))
    assert len(found) == 1
    assert found[0].startswith("beats.yaml:5:")
    assert wrong(tmp_path / "b", GOOD.replace("[40, 70]", "[40, 100]")) == []
    assert len(wrong(tmp_path / "c", GOOD.replace("[40, 70]", "[70, 40]"))) == 1


def test_a_beat_that_is_there_twice_or_lies_outside_the_scenario_is_told(tmp_path):
    assert len(wrong(tmp_path / "a", GOOD.replace("chair-changed-hands", "anna-stays"))) == 1
    assert len(wrong(tmp_path / "b", GOOD.replace("1924Q4", "1931Q4"))) == 1


def test_what_was_so_once_stays_counted_and_what_must_be_so_at_a_quarter_is_asked_then_only():
    plain = a_scenario()
    out = (Condition("rung", (0,), "<", int(Rung.POLITBURO)),)
    scenario = replace(plain, beats=(Beat("once", 2, True, (out,)), Beat("then", 2, False, (out,))))
    world = World.new(scenario, dice.seeds("1", 2))
    seen = beats.none_yet(world)
    world.rung[0, 0] = Rung.CC
    beats.note(world, 1, seen)
    assert seen.tolist() == [[True, False], [False, False]]
    world.rung[0, 0], world.rung[1, 0] = Rung.POLITBURO, Rung.MEMBER
    beats.note(world, 2, seen)
    assert seen.tolist() == [[True, False], [True, True]]
    world.rung[1, 0] = Rung.POLITBURO
    beats.note(world, 3, seen)
    assert seen.tolist() == [[True, False], [True, True]]


def test_beats_change_no_game_and_no_digest_of_the_rules(tmp_path):
    plain, told = load(written(tmp_path / "a")).scenario, load(with_beats(tmp_path / "b", GOOD)).scenario
    assert plain.digest == told.digest
    assert len(told.beats) == 2
    assert not plain.beats
    seats = ("politician",) * len(plain.contenders)
    one, other = simulate(Plan(plain, seats, histories=20)), simulate(Plan(told, seats, histories=20))
    assert one.digest == other.digest
    assert [turn.id for turn in other.beats] == ["anna-stays", "chair-changed-hands"]
    assert other.beats[0].share == (other.came[:, 0]).mean()
    assert one.beats == []


def test_the_shipped_bands_hold_the_twelve_and_the_models_own_six_and_none_is_wider_than_thirty():
    found = load("moscow-1924").scenario.beats
    assert len(found) == 18
    for beat in found:
        low, high = beat.band
        assert high == 100 or high - low <= 30

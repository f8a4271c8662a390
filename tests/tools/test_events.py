"""The measurement of the bulletin's choices, at the size of a check: who takes them, what they move."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import numpy as np
import pytest

from game.rules import dice
from game.rules.scenario import Choice, Condition, Effect, Event
from tests.builders import a_scenario

PATH = Path(__file__).resolve().parents[2] / "tools" / "events.py"
spec = importlib.util.spec_from_file_location("events_tool", PATH)
assert spec is not None
assert spec.loader is not None
tool = importlib.util.module_from_spec(spec)
sys.modules["events_tool"] = tool
spec.loader.exec_module(tool)


def a_question(conditions=(), **urges):
    """A scenario whose one event asks the second contender in the second quarter."""
    choices = (
        Choice("raise", (Effect("mantle", (-2,), 60),), (("base", 100),)),
        Choice("nothing", (), (("base", 100),)),
        Choice("never", (Effect("mantle", (-2,), -60),), (("base", -1000),)),
    )
    event = Event(
        "matter", (1924, 5, 1), 1, 1, 1000, False, conditions, (), 1, choices, (), "E: a test", "E", False
    )  # fmt: skip
    return a_scenario(figures=6, regions=4, quarters=8, events=(event,))


def test_it_finds_what_a_choice_moves_and_who_takes_it():
    scenario = a_question()
    sums = tool.measure(scenario, 60, "1", None)
    tally = sums["matter"]
    assert int(tally.asked[1]) == 60
    assert (tally.taken.sum(axis=1) == 60).all()
    where = tool.places(scenario)
    raised = tool.strongest(tally, 0, where)
    assert any(
        m.table == "bases" and m.place == f"{scenario.contenders[1]} mantle" and m.mean > 40 for m in raised
    )
    assert tool.strongest(tally, 1, where) == []
    wanting = tool.weak(scenario, sums)
    assert "matter nothing: moves no table by more than noise" in wanting
    assert any(text.startswith("matter never: no temperament takes it") for text in wanting)
    assert not any(text.startswith("matter raise") for text in wanting)


def test_a_question_that_never_comes_by_itself_is_staged():
    scenario = a_question((Condition("mantle", (0,), ">", 1000),))
    sums = tool.measure(scenario, 40, "1", None)
    assert int(sums["matter"].asked.sum()) == 0
    tally, staged = tool.best_of(sums, scenario.events[0])
    assert staged
    assert int(tally.asked[1]) == 40
    assert tool.strongest(tally, 0, tool.places(scenario))


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path, monkeypatch):
    monkeypatch.setattr(tool, "CHUNK", 20)
    scenario = a_question()
    once = tool.measure(scenario, 40, "1", None)
    tool.measure(scenario, 20, "1", tmp_path)
    played = []
    plain = tool.Chunk.play
    monkeypatch.setattr(tool.Chunk, "play", lambda self: played.append(len(self.seeds)) or plain(self))
    again = tool.measure(scenario, 40, "1", tmp_path)
    assert played == [20]
    for name in tool.Tally.__dataclass_fields__:
        assert np.array_equal(getattr(once["matter"], name), getattr(again["matter"], name)), name


@pytest.mark.slow
def test_every_shipped_choice_is_taken_by_some_temperament_and_moves_a_table():
    """At 60 games: the share may be as low as 5 % in truth, so below 1 % is what is refused here."""
    from game.content import load

    scenario = load("moscow-1924").scenario
    tallies = tool.Chunk(scenario, dice.seeds("events", 60)).play()
    where = tool.places(scenario)
    asks = [e for e in scenario.events if e.choices]
    assert len(asks) >= 50
    for event in asks:
        tally, _ = tool.best_of(tallies, event)
        asked = int(tally.asked.sum())
        assert asked >= 20, event.id
        for n, choice in enumerate(event.choices):
            assert tally.taken[:, n].max() * 100 >= asked, (event.id, choice.id)
            if tally.pairs[n] >= 20:
                assert tool.strongest(tally, n, where), (event.id, choice.id)


def test_the_page_names_its_date_version_and_seeds(tmp_path, monkeypatch):
    from tests.content.builder import written

    monkeypatch.setattr(tool, "LEAST", 5)
    out = tmp_path / "page.md"
    folder = written(tmp_path)
    tool.main(
        [
            str(folder),
            "--games",
            "8",
            "--out",
            str(out),
            "--keep",
            str(tmp_path / "k"),
            "--date",
            "1924-01-21",
        ]
    )
    text = out.read_text(encoding="utf-8")
    assert "1924-01-21" in text
    assert tool.__version__ in text
    assert "seeds 1/0 to 1/7" in text
    assert "| funeral |" in text

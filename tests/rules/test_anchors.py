"""Pins fix the luck they name and no other; a watch reads a game without touching it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game.content import load
from game.players import decide_all, level
from game.rules import dice, pins, quarter
from game.rules.anchors import Anchor, Watch, agreement, holds
from tests.builders import a_scenario

SCENARIO = load("moscow-1924").scenario


def played(
    fixed: pins.Pins | None, until: int, watch: Watch | None = None, histories: int = 8
) -> quarter.Play:
    play = quarter.start(SCENARIO, dice.seeds("7", histories), 2, pins=fixed, watch=watch)
    seats = [level("politician", SCENARIO, k) for k in range(len(SCENARIO.contenders))]
    while not play.over and play.quarter < until:
        play.submit(decide_all(play, seats), lawful=True)
    return play


def test_a_pinned_hazard_comes_in_its_quarter_in_every_history_and_a_forbidden_one_never() -> None:
    fixed = pins.read(
        SCENARIO, [("1924Q3.georgia", "comes"), ("harvest-1924", "stays-away"), ("illness", "nobody")]
    )
    play = played(fixed, 3)
    fired = play.world.fired
    assert (fired[:, SCENARIO.event_index["georgia"]] == 3).all()
    assert (fired[:, SCENARIO.event_index["harvest-1924"]] == 0).all()
    free = played(None, 3).world.fired
    assert (
        len(np.unique(free[:, SCENARIO.event_index["georgia"]])) > 1
        or len(np.unique(free[:, SCENARIO.event_index["harvest-1924"]])) > 1
    )


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("1924Q3.nothing", "comes"),
        ("1950Q1.georgia", "comes"),
        ("georgia", "comes"),
        ("1924Q3.georgia", "perhaps"),
    ],
)
def test_a_pin_that_means_nothing_is_refused(question: str, value: str) -> None:
    with pytest.raises(
        ValueError,
        match=question.replace(".", r"\.") if value == "comes" and question != "georgia" else value,
    ):
        pins.read(SCENARIO, [(question, value)])


def test_watching_a_game_changes_nothing_in_it() -> None:
    anchors = load("moscow-1924").anchors
    watch = Watch(SCENARIO, anchors)
    assert played(None, 4, watch).world.digests() == played(None, 4).world.digests()
    assert "conference-13-for" in watch.seen
    assert "war-1925" not in watch.seen


def test_a_batch_is_held_against_the_record_as_its_members_alone_are() -> None:
    anchors = load("moscow-1924").anchors
    many = Watch(SCENARIO, anchors)
    played(None, 5, many, histories=4)
    for i in range(4):
        alone = Watch(SCENARIO, anchors)
        play = quarter.start(SCENARIO, dice.seed_of(f"7/{i}"), 2, watch=alone)
        seats = [level("politician", SCENARIO, k) for k in range(5)]
        while play.quarter < 5:
            play.submit(decide_all(play, seats), lawful=True)
        for a in anchors:
            if a.id in many.seen:
                assert many.actual(a, i) == alone.actual(a), a.id


def an_anchor(**more: object) -> Anchor:
    base = Anchor(
        "a", "line", 0, "", "industry", "line", "0", 0, 1, "calibration", ("E",), "E", (0,), "=", (0,)
    )
    return dataclasses.replace(base, **more)


@pytest.mark.parametrize(
    ("op", "tolerance", "held"),
    [
        ("=", 0, [False, True, False]),
        ("=", 5, [True, True, True]),
        (">=", 0, [False, True, True]),
        ("<=", 5, [True, True, True]),
    ],
)
def test_an_expectation_holds_within_its_tolerance(op: str, tolerance: int, held: list[bool]) -> None:
    anchor = an_anchor(op=op, tolerance=tolerance)
    assert holds(anchor, np.array([-5, 0, 5], dtype=np.int32)).tolist() == held


def test_agreement_is_the_weighted_share_that_holds() -> None:
    heavy, light = an_anchor(weight=3), an_anchor(weight=1)
    both = [np.array([True, True, False]), np.array([True, False, False])]
    assert agreement([heavy, light], both).tolist() == [100, 75, 0]


def test_small_scenarios_without_anchors_play_as_before() -> None:
    play = quarter.start(a_scenario(), dice.seeds("1", 2))
    assert play.watch is None

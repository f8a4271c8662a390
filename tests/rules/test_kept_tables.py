"""What is kept between changes must be what a fresh look gives: derived tables, views, the excerpt of a World."""

from __future__ import annotations

import numpy as np

from game import players
from game.rules import dice, power, quarter
from game.rules.view import Views, look, look_together
from game.rules.world import TABLES, World
from tests.builders import a_scenario

SEATS = (0, 1, 2, 3, 4)


def stage_by_stage(quarters=8, histories=6, level="politician"):
    s = a_scenario(quarters=quarters)
    play = quarter.start(s, dice.seeds("kept", histories))
    seats = [players.level(level, s, k) for k in range(5)]
    while not play.over:
        yield play
        play.submit(players.decide_all(play, seats))


def test_no_derived_table_outlives_what_it_is_made_from():
    for play in stage_by_stage():
        kept = {name: power.DERIVED[name][0](play.world) for name in power.DERIVED}
        for name in kept:
            asked = getattr(power, name)(play.world)
            assert np.array_equal(asked, kept[name]), (name, play.quarter, play.stage.kind)


def test_a_derived_table_that_forgot_what_it_depends_on_would_be_caught():
    play = next(stage_by_stage())
    before = power.control(play.world).copy()
    play.world.secretaries[:, :, 0] = 0
    assert np.array_equal(power.control(play.world), before)
    play.world.stamps["secretaries"] += 1
    assert not np.array_equal(power.control(play.world), before)


def test_views_that_took_over_old_parts_equal_views_made_anew():
    parts = (
        "lean", "trust", "exposure", "capital", "pact_in", "pact_enemy", "menace", "dominance", "patron", "boss",
        "allied", "follows", "politburo", "plenum", "politburo_size", "plenum_size", "commanding", "posts",
        "document", "read", "sealed", "party", "has_copy", "copied", "may_disclose", "step",
    )  # fmt: skip
    for play in stage_by_stage(quarters=6):
        taken, fresh = look_together(play.world, SEATS), Views(play.world, SEATS)
        for name in parts:
            assert np.array_equal(getattr(taken, name), getattr(fresh, name)), (name, play.stage.kind)


def test_one_contender_alone_sees_what_he_sees_among_the_others():
    for play in stage_by_stage(quarters=3):
        together = look_together(play.world, SEATS)
        for k in SEATS:
            alone = look(play.world, k)
            for name in (
                "lean",
                "trust",
                "exposure",
                "capital",
                "patron",
                "boss",
                "politburo",
                "plenum",
                "commanding",
            ):
                assert np.array_equal(getattr(alone, name), getattr(together, name)[:, k]), name


def test_an_excerpt_holds_the_same_tables_side_by_side_and_never_writes_back():
    play = next(stage_by_stage())
    rows = np.array([4, 1])
    part, whole = play.world.excerpt(rows), play.world.take(rows)
    for table in TABLES:
        assert np.array_equal(getattr(part, table.name), getattr(whole, table.name)), table.name
        assert getattr(part, table.name).strides[0] == 4
    part.lean[...] = 0
    assert isinstance(part, World)
    assert play.world.lean.any()

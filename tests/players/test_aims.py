"""A politician weighs his ambition lightly: it moves what it names, in his own seat, and nothing else."""

from __future__ import annotations

import dataclasses

import numpy as np

from game import players
from game.players import aims, appraise
from game.rules import dice, orders, quarter
from game.rules.scenario import Ambition, Condition
from game.rules.terms import Rung
from game.rules.view import look_together
from tests.builders import a_scenario

ANNA, BORIS = 0, 1
WANTS = (
    Ambition("post", ((Condition("holder", (3,), "=", ANNA),),)),
    Ambition("friend", ((Condition("rung", (BORIS,), ">=", int(Rung.CC)),),)),
    Ambition("line", ((Condition("line", (0,), ">=", 300), Condition("fortress", (2, ANNA), "=", 1)),)),
)


def a_wanting(quarters=8):
    """The usual scenario in which the first contender has three ambitions of his own."""
    return dataclasses.replace(a_scenario(quarters=quarters), ambitions=(WANTS, (), (), (), ()))


def worth(world, ambition):
    """What every option is worth to anna in history 0 when she holds one of her ambitions."""
    world = world.copy()
    world.ambition[:, ANNA] = ambition
    views = look_together(world, (0, 1, 2, 3, 4))
    return appraise.utilities(views, np.asarray(world.scenario.persona))


def test_an_ambition_makes_the_orders_it_names_worth_more_and_leaves_the_others_alone():
    s = a_wanting()
    world = quarter.start(s, dice.seeds("aims", 2)).world
    post, friend, line = (worth(world, n) for n in range(3))
    token = orders.by_token(s)
    assert (post[:, ANNA, token["table:fill:war"]] > friend[:, ANNA, token["table:fill:war"]]).all()
    assert (
        friend[:, ANNA, token["table:sanction-7:boris"]] < post[:, ANNA, token["table:sanction-7:boris"]]
    ).all()
    assert (line[:, ANNA, token["line:industry-up"]] > post[:, ANNA, token["line:industry-up"]]).all()
    assert (line[:, ANNA, token["place:region-2"]] > post[:, ANNA, token["place:region-2"]]).all()
    assert (post[:, ANNA, token["place:region-3"]] == line[:, ANNA, token["place:region-3"]]).all()
    assert (post[:, 1:] == line[:, 1:]).all()


def test_a_machine_never_uses_the_free_choice_and_changes_late_from_the_hopeless_to_what_it_holds():
    s = a_wanting()
    token = orders.by_token(s)
    play = quarter.start(s, dice.seeds("late", 2))
    world = play.world
    # boris sits in the CC, so the second ambition is met; anna holds no war office, so the first is not.
    assert (worth(world, 0)[:, ANNA, token["aim:2"]] < 0).all()
    world.quarter = 7
    world.memo.clear()
    assert (worth(world, 0)[:, ANNA, token["ambition:2"]] > 0).all()
    assert (worth(world, 1)[:, ANNA, token["ambition:1"]] < 0).all()
    world.quarter = 1
    world.memo.clear()
    assert (
        worth(world, 0)[:, ANNA, token["ambition:2"]] <= worth(world, 0)[:, ANNA, token["rest"]] + 30
    ).all()


def test_what_is_hidden_decides_no_change_of_ambition():
    s = dataclasses.replace(a_scenario(quarters=8), ambitions=())
    play = quarter.start(s, dice.seeds("hidden", 4))
    twin = play.world.copy()
    # Who would lead hangs on leans nobody sees exactly: hope must not.
    twin.lean[...] = 0
    twin.lean[:, :, BORIS] = 1000
    hopes = [aims.hope(look_together(w, (ANNA,)), aims.ambitions.of(s)[ANNA][0]) for w in (play.world, twin)]
    assert (hopes[0] == hopes[1]).all()


def test_with_aims_each_still_decides_alone_what_he_decides_among_all():
    s = a_wanting(quarters=3)
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("both", 5))
    while not play.over:
        together = players.decide_all(play, seats)
        due = play.due()
        for k in range(5):
            if due[:, k].any():
                alone = seats[k].decide(players.facts(play, k), play.stage)
                assert np.array_equal(alone[due[:, k]], together[k][due[:, k]])
        play.submit(together)

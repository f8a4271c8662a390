"""Appeals: from the Politburo to the plenum, from the plenum to a congress, and of those outside the party."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.record import notation
from game.rules import dice, dockets, lawful, motions, orders, quarter, reckoning, sittings, votes
from game.rules.terms import CC, CONGRESS, POLITBURO, Rung, Stance
from game.rules.view import look
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting

ABOVE = a_sitting(CC, 0, "cc.1", date=(1924, 3, 30))
HERE = a_sitting(POLITBURO, 0, "politburo.1", date=(1924, 3, 10))


def a_world(*sittings_):
    return World.new(a_scenario(sittings=sittings_ or (HERE, ABOVE)), dice.seeds("above", 1))


def tabled(world, token, mover, sitting=HERE):
    """A docket with one motion, as if `mover` had tabled it."""
    docket = votes.Docket.empty(1, dockets.SLOTS[sitting.body])
    names = [m.token for m in motions.catalogue(world.scenario)]
    m = motions.catalogue(world.scenario)[names.index(token)]
    docket.motion[0, 0], docket.subject[0, 0], docket.severity[0, 0] = m.kind, m.subject, m.severity
    docket.direction[0, 0], docket.mover[0, 0], docket.catalogue[0, 0] = (
        m.direction,
        mover,
        names.index(token),
    )
    return docket


def hold(world, sitting, docket, *appellants):
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    for k in appellants:
        said[0, k] = [0, Stance.APPEAL, 0]
    return sittings.run(world, sitting, docket, said)[0][1]


def against(world, *who):
    """The world in which those named stand at the lower pole of the first issue and all others at the upper one."""
    world.position[0, :, 0] = 1000
    world.position[0, list(who), 0] = -1000
    world.line[0, 0] = 0
    world.lean[0] = 0
    world.trust[0] = 0
    return world


def test_a_decision_against_which_two_appeal_waits_for_the_body_above():
    world = against(a_world(), 1, 2)
    result = hold(world, HERE, tabled(world, "line:industry-up", 0), 1, 2)
    assert result.carried[0]
    assert result.appealed[0]
    assert world.line[0, 0] == 0
    docket = dockets.form_docket(world, ABOVE, 1, None)
    assert votes.token(world.scenario, docket, 0) == "line:industry-up"
    assert docket.mover[0, 0] == 0
    hold(world, ABOVE, docket)
    assert world.line[0, 0] > 0
    assert not world.appeal_at.any()


def test_one_alone_appeals_only_with_a_third_of_the_votes_on_his_side():
    alone, third = against(a_world(), 1), against(a_world(), 1, 2)
    assert not hold(alone, HERE, tabled(alone, "line:industry-up", 0), 1).appealed.any()
    assert alone.line[0, 0] > 0
    assert hold(third, HERE, tabled(third, "line:industry-up", 0), 1).appealed[0]
    assert third.line[0, 0] == 0


def test_an_appeal_costs_a_capital_and_only_where_it_is_lodged():
    world = against(a_world(), 1, 2)
    before = world.capital[0].copy()
    hold(world, HERE, tabled(world, "line:industry-up", 0), 1, 2, 0)
    assert (before - world.capital[0]).tolist() == [0, 1, 1, 0, 0]


def test_a_motion_that_is_lost_and_appealed_is_heard_again_and_not_barred():
    world = against(a_world(), *range(2, 30))
    docket = tabled(world, "line:industry-up", 0)
    place = int(docket.catalogue[0, 0])
    result = hold(world, HERE, docket, 0, 1)
    assert not result.carried[0]
    assert world.barred[0, place] == 0
    assert world.appeal_at[0, place] > 0


def test_who_is_put_out_is_out_and_the_body_above_is_asked_to_bring_him_back():
    congress = a_sitting(CONGRESS, 0, "congress.1", date=(1924, 3, 30), seats=100, cc=53)
    plenum = a_sitting(2, 0, "joint.1", date=(1924, 3, 10))
    world = a_world(plenum, congress)
    world.exposure[0, 1] = 900
    world.trust[0, :, 1] = -1000
    world.lean[0, :, 1] = -1000
    world.bloc[0, :, 0] += 100
    world.trust[0, 2, 1] = world.trust[0, 3, 1] = 1000
    result = hold(world, plenum, tabled(world, "sanction-7:boris", 0, plenum), 2, 3)
    assert result.carried[0]
    assert result.appealed[0]
    assert world.rung[0, 1] == Rung.EXPELLED
    docket = dockets.form_docket(world, congress, 1, None)
    assert votes.token(world.scenario, docket, 0) == "return:boris"
    assert docket.mover[0, 0] == 2


def test_nothing_is_appealed_where_no_body_above_will_sit():
    world = against(a_world(HERE), 1, 2)
    docket = tabled(world, "line:industry-up", 0)
    nil = np.zeros(1, dtype=np.int32)
    assert not lawful.allowed(world, HERE, docket, 1, nil, nil + Stance.APPEAL)[0]
    assert not hold(world, HERE, docket, 1, 2).appealed.any()


def test_an_appeal_that_nobody_hears_lapses():
    world = against(a_world(), 1, 2)
    hold(world, HERE, tabled(world, "line:industry-up", 0), 1, 2)
    reckoning.reckon(world)
    assert not world.appeal_at.any()
    assert world.line[0, 0] == 0


def test_who_is_outside_the_party_is_heard_at_a_congress_and_the_cells_set_the_tone():
    congress = a_sitting(CONGRESS, 0, "congress.1", seats=100, cc=53)
    scores = []
    for share in (0, 900):
        world = a_world(congress)
        world.rung[0, 1] = Rung.EXPELLED
        world.cells[0] = [0, share, 0, 0, 0, 1000 - share]
        plea = orders.by_token(world.scenario)["appeal"]
        assert orders.reasons(look(world, 1))[0, plea] == 0
        assert orders.reasons(look(world, 2))[0, plea] != 0
        given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
        given[0, 1, 0] = [plea, -1, -1]
        docket = dockets.form_docket(world, congress, 0, given)
        assert votes.token(world.scenario, docket, 0) == "return:boris"
        scores.append(int(hold(world, congress, docket).bloc_score[0, 2]))
    assert scores[1] - scores[0] == 270


def test_a_record_writes_and_reads_an_appeal_in_the_hall_and_from_outside():
    play = quarter.start(a_scenario(), dice.seeds("write", 1))
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    seat, row = notation.decide(play, "orders boris line:industry-up")
    decided = [play.default(k) for k in range(5)]
    decided[seat] = row
    play.submit(decided)
    while play.sitting.body != POLITBURO:
        play.submit([play.default(k) for k in range(5)])
    line = "floor clara politburo.1 motion:line:industry-up appeal stake:0"
    seat, row = notation.decide(play, line)
    assert play.problem(seat, row) is None
    decided = [play.default(k) for k in range(5)]
    decided[seat] = row
    assert notation.lines_of(play, decided) == [line]


@pytest.mark.parametrize("seed", ["a", "b"])
def test_politicians_appeal_and_their_games_keep_their_wholes(seed):
    s = a_scenario()
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds(seed, 60))
    heard = False
    while not play.over:
        decided = players.decide_all(play, seats)
        if play.stage.kind == "floor":
            heard |= any((d[:, 1] == Stance.APPEAL).any() for d in decided)
            due = play._due_only(decided)
            assert all((play.lawful(decided)[k] == d).all() for k, d in enumerate(due))
        play.submit(decided, lawful=True)
        assert invariants(play.world) == []
    assert heard

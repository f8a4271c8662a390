"""Structural motions break the circuit at a named joint; each is shown in the smallest world that has the joint."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.rules import (
    dice,
    dockets,
    elections,
    motions,
    orders,
    power,
    quarter,
    reckoning,
    sittings,
    statutes,
    votes,
)
from game.rules.changes import Changes
from game.rules.scenario import Agenda
from game.rules.terms import CONGRESS, STATUTE_COUNT, Motion
from game.rules.view import look
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting


def a_world(**more):
    return World.new(a_scenario(**more), dice.seeds("law", 1))


def pass_law(world, name, mover=1):
    ch = Changes(world)
    statutes.carry(ch, np.array([0]), np.array([motions.STATUTE[name]]), np.array([mover]))
    ch.apply()
    return world


def drift(world):
    before = world.secretaries.copy()
    ch = Changes(world)
    reckoning.drift(ch)
    ch.apply()
    return (world.secretaries - before)[0, :, :-1].sum(axis=0)


def test_the_table_of_statutes_has_a_place_for_every_structural_motion():
    assert len(motions.STATUTES) == STATUTE_COUNT
    assert set(motions.COUNTERPART) <= set(motions.STATUTE)


def test_a_collegial_secretariat_shares_its_drift_among_three():
    alone, shared = drift(a_world()), drift(pass_law(a_world(), "collegial-secretariat"))
    assert (alone > 0).sum() == 1
    assert (shared > 0).sum() == 3
    assert shared[0] < alone[0]


def test_without_the_post_nobody_drifts_nobody_fills_it_and_no_appointment_is_open():
    world = pass_law(a_world(), "abolish-general-secretary")
    assert drift(world).sum() == 0
    ch = Changes(world)
    elections.fill_offices(ch)
    ch.apply()
    assert power.secretary_general(world)[0] == -1
    place = orders.spans(world.scenario)[orders.KIND["place"]]
    assert (orders.reasons(look(world, 0))[0, place] > 0).all()


def test_under_the_politburo_the_secretariat_appoints_only_with_a_majority_there():
    world = pass_law(a_world(), "subordinate-secretariat")
    place = orders.spans(world.scenario)[orders.KIND["place"]]
    assert power.politburo_own(world)[0, 0] * 2 <= power.politburo_size(world)[0]
    assert (orders.reasons(look(world, 0))[0, place] > 0).all()


def test_a_secret_ballot_sends_more_of_a_minority_to_the_congress():
    congress = a_sitting(CONGRESS, 0, "congress.1", seats=700, tiers=2, grip=600)
    open_hall = votes.delegates(a_world(), congress)
    secret = votes.delegates(pass_law(a_world(), "secret-ballot"), congress)
    assert open_hall is not None
    assert secret is not None
    assert secret.sum() == open_hall.sum() == 700
    largest = open_hall.sum(axis=1)[0, :-1].argmax()
    assert secret[0, :, largest].sum() < open_hall[0, :, largest].sum()


def test_tenure_calms_the_secretaries_and_rotation_frightens_them():
    plain = a_world().security[0]
    assert pass_law(a_world(), "tenure").security[0] > plain > pass_law(a_world(), "rotation").security[0]


def test_a_larger_politburo_is_filled_at_the_next_election_and_keeps_who_sits():
    world = a_world()
    before, size = (world.rung[0] == 7).copy(), world.size.copy()
    pass_law(world, "enlarge-politburo")
    ch = Changes(world)
    full, candidates = world.size[:, 0], world.size[:, 1]
    elections.elect_politburo(ch, full, candidates, True, np.array([True]), world.size - size)
    ch.apply()
    after = world.rung[0] == 7
    assert after.sum() == before.sum() + 2
    assert (after & before).sum() == before.sum()
    assert invariants(world) == []


def test_the_ban_on_factions_lifted_halves_a_case_and_ends_when_it_is_enforced_again():
    world = a_world()
    world.exposure[0, 1] = 400
    pass_law(world, "lift-ban")
    assert world.exposure[0, 1] == 200
    assert statutes.in_force(world, "lift-ban")[0]
    pass_law(world, "enforce-ban")
    assert not statutes.in_force(world, "lift-ban")[0]
    assert statutes.in_force(world, "enforce-ban")[0]


def test_a_delegation_takes_a_fortress_in_two_quarters():
    world = a_world()
    world.secretaries[0, 1] = [20, 0, 900, 0, 0, 80]
    world.first[0, 1] = 2
    ch = Changes(world)
    statutes.send(ch, np.array([0]), np.array([1]), np.array([0]))
    ch.apply()
    held = [900]
    for _ in range(2):
        ch = Changes(world)
        statutes.reckon(ch)
        ch.apply()
        held.append(int(world.secretaries[0, 1, 2]))
    assert held[0] > held[1] > held[2]
    assert world.secretaries[0, 1, 2] < world.scenario.parameter["fortress"]
    assert world.first[0, 1] == 0
    assert world.delegated[0, 1] == 0


def test_a_commission_that_passes_beats_the_harsher_motion_on_the_same_man():
    world = a_world()
    world.exposure[0, 1] = 600
    docket = votes.Docket.empty(1, 4)
    docket.motion[0, :2] = Motion.COMMISSION, Motion.SANCTION
    docket.subject[0, :2] = 1
    docket.severity[0, 1] = 6
    docket.mover[0, :2] = 3, 0
    tokens = [m.token for m in motions.catalogue(world.scenario)]
    docket.catalogue[0, :2] = tokens.index("commission:boris"), tokens.index("sanction-6:boris")
    world.trust[0, :, 1] = 900
    world.lean[0, :, 1] = 900
    silent = np.full((1, 5, 3), 0, dtype=np.int32)
    silent[:, :, 0] = -1
    counts = sittings.run(world, a_sitting(1, 0, "cc.1"), docket, silent)
    assert [slot for slot, _, _ in counts] == [0]
    assert counts[0][1].carried[0]
    assert world.rung[0, 1] >= 5


@pytest.mark.parametrize("level", ["random", "politician"])
def test_games_with_structural_motions_keep_their_wholes_and_use_them(level):
    s = a_scenario()
    seats = [players.level(level, s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("statutes", 40))
    tabled = set()
    options = orders.options(s)
    while not play.over:
        decided = players.decide_all(play, seats)
        if play.stage.kind == "orders":
            for given in decided:
                tabled |= {
                    options[n].token.partition(":")[2].partition(":")[0]
                    for n in np.unique(given[:, :, 0])
                    if n >= 0
                }
        play.submit(decided)
        assert invariants(play.world) == []
    assert {"statute"} <= tabled


def test_a_motion_that_the_calendar_brings_is_not_tabled_a_second_time():
    line = Agenda(int(Motion.LINE), 1, -1, 0, -1)
    meeting = a_sitting(3, 0, "conference.1", seats=100, agenda=(line,))
    world = World.new(a_scenario(sittings=(meeting,)), dice.seeds("twice", 1))
    token = orders.by_token(world.scenario)
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    given[0, 1, 0] = [token["line:revolution-down"], 0, 0]
    given[0, 2, 0] = [token["line:industry-up"], 0, 0]
    docket = dockets.form_docket(world, meeting, 0, given)
    names = [votes.token(world.scenario, docket, n) for n in range(docket.slots) if docket.motion[0, n]]
    assert sorted(names) == ["line:industry-up", "line:revolution-down"]

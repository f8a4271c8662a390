"""The unions and the Comintern have delegates and an office of their own; the joint plenum needs two thirds."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game.rules import dice, dockets, halls, motions, orders, sittings, votes
from game.rules.scenario import Office
from game.rules.terms import COMINTERN, JOINT, UNIONS, Motion, Rung
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting

HOUSE = a_sitting(UNIONS, 0, "unions.8", seats=100)


def a_world(body=UNIONS, holder=2, sitting=HOUSE):
    s = a_scenario(sittings=(sitting,))
    head = Office("head", holder, body, ("run",), (), -1, 1, (), ())
    return World.new(dataclasses.replace(s, offices=(*s.offices, head)), dice.seeds("house", 1))


def silent():
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    return said


def names(world, docket):
    return [votes.token(world.scenario, docket, n) for n in range(docket.slots) if docket.motion[0, n]]


def test_the_head_of_a_house_brings_his_apparatus_and_the_works_send_the_rest():
    world = a_world()
    world.cells[0] = [800, 0, 0, 0, 0, 200]
    assert halls.delegates(world, HOUSE)[0].sum(axis=0).tolist() == [40, 0, 50, 0, 0, 10]


def test_the_executive_of_the_comintern_looks_to_who_holds_the_secretaries():
    sitting = a_sitting(COMINTERN, 0, "comintern.1", seats=100)
    world = a_world(COMINTERN, sitting=sitting)
    world.secretaries[0] = [500, 500, 0, 0, 0, 0]
    assert halls.delegates(world, sitting)[0].sum(axis=0).tolist() == [30, 30, 40, 0, 0, 0]


def test_a_house_votes_on_whether_it_keeps_its_head_and_may_refuse():
    kept, refused = a_world(), a_world()
    kept.trust[0], refused.trust[0] = 900, -900
    refused.cells[0] = [900, 0, 0, 0, 0, 100]
    refused.scenario.parameter["house.unions"] = 100
    for world in (kept, refused):
        docket = dockets.form_docket(world, HOUSE, 0, None)
        assert names(world, docket) == ["confirm:head"]
        sittings.run(world, HOUSE, docket, silent())
        assert invariants(world) == []
    assert [int(w.holder[0, -1]) for w in (kept, refused)] == [2, -1]


def test_only_the_house_fills_its_office():
    world = a_world()
    fill = next(m for m in motions.catalogue(world.scenario) if m.token == "fill:head")
    assert fill.bodies == (UNIONS,)
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    given[0, 0, 0] = [orders.by_token(world.scenario)["table:fill:head"], 0, 0]
    docket = dockets.form_docket(world, HOUSE, 0, given)
    assert names(world, docket) == ["confirm:head", "fill:head/anna"]
    world.holder[0, -1] = -1
    world.memo.clear()
    world.cells[0] = [1000, 0, 0, 0, 0, 0]
    docket = dockets.form_docket(world, HOUSE, 0, given)
    assert names(world, docket) == ["fill:head/anna"]
    sittings.run(world, HOUSE, docket, silent())
    assert world.holder[0, -1] == 0


def test_who_is_outside_the_party_may_appeal_to_the_comintern():
    sitting = a_sitting(COMINTERN, 0, "comintern.1", seats=100)
    world = a_world(COMINTERN, sitting=sitting)
    world.rung[0, 1] = Rung.EXPELLED
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    given[0, 1, 0] = [orders.by_token(world.scenario)["appeal"], -1, -1]
    docket = dockets.form_docket(world, sitting, 0, given)
    assert names(world, docket) == ["confirm:head", "return:boris"]
    world.trust[0] = 1000
    sittings.run(world, sitting, docket, silent())
    assert world.rung[0, 1] == Rung.MEMBER


@pytest.mark.parametrize(("severity", "out"), [(5, True), (6, False), (7, False)])
def test_to_put_somebody_out_a_joint_plenum_needs_two_thirds(severity, out):
    joint = a_sitting(JOINT, 0, "joint.1")
    world = a_world(sitting=joint)
    world.scenario.parameter["vote.disposition"] = 0
    world.scenario.parameter["vote.precedent"] = 0
    world.rung[0, 5:] = Rung.MEMBER
    world.exposure[0, 1] = 900
    world.trust[0] = 0
    world.trust[0, 0, 1] = -1000
    world.bloc[0] = [[60, 40, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]]
    docket = votes.Docket.empty(1, 4)
    docket.motion[0, 0], docket.subject[0, 0], docket.severity[0, 0] = Motion.SANCTION, 1, severity
    docket.mover[0, 0] = 0
    tokens = [m.token for m in motions.catalogue(world.scenario)]
    docket.catalogue[0, 0] = tokens.index(f"sanction-{severity}:boris")
    result = sittings.run(world, joint, docket, silent())[0][1]
    assert result.for_[0] > result.against[0]
    assert 3 * result.for_[0] < 2 * (result.for_[0] + result.against[0] + result.abstain[0])
    assert result.carried[0] == out

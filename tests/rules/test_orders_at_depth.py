"""Transfer, inspection, platform, street, circle and letters: what each does, and to whom it is open."""

from __future__ import annotations

import numpy as np

from game.rules import dice, orders, resolve
from game.rules.changes import Changes
from game.rules.resolve import Rows
from game.rules.terms import CONGRESS, Rung
from game.rules.view import look
from game.rules.world import World
from tests.builders import a_scenario, a_sitting


def a_world(histories=1, **more):
    return World.new(a_scenario(**more), dice.seeds("depth", histories))


def give(world, kind, who, target=0):
    h = np.arange(world.histories)
    ch = Changes(world)
    resolve.RULES[kind](ch, Rows(h, np.full_like(h, who), np.full_like(h, target), np.zeros_like(h)))
    ch.apply()
    return world


def reason(world, seat, token):
    closed = orders.reasons(look(world, seat))
    return orders.REASONS[int(closed[0, orders.by_token(world.scenario)[token]])]


def test_a_transfer_makes_the_first_secretary_his_and_frightens_the_others():
    world = a_world()
    world.first[0, 3] = 2
    before = world.secretaries[0, 3].copy(), int(world.security[0]), int(world.trust[0, 2, 0])
    give(world, "transfer", 0, 3)
    assert world.first[0, 3] == 0
    assert world.secretaries[0, 3, 0] > before[0][0]
    assert world.security[0] == before[1] - world.scenario.parameter["transfer.security"]
    assert world.trust[0, 2, 0] < before[2]


def test_only_the_secretariat_transfers_and_never_in_another_mans_fortress():
    world = a_world()
    region = world.scenario.regions[3]
    world.capital[...] = 5
    assert reason(world, 0, f"transfer:{region}") == "open"
    assert reason(world, 1, f"transfer:{region}") == "no-office"
    world.first[0, 3] = 2
    world.secretaries[0, 3] = [50, 0, 900, 0, 0, 50]
    world.memo.clear()
    assert reason(world, 0, f"transfer:{region}") == "fortress"


def test_an_inspection_adds_to_a_case_only_where_there_is_one():
    clean, known = a_world(), a_world()
    known.exposure[0, 2] = 250
    for world in (clean, known):
        world.exposure[0, 2] = world.exposure[0, 2]
        world.first[0, 5] = 2
    was = int(clean.exposure[0, 2]), int(clean.grip[0, 5])
    give(clean, "inspect", 3, 2)
    give(known, "inspect", 3, 2)
    assert clean.exposure[0, 2] == (was[0] if was[0] < 200 else was[0] + 60)
    assert known.exposure[0, 2] == 310
    assert clean.grip[0, 5] == was[1] - clean.scenario.parameter["inspect.grip"]


def test_a_platform_is_free_before_a_congress_and_a_case_at_any_other_time():
    congress = a_sitting(CONGRESS, 4, "congress.9", seats=700)
    early, late = (a_world(sittings=(congress,)) for _ in range(2))
    early.quarter, late.quarter = 3, 1
    before = int(early.exposure[0, 1])
    give(early, "platform", 1)
    give(late, "platform", 1)
    assert early.exposure[0, 1] == before
    assert late.exposure[0, 1] == before + late.scenario.parameter["platform.exposure"]
    assert (early.pages[0, 1] > early.scenario.pages[1]).sum() == 2


def test_the_street_wins_in_some_histories_and_loses_in_others_and_is_never_forgotten():
    world = a_world(histories=60)
    before = world.cells.copy()
    exposure = world.exposure[:, 1].copy()
    give(world, "demonstrate", 1)
    towns = np.flatnonzero(np.asarray(world.scenario.towns) & 4)
    moved = (world.cells - before)[:, towns[0], 1]
    assert (moved > 0).any()
    assert (moved < 0).any()
    assert (world.exposure[:, 1] == np.minimum(exposure + 250, 1000)).all()


def test_circle_and_letters_are_for_those_outside_and_keep_something_alive():
    world = a_world()
    world.capital[...] = 3
    assert reason(world, 1, "circle") == "rung"
    assert reason(world, 1, "letters") == "rung"
    world.rung[0, 1] = Rung.EXPELLED
    world.memo.clear()
    assert reason(world, 1, "circle") == "open"
    assert reason(world, 1, "letters") == "open"
    assert reason(world, 1, "platform") == "outside"
    cells, pages = world.cells[0, :, 1].copy(), int(world.pages[0, 1].sum())
    give(world, "circle", 1)
    give(world, "letters", 1)
    assert ((world.cells[0, :, 1] - cells) > 0).sum() == 2
    assert world.pages[0, 1].sum() == pages + 1

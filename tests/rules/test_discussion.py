"""A party discussion and the party-wide vote of the cells: what open words do, and what a raised hand hides."""

from __future__ import annotations

import numpy as np

from game.record import notation
from game.rules import (
    dice,
    dockets,
    halls,
    motions,
    orders,
    quarter,
    reckoning,
    resolve,
    sittings,
    statutes,
    votes,
)
from game.rules.changes import Changes
from game.rules.scenario import Agenda
from game.rules.terms import CELLS, CONGRESS, Motion
from game.rules.view import look
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting


def a_world(**more):
    return World.new(a_scenario(**more), dice.seeds("talk", 1))


def give(world, seat, *tokens):
    """Resolve orders of one seat."""
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    for n, token in enumerate(tokens):
        given[0, seat, n] = [orders.by_token(world.scenario)[token], -1, -1]
    ch = Changes(world)
    resolve.resolve(ch, given, resolve.rows_by_kind(world, given))
    ch.apply()
    return world


def hands(**more):
    return a_sitting(CELLS, 0, "cells.1", seats=100_000, source_cells=True, **more)


def test_an_open_discussion_lasts_this_quarter_and_the_next():
    world = give(a_world(), 1, "discussion")
    assert world.discussion[0] == 2
    reckoning.reckon(world)
    assert world.discussion[0] == 1
    reckoning.reckon(world)
    assert world.discussion[0] == 0


def test_opening_a_discussion_makes_the_secretaries_uneasy():
    before = a_world().security[0]
    assert give(a_world(), 1, "discussion").security[0] < before


def test_in_an_open_discussion_words_carry_half_as_far_again_and_nobody_is_charged_for_them():
    shut, open_ = a_world(), a_world()
    open_.discussion[0] = 1
    before = shut.bases[0, :, 1].copy()
    for world in (shut, open_):
        give(world, 1, "expound:industry", "polemic:anna")
    assert before[0] - open_.bases[0, 0, 1] == (before[0] - shut.bases[0, 0, 1]) * 3 // 2
    assert open_.bases[0, 1, 1] > shut.bases[0, 1, 1]
    assert open_.exposure[0, 1] == a_world().exposure[0, 1] < shut.exposure[0, 1]


def test_an_open_discussion_sends_more_of_a_minority_to_the_congress():
    congress = a_sitting(CONGRESS, 0, "congress.1", seats=700, tiers=2, grip=600)
    quiet, loud = a_world(), a_world()
    loud.discussion[0] = 1
    largest = halls.delegates(quiet, congress).sum(axis=1)[0, :-1].argmax()
    few = halls.delegates(quiet, congress)[0, :, largest].sum()
    assert halls.delegates(loud, congress)[0, :, largest].sum() < few


def test_who_carries_neither_the_politburo_nor_a_third_of_the_plenum_opens_no_discussion():
    world = a_world()
    world.bloc[0, 0] = [100, 0, 0, 0, 0, 0]
    world.lean[0] = [1000, -1000, -1000, -1000, -1000]
    place = orders.by_token(world.scenario)["discussion"]
    codes = [int(orders.reasons(look(world, k))[0, place]) for k in (0, 1)]
    assert codes == [0, orders.REASON["third"]]


def test_closing_the_discussion_ends_it_and_can_be_moved_only_while_it_lasts():
    world = a_world()
    token = orders.by_token(world.scenario)["table:statute:close-discussion"]
    assert orders.reasons(look(world, 0))[0, token] == orders.REASON["held"]
    world.discussion[0] = 2
    world.memo.clear()
    assert orders.reasons(look(world, 0))[0, token] == 0
    ch = Changes(world)
    statutes.carry(ch, np.array([0]), np.array([motions.STATUTE["close-discussion"]]), np.array([0]))
    ch.apply()
    assert world.discussion[0] == 0


def test_of_a_minority_in_the_cells_only_the_fearless_raise_a_hand():
    world = a_world()
    world.cells[0] = [0, 960, 40, 0, 0, 0]
    world.fear[0] = 0
    assert abs(int(halls.delegates(world, hands(grip=0))[0, :, 2].sum()) - 4000) <= 14
    world.fear[0] = 850
    assert abs(int(halls.delegates(world, hands(grip=0))[0, :, 2].sum()) - 600) <= 14
    assert halls.delegates(world, hands(grip=1000))[0, :, 2].sum() == 0
    assert halls.delegates(world, hands(grip=300)).sum() == 100_000


def test_the_cells_vote_on_the_theses_and_who_speaks_there_is_not_charged():
    theses = Agenda(int(Motion.THESES), -1, -1, 0, -1)
    vote = hands(agenda=(theses,))
    world = World.new(a_scenario(sittings=(vote,)), dice.seeds("hands", 1))
    docket = dockets.form_docket(world, vote, 0, None)
    assert votes.token(world.scenario, docket, 0) == "theses"
    assert docket.mover[0, 0] == 0
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    said[0, 1] = [0, 2, 0]
    case = int(world.exposure[0, 1])
    ((_, result, _),) = sittings.run(world, vote, docket, said)
    assert result.for_[0] + result.against[0] + result.abstain[0] == 100_000
    assert world.exposure[0, 1] == case
    assert invariants(world) == []


def test_a_record_writes_and_reads_what_is_said_before_the_cells():
    theses = Agenda(int(Motion.THESES), -1, -1, 0, -1)
    play = quarter.start(a_scenario(sittings=(hands(agenda=(theses,)),)), dice.seeds("hands", 1))
    while play.stage.kind != "floor":
        play.submit([play.default(k) for k in range(5)])
    seat, row = notation.decide(play, "floor boris cells.1 motion:theses speak-against stake:1")
    assert (seat, row.tolist()) == (1, [[0, 2, 1]])
    decided = [play.default(k) for k in range(5)]
    decided[1] = row
    assert notation.lines_of(play, decided) == ["floor boris cells.1 motion:theses speak-against stake:1"]

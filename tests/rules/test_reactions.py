"""Free reactions: an answer to a polemic, an illness of policy, a letter from a sick-bed."""

from __future__ import annotations

import numpy as np

from game import players
from game.record import notation
from game.rules import dice, dockets, lawful, orders, quarter, reckoning, resolve, sittings
from game.rules.changes import Changes
from game.rules.terms import CC, Stance
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting

PLENUM = a_sitting(CC, 0, "cc.1")


def a_world():
    return World.new(a_scenario(sittings=(PLENUM,)), dice.seeds("react", 1))


def order(world, seat, token):
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    given[0, seat, 0] = [orders.by_token(world.scenario)[token], -1, 0]
    if not token.startswith(("table", "line")):
        ch = Changes(world)
        resolve.resolve(ch, given, resolve.rows_by_kind(world, given))
        ch.apply()
    return given


def hold(world, given=None, **stances):
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    for name, stance in stances.items():
        said[0, world.scenario.contenders.index(name)] = [0, stance, 0]
    docket = dockets.form_docket(world, PLENUM, 0, given)
    return sittings.run(world, PLENUM, docket, said)


def partners(world, a, b):
    world.pact_in[0, 0, [a, b]] = 1
    world.pact_state[0, 0] = 1
    world.pact_term[0, 0] = 4
    world.pact_clause[0, 0, 0] = 1
    return world


def may(world, seat, stance):
    nil = np.zeros(1, dtype=np.int32)
    docket = dockets.form_docket(world, PLENUM, 0, None)
    return bool(lawful.allowed(world, PLENUM, docket, seat, nil, nil + stance)[0])


def test_an_answer_wins_back_half_of_what_the_polemic_took_and_goes_into_print():
    world = a_world()
    full, pages = int(world.bases[0, 1, 1]), int(world.pages[0, 1].sum())
    order(world, 0, "polemic:boris")
    lost = full - int(world.bases[0, 1, 1])
    assert world.attacked[0].tolist() == [0, lost, 0, 0, 0]
    hold(world, boris=Stance.ANSWER)
    assert world.bases[0, 1, 1] == full - lost + lost // 2
    assert world.pages[0, 1].sum() == pages + 1
    assert world.attacked[0, 1] == 0


def test_one_answers_only_what_was_said_this_quarter():
    world = a_world()
    assert not may(world, 1, Stance.ANSWER)
    order(world, 0, "polemic:boris")
    assert may(world, 1, Stance.ANSWER)
    reckoning.reckon(world)
    assert not may(world, 1, Stance.ANSWER)


def test_who_is_ill_of_policy_has_no_vote_that_day_and_breaks_no_promise():
    votes_, kept = [], []
    for stances in ({"clara": Stance.SPEAK_FOR}, {"clara": Stance.ILL}):
        world = partners(a_world(), 1, 2)
        world.trust[0, 2] = [1000, 0, 0, 0, 0]
        world.exposure[0, 1] = 900
        given = order(world, 0, "table:sanction-2:boris")
        world.pact_clause[0, 0, 0] = 1
        world.scenario.parameter["vote.pact"] = 0
        word = int(world.reputation[0, 2])
        result = hold(world, given, **stances)[0][1]
        votes_.append(int(result.persons[0, 2]))
        kept.append(int(world.reputation[0, 2]) == word)
        assert world.absent[0, 2] == 0
    assert votes_ == [1, -9]
    assert kept == [False, True]


def test_a_promise_to_vote_together_is_broken_by_a_word_and_not_by_silence():
    votes_, kept = [], []
    for stances in ({}, {"clara": Stance.SPEAK_FOR}, {"clara": Stance.SPEAK_AGAINST}):
        world = partners(a_world(), 1, 2)
        world.trust[0, 2] = [1000, 0, 0, 0, 0]
        world.exposure[0, 1] = 900
        given = order(world, 0, "table:sanction-2:boris")
        world.pact_clause[0, 0, 0] = 1
        world.scenario.parameter["vote.pact"] = 0
        word = int(world.reputation[0, 2])
        result = hold(world, given, **stances)[0][1]
        votes_.append(int(result.persons[0, 2]))
        kept.append(int(world.reputation[0, 2]) == word)
    assert votes_ == [0, 1, -1]
    assert kept == [True, False, True]


def test_an_illness_of_policy_costs_lean_when_the_quarter_ends():
    well, ill = a_world(), a_world()
    hold(well)
    hold(ill, clara=Stance.ILL)
    for world in (well, ill):
        reckoning.reckon(world)
    assert (well.lean[0, :, 2] - ill.lean[0, :, 2]).tolist() == [20] * len(well.scenario.figures)


def test_who_is_ill_in_earnest_votes_by_letter_and_only_through_a_partner():
    given = order(a_world(), 0, "table:sanction-2:boris")
    alone, allied = a_world(), partners(a_world(), 2, 3)
    for world in (alone, allied):
        world.absent[0, 2] = 1
    assert not may(alone, 2, Stance.PROXY)
    assert may(allied, 2, Stance.PROXY)
    assert not may(allied, 3, Stance.PROXY)
    assert not may(allied, 2, Stance.SPEAK_FOR)
    assert hold(alone, given)[0][1].persons[0, 2] == -9
    assert hold(allied, given, clara=Stance.PROXY)[0][1].persons[0, 2] != -9
    assert allied.absent[0, 2] == 1


def test_a_record_writes_reactions_without_a_motion_and_reads_them_again():
    play = quarter.start(a_scenario(), dice.seeds("write", 1))
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    decided = [play.default(k) for k in range(5)]
    decided[0] = notation.fragment(play, 0, ["polemic:boris"])
    play.submit(decided)
    while play.world.absent[0, 1] or play.stage.kind != "floor":
        play.submit([play.default(k) for k in range(5)])
    line = f"floor boris {play.sitting.id} answer"
    seat, row = notation.decide(play, line)
    assert row.tolist() == [[0, Stance.ANSWER, 0]]
    assert play.problem(seat, row) is None
    decided = [play.default(k) for k in range(5)]
    decided[seat] = row
    assert notation.lines_of(play, decided) == [line]


def test_politicians_answer_stay_away_write_and_withdraw():
    s = a_scenario()
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("react", 150))
    taken = set()
    while not play.over:
        decided = players.decide_all(play, seats)
        if play.stage.kind == "floor":
            due = play._due_only(decided)
            for k, mine in enumerate(due):
                assert (play.lawful(decided)[k] == mine).all()
                taken |= set(np.unique(mine[mine[:, 0] >= 0, 1]).tolist())
        play.submit(decided, lawful=True)
        assert invariants(play.world) == []
    assert {Stance.ANSWER, Stance.ILL, Stance.PROXY, Stance.WITHDRAW} <= taken

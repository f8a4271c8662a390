"""Seats in the Politburo: who is raised, who makes room, what a post counts, and blows that name a man's people."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game import players
from game.record import notation
from game.rules import dice, dockets, elections, orders, quarter, sittings, votes
from game.rules.changes import Changes
from game.rules.motions import naming, others_named
from game.rules.scenario import Office
from game.rules.terms import CC, Motion, Rung, Stance
from game.rules.view import look, look_together
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting, with_parameter

PLENUM = a_sitting(CC, 0, "cc.1")
EVERY = np.array([True])


def a_world(scenario=None):
    world = World.new(scenario or a_scenario(sittings=(PLENUM,)), dice.seeds("seats", 1))
    world.capital[0] = 9
    return world


def silent(**stances):
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    for name, row in stances.items():
        said[0, ("anna", "boris", "clara", "david", "elena").index(name)] = row
    return said


def voted(world, token, *, mover="anna", extra=0, sure=True):
    """Table one motion, run the plenum, and say what it came to; `sure`: everybody is the mover's man."""
    if sure:
        k = world.scenario.contenders.index(mover)
        world.lean[0] = -1000
        world.lean[0, :, k] = 1000
        world.trust[0, :, k] = 1000
        world.trust[0, k, k] = 0
        world.bloc[0, 0] = 0
        world.bloc[0, 0, k] = 40
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    place = orders.by_token(world.scenario)[f"table:{token}"]
    given[0, world.scenario.contenders.index(mover), 0] = [place, extra, 0]
    docket = dockets.form_docket(world, PLENUM, 0, given)
    names = [votes.token(world.scenario, docket, n) for n in range(docket.slots)]
    results = sittings.run(world, PLENUM, docket, silent())
    assert invariants(world) == []
    return [n for n in names if n != "none"], results


def figure(world, n):
    return len(world.scenario.contenders) + n


def seat(world, person, to):
    ch = Changes(world)
    elections.take_seat(ch, np.array([0]), np.array([to]), np.array([person]))
    ch.apply()


def test_a_free_seat_is_taken_and_nobody_makes_room():
    world = a_world()
    before = (world.rung[0] == Rung.CANDIDATE).sum()
    world.size[0, 1] = before + 1
    man = figure(world, 7)
    assert world.rung[0, man] == Rung.CC
    names, _ = voted(world, "seat:candidates", extra=man)
    assert names == ["seat:candidates/figure-7"]
    assert world.rung[0, man] == Rung.CANDIDATE
    assert (world.rung[0] == Rung.CANDIDATE).sum() == before + 1


def test_on_a_full_list_the_figure_who_stands_lowest_makes_room():
    world = a_world()
    candidates = np.flatnonzero(world.rung[0] == Rung.CANDIDATE)
    world.size[0, 1] = len(candidates)
    men = candidates[candidates >= 5]
    world.lean[0, men - 5] = 500
    world.lean[0, men[2] - 5] = -900
    new = figure(world, 9)
    seat(world, new, 1)
    assert world.rung[0, new] == Rung.CANDIDATE
    assert world.rung[0, men[2]] == Rung.CC
    assert (world.rung[0] == Rung.CANDIDATE).sum() == len(candidates)


@pytest.mark.parametrize("rung", [Rung.MEMBER, Rung.CANDIDATE, Rung.POLITBURO])
def test_who_is_not_of_the_committee_or_sits_there_already_stays_what_he_is(rung):
    world = a_world()
    man = figure(world, 9)
    world.rung[0, man] = rung
    before = world.rung.copy()
    seat(world, man, 1)
    assert np.array_equal(world.rung, before)


def test_a_seat_given_to_a_man_serves_his_patron_and_hits_whose_man_makes_room():
    world = a_world()
    world.lean[0] = -1000
    world.lean[0, 9, 1] = world.lean[0, 2:7, 3] = 900
    world.size[0, 1] = (world.rung[0] == Rung.CANDIDATE).sum()
    docket = votes.Docket.empty(1, 4)
    docket.motion[0, 0], docket.subject[0, 0], docket.object[0, 0] = Motion.SEAT, 1, figure(world, 9)
    docket.mover[0, 0] = 1
    plus, minus = votes.plus_minus(world, docket, 0)
    assert (plus[0], minus[0]) == (1, 3)


def test_to_relieve_a_man_takes_every_post_he_holds_and_leaves_him_his_seat():
    world = a_world()
    man = figure(world, 0)
    world.holder[0, [1, 5]] = man
    rung = world.rung[0, man]
    world.lean[0] = [1000, -1000, -1000, -1000, -1000]
    world.lean[0, 0] = [-1000, 1000, -1000, -1000, -1000]
    world.bloc[0, 0] = [40, 0, 0, 0, 0, 0]
    world.exposure[0, 1] = 900
    names, results = voted(world, "relieve", extra=man - 5, sure=False)
    assert names == ["relieve/figure-0"]
    assert results[0][1].carried[0]
    assert (world.holder[0] != man).all()
    assert world.rung[0, man] == rung


def test_the_case_against_a_patron_decides_how_hard_it_is_to_relieve_his_man():
    votes_for = []
    for case in (0, 600):
        world = a_world()
        man = figure(world, 0)
        world.holder[0, 5] = man
        world.lean[0, 0] = [-900, 900, -900, -900, -900]
        world.exposure[0, 1] = case
        world.bloc[0, 0] = [0, 0, 30, 0, 0, 0]
        _, results = voted(world, "relieve", mover="clara", extra=man - 5, sure=False)
        votes_for.append(int(results[0][1].score[0, 2]))
    assert votes_for[1] > votes_for[0]


def test_a_sanction_that_names_several_is_voted_on_man_by_man():
    world = a_world()
    names, results = voted(world, "sanction-5:boris", extra=naming(2) | naming(3) | 1)
    assert names == ["sanction-5:boris/candidate", "sanction-5:clara/candidate", "sanction-5:david/candidate"]
    assert len(results) == 3
    assert [int(r.minus[0]) for _, r, _ in results] == [1, 2, 3]


def test_naming_a_man_twice_names_him_once():
    names, _ = voted(a_world(), "sanction-4:boris", extra=naming(1))
    assert names == ["sanction-4:boris"]


def test_who_is_named_is_read_from_the_bits_above_the_lowest():
    assert others_named(naming(4) | 1, 5) == (4,)
    assert others_named(-1, 5) == ()


@pytest.mark.parametrize(
    "text",
    [
        "table:cc.1:sanction-5:boris,clara,david/candidate",
        "table:cc.1:sanction-4:boris,elena",
        "table:cc.1:seat:politburo/figure-3",
        "table:cc.1:seat:candidates/elena",
        "table:cc.1:relieve/figure-2",
        "table:cc.1:statute:enlarge-candidates",
    ],
)
def test_what_is_written_of_seats_reads_back_as_it_was_written(text):
    play = quarter.start(a_scenario(events=()), dice.seeds("words", 1))
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    seat_, given = notation.decide(play, f"orders anna {text}")
    assert seat_ == 0
    assert notation.order_text(play.scenario, play.quarter, given[0, 0]) == text


@pytest.mark.parametrize(
    "text",
    [
        "table:cc.1:sanction-5:boris,nobody",
        "table:cc.1:seat:candidates",
        "table:cc.1:relieve/anna",
        "table:cc.1:relieve",
    ],
)
def test_a_seat_for_nobody_known_is_refused_with_a_word_of_help(text):
    play = quarter.start(a_scenario(events=()), dice.seeds("words", 1))
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    with pytest.raises(notation.NotationError):
        notation.decide(play, f"orders anna {text}")


def with_a_judge(**more):
    base = a_scenario(sittings=(PLENUM,))
    judge = Office("control", -1, 1, ("inspect",), (), -1, 1, (), ())
    return dataclasses.replace(base, offices=(*base.offices, judge), **more)


def test_who_takes_the_chair_of_the_control_commission_leaves_the_committee_and_his_posts():
    world = a_world(with_a_judge())
    man = figure(world, 8)
    world.holder[0, 5] = man
    voted(world, "fill:control", extra=man)
    assert world.holder[0, -1] == man
    assert world.holder[0, 5] != man
    assert world.rung[0, man] == Rung.MEMBER


def elect(world, full, candidates, keep):
    ch = Changes(world)
    nil = np.zeros(1, dtype=np.int32)
    elections.elect_politburo(ch, nil + full, nil + candidates, keep, EVERY)
    ch.apply()
    return [p for p in range(world.rung.shape[1]) if world.rung[0, p] == Rung.POLITBURO]


def test_who_judges_the_leaders_is_not_raised_among_them():
    world = a_world(with_a_judge())
    world.rung[0, 5:] = Rung.CC
    world.lean[0] = -500
    man = figure(world, 8)
    world.lean[0, 8] = 1000
    assert man in elect(world, 6, 0, keep=False)
    world.rung[0, man] = Rung.CC
    world.holder[0, -1] = man
    assert man not in elect(world, 6, 0, keep=False)


def test_between_congresses_a_vacant_seat_waits_for_a_man_who_stands_high_enough():
    for needed, filled in ((0, True), (3000, False)):
        scenario = with_parameter(a_scenario(sittings=(PLENUM,)), seat__full=needed, seat__candidate=needed)
        world = a_world(scenario)
        full = int((world.rung[0] == Rung.POLITBURO).sum())
        assert (len(elect(world, full + 1, 6, keep=True)) == full + 1) == filled


def test_a_post_that_goes_with_a_seat_raises_its_holder():
    base = a_scenario(sittings=(PLENUM,))
    claim = tuple(
        dataclasses.replace(office, seat=3000 if office.id == "sovnarkom" else 0) for office in base.offices
    )
    for offices, raised in ((base.offices, False), (claim, True)):
        world = a_world(dataclasses.replace(base, offices=offices))
        world.rung[0, 5:] = Rung.CC
        world.lean[0] = 0
        world.lean[0, 11] = -600
        world.holder[0, 5] = figure(world, 11)
        assert (figure(world, 11) in elect(world, 6, 0, keep=False)) == raised


def test_the_man_of_one_with_a_case_against_him_is_passed_over():
    places = []
    for case in (0, 1000):
        world = a_world()
        world.exposure[0, 3] = case
        world.lean[0, 4] = [300, 300, 300, 900, 300]
        places.append(int(elections.standing(world)[0, figure(world, 4)]))
    assert places[1] < places[0]


def test_the_first_seat_taken_by_a_vote_is_the_hardest_and_the_second_has_a_precedent():
    scores = []
    for done in (0, 1, 5):
        world = a_world()
        world.exposure[0, 1] = 500
        world.precedent[0] = done
        _, results = voted(world, "sanction-5:boris", sure=False)
        scores.append(int(results[0][1].score[0, 2]))
    assert scores[0] < scores[1] < scores[2]
    world = a_world()
    world.exposure[0, 1] = 900
    voted(world, "sanction-5:boris")
    assert world.rung[0, 1] == Rung.CC
    assert world.precedent[0] == 1


def test_a_sanction_that_takes_no_seat_makes_no_precedent():
    world = a_world()
    world.exposure[0, 1] = 900
    voted(world, "sanction-4:boris")
    assert world.precedent[0] == 0


def test_nobody_votes_against_his_own_word_and_his_people_follow_him():
    for stance, side in ((Stance.SPEAK_FOR, 1), (Stance.SPEAK_AGAINST, -1)):
        world = a_world()
        world.lean[0] = 0
        world.lean[0, 3] = [0, 0, 1000, 0, 0]
        docket = votes.Docket.empty(1, dockets.SLOTS[CC] + 1)
        docket.motion[0, 0], docket.subject[0, 0], docket.severity[0, 0] = Motion.SANCTION, 1, 3
        docket.mover[0, 0] = 0
        docket.catalogue[0, 0] = 11
        result = sittings.run(world, PLENUM, docket, silent(clara=[0, stance, 0]))[0][1]
        assert result.persons[0, 2] == side
        assert result.persons[0, figure(world, 3)] == side


def test_the_word_is_a_term_of_its_own_in_the_count():
    world = a_world()
    docket = votes.Docket.empty(1, 4)
    docket.motion[0, 0], docket.subject[0, 0], docket.severity[0, 0], docket.mover[0, 0] = (
        Motion.SANCTION,
        1,
        3,
        0,
    )
    said = silent(clara=[0, Stance.SPEAK_FOR, 0])
    count = votes.count(world, PLENUM, docket, 0, sittings.floor_of(said, 0), None, explain=True)
    assert count.terms["word"][0, :5].tolist() == [0, 0, votes.WORD, 0, 0]
    whole = sum(values[0] for values in count.terms.values())
    assert whole[:5].tolist() == count.score[0, :5].tolist()


def test_a_politician_puts_forward_himself_or_his_own_man_and_aims_at_the_men_of_whom_he_dislikes():
    from game.rules.nominees import relieved, seated

    play = quarter.start(a_scenario(), dice.seeds("nominees", 6))
    views = look_together(play.world, (0, 1, 2, 3, 4))
    who, aimed = seated(views), relieved(views)
    patron = views.patron
    for h in range(6):
        for k in range(5):
            for man in who[h, k]:
                assert man in (-1, k) or patron[h, k, man - 5] == k
            if aimed[h, k] >= 0:
                assert patron[h, k, aimed[h, k] - 5] not in (k, -1)
                assert (views.holder[h] == aimed[h, k]).any()


def test_machines_contest_seats_in_the_historical_scenario():
    from game.content import load

    s = load("moscow-1924").scenario
    play = quarter.start(s, dice.seeds("contest", 40))
    seated = [players.level("politician", s, k) for k in range(5)]
    span = orders.spans(s)[orders.KIND["table"]]
    used = set()
    while not play.over:
        given = players.decide_all(play, seated)
        if play.stage.kind == "orders":
            for row in np.concatenate([g.reshape(-1, 3) for g in given]):
                if span.start <= row[0] < span.stop:
                    used.add(orders.options(s)[row[0]].token.split(":")[1])
        play.submit(given)
    assert {"seat", "relieve"} <= used
    assert look(play.world, 0).precedent.max() >= 1

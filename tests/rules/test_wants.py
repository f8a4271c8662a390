"""What figures want and do not forgive: met, denied, crossed, offered; and every move of a mind has a cause."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game import players
from game.players import appraise, wooing
from game.rules import dice, orders, power, quarter, redlines, resolve, sittings, wants
from game.rules.changes import Changes, Ledger
from game.rules.scenario import Choice, Effect, Event, Office
from game.rules.terms import (
    INDUSTRY,
    MEASURES,
    OUTPUT,
    PEASANTS,
    POLITBURO,
    RED_LINES,
    SCARE,
    WANTS,
    WORKERS,
    Motion,
)
from game.rules.view import look_together
from game.rules.votes import Docket
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting, i32, with_parameter

LEADER = 0


def a_world(want="", red="", lean=100, **more):
    """One history in which the first contender rules alone and the first figure has one want and one red line."""
    s = a_scenario(figures=3, quarters=4)
    s = dataclasses.replace(
        s,
        wants=i32([[WANTS.index(want) if want else -1, -1], [-1, -1], [-1, -1]]),
        red=i32([RED_LINES.index(red) if red else -1, -1, -1]),
        lean=i32([[lean] * 5, [900, 0, 0, 0, 0], [900, 0, 0, 0, 0]]),
        **more,
    )
    world = World.new(s, dice.seed_of("wants"))
    world.ledger = Ledger()
    world.rung[0] = [7, 5, 5, 5, 5, 5, 7, 7]
    world.holder[0] = [LEADER, 3, 2, 1, 4, -1]
    world.had[...] = 0
    assert power.commanding(world)[0].tolist() == [True, False, False, False, False]
    return world


def closed(world):
    """The quarter's end as far as wants go: what moved in the lean of the first figure, by contender."""
    world.memo.clear()
    before = world.lean[0, 0].copy()
    ch = Changes(world)
    wants.reckon(ch)
    redlines.reckon(ch)
    ch.apply()
    assert invariants(world) == []
    return (world.lean[0, 0] - before).tolist()


def dial(which, value):
    def change(world):
        world.dial[0, which] = value

    return change


def tempo(value):
    def change(world):
        world.line[0, INDUSTRY] = value
        world.dial[0, OUTPUT] = 400

    return change


def line_from_his(distance):
    def change(world):
        world.position[0, 5] = 0
        world.line[0] = distance

    return change


def security(value):
    def change(world):
        world.security[0] = value

    return change


def struck(severity, by=0):
    def change(world):
        world.struck[0, by, 2] = severity

    return change


def a_post_from(giver):
    def change(world):
        world.holder[0, 5] = 5
        world.sponsor[0, 0, giver] = 1

    return change


def a_post_taken_by(taker):
    def change(world):
        world.had[0, 0] = 1
        world.sponsor[0, 0, taker] = -1

    return change


def army(scare, village):
    def change(world):
        world.dial[0, [SCARE, PEASANTS]] = [scare, village]

    return change


CASES = {
    "post": (a_post_from(3), a_post_taken_by(2), 3, 2),
    "tenure": (security(900), security(100), LEADER, LEADER),
    "peace": (struck(0), struck(5, by=4), LEADER, 4),
    "peasants": (dial(PEASANTS, 700), dial(PEASANTS, 200), LEADER, LEADER),
    "industry": (tempo(300), tempo(-900), LEADER, LEADER),
    "orthodoxy": (line_from_his(50), line_from_his(900), LEADER, LEADER),
    "army": (army(0, 600), army(800, 600), LEADER, LEADER),
    "workers": (dial(WORKERS, 700), dial(WORKERS, 200), LEADER, LEADER),
}


@pytest.mark.parametrize("want", WANTS)
def test_a_want_that_is_met_wins_and_one_that_is_denied_costs_the_one_to_whom_it_is_owed(want):
    met, denied, thanked, blamed = CASES[want]
    world = a_world(want)
    met(world)
    assert closed(world) == [15 if k == thanked else 0 for k in range(5)]
    assert world.wish[0, 0].tolist() == [1, 0]
    world = a_world(want)
    denied(world)
    assert closed(world) == [-20 if k == blamed else 0 for k in range(5)]
    assert world.wish[0, 0].tolist() == [-1, 0]


@pytest.mark.parametrize(
    ("want", "between"),
    [
        ("tenure", security(470)),
        ("peace", struck(3)),
        ("peasants", dial(PEASANTS, 450)),
        ("industry", tempo(-300)),
        ("orthodoxy", line_from_his(250)),
        ("army", army(250, 600)),
        ("workers", dial(WORKERS, 430)),
        ("post", lambda world: None),
    ],
)
def test_between_the_two_a_want_moves_nobody(want, between):
    world = a_world(want)
    between(world)
    assert closed(world) == [0] * 5


def test_what_goes_on_as_it_was_counts_for_half_and_a_change_counts_in_full():
    world = a_world("peasants")
    world.dial[0, PEASANTS] = 700
    assert [closed(world)[0] for _ in range(3)] == [15, 7, 7]
    world.dial[0, PEASANTS] = 200
    assert [closed(world)[0] for _ in range(3)] == [-20, -10, -10]


def test_coercion_denies_the_village_though_its_mood_is_still_good():
    world = a_world("peasants")
    world.dial[0, [PEASANTS, MEASURES]] = [700, 240]
    assert closed(world)[LEADER] == -20


def test_of_several_who_command_the_owner_of_the_line_is_thanked_and_blamed():
    world = a_world("workers")
    world.rung[0, :5] = world.size[0, 0] = 7
    world.pact_in[0, 0, :3] = 1
    world.pact_state[0, 0] = 1
    world.ownership[0, INDUSTRY] = [100, 100, 600, 900, 0]
    world.dial[0, WORKERS] = 100
    world.memo.clear()
    assert power.commanding(world)[0].tolist() == [True, True, True, False, False]
    assert closed(world) == [0, 0, -20, 0, 0]


def test_where_nobody_commands_nobody_is_thanked_for_the_country():
    world = a_world("workers")
    world.rung[0] = [7, 7, 7, 7, 5, 5, 5, 5]
    world.dial[0, WORKERS] = 900
    world.memo.clear()
    assert not power.commanding(world).any()
    assert closed(world) == [0] * 5


def test_a_storm_of_new_people_denies_tenure_even_where_posts_are_safe():
    world = a_world("tenure")
    world.security[0] = 900
    world.placed[0, LEADER, :2] = 1
    assert closed(world)[LEADER] == -20


def test_a_post_that_came_without_a_motion_is_owed_to_who_weighs_most_and_an_old_one_to_nobody():
    world = a_world("post")
    world.holder[0, 5] = 5
    assert closed(world)[LEADER] == 15
    assert world.sponsor[0, 0].tolist() == [1, 0, 0, 0, 0]
    world = a_world("post")
    world.holder[0, 5], world.had[0, 0] = 5, 1
    assert closed(world) == [0] * 5


def test_the_dead_and_the_expelled_want_nothing():
    world = a_world("workers", "mutiny")
    world.rung[0, 5] = 3
    world.dial[0, [WORKERS, PEASANTS]] = 0
    assert closed(world) == [0] * 5


def test_a_carried_motion_to_fill_a_post_says_whom_to_thank_and_whom_to_blame():
    world = a_world("post")
    office = 4
    world.holder[0, office] = 5
    docket = Docket.empty(1, 1)
    for name, value in (("motion", Motion.FILL), ("subject", office), ("object", 6), ("mover", 2)):
        getattr(docket, name)[0, 0] = value
    docket.catalogue[0, 0] = 0
    world.had[0, 0] = 1
    ch = Changes(world)
    sittings.carry(
        ch, a_sitting(POLITBURO, 0, "politburo.1"), docket, 0, np.array([True]), np.zeros((1, 5), dtype=bool)
    )
    ch.apply()
    assert world.holder[0, office] == 6
    assert world.sponsor[0, :2].tolist() == [[0, 0, -1, 0, 0], [0, 0, 1, 0, 0]]
    assert closed(world) == [0, 0, -20, 0, 0]


def offended(red, by=LEADER):
    world = a_world(red=red)
    world.offence[0, RED_LINES.index(red), by] = 1
    return world


@pytest.mark.parametrize(
    "red",
    ["extraordinary-measures", "commissar-in-unions", "bulk-expulsion", "letter-buried", "politics-in-staff"],
)
def test_a_red_line_costs_a_hundred_and_fifty_and_only_the_first_time(red):
    world = offended(red, by=2)
    assert closed(world) == [0, 0, -150, 0, 0]
    assert world.crossed[0, 0].tolist() == [0, 0, 1, 0, 0]
    assert not world.offence.any()
    world.offence[0, RED_LINES.index(red), [2, 3]] = 1
    assert closed(world) == [0, 0, 0, -150, 0]


def test_who_draws_no_red_line_forgives_everything():
    world = a_world()
    world.offence[...] = 1
    assert closed(world) == [0] * 5
    assert not world.crossed.any()


def test_the_fall_of_his_patron_is_laid_to_who_moved_it_and_to_nobody_else():
    world = a_world(red="patron-falls")
    world.lean[0, 0] = [0, 0, 800, 0, 0]
    world.struck[0, 3, 2] = 5
    world.struck[0, 1, 2] = 4
    assert closed(world) == [0, 0, 0, -150, 0]


def test_a_village_near_mutiny_is_held_against_one_man_once():
    world = a_world(red="mutiny")
    world.dial[0, PEASANTS] = 250
    assert closed(world) == [-150, 0, 0, 0, 0]
    assert closed(world) == [0] * 5


def test_a_secretariat_of_one_man_is_crossed_at_the_share_that_the_parameter_names():
    world = a_world(red="one-man-secretariat")
    world.secretaries[0, :] = [560, 100, 100, 100, 100, 40]
    world.memo.clear()
    assert closed(world) == [-150, 0, 0, 0, 0]
    world = a_world(red="one-man-secretariat")
    world.secretaries[0, :] = [540, 100, 100, 100, 100, 60]
    world.memo.clear()
    assert closed(world) == [0] * 5


def test_an_open_faction_in_the_central_committee_is_not_forgiven_and_a_secret_one_is_not_seen():
    for known, cost in ((1, -150), (0, 0)):
        world = a_world(red="faction-in-cc")
        world.pact_in[0, 0, [1, 2]] = 1
        world.pact_state[0, 0] = 1
        world.pact_known[0, 0] = known
        world.exposure[0, [1, 2]] = 400
        assert closed(world) == [0, cost, cost, 0, 0]


def test_his_own_men_are_those_of_the_region_he_answers_for():
    for region, cost in ((1, -150), (2, 0)):
        raion = Office("raion", 5, 0, ("place",), (1,), -1, 0, (), ())
        world = a_world(red="men-removed", offices=(*a_scenario(figures=3).offices[:5], raion))
        world.holder[0, 5] = 5
        ch = Changes(world)
        redlines.note_removals(ch, np.array([0]), i32([3]), i32([region]))
        ch.apply()
        assert closed(world)[3] == cost


def test_a_second_expulsion_makes_it_bulk():
    for out, bulk in ((5, 0), (3, 1)):
        world = a_world()
        world.rung[0, 4] = out
        ch = Changes(world)
        redlines.note_sanctions(ch, np.array([True]), i32([1]), i32([2]), i32([7]))
        ch.apply()
        assert world.struck[0, 1, 2] == 7
        assert world.offence[0, RED_LINES.index("bulk-expulsion"), 1] == bulk


def test_a_truce_all_know_of_is_not_to_be_broken():
    for known, noted in ((1, 1), (0, 0)):
        world = a_world()
        world.pact_in[0, 0, [0, 1]] = 1
        world.pact_state[0, 0] = 1
        world.pact_clause[0, 0, 1] = 1
        world.pact_known[0, 0] = [1, 1, known, known, known]
        world.memo.clear()
        polemic = np.zeros((1, 5, 5), dtype=np.int32)
        polemic[0, 0, 1] = 1
        from game.rules import pacts

        ch = Changes(world)
        pacts.breaches_of_orders(ch, polemic, np.zeros((1, 5, 14), dtype=np.int32))
        ch.apply()
        assert world.offence[0, RED_LINES.index("broken-truce"), 0] == noted


def test_a_crossed_red_line_is_told_in_the_news():
    deed = Effect("offence", (RED_LINES.index("commissar-in-unions"), 2), 1)
    event = Event("deed", (1924, 1, 5), 0, 0, 1000, False, (), (deed,), None, (), (), "", "C", False)
    s = dataclasses.replace(
        a_scenario(figures=3, quarters=3),
        events=(event,),
        wants=i32([[-1, -1]] * 3),
        red=i32([RED_LINES.index("commissar-in-unions"), -1, -1]),
    )
    play = quarter.start(s, dice.seed_of("told"), ledger=True)
    told = []
    while not play.over:
        play.submit([play.default(k) for k in range(5)])
        told += [n.values for n in play.news if n.kind == "news.want-red"]
    assert told == [{"who": "figure-0", "by": "clara", "red": "commissar-in-unions"}]
    ledger = play.world.ledger
    assert [e.amount for e in ledger.entries if e.cause == "want.red" and e.table == "lean"] == [-150]


def test_wants_move_no_mind_without_a_cause_in_the_ledger():
    s = a_scenario(quarters=8)
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seed_of("causes"), ledger=True)
    opening = World.new(s, dice.seed_of("causes")).lean[0].astype(int)
    while not play.over:
        play.submit(players.decide_all(play, seats))
    sums = opening.copy()
    causes = set()
    for e in play.world.ledger.entries:
        if e.table == "lean":
            sums[e.cell] += e.amount
            causes.add(e.cause)
    assert (sums == play.world.lean[0]).all()
    assert {c for c in causes if c.startswith("want.")} >= {"want.peace", "want.orthodoxy", "want.red"}


def test_a_batch_with_wants_equals_its_single_games_and_wants_matter():
    s = a_scenario(quarters=8)
    seeds = dice.seeds("wanting", 6)

    def ends(scenario, some):
        seats = [players.level("politician", scenario, k) for k in range(5)]
        play = quarter.start(scenario, some)
        while not play.over:
            play.submit(players.decide_all(play, seats))
        return play.world.digests()

    together = ends(s, seeds)
    assert together == [ends(s, seeds[i : i + 1])[0] for i in range(6)]
    dull = dataclasses.replace(s, wants=i32([[-1, -1]] * 25), red=i32([-1] * 25))
    assert ends(dull, seeds) != together


def lobbied(world, who):
    """Lean won by a contender's lobbying of the first figure."""
    world.memo.clear()
    before = int(world.lean[0, 0, who])
    ch = Changes(world)
    row = np.array([0])
    resolve.RULES["lobby"](ch, resolve.Rows(row, np.array([who]), row, row))
    ch.apply()
    return int(world.lean[0, 0, who]) - before


@pytest.mark.parametrize(
    ("want", "who", "won"),
    [
        ("tenure", 0, 90), ("post", 0, 90), ("army", 1, 90), ("tenure", 1, 50), ("army", 0, 50),
        ("peace", 0, 50), ("workers", 3, 50),
    ],
)  # fmt: skip
def test_lobbying_wins_more_of_a_man_by_who_can_give_him_what_he_wants(want, who, won):
    assert lobbied(a_world(want), who) == won


def test_an_office_with_the_dial_of_the_works_pleases_who_wants_workers_content():
    unions = Office("unions", 3, 1, ("run",), (), -1, 0, (), ((WORKERS, 30),))
    world = a_world("workers", offices=(*a_scenario(figures=3).offices[:5], unions))
    world.holder[0, 5] = 3
    assert lobbied(world, 3) == 90
    world.holder[0, 5] = -1
    world.memo.clear()
    assert lobbied(world, 3) == 50


def test_a_politician_would_rather_lobby_whom_he_can_please():
    s = a_scenario(figures=3, quarters=4)
    worth = {}
    for want in ("tenure", "peace"):
        world = a_world(want)
        views = look_together(world, (0,))
        persona = np.asarray(s.persona)[[0]]
        span = orders.spans(world.scenario)[orders.KIND["lobby"]]
        worth[want] = int(appraise.utilities(views, persona)[0, 0, span][0])
    assert worth["tenure"] > worth["peace"] > 0


def test_waverers_of_the_politburo_are_counted_by_what_they_want():
    world = a_world("peasants", lean=250)
    world.rung[0, 5] = 7
    by = wooing.waverers(look_together(world, (0, 1)))
    assert by[0, :, WANTS.index("peasants")].tolist() == [1, 1]
    assert wooing.pulled(look_together(world, (0, 1)))[0].tolist() == [-1, -1]
    world.lean[0, 0] = 1000
    world.memo.clear()
    assert not wooing.waverers(look_together(world, (0, 1)))[0, 0].any()


def july(measures, quarters=3):
    """A world like July 1928: four firm votes, three of the Right, two who waver; then measures or prices.

    The votes of the first contender and of the second in the Politburo, at the start and after some quarters.
    """
    effects = (
        (Effect("dial", (MEASURES,), 240), Effect("dial", (PEASANTS,), -200), Effect("offence", (0, -2), 1))
        if measures
        else (Effect("dial", (PEASANTS,), 40),)
    )
    grain = Event(
        "grain", (1924, 1, 5), 0, 0, 1000, False, (), (), 0, (Choice("only", effects),), (), "", "C", False
    )
    firm, right = [900, -300, 0, 0, 0], [-200, 850, 0, 0, 0]
    s = dataclasses.replace(
        a_scenario(figures=7, quarters=6),
        events=(grain,),
        lean=i32([firm, firm, firm, right, right, [260, 230, 0, 0, 0], [330, 230, 0, 0, 0]]),
        rung=i32([7, 7, 5, 5, 5, 7, 7, 7, 7, 7, 7, 7]),
        positions=i32([[0, 0, 0]] * 12),
        wants=i32([[-1, -1]] * 5 + [[WANTS.index("peasants"), -1], [WANTS.index("army"), -1]]),
        red=i32([-1] * 6 + [RED_LINES.index("mutiny")]),
        trust=i32(np.zeros((5, 5))),
        sittings=(),
        ownership=i32([[500, 0, 0, 0, 0]] * 3),
    )
    play = quarter.start(s, dice.seed_of("july"))
    before = power.politburo_own(play.world)[0, :2].tolist()
    while play.quarter < quarters:
        play.submit([play.default(k) for k in range(5)])
    return before, power.politburo_own(play.world)[0, :2].tolist()


def test_two_waverers_change_sides_when_measures_are_put_over_them_and_stay_when_they_are_not():
    assert july(measures=False) == ([6, 3], [6, 3])
    assert july(measures=True) == ([6, 3], [4, 5])


def test_the_price_of_a_red_line_is_a_parameter():
    world = a_world(red="letter-buried")
    world.scenario = with_parameter(world.scenario, want__red=40)
    world.offence[0, RED_LINES.index("letter-buried"), 1] = 1
    assert closed(world) == [0, -40, 0, 0, 0]

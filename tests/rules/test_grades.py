"""Ambitions and grades: each grade in the smallest world that reaches it, and what keeps everybody from one."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from game import players
from game.record.notation import fragment, lines_of
from game.rules import ambitions, country, dice, endings, grades, orders, quarter
from game.rules.changes import Changes
from game.rules.grades import Grade
from game.rules.scenario import Ambition, Collective, Condition
from game.rules.terms import ENDINGS, Rung
from game.rules.view import Views, look
from game.rules.world import World
from tests.builders import CONTENDERS, a_scenario

ANNA, BORIS = 0, 1
NEVER = (Condition("quarter", (), "<", 0),)
ALWAYS = (Condition("quarter", (), ">=", 0),)


def wanting(*ways, **more):
    """The usual scenario in which each of the first contenders wants one thing, three times over."""
    three = tuple(tuple(Ambition(f"a{n}", (way,)) for n in range(3)) for way in ways)
    rest = tuple(tuple(Ambition(f"a{n}", (NEVER,)) for n in range(3)) for _ in range(5 - len(ways)))
    return a_scenario(quarters=8, ambitions=three + rest, **more)


def a_world(scenario, kind="unresolved", who=(), monkeypatch=None, **rungs):
    """An opening world whose ending is given: the test of endings has tests of its own."""
    world = World.new(scenario, dice.seeds("grades", 2))
    for name, rung in rungs.items():
        world.rung[:, CONTENDERS.index(name)] = rung
    led = np.zeros((2, 5), dtype=bool)
    led[:, list(who)] = True
    ending = endings.Ending(
        np.full(2, ENDINGS.index(kind), dtype=np.int32), led, np.full(2, -1, dtype=np.int32)
    )
    monkeypatch.setattr(endings, "judge", lambda w: ending)
    return world


def grade_of(world, seat):
    """The grade of one contender, the same in every history."""
    found = grades.judge(world)[:, seat]
    assert (found == found[0]).all()
    return Grade(int(found[0]))


@pytest.mark.parametrize(
    ("way", "rung", "expected"),
    [
        (ALWAYS, Rung.POLITBURO, Grade.PREVAILED),
        (ALWAYS, Rung.CC, Grade.PREVAILED),
        (ALWAYS, Rung.MEMBER, Grade.HONOURED),
        (ALWAYS, Rung.BANISHED, Grade.HONOURED),
        (ALWAYS, Rung.DEAD, Grade.FALLEN),
        (NEVER, Rung.POLITBURO, Grade.SURVIVED),
        (NEVER, Rung.MEMBER, Grade.SURVIVED),
        (NEVER, Rung.EXPELLED, Grade.FALLEN),
        (NEVER, Rung.ABROAD, Grade.FALLEN),
    ],
)
def test_a_grade_follows_from_the_ambition_and_from_where_one_stands(way, rung, expected, monkeypatch):
    world = a_world(wanting(way), monkeypatch=monkeypatch, anna=rung)
    assert grade_of(world, ANNA) == expected


@pytest.mark.parametrize("kind", ["sole-leader", "duumvirate", "triumvirate"])
def test_who_leads_without_his_ambition_is_honoured(kind, monkeypatch):
    world = a_world(wanting(NEVER), kind, (ANNA,), monkeypatch)
    assert grade_of(world, ANNA) == Grade.HONOURED
    assert grade_of(world, BORIS) == Grade.SURVIVED


def test_a_collective_gives_everybody_the_grade_of_his_own_column(monkeypatch):
    columns = (
        Collective(Grade.PREVAILED),
        Collective(Grade.HONOURED),
        Collective(Grade.PREVAILED, (NEVER,)),
        Collective(Grade.PREVAILED, (ALWAYS,)),
        Collective(Grade.SURVIVED),
    )
    world = a_world(wanting(collective=columns), "collective-leadership", (), monkeypatch)
    expected = [Grade.PREVAILED, Grade.HONOURED, Grade.HONOURED, Grade.PREVAILED, Grade.SURVIVED]
    assert [grade_of(world, k) for k in range(5)] == expected


def test_a_collective_lifts_only_who_is_still_in_the_party_and_to_the_top_only_from_the_plenum(monkeypatch):
    columns = (Collective(Grade.PREVAILED),) * 5
    world = a_world(
        wanting(collective=columns),
        "collective-leadership",
        (),
        monkeypatch,
        anna=Rung.MEMBER,
        boris=Rung.EXPELLED,
    )
    assert grade_of(world, ANNA) == Grade.HONOURED
    assert grade_of(world, BORIS) == Grade.FALLEN


def test_without_columns_a_collective_honours_everybody_in_the_party(monkeypatch):
    world = a_world(wanting(), "collective-leadership", (), monkeypatch)
    assert {grade_of(world, k) for k in range(5)} == {Grade.HONOURED}


@pytest.mark.parametrize("failure", ["party-split", "military-rule", "hunger"])
def test_a_shared_failure_leaves_nobody_above_survival(failure, monkeypatch):
    kind = "sole-leader" if failure == "hunger" else failure
    world = a_world(wanting(ALWAYS, ALWAYS), kind, (ANNA,), monkeypatch, boris=Rung.EXPELLED)
    if failure == "hunger":
        assert grade_of(world, ANNA) == Grade.PREVAILED
        world.hungry[:] = 2
    assert grade_of(world, ANNA) == Grade.SURVIVED
    # Outside the party there is nothing that he has survived.
    assert grade_of(world, BORIS) == Grade.FALLEN


def test_two_hungry_autumns_running_are_never_forgotten_and_one_is(monkeypatch):
    world = World.new(a_scenario(), dice.seeds("hunger", 3))
    # Deliveries by history for four autumns: always enough, one bad year, two bad years and then plenty.
    years = np.array([[900, 900, 499], [499, 499, 499], [900, 900, 900], [900, 900, 900]])
    seen = []
    for q in range(16):
        world.quarter = q
        monkeypatch.setattr(country, "procurement", lambda w, now=years[q // 4]: now)
        ch = Changes(world)
        grades.reckon(ch)
        ch.apply()
        if q % 4 == 3:
            seen.append(world.hungry.tolist())
    assert seen == [[0, 0, 1], [1, 1, 2], [0, 0, 2], [0, 0, 2]]


def test_grades_and_met_ambitions_are_the_same_alone_and_in_a_batch():
    s = a_scenario(quarters=6)
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("one", 9))
    while not play.over:
        play.submit(players.decide_all(play, seats))
    together = grades.judge(play.world)
    alone = [grades.judge(play.world.take(np.array([h])))[0] for h in range(9)]
    assert (together == np.array(alone)).all()
    assert len(np.unique(together)) > 1


def test_an_ambition_is_met_in_any_one_of_its_ways():
    way = (Condition("mantle", (0,), ">=", 0),)
    s = wanting(NEVER)
    either = Ambition("either", (NEVER, way))
    s = dataclasses.replace(s, ambitions=((either,) * 3, *s.ambitions[1:]))
    met = ambitions.met(World.new(s, dice.seeds("ways", 3)))
    assert met[:, 0].all()
    assert not met[:, 1:].any()


# Ambitions as they are chosen, changed and kept secret.


def test_ambitions_are_drawn_at_the_opening_and_the_order_of_contenders_decides_nothing():
    seeds = dice.seeds("drawn", 300)
    one = quarter.start(a_scenario(quarters=4), seeds).world
    two = quarter.start(a_scenario(quarters=4, order=(3, 1, 4, 0, 2)), seeds).world
    where = [CONTENDERS.index(name) for name in two.scenario.contenders]
    assert (one.ambition[:, where] == two.ambition).all()
    assert all(len(np.unique(one.ambition[:, k])) == 3 for k in range(5))


def test_temperament_draws_to_an_ambition():
    s = wanting(NEVER)
    drawn_to = tuple(Ambition(f"a{n}", (NEVER,), (("pride", 1000 if n == 2 else -1000),)) for n in range(3))
    persona = np.array(s.persona)
    persona[0, 2] = 900
    s = dataclasses.replace(s, persona=persona, ambitions=(drawn_to, *s.ambitions[1:]))
    assert (quarter.start(s, dice.seeds("proud", 50)).world.ambition[:, 0] == 2).all()


def at_orders(play, until):
    """Play on with nobody deciding anything to the orders of a quarter."""
    while play.quarter < until or play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    return play


def ordered(play, seat, token):
    """A decision of one order."""
    given = play.default(seat)
    given[:, 0] = [orders.by_token(play.scenario)[token], 0, 0]
    return given


def why(play, seat, token):
    """Why an order is closed to a seat in a single game, or "open"."""
    code = orders.reasons(look(play.world, seat))[0, orders.by_token(play.scenario)[token]]
    return orders.REASONS[int(code)]


def test_a_person_chooses_freely_in_the_first_quarter_and_never_after():
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("choose")), 0)
    other = (int(play.world.ambition[0, ANNA]) + 1) % 3
    assert why(play, ANNA, f"aim:{int(play.world.ambition[0, ANNA]) + 1}") == "held"
    purse = int(play.world.capital[0, ANNA])
    play.submit([ordered(play, ANNA, f"aim:{other + 1}"), *(play.default(k) for k in range(1, 5))])
    assert play.world.ambition[0, ANNA] == other
    assert play.world.ambition_changed[0, ANNA] == 0
    assert play.world.capital[0, ANNA] == purse
    assert why(at_orders(play, 1), ANNA, "aim:1") == "late"


def test_an_ambition_changes_once_at_a_congress_for_three_of_capital():
    # The builders' congresses sit in quarters 1 and 7.
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("change")), 0)
    now = int(play.world.ambition[0, ANNA])
    first, second = (f"ambition:{(now + n) % 3 + 1}" for n in (1, 2))
    assert why(play, ANNA, first) == "no-congress"
    at_orders(play, 1)
    assert why(play, ANNA, f"ambition:{now + 1}") == "held"
    play.world.capital[0, ANNA] = 2
    play.world.memo.clear()
    assert why(play, ANNA, first) == "capital"
    play.world.capital[0, ANNA] = 5
    play.world.memo.clear()
    play.submit([ordered(play, ANNA, first), *(play.default(k) for k in range(1, 5))])
    assert play.world.ambition[0, ANNA] == (now + 1) % 3
    assert play.world.capital[0, ANNA] == 2
    at_orders(play, 7)
    play.world.capital[0, ANNA] = 9
    play.world.memo.clear()
    assert why(play, ANNA, second) == "changed"


def test_out_of_the_party_nobody_changes_his_ambition_at_its_congress():
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("out")), 1)
    play.world.rung[0, ANNA] = Rung.EXPELLED
    play.world.memo.clear()
    assert why(play, ANNA, f"ambition:{(int(play.world.ambition[0, ANNA]) + 1) % 3 + 1}") == "outside"


@pytest.mark.parametrize(("kind", "until"), [("aim", 0), ("ambition", 1)])
def test_an_ambition_is_a_record_line_that_reads_back(kind, until):
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("record")), until)
    given = ordered(play, BORIS, f"{kind}:{(int(play.world.ambition[0, BORIS]) + 1) % 3 + 1}")
    decisions = [given if k == BORIS else play.default(k) for k in range(5)]
    (line,) = lines_of(play, decisions)
    assert line.startswith(f"orders boris {kind}:")
    assert (fragment(play, BORIS, line.split()[2:]) == given).all()


def test_nobody_sees_the_ambition_of_another_and_no_news_tells_of_it():
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("secret"), ledger=True), 0)
    twin = play.world.copy()
    twin.ambition[:, 1:] = (twin.ambition[:, 1:] + 1) % 3
    twin.ambition_changed[:, 1:] = 1
    mine, theirs = (Views(w, (ANNA,)) for w in (play.world, twin))
    assert (mine.ambition == play.world.ambition[:, [ANNA]]).all()
    for name, value in vars(mine).items():
        if isinstance(value, np.ndarray):
            assert np.array_equal(value, getattr(theirs, name)), name
    assert np.array_equal(orders.closed(mine), orders.closed(theirs))
    token = f"aim:{(int(play.world.ambition[0, ANNA]) + 1) % 3 + 1}"
    rest = ordered(play, BORIS, "rest")
    play.submit([ordered(play, ANNA, token), rest, *(play.default(k) for k in range(2, 5))])
    assert [n.values["token"] for n in play.news if n.kind == "news.order"] == ["rest"]


# What conditions at the end may ask.


def holds(world, *condition):
    """Whether a condition holds in history 0."""
    from game.rules.conditions import holds as held

    return bool(held(world, Condition(*condition))[0])


def test_the_words_of_the_end_read_what_they_say():
    s = a_scenario(quarters=8)
    world = World.new(s, dice.seeds("words", 1))
    world.first[0, 2], world.secretaries[0, 2] = ANNA, [600, 0, 0, 0, 0, 400]
    assert holds(world, "fortress", (2, ANNA), "=", 1)
    assert not holds(world, "fortress", (2, BORIS), "=", 1)
    world.secretaries[0, 2] = [599, 0, 0, 0, 0, 401]
    assert not holds(world, "fortress", (2, ANNA), "=", 1)
    world.bases[0, :, 1] = [500, 500, 100, 100, 100]
    assert holds(world, "highest", (3, ANNA), "=", 1)
    assert holds(world, "highest", (3, BORIS), "=", 1)
    assert not holds(world, "highest", (3, 2), "=", 1)
    world.holder[0, :] = BORIS
    assert holds(world, "offices", (BORIS,), "=", len(s.offices))
    assert holds(world, "old-guard", (), "=", int((s.rung == 7).sum()))
    world.rung[0, ANNA] = Rung.MEMBER
    assert holds(world, "old-guard", (), "=", int((s.rung == 7).sum()) - 1)


def test_who_recants_to_the_line_is_not_vindicated_by_it():
    world = World.new(a_scenario(quarters=8), dice.seeds("right", 1))
    far = np.asarray(world.scenario.positions)[BORIS]
    world.line[0] = far
    assert holds(world, "vindicated", (BORIS,), "=", 3)
    world.position[0, BORIS, 0] = -far[0] + (800 if far[0] <= 0 else -800)
    assert holds(world, "vindicated", (BORIS,), "=", 2)
    world.line[0] = [900, 900, 900] - np.sign(far) * 900
    world.position[0, BORIS] = world.line[0]
    assert holds(world, "vindicated", (BORIS,), "<=", 1)


def test_reports_and_reversals_are_counted():
    play = at_orders(quarter.start(a_scenario(quarters=8), dice.seed_of("count")), 1)
    seat = CONTENDERS.index("clara")
    assert play.world.pages[0, seat].any()
    issue = int(play.world.pages[0, seat].argmax())
    name = ("industry", "revolution", "democracy")[issue]
    way = "up" if play.world.position[0, seat, issue] < 0 else "down"
    decisions = [play.default(k) for k in range(5)]
    decisions[seat] = ordered(play, seat, f"shift:{name}-{way}")
    play.submit(decisions)
    assert play.world.reversals[0].tolist() == [0, 0, 1, 0, 0]
    at_orders(play, 2)
    assert play.world.reports[0].sum() == 1

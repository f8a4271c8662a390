"""The calendar is state: a congress is put off or called early, a plenum called or skipped, and elections go with it."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.record import notation
from game.rules import calendar, dice, elections, motions, orders, quarter
from game.rules.changes import Changes
from game.rules.scenario import Agenda
from game.rules.terms import CC, CONGRESS, POLITBURO, Motion
from game.rules.view import look
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting

REPORT = Agenda(int(Motion.REPORT), -1, -1, 0, -1)


def a_congress(at, **more):
    return a_sitting(
        CONGRESS,
        at,
        "congress.14",
        (at % 4) * 3 + 3,
        seats=300,
        cc=60,
        ccc=150,
        politburo=7,
        agenda=(REPORT,),
        **more,
    )


def small(*more, quarters=8):
    """A plenum and a Politburo each quarter but the fourth, which has no plenum; a congress in the third."""
    meetings = [a_sitting(CC, q, "cc.1", (q % 4) * 3 + 1) for q in range(quarters) if q != 3]
    meetings += [a_sitting(POLITBURO, q, "politburo.1", (q % 4) * 3 + 3) for q in range(quarters)]
    return a_scenario(quarters=quarters, sittings=(*meetings, a_congress(2), *more), events=())


def a_world(scenario=None, histories=1):
    return World.new(scenario or small(), dice.seeds("calendar", histories))


def move(world, which, at=None, rows=None):
    """Carry a motion on the calendar at the first sitting of the quarter."""
    ch = Changes(world)
    h = np.arange(world.histories) if rows is None else np.array(rows)
    sitting = world.scenario.sittings_by_quarter[world.quarter][0] if at is None else at
    calendar.carry(ch, sitting, h, np.full(len(h), which), np.zeros(len(h), dtype=int))
    ch.apply()
    return world


def when(world, body=CONGRESS, h=0):
    """The quarters in which a body sits."""
    quarters = range(world.scenario.quarters)
    return [q for q in quarters if calendar.sits(world, (body,), q)[h]]


def test_at_the_start_exactly_what_is_written_is_held():
    world = a_world()
    for q, there in enumerate(world.scenario.sittings_by_quarter):
        for n, sitting in enumerate(there):
            assert calendar.held(world, q, n)[0] == (not sitting.spare)
    assert sum(not x.spare for there in world.scenario.sittings_by_quarter for x in there) == 16


def test_a_congress_is_postponed_by_a_quarter_twice_at_most():
    world = a_world()
    assert when(world) == [2]
    assert when(move(world, calendar.POSTPONE_CONGRESS)) == [3]
    assert when(move(world, calendar.POSTPONE_CONGRESS)) == [4]
    assert not calendar.moves(world)[0][0, calendar.POSTPONE_CONGRESS]
    assert when(move(world, calendar.POSTPONE_CONGRESS)) == [4]


def test_a_congress_is_called_early_and_does_not_sit_twice():
    world = a_world()
    assert when(move(world, calendar.CONVENE_CONGRESS)) == [1]
    world.quarter = 1
    assert not calendar.moves(world)[0][0, calendar.CONVENE_CONGRESS]
    world.quarter = 2
    assert not calendar.moves(world)[0][0, calendar.CONVENE_CONGRESS]


def test_a_congress_that_has_sat_cannot_be_postponed_any_more():
    world = a_world()
    world.quarter = 2
    there = world.scenario.sittings_by_quarter[2]
    before, after = there[0], there[-1]
    assert (before.body, after.body) == (CC, POLITBURO)
    assert calendar.moves(world, before)[0][0, calendar.POSTPONE_CONGRESS]
    late = a_sitting(CC, 2, "cc.2", date=(1924, 9, 25))
    assert not calendar.moves(world, late)[0][0, calendar.POSTPONE_CONGRESS]
    assert when(move(world, calendar.POSTPONE_CONGRESS, late)) == [2]


def test_a_plenum_is_called_where_none_is_written_and_skipped_where_one_is():
    world = a_world()
    world.quarter = 2
    assert 3 not in when(world, CC)
    assert 3 in when(move(world, calendar.CONVENE_PLENUM), CC)
    world = a_world()
    world.quarter = 4
    assert 5 in when(world, CC)
    assert 5 not in when(move(world, calendar.POSTPONE_PLENUM), CC)


def test_postponing_a_congress_calms_the_secretaries_and_calling_one_early_does_not():
    plain = a_world().security[0]
    assert move(a_world(), calendar.POSTPONE_CONGRESS).security[0] > plain
    assert move(a_world(), calendar.CONVENE_CONGRESS).security[0] < plain


def test_only_the_histories_that_moved_it_have_moved_and_elections_go_with_the_congress():
    play = quarter.start(small(), dice.seeds("calendar", 2))
    move(play.world, calendar.POSTPONE_CONGRESS, rows=[1])
    seats = []
    while play.quarter < 4:
        play.submit([play.default(k) for k in range(5)])
        if play.stage.kind == "before":
            size = (play.world.rung >= 5).sum(axis=1) + play.world.bloc[:, 0].sum(axis=1)
            seats.append(size.tolist())
    assert seats[2][0] == seats[3][1] == 60
    assert seats[2][1] != 60
    assert play.world.reports.sum(axis=1).tolist() == [1, 1]


def test_a_batch_whose_calendars_differ_is_the_same_as_its_games_one_by_one():
    s = small()
    seats = [players.level("politician", s, k) for k in range(5)]
    seeds = dice.seeds("calendar", 3)

    def played(rows, moved):
        play = quarter.start(s, seeds[rows])
        for n, which in enumerate(moved):
            if which >= 0:
                move(play.world, which, rows=[n])
        while not play.over:
            play.submit(players.decide_all(play, seats), lawful=True)
            assert invariants(play.world) == []
        return play.world.digests()

    moved = [-1, calendar.POSTPONE_CONGRESS, calendar.CONVENE_CONGRESS]
    together = played(np.arange(3), moved)
    assert together == [played(np.array([n]), [moved[n]])[0] for n in range(3)]


def test_a_sitting_that_nobody_holds_is_no_stage_and_a_convened_one_is():
    play = quarter.start(small(), dice.seeds("calendar", 1))
    met = []
    while play.quarter < 4:
        if play.sitting is not None:
            met.append((play.quarter, play.sitting.id))
        elif play.stage.kind == "after" and play.quarter == 0:
            move(play.world, calendar.CONVENE_CONGRESS)
        play.submit([play.default(k) for k in range(5)])
    assert (1, "congress.14") in met
    assert (2, "congress.14") not in met
    assert (3, "cc.1") not in met


def test_the_reporter_is_named_in_the_quarter_before_the_congress_really_sits(monkeypatch):
    named = []
    real = elections.choose_reporter

    def told(ch, mask):
        named.append((ch.world.quarter, mask.tolist()))
        real(ch, mask)

    monkeypatch.setattr(elections, "choose_reporter", told)
    play = quarter.start(small(), dice.seeds("calendar", 2))
    move(play.world, calendar.POSTPONE_CONGRESS, rows=[1])
    while play.quarter < 4:
        play.submit([play.default(k) for k in range(5)])
    assert named == [(1, [True, False]), (2, [False, True])]


def test_a_motion_for_a_congress_alone_is_closed_where_it_is_postponed():
    world = move(a_world(histories=2), calendar.POSTPONE_CONGRESS, rows=[1])
    world.quarter = 2
    place = orders.by_token(world.scenario)["table:statute:enlarge-committee"]
    closed = orders.reasons(look(world, 0))[:, place]
    assert closed.tolist() == [0, orders.REASON["no-sitting"]]


def test_a_postponed_congress_is_moved_recorded_and_read_again():
    s = small()

    def game(script):
        play = quarter.start(s, dice.seeds("written", 1))
        play.world.lean[0] = [1000, -1000, -1000, -1000, -1000]
        play.world.trust[0] = 500
        play.world.capital[0] = 9
        lines, stages = [], 0
        while not play.over:
            decided = [play.default(k) for k in range(5)]
            if script is not None:
                for line in [x for x in script[stages] if "none" not in x.split()]:
                    seat, row = notation.decide(play, line)
                    decided[seat] = row
            elif play.stage.kind == "orders" and play.quarter == 1:
                decided[0] = notation.fragment(play, 0, ["table:cc.1:postpone:congress"])
                assert play.problem(0, decided[0]) is None
            lines.append(notation.lines_of(play, decided))
            stages += 1
            play.submit(decided)
        return play, lines

    first, lines = game(None)
    assert ["orders anna table:cc.1:postpone:congress"] in lines
    assert when(first.world) == [3]
    again, _ = game(lines)
    assert again.world.digests() == first.world.digests()


def test_every_motion_on_the_calendar_has_a_place_of_the_same_name():
    names = [m.token.replace(":", "-") for m in motions.catalogue(small()) if m.kind == Motion.CALENDAR]
    assert tuple(names) == calendar.MOVES


@pytest.mark.parametrize("level", ["random", "politician"])
def test_games_in_which_the_calendar_moves_keep_their_wholes(level):
    s = small(quarters=12)
    seats = [players.level(level, s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("moves", 60))
    while not play.over:
        play.submit(players.decide_all(play, seats))
        assert invariants(play.world) == []
    written = [not x.spare for there in s.sittings_by_quarter for x in there]
    assert (play.world.calendar != np.array(written)).any()

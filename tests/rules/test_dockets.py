"""The docket has an owner and few slots: what he keeps off can be forced; a report can meet a co-report."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.record import notation
from game.rules import dice, dockets, lawful, orders, quarter, sittings, votes
from game.rules.scenario import Agenda
from game.rules.terms import CC, CONGRESS, Motion, Stance
from game.rules.world import World, invariants
from tests.builders import a_scenario, a_sitting

PLENUM = a_sitting(CC, 0, "cc.1")
REPORT = Agenda(int(Motion.REPORT), -1, -1, 0, -1)
HALL = a_sitting(CONGRESS, 0, "congress.1", seats=600, cc=53, agenda=(REPORT,))


def a_world(*meetings):
    world = World.new(a_scenario(sittings=meetings or (PLENUM,)), dice.seeds("docket", 1))
    world.capital[0] = 5
    return world


def ordered(world, **by):
    """Orders of contenders: `anna=["prepare", ...]`; motions go to the first sitting of the quarter."""
    given = np.full((1, 5, 3, 3), -1, dtype=np.int32)
    for name, tokens in by.items():
        for n, token in enumerate(tokens):
            place = orders.by_token(world.scenario)[token]
            given[0, world.scenario.contenders.index(name), n] = [place, 0, 0 if ":" in token else -1]
    return given


def silent(**stances):
    said = np.zeros((1, 5, 3), dtype=np.int32)
    said[:, :, 0] = -1
    for name, row in stances.items():
        said[0, ("anna", "boris", "clara", "david", "elena").index(name)] = row
    return said


def names(world, docket):
    return [votes.token(world.scenario, docket, n) for n in range(docket.slots)]


def three_motions(world, *more):
    world.trust[0, 0] = [0, 200, 100, -100, -500]
    tabled = {"boris": "commission:clara", "clara": "statute:tenure", "elena": "sanction-2:boris"}
    by = {name: [f"table:{motion}"] for name, motion in tabled.items()}
    return dockets.form_docket(world, PLENUM, 0, ordered(world, anna=list(more), **by))


def test_an_owner_who_has_prepared_the_sitting_keeps_off_the_motion_of_whom_he_trusts_least():
    plain, kept = three_motions(a_world()), three_motions(a_world(), "prepare")
    assert not plain.off.any()
    assert [n for n in names(a_world(), plain) if n != "none"][-1] == "sanction-2:boris"
    assert names(a_world(), kept)[-1] == "sanction-2:boris"
    assert kept.off[0].tolist() == [0, 0, 0, 0, 1]


def test_what_is_kept_off_is_not_voted_on_unless_it_is_forced():
    world = a_world()
    docket = three_motions(world, "prepare")
    voted = [slot for slot, _, _ in sittings.run(world, PLENUM, docket, silent())]
    assert voted == [0, 1]


def test_two_force_an_item_and_pay_for_it_and_one_alone_needs_a_third():
    last = dockets.SLOTS[CC]
    two, one, strong = a_world(), a_world(), a_world()
    for world in (two, one, strong):
        world.lean[0] = -1000
        world.bloc[0, 0] = [50, 0, 0, 0, 0, 0]
    strong.bloc[0, 0, 4] = 50
    results = []
    for world, said in (
        (two, silent(elena=[last, Stance.FORCE, 0], david=[last, Stance.FORCE, 0])),
        (one, silent(elena=[last, Stance.FORCE, 0])),
        (strong, silent(elena=[last, Stance.FORCE, 0])),
    ):
        docket = three_motions(world, "prepare")
        results.append(last in [slot for slot, _, _ in sittings.run(world, PLENUM, docket, said)])
    assert results == [True, False, True]
    assert two.capital[0].tolist() == [5, 5, 5, 4, 4]
    assert one.capital[0].tolist() == [5] * 5


def test_of_what_finds_no_slot_the_first_waits():
    world = a_world()
    tabled = {"anna": ["table:statute:tenure", "table:delegation:region-1", "table:commission:boris"]}
    tabled |= {"boris": ["table:statute:rotation"], "clara": ["table:statute:enforce-ban"]}
    docket = dockets.form_docket(world, PLENUM, 0, ordered(world, **tabled))
    assert docket.off[0].tolist() == [0, 0, 0, 0, 1]
    assert "none" not in names(world, docket)


def test_about_an_item_that_waits_one_may_only_force_it():
    world = a_world()
    docket = three_motions(world, "prepare")
    nil = np.zeros(1, dtype=np.int32)

    def may(slot, stance):
        return bool(lawful.allowed(world, PLENUM, docket, 4, nil + slot, nil + stance)[0])

    assert may(dockets.SLOTS[CC], Stance.FORCE)
    assert not may(dockets.SLOTS[CC], Stance.SPEAK_FOR)
    assert not may(0, Stance.FORCE)


def heard(stance, **tables):
    """A congress that hears the report of the third contender while the second takes a stance."""
    world = a_world(HALL)
    for name, value in tables.items():
        getattr(world, name)[0] = value
    docket = dockets.form_docket(world, HALL, 0, None)
    before = {name: getattr(world, name).copy() for name in ("bases", "pages", "security", "exposure")}
    result = sittings.run(world, HALL, docket, silent(boris=[0, stance, 0]), explain=True)[0][1]
    return world, before, result


def test_a_co_report_takes_from_the_report_what_it_has_as_the_only_draft():
    draft = [
        int(heard(stance)[2].bloc_terms["draft"][0, 0])
        for stance in (Stance.SPEAK_FOR, Stance.SPEAK_AGAINST, Stance.CO_REPORT)
    ]
    assert draft[0] > draft[1] > draft[2] == 0


def test_a_co_report_speaks_twice_as_long_and_calls_the_unaligned_by_name():
    speech, co_report = heard(Stance.SPEAK_AGAINST)[2], heard(Stance.CO_REPORT)[2]
    assert co_report.bloc_terms["speakers"][0, 0] < speech.bloc_terms["speakers"][0, 0] < 0
    assert co_report.blocs[0, -1, 2] <= (speech.blocs[0, -1, 2] + 1) // 2


def test_a_co_report_is_for_who_brings_forty_delegates():
    nil = np.zeros(1, dtype=np.int32)
    for share, may in ((0, False), (900, True)):
        world = a_world(HALL)
        world.secretaries[0] = [0, share, 0, 0, 0, 1000 - share]
        docket = dockets.form_docket(world, HALL, 0, None)
        assert lawful.allowed(world, HALL, docket, 1, nil, nil + Stance.CO_REPORT)[0] == may


def test_a_report_that_fails_is_a_public_defeat_and_a_credit_to_the_co_reporter():
    hostile = np.zeros((5, 5), dtype=np.int32)
    hostile[:, 2] = -1000
    against = [0, 1000, 0, 0, 0, 0]
    world, before, result = heard(Stance.CO_REPORT, trust=hostile, secretaries=against)
    assert not result.carried[0]
    p = world.scenario.parameter
    assert before["bases"][0, 2, 1] - world.bases[0, 2, 1] == 30 + p["report.defeat"]
    assert before["security"][0] - world.security[0] == p["report.security"]
    assert world.bases[0, 1, 1] - before["bases"][0, 1, 1] == 2 * p["report.co-report"]
    assert world.pages[0, 1].sum() == before["pages"][0, 1].sum() + 1


def test_a_record_writes_and_reads_a_co_report_and_a_forced_item():
    play = quarter.start(a_scenario(sittings=(HALL,)), dice.seeds("write", 1))
    while play.stage.kind != "floor":
        play.submit([play.default(k) for k in range(5)])
    line = "floor boris congress.1 motion:report co-report stake:1"
    seat, row = notation.decide(play, line)
    decided = [play.default(k) for k in range(5)]
    decided[seat] = row
    assert row.tolist() == [[0, Stance.CO_REPORT, 1]]
    assert notation.lines_of(play, decided) == [line]
    play.docket.off[0, 0] = 1
    seat, row = notation.decide(play, "floor boris congress.1 motion:report force")
    assert play.problem(seat, row) is None


@pytest.mark.parametrize("level", ["politician"])
def test_politicians_force_items_and_give_co_reports(level):
    s = a_scenario()
    seats = [players.level(level, s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("force", 100))
    taken = set()
    while not play.over:
        decided = players.decide_all(play, seats)
        if play.stage.kind == "floor":
            for mine in play._due_only(decided):
                taken |= set(np.unique(mine[mine[:, 0] >= 0, 1]).tolist())
            for k, mine in enumerate(play._due_only(decided)):
                assert (play.lawful(decided)[k] == mine).all()
        play.submit(decided, lawful=True)
        assert invariants(play.world) == []
    assert {Stance.FORCE, Stance.CO_REPORT} <= taken

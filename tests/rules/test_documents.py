"""Documents: what they do as they are read wider, who may bring them out, and what pacts bind about them."""

from __future__ import annotations

import dataclasses

import numpy as np

from game.rules import dice, dockets, documents, orders, pacts, quarter, sittings
from game.rules.changes import Changes
from game.rules.conditions import holds
from game.rules.effects import propose
from game.rules.resolve import RULES, Rows
from game.rules.scenario import Condition, Document, Effect
from game.rules.terms import CC, COLLATERAL, SILENCE, Motion
from game.rules.view import look, look_together
from game.rules.votes import Docket
from game.rules.world import World
from tests.builders import a_scenario, a_sitting, a_vector, some_documents

LETTER, MINUTES, PLATFORM, RECORD, SECOND = range(5)
ANNA, BORIS, CLARA, DAVID, ELENA = range(5)


def a_world(histories: int = 1, **more) -> World:
    """The builders' world at its start, with the builders' papers."""
    return World.new(a_scenario(quarters=4, **more), dice.seeds("papers", histories))


def rows(h, c, t) -> Rows:
    """Orders of one kind, one a row."""
    h, c, t = (np.atleast_1d(np.array(x)) for x in (h, c, t))
    return Rows(h, c, t, np.full(len(h), -1))


def read(world: World, d: int, to: int) -> None:
    """Read a document at a level in every history."""
    ch = Changes(world)
    h = np.arange(world.histories)
    documents.read_out(ch, h, np.full(len(h), d), np.full(len(h), to, dtype=np.int32), "order.document")
    ch.apply()


def give(world: World, kind: str, c: int, d: int) -> None:
    """Carry out one order about a document in every history."""
    ch = Changes(world)
    h = np.arange(world.histories)
    RULES[kind](ch, rows(h, np.full(len(h), c), np.full(len(h), d)))
    ch.apply()


def a_pact(world: World, a: int, b: int, *, silence: int = 0, collateral: int = 0, secret: int = 1) -> None:
    """A pact of two with clauses about papers, concluded by the rules."""
    h, c = world.histories, 5
    offers = np.zeros((h, c, quarter.OFFER_WIDTH), dtype=np.int32, order="F")
    offers[:, :, pacts.ENEMY] = -1
    offers[:, a, pacts.PARTNERS] = 1 << b
    offers[:, a, pacts.TERM], offers[:, a, pacts.SECRET] = 8, secret
    offers[:, a, pacts.C_SILENCE], offers[:, a, pacts.C_COLLATERAL] = silence, collateral
    answers = np.zeros((h, c, c, quarter.ANSWER_WIDTH), dtype=np.int32, order="F")
    answers[:, a, b, 0] = pacts.ACCEPT
    ch = Changes(world)
    pacts.conclude(ch, offers, answers, np.zeros((h, c), dtype=np.int32))
    ch.apply()


def broken_by(world: World, by_kind: dict[str, Rows]) -> None:
    """What the orders `by_kind` break of pacts."""
    ch = Changes(world)
    c, r = 5, len(world.scenario.regions)
    polemic = np.zeros((world.histories, c, c), dtype=np.int32)
    placed = np.zeros((world.histories, c, r), dtype=np.int32)
    pacts.breaches_of_orders(ch, polemic, placed, documents.told(world, by_kind))
    ch.apply()


# Reading


def test_each_wider_circle_adds_only_what_the_last_had_not_heard():
    world = a_world()
    world.bases[:, ANNA, 1] = 500
    fell = []
    for level in (1, 2, 3, 4):
        before = int(world.bases[0, ANNA, 1])
        read(world, LETTER, level)
        fell.append(before - int(world.bases[0, ANNA, 1]))
    assert fell == [36, 36, 36, 72]
    assert sum(fell) == 180


def test_a_second_reading_at_a_level_hurts_nobody():
    world = a_world()
    read(world, LETTER, 2)
    before = world.bases.copy()
    world.document[:, LETTER] = 1
    world.memo.clear()
    read(world, LETTER, 2)
    assert (world.bases == before).all()


def test_two_who_bring_out_one_paper_at_once_hurt_as_one_and_each_pays():
    world = a_world()
    world.copied[:, LETTER, [BORIS, CLARA]] = 1
    world.rung[:, [BORIS, CLARA]] = 7
    world.exposure[...] = 0
    world.bases[:, ANNA, 1] = 500
    ch = Changes(world)
    documents.disclose(ch, rows([0, 0], [BORIS, CLARA], [LETTER, LETTER]))
    ch.apply()
    assert world.bases[0, ANNA, 1] == 500 - 36
    assert world.exposure[0, [BORIS, CLARA]].tolist() == [16, 16]


def test_a_case_of_faction_falls_only_on_who_does_not_rule():
    world = a_world()
    world.document[:, RECORD] = 0
    world.party[:, RECORD, [ANNA, BORIS]] = 1
    world.exposure[...] = 0
    # All the Politburo follows Anna.
    world.rung[:, 1:] = np.minimum(world.rung[:, 1:], 5)
    world.memo.clear()
    read(world, RECORD, 4)
    assert world.exposure[0, ANNA] == 0
    assert world.exposure[0, BORIS] == 200


def test_abroad_falls_on_everybody_outside_the_leadership_who_could_have_sent_it():
    world = a_world()
    read(world, LETTER, 2)
    world.exposure[...] = 0
    world.rung[:, 1:] = np.minimum(world.rung[:, 1:], 5)
    world.rung[:, ELENA] = 4
    world.memo.clear()
    read(world, LETTER, 5)
    assert (world.exposure[0, [BORIS, CLARA, DAVID]] == 150).all()
    # Elena sits in no body that heard it.
    assert world.exposure[0, [ANNA, ELENA]].tolist() == [0, 0]


# Orders


def test_nobody_brings_out_what_he_has_no_copy_of():
    world = a_world()
    world.rung[:, :5] = 7
    world.copied[...] = 0
    world.copied[:, LETTER, BORIS] = 1
    world.memo.clear()
    place = orders.by_token(world.scenario)
    views = look_together(world, (BORIS, CLARA))
    closed = orders.closed(views)[0]
    for token in ("document:letter", "leak:letter"):
        assert orders.REASONS[closed[0, place[token]]] == "open"
        assert orders.REASONS[closed[1, place[token]]] == "unknown"
    read(world, LETTER, 1)
    closed = orders.closed(look_together(world, (BORIS, CLARA)))[0]
    assert orders.REASONS[closed[1, place["leak:letter"]]] == "no-copy"


def test_the_keeper_passes_a_copy_to_his_patron():
    world = a_world()
    world.lean[...] = 0
    world.lean[:, 0, DAVID] = 600
    world.copied[...] = 0
    world.memo.clear()
    ch = Changes(world)
    documents.hand_over(ch)
    ch.apply()
    assert world.copied[0, LETTER].tolist() == [0, 0, 0, 1, 0]


def test_a_paper_goes_one_circle_wider_and_only_where_that_circle_sits():
    level = np.array([0, 1, 2, 3, 4, -1], dtype=np.int32)
    member, outside = np.full(6, 7, dtype=np.int32), np.full(6, 3, dtype=np.int32)
    no, yes = np.zeros(6, dtype=bool), np.ones(6, dtype=bool)
    plain = a_scenario(
        quarters=4, sittings=(a_sitting(CC, 0, "cc.1"), a_sitting(4, 3, "congress.1", seats=100))
    )
    assert documents.step(plain, 0, level, member, no).tolist() == [1, 2, -1, -1, -1, -1]
    assert documents.step(plain, 0, level, member, yes).tolist() == [1, 2, 4, 4, -1, -1]
    assert documents.step(plain, 1, level, member, no).tolist() == [1, -1, -1, -1, -1, -1]
    # A congress hears it, and the months before one are free.
    assert documents.step(plain, 3, level, member, no).tolist() == [1, 2, 3, 4, -1, -1]
    # Who is outside the party has only the road abroad.
    assert documents.step(plain, 0, level, outside, no).tolist() == [5, 5, 5, 5, -1, -1]


def test_what_is_put_away_stays_so_for_a_year_and_its_keeper_remembers():
    world = a_world()
    world.rung[:, BORIS] = 7
    world.copied[:, LETTER, BORIS] = 1
    read(world, LETTER, 2)
    world.lean[:, 0, BORIS] = 100
    give(world, "bury", BORIS, LETTER)
    assert (world.document[0, LETTER], world.sealed[0, LETTER], world.lean[0, 0, BORIS]) == (1, 4, 40)
    place = orders.by_token(world.scenario)["document:letter"]
    assert orders.REASONS[orders.reasons(look(world, BORIS))[0, place]] == "sealed"


def test_a_leak_is_paid_for_only_where_it_is_traced():
    world = a_world(200)
    world.copied[:, LETTER, BORIS] = 1
    before = world.reputation.copy()
    traced = documents.traced(world, rows(np.arange(200), np.full(200, BORIS), np.full(200, LETTER)))
    give(world, "leak", BORIS, LETTER)
    assert 50 < traced.sum() < 150
    lost = (before - world.reputation)[:, BORIS]
    assert (lost == 40 * traced).all()
    # It is the talk of the Central Committee either way.
    assert (world.document[:, LETTER] == 2).all()


def test_a_body_may_have_a_locked_paper_read():
    world = a_world()
    world.sealed[:, LETTER] = 4
    world.bases[:, ANNA, 1] = 500
    docket = Docket.empty(1, 4)
    docket.motion[:, 0], docket.subject[:, 0], docket.mover[:, 0] = Motion.PUBLISH, LETTER, BORIS
    ch = Changes(world)
    none = np.zeros((1, 5), dtype=bool)
    sittings.carry(ch, a_sitting(CC, 0, "cc.1"), docket, 0, np.ones(1, dtype=bool), none)
    ch.apply()
    assert (world.document[0, LETTER], world.sealed[0, LETTER], world.bases[0, ANNA, 1]) == (1, 0, 464)


def test_a_motion_to_read_a_paper_hits_whom_it_hurts_most():
    world = a_world()
    assert documents.victims(world, np.zeros(1, dtype=int), np.array([LETTER])).tolist() == [ANNA]
    world.holder[:, 0] = ELENA
    world.memo.clear()
    assert documents.victims(world, np.zeros(1, dtype=int), np.array([LETTER])).tolist() == [ELENA]


def test_a_post_put_to_the_question_is_the_plenums_last_item():
    world = a_world()
    ch = Changes(world)
    propose(ch, (Effect("called", (0,), 1),), np.ones(1, dtype=bool), "asked")
    ch.apply()
    docket = dockets.form_docket(world, a_sitting(CC, 0, "cc.1"), 0, None)
    last = docket.slots - 1
    assert (docket.motion[0, last], docket.subject[0, last], docket.mover[0, last]) == (
        Motion.RESIGN,
        0,
        ANNA,
    )
    assert world.called[0, 0] == 0


# Where papers come from


def test_a_secret_pact_leaves_a_record_with_each_member_and_a_public_one_leaves_none():
    world = a_world()
    a_pact(world, ANNA, BORIS, secret=0)
    assert (world.document[0, [RECORD, SECOND]] == -1).all()
    world = a_world()
    a_pact(world, ANNA, BORIS)
    assert world.document[0, [RECORD, SECOND]].tolist() == [0, -1]
    assert world.party[0, RECORD].tolist() == [1, 1, 0, 0, 0]
    assert (world.copied[0, RECORD] == world.party[0, RECORD]).all()


def test_the_members_of_one_pact_keep_one_record():
    world = a_world()
    a_pact(world, ANNA, BORIS)
    a_pact(world, BORIS, ANNA)
    assert world.document[0, [RECORD, SECOND]].tolist() == [0, -1]


def test_with_no_room_left_the_record_of_a_pact_that_is_over_gives_way():
    world = a_world()
    a_pact(world, ANNA, BORIS)
    a_pact(world, ANNA, CLARA)
    a_pact(world, ANNA, DAVID)
    assert [world.party[0, d].tolist() for d in (RECORD, SECOND)] == [[1, 1, 0, 0, 0], [1, 0, 1, 0, 0]]
    world.pact_state[world.pact_in[:, :, CLARA] > 0] = 0
    world.memo.clear()
    a_pact(world, ANNA, ELENA)
    assert [world.party[0, d].tolist() for d in (RECORD, SECOND)] == [[1, 1, 0, 0, 0], [1, 0, 0, 0, 1]]


def test_where_a_record_is_read_the_pact_is_a_secret_no_more():
    world = a_world()
    a_pact(world, ANNA, BORIS)
    assert world.pact_known[0, 0].tolist() == [1, 1, 0, 0, 0]
    read(world, RECORD, 2)
    assert world.pact_known[0, 0].tolist() == [1, 1, 1, 1, 1]


def test_records_get_about_by_themselves_now_and_then():
    world = a_world(2000)
    a_pact(world, BORIS, CLARA)
    ch = Changes(world)
    documents.reckon(ch)
    ch.apply()
    share = (world.document[:, RECORD] == 2).mean()
    assert 0.03 < share < 0.14


def test_who_rules_by_a_secret_pact_has_minutes():
    world = a_world()
    world.rung[:, 5:] = np.minimum(world.rung[:, 5:], 5)
    world.memo.clear()
    a_pact(world, ANNA, BORIS, secret=1)
    a_pact(world, ANNA, CLARA, secret=1)
    for k in (CLARA, BORIS):
        world.pact_in[:, 0, k] = 1
    world.memo.clear()
    ch = Changes(world)
    documents.reckon(ch)
    ch.apply()
    assert world.document[0, MINUTES] == 0
    assert world.copied[0, MINUTES].tolist() == [1, 1, 1, 0, 0]


def test_a_platform_is_a_paper_of_its_authors():
    world = a_world()
    give(world, "platform", BORIS, 0)
    assert (world.document[0, PLATFORM], world.copied[0, PLATFORM].tolist()) == (1, [0, 1, 0, 0, 0])
    pages = int(world.pages[0, BORIS].sum())
    read(world, PLATFORM, 4)
    assert world.pages[0, BORIS].sum() > pages


# Who knows


def test_a_seat_sees_what_it_holds_and_what_was_read_where_it_sits():
    world = a_world()
    world.rung[:, :5] = [7, 6, 5, 4, 3]
    world.copied[...] = 0
    world.copied[:, LETTER, ELENA] = 1
    seen = []
    for level in range(6):
        world.document[:, LETTER] = level
        for table in ("document", "copied", "rung"):
            world.stamps[table] += 1
        seen.append([int(look(world, k).document[0, LETTER]) for k in range(5)])
    assert seen == [
        [-1, -1, -1, -1, 0],
        [1, 1, -1, -1, 1],
        [2, 2, 2, -1, 2],
        [3, 3, 3, -1, 3],
        [4, 4, 4, 4, 4],
        [5, 5, 5, 5, 5],
    ]


def test_only_who_has_a_copy_knows_who_else_has_one():
    world = a_world()
    a_pact(world, ANNA, BORIS)
    read(world, RECORD, 1)
    world.rung[:, :5] = 7
    world.stamps["rung"] += 1
    assert look(world, ANNA).copied[0, RECORD] == 0b11
    assert look(world, CLARA).copied[0, RECORD] == 0
    assert look(world, CLARA).party[0, RECORD] == 0b11


# Clause: silence


def test_silence_binds_a_member_not_to_bring_the_paper_out():
    world = a_world()
    world.copied[:, LETTER, BORIS] = 1
    a_pact(world, ANNA, BORIS, silence=LETTER + 1)
    assert world.pact_clause[0, 0, SILENCE] == LETTER + 1
    broken_by(world, {"polemic": rows(0, BORIS, CLARA)})
    assert world.pact_state[0, 0] == 1


def test_silence_is_broken_by_bringing_the_paper_out_or_moving_that_it_be_read():
    for kind, target in (("document", LETTER), ("table", None)):
        world = a_world()
        a_pact(world, ANNA, BORIS, silence=LETTER + 1)
        if target is None:
            from game.rules.motions import catalogue

            target = [m.token for m in catalogue(world.scenario)].index("publish:letter")
        before = int(world.reputation[0, BORIS])
        broken_by(world, {kind: rows(0, BORIS, target)})
        assert world.pact_state[0, 0] == 0, kind
        assert before - world.reputation[0, BORIS] == 200, kind


def test_a_leak_breaks_silence_only_where_it_is_traced_and_so_seen():
    world = a_world(200)
    a_pact(world, ANNA, BORIS, silence=LETTER + 1)
    given = rows(np.arange(200), np.full(200, BORIS), np.full(200, LETTER))
    traced = documents.traced(world, given)
    broken_by(world, {"leak": given})
    assert 50 < traced.sum() < 150
    assert ((world.pact_state[:, 0] == 0) == traced).all()


def test_a_breach_of_silence_costs_name_and_trust_and_ends_the_pact():
    world = a_world()
    a_pact(world, ANNA, BORIS, silence=LETTER + 1)
    trust, name = int(world.trust[0, ANNA, BORIS]), int(world.reputation[0, BORIS])
    broken_by(world, {"document": rows(0, BORIS, LETTER)})
    assert (world.trust[0, ANNA, BORIS], world.reputation[0, BORIS]) == (trust - 250, name - 200)
    # Whoever is no member owes nothing.
    world = a_world()
    a_pact(world, ANNA, BORIS, silence=LETTER + 1)
    broken_by(world, {"document": rows(0, CLARA, LETTER)})
    assert world.pact_state[0, 0] == 1


# Clause: collateral


def test_collateral_binds_by_a_copy_in_every_members_hands():
    world = a_world()
    a_pact(world, BORIS, CLARA)
    a_pact(world, ANNA, BORIS, collateral=RECORD + 1)
    slot = int(np.flatnonzero(world.pact_clause[0, :, COLLATERAL])[0])
    assert world.pact_in[0, slot].tolist() == [1, 1, 0, 0, 0]
    assert world.copied[0, RECORD].tolist() == [1, 1, 1, 0, 0]


def test_what_no_member_holds_cannot_be_laid_down():
    world = a_world()
    a_pact(world, BORIS, CLARA)
    a_pact(world, ANNA, DAVID, collateral=RECORD + 1)
    assert not world.pact_clause[0, :, COLLATERAL].any()
    assert world.copied[0, RECORD].tolist() == [0, 1, 1, 0, 0]


def test_any_seen_breach_of_the_pact_forfeits_the_pledge():
    world = a_world()
    a_pact(world, BORIS, CLARA)
    a_pact(world, ANNA, BORIS, collateral=RECORD + 1)
    slot = int(np.flatnonzero(world.pact_clause[0, :, COLLATERAL])[0])
    broken = np.zeros((1, 8, 5), dtype=bool)
    broken[0, slot, BORIS] = True
    ch = Changes(world)
    pacts.breach(ch, np.zeros(1, dtype=int), broken, "breach.vote")
    ch.apply()
    assert world.forfeit[0].tolist() == [0, 0, 0, 1, 0]
    # A pact that runs out is no breach.
    world = a_world()
    a_pact(world, ANNA, BORIS, collateral=LETTER + 1)
    world.pact_term[...] = 1
    ch = Changes(world)
    pacts.reckon(ch)
    ch.apply()
    assert not world.forfeit.any()


def test_a_forfeited_pledge_is_read_at_the_quarters_end_and_then_the_committee_sees_it():
    world = a_world()
    a_pact(world, BORIS, CLARA)
    world.rung[:, DAVID] = 5
    world.stamps["rung"] += 1
    assert look(world, DAVID).document[0, RECORD] == -1
    world.forfeit[:, RECORD] = 1
    ch = Changes(world)
    documents.reckon(ch)
    ch.apply()
    assert (world.document[0, RECORD], world.forfeit[0, RECORD]) == (2, 0)
    assert look(world, DAVID).document[0, RECORD] == 2


def test_a_pledge_hurts_whom_it_touches_when_it_is_read():
    world = a_world()
    a_pact(world, BORIS, CLARA)
    world.exposure[...] = 0
    # Anna alone rules.
    world.rung[:, 1:] = np.minimum(world.rung[:, 1:], 5)
    world.memo.clear()
    world.forfeit[:, RECORD] = 1
    ch = Changes(world)
    documents.reckon(ch)
    ch.apply()
    assert world.exposure[0, [BORIS, CLARA]].tolist() == [80, 80]
    assert world.exposure[0, DAVID] == 0


# The language of scenarios


def test_an_event_reads_a_paper_and_conditions_ask_how_far_it_has_gone():
    world = a_world()
    world.bases[:, ANNA, 1] = 500
    ch = Changes(world)
    propose(ch, (Effect("document", (LETTER,), 3, True),), np.ones(1, dtype=bool), "asked")
    ch.apply()
    assert world.bases[0, ANNA, 1] == 500 - 108
    assert holds(world, Condition("document", (LETTER,), ">=", 3))[0]
    assert not holds(world, Condition("document", (LETTER,), ">=", 4))[0]
    assert holds(world, Condition("copy", (LETTER, BORIS), "=", int(world.copied[0, LETTER, BORIS])))[0]


def test_an_event_may_put_a_paper_back_and_nothing_is_unsaid():
    world = a_world()
    read(world, LETTER, 3)
    before = world.bases.copy()
    ch = Changes(world)
    propose(ch, (Effect("document", (LETTER,), 1, True),), np.ones(1, dtype=bool), "asked")
    ch.apply()
    assert world.document[0, LETTER] == 1
    assert world.read[0, LETTER] == 600
    assert (world.bases == before).all()


def test_a_world_without_documents_plays_on():
    from game import players

    s = dataclasses.replace(a_scenario(quarters=2), documents=())
    seats = [players.level("politician", s, k) for k in range(5)]
    play = quarter.start(s, dice.seeds("none", 3))
    while not play.over:
        play.submit(players.decide_all(play, seats), lawful=True)
    assert play.over


# Politicians


def test_a_politician_would_rather_hurt_an_enemy_than_himself():
    from game.players import papers

    mine = Document("mine", 0, 0, None, (BORIS,), ((BORIS, a_vector(mantle=-180)),))
    his = Document("his", 0, 0, None, (BORIS,), ((CLARA, a_vector(mantle=-180)),))
    s = a_scenario(quarters=4, documents=(*some_documents(), mine, his))
    world = World.new(s, dice.seeds("taste", 1))
    world.trust[:, BORIS, CLARA] = -900
    worth = papers.worth(look_together(world, (BORIS,)))[0, 0]
    assert worth[5] < 0 < worth[6]


def test_who_promised_silence_thinks_twice():
    from game.players import papers

    world = a_world()
    world.copied[:, LETTER, BORIS] = 1
    world.stamps["copied"] += 1
    free = papers.silent(look_together(world, (BORIS,)))
    a_pact(world, BORIS, CLARA, silence=LETTER + 1)
    bound = papers.silent(look_together(world, (BORIS,)))
    assert free is None
    assert bound is not None
    assert bound[0, 0].tolist() == [1, 0, 0, 0, 0]

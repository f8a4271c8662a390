"""Clauses of pacts, one by one: what each binds to, how it is broken, who can see it, what follows.

Anna and Boris are bound, Clara is not. What is not binding is tried beside every breach: the same deed without the
clause breaks nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from game.rules import clauses, dice, documents, elections, motions, orders, pacts, power, reckoning, votes
from game.rules.changes import Changes
from game.rules.rows import Rows
from game.rules.terms import (
    CC,
    CLAUSES,
    COLLATERAL,
    FAVOUR,
    INTELLIGENCE,
    NOMINATE,
    PEACE,
    REGION,
    REPORT,
    SHIELD,
    SILENCE,
    TENURE,
    VOTE,
    Motion,
)
from game.rules.view import look
from game.rules.votes import Docket, Floor
from game.rules.world import World
from tests.builders import a_scenario, a_sitting, with_parameter

ANNA, BORIS, CLARA, DAVID, ELENA = range(5)
PLENUM = a_sitting(CC, 0, "cc.1")
LETTER = 0
PRAVDA = 4
"""The office that the nomination is about."""


def a_world(**numbers: int) -> World:
    scenario = with_parameter(a_scenario(sittings=(PLENUM,), quarters=4), **numbers)
    return World.new(scenario, dice.seeds("clauses", 1), luck=0)


def bind(world: World, clause: int | None, value: int = 1, *, secret: bool = False) -> World:
    """A pact of Anna and Boris with one clause, or none, known to both alone or to all."""
    world.pact_in[0, 0, [ANNA, BORIS]] = 1
    world.pact_state[0, 0], world.pact_term[0, 0], world.pact_enemy[0, 0] = 1, 4, -1
    world.pact_known[0, 0] = [1, 1, *(3 * [0 if secret else 1])]
    if clause is not None:
        world.pact_clause[0, 0, clause] = value
    return world


def a_docket(motion: Motion, subject: int, object: int, severity: int, mover: int) -> Docket:
    docket = Docket.empty(1, 1)
    for name, value in (("motion", motion), ("subject", subject), ("object", object), ("severity", severity)):
        getattr(docket, name)[0, 0] = value
    docket.mover[0, 0] = mover
    return docket


def vote(world: World, docket: Docket, who: int, side: int) -> None:
    """One contender votes for (1) or against (-1), the others abstain; what that breaks is paid for."""
    sides = np.zeros((1, 5), dtype=np.int32)
    sides[0, who] = side
    ch = Changes(world)
    plus, minus = votes.plus_minus(world, docket, 0)
    pacts.breaches_of_votes(ch, plus, minus, sides, clauses.promised(world, docket, 0))
    ch.apply()


def pact_term(world: World, docket: Docket, who: int) -> int:
    """What pacts add to one contender's vote."""
    silence = Floor(np.zeros((1, 5), dtype=np.int32), np.zeros((1, 5), dtype=np.int32))
    world.memo.clear()
    counted = votes.count(world, PLENUM, docket, 0, silence, None, explain=True)
    return int(counted.terms["pact"][0, who])


def one(kind: str, who: int, target: int) -> dict[str, Rows]:
    return {kind: Rows(*(np.array([x]) for x in (0, who, target, -1)))}


def act(world: World, kind: str = "", who: int = ANNA, target: int = -1) -> None:
    """One order is given; what it breaks is paid for."""
    polemic = np.zeros((1, 5, 5), dtype=np.int32)
    placed = np.zeros((1, 5, len(world.scenario.regions)), dtype=np.int32)
    if kind == "polemic":
        polemic[0, who, target] = 1
    if kind == "place":
        placed[0, who, target] = 1
    by_kind = one(kind, who, target)
    ch = Changes(world)
    pacts.breaches_of_orders(ch, polemic, placed, documents.told(world, by_kind), by_kind)
    ch.apply()


def quarter_ends(world: World) -> None:
    ch = Changes(world)
    pacts.reckon(ch)
    ch.apply()


def a_rumour(world: World) -> int:
    """The place of the rumour about Boris and Clara."""
    return orders.pairs(world.scenario).index((BORIS, CLARA))


AGAINST_BORIS = a_docket(Motion.SANCTION, BORIS, -1, 2, CLARA)
BY_BORIS = a_docket(Motion.SANCTION, CLARA, -1, 2, BORIS)
HARD_ON_DAVID = a_docket(Motion.SANCTION, DAVID, -1, 5, CLARA)
MILD_ON_DAVID = a_docket(Motion.SANCTION, DAVID, -1, 4, CLARA)
PRAVDA_TO_DAVID = a_docket(Motion.FILL, PRAVDA, DAVID, 0, CLARA)
PRAVDA_TO_ELENA = a_docket(Motion.FILL, PRAVDA, ELENA, 0, CLARA)
NEW_SECRETARY = a_docket(Motion.SECRETARY, 3, CLARA, 0, CLARA)


@dataclass(frozen=True)
class Promise:
    """A clause, the value it is written with, and a deed of Anna's that breaks it."""

    clause: int
    value: Callable[[World], int]
    break_it: Callable[[World], None]


def unpaid(world: World) -> None:
    """The term runs out and Anna, who was lent to, has nothing to pay with."""
    world.capital[0, ANNA] = 0
    world.pact_term[0, 0] = 1
    quarter_ends(world)


PROMISES = (
    Promise(VOTE, lambda w: 1, lambda w: vote(w, AGAINST_BORIS, ANNA, 1)),
    Promise(PEACE, lambda w: 1, lambda w: act(w, "polemic", ANNA, BORIS)),
    Promise(REGION, lambda w: 5 + 1, lambda w: act(w, "place", ANNA, 5)),
    Promise(SILENCE, lambda w: LETTER + 1, lambda w: act(w, "document", ANNA, LETTER)),
    Promise(
        NOMINATE,
        lambda w: clauses.nomination(w.scenario, PRAVDA, DAVID),
        lambda w: vote(w, PRAVDA_TO_DAVID, ANNA, -1),
    ),
    Promise(INTELLIGENCE, lambda w: 1, lambda w: act(w, "rumour", ANNA, a_rumour(w))),
    Promise(FAVOUR, lambda w: BORIS + 1, unpaid),
    Promise(TENURE, lambda w: 1, lambda w: act(w, "transfer", ANNA, 3)),
    Promise(SHIELD, lambda w: clauses.shield(DAVID, 5), lambda w: vote(w, HARD_ON_DAVID, ANNA, 1)),
)
"""The nine that can be broken. A report is backed by the rules themselves, and a pledge is what a breach costs."""


def half_truths_always_out() -> World:
    """A world in which whoever spreads a half-truth is found out, so that no luck decides a test."""
    scenario = a_scenario(sittings=(PLENUM,), quarters=4)
    new = tuple((k, 1000 if k == "pact.half-truth" else v) for k, v in scenario.parameters)
    return World.new(replace(scenario, parameters=new), dice.seeds("clauses", 1), luck=0)


by_clause = pytest.mark.parametrize("promise", PROMISES, ids=[CLAUSES[p.clause] for p in PROMISES])


@by_clause
def test_the_deed_breaks_the_pact_that_has_the_clause_and_no_pact_without_it(promise):
    with_it, without = half_truths_always_out(), half_truths_always_out()
    bind(with_it, promise.clause, promise.value(with_it))
    bind(without, None)
    names = with_it.reputation.copy()
    promise.break_it(with_it)
    promise.break_it(without)
    assert with_it.pact_state[0, 0] == 0
    assert with_it.reputation[0, ANNA] < names[0, ANNA]
    assert (without.reputation == names).all()


@by_clause
def test_the_same_deed_by_somebody_who_is_not_bound_breaks_nothing(promise):
    world = half_truths_always_out()
    world.pact_in[0, 0, [CLARA, DAVID]] = 1
    world.pact_state[0, 0], world.pact_term[0, 0], world.pact_enemy[0, 0] = 1, 4, -1
    world.pact_clause[0, 0, promise.clause] = promise.value(world) if promise.clause != FAVOUR else CLARA + 1
    names = world.reputation[0, ANNA]
    promise.break_it(world)
    assert world.reputation[0, ANNA] == names


@by_clause
def test_only_its_members_can_read_a_secret_clause_and_a_public_one_all(promise):
    for secret in (True, False):
        world = half_truths_always_out()
        bind(world, promise.clause, promise.value(world), secret=secret)
        for k in range(5):
            seen = int(look(world, k).views.pact_clause[0, 0, 0, promise.clause])
            expected = promise.value(world) if not secret or k in (ANNA, BORIS) else 0
            assert seen == expected, (secret, k)


@by_clause
def test_a_breach_costs_a_name_and_the_partners_trust_and_nothing_of_anybody_elses(promise):
    world = half_truths_always_out()
    bind(world, promise.clause, promise.value(world), secret=True)
    price = world.scenario.parameter["pact.breach"]
    names, trust = world.reputation.copy(), world.trust.copy()
    promise.break_it(world)
    assert world.reputation[0, ANNA] == max(names[0, ANNA] - price, 0)
    assert world.trust[0, BORIS, ANNA] == max(trust[0, BORIS, ANNA] - 250, -1000)
    changed = world.trust != trust
    changed[0, BORIS, ANNA] = False
    assert not changed.any()
    assert (world.reputation[0, 1:] == names[0, 1:]).all()


# What each binds to.


def test_to_vote_together_adds_to_the_vote_for_a_partners_motion_and_against_one_that_hits_him():
    world = a_world()
    free = [pact_term(world, d, ANNA) for d in (BY_BORIS, AGAINST_BORIS)]
    bind(world, VOTE)
    world.memo.clear()
    bound = [pact_term(world, d, ANNA) for d in (BY_BORIS, AGAINST_BORIS)]
    assert free == [0, 0]
    assert bound[0] == world.scenario.parameter["vote.pact"] == -bound[1]
    assert pact_term(world, BY_BORIS, DAVID) == 0


def test_peace_forbids_print_against_a_partner_and_allows_it_against_others():
    world = bind(a_world(), PEACE)
    act(world, "polemic", ANNA, CLARA)
    assert world.pact_state[0, 0] == 1


def test_a_region_is_left_to_the_partner_who_is_first_there_and_he_may_place_his_own_people():
    world = bind(a_world(), REGION, 5 + 1)
    world.first[0, 5] = BORIS
    act(world, "place", BORIS, 5)
    assert world.pact_state[0, 0] == 1
    act(world, "place", ANNA, 4)
    assert world.pact_state[0, 0] == 1
    act(world, "place", ANNA, 5)
    assert world.pact_state[0, 0] == 0


def test_a_promised_report_counts_for_the_one_it_was_promised_to():
    def reporter(clause: int | None) -> int:
        world = bind(a_world(), clause, ANNA + 1)
        world.trust[...] = 0
        world.lean[...] = 0
        world.bases[..., 1] = 300
        world.holder[0, 2] = -1
        ch = Changes(world)
        elections.choose_reporter(ch, np.array([True]))
        ch.apply()
        return int(world.holder[0, 2])

    assert reporter(REPORT) == ANNA
    assert reporter(None) == BORIS


def test_a_report_is_backed_by_the_rules_so_no_deed_of_a_member_breaks_it():
    world = half_truths_always_out()
    bind(world, REPORT, BORIS + 1)
    world.capital[0, ANNA] = 0
    for promise in PROMISES:
        if promise.clause != FAVOUR:
            promise.break_it(world)
    assert world.pact_state[0, 0] == 1


def test_silence_is_about_one_paper_and_no_other():
    world = bind(a_world(), SILENCE, LETTER + 1)
    act(world, "document", ANNA, LETTER + 1)
    assert world.pact_state[0, 0] == 1


def test_a_pledge_gives_every_member_a_copy_and_is_forfeit_by_whoever_breaks_the_pact():
    world = a_world()
    world.document[0, LETTER] = 0
    world.copied[0, LETTER] = [1, 0, 0, 0, 0]
    offers = np.zeros((1, 5, 15), dtype=np.int32)
    offers[:, :, pacts.ENEMY] = -1
    offers[0, ANNA, [pacts.PARTNERS, pacts.TERM, pacts.C_PEACE, pacts.C_COLLATERAL]] = 2, 6, 1, LETTER + 1
    answers = np.zeros((1, 5, 5, 13), dtype=np.int32)
    answers[0, ANNA, BORIS, 0] = pacts.ACCEPT
    ch = Changes(world)
    pacts.conclude(ch, offers, answers, np.zeros((1, 5), dtype=np.int32))
    ch.apply()
    assert world.copied[0, LETTER].tolist() == [1, 1, 0, 0, 0]
    assert world.pact_clause[0, 0, COLLATERAL] == LETTER + 1
    assert world.forfeit[0, LETTER] == 0
    act(world, "polemic", ANNA, BORIS)
    assert world.forfeit[0, LETTER] == 1


def test_a_paper_that_no_member_holds_cannot_be_pledged():
    world = a_world()
    world.document[0, LETTER] = 0
    world.copied[0, LETTER] = [0, 0, 1, 0, 0]
    offers = np.zeros((1, 5, 15), dtype=np.int32)
    offers[:, :, pacts.ENEMY] = -1
    offers[0, ANNA, [pacts.PARTNERS, pacts.TERM, pacts.C_COLLATERAL]] = 2, 6, LETTER + 1
    answers = np.zeros((1, 5, 5, 13), dtype=np.int32)
    answers[0, ANNA, BORIS, 0] = pacts.ACCEPT
    ch = Changes(world)
    pacts.conclude(ch, offers, answers, np.zeros((1, 5), dtype=np.int32))
    ch.apply()
    assert world.pact_state[0, 0] == 1
    assert world.pact_clause[0, 0, COLLATERAL] == 0


def test_who_ends_a_pact_in_good_order_gets_his_pledge_back_unread():
    world = bind(a_world(), COLLATERAL, LETTER + 1)
    world.pact_term[0, 0] = 1
    quarter_ends(world)
    assert world.pact_state[0, 0] == 0
    assert world.forfeit[0, LETTER] == 0


def test_a_secret_pledge_is_known_to_its_members_only():
    world = bind(a_world(), COLLATERAL, LETTER + 1, secret=True)
    seen = [int(look(world, k).views.pact_clause[0, 0, 0, COLLATERAL]) for k in range(5)]
    assert seen == [LETTER + 1, LETTER + 1, 0, 0, 0]


def test_a_secret_promise_of_the_report_is_known_to_its_members_only():
    world = bind(a_world(), REPORT, BORIS + 1, secret=True)
    seen = [int(look(world, k).views.pact_clause[0, 0, 0, REPORT]) for k in range(5)]
    assert seen == [BORIS + 1, BORIS + 1, 0, 0, 0]


def test_who_was_promised_the_report_and_is_given_it_costs_nobody_a_name():
    world = bind(a_world(), REPORT, BORIS + 1)
    names = world.reputation.copy()
    ch = Changes(world)
    elections.choose_reporter(ch, np.array([True]))
    ch.apply()
    assert (world.reputation == names).all()


def test_a_nomination_binds_members_for_the_one_and_against_anybody_else_for_that_office():
    world = a_world()
    bind(world, NOMINATE, clauses.nomination(world.scenario, PRAVDA, DAVID))
    weight = world.scenario.parameter["vote.pact"]
    assert [pact_term(world, d, BORIS) for d in (PRAVDA_TO_DAVID, PRAVDA_TO_ELENA)] == [weight, -weight]
    assert pact_term(world, PRAVDA_TO_DAVID, CLARA) == 0
    assert pact_term(world, a_docket(Motion.FILL, 1, DAVID, 0, CLARA), BORIS) == 0


def test_shared_news_halves_the_error_about_others_minds():
    plain, shared = a_world(), bind(a_world(), INTELLIGENCE)

    def error(world: World, seat: int) -> int:
        return int(np.abs(look(world, seat).views.lean[0, 0] - world.lean[0]).sum())

    assert error(shared, ANNA) < error(plain, ANNA) * 2 // 3
    assert error(shared, CLARA) == error(plain, CLARA)


def test_a_rumour_about_strangers_is_no_half_truth():
    world = bind(half_truths_always_out(), INTELLIGENCE)
    act(world, "rumour", ANNA, orders.pairs(world.scenario).index((CLARA, DAVID)))
    assert world.pact_state[0, 0] == 1


def test_a_favour_is_paid_at_once_and_returned_with_interest_at_the_end():
    world = bind(a_world(), FAVOUR, BORIS + 1)
    later = world.scenario.parameter["favour.later"]
    world.capital[0, [ANNA, BORIS]] = 4
    world.pact_term[0, 0] = 1
    quarter_ends(world)
    assert world.capital[0, [ANNA, BORIS]].tolist() == [4 - later, 4 + later]
    assert world.reputation[0, ANNA] == 500


def test_safe_posts_calm_the_secretaries_as_far_as_the_members_carry_them():
    world = a_world()
    assert clauses.calm(world)[0] == 0
    bind(world, TENURE)
    held = int(power.control(world)[0, [ANNA, BORIS]].sum())
    assert clauses.calm(world)[0] == held * world.scenario.parameter["pact.tenure"] // 1000
    plain = a_world()
    for each in (world, plain):
        each.security[...] = each.scenario.parameter["security.level"]
    reckoning.reckon(world)
    reckoning.reckon(plain)
    assert world.security[0] > plain.security[0]


def test_safe_posts_bind_members_against_moving_any_secretary():
    world = bind(a_world(), TENURE)
    assert pact_term(world, NEW_SECRETARY, ANNA) == -world.scenario.parameter["vote.pact"]


def test_a_shield_binds_against_what_is_as_hard_as_it_says_and_leaves_what_is_milder():
    world = bind(a_world(), SHIELD, clauses.shield(DAVID, 5))
    assert pact_term(world, HARD_ON_DAVID, ANNA) == -world.scenario.parameter["vote.pact"]
    assert pact_term(world, MILD_ON_DAVID, ANNA) == 0
    vote(world, MILD_ON_DAVID, ANNA, 1)
    assert world.pact_state[0, 0] == 1


# Of pacts as a whole.


def test_a_secret_pact_comes_out_by_the_odds_and_is_a_faction_only_then():
    world = bind(a_world(pact__seen=1000), PEACE, secret=True)
    exposure = world.exposure.copy()
    quarter_ends(world)
    assert (world.pact_known[0, 0] == 1).all()
    assert (world.exposure == exposure).all()
    quarter_ends(world)
    hidden = bind(a_world(pact__seen=0), PEACE, secret=True)
    quarter_ends(hidden)
    assert hidden.pact_known[0, 0].tolist() == [1, 1, 0, 0, 0]


def test_a_pact_whose_enemy_has_lost_half_his_weight_is_wound_up_without_breach():
    world = bind(a_world(), PEACE)
    world.pact_enemy[0, 0] = CLARA
    world.pact_menace[0, 0] = 3 * int(power.menace(world)[0, CLARA])
    names = world.reputation.copy()
    quarter_ends(world)
    assert world.pact_state[0, 0] == 3
    quarter_ends(world)
    assert world.pact_state[0, 0] == 0
    assert (world.reputation == names).all()


def test_every_clause_has_its_four_tests_or_says_why_it_has_others():
    broken = {promise.clause for promise in PROMISES}
    assert broken | {REPORT, COLLATERAL} == set(range(len(CLAUSES)))


def test_motions_that_clauses_speak_of_can_be_tabled():
    tokens = {m.token.split(":")[0] for m in motions.catalogue(a_scenario(sittings=(PLENUM,), quarters=4))}
    assert {"fill", "secretary", "sanction-5"} <= tokens

"""Politicians think side by side: each decides what he would decide alone, and can say why."""

from __future__ import annotations

import numpy as np
import pytest

from game import players
from game.players import talks
from game.rules import dice, orders, quarter
from game.rules.view import look, look_together
from tests.builders import a_scenario

SEATS = (0, 1, 2, 3, 4)


def games(quarters=5, histories=7):
    s = a_scenario(quarters=quarters)
    seats = [players.level(("novice", "politician")[k % 2], s, k) for k in SEATS]
    play = quarter.start(s, dice.seeds("side", histories))
    while not play.over:
        yield play, seats
        play.submit(players.decide_all(play, seats))


def test_together_each_decides_what_he_would_decide_alone():
    kinds = set()
    for play, seats in games():
        due = play.due()
        together = players.decide_all(play, seats)
        for k in SEATS:
            if due[:, k].any():
                alone = seats[k].decide(players.facts(play, k), play.stage)
                assert np.array_equal(alone[due[:, k]], together[k][due[:, k]]), (k, play.stage.kind)
                kinds.add(play.stage.kind)
    assert {"offers", "answers", "orders", "floor"} <= kinds


def test_the_named_terms_of_a_pact_sum_to_what_the_bargain_says():
    seen = 0
    for play, _ in games(quarters=3):
        if play.stage.kind != "offers":
            continue
        views = look_together(play.world, SEATS)
        deal = talks.bargain(views)
        dread = talks.enemy_value(views)
        for e in range(0, deal.members.shape[0], 7):
            me = int(deal.members[e, 0])
            members = tuple(sorted({int(k) for k in deal.members[e]}))
            view = look(play.world, me)
            enemy = talks.common_enemy(view, members)
            assert np.array_equal(enemy, deal.enemy[:, e])
            for nth in range(len(members)):
                who = int(deal.members[e, nth])
                rows = np.arange(view.histories)
                hate = view.trust[rows, who, enemy] * view.menace[rows, enemy] // talks.HATE
                bound = view.allied[rows, who, enemy] * talks.promise(view.scenario)[who]
                whole = deal.base[:, e, nth] + dread[rows, me, enemy] - hate - bound
                assert np.array_equal(talks.worth(view, who, members, enemy), whole), (members, who)
                seen += 1
    assert seen > 30


def test_reasons_are_the_same_for_one_and_for_all():
    for play, _ in games(quarters=2):
        together = orders.closed(look_together(play.world, SEATS))
        for k in SEATS:
            assert np.array_equal(orders.reasons(look(play.world, k)), together[:, k])


@pytest.mark.parametrize("seats", [(2,), (4, 0), (1, 3, 2)])
def test_any_few_seats_decide_as_they_do_among_all(seats):
    for play, everybody in games(quarters=2):
        some = [everybody[k] if k in seats else None for k in SEATS]
        few, all_ = players.decide_all(play, some), players.decide_all(play, everybody)
        for k in seats:
            assert np.array_equal(few[k], all_[k]), (k, play.stage.kind)

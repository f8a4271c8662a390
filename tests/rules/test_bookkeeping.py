"""The books at a hundredth of their full volume (tools/conservation.py), and that a broken promise is noticed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from game.record import notation
from game.rules import country, dice, lawful, orders, pacts, quarter, resolve, sittings
from game.rules.changes import Changes, Ledger
from game.rules.scenario import Scenario
from game.rules.terms import Motion, Stance
from tests.builders import a_scenario, with_contenders, with_outsiders
from tools.conservation import LEVELS, Books, Broken, Wild, batch, scenarios, single


@pytest.fixture(scope="module")
def moscow() -> Scenario:
    return scenarios()[0]


@pytest.mark.parametrize("level", LEVELS)
def test_whole_games_keep_every_promise_at_every_stage(moscow, level):
    books = Books()
    with books.watching():
        for n, scenario in enumerate((moscow, a_scenario(quarters=8, figures=8, regions=3))):
            batch(books, scenario, level, f"test/{n}", 64 if n == 0 else 16)
    assert books.counts["stages"] > 13_000
    assert books.counts["votes"] > 500


def test_every_kind_of_order_is_given_somewhere_in_random_games(moscow):
    books = Books()
    batch(books, moscow, "random", "kinds", 64)
    batch(books, moscow, "wild", "kinds", 16)
    batch(books, with_outsiders(moscow), "wild", "kinds", 16)
    assert [k.id for k in orders.KINDS if not books.used[k.id]] == []


@pytest.mark.parametrize(("level", "seed"), list(product(LEVELS, "abc")))
def test_a_single_game_balances_its_ledger_and_reads_back_every_line(moscow, level, seed):
    books = Books()
    with books.watching():
        single(books, moscow, level, f"single/{seed}")
    assert books.counts["ledger"] > 1000
    assert books.counts["lines"] > 200


# What would happen if a promise were broken -----------------------------------------------------------------------


def sabotage(monkeypatch: pytest.MonkeyPatch, room: object, name: str, more) -> None:
    honest = getattr(room, name)

    def other(*args, **kwargs):
        found = honest(*args, **kwargs)
        more(*args)
        return found

    monkeypatch.setattr(room, name, other)


def several(seed: str, quarters: int) -> None:
    """Five short games of drawn lots."""
    for n in range(5):
        single(Books(), a_scenario(quarters=quarters), "random", f"{seed}/{n}")


def lose_a_share(ch: Changes) -> None:
    ch.world.cells[:, 0, 0] += 1


def love_oneself(ch: Changes) -> None:
    ch.add("trust", (2, 2), 5, "vanity")


def print_a_seat(ch: Changes) -> None:
    ch.add("bloc", (0, 1), 1, "forgery")


def bury_and_keep_the_post(ch: Changes) -> None:
    h = np.arange(ch.world.histories)
    ch.put_rows("rung", h, (np.maximum(ch.world.holder[:, 0], 0),), 0, "forgery")


@pytest.mark.parametrize(
    ("forgery", "told"),
    [
        (lose_a_share, "cells: a row does not sum"),
        (love_oneself, "trusts himself"),
        (print_a_seat, "seats changed outside a congress"),
    ],
)
def test_a_forgery_in_the_reckoning_is_noticed(monkeypatch, forgery, told):
    sabotage(monkeypatch, country, "reckon", forgery)
    with pytest.raises(Broken, match=told):
        batch(Books(), a_scenario(quarters=2), "random", "forged", 4)


def test_a_dead_man_who_keeps_his_post_is_noticed():
    play = quarter.start(a_scenario(quarters=2), dice.seeds("dead", 3))
    ch = Changes(play.world)
    bury_and_keep_the_post(ch)
    ch.apply()
    with pytest.raises(Broken, match="a dead man holds a post"):
        Books().stage(play.world, False, play.world.bloc.sum(axis=2))


def test_a_pact_with_its_enemy_inside_is_noticed():
    play = quarter.start(a_scenario(quarters=2), dice.seeds("pact", 3))
    world = play.world
    world.pact_state[:, 0] = 1
    world.pact_in[:, 0, :2] = world.pact_known[:, 0, :2] = 1
    world.pact_enemy[:, 0] = 1
    with pytest.raises(Broken, match="the enemy is a member"):
        Books().stage(world, False, world.bloc.sum(axis=2))


def test_a_vote_too_many_is_noticed(monkeypatch):
    honest = sittings.count

    def stuffed(*args, **kwargs):
        found = honest(*args, **kwargs)
        found.for_ = found.for_ + 1
        return found

    monkeypatch.setattr(sittings, "count", stuffed)
    books = Books()
    with pytest.raises(Broken, match="votes do not sum"), books.watching():
        batch(books, a_scenario(quarters=2), "politician", "stuffed", 4)


def test_a_change_past_the_ledger_is_noticed(monkeypatch):
    def behind_its_back(ch: Changes) -> None:
        ch.world.fear[...] = 500

    sabotage(monkeypatch, country, "reckon", behind_its_back)
    with pytest.raises(Broken, match="the ledger of fear"):
        single(Books(), a_scenario(quarters=2), "random", "past")


def test_an_order_that_spends_what_is_not_there_is_noticed(monkeypatch):
    def greedy(ch: Changes, rows: resolve.Rows) -> None:
        ch.rows("capital", rows.h, (rows.c,), -9, "order.rest", rows.c)

    monkeypatch.setitem(resolve.RULES, "rest", greedy)
    with pytest.raises(Broken, match="more capital was spent"):
        several("debt", 6)


def test_a_line_that_is_read_as_something_else_is_noticed(monkeypatch):
    honest = notation.order_text
    lobby = "lobby:figure-"

    def smudged(s, q, row):
        text = honest(s, q, row)
        return lobby + "1" if text.startswith(lobby) else text

    monkeypatch.setattr(notation, "order_text", smudged)
    with pytest.raises(Broken, match="is read"):
        several("smudged", 4)


def test_a_shift_is_paid_for_like_every_other_order(moscow):
    for n in range(6):
        single(Books(), moscow, "random", f"shift/{n}")


@pytest.mark.parametrize("many", [4, 6, 8])
def test_promises_are_kept_with_four_to_eight_contenders(many):
    books = Books()
    with books.watching():
        for level in ("politician", "wild"):
            batch(books, with_contenders(a_scenario(quarters=6, regions=4), many), level, "many", 8)


@pytest.mark.parametrize("many", [2, 3])
def test_promises_are_kept_with_two_or_three_contenders(many):
    batch(Books(), with_contenders(a_scenario(numbers=7, regions=5, quarters=6), many), "politician", "x", 32)


def test_the_only_motion_before_a_sitting_can_be_withdrawn_in_every_history():
    scenario = a_scenario(quarters=4)
    wild = Wild(1)
    play = quarter.start(scenario, dice.seed_of("withdraw"))
    withdrawn = False
    while not play.over:
        given = wild.decisions(play)
        if play.stage.kind == "floor":
            for slot in range(play.docket.slots):
                mover = int(play.docket.mover[0, slot])
                if play.docket.motion[0, slot] != Motion.NONE and mover >= 0 and play.due()[0, mover]:
                    given[mover] = np.array([[slot, int(Stance.WITHDRAW), 0]], dtype=np.int32)
                    withdrawn = True
        play.submit(given)
    assert withdrawn


def test_wild_seats_use_every_way_of_answering_and_speaking():
    scenario = a_scenario(quarters=4)
    wild, play = Wild(3), quarter.start(scenario, dice.seeds("wild", 64))
    replies: set[int] = set()
    stances: set[int] = set()
    while not play.over:
        given = play.lawful(wild.decisions(play))
        if play.stage.kind == "answers":
            replies |= {int(x) for d in given for x in np.unique(d[:, :, 0])}
        if play.stage.kind == "floor":
            stances |= {int(x) for d in given for x in np.unique(d[:, 1])}
        play.submit(given, lawful=True)
    assert replies == {pacts.REFUSE, pacts.ACCEPT, pacts.COUNTER}
    assert stances == {int(s) for s in Stance}
    assert isinstance(quarter.start(scenario, dice.seed_of("x"), ledger=True).world.ledger, Ledger)


def test_an_order_that_is_struck_out_leaves_no_gap_that_a_record_could_not_tell():
    scenario = a_scenario(quarters=2)
    play = quarter.start(scenario, dice.seeds("gap", 2))
    while play.stage.kind != "orders":
        play.submit([play.default(k) for k in range(5)])
    given = play.default(0)
    rest, tour = (orders.by_token(scenario)[token] for token in ("rest", "tour:region-3"))
    given[:, 1], given[:, 2] = (tour, 0, 0), (rest, 0, 0)
    allowed = lawful.lawful_orders(play.world, 0, given)
    assert allowed[:, :, 0].tolist() == [[tour, rest, -1]] * 2
